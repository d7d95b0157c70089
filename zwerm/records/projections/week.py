"""What each person did per week, and per month."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import ClassVar
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from zwerm.people.models import Space
from zwerm.records.models import Counted, Cursor, Month, Statement, Week
from zwerm.records.projection import Projection
from zwerm.records.vocabulary import Deed, Form, Kind, is_step

KINDS = {Kind.ON_THE_JOB: "on_the_job", Kind.FROM_OTHERS: "from_others", Kind.FORMAL: "formal"}
FORMS = {form: form.value.replace("-", "_") for form in Form}
COUNTED = ("learned", "shared", "taught", "seconds", *KINDS.values(), *FORMS.values())
LOOKED_AT = ("person", "space", "timestamp", "verb", "form", "kind", "deed", "seconds")


def monday_of(moment: datetime) -> date:
    """The Monday of the week of `moment`, in the time zone of the installation."""
    day = _day_of(moment)
    return day - timedelta(days=day.weekday())


def first_of(moment: datetime) -> date:
    """The first day of the month of `moment`, in the time zone of the installation."""
    return _day_of(moment).replace(day=1)


def _day_of(moment: datetime) -> date:
    return timezone.localtime(moment, timezone.get_default_timezone()).date()


class Periods(Projection):
    """Rows of `model`, whose field `begins` is the day that `begin_of` answers."""

    model: ClassVar[type[Counted]]
    begins: ClassVar[str]

    @abstractmethod
    def begin_of(self, moment: datetime) -> date: ...

    def of_concern(self, statements: QuerySet[Statement]) -> QuerySet[Statement]:
        # Most of what outside tools tell is of nobody here, and the longest column is none that counts.
        return statements.filter(person__isnull=False).only(*LOOKED_AT)

    def read(self, statements: Sequence[Statement], cursor: Cursor) -> None:
        self._change(statements, cursor, 1)

    def forget(self, statements: Sequence[Statement], cursor: Cursor) -> None:
        self._change(statements, cursor, -1)
        self.model._default_manager.filter(cursor=cursor, learned=0, shared=0, taught=0, seconds=0).delete()

    def _change(self, statements: Sequence[Statement], cursor: Cursor, sign: int) -> None:
        rows, begins = self.model._default_manager, self.begins
        # A person who was forgotten leaves the statement without one.
        whose = [(s.person_id, self.begin_of(s.happened), s) for s in statements if s.person_id]
        people, days = {person for person, _, _ in whose}, {day for _, day, _ in whose}
        found = rows.filter(cursor=cursor, person__in=people, **{f"{begins}__in": days})
        counts: dict[tuple[UUID, date], Counted] = {
            (row["person_id"], row[begins]): self.model(cursor=cursor, **row)
            for row in found.values("person_id", begins, *COUNTED)
        }
        spaces = Space.objects.filter(kind=Space.Kind.PRIVATE, id__in={s.space_id for _, _, s in whose})
        private = set(spaces.values_list("id", flat=True))
        for person, day, statement in whose:
            row = counts.setdefault((person, day), self.model(cursor=cursor, person_id=person, **{begins: day}))
            count(row, statement, sign, alone=statement.space_id in private)
        touched = {(person, day) for person, day, _ in whose}
        rows.bulk_create(
            [counts[key] for key in sorted(touched)],
            update_conflicts=True,
            unique_fields=["cursor", "person", begins],
            update_fields=COUNTED,
        )


class Weeks(Periods):
    name = "week"
    model, begins = Week, "monday"

    def begin_of(self, moment: datetime) -> date:
        return monday_of(moment)


class Months(Periods):
    name = "month"
    model, begins = Month, "first"

    def begin_of(self, moment: datetime) -> date:
        return first_of(moment)


def count(row: Counted, statement: Statement, sign: int = 1, *, alone: bool = False) -> None:
    """`alone`: in a space of one's own, where what is kept is learnt at work and shared with nobody. `sign` −1 takes it out."""
    # Whole seconds per act: sums of fractions would depend on where batches end.
    changes = {"seconds": round(statement.seconds or 0)}
    # What an outside tool told with a verb that means nothing here is time, and no act.
    if statement.kind and not is_step(statement.verb):
        deed, kind = statement.deed, KINDS[Kind(statement.kind)]
        if alone and deed == Deed.SHARED:
            deed, kind = Deed.LEARNED, KINDS[Kind.ON_THE_JOB]
        changes |= {deed: 1, kind: 1, FORMS[Form(statement.form)]: 1}
    for name, change in changes.items():
        # Never below nothing: a space that was removed in between is no longer known as one of one's own.
        setattr(row, name, max(0, getattr(row, name) + sign * change))
