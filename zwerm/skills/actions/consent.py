"""For what colleagues may find somebody: proposed by what they did, and theirs to answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from django.db import models, transaction
from django.db.models.functions import Coalesce
from django.utils import timezone

from zwerm.people.models import Person, Space
from zwerm.skills.actions.confirmations import Confirmed, confirmed_of, with_confirmations
from zwerm.skills.actions.evidence import Deed, deeds_of
from zwerm.skills.models import Ability, Consent, Pause, Skill, named_by, with_names
from zwerm.skills.rules.consenting import Topic

SHOWN_OF_EACH = 3
CAREFUL = ["no", "hidden", "yes"]


@dataclass(frozen=True)
class Proposal:
    """For what somebody may be found, what they answered ("" when they did not yet), and what speaks for it, the strongest first."""

    topic: Topic
    about: Skill | Space
    answer: str
    deeds: tuple[Deed, ...]
    confirmed: Confirmed | None = None

    @property
    def speaks(self) -> bool:
        return bool(self.deeds or self.confirmed)

    @property
    def weight(self) -> float:
        return round(sum(deed.strength for deed in self.deeds) + (self.confirmed.word if self.confirmed else 0), 9)

    @property
    def shown(self) -> tuple[Deed, ...]:
        return self.deeds[:SHOWN_OF_EACH]

    @property
    def more(self) -> int:
        return max(0, len(self.deeds) - SHOWN_OF_EACH)


def proposals_for(person: Person) -> list[Proposal]:
    """What they did and what colleagues confirm, by skill; what is about no skill, by space. What says most comes first; also what they answered and nothing speaks for any more."""
    done = deeds_by_topic(person)
    answers = answers_of(person)
    confirmed = _confirmed(person)
    known = _known(person, done.keys() | answers.keys() | confirmed.keys())
    found = [
        Proposal(topic, about, answers.get(topic, ""), done.get(topic, ()), confirmed.get(topic))
        for topic, about in known.items()
    ]
    return sorted(found, key=lambda one: (-one.weight, str(one.topic.key)))


def deeds_by_topic(person: Person) -> dict[Topic, tuple[Deed, ...]]:
    """What they did for all to see, by what it stands for: each thing once, the strongest first. Two queries."""
    grouped: dict[Topic, list[Deed]] = defaultdict(list)
    for deed in deeds_of(person):
        if not deed.on.private:
            for topic in deed.on.topics:
                grouped[topic].append(deed)
    return {topic: _each_thing_once(deeds) for topic, deeds in grouped.items()}


def _confirmed(person: Person) -> dict[Topic, Confirmed]:
    """What colleagues confirm of what they can on their own or better, and they agreed with."""
    rows = Ability.objects.last_words().filter(person=person, level__gte=Ability.Level.ALONE)
    told = {Topic("skill", row.means): confirmed_of(row) for row in with_confirmations(rows)}  # type: ignore[attr-defined]
    return {topic: one for topic, one in told.items() if one}


def _each_thing_once(deeds: Collection[Deed]) -> tuple[Deed, ...]:
    best: dict[UUID, Deed] = {}
    for deed in sorted(deeds, key=lambda deed: (-deed.strength, str(deed.thing))):
        best.setdefault(deed.thing, deed)
    return tuple(best.values())


def _known(person: Person, topics: Collection[Topic]) -> dict[Topic, Skill | Space]:
    """Those that there are, and whose space they still see."""
    skills = {topic.key for topic in topics if topic.kind == "skill"}
    spaces = {topic.key for topic in topics if topic.kind == "space"}
    found: dict[Topic, Skill | Space] = {}
    standing = Skill.objects.standing().named().in_bulk(skills)
    seen = Space.objects.visible_to(person).in_bulk(spaces) if spaces else {}
    found |= {Topic("skill", key): skill for key, skill in standing.items()}
    return found | {Topic("space", key): space for key, space in seen.items()}


@dataclass(frozen=True)
class Agreed:
    """Something for which somebody lets colleagues find them, and what they did for it that the reader sees, the strongest first."""

    about: Skill | Space
    deeds: tuple[Deed, ...]

    def told_of(self, name: str) -> list[tuple[str, str]]:
        """The first of it in sentences, each with where it leads."""
        return [(deed.told_of(name), deed.url) for deed in self.deeds[:SHOWN_OF_EACH]]


def agreed_for(person: Person, reader: Person) -> list[Agreed]:
    """For what colleagues find this person, with what of it the reader may read; nothing while they paused. What says most comes first. Three queries at most."""
    rows = list(with_names(_meaning().filter(_told_of(person, reader))).select_related("space"))
    if not any(row.answer == Consent.Answer.YES for row in rows):
        return []
    return _agreed(rows, deeds_of(person, reader))


def _told_of(person: Person, reader: Person) -> models.Q:
    """What this person answered, unless they paused, of skills and of spaces that the reader sees."""
    seen = Space.objects.visible_to(reader).filter(pk=models.OuterRef("space"))
    return (models.Q(space=None) | models.Exists(seen)) & models.Q(person=person, person__pause=None)


def _agreed(rows: Sequence[Consent], deeds: Iterable[Deed]) -> list[Agreed]:
    about: dict[Topic, Skill | Space] = {_topic_of(row): row.space or named_by(row) for row in rows}
    open_ = [deed for deed in deeds if not deed.on.private]
    found = [
        Agreed(about[topic], _each_thing_once([deed for deed in open_ if topic in deed.on.topics]))
        for topic, answer in _by_topic(rows).items()
        if answer == Consent.Answer.YES
    ]
    told = [one for one in found if one.deeds]
    return sorted(told, key=lambda one: (-round(sum(deed.strength for deed in one.deeds), 9), str(one.about.pk)))


@dataclass(frozen=True)
class Answered:
    """`alone`: for what somebody lets colleagues find them, and nobody else does. `others`: what others answered to `topics`, as in `answers_on`, by their key."""

    alone: Sequence[Agreed]
    others: Mapping[UUID, tuple[Person, Mapping[Topic, str]]]


def answers_with(
    person: Person, reader: Person, deeds: Iterable[Deed], topics: Collection[Topic], people: Collection[UUID]
) -> Answered:
    """Of one person, whose `deeds` the reader sees, and of `people` beside them. One query."""
    found = models.Q(answer=Consent.Answer.YES, person__pause=None, person__is_active=True, means__in=found_for(person))
    asked = _on(topics) & models.Q(person__in=Person.objects.listed().filter(pk__in=people))
    rows = with_names(_meaning().filter(_told_of(person, reader) | found | asked)).annotate(
        is_found=models.ExpressionWrapper(found, models.BooleanField()),
        is_asked=models.ExpressionWrapper(asked, models.BooleanField()),
    )
    theirs: list[Any] = []
    others: dict[UUID, list[Any]] = defaultdict(list)
    for row in rows.select_related("space", "person"):
        (theirs if row.person_id == person.pk else others[row.person_id]).append(row)
    with_others = {row.means for some in others.values() for row in some if row.is_found}
    told = {key: on for key, some in others.items() if (on := [row for row in some if row.is_asked])}
    return Answered(
        [one for one in _agreed(theirs, deeds) if isinstance(one.about, Skill) and one.about.pk not in with_others],
        {key: (some[0].person, _by_topic(some)) for key, some in told.items()},
    )


def found_for(person: Person) -> models.QuerySet[Any, Any]:
    """The skills for which they let colleagues find them, by what these stand for now. For a subquery."""
    return _meaning().filter(person=person, answer=Consent.Answer.YES).values("means")  # type: ignore[misc]  # annotated


@transaction.atomic
def answer_for(person: Person, about: Skill | Space, answer: str) -> None:
    """The last word counts, from the next request on. It stands in no log. "": as if nothing was answered."""
    which: dict[str, Any] = {"skill": about} if isinstance(about, Skill) else {"space": about}
    rows = Consent.objects.filter(person=person)
    # What was answered for skills that became one is answered along.
    all_of_it = rows.filter(skill__in=Skill.objects.family(about)) if isinstance(about, Skill) else rows.filter(**which)
    if not answer:
        all_of_it.delete()
        return
    all_of_it.exclude(**which).delete()
    Consent.objects.update_or_create(person=person, **which, defaults={"answer": answer, "at": timezone.now()})


def answers_of(person: Person) -> Mapping[Topic, str]:
    """What they answered, by what a skill stands for now. Where two became one, a no to either is a no."""
    return _by_topic(_meaning().filter(person=person))


def answers_on(topics: Collection[Topic], people: Collection[UUID]) -> list[tuple[Person, Mapping[Topic, str]]]:
    """The same of several colleagues who are listed, about these topics alone. Who answered nothing of it is not among them. One query."""
    told: dict[UUID, list[Consent]] = defaultdict(list)
    for row in (
        _meaning()
        .filter(_on(topics))
        .filter(person__in=Person.objects.listed().filter(pk__in=people))
        .select_related("person")
    ):
        told[row.person_id].append(row)
    return [(some[0].person, _by_topic(some)) for some in told.values()]


def _on(topics: Collection[Topic]) -> models.Q:
    skills, spaces = ([topic.key for topic in topics if topic.kind == kind] for kind in ("skill", "space"))
    return models.Q(means__in=skills) | models.Q(space__in=spaces)


def _meaning() -> models.QuerySet[Consent]:
    return Consent.objects.annotate(means=Coalesce("skill__merger__into", "skill"))


def _by_topic(rows: Iterable[Consent]) -> Mapping[Topic, str]:
    found: dict[Topic, str] = {}
    for row in rows:
        topic = _topic_of(row)
        found[topic] = min(row.answer, found.get(topic, row.answer), key=CAREFUL.index)
    return found


def _topic_of(row: Consent) -> Topic:
    skill: UUID | None = row.means  # type: ignore[attr-defined]
    return Topic("skill", skill) if skill else Topic("space", cast("UUID", row.space_id))


def confirming() -> models.QuerySet[Consent]:
    """Who may be found by what they did, and did not pause."""
    return Consent.objects.filter(answer=Consent.Answer.YES, person__pause=None, person__is_active=True)


def pause(person: Person) -> None:
    Pause.objects.get_or_create(person=person)


def resume(person: Person) -> None:
    Pause.objects.filter(person=person).delete()


def is_paused(person: Person) -> bool:
    return Pause.objects.filter(person=person).exists()
