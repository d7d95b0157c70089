"""What modules above tell `people`: who hears of changes in spaces, which pages need no account, what each holds of a person,
and what may come in late.

Filled by each module's `declares.py`. What is held decides what the page "What Zwerm records" says, what someone's export
contains and what erasing them does: a table with a link to a person that is not declared here makes a test fail.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Any, Protocol, TypeVar
from uuid import UUID, uuid4

from django.db.models import Exists, Q, QuerySet
from django.utils.functional import Promise

from zwerm.people.models import Person, Space


class _Ordered(Protocol):
    @property
    def order(self) -> int: ...


T = TypeVar("T", bound=_Ordered)


def in_order(declared: Mapping[str, T]) -> list[T]:
    """What was declared, the lowest `order` first."""
    return sorted(declared.values(), key=lambda one: one.order)


space_followers: dict[str, Callable[[Space], None]] = {}


def declare_space_follower(name: str, tell: Callable[[Space], None]) -> None:
    """`tell` is called when a space was opened to all colleagues or closed, in the transaction that does it."""
    space_followers[name] = tell


zone_followers: dict[str, Callable[[Person], None]] = {}


def declare_zone_follower(name: str, tell: Callable[[Person], None]) -> None:
    """`tell` is called when somebody chose another time zone, in the transaction that does it."""
    zone_followers[name] = tell


open_pages: set[str] = set()


def declare_open_page(view_name: str) -> None:
    """A page that strangers see too, by the name of its address: `courses:certificate`. All others ask to sign in."""
    open_pages.add(view_name)


class Fate(Enum):
    """What erasing someone does with rows that are theirs: they go, or they stay without the link."""

    REMOVED = "removed"
    NAMELESS = "nameless"


@dataclass(frozen=True)
class Table:
    """Rows that are someone's. `person` is the path from a row to them ("enrolment__person").

    `tells`: the fields that their export shows, paths too, in order; none: the rows are only counted in the table of which they are
    part. `rows` narrows what they are shown to what they may see. `words`: other fields that can hold a name or an address.
    `finish` may put words in rows of the export, for what only the module can read. `shows`: such a row as people read it, when that is
    not simply all of it.
    `blank`: fields that are emptied together with the link. NAMELESS by a path: the row between loses the link, and this one stays.
    """

    model: str
    person: str
    fate: Fate
    tells: tuple[str, ...] = ()
    rows: Callable[[Person], QuerySet[Any]] | None = None
    words: tuple[str, ...] = ()
    blank: Mapping[str, object] = field(default_factory=dict)
    finish: Callable[[Person, list[dict[str, Any]]], None] = lambda person, rows: None
    shows: Callable[[dict[str, Any]], dict[str, Any]] = lambda row: row


@dataclass(frozen=True)
class Going:
    """An erasure at work: who goes, and whether texts of theirs that nobody else changed go too.

    `reworded`: the rows of each table in which their name was replaced, for the report. Whoever replaces one adds it.
    `pseudonym`: what stands in their place where a name has to tell one from another; kept nowhere else.
    `there`: of a table into which others write all the time, the rows that were there when it was gone through, by its label. What came since
    is left to `lastly`, which is called when the account is gone and all else was looked through.
    """

    person: Person
    own_texts: bool
    reworded: defaultdict[str, set[Any]] = field(default_factory=lambda: defaultdict(set))
    pseudonym: UUID = field(default_factory=uuid4)
    there: dict[str, Q] = field(default_factory=dict)
    lastly: list[Callable[[], object]] = field(default_factory=list)


@dataclass(frozen=True)
class Holding:
    """One kind of data of a person, in words for everyone. Erasing goes from the highest `order` to the lowest.

    `kept` may be a function, where an administrator sets how long. `files` answers (name in the export, path on storage), `contents` the same
    of what lies in the database: (name, content).
    `lines`: what is told of them in rows that are not theirs, as their export shows it; its keys have `labels`.
    `acts`: names of the verbs with which what is done here stands in the log of statements too, so that who reads that log sees it as well.
    `before` is called at erasing before the rows of `tables`, in its transaction; it answers how many things it removed.
    """

    name: str
    order: int
    title: Promise
    what: Promise
    why: Promise
    seen_by: Promise
    kept: Promise | Callable[[], str]
    erased: Promise
    tables: tuple[Table, ...]
    acts: tuple[str, ...] = ()
    files: Callable[[Person], Iterable[tuple[str, str]]] = lambda person: ()
    contents: Callable[[Person], Iterable[tuple[str, bytes]]] = lambda person: ()
    lines: Callable[[Person], Iterable[Mapping[str, Any]]] = lambda person: ()
    before: Callable[[Going], int] = lambda going: 0

    @property
    def seen_in_log(self) -> str | Promise:
        """Who else sees it, because it stands in the log; "" when it does not."""
        return who_reads_the_log() if self.acts else ""


# Who reads the log of statements by name, in words for everyone: said wherever something stands in it.
log_words: list[Promise] = []


def declare_log(words: Promise) -> None:
    log_words[:] = [words]


def who_reads_the_log() -> str | Promise:
    return log_words[0] if log_words else ""


holdings: dict[str, Holding] = {}


def declare_holding(holding: Holding) -> None:
    holdings[holding.name] = holding


# What the fields in exports are called: `tells` → words. Shared by all modules.
labels: dict[str, Promise] = {}


def declare_labels(words: Mapping[str, Promise]) -> None:
    labels.update(words)


# "app.Model" → what rows of it are called, of these keys, as far as the person may see them. For models that cannot tell who sees them.
namers: dict[str, Callable[[Person, Iterable[Any]], Mapping[Any, str]]] = {}


def declare_namer(model: str, names: Callable[[Person, Iterable[Any]], Mapping[Any, str]]) -> None:
    namers[model] = names


# "app.Model.field" → why what looks like a name or an address is not of a person.
about_nobody: dict[str, str] = {}


def declare_about_nobody(reasons: Mapping[str, str]) -> None:
    about_nobody.update(reasons)


def hold(held: Any) -> None:
    """What a module's `held.py` says: HOLDINGS, LABELS and ABOUT_NOBODY."""
    for holding in held.HOLDINGS:
        declare_holding(holding)
    declare_labels(held.LABELS)
    declare_about_nobody(held.ABOUT_NOBODY)


# "app.Model" → called with the keys of the rows in which erasing someone changed words, in the same transaction.
words_followers: dict[str, list[Callable[[Collection[Any]], None]]] = {}


def declare_words_follower(model: str, tell: Callable[[Collection[Any]], None]) -> None:
    words_followers.setdefault(model, []).append(tell)


@dataclass(frozen=True)
class Risk:
    """What it means that somebody leaves who looks after this: `much` as rules/risk.py tells it, and why in words. `heirs`: who could go on with it."""

    much: float
    why: tuple[str, ...] = ()
    heirs: tuple[Person, ...] = ()


@dataclass(frozen=True)
class Belonging:
    """Something that a leaver looks after and that a colleague can take over.

    `of` answers what belongs to someone, as rows that can be filtered; `takes` those of them that `to` sees and can take;
    `hand` gives these to them, inside a transaction, and answers how many. `title` names one row for an administrator, `called` for who takes
    it where that is another name, and `address` is where they find it.
    `risks` weighs some of the rows for who reads them, by their key; with it they can be handed over one by one. `weighed`: the rows with what that reads of them.
    `thing`: what skills call such a row
    (`Skilled.name`). `by_leads`: who leads their team may hand it over; else an administrator or they themselves.
    `own`: only they themselves can give it away, so that nobody takes any; an administrator sees how many there are.
    """

    name: str
    order: int
    label: Promise
    of: Callable[[Person], QuerySet[Any]]
    takes: Callable[[QuerySet[Any], Person], QuerySet[Any]] = lambda rows, to: rows.none()
    hand: Callable[[QuerySet[Any], Person, Person], int] = lambda rows, person, to: 0
    title: Callable[[Any], str] = str
    own: bool = False
    called: Callable[[Any], str] | None = None
    address: Callable[[Any], str] = lambda row: ""
    risks: Callable[[Sequence[Any], Person], Mapping[Any, Risk]] | None = None
    weighed: Callable[[QuerySet[Any]], QuerySet[Any]] = lambda rows: rows
    thing: str = ""
    by_leads: bool = True


belongings: dict[str, Belonging] = {}


def declare_belonging(belonging: Belonging) -> None:
    belongings[belonging.name] = belonging


# Where what somebody looks for among people is answered better: the address, or "".
ways_on: dict[str, Callable[[str], str]] = {}


def declare_way_on(name: str, leads: Callable[[str], str]) -> None:
    """`leads` gets what was typed, and answers where that is asked; "" when it is no such thing."""
    ways_on[name] = leads


@dataclass(frozen=True)
class Known:
    """What a module knows of who leaves. `next`: who knows a thing next, of (kind, key) the colleagues other than them, as far as the reader may know, nearest first.
    `told`: what was read along, for its own panel in the slot `leaving`, which gets it in `told` under the name.
    """

    next: Mapping[tuple[str, Any], Sequence[Person]]
    told: Any


Heirs = Callable[[Person, Person, Sequence[tuple[str, Any]]], Known]
heirs: dict[str, Heirs] = {}


def declare_heirs(name: str, find: Heirs) -> None:
    """`find(person, reader, things)`: `things` that somebody has to go on with."""
    heirs[name] = find


@dataclass(frozen=True)
class Retention:
    """How long something is kept. The administrator chooses among `choices` (months; 0: for as long as Zwerm is here).

    `clear` removes what is older than the moment that it is given and answers how much; it must be safe to repeat. None: Zwerm only
    tells it, because it happens elsewhere. `count` answers how much is older: it is told and asked before a period becomes shorter.
    """

    name: str
    order: int
    label: Promise
    help: Promise
    months: int
    choices: tuple[int, ...]
    clear: Callable[[datetime], int] | None
    count: Callable[[datetime], int] | None = None


retentions: dict[str, Retention] = {}


def declare_retention(retention: Retention) -> None:
    retentions[retention.name] = retention


# What a line of the trail tells besides who, what and about whom: the detail that is kept → words for whoever reads it.
trail_words: dict[str, Promise] = {}


def declare_trail_words(detail: str, words: Promise) -> None:
    trail_words[detail] = words


def words_of_trail(detail: str) -> str:
    """`{name}` in a detail stands for what belongings are called."""
    return str(trail_words.get(detail) or re.sub(r"\{([\w-]+)\}", _label_of, detail))


def _label_of(named: re.Match[str]) -> str:
    known = belongings.get(named[1])
    return str(known.label) if known else named[0]


@dataclass(frozen=True)
class LateAct:
    """Something that a person did without a connection. `key` names it: sent again, it counts once. `fields` as a form has them."""

    key: str
    when: datetime
    fields: Mapping[str, Sequence[str]]

    def field(self, name: str) -> str:
        return next(iter(self.fields.get(name, ())), "")


# Key of an act → why it can not be taken, in words for who did it.
Refused = dict[str, str | Promise]
late_acts: dict[str, Callable[[Person, list[LateAct]], Refused]] = {}


def declare_late_act(name: str, take: Callable[[Person, list[LateAct]], Refused]) -> None:
    """`take` gets what one person did, oldest first, some of it perhaps for the second time, and answers what it refuses.

    Names are taken in the order in which they were declared.
    """
    late_acts[name] = take


# Signs: what is so of a person or not (`OuterRef("pk")`), read at each request in the query that reads them, so that Today and other pages ask
# nothing more for whom it is not so. Each must be found by an index.
signs: dict[str, Callable[[], Exists]] = {}


def declare_sign(name: str, rows: Callable[[], Exists]) -> None:
    signs[name] = rows


def has_sign(person: object, name: str) -> bool:
    """As it was when the request began. Of who was not read as the person of a request there are no signs."""
    return name in getattr(person, "signs", ())


# Figures: how many there are of something of a person (`OuterRef("pk")`), read in the same query. An empty answer is none.
figures: dict[str, Callable[[], Any]] = {}


def declare_figure(name: str, number: Callable[[], Any]) -> None:
    """`number`: a subquery with one column. Every page asks it: it must be found by an index, and be small."""
    figures[name] = number


def figure_of(person: object, name: str) -> int:
    """As it was when the request began. Of who was not read as the person of a request there are none."""
    return int(getattr(person, "figures", {}).get(name, 0))


# What is to be known of a person for a Today with nothing else on it. All in one query: the page asked nearly twelve already.
beginnings: dict[str, Callable[[Person], Any]] = {}


def declare_beginning(name: str, tells: Callable[[Person], Any]) -> None:
    """`tells`: a subquery with one column and one row."""
    beginnings[name] = tells


def beginning_of(person: Person) -> dict[str, Any]:
    """The answers by name, read once per loaded person."""
    known: dict[str, Any] | None = person.__dict__.get("beginning")
    if known is None:
        asked = [tells(person) for tells in beginnings.values()]
        (row,) = Person.objects.filter(pk=person.pk).values_list(*asked)
        known = person.__dict__["beginning"] = dict(zip(beginnings, row, strict=True))
    return known


def lower_figure(person: object, name: str, by: int) -> None:
    """So many fewer, because of what the request does: the page that it answers with says the new number."""
    told = getattr(person, "figures", None)
    if told is not None:
        told[name] = max(0, told.get(name, 0) - by)


# Name of a view → of which of its pages, by what their addresses hold, this person may not see all that a device may have kept.
kept_pages: dict[str, Callable[[Person, list[dict[str, Any]]], list[bool]]] = {}


def declare_kept_page(view: str, hides: Callable[[Person, list[dict[str, Any]]], list[bool]]) -> None:
    """Of a view that `@keeps_offline`: a device asks those again of which `hides` says yes, and forgets what it no longer gets.

    What is not there is answered as what is hidden is. A fixed number of queries, however many pages are asked after.
    """
    kept_pages[view] = hides
