"""What rests on items, as the modules above tell it: read with the items, in one question."""

from __future__ import annotations

from typing import Any

from django.db.models import F, Value
from django.db.models.expressions import Combinable

from zwerm.library.models import ItemQuerySet
from zwerm.library.registry import Use, uses


def with_uses(items: ItemQuerySet) -> Any:
    """The same items, each of which `uses_of` can be asked."""
    return items.annotate(**{_column(use): use.count() for use in uses.values()})


def uses_of(item: Any) -> list[tuple[Use, int]]:
    """What rests on an item that was read `with_uses`, and how much of it."""
    counted = [(use, getattr(item, _column(use))) for use in uses.values()]
    return [(use, count) for use, count in counted if count]


def worth_of_uses() -> Combinable:
    """In readers, for items that are read `with_uses`."""
    return sum((F(_column(use)) * use.worth for use in uses.values()), start=Value(0))


def _column(use: Use) -> str:
    return f"used_by_{use.name}"
