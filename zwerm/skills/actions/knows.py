"""Who knows: colleagues for a skill or a question, with what speaks for them.

What somebody did counts only after they allowed it for what it is about (rules/consenting.py), and only of things that who asks may see. What somebody says
that they can counts by itself, for whom they show it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from zwerm.language.detect import LANGUAGES
from zwerm.language.stopwords import is_stop_word
from zwerm.language.words import find_words_folded
from zwerm.people.models import Person
from zwerm.search.actions import find
from zwerm.skills.actions.ability import able_in
from zwerm.skills.actions.about import about_skill
from zwerm.skills.actions.consent import answers_of, confirming
from zwerm.skills.actions.evidence import Deed, deeds_on, skills_by_thing, topics_on
from zwerm.skills.actions.propose import named_in
from zwerm.skills.models import Ability, Skill
from zwerm.skills.registry import kinds
from zwerm.skills.rules.consenting import Topic, may_tell
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
Thing = tuple[str, UUID]


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
    named = _named(query)
    hits = _hits(query, named, reader) if things is None else [Hit(thing, 1.0) for thing in things]
    weights = _skills_asked(named, hits)
    found: dict[UUID, Knower] = {}
    for person, score, deeds in _by_deeds(hits, {Topic("skill", skill.pk) for skill in named}, reader):
        found[person.pk] = Knower(person, score, deeds=deeds)
    _add_words(found, named, weights, reader)
    told = [one for one in found.values() if one.score >= LEAST]
    ranked = sorted(told, key=lambda one: (-round(one.score, 9), one.person.name, str(one.person.pk)))
    return ranked[:most]


def _named(query: str | Skill) -> list[Skill]:
    """The skills that are asked for by name."""
    if isinstance(query, Skill):
        return [query]
    for language in LANGUAGES:
        if keys := named_in(query, language)[:MOST_SKILLS]:
            return Skill.objects.standing().filter(kind__in=Skill.OF_PEOPLE).in_order(keys)
    return []


def _hits(query: str | Skill, named: Sequence[Skill], reader: Person) -> list[Hit[Thing]]:
    """What answers, and what is said to be about a skill that is asked for."""
    words = query.called if isinstance(query, Skill) else query
    found = find(reader, words, limit=MOST_VOTING)
    said = _part_said(words, found.unknown)
    best = max((thing.score for thing in found.things), default=0.0) or 1.0
    scores: dict[Thing, float] = {
        (thing.name, UUID(thing.key)): said * thing.score / best for thing in found.things if thing.name in kinds
    }
    for skill in named:
        family = Skill.objects.family(skill)
        for name, kind in kinds.items():
            for key in about_skill(kind, reader, family).values_list("pk", flat=True)[:MOST_VOTING]:
                scores[name, key] = scores.get((name, key), 0.0) + TAGGED
    hits = [Hit(thing, score) for thing, score in scores.items()]
    return sorted(hits, key=lambda hit: (-hit.score, str(hit.thing)))[:MOST_VOTING]


def _part_said(words: str, unknown: Collection[str]) -> float:
    """Which part of the words that carry the question anything says: what answers one word of three answers little."""
    telling = [word for word in find_words_folded(words) if not any(is_stop_word(word, one) for one in LANGUAGES)]
    return 1 - len([word for word in telling if word in unknown]) / len(telling) if telling else 1.0


def _skills_asked(named: Sequence[Skill], hits: Sequence[Hit[Thing]]) -> dict[UUID, float]:
    """Which skills the question is about, and how much: those that it names, else what most of what answers is about."""
    if named:
        return {skill.pk: 1.0 for skill in named}
    votes = votes_of(hits)
    whole = sum(votes.values())
    weight: dict[UUID, float] = defaultdict(float)
    for name, keys in _by_kind(votes).items():
        for thing, skill in skills_by_thing(name, keys):
            weight[skill] += votes[name, thing] / whole
    telling = [key for key in weight if weight[key] >= ASKED_FROM]
    return {key: weight[key] for key in sorted(telling, key=lambda key: (-weight[key], str(key)))[:MOST_SKILLS]}


def _by_kind(things: Collection[Thing]) -> dict[str, list[UUID]]:
    keys: dict[str, list[UUID]] = defaultdict(list)
    for name, key in things:
        keys[name].append(key)
    return keys


def _by_deeds(
    hits: Sequence[Hit[Thing]], asked: Collection[Topic], reader: Person
) -> list[tuple[Person, float, list[Deed]]]:
    """People by what they did and allowed to be told. What others did is not even loaded: nothing depends on it."""
    people = confirming().exclude(person=reader.pk).values("person")
    deeds = deeds_on(_by_kind([hit.thing for hit in hits]), reader, people)
    if not deeds:
        return []
    on, answers = topics_on(deeds), answers_of({deed.person for deed in deeds})
    told = [deed for deed in deeds if may_tell(on[deed.thing], asked, answers[deed.person])]
    ranked = rank_people([Hit(hit.thing[1], hit.score) for hit in hits], [deed.trace() for deed in told])
    strongest: Mapping[tuple[UUID, UUID], Deed] = {
        (deed.person, deed.thing): deed for deed in sorted(told, key=lambda deed: (deed.strength, deed.kind.name))
    }
    persons = Person.objects.listed().in_bulk([one.person for one in ranked])
    return [
        (persons[one.person], one.score, [strongest[one.person, thing] for thing in one.behind])
        for one in ranked
        if one.person in persons
    ]


def _add_words(
    found: dict[UUID, Knower], named: Sequence[Skill], weights: Mapping[UUID, float], reader: Person
) -> None:
    """What they say of themselves, as far as they show it to the reader."""
    asked = named or (Skill.objects.in_order(list(weights)) if weights else [])
    skills = {skill.pk: skill for skill in asked}
    for means, ability in able_in(list(skills), reader):
        word = own_word(ability.level, asks=ability.asks) * weights[means]
        if ability.person_id == reader.pk or not word:
            continue
        one = found.setdefault(ability.person_id, Knower(ability.person))
        one.score = with_word(one.score, word)
        one.said.append(Said(skills[means], ability))
