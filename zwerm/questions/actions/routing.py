"""Offering questions that nobody answered yet to the few most likely to know and free to answer.

Looked at again and again, so it is safe to repeat; two workers at it at once offer nothing twice and nothing too much, for what was planned is asked again of
the database, under locks, when it is done. See rules/routing.py for who is chosen, and docs/decisions/0156 for who sees what.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q

from zwerm.notices.actions import News, notify_all
from zwerm.people.models import Person
from zwerm.questions.actions.room import anybody_there, came_to, wants_of
from zwerm.questions.models import QUESTION, Following, Looked, Offer, Question, QuestionSkill, Vote
from zwerm.questions.rules.routing import (
    ANSWERS,
    AT_ONCE,
    HALF_LOAD,
    HALF_WORD,
    MOST_ASKED,
    REACTS,
    faded,
    room_left,
    share,
    worth,
)
from zwerm.skills.actions import knows_in
from zwerm.skills.models import stands_for
from zwerm.skills.rules.consenting import Because

log = logging.getLogger("zwerm.questions")

# Who may know is looked for again after this, when there were too few; what nobody answered for so long is offered no longer.
AGAIN, GIVEN_UP = timedelta(hours=1), timedelta(days=14)
# Of the best few many have no room left (bench/routing.py).
MOST_IN_A_ROUND, MOST_LOOKED_AT = 50, 30
# What was offered is forgotten after this, and with it what was said to it.
KEPT = timedelta(weeks=26)


@dataclass(frozen=True)
class Planned:
    """That a question is to be offered to somebody, and why."""

    question: UUID
    person: UUID
    because: Because | None = None
    via: UUID | None = None


@dataclass(frozen=True)
class Candidate:
    person: UUID
    use: float
    because: Because | None = None
    via: UUID | None = None


def route(now: datetime | None = None) -> list[Offer]:
    """One round: what is waited for no longer ends, and what has too few people gets others. Answers what was offered."""
    now = now or datetime.now(UTC)
    lapse(now)
    made = []
    for one in plan(now):
        try:
            made.append(offer(one, now))
        except Exception:
            log.exception("Question %s could not be offered; the round goes on with the others.", one.question)
    return [one for one in made if one]


def is_offered(question: Question, now: datetime | None = None) -> bool:
    """Whether it is looked for people as long as nobody answers: by its age alone, so that nothing tells who was asked."""
    return question.withdrawn is None and question.asked > (now or datetime.now(UTC)) - GIVEN_UP


def lapse(now: datetime) -> None:
    """Who did not react within their own working hours, or said that they would answer and did not, is waited for no longer."""
    waited_for = list(Offer.objects.filter(lapsed=None, said__in=("", Offer.Said.WILL)))
    if not waited_for:
        return
    wants = wants_of({one.person_id for one in waited_for})
    for one in waited_for:
        since, enough = (one.said_at, ANSWERS) if one.said_at else (one.at, REACTS)
        theirs = wants[one.person_id]
        over = theirs.hours.passed(theirs.local(since), theirs.local(now), enough)
        # What was said meanwhile is not over.
        if over and Offer.objects.filter(pk=one.pk, said=one.said, lapsed=None).update(lapsed=now):
            look_again(one.question_id)


def look_again(question: UUID) -> None:
    """At the next round it is looked for others."""
    Looked.objects.filter(question=question).delete()


def plan(now: datetime) -> list[Planned]:
    """What this round would offer. Nothing is written but that it was looked."""
    questions = list(_due(now)) if anybody_there(now) else []
    if not questions:
        return []
    # What nobody answered says of nobody that they know: its words would only drown those of texts that do.
    unanswered = {(QUESTION, key) for key in Question.objects.unanswered().values_list("pk", flat=True)}
    found = {question.pk: _candidates_or_none(question, unanswered) for question in questions}
    looked = [Looked(question=question, at=now) for question in questions]
    Looked.objects.bulk_create(looked, update_conflicts=True, unique_fields=["question"], update_fields=["at"])
    people = {one.person for candidates in found.values() for one in candidates}
    if not people:
        return []
    wants, came = wants_of(people), came_to(people, now)
    room = {
        person: room_left(wants[person].a_week, came.get(person, ())) for person in people if wants[person].allows(now)
    }
    languages = dict(Person.objects.filter(pk__in=people).values_list("pk", "language"))
    refused = _refused(people, now)
    about = _about([question.pk for question in questions])
    worths, chosen = {}, {}
    for question in questions:
        for one in found[question.pk]:
            load = faded(came.get(one.person, ()), HALF_LOAD) / max(1, wants[one.person].a_week)
            unlike = bool(languages[one.person]) and languages[one.person] != question.language
            words = [
                days
                for days, topics in refused.get(one.person, ())
                if topics & _topics(about[question.pk], one.because)
            ]
            worths[question.pk, one.person] = worth(one.use, load, unlike=unlike, refused=faded(words, HALF_WORD))
            chosen[question.pk, one.person] = Planned(question.pk, one.person, one.because, one.via)
    wanted = {one.pk: min(AT_ONCE - one.asked_now, MOST_ASKED - one.all_asked) for one in questions}  # type: ignore[attr-defined]  # annotated
    return [chosen[pair] for pair in share(wanted, worths, room)]


def _due(now: datetime) -> Iterator[Question]:
    """Oldest first: unanswered questions of late for which fewer people are waited for than could be, and that were not looked at just now."""
    waits = Q(offers__lapsed=None, offers__said__in=("", Offer.Said.WILL))
    recent = Looked.objects.filter(question=OuterRef("pk"), at__gt=now - AGAIN)
    found = Question.objects.unanswered().filter(~Exists(recent), asked__gt=now - GIVEN_UP)
    counted = found.annotate(asked_now=Count("offers", filter=waits), all_asked=Count("offers"))
    due = counted.filter(asked_now__lt=AT_ONCE, all_asked__lt=MOST_ASKED).select_related("space")
    yield from due.order_by("asked", "id")[:MOST_IN_A_ROUND]


def _candidates_or_none(question: Question, unanswered: Collection[tuple[str, UUID]]) -> list[Candidate]:
    """One question that fails waits like one that nobody was found for, and leaves the others alone."""
    try:
        with transaction.atomic():
            return _candidates(question, unanswered)
    except Exception:
        log.exception("For question %s nobody could be looked for; the round goes on with the others.", question.pk)
        return []


def _candidates(question: Question, unanswered: Collection[tuple[str, UUID]]) -> list[Candidate]:
    """Who may know, and whom who asked or a colleague named; who sees it, does not know of it yet, and did not pause.

    Of who asked anonymously nothing is known here, so they are not left out either: leaving them out would tell who it was.
    """
    about = _about([question.pk])[question.pk]
    knowers = knows_in(question.space, question.title, about, most=MOST_LOOKED_AT, without=unanswered)
    found = {one.person.pk: Candidate(one.person.pk, one.confidence, one.because_kept) for one in knowers}
    if question.named_id:
        found[question.named_id] = Candidate(question.named_id, 1.0)
    passed = question.offers.filter(said=Offer.Said.PASSED).exclude(passed_to=None).order_by("said_at")
    found |= {one.passed_to_id: Candidate(one.passed_to_id, 1.0, via=one.pk) for one in passed if one.passed_to_id}
    knows_of_it: set[UUID | None] = {question.person_id}
    for rows in (
        question.offers.all(),
        Following.objects.filter(question=question),
        Vote.objects.filter(question=question),
    ):
        knows_of_it |= set(rows.values_list("person", flat=True))
    sees = set(question.space.seen_by().filter(pk__in=found, pause=None).values_list("pk", flat=True))
    return [one for person, one in found.items() if person in sees and person not in knows_of_it]


def _about(questions: Sequence[UUID]) -> Mapping[UUID, frozenset[UUID]]:
    """Which skills each is about, as those stand now."""
    rows = QuestionSkill.objects.filter(thing__in=questions).annotate(means=stands_for())
    about: dict[UUID, set[UUID]] = defaultdict(set)
    for thing, skill in rows.values_list("thing", "means"):
        about[thing].add(skill)
    return {question: frozenset(about[question]) for question in questions}


def _topics(about: frozenset[UUID], because: Because | None) -> frozenset[UUID]:
    """What a question is about for one person: its skills, and what they were thought of for."""
    return about | ({because.key} if because else frozenset())


def _refused(people: Collection[UUID], now: datetime) -> Mapping[UUID, list[tuple[float, frozenset[UUID]]]]:
    """Of each: how many days ago they said of what that it is not their subject."""
    rows = list(Offer.objects.filter(person__in=people, why=Offer.Why.NOT_MINE).exclude(said_at=None))
    about = _about([one.question_id for one in rows])
    refused: dict[UUID, list[tuple[float, frozenset[UUID]]]] = defaultdict(list)
    for one in rows:
        assert one.said_at is not None
        days = (now - one.said_at) / timedelta(days=1)
        refused[one.person_id].append((days, _topics(about[one.question_id], one.because)))
    return refused


@transaction.atomic
def offer(planned: Planned, now: datetime) -> Offer | None:
    """Do what was planned, when it still holds. Who does the same at once waits here: first at the question, then at the person."""
    Question.objects.select_for_update(of=("self",)).filter(pk=planned.question).values_list("pk").first()
    question = Question.objects.unanswered().select_related("space").filter(pk=planned.question).first()
    Person.objects.select_for_update(of=("self",), no_key=True).filter(pk=planned.person).values_list("pk").first()
    if question is None or not _may_still(planned, question, now):
        return None
    because = planned.because
    made = Offer.objects.create(
        question=question,
        person_id=planned.person,
        at=now,
        because_kind=because.kind if because else "",
        because_key=because.key if because else None,
        because_when=because.when if because else None,
        via_id=planned.via,
    )
    notify_all([planned.person], News("question-offered", question.pk, question.space, when=now))
    return made


def _may_still(planned: Planned, question: Question, now: datetime) -> bool:
    person, there = planned.person, question.offers
    if person == question.person_id or there.filter(person=person).exists():
        return False
    if there.count() >= MOST_ASKED or there.open().count() >= AT_ONCE:
        return False
    wants = wants_of([person])[person]
    if not wants.allows(now):
        return False
    if not room_left(wants.a_week, came_to([person], now).get(person, ())):
        return False
    return question.space.seen_by().filter(pk=person, pause=None).exists()


def forget_offers(now: datetime | None = None) -> None:
    """What came to somebody so long ago says nothing any more."""
    Offer.objects.filter(at__lt=(now or datetime.now(UTC)) - KEPT).delete()
