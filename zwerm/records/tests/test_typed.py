"""The quick yes to a statement never says yes to what the checks refuse."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zwerm.records.rules import statement as rules
from zwerm.records.rules.typed import VOIDED, fits
from zwerm.records.tests.test_statement import ACTIVITY, AGENT, FULL

USUAL: dict[str, Any] = {
    "id": FULL["id"],
    "actor": FULL["actor"],
    "verb": FULL["verb"],
    "object": {"id": "urn:x:y", "definition": {"name": {"nl": "Vraag"}, "type": "urn:x:z", "extensions": {"urn:x:e": [None]}}},
    "result": FULL["result"],
    "context": {
        "registration": FULL["id"],
        "instructor": AGENT,
        "contextActivities": {"parent": [ACTIVITY], "category": ACTIVITY},
        "platform": "Zwerm",
        "language": "nl-NL",
        "statement": {"objectType": "StatementRef", "id": FULL["id"]},
    },
    "timestamp": FULL["timestamp"],
    "version": "1.0.0",
}  # fmt: skip
# What is nearly right, besides what is not right at all.
NEARLY = [
    *("", " ", "nl", "nl-", "x-", "a:b", "a:b\n", "mailto:a@b", "mailto:a@b\n", "mailto:a b@c", "Agent", "Group", "SubStatement"),
    *("2026-11-22T09:30:00Z", "2026-02-30T09:30:00Z", "2026-11-22T09:30:00-00:00", "2026-11-22T09:30:00+25:00", "2026-11-22T09:30:00"),
    *("PT1S", "PT", "P1W", "PT1.S", "1.0.0", "1.0", "2.0.0", VOIDED, FULL["id"], FULL["id"] + "\n", "٣", "\ud800"),
    *(0, 1, -1, 1.5, -2.5, 1e400, float("nan"), 10**30, True, False, None, [], {}, [ACTIVITY], ACTIVITY, AGENT, {"a": 1}),
]  # fmt: skip
json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(NEARLY),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text() | st.sampled_from(["id", "name", "mbox", "nl"]), inside, max_size=3),
    max_leaves=6,
)  # fmt: skip
KEYS = ["id", "name", "mbox", "mbox_sha1sum", "openid", "account", "objectType", "definition", "min", "max", "stored", "team", "attachments"]  # fmt: skip


@st.composite
def nearly_usual(draw: st.DrawFn) -> dict[str, Any]:
    """A usual statement in which a few things were put in the place of others, taken away or added."""
    statement = deepcopy(USUAL)
    for _ in range(draw(st.integers(0, 3))):
        place: Any = statement
        while isinstance(place, dict) and place:
            name = draw(st.sampled_from(sorted(place)))
            if isinstance(place[name], dict) and place[name] and draw(st.booleans()):
                place = place[name]
                continue
            match draw(st.sampled_from(["change", "change", "remove", "add"])):
                case "change":
                    place[name] = draw(json)
                case "remove":
                    del place[name]
                case "add":
                    place[draw(st.sampled_from(KEYS))] = draw(json)
            break
    return statement


@given(nearly_usual())
@settings(max_examples=300)
def test_what_fits_is_valid(statement: dict[str, Any]) -> None:
    if fits(statement):
        for edition in ("1.0.3", "2.0"):
            assert list(rules._statement(edition)(statement, "")) == []


def test_what_nearly_everyone_sends_fits() -> None:
    assert fits(USUAL)


@pytest.mark.parametrize(
    "rare",
    [
        {"object": FULL["object"]},
        {"actor": {"objectType": "Group", "member": [AGENT]}},
        {"version": "2.0.0"},
    ],
)
def test_what_is_rare_is_left_to_the_checks(rare: dict[str, Any]) -> None:
    assert not fits(USUAL | rare)
    assert rules.faults_of(USUAL | rare, "2.0") == []
