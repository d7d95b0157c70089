"""What was sent anonymously is written anew, in another order, all of it in one go.

A database keeps rows in the order in which they came, and PostgreSQL numbers what wrote each: beside rows of others that tell their
time, both tell when somebody asked, and so perhaps who. After this every row was written by the last mixing.
"""

from __future__ import annotations

from datetime import timedelta
from secrets import SystemRandom

from django.db import transaction
from django.db.models.lookups import GreaterThanOrEqual

from zwerm.notices.actions import News, notify_all
from zwerm.operations.days import organisation_day, organisation_day_of
from zwerm.operations.sqlite import leave_no_order
from zwerm.people.models import Space
from zwerm.questions.actions.accept import lets_in
from zwerm.questions.actions.ask import remove_question
from zwerm.questions.models import Acceptance, Waiting

# So long who asked can read why their question was turned away.
TOLD = timedelta(days=30)
RECENT = timedelta(days=2)


@transaction.atomic
def mix() -> None:
    """Safe to repeat. From now on what waits can be read by who looks after its space; what was asked to be taken back goes."""
    today = organisation_day()
    Waiting.objects.filter(turned_away__lt=today - TOLD).delete()
    for gone in Waiting.objects.filter(kind=Waiting.Kind.WITHDRAWAL).select_related("question"):
        if gone.question is not None:
            gone.question.waiting.all().delete()
            remove_question(gone.question)
    _anew(Waiting, list(Waiting.objects.select_for_update(of=("self",))))
    lately = GreaterThanOrEqual(organisation_day_of("when"), today - RECENT)
    recent = Acceptance.objects.filter(lately, by=None, question__anonymous=True)
    _anew(Acceptance, list(recent))
    leave_no_order()


@transaction.atomic
def tell_what_waits() -> None:
    """Once a day, of every space in which something waits, whether it came today or days ago: so a notice tells no more of when it was asked than
    the page on which it waits. To all who let in, also when one of them asked it: who that was is known to nobody."""
    for space in Space.objects.filter(pk__in=Waiting.objects.to_read().values("space")):
        notify_all(lets_in(space).values_list("pk", flat=True), News("to-let-in", space.pk, space, once=True))


def _anew(model: type[Waiting] | type[Acceptance], rows: list[Waiting] | list[Acceptance]) -> None:
    SystemRandom().shuffle(rows)
    model._default_manager.filter(pk__in=[row.pk for row in rows]).delete()
    for row in rows:
        if isinstance(row, Waiting):
            row.ready = True
        else:
            row.pk = None  # its number would tell the order
        row.save(force_insert=True)
