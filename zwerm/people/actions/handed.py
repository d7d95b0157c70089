"""Telling a colleague what they look after from now on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from zwerm.people.models import Handed, Person
from zwerm.people.registry import Belonging, belongings

SHOWN = 20


def tell_handed(to: Person, of: Person, kind: str, number: int, rows: Sequence[Any]) -> None:
    """Inside the transaction that hands them over. `rows`: the first of them, as `to` sees them."""
    belonging = belongings[kind]
    things = [{"title": _called(belonging, row), "address": belonging.address(row)} for row in rows]
    Handed.objects.create(to=to, of=of, kind=kind, number=number, things=things)


def _called(belonging: Belonging, row: Any) -> str:
    return (belonging.called or belonging.title)(row)


def look_at_handed(person: Person) -> None:
    """They have read what was handed to them."""
    Handed.objects.filter(to=person).delete()
