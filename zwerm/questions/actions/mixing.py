"""What was sent anonymously is written anew, in another order, all of it in one go.

A database keeps rows in the order in which they came, and PostgreSQL numbers what wrote each: beside rows of others that tell their
time, both tell when somebody asked, and so perhaps who. After this every row was written by the last mixing.
"""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.lookups import GreaterThanOrEqual

from zwerm.notices.actions import News, notify_all, who_was_told
from zwerm.operations.days import organisation_day, organisation_day_of
from zwerm.operations.traces import alone_with, leave_no_order, lock_over, write_anew
from zwerm.people.models import Space
from zwerm.questions.actions.accept import lets_in
from zwerm.questions.actions.ask import remove_question
from zwerm.questions.models import Acceptance, Answer, Question, Waiting
from zwerm.questions.registry import mixed

# So long who asked can read why their question was turned away.
TOLD = timedelta(days=30)
RECENT = timedelta(days=2)


@transaction.atomic
def mix() -> None:
    """Safe to repeat. From now on what waits can be read by who looks after its space; what was asked to be taken back goes.

    Where others read on (a backup, a long report) it is left for the next time.
    """
    along = list(mixed.values())
    if not alone_with(Waiting, *(table for one in along for table in one.tables)):
        return
    today = organisation_day()
    Waiting.objects.filter(turned_away__lt=today - TOLD).delete()
    for gone in Waiting.objects.filter(kind=Waiting.Kind.WITHDRAWAL).select_related("question"):
        if gone.question is not None:
            gone.question.waiting.all().delete()
            remove_question(gone.question)
    rows = list(Waiting.objects.all())
    if not all(row.ready for row in rows):
        for one in along:
            one.mix()
    for row in rows:
        row.ready = True
    write_anew(Waiting, rows, whole=True)
    write_anew(Acceptance, list(_lately_accepted()))
    # Who came back with a code, also to take everything back, left their number where it points to.
    lock_over(Space.objects.exclude(kind=Space.Kind.PRIVATE))
    lock_over(Question.objects.filter(anonymous=True))
    lock_over(Answer.objects.filter(question__anonymous=True))
    leave_no_order(Waiting, Acceptance, *(table for one in along for table in one.clears))


def _lately_accepted() -> QuerySet[Acceptance]:
    """What people say by their code that helped."""
    lately = GreaterThanOrEqual(organisation_day_of("when"), organisation_day() - RECENT)
    return Acceptance.objects.filter(lately, by=None, question__anonymous=True)


@transaction.atomic
def tell_what_waits() -> None:
    """Once a day, of every space in which something waits, whether it came today or days ago: so a notice tells no more of when it was asked than
    the page on which it waits. To all who let in, also when one of them asked it: who that was is known to nobody."""
    for space in Space.objects.filter(pk__in=Waiting.objects.to_read().values("space")):
        notify_all(lets_in(space).values_list("pk", flat=True), News("to-let-in", space.pk, space, once=True))


@transaction.atomic
def tell_what_helped() -> None:
    """Once a day too, to who gave an answer of which who asked anonymously says that it helped: the notice of it would keep the moment."""
    for accepted in _lately_accepted().select_related("question__space", "answer"):
        who, question = accepted.answer.person_id, accepted.question
        if who and who not in who_was_told("answer-helped", question.pk):
            notify_all([who], News("answer-helped", question.pk, question.space))
