from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from zwerm.library.actions.upkeep import may_keep_in
from zwerm.notices.actions import News, notify_all
from zwerm.people.models import Duty, Membership, Person, Space
from zwerm.questions.actions.ask import activity
from zwerm.questions.actions.refusals import NotAllowed
from zwerm.questions.models import Acceptance, Answer, Question
from zwerm.records.actions import record

# After so long without a word from who asked, who looks after the space may say which answer helped.
AWAY = timedelta(days=14)


def looked_after_by(person: Person) -> QuerySet[Space]:
    """Spaces whose questions this person looks after: as steward or lead there; who cares for learning, all open ones."""
    kept = may_keep_in(person).exclude(kind=Space.Kind.PRIVATE)
    if not person.cares_for_learning:
        return kept
    return Space.objects.filter(Q(open=True) | Q(pk__in=kept.values("pk")))


def lets_in(space: Space) -> QuerySet[Person]:
    """Who looks after the questions of this space: the same rule from the other side."""
    keeps = space.memberships.filter(person=OuterRef("pk"), role__in=Membership.MANAGING)
    cares = Duty.objects.filter(person=OuterRef("pk"))
    return Person.objects.colleagues().filter(Exists(keeps) | (Exists(cares) if space.open else Q(pk=None)))


def may_accept(person: Person, question: Question, answer: Answer, *, keeps: bool, now: datetime | None = None) -> bool:
    """Who asked may; who looks after the space (`keeps`) when the asker left, or said nothing about this answer for long."""
    if question.withdrawn or answer.withdrawn:
        return False
    if question.person_id == person.id:
        return True
    # Who asked anonymously may come back with their code.
    gone = not question.anonymous and (question.person is None or not question.person.is_active)
    return keeps and (gone or (now or datetime.now(UTC)) - answer.when >= AWAY)


def accept_answer(person: Person, answer: Answer, when: datetime | None = None) -> None:
    """This one helped; the one that was accepted before no longer stands first. Raises NotAllowed."""
    question = answer.question
    keeps = looked_after_by(person).filter(pk=question.space_id).exists()
    if not may_accept(person, question, answer, keeps=keeps):
        raise NotAllowed
    with transaction.atomic():
        if put_first(question, answer, person, when or datetime.now(UTC)):
            record(person, "accepted", activity(question), space=question.space, when=when)


def put_first(question: Question, answer: Answer, by: Person | None, when: datetime, *, tell: bool = True) -> bool:
    """It stands first from now on, in the place of the one before; False when it did already. Call it in a transaction.

    `tell`: who answered hears it at once.
    """
    # Two at once wait for each other here.
    Question.objects.select_for_update(of=("self",)).filter(pk=question.pk).values_list("pk").first()
    if Acceptance.objects.filter(question=question, answer=answer).exists():
        return False
    Acceptance.objects.filter(question=question).delete()
    Acceptance.objects.create(question=question, answer=answer, by=by, when=when)
    if tell and answer.person_id and (by is None or by.pk != answer.person_id):
        notify_all([answer.person_id], News("answer-helped", question.pk, question.space, when=when))
    return True


def take_back_acceptance(person: Person, answer: Answer) -> None:
    """It did not help after all. By who accepted it or asked. Safe to repeat. Raises NotAllowed."""
    found = Acceptance.objects.filter(answer=answer)
    if answer.question.person_id != person.id:
        found = found.filter(by=person)
        if not found.exists():
            raise NotAllowed
    found.delete()
