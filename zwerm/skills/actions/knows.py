"""Who knows: colleagues for a skill or a question, with what speaks for them.

What somebody did counts only after they allowed it for what it is about (rules/consenting.py), and only of things that who asks may see. What somebody says
that they can counts by itself, for whom they show it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet, Value

from zwerm.language.stems import stem
from zwerm.language.words import find_words_folded
from zwerm.people.models import Person, Space
from zwerm.people.models.prepared import Prepared
from zwerm.search.actions import Narrowing, find
from zwerm.search.found import Found, FoundThing
from zwerm.skills.actions.ability import able_in
from zwerm.skills.actions.about import about_skill
from zwerm.skills.actions.confirmations import confirmed_of
from zwerm.skills.actions.consent import answers_on, confirming
from zwerm.skills.actions.evidence import Deed, Seen, Thing, deeds_on, things_seen, together, topics_on
from zwerm.skills.actions.knower import LIKELY, Knower, Said, WorkedThere
from zwerm.skills.actions.propose import named_alone, named_by
from zwerm.skills.models import Skill
from zwerm.skills.registry import kinds
from zwerm.skills.rules.consenting import Topic, may_tell
from zwerm.skills.rules.covering import (
    LEAST_LEFT,
    LEAST_OF_NAME,
    Asked,
    covered,
    in_earnest,
    least,
    missed,
    trust,
    weight_of,
    words_asked,
)
from zwerm.skills.rules.knowing import (
    MOST_VOTING,
    Hit,
    both,
    own_word,
    rank_people,
    votes_of,
    with_place,
    worked_there,
)

MOST, MOST_SKILLS = 10, 3
# So much is read of what is asked, as search does.
MOST_READ = 4000
# What is said to be about a skill that is asked for counts as much as what answers best.
TAGGED = 1.0
# Of a question that names no skill: what at least this part of what was found is about is what it asks.
ASKED_FROM = 0.25
MOST_BESIDE = 3
# What answers less than this of what the best answers is no reason: it is beside the point.
TO_THE_POINT = 0.3


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

    def see(self, things: Iterable[Thing], place: Space | None) -> dict[Thing, Seen]:
        seen = things_seen(things, self.reader, place)
        return {thing: one for thing, one in seen.items() if self.only is None or one.space == self.only.pk}


def knows(
    query: str | Skill,
    reader: Person,
    *,
    most: int = MOST,
    things: Sequence[Thing] | None = None,
    place: Space | None = None,
) -> list[Knower]:
    """Who knows about a skill, or about a question in words, best first; whoever asks is not among them.

    `things`: what answers it, best first, where that is known already; else it is looked for. `place`: where it is asked; who of them works there goes first,
    as far as the reader sees what they did there.
    """
    if not reader.is_active:
        return []
    eyes = [Eyes(reader)]
    asks = _Asks.for_skill(query) if isinstance(query, Skill) else _Asks.for_words(query)
    if asks is None:
        return []
    looked = _look(asks, eyes) if things is None else _Looked([Hit(thing, 1.0) for thing in things], {})
    return _ranked(looked, asks, eyes, place)[:most]


def knows_beside(words: str, reader: Person) -> list[Knower]:
    """The few that stand beside what was found for these words: only who is at least quite likely to know it."""
    return _likely(knows(words, reader, most=MOST_BESIDE))


def knows_begun(words: str, more: str, found: Sequence[FoundThing], reader: Person) -> list[Knower]:
    """The few to name while somebody types a question, by what was found for it just now: only who is at least quite likely to know it.

    `words`: its title, which is what it asks; `more`: what else is typed, which may name skills too.
    """
    asks = _Asks.for_words(words, more=more)
    if asks is None:
        return []
    eyes = [Eyes(reader)]
    return _likely(_ranked(_weighed(found, asks, eyes), asks, eyes, None)[:MOST_BESIDE])


def _likely(found: Sequence[Knower]) -> list[Knower]:
    return [one for one in found if one.confidence >= LIKELY]


def places_of(person: Person, also: str = "") -> list[Space]:
    """Where somebody can say that they ask it: where they are in by name, and the one of the slug `also` when they see it. By name."""
    theirs = Q(memberships__person=person) | Q(slug=also)
    return list(Space.objects.together().visible_to(person).filter(theirs).distinct().order_by("name", "pk"))


def knows_in(
    space: Space, words: str, skills: Collection[UUID] = (), *, most: int = MOST, without: Collection[Thing] = ()
) -> list[Knower]:
    """Who may be offered a question, by what all who see `space` see: what is open, and what is in it. For when it is a space that asks, and nobody in particular.

    Who perhaps knows is among them sooner than where people are named: being offered a question costs little.

    `skills`: what it is said to be about, beside what `words` name. `without`: things that do not count, such as questions that nobody answered.
    """
    eyes = [Eyes(Person())]
    within = None if space.open else space.seen_by().order_by("pk").first()
    if within is not None:
        eyes.append(Eyes(within, space))
    asks = _Asks.for_words(words, sorted(skills))
    if asks is None:
        return []
    return _ranked(_look(asks, eyes, without), asks, eyes, space, without, offered=True)[:most]


@dataclass(frozen=True)
class _Asks:
    """What is asked: in words, those of them that carry it, and the skills that it names, whole or in part, and how much each counts."""

    words: str
    asked: Sequence[Asked]
    whole: Mapping[UUID, float]
    partly: Mapping[UUID, float] = field(default_factory=dict)

    @classmethod
    def for_skill(cls, skill: Skill) -> _Asks:
        return cls(skill.called, words_asked(skill.called), {skill.pk: 1.0})

    @classmethod
    def for_words(cls, words: str, skills: Sequence[UUID] = (), more: str = "") -> _Asks | None:
        """`skills`: what it is said to be about. `more`: what is said beside it. None: it asks nothing."""
        words, more = words[:MOST_READ], more[:MOST_READ]
        asked = words_asked(words) or words_asked(more)
        if not asked and not skills:
            alone = named_alone(words)
            return cls(words, asked, dict.fromkeys(alone[:MOST_SKILLS], 1.0)) if alone else None
        named = named_by(f"{words}\n{more}", asked)
        whole = {**dict(list(named.whole.items())[:MOST_SKILLS]), **dict.fromkeys(skills, 1.0)}
        return cls(words, asked, whole, {} if whole else dict(list(named.partly.items())[:MOST_SKILLS]))

    @property
    def named(self) -> Mapping[UUID, float]:
        return self.whole or self.partly

    @property
    def in_earnest(self) -> float:
        """How far it says what it is about; who names a skill does."""
        return 1.0 if max(self.named.values(), default=0.0) >= LEAST_OF_NAME else in_earnest(self.asked)


@dataclass(frozen=True)
class _Looked:
    """What answers, best first, how far each is to be trusted, 0 to 1 and 1 for what is not told, and which part of what is asked nothing of it has."""

    hits: Sequence[Hit[Thing]]
    covers: Mapping[Thing, float]
    missed: float = 0.0

    def trusted(self, thing: Thing) -> float:
        return self.covers.get(thing, 1.0)


def _ranked(
    looked: _Looked,
    asks: _Asks,
    eyes: Sequence[Eyes],
    place: Space | None,
    without: Collection[Thing] = (),
    *,
    offered: bool = False,
) -> list[Knower]:
    hits = looked.hits
    seen = {thing: one for some in eyes for thing, one in some.see([hit.thing for hit in hits], place).items()}
    weights = _skills_asked(asks, looked, seen)
    reader = eyes[0].reader
    # A part of a name is a guess: what somebody keeps to themselves stays so.
    asked = {Topic("skill", key) for key in asks.whole}
    persons, told = _told(seen, asked, reader)
    inside = {thing for thing, one in seen.items() if place and one.space == place.pk} - set(without)
    there = _worked_there(place, inside, told) if place else {}
    found = {one.person.pk: one for one in _by_deeds(looked, persons, told, there)}
    _add_words(found, weights, reader, there)
    enough = least(looked.missed, offered=offered)
    # Who said yes to being found for what is asked by its name is named, however little speaks for it.
    agreed = set() if offered else {deed.person for deed in told if asked & set(deed.on.topics)}
    named_at_all = [one for one in found.values() if one.score >= enough or one.person.pk in agreed]
    best = max((looked.trusted(hit.thing) for hit in hits), default=0.0)
    for one in named_at_all:
        one.score *= asks.in_earnest
        one.deeds = _to_the_point(one, looked, best)
    if offered:
        named_at_all = [one for one in named_at_all if one.score >= LEAST_LEFT]
    return sorted(named_at_all, key=lambda one: (-round(one.score, 9), one.person.name, str(one.person.pk)))


def _look(asks: _Asks, eyes: Sequence[Eyes], without: Collection[Thing] = ()) -> _Looked:
    """What answers, and what is said to be about a skill that is asked for."""
    return _weighed([thing for one in eyes for thing in one.find(asks.words).things], asks, eyes, without)


def _weighed(
    found: Sequence[FoundThing], asks: _Asks, eyes: Sequence[Eyes], without: Collection[Thing] = ()
) -> _Looked:
    """`found`: what answers it, as search found it."""
    keyed = [(thing, (thing.name, UUID(thing.key))) for thing in found if thing.name in kinds]
    answering = [(thing, key) for thing, key in keyed if key not in without]
    best = max((thing.score for thing, _key in answering), default=0.0) or 1.0
    stems = {key: _stems_of(thing) for thing, key in answering}
    parts = {key: covered(asks.asked, some) for key, some in stems.items()}
    most = max(parts.values(), default=0.0)
    scores = {key: most * thing.score / best for thing, key in answering}
    whole = weight_of(asks.asked)
    covers = {key: trust(part, whole) for key, part in parts.items()}
    counts = max(asks.named.values(), default=0.0)
    for key in _tagged(list(asks.named), eyes):
        if key in without:
            continue
        scores[key] = scores.get(key, 0.0) + TAGGED * counts
        covers[key] = max(covers.get(key, 0.0), counts)
    nowhere = min(missed(asks.asked, stems.values()), 1 - max(asks.whole.values(), default=0.0))
    hits = [Hit(thing, score) for thing, score in scores.items()]
    return _Looked(sorted(hits, key=lambda hit: (-hit.score, str(hit.thing)))[:MOST_VOTING], covers, nowhere)


def _stems_of(found: FoundThing) -> set[str]:
    said = "\n".join([found.title, *(part for one in found.passages for part in (*one.heading, one.text))])
    return {stem(word, found.language) for word in find_words_folded(said)}


def _tagged(named: Sequence[UUID], eyes: Sequence[Eyes]) -> list[Thing]:
    """What is said to be about each of these skills, the first of each kind; once for every one that it is about."""
    if named and len(eyes) == 1 and eyes[0].only is None:
        return [(name, key) for name, key in _tagged_with(len(named)).rows(eyes[0].reader, *named)]
    parts = [part for one in eyes for part in _about_each(one.reader, *named, only=one.only)]
    return together(parts)


@lru_cache(maxsize=16)
def _tagged_with(skills: int) -> Prepared:
    """Of so many skills, through one reader's eyes."""

    def build(reader: Person, *named: UUID) -> QuerySet[Any, Any]:
        first, *rest = _about_each(reader, *named)
        return first.union(*rest, all=True)

    return Prepared(build, skills)


def _about_each(reader: Person, *named: UUID, only: Space | None = None) -> list[QuerySet[Any, Any]]:
    found = []
    for key in named:
        for name, kind in kinds.items():
            about = about_skill(kind, reader, Skill.objects.family(key))
            some = (about.filter(space=only) if only else about).values("pk")[:MOST_VOTING]
            found.append(kind.model._default_manager.filter(pk__in=some).order_by().values_list(Value(name), "pk"))
    return found


def _skills_asked(asks: _Asks, looked: _Looked, seen: Mapping[Thing, Seen]) -> dict[UUID, float]:
    """Which skills the question is about, and how much: those that it names, else those it names in part and what most of what answers is about.

    What answers only a part of the question says only so much of what it is about.
    """
    if asks.whole:
        return dict(asks.whole)
    votes = votes_of(looked.hits)
    whole = sum(votes.values())
    voted: dict[UUID, float] = defaultdict(float)
    for thing, one in seen.items():
        # What is in the place of the question is seen too, and has no vote.
        for skill in one.skills if thing in votes else ():
            voted[skill] += votes[thing] / whole * looked.trusted(thing)
    weights = dict(asks.partly) | {
        key: max(much, asks.partly.get(key, 0.0)) for key, much in voted.items() if much >= ASKED_FROM
    }
    return {key: weights[key] for key in sorted(weights, key=lambda key: (-weights[key], str(key)))[:MOST_SKILLS]}


def _told(
    seen: Mapping[Thing, Seen], asked: Collection[Topic], reader: Person
) -> tuple[Mapping[UUID, Person], list[Deed]]:
    """What people did and allowed to be told. What others did is not even loaded: nothing depends on it."""
    people = confirming().exclude(person=reader.pk).values("person")
    deeds = deeds_on(seen, people)
    if not deeds:
        return {}, []
    agreed = answers_on(topics_on(deeds), {deed.person for deed in deeds})
    answers = {person.pk: some for person, some in agreed}
    told = [deed for deed in deeds if may_tell(deed.on.topics, asked, answers.get(deed.person, {}))]
    return {person.pk: person for person, _answers in agreed}, told


def _worked_there(place: Space, inside: Collection[Thing], told: Iterable[Deed]) -> dict[UUID, WorkedThere]:
    """Who worked on what is in a place, by what of it may be told."""
    where = (place.pk.hex,)
    deeds = [deed for deed in told if (deed.on.kind, deed.thing) in inside]
    parts = worked_there(where, {key: where for _kind, key in inside}, [deed.trace() for deed in deeds])
    of_each: dict[UUID, list[Deed]] = defaultdict(list)
    for deed in deeds:
        of_each[deed.person].append(deed)
    found = {
        person: WorkedThere(place, len({deed.thing for deed in some}), parts[person], max(deed.when for deed in some))
        for person, some in of_each.items()
    }
    return {person: one for person, one in found.items() if one.counts}


def _by_deeds(
    looked: _Looked,
    persons: Mapping[UUID, Person],
    told: Sequence[Deed],
    there: Mapping[UUID, WorkedThere],
) -> list[Knower]:
    """People by what they did, as far as the best of it answers the question."""
    trusted = {hit.thing[1]: looked.trusted(hit.thing) for hit in looked.hits}
    ranked = rank_people(
        [Hit(hit.thing[1], hit.score) for hit in looked.hits],
        [deed.trace() for deed in told],
        {person: one.part for person, one in there.items()},
    )
    strongest: Mapping[tuple[UUID, UUID], Deed] = {
        (deed.person, deed.thing): deed for deed in sorted(told, key=lambda deed: (deed.strength, deed.kind.name))
    }
    return [
        Knower(
            persons[one.person],
            one.score * max(trusted[thing] for thing in one.behind),
            deeds=[strongest[one.person, thing] for thing in one.behind],
            there=there.get(one.person),
        )
        for one in ranked
    ]


def _to_the_point(one: Knower, looked: _Looked, best: float) -> list[Deed]:
    """What they did that answers it, what answers most of it first; the best of the rest only where they say nothing themselves. `best`: how far the best is trusted."""
    trusted = {hit.thing[1]: looked.trusted(hit.thing) for hit in looked.hits}
    deeds = sorted(one.deeds, key=lambda deed: -trusted[deed.thing])
    telling = [deed for deed in deeds if trusted[deed.thing] >= TO_THE_POINT * best]
    return telling or ([] if one.said else deeds[:1])


def _add_words(
    found: dict[UUID, Knower], weights: Mapping[UUID, float], reader: Person, there: Mapping[UUID, WorkedThere]
) -> None:
    """What they say of themselves, as far as they show it to the reader; and that colleagues confirm it, once they said yes to being found for it."""
    for skill, ability in able_in(list(weights), reader, confirmed=True):
        confirmed = confirmed_of(ability) if ability.found_for else None  # type: ignore[attr-defined]  # annotated
        word = own_word(ability.level, asks=ability.asks) * weights[skill.pk]
        if word and confirmed:
            word = both(word, confirmed.word * weights[skill.pk])
        if ability.person_id == reader.pk or not word:
            continue
        one = found.get(ability.person_id)
        if one is None:
            place = there.get(ability.person_id)
            one = Knower(ability.person, with_place(0.0, place.part) if place else 0.0, there=place)
            found[ability.person_id] = one
        one.score = both(one.score, word)
        one.said.append(Said(skill, ability, confirmed))
