"""Who knows: colleagues for a skill or a question, with what speaks for them.

What somebody did counts only after they allowed it for what it is about (rules/consenting.py), and only of things that who asks may see. What somebody says
that they can counts by itself, for whom they show it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Value
from django.utils.translation import gettext_lazy as _

from zwerm.language.detect import LANGUAGES
from zwerm.language.stopwords import is_stop_word
from zwerm.language.words import find_words_folded
from zwerm.people.models import Person, Space
from zwerm.search.actions import Narrowing, find
from zwerm.search.found import Found
from zwerm.skills.actions.ability import able_in
from zwerm.skills.actions.about import about_skill
from zwerm.skills.actions.consent import answers_on, confirming
from zwerm.skills.actions.evidence import Deed, Seen, Thing, deeds_on, things_seen, together, topics_on
from zwerm.skills.actions.propose import named_first
from zwerm.skills.models import Ability, Skill
from zwerm.skills.registry import kinds
from zwerm.skills.rules.consenting import SAID, Because, Topic, may_tell
from zwerm.skills.rules.knowing import (
    MOST_VOTING,
    Hit,
    confidence,
    own_word,
    rank_people,
    votes_of,
    with_word,
)

MOST, MOST_REASONS, MOST_SKILLS = 10, 3, 3
# What is said to be about a skill that is asked for counts as much as what answers best.
TAGGED = 1.0
# Of a question that names no skill: what at least this part of what was found is about is what it asks.
ASKED_FROM = 0.25
SURE_FROM = ((0.6, _("very likely knows this")), (0.3, _("quite likely knows this")), (0.0, _("perhaps knows this")))
# Who had to do with less of what was found is not named: of those one in twenty was right.
LEAST = 0.1


@dataclass(frozen=True)
class Eyes:
    """Through whose eyes is looked. `only`: at what is in this space, which anybody who sees it sees alike.

    Who is in no space (`Person()`) sees what all see.
    """

    reader: Person
    only: Space | None = None

    def find(self, words: str) -> Found:
        narrowing = Narrowing(spaces=[self.only.pk] if self.only else ())
        return find(self.reader, words, narrowing, limit=MOST_VOTING)

    def see(self, things: Iterable[Thing]) -> dict[Thing, Seen]:
        seen = things_seen(things, self.reader)
        return {thing: one for thing, one in seen.items() if self.only is None or one.space == self.only.pk}


@dataclass(frozen=True)
class Said:
    """What somebody says of themselves."""

    skill: Skill
    ability: Ability


@dataclass
class Knower:
    """A colleague, how sure it is that they know, and why, the strongest first."""

    person: Person
    score: float = 0.0
    said: list[Said] = field(default_factory=list)
    deeds: list[Deed] = field(default_factory=list)

    @property
    def confidence(self) -> float:
        return confidence(self.score)

    @property
    def sure(self) -> str:
        """How sure, in words: the numbers are not that exact."""
        words = [word for least, word in SURE_FROM if self.confidence >= least]
        return str(words[0])

    @property
    def why(self) -> str:
        """The first reason, in words."""
        if self.said:
            return f"{self.said[0].skill.called}: {self.said[0].ability.level_of_another}"
        return self.because[0][0]

    @property
    def because_kept(self) -> Because:
        """The first reason, as it can be kept to be told later."""
        if self.said:
            return Because(SAID, self.said[0].skill.pk, self.said[0].ability.at.date())
        first = self.deeds[0]
        return Because(first.kind.name, first.thing, first.when)

    @property
    def because(self) -> list[tuple[str, str]]:
        """Sentences, each with where it leads."""
        return [(deed.told_of(self.person.name), deed.url) for deed in self.deeds[:MOST_REASONS]]


def knows(
    query: str | Skill, reader: Person, *, most: int = MOST, things: Sequence[Thing] | None = None
) -> list[Knower]:
    """Who knows about a skill, or about a question in words, best first; whoever asks is not among them.

    `things`: what answers it, best first, where that is known already; else it is looked for.
    """
    if not reader.is_active:
        return []
    eyes = [Eyes(reader)]
    named = [query.pk] if isinstance(query, Skill) else named_first(query)[:MOST_SKILLS]
    words = query.called if isinstance(query, Skill) else query
    hits = _hits(words, named, eyes) if things is None else [Hit(thing, 1.0) for thing in things]
    return _ranked(hits, named, eyes)[:most]


def knows_in(
    space: Space, words: str, skills: Collection[UUID] = (), *, most: int = MOST, without: Collection[Thing] = ()
) -> list[Knower]:
    """Who knows, by what all who see `space` see: what is open, and what is in it. For when it is a space that asks, and nobody in particular.

    `skills`: what it is said to be about, beside what `words` name. `without`: things that do not count, such as questions that nobody answered.
    """
    eyes = [Eyes(Person())]
    within = None if space.open else space.seen_by().order_by("pk").first()
    if within is not None:
        eyes.append(Eyes(within, space))
    named = list(dict.fromkeys([*sorted(skills), *named_first(words)[:MOST_SKILLS]]))
    hits = [hit for hit in _hits(words, named, eyes) if hit.thing not in without]
    return _ranked(hits, named, eyes)[:most]


def _ranked(hits: Sequence[Hit[Thing]], named: Sequence[UUID], eyes: Sequence[Eyes]) -> list[Knower]:
    seen = {thing: one for some in eyes for thing, one in some.see(hit.thing for hit in hits).items()}
    weights = _skills_asked(named, hits, seen)
    found: dict[UUID, Knower] = {}
    reader = eyes[0].reader
    for person, score, deeds in _by_deeds(hits, seen, {Topic("skill", key) for key in named}, reader):
        found[person.pk] = Knower(person, score, deeds=deeds)
    _add_words(found, weights, reader)
    told = [one for one in found.values() if one.score >= LEAST]
    return sorted(told, key=lambda one: (-round(one.score, 9), one.person.name, str(one.person.pk)))


def _hits(words: str, named: Sequence[UUID], eyes: Sequence[Eyes]) -> list[Hit[Thing]]:
    """What answers, and what is said to be about a skill that is asked for."""
    looked = [one.find(words) for one in eyes]
    best = max((thing.score for found in looked for thing in found.things), default=0.0) or 1.0
    scores: dict[Thing, float] = {}
    for found in looked:
        said = _part_said(words, found.unknown)
        scores |= {
            (thing.name, UUID(thing.key)): said * thing.score / best for thing in found.things if thing.name in kinds
        }
    for name, key in _tagged(named, eyes):
        scores[name, key] = scores.get((name, key), 0.0) + TAGGED
    hits = [Hit(thing, score) for thing, score in scores.items()]
    return sorted(hits, key=lambda hit: (-hit.score, str(hit.thing)))[:MOST_VOTING]


def _tagged(named: Sequence[UUID], eyes: Sequence[Eyes]) -> list[Thing]:
    """What is said to be about each of these skills, the first of each kind; once for every one that it is about."""
    first = []
    for key in named:
        for name, kind in kinds.items():
            for one in eyes:
                about = about_skill(kind, one.reader, Skill.objects.family(key))
                about = about.filter(space=one.only) if one.only else about
                first.append((name, kind, about.values("pk")[:MOST_VOTING]))
    return together(
        kind.model._default_manager.filter(pk__in=some).values_list(Value(name), "pk") for name, kind, some in first
    )


def _part_said(words: str, unknown: Collection[str]) -> float:
    """Which part of the words that carry the question anything says: what answers one word of three answers little."""
    telling = [word for word in find_words_folded(words) if not any(is_stop_word(word, one) for one in LANGUAGES)]
    return 1 - len([word for word in telling if word in unknown]) / len(telling) if telling else 1.0


def _skills_asked(named: Sequence[UUID], hits: Sequence[Hit[Thing]], seen: Mapping[Thing, Seen]) -> dict[UUID, float]:
    """Which skills the question is about, and how much: those that it names, else what most of what answers is about."""
    if named:
        return dict.fromkeys(named, 1.0)
    votes = votes_of(hits)
    whole = sum(votes.values())
    weight: dict[UUID, float] = defaultdict(float)
    for thing, one in seen.items():
        for skill in one.skills:
            weight[skill] += votes.get(thing, 0.0) / whole
    telling = [key for key in weight if weight[key] >= ASKED_FROM]
    return {key: weight[key] for key in sorted(telling, key=lambda key: (-weight[key], str(key)))[:MOST_SKILLS]}


def _by_deeds(
    hits: Sequence[Hit[Thing]], seen: Mapping[Thing, Seen], asked: Collection[Topic], reader: Person
) -> list[tuple[Person, float, list[Deed]]]:
    """People by what they did and allowed to be told. What others did is not even loaded: nothing depends on it."""
    people = confirming().exclude(person=reader.pk).values("person")
    deeds = deeds_on(seen, people)
    if not deeds:
        return []
    agreed = answers_on(topics_on(deeds), {deed.person for deed in deeds})
    persons = {person.pk: person for person, _answers in agreed}
    answers = {person.pk: some for person, some in agreed}
    told = [deed for deed in deeds if may_tell(deed.on.topics, asked, answers.get(deed.person, {}))]
    ranked = rank_people([Hit(hit.thing[1], hit.score) for hit in hits], [deed.trace() for deed in told])
    strongest: Mapping[tuple[UUID, UUID], Deed] = {
        (deed.person, deed.thing): deed for deed in sorted(told, key=lambda deed: (deed.strength, deed.kind.name))
    }
    return [(persons[one.person], one.score, [strongest[one.person, thing] for thing in one.behind]) for one in ranked]


def _add_words(found: dict[UUID, Knower], weights: Mapping[UUID, float], reader: Person) -> None:
    """What they say of themselves, as far as they show it to the reader."""
    for skill, ability in able_in(list(weights), reader):
        word = own_word(ability.level, asks=ability.asks) * weights[skill.pk]
        if ability.person_id == reader.pk or not word:
            continue
        one = found.setdefault(ability.person_id, Knower(ability.person))
        one.score = with_word(one.score, word)
        one.said.append(Said(skill, ability))
