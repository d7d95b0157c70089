"""Someone's lines in lists of people that were brought in."""

from __future__ import annotations

from typing import Any

from zwerm.people.actions.privacy.words import addresses_of
from zwerm.people.models import RosterImport
from zwerm.people.registry import Going


def forget_in_lists(going: Going) -> int:
    """Take their lines out; answers from how many lists."""
    person, changed = going.person, 0
    addresses = {one.casefold() for one in addresses_of(person)}
    for roster in RosterImport.objects.all():
        lines, report = _others(roster.lines, addresses), _others(roster.report, addresses)
        undo = _without(roster.undo, str(person.pk))
        if (lines, report, undo) != (roster.lines, roster.report, roster.undo):
            roster.lines, roster.report, roster.undo = lines, report, undo
            roster.save(update_fields=["lines", "report", "undo"])
            changed += 1
    return changed


def _others(lines: list[dict[str, Any]], addresses: set[str]) -> list[dict[str, Any]]:
    return [line for line in lines if str(line.get("email", "")).casefold() not in addresses]


def _without(undo: dict[str, Any], key: str) -> dict[str, Any]:
    if not undo:
        return undo
    return undo | {
        "people": [one for one in undo.get("people", ()) if one != key],
        "before": {one: was for one, was in undo.get("before", {}).items() if one != key},
        "memberships": [pair for pair in undo.get("memberships", ()) if pair[0] != key],
    }
