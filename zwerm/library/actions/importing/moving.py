"""All texts of an import move to another space at once: what was brought into the wrong place is put right, and back again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from zwerm.library.actions.move import let_live_in, movable_by
from zwerm.library.actions.refusals import NotAllowed
from zwerm.library.actions.upkeep import may_keep_in
from zwerm.library.models import ImportedFile, ImportRun, Item, ItemQuerySet, Move
from zwerm.people.models import Person, Space
from zwerm.records.actions import record
from zwerm.records.vocabulary import Activity

Outcome = ImportedFile.Outcome
# A file that is gone, or was left out, has no text here of this import.
_CAME = (Outcome.IMPORTED, Outcome.UPDATED, Outcome.UNCHANGED, Outcome.CONFLICT)
_AT_ONCE = 100


@dataclass(frozen=True)
class Plan:
    """What moves and what stays, as far as `person` sees it.

    `alone`: somebody moved it by itself, and so chose its place. `aside`: it counts no more, as its file is gone. `refused`: others
    decide where it lives. `there`: it lives in the space already.
    """

    going: list[Item]
    alone: list[Item]
    aside: list[Item]
    refused: list[Item]
    there: int

    @property
    def count(self) -> int:
        return len(self.going)

    @property
    def origins(self) -> dict[UUID, int]:
        """How many move from each space."""
        return dict(Counter(item.space_id for item in self.going))


@dataclass(frozen=True)
class Change:
    """What a move means for others: how many colleagues can read some of it from then on, and how many no longer can; and how many texts
    `person` looks after from then on, as their owner can't read them there."""

    gaining: int
    losing: int
    owned: int


def imports_of(person: Person) -> QuerySet[ImportRun]:
    """Imports whose texts this person may move together: their own, and those into spaces that they look after."""
    return ImportRun.objects.filter(Q(person=person) | Q(space__in=may_keep_in(person)), finished__isnull=False)


def import_of(person: Person, item: Item) -> ImportRun | None:
    """The import that brought it, when `person` may move its texts together."""
    files = item.imports.filter(brought_by__in=imports_of(person)).select_related("brought_by__person")
    file = files.first()
    return file.brought_by if file else None


def texts_of(run: ImportRun) -> ItemQuerySet:
    """The texts that its files are; not what was here already from elsewhere."""
    told = run.lines.filter(outcome__in=_CAME, shared=False, item__isnull=False).order_by()
    # Lines are removed when they are old: what it wrote last is known for longer.
    brought = run.brought.filter(item=F("reserved")).order_by()
    return Item.objects.filter(Q(id__in=told.values("item")) | Q(id__in=brought.values("item")))


def plan_of(person: Person, run: ImportRun, target: Space | None) -> Plan:
    """What would move to `target`, or move at all. Raises NotAllowed."""
    _check(person, run, target)
    texts = texts_of(run)
    may = set(movable_by(person, texts).values_list("id", flat=True))
    chosen = set(Move.objects.filter(item__in=texts, run=None).order_by().values_list("item", flat=True))
    going: list[Item] = []
    alone: list[Item] = []
    aside: list[Item] = []
    refused: list[Item] = []
    there = 0
    for item in texts.visible_to(person).shared().select_related("space").order_by("title", "id"):
        if target is not None and item.space_id == target.id:
            there += 1
        elif item.set_aside is not None:
            aside.append(item)
        elif item.id not in may:
            refused.append(item)
        else:
            (alone if item.id in chosen else going).append(item)
    return Plan(going, alone, aside, refused, there)


def change_of(plan: Plan, target: Space) -> Change:
    """For who reads what moves. Colleagues who read what stays are not told."""
    then = set(target.seen_by().values_list("id", flat=True))
    now = [set(space.seen_by().values_list("id", flat=True)) for space in Space.objects.filter(id__in=plan.origins)]
    owned = sum(item.owner_id is not None and item.owner_id not in then for item in plan.going)
    return Change(len(set().union(*(then - some for some in now))), len(set().union(*now) - then), owned)


def move_import(person: Person, run: ImportRun, target: Space) -> int:
    """Let its texts live in `target`; answers how many moved. Raises NotAllowed.

    Some at a time, so that nobody waits long to write; stopped halfway, doing it again moves the rest. What changed meanwhile moves too.
    """
    going = [item.id for item in plan_of(person, run, target).going]
    moved = 0
    for start in range(0, len(going), _AT_ONCE):
        moved += _move(person, run, target, going[start : start + _AT_ONCE], told=moved > 0)
    return moved


@transaction.atomic
def _move(person: Person, run: ImportRun, target: Space, ids: Sequence[UUID], *, told: bool) -> int:
    """`told`: that they did so is in their log already."""
    _check(person, run, target)
    # Looked at anew under a lock: somebody may have moved one of them, or taken this person out of a space.
    some = Item.objects.filter(id__in=ids)
    list(some.order_by("id").select_for_update(of=("self",)).values_list("id"))
    alone = Move.objects.filter(item=OuterRef("pk"), run=None)
    still = movable_by(person, some).exclude(space=target).exclude(Exists(alone))
    items = list(still.select_related("space"))
    if items and not told:
        record(person, "moved", _activity(person, run), space=target)
    if items:
        let_live_in(person, items, target, run)
    return len(items)


def _check(person: Person, run: ImportRun, target: Space | None) -> None:
    if not imports_of(person).filter(id=run.id).exists():
        raise NotAllowed
    if target is not None and not Space.objects.writable_by(person).filter(id=target.id).exists():
        raise NotAllowed


def _activity(person: Person, run: ImportRun) -> Activity:
    """Only who did an import reads the names of its files."""
    if run.person_id == person.id:
        return run.activity
    return Activity(run.activity.iri, run.activity.type, {"en": "what was brought in", "nl": "wat er is geïmporteerd"})
