"""Statements are told: as they came, with ids alone, or with what is known of activities in one language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import msgspec
from django.conf import settings

from zwerm.records.actions.record import canonical
from zwerm.records.models import Credential, Statement
from zwerm.records.rules.definition import merged
from zwerm.records.rules.identity import IDENTIFIERS, activities_in, agents_in
from zwerm.records.rules.statement import Edition
from zwerm.records.rules.values import in_utc, iso_of
from zwerm.records.xapi.activities import definitions_of, own_definitions
from zwerm.records.xapi.asked import Asked, Refused
from zwerm.records.xapi.find import MOST_BYTES

Json = dict[str, Any]
FORMATS = ("exact", "ids", "canonical")
# A moment that may be in another time zone than UTC, in none, or with the comma or the hour 24 that only 1.0.3 knows.
_ELSEWHERE = re.compile(r'"timestamp":"(?:[^"T]*T24|[^"]*(?:[^"Z]|,\d+Z)")')


def told(statements: Sequence[Statement], format: str, asked: Asked) -> list[str]:
    """Each as JSON, to who asks; in the canonical format in the language that they prefer."""
    if format not in FORMATS:
        raise Refused(400, f"the parameter format is not one of {', '.join(FORMATS)}")
    texts = exact(statements, asked.edition)
    if format == "exact":
        return texts
    read: list[Json] = [msgspec.json.decode(text) for text in texts]
    if format == "ids":
        for statement in read:
            _ids(statement)
    else:
        _make_canonical(statements, read, asked)
    return [canonical(statement) for statement in read]


def exact(statements: Sequence[Statement], edition: Edition) -> list[str]:
    """Each as JSON, as it came; its moments in UTC."""
    return [_for(edition, _kept(one), one) for one in statements]


def authority_of(credential: Credential | None) -> Json:
    """Who vouches for a statement: Zwerm, or the outside tool as an administrator calls it."""
    name = f"credential:{credential.pk}" if credential else "zwerm"
    called = credential.name if credential else "Zwerm"
    return {"objectType": "Agent", "name": called, "account": {"homePage": settings.SITE_URL, "name": name}}


def _kept(statement: Statement) -> str:
    """What is kept, with what the store says of it; put behind it as text, so that nothing in it changes."""
    stored = iso_of(statement.stored)
    more = f',"authority":{canonical(authority_of(statement.credential))},"stored":"{stored}"'
    if statement.credential_id is None:
        more += ',"version":"1.0.0"'
    return f"{statement.json[:-1]}{more}}}"


def _for(edition: Edition, text: str, statement: Statement) -> str:
    """With its moments in UTC, as 2.0 wants and 1.0.3 would like; and to who speaks 1.0.3, one of 2.0 without what that does not know."""
    unknown = edition == "1.0.3" and statement.credential_id is not None and '"version":"2.' in text
    if not unknown and not _ELSEWHERE.search(text):
        return text
    read: Json = msgspec.json.decode(text)
    if unknown:
        read["version"] = "1.0.0"
    for part in (read, read["object"]):
        if moment := part.get("timestamp"):
            # In 1.0.3 one without a time zone says no more than it does.
            part["timestamp"] = in_utc(moment, always=edition == "2.0")
        for name in ("contextAgents", "contextGroups") if unknown else ():
            part.get("context", {}).pop(name, None)
    return canonical(read)


def _ids(statement: Json) -> None:
    statement["verb"] = {"id": statement["verb"]["id"]}
    for activity in activities_in(statement):
        activity.pop("definition", None)
        activity.pop("objectType", None)
    for agent in agents_in(statement):
        _bare(agent)
    if statement["object"].get("objectType") == "SubStatement":
        within = statement["object"]
        within["verb"] = {"id": within["verb"]["id"]}


def _bare(agent: Json) -> None:
    identified = any(name in agent for name in IDENTIFIERS)
    agent.pop("name", None)
    if identified:
        agent.pop("member", None)
    for member in agent.get("member", ()):
        member.pop("name", None)


def _make_canonical(statements: Sequence[Statement], read: Sequence[Json], asked: Asked) -> None:
    """With what this reader may know of activities; of what is Zwerm's its own words count, and no others."""
    told = [[thing["id"] for thing in activities_in(one)] for one in read]
    by_tools = [iri for row, iris in zip(statements, told, strict=True) if row.credential_id for iri in iris]
    known = definitions_of(by_tools, asked.credential)
    own = own_definitions(by_tools, asked.credential)
    wanted = preferred(asked.header("accept-language"))
    sizes = {iri: len(canonical(definition)) for iri, definition in (known | own).items()}
    room = MOST_BYTES
    for row, statement in zip(statements, read, strict=True):
        for activity in activities_in(statement):
            iri, definition = activity["id"], activity.get("definition", {})
            if row.credential_id:
                # One statement may name an activity a hundred thousand times.
                room -= sizes.get(iri, 0)
                if iri in own:
                    definition = own[iri] if room >= 0 else {}
                elif room >= 0:
                    definition = merged(definition, known.get(iri, {}))
            activity.pop("definition", None)
            if definition:
                activity["definition"] = in_language(definition, wanted)
        for verb in (statement["verb"], statement["object"].get("verb", {})):
            if "display" in verb:
                verb["display"] = one_of(verb["display"], wanted)


# Spaces may stand around the semicolon and behind the whole (RFC 9110, 12.4.2), and around the sign = from who is not so precise.
_WEIGHT = re.compile(r"\s*(?:q\s*=\s*(\d+(?:\.\d*)?|\.\d+)\s*)?", re.IGNORECASE | re.ASCII)


def preferred(header: str) -> list[str]:
    """Language tags in small letters, the most wanted first."""
    wanted = []
    for place, part in enumerate(header.split(",")):
        tag, _, weight = part.partition(";")
        quality = _WEIGHT.fullmatch(weight)
        if quality:
            wanted.append((-float(quality[1] or 1), place, tag.strip().lower()))
    return [tag for quality, _place, tag in sorted(wanted) if quality < 0 and tag]


def one_of(words: dict[str, str], wanted: Sequence[str]) -> dict[str, str]:
    """The one entry of a language map that fits best; its first when none does."""
    for tag in wanted:
        for key in words:
            if key.lower() == tag or key.lower().startswith(f"{tag}-"):
                return {key: words[key]}
        for key in words:
            if tag.startswith(f"{key.lower()}-"):
                return {key: words[key]}
    return dict(list(words.items())[:1])


def in_language(definition: Json, wanted: Sequence[str]) -> Json:
    told = {**definition}
    for name in ("name", "description"):
        if name in told:
            told[name] = one_of(told[name], wanted)
    for name in ("choices", "scale", "source", "target", "steps"):
        if name in told:
            told[name] = [
                {**part, "description": one_of(part["description"], wanted)} if "description" in part else part
                for part in told[name]
            ]
    return told
