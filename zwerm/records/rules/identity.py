"""What makes an agent or an activity the same one (xAPI 1.0.3, part two, 2.4.2.3), and where a statement names them."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b
from typing import Any
from uuid import UUID

Json = dict[str, Any]
IDENTIFIERS = ("mbox", "mbox_sha1sum", "openid", "account")
# True: as actor or object itself; False: only further on.
Named = tuple[UUID, bool]


def key_of(*parts: str) -> UUID:
    """128 bits of what identifies something: the same for the same parts, and tells nothing by itself."""
    return UUID(bytes=blake2b("\n".join(parts).encode(), digest_size=16).digest())


def identifier_of(agent: Json) -> tuple[str, ...] | None:
    """The one inverse functional identifier; None for an anonymous group."""
    for name in IDENTIFIERS:
        if name in agent:
            told = agent[name]
            return (name, told["homePage"], told["name"]) if name == "account" else (name, told)
    return None


def agent_key(agent: Json) -> UUID | None:
    told = identifier_of(agent)
    return key_of("agent", *told) if told else None


def activity_key(iri: str) -> UUID:
    return key_of("activity", iri)


def named_in(statement: Json) -> set[Named]:
    """Every agent and activity that a statement names. What is named directly is not told again as further on."""
    found = set(_direct(statement)) | set(_further(statement))
    return {one for one in found if one[1] or (one[0], True) not in found}


def mentioned_in(statement: Json) -> set[Named]:
    """The same without the activity that is its object, of which a column of its own tells."""
    about = statement["object"]
    own = {(activity_key(about["id"]), True)} if about.get("objectType", "Activity") == "Activity" else set()
    return named_in(statement) - own


def _direct(statement: Json) -> Iterator[Named]:
    yield from _agents(statement["actor"], True)
    about = statement["object"]
    kind = about.get("objectType", "Activity")
    if kind in ("Agent", "Group"):
        yield from _agents(about, True)
    elif kind == "Activity":
        yield activity_key(about["id"]), True


def _further(statement: Json) -> Iterator[Named]:
    for one in _agents_around(statement):
        yield from _agents(one, False)
    for activity in activities_around(statement):
        yield activity_key(activity["id"]), False
    about = statement["object"]
    if about.get("objectType") == "SubStatement":
        for key, _direct_there in {*_direct(about), *_further(about)}:
            yield key, False


def _agents(agent: Json, direct: bool) -> Iterator[Named]:
    for one in (agent, *agent.get("member", ())):
        if key := agent_key(one):
            yield key, direct


def _agents_around(statement: Json) -> Iterator[Json]:
    """The agents and groups of its context."""
    context = statement.get("context", {})
    yield from (context[name] for name in ("instructor", "team") if name in context)
    yield from (one["agent"] for one in context.get("contextAgents", ()))
    yield from (one["group"] for one in context.get("contextGroups", ()))


def activities_around(statement: Json) -> Iterator[Json]:
    """Those of its context, a single one or a list each."""
    for told in statement.get("context", {}).get("contextActivities", {}).values():
        yield from told if isinstance(told, list) else [told]


def activities_in(statement: Json) -> Iterator[Json]:
    """Every activity object, so that definitions in it can be read or changed."""
    about = statement["object"]
    if about.get("objectType", "Activity") == "Activity":
        yield about
    yield from activities_around(statement)
    if about.get("objectType") == "SubStatement":
        yield from activities_in(about)


def agents_in(statement: Json) -> Iterator[Json]:
    """Every agent and group object but the members of groups."""
    yield statement["actor"]
    about = statement["object"]
    if about.get("objectType") in ("Agent", "Group"):
        yield about
    yield from _agents_around(statement)
    if about.get("objectType") == "SubStatement":
        yield from agents_in(about)


def attachments_in(statement: Json) -> list[Json]:
    """Its own and those of its sub-statement."""
    about = statement["object"]
    within = about.get("attachments", []) if about.get("objectType") == "SubStatement" else []
    return [*statement.get("attachments", []), *within]
