"""What makes an agent or an activity the same one (xAPI 1.0.3, part two, 2.4.2.3), and where a statement names them."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b
from typing import Any
from uuid import UUID
from zlib import crc32

Json = dict[str, Any]
# What an attachment that is a signature of its statement says that it is for.
SIGNATURE = "http://adlnet.gov/expapi/attachments/signature"
IDENTIFIERS = ("mbox", "mbox_sha1sum", "openid", "account")
# True: as actor or object itself; False: only further on.
Mentioned = tuple[UUID, bool]


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


def address_key(address: str) -> UUID:
    """Of an e-mail address in whatever case it is told, and by whichever account it is told."""
    return key_of("address", address.lower())


def activity_key(iri: str, space: UUID | None = None) -> UUID:
    """`space`: as it is told there."""
    return key_of("activity", iri, str(space)) if space else key_of("activity", iri)


def verb_key(iri: str) -> int:
    """31 bits of a verb: few others have the same, so who finds it looks at the verb itself too."""
    return crc32(iri.encode()) & 0x7FFFFFFF


def pair_key(agent: UUID, activity: str) -> int:
    """63 bits of an agent, by its key, together with the activity that its statement is about."""
    return int.from_bytes(blake2b(agent.bytes + activity.encode(), digest_size=8).digest()) >> 1


def mentioned_in(statement: Json) -> list[Mentioned]:
    """Every agent and activity that a statement names, once, but for the activity that is its object: a column of its own tells that."""
    direct, own = set(_actors(statement)), set(_own(statement))
    further = set(_further(statement)).union(addresses_in(statement))
    return [*((key, True) for key in direct), *((key, False) for key in further - direct - own)]


def addresses_in(statement: Json) -> Iterator[UUID]:
    """Addresses by which nobody is found as they are told: with capitals, or as the name of an account elsewhere."""
    for one in everyone_in(statement):
        if mbox := one.get("mbox"):
            if mbox != mbox.lower():
                yield address_key(mbox.removeprefix("mailto:"))
        elif (account := one.get("account")) and "@" in account["name"]:
            yield address_key(account["name"])


def everyone_in(statement: Json) -> Iterator[Json]:
    """Every agent and group, and the members of groups."""
    for agent in agents_in(statement):
        yield agent
        yield from agent.get("member", ())


def _actors(statement: Json) -> Iterator[UUID]:
    yield from _agents(statement["actor"])
    about = statement["object"]
    if about.get("objectType") in ("Agent", "Group"):
        yield from _agents(about)


def _own(statement: Json) -> Iterator[UUID]:
    if activity := activity_of(statement):
        yield activity_key(activity)


def activity_of(statement: Json) -> str:
    """The activity that it is about; "" when it is about something else."""
    about = statement["object"]
    return str(about["id"]) if about.get("objectType", "Activity") == "Activity" else ""


def _further(statement: Json) -> Iterator[UUID]:
    for one in _agents_around(statement):
        yield from _agents(one)
    for activity in activities_around(statement):
        yield activity_key(activity["id"])
    about = statement["object"]
    if about.get("objectType") == "SubStatement":
        yield from (*_actors(about), *_own(about), *_further(about))


def _agents(agent: Json) -> Iterator[UUID]:
    for one in (agent, *agent.get("member", ())):
        if key := agent_key(one):
            yield key


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
