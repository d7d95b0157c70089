from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils import timezone

from zwerm.people.models import Space
from zwerm.records.models import Cursor, Statement, Week
from zwerm.records.projection import Projection
from zwerm.records.vocabulary import Deed, Kind, is_step

KINDS = {Kind.ON_THE_JOB: "on_the_job", Kind.FROM_OTHERS: "from_others", Kind.FORMAL: "formal"}
COUNTED = ("learned", "shared", "taught", "seconds", *KINDS.values())


def monday_of(moment: datetime) -> date:
    """The Monday of the week of `moment`, in the time zone of the installation."""
    day = timezone.localtime(moment, timezone.get_default_timezone()).date()
    return day - timedelta(days=day.weekday())


class Weeks(Projection):
    """What each person did per week."""

    name = "week"

    def read(self, statements: Sequence[Statement], cursor: Cursor) -> None:
        self._change(statements, cursor, 1)

    def forget(self, statements: Sequence[Statement], cursor: Cursor) -> None:
        self._change(statements, cursor, -1)
        Week.objects.filter(cursor=cursor, learned=0, shared=0, taught=0, seconds=0).delete()

    def _change(self, statements: Sequence[Statement], cursor: Cursor, sign: int) -> None:
        # A person who was forgotten leaves the statement without one.
        whose = [(s.person_id, monday_of(s.timestamp), s) for s in statements if s.person_id]
        found = Week.objects.filter(
            cursor=cursor, person__in={person for person, _, _ in whose}, monday__in={monday for _, monday, _ in whose}
        )
        weeks: dict[tuple[UUID, date], Week] = {
            (row["person_id"], row["monday"]): Week(cursor=cursor, **row)
            for row in found.values("person_id", "monday", *COUNTED)
        }
        private = set(
            Space.objects.filter(kind=Space.Kind.PRIVATE, id__in={s.space_id for _, _, s in whose}).values_list(
                "id", flat=True
            )
        )
        for person, monday, statement in whose:
            week = weeks.setdefault((person, monday), Week(cursor=cursor, person_id=person, monday=monday))
            count(week, statement, sign, alone=statement.space_id in private)
        touched = {(person, monday) for person, monday, _ in whose}
        Week.objects.bulk_create(
            [weeks[key] for key in sorted(touched)],
            update_conflicts=True,
            unique_fields=["cursor", "person", "monday"],
            update_fields=COUNTED,
        )


def count(week: Week, statement: Statement, sign: int = 1, *, alone: bool = False) -> None:
    """`alone`: in a space of one's own, where what is kept is learnt at work and shared with nobody. `sign` −1 takes it out."""
    # Whole seconds per act: sums of fractions would depend on where batches end.
    changes = {"seconds": round(statement.seconds or 0)}
    # What an outside tool told with a verb that means nothing here is time, and no act.
    if statement.kind and not is_step(statement.verb):
        deed, kind = statement.deed, KINDS[Kind(statement.kind)]
        if alone and deed == Deed.SHARED:
            deed, kind = Deed.LEARNED, KINDS[Kind.ON_THE_JOB]
        changes |= {deed: 1, kind: 1}
    for name, change in changes.items():
        # Never below nothing: a space that was removed in between is no longer known as one of one's own.
        setattr(week, name, max(0, getattr(week, name) + sign * change))
