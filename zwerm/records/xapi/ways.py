"""Ways to statements: each goes along one index in the order of the log, and asks the rest of every row that it passes.

So a page costs as much as there is on it, however many there are. Left to itself, SQLite sorts all that one of them finds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from math import isqrt
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, ForeignKey, Func, OuterRef, Q, QuerySet, UUIDField
from django.db.models.lookups import Exact

from zwerm.records.models import Mention, Statement

Found = QuerySet[Statement]


class Aside(Func):
    """A column that is looked at in the row, and through no index. PostgreSQL knows by itself what a value finds."""

    template = "%(expressions)s"
    arity = 1

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        return super().as_sql(compiler, connection, template="+%(expressions)s", **extra)


@dataclass(frozen=True)
class Stretch:
    """Of the log: between these two numbers, neither of them in it."""

    above: int | None
    below: int | None

    def until(self, last: int, order: str) -> Stretch:
        """What of it comes before `last` in this order ("-": from new to old)."""
        return Stretch(last, self.below) if order == "-" else Stretch(self.above, last)

    def of(self, column: str) -> dict[str, int]:
        told = {f"{column}__gt": self.above, f"{column}__lt": self.below}
        return {name: value for name, value in told.items() if value is not None}


@dataclass(frozen=True)
class Way:
    """`along`: what is walked along, when it is not the log itself."""

    rows: Found
    along: Named | None = None

    def walk(self, stretch: Stretch, order: str) -> QuerySet[Statement, int]:
        """Sequences. `order`: "" from old to new, "-" the other way."""
        rows, column = self.rows, "sequence"
        if self.along:
            column = "mentions__statement_id"
            rows = rows.filter(
                **{f"mentions__{name}": value for name, value in self.along.said.items()},
                **stretch.of("mentions__statement"),
            )
        else:
            rows = rows.filter(**stretch.of(column))
        return rows.order_by(f"{order}{column}").values_list(column, flat=True)


@dataclass(frozen=True)
class Column:
    """A column has a value; `besides`: and this."""

    name: str
    value: Any
    besides: Q = Q()  # noqa: RUF009  nobody changes it

    def of_row(self) -> Q:
        field: Any = Statement._meta.get_field(self.name)
        of = UUIDField() if isinstance(field, ForeignKey) else field
        return Q(Exact(Aside(F(self.name), output_field=of), getattr(self.value, "pk", self.value))) & self.besides

    def every(self) -> QuerySet[Any]:
        return Statement.objects.filter(**{self.name: self.value}).order_by()

    def by_index(self) -> Q:
        return Q(**{self.name: self.value}) & self.besides

    def way(self, rows: Found) -> Way:
        return Way(rows.filter(self.by_index()))

    def found(self) -> Found:
        return Statement.objects.filter(self.by_index())


@dataclass(frozen=True)
class Named:
    """An agent or activity is named, in this role; `verb`: in a statement with a verb of this key."""

    key: UUID
    role: int
    verb: int | None = None

    @property
    def said(self) -> dict[str, Any]:
        return {"key": self.key, "role": self.role, **({} if self.verb is None else {"verb": self.verb})}

    def of_row(self) -> Q:
        # A stretch of one: with an equality PostgreSQL may first gather all that are named so.
        here = OuterRef("sequence")
        return Q(Exists(self.every().filter(statement__gte=here, statement__lte=here)))

    def every(self) -> QuerySet[Any]:
        """With whatever verb: to count those with one, all others would be passed."""
        # Their number is another column of the index: they are counted without their rows.
        return Mention.objects.filter(key=self.key, role=self.role).values("statement")

    def way(self, rows: Found) -> Way:
        return Way(rows, self)

    def found(self) -> Found:
        named = Mention.objects.filter(**self.said)
        return Statement.objects.filter(sequence__in=named.values("statement"))


# One of these has to be true.
Clause = Sequence[Column | Named]


def of_row(clause: Clause) -> Q:
    return any_of(one.of_row() for one in clause)


def any_of(conditions: Iterable[Q]) -> Q:
    """One of these; of none at all, nothing: in an empty `Q()` Django reads no condition."""
    return reduce(or_, conditions, Q(pk__in=()))


def ways_to(rows: Found, clauses: Sequence[Clause], most: int) -> list[Way]:
    """To all of which every clause is true, along the first that finds few, or else the first: then a page is soon full."""
    if not clauses:
        return [Way(rows)]
    first = next((one for one in clauses if len(clauses) > 1 and finds_few(one, most)), clauses[0])
    rows = rows.filter(*(of_row(clause) for clause in clauses if clause is not first))
    return [one.way(rows) for one in first]


def finds_few(clause: Clause, most: int) -> bool:
    """Whether passing all that it finds is less than passing others until a page of `most` is full."""
    few = isqrt(most * Statement.objects.last_sequence())
    return count_of(clause, few + 1) <= few


def count_of(clause: Clause, most: int) -> int:
    """How many each part of it finds, added up; of each no more than `most` are counted."""
    return sum(one.every()[:most].count() for one in clause)


def first_of(ways: Iterable[Way], stretch: Stretch, most: int, order: str, also: Iterable[int] = ()) -> list[int]:
    """The sequences of the first `most` on all these ways together, in that order, among `also`."""
    found = set(also)
    for way in ways:
        found.update(way.walk(stretch, order)[:most])
    return sorted(found, reverse=order == "-")[:most]
