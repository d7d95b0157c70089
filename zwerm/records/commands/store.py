from __future__ import annotations

from argparse import SUPPRESS, ArgumentParser, Namespace
from typing import Any, cast
from uuid import UUID

from zwerm.operations.registry import Refused
from zwerm.records.actions.exchange import behind
from zwerm.records.actions.store import send_again
from zwerm.records.models import Store
from zwerm.records.words import reason_words


def arguments(parser: ArgumentParser) -> None:
    acts = parser.add_subparsers(dest="act", required=True, metavar="list|refused|again")
    acts.add_parser("list", help="which there are, and how far each came")
    refused = acts.add_parser("refused", help="which statements another store refused, and why")
    again = acts.add_parser("again", help="send once more what another store refused")
    for each in (refused, again):
        each.add_argument("name", help="which store")
    again.add_argument("statements", nargs="*", type=UUID, metavar="STATEMENT", help="only these, by their ids")
    # Also after the act: zwerm store list --json.
    for each in acts.choices.values():
        each.add_argument("--json", action="store_true", default=SUPPRESS, help="print one JSON document")


def run(given: Namespace) -> object:
    """Other record stores, and what they refused."""
    if given.act == "list":
        return [_told(one) for one in Store.objects.all()]
    store = Store.objects.filter(name=given.name).first()
    if store is None:
        raise Refused(f"No store is named “{given.name}”.")
    if given.act == "refused":
        return [
            {
                "statement": str(one.statement),
                "reason": reason_words(one.reason),
                "at": one.at.isoformat(timespec="seconds"),
                "again": one.again is not None,
            }
            for one in store.refused.all()
        ]
    if store.comes_here:
        raise Refused(f"Nothing is sent to “{store.name}”: its statements come here.")
    return {"store": store.name, "again": sum(send_again(None, store, one) for one in given.statements or [None])}


def tell(answer: object) -> str:
    if isinstance(answer, dict):
        return f"{answer['again']} go to {answer['store']} once more, with its next turn."
    return "\n".join(_line(row) for row in cast("list[dict[str, Any]]", answer)) or "There are none."


def _line(row: dict[str, Any]) -> str:
    if "statement" in row:
        return f"{row['statement']} {row['at']} {row['reason']}{' (is sent again)' if row['again'] else ''}"
    failing = f", failing: {row['says']}" if row["says"] else ""
    state = ", stopped: its space is gone" if row["stopped"] else ", paused" if row["paused"] else failing
    return (
        f"{row['name']}: {row['way']} {row['address']}, {row['arrived']} arrived, {row['behind']} behind,"
        f" {row['refused']} refused{state}"
    )


def _told(store: Store) -> dict[str, object]:
    return {
        "name": store.name,
        "way": store.way,
        "address": store.address,
        "arrived": store.arrived,
        "behind": behind(store),
        "refused": store.refused.count(),
        "paused": store.paused is not None,
        "stopped": store.lost_its_space,
        "says": reason_words(store.says) if store.says else "",
    }
