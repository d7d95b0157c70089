"""Ways to statements: each goes along one index in the order of the log, and asks the rest of every row that it passes.

So a page costs as much as there is on it, however many there are. Left to itself, SQLite sorts all that one of them finds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from math import isqrt
from operator import or_
from typing import Any, ClassVar
from uuid import UUID

import msgspec
from django.db.models import Exists, F, ForeignKey, Func, OuterRef, Q, QuerySet, UUIDField
from django.db.models.lookups import Exact, Lookup

from zwerm.records.models import Mention, Statement
from zwerm.records.rules.identity import pair_key
from zwerm.records.rules.iris import COLUMNS, in_column

Found = QuerySet[Statement]
# How many are looked at together, first and later on: a page that is soon full passes few.
BEGINS_WITH, AT_ONCE = 250, 4000
# Columns of which an index has the verb too: of a person behind the sequence, for that is what one of many did.
WITH_VERB = ("object_iri", "person")


class Aside(Func):
    """A column that is looked at in the row, and through no index. PostgreSQL knows by itself what a value finds."""

    template = "%(expressions)s"
    arity = 1

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        return super().as_sql(compiler, connection, template="+%(expressions)s", **extra)


class Among(Lookup[Any]):
    """A number is one of thousands: as one value, where `IN` has one for each, which Django takes longer over than the database."""

    lookup_name = "among"
    prepare_rhs = False

    def as_sqlite(self, compiler: Any, connection: Any) -> Any:
        column, told = self.process_lhs(compiler, connection)
        inside = "SELECT value FROM json_each(%s)"
        return f"{column} IN ({inside})", [*told, msgspec.json.encode(self.rhs).decode()]

    def as_postgresql(self, compiler: Any, connection: Any) -> Any:
        column, told = self.process_lhs(compiler, connection)
        # Of numbers of the very kind of the column it makes a table to look in, and of others it goes through all for each row.
        return f"{column} = ANY(%s::bigint[])", [*told, self.rhs]


@dataclass(frozen=True)
class Stretch:
    """Of the log: between these two numbers, neither of them in it."""

    above: int | None
    below: int | None

    def until(self, last: int, order: str) -> Stretch:
        """What of it comes before `last` in this order ("-": from new to old)."""
        return Stretch(last, self.below) if order == "-" else Stretch(self.above, last)

    def after(self, last: int, order: str) -> Stretch:
        """What of it comes after `last` in this order."""
        return Stretch(self.above, last) if order == "-" else Stretch(last, self.below)

    def of(self, column: str) -> dict[str, int]:
        return {f"{column}{name}": value for name, value in self.lookups.items()}

    @property
    def lookups(self) -> dict[str, int]:
        told = {"__gt": self.above, "__lt": self.below}
        return {name: value for name, value in told.items() if value is not None}


@dataclass(frozen=True)
class Way:
    """`along`: what is walked along, when it is not the log itself."""

    rows: Found
    along: Named | None = None

    def first(self, stretch: Stretch, most: int, order: str) -> list[int]:
        """The sequences of the first `most` along it."""
        return list(self.walk(stretch, order)[:most])

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
    """A column has a value; `besides`: and this, of which `across` is what another index finds. `verb`: with that verb, where an index says so."""

    numbered: ClassVar = "sequence"
    name: str
    value: Any
    besides: Q = Q()  # noqa: RUF009  nobody changes it
    verb: str = ""
    across: Sequence[Clause] = ()

    def of_row(self) -> Q:
        field: Any = Statement._meta.get_field(self.name)
        of = UUIDField() if isinstance(field, ForeignKey) else field
        return Q(Exact(Aside(F(self.name), output_field=of), getattr(self._kept, "pk", self._kept))) & self.besides

    @property
    def _kept(self) -> Any:
        return in_column(self.name, self.value) if self.name in COLUMNS else self.value

    passes_others: ClassVar = False

    @property
    def said(self) -> dict[str, Any]:
        with_verb = self.verb and self.name in WITH_VERB
        return {self.name: self._kept, **({"verb_iri": in_column("verb_iri", self.verb)} if with_verb else {})}

    def says(self, clause: Clause) -> bool:
        """Whether what the clause asks stands in the index along which this is found."""
        return "verb_iri" in self.said and _is_verb(clause)

    def every(self) -> QuerySet[Any]:
        return Statement.objects.filter(**self.said).order_by()

    def by_index(self) -> Q:
        return Q(**self.said) & self.besides

    def sequences(self) -> QuerySet[Any, int]:
        """Of all that it finds, by an index alone. Whatever it is `besides` is not asked."""
        return self.every().values_list("sequence", flat=True)

    def way(self, rows: Found, others: Sequence[Clause]) -> Way | Crossing:
        if others := [*others, *self.across]:
            return Crossing(rows.filter(self.of_row()), self, others)
        return Way(rows.filter(self.by_index()))

    def found(self) -> Found:
        return Statement.objects.filter(self.by_index())


@dataclass(frozen=True)
class Named:
    """An agent or activity is named, in this role; `verb`: in a statement with a verb of this key; `about`: that is about this activity."""

    numbered: ClassVar = "statement_id"
    key: UUID
    role: int
    verb: int | None = None
    about: str = ""

    @property
    def said(self) -> dict[str, Any]:
        with_verb = {} if self.verb is None else {"verb": self.verb}
        return {**self._who, **with_verb}

    @property
    def _who(self) -> dict[str, Any]:
        if self.about:
            return {"pair": pair_key(self.key, self.about)}
        return {"key": self.key, "role": self.role}

    def says(self, clause: Clause) -> bool:
        return self.verb is not None and _is_verb(clause)

    def of_row(self) -> Q:
        # A stretch of one: with an equality PostgreSQL may first gather all that are named so.
        here = OuterRef("sequence")
        named = Mention.objects.filter(**self._who)
        return Q(Exists(named.filter(statement__gte=here, statement__lte=here)))

    def by_index(self) -> Q:
        return Q(sequence__in=Mention.objects.filter(**self.said).values("statement"))

    @property
    def passes_others(self) -> bool:
        """Whether what it finds is looked for among what its index holds of other verbs."""
        return self.verb is not None and not self.about and self.role != Mention.Role.DIRECT

    def every(self) -> QuerySet[Any]:
        """With whatever verb when all others would be passed to count those with one."""
        # Their number is another column of the index: they are counted without their rows.
        return Mention.objects.filter(**(self._who if self.passes_others else self.said)).values("statement")

    def sequences(self) -> QuerySet[Any, int]:
        """Of all that it finds, and of the few others whose verb has the same key."""
        return Mention.objects.filter(**self.said).order_by().values_list("statement_id", flat=True)

    def way(self, rows: Found, others: Sequence[Clause]) -> Way | Crossing:
        return Crossing(rows.filter(self.of_row()), self, others) if others else Way(rows, self)

    def found(self) -> Found:
        named = Mention.objects.filter(**self.said)
        return Statement.objects.filter(sequence__in=named.values("statement"))


# One of these has to be true.
Clause = Sequence[Column | Named]


def _is_verb(clause: Clause) -> bool:
    return all(isinstance(one, Column) and one.name == "verb_iri" for one in clause)


@dataclass(frozen=True)
class Crossing:
    """Along what `lead` finds, in pieces: what the other clauses do not find goes by without a look at its row.

    `rows`: to which every clause is true, that of `lead` included.
    """

    rows: Found
    lead: Column | Named
    others: Sequence[Clause]

    def first(self, stretch: Stretch, most: int, order: str) -> list[int]:
        found: list[int] = []
        size = BEGINS_WITH
        while len(found) < most:
            along = self.lead.sequences().filter(**stretch.of(self.lead.numbered))
            passed = list(along.order_by(f"{order}{self.lead.numbered}")[:size])
            found += self._wanted(found_by(self.others, passed), most - len(found), order)
            if len(passed) < size:
                break
            stretch = stretch.after(passed[-1], order)
            size = min(size * 4, AT_ONCE)
        return found

    def _wanted(self, those: list[int], most: int, order: str) -> list[int]:
        rows = self.rows.filter(Among(F("sequence"), those)).order_by(f"{order}sequence")
        return list(rows.values_list("sequence", flat=True)[:most]) if those else []


def found_by(clauses: Sequence[Clause], sequences: Iterable[int]) -> list[int]:
    """Which of these each clause finds, by indexes alone: also the few whose rows then say otherwise."""
    those = list(sequences)
    for clause in clauses:
        if those:
            those = list({one for part in clause for one in part.sequences().filter(Among(F(part.numbered), those))})
    return those


def of_row(clause: Clause) -> Q:
    return any_of(one.of_row() for one in clause)


def any_of(conditions: Iterable[Q]) -> Q:
    """One of these; of none at all, nothing: in an empty `Q()` Django reads no condition."""
    return reduce(or_, conditions, Q(pk__in=()))


def ways_to(rows: Found, clauses: Sequence[Clause], most: int) -> list[Way | Crossing]:
    """To all of which every clause is true, along the one whose index says all that is asked.

    Otherwise along the one that finds fewest; when none finds few, along the first: then a page is soon full.
    """
    if not clauses:
        return [Way(rows)]
    lead = next((one for one in clauses if _says_all(one, clauses)), None) or _fewest(clauses, _few(most))
    others = [clause for clause in clauses if clause is not lead]
    rows = rows.filter(*map(of_row, others))
    return [one.way(rows, [clause for clause in others if not one.says(clause)]) for one in lead]


def _says_all(lead: Clause, clauses: Sequence[Clause]) -> bool:
    others = [clause for clause in clauses if clause is not lead]
    return not others or all(one.says(clause) and not one.passes_others for clause in others for one in lead)


def _fewest(clauses: Sequence[Clause], few: int) -> Clause:
    return min(clauses, key=lambda one: count_of(one, few + 1))


def _few(most: int) -> int:
    """Passing so many is less than passing others until a page of `most` is full."""
    return isqrt(most * Statement.objects.last_sequence())


def finds_few(clause: Clause, most: int) -> bool:
    few = _few(most)
    return count_of(clause, few + 1) <= few


def count_of(clause: Clause, most: int) -> int:
    """How many each part of it finds, added up; of each no more than `most` are counted."""
    # In the order of the index: PostgreSQL, which thinks that there are many, would look for the first ones in the whole table.
    return sum(one.every().order_by(one.numbered)[:most].count() for one in clause)


def first_of(
    ways: Iterable[Way | Crossing], stretch: Stretch, most: int, order: str, also: Iterable[int] = ()
) -> list[int]:
    """The sequences of the first `most` on all these ways together, in that order, among `also`."""
    found = set(also)
    for way in ways:
        found.update(way.first(stretch, most, order))
    return sorted(found, reverse=order == "-")[:most]
