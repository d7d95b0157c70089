"""State and profiles: documents by name, with the concurrency of ETags (1.0.3, part three, 2.2 and 3.1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha1
from typing import Any
from uuid import UUID

import msgspec
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from zwerm.operations.holding import hold
from zwerm.records.actions.record import canonical
from zwerm.records.models import Document
from zwerm.records.rules.identity import IDENTIFIERS, agent_key
from zwerm.records.xapi.asked import Asked, Refused, parse
from zwerm.records.xapi.colleagues import whose
from zwerm.records.xapi.find import agent_of, moment

MOST_BYTES = 8 * 1024 * 1024
Kind = Document.Kind
NAMED = {Kind.STATE: "stateId", Kind.ACTIVITY: "profileId", Kind.AGENT: "profileId"}
PARAMS = {
    Kind.STATE: ("activityId", "agent", "registration", "stateId"),
    Kind.ACTIVITY: ("activityId", "profileId"),
    Kind.AGENT: ("agent", "profileId"),
}


@dataclass(frozen=True)
class Place:
    """Where a document lies: whose it is, and its name, if one was told."""

    kind: Document.Kind
    owner: UUID
    registration: UUID | None
    name: str
    activity: str | None
    agent: dict[str, Any] | None

    @property
    def key(self) -> UUID:
        return Document.key_of(self.owner, self.registration, self.name)

    @property
    def told(self) -> dict[str, str | None]:
        """The activity and the agent as they are kept."""
        agent = {name: one for name, one in (self.agent or {}).items() if name in (*IDENTIFIERS, "name")}
        return {"activity": self.activity, "agent": canonical(agent) if agent else None}

    def all(self) -> QuerySet[Document]:
        rows = Document.objects.filter(owner=self.owner)
        return rows.filter(registration=self.registration) if self.registration else rows


def place_of(asked: Asked, kind: Document.Kind) -> Place:
    """Raises Refused for what is missing or unknown among the parameters."""
    name = NAMED[kind]
    asked.only(*PARAMS[kind], *(("since",) if asked.method in ("GET", "HEAD") and name not in asked.params else ()))
    if "\0" in asked.params.get(name, ""):
        raise Refused(400, f"the parameter {name} holds a character that no name has")
    activity = asked.iri("activityId") if "activityId" in PARAMS[kind] else None
    agent = agent_of(asked) if "agent" in PARAMS[kind] else None
    about = [one for one in (activity, str(agent_key(agent)) if agent else None) if one]
    owner = Document.owner_of(kind.value, asked.credential.space_id, *about)
    return Place(kind, owner, asked.uuid("registration"), asked.params.get(name, ""), activity, agent)


def read(place: Place) -> Document | None:
    """From before it was kept with each what and whom it is about: from now on it is known."""
    found = Document.objects.filter(key=place.key).first()
    if found and found.activity is None and found.agent is None:
        Document.objects.filter(key=place.key).update(**place.told)
    return found


def changed_since(asked: Asked, place: Place) -> list[str]:
    rows = place.all()
    if "since" in asked.params:
        rows = rows.filter(updated__gt=moment(asked, "since"))
    return list(rows.order_by("identity").values_list("identity", flat=True))


def write(asked: Asked, place: Place) -> None:
    """PUT puts a document in the place of the old one; POST puts the two together. Raises Refused."""
    try:
        _write(asked, place)
    except IntegrityError:
        # A colleague whom it is about was erased at this very moment: now it is about somebody whom nobody here knows.
        _write(asked, place)


@transaction.atomic
def _write(asked: Asked, place: Place) -> None:
    if not place.name:
        raise Refused(400, f"the parameter {NAMED[place.kind]} is missing")
    if len(asked.body) > MOST_BYTES:
        raise Refused(413, f"a document has at most {MOST_BYTES} bytes")
    old = _here(place)
    check_precondition(asked, old)
    if asked.method == "PUT":
        _check_told_which(asked, place, old)
    media_type = asked.header("content-type")[:200] or "application/octet-stream"
    if not media_type.isascii() or not media_type.isprintable():
        # It is sent again as it came: it must not end a line.
        raise Refused(400, "the content type is not one")
    content, is_json = asked.body, asked.media_type == "application/json"
    told = parse(content, "the document") if is_json else None
    if asked.method == "POST":
        content = _together(old, told, is_json, content)
    Document.objects.update_or_create(
        key=place.key,
        defaults={
            "owner": place.owner,
            "kind": place.kind,
            "person_id": whose(place.agent) if place.agent else None,
            "space": asked.credential.space,
            "registration": place.registration,
            **place.told,
            "identity": place.name,
            "media_type": media_type,
            "content": content,
            "etag": sha1(content, usedforsecurity=False).hexdigest(),
            "updated": datetime.now(UTC),
        },
    )


def _here(place: Place) -> Document | None:
    """The document that lies there; nobody else writes there until our transaction ends, also when there is none."""
    hold("document", [place.key.int])
    return Document.objects.select_for_update().filter(key=place.key).first()


def _together(old: Document | None, told: Any, is_json: bool, content: bytes) -> bytes:
    if is_json and not isinstance(told, dict):
        raise Refused(400, "a document of JSON that is put together with another is an object")
    if old is None:
        return content
    if not is_json or not old.media_type.startswith("application/json"):
        raise Refused(400, "only two documents of JSON can be put together")
    before = parse(bytes(old.content), "the document that is here")
    if not isinstance(before, dict):
        raise Refused(400, "the document that is here is no JSON object")
    both = msgspec.json.encode({**before, **told})
    if len(both) > MOST_BYTES:
        raise Refused(413, f"a document has at most {MOST_BYTES} bytes, also one that is put together")
    return both


@transaction.atomic
def remove(asked: Asked, place: Place) -> None:
    if not place.name:
        if place.kind != Kind.STATE:
            raise Refused(400, "the parameter profileId is missing")
        place.all().delete()
        return
    old = _here(place)
    check_precondition(asked, old)
    if old:
        old.delete()


def _check_told_which(asked: Asked, place: Place, old: Document | None) -> None:
    """Who may write over what others wrote says which one they saw. Raises Refused.

    1.0.3 asks it for profiles, also of the first one; 2.0 for all documents, of those that are there.
    """
    if asked.header("if-match") or asked.header("if-none-match"):
        return
    how = "tell its ETag with If-Match, or that there must be none with If-None-Match: *"
    if old is not None and (place.kind != Kind.STATE or asked.edition == "2.0"):
        raise Refused(409, f"there is a document here already: read it, and {how}")
    if place.kind != Kind.STATE and asked.edition == "1.0.3":
        raise Refused(400, f"a profile that is PUT says which one it replaces: {how}")


def check_precondition(asked: Asked, old: Document | None) -> None:
    """Raises Refused (412)."""
    match, none_match = asked.header("if-match"), asked.header("if-none-match")
    if match and (old is None or not names(match, old)):
        raise Refused(412, "the document is not the one that If-Match names")
    if none_match and old is not None and names(none_match, old):
        raise Refused(412, "there is a document already that If-None-Match excludes")


def names(header: str, document: Document) -> bool:
    """Whether one of a list of ETags is of this document; `*` is of any."""
    tags = [tag.strip().removeprefix("W/").strip('"') for tag in header.split(",")]
    return "*" in tags or document.etag in tags
