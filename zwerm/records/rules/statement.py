"""Whether a statement keeps to the data model of xAPI 1.0.3 (part two, section 2) and 2.0 (IEEE 9274.1.1, 4.2).

The two differ little: 2.0 has context agents and groups, and wants a time zone in every timestamp.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Literal

from zwerm.records.rules.typed import VOIDED, fits
from zwerm.records.rules.values import (
    Check,
    duration,
    each,
    either,
    extensions,
    flag,
    iri,
    keyed,
    language,
    language_map,
    mailto,
    media_type,
    number,
    sha1,
    sha2,
    shape,
    text,
    timestamp,
    uuid,
    whole,
    written,
)

Edition = Literal["1.0.3", "2.0"]

_IDENTIFIERS: dict[str, Check] = {
    "mbox": mailto,
    "mbox_sha1sum": sha1,
    "openid": iri,
    "account": shape({"homePage": iri, "name": text}, {}),
}
_INTERACTIONS = (
    "true-false", "choice", "fill-in", "long-fill-in", "matching", "performance", "sequencing", "likert", "numeric", "other"
)  # fmt: skip
_COMPONENTS = {
    "choices": ("choice", "sequencing"),
    "scale": ("likert",),
    "source": ("matching",),
    "target": ("matching",),
    "steps": ("performance",),
}


def faults_of(statement: object, edition: Edition = "1.0.3") -> list[str]:
    """What is wrong with `statement` (parsed JSON), a sentence per fault; nothing: it is a valid statement."""
    return [] if fits(statement) else list(_statement(edition)(statement, ""))


def agent_faults(agent: object) -> list[str]:
    """What is wrong with an agent or group by itself, as parameters have it."""
    return list(_actor(agent, "agent"))


@cache
def _statement(edition: Edition) -> Check:
    parts = _parts(edition)
    whole_statement = shape(
        {"actor": _actor, "verb": _verb, "object": _object(edition)},
        {
            **parts,
            "id": uuid,
            "stored": parts["timestamp"],
            "authority": _authority,
            "version": written(
                r"1\.0(?:\.\S+)?" if edition == "1.0.3" else r"[12]\.0(?:\.\S+)?", "a version of this edition"
            ),
        },
    )

    def check(value: object, path: str) -> Iterator[str]:
        yield from whole_statement(value, path)
        if isinstance(value, dict):
            yield from _agreement(value, path)

    return check


def _parts(edition: Edition) -> dict[str, Check]:
    """What a statement and a statement within one both may have."""
    return {
        "result": _result,
        "context": _context(edition),
        "timestamp": timestamp(zone_needed=edition == "2.0"),
        "attachments": each(_attachment),
    }


def _agreement(value: dict[str, object], path: str) -> Iterator[str]:
    """What one part of a statement asks of another."""
    about, context, verb = value.get("object"), value.get("context"), value.get("verb")
    kind = about.get("objectType", "Activity") if isinstance(about, dict) else "Activity"
    if isinstance(context, dict) and kind != "Activity":
        yield from (
            f"{path}context.{name} is only for activities" for name in ("revision", "platform") if name in context
        )
    if isinstance(verb, dict) and verb.get("id") == VOIDED and kind != "StatementRef":
        yield "only a reference to a statement can be voided"


def _agent(value: object, path: str) -> Iterator[str]:
    yield from shape({}, {"objectType": either("Agent"), "name": text, **_IDENTIFIERS})(value, path)
    if isinstance(value, dict) and sum(name in value for name in _IDENTIFIERS) != 1:
        yield f"{path} needs exactly one of {', '.join(_IDENTIFIERS)}"


def _group(value: object, path: str) -> Iterator[str]:
    known = {"name": text, "member": each(_agent), **_IDENTIFIERS}
    yield from shape({"objectType": either("Group")}, known)(value, path)
    if not isinstance(value, dict):
        return
    identified = sum(name in value for name in _IDENTIFIERS)
    if identified > 1 or (identified == 0 and not value.get("member")):
        yield f"{path} needs members, or exactly one of {', '.join(_IDENTIFIERS)}"


def _actor(value: object, path: str) -> Iterator[str]:
    grouped = isinstance(value, dict) and value.get("objectType") == "Group"
    yield from (_group if grouped else _agent)(value, path)


def _authority(value: object, path: str) -> Iterator[str]:
    """An agent; or, with OAuth of three legs, a group of the application and the user."""
    yield from _actor(value, path)
    if isinstance(value, dict) and value.get("objectType") == "Group":
        members = value.get("member")
        if not isinstance(members, list) or len(members) != 2 or any(name in value for name in _IDENTIFIERS):
            yield f"{path} is a group of other than two members"


_verb = shape({"id": iri}, {"display": language_map})


def _definition(value: object, path: str) -> Iterator[str]:
    components = each(shape({"id": text}, {"description": language_map}))
    known: dict[str, Check] = {
        "name": language_map,
        "description": language_map,
        "type": iri,
        "moreInfo": iri,
        "extensions": extensions,
        "interactionType": either(*_INTERACTIONS),
        "correctResponsesPattern": each(text),
        **dict.fromkeys(_COMPONENTS, components),
    }
    yield from shape({}, known)(value, path)
    if not isinstance(value, dict):
        return
    kind = value.get("interactionType")
    if kind is None and any(name in value for name in ("correctResponsesPattern", *_COMPONENTS)):
        yield f"{path}.interactionType is missing"
    for name, kinds in _COMPONENTS.items():
        parts = value.get(name)
        if not isinstance(parts, list):
            continue
        if kind is not None and kind not in kinds:
            yield f"{path}.{name} does not belong to {kind}"
        ids = [part.get("id") for part in parts if isinstance(part, dict)]
        if len(set(map(str, ids))) != len(ids):
            yield f"{path}.{name} has the same id twice"


_activity = shape({"id": iri}, {"objectType": either("Activity"), "definition": _definition})
_reference = shape({"objectType": either("StatementRef"), "id": uuid}, {})


def _object(edition: Edition, *, within: bool = False) -> Check:
    def check(value: object, path: str) -> Iterator[str]:
        kind = value.get("objectType", "Activity") if isinstance(value, dict) else "Activity"
        kinds: dict[object, Check] = {
            "Activity": _activity,
            "Agent": _agent,
            "Group": _group,
            "StatementRef": _reference,
        }
        if kind == "SubStatement" and not within:
            yield from _within(edition)(value, path)
        elif not isinstance(kind, str) or kind not in kinds:
            yield f"{path}.objectType is not a type that can stand here"
        else:
            yield from kinds[kind](value, path)

    return check


def _within(edition: Edition) -> Check:
    """A statement as the object of another: without its own id, stored, version and authority, and not nested again."""
    known: dict[str, Check] = {
        "objectType": either("SubStatement"),
        "actor": _actor,
        "verb": _verb,
        "object": _object(edition, within=True),
    }

    def check(value: object, path: str) -> Iterator[str]:
        yield from shape(known, _parts(edition))(value, path)
        if isinstance(value, dict):
            yield from _agreement(value, f"{path}.")

    return check


def _score(value: object, path: str) -> Iterator[str]:
    yield from shape({}, dict.fromkeys(("scaled", "raw", "min", "max"), number))(value, path)
    if not isinstance(value, dict) or not all(isinstance(part, int | float) for part in value.values()):
        return
    lowest, highest = value.get("min", float("-inf")), value.get("max", float("inf"))
    if not -1 <= value.get("scaled", 0) <= 1:
        yield f"{path}.scaled is not between -1 and 1"
    if lowest >= highest:
        yield f"{path}.min is not below max"
    if "raw" in value and not lowest <= value["raw"] <= highest:
        yield f"{path}.raw is not between min and max"


_result = shape(
    {},
    {
        "score": _score,
        "success": flag,
        "completion": flag,
        "response": text,
        "duration": duration,
        "extensions": extensions,
    },
)


def _activities(value: object, path: str) -> Iterator[str]:
    """A list; a single one stands for a list of one."""
    yield from (each(_activity) if isinstance(value, list) else _activity)(value, path)


def _context(edition: Edition) -> Check:
    known: dict[str, Check] = {
        "registration": uuid,
        "instructor": _actor,
        "team": _group,
        "contextActivities": keyed(either("parent", "grouping", "category", "other"), _activities),
        "revision": text,
        "platform": text,
        "language": language,
        "statement": _reference,
        "extensions": extensions,
    }
    if edition == "2.0":
        types = {"relevantTypes": each(iri, least=1)}
        known["contextAgents"] = each(shape({"objectType": either("contextAgent"), "agent": _agent}, types))
        known["contextGroups"] = each(shape({"objectType": either("contextGroup"), "group": _group}, types))
    return shape({}, known)


_attachment = shape(
    {"usageType": iri, "display": language_map, "contentType": media_type, "length": whole, "sha2": sha2},
    {"description": language_map, "fileUrl": iri},
)
