"""Someone is erased: what tools keep about them goes, and what they keep about others is left without them."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from hashlib import sha1
from itertools import count
from typing import Any
from uuid import UUID

import msgspec
from django.db.models import Q, QuerySet

from zwerm.people.actions import addresses_of
from zwerm.people.models import Person
from zwerm.people.registry import Going
from zwerm.records.actions.forget import Forgotten
from zwerm.records.models import Document
from zwerm.records.rules.identity import agent_key
from zwerm.records.xapi.colleagues import sums_of

AT_ONCE = 20


def forget_documents(going: Going) -> int:
    """Remove what is kept under an agent that statements would not name any more, and files that are no text in which they stand; take them out of all else.

    What is called after them, or about an activity that is, is called from then on as statements have it.
    """
    removed = _profiles_of(going.person).delete()[0]
    who, now = Forgotten(going), datetime.now(UTC)
    going.there[Document._meta.label] = Q(updated__lt=now)
    going.lastly.append(partial(_forget_in, going, who, Q(updated__gte=now)))
    return removed + _forget_in(going, who, ~Q(person=going.person))


def _forget_in(going: Going, who: Forgotten, those: Q) -> int:
    """How many of them were removed."""
    removed = 0
    others = list(Document.objects.filter(those).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(others), AT_ONCE):
        for document in Document.objects.filter(pk__in=others[start : start + AT_ONCE]):
            content = _without(who, bytes(document.content))
            if content is None or _is_about(who, document):
                removed += document.delete()[0]
            elif changed := _changed(who, document, content):
                Document.objects.filter(pk=document.pk).update(**changed)
                going.reworded[Document._meta.label].add(document.pk)
    return removed


def _is_about(who: Forgotten, document: Document) -> bool:
    """Not where a colleague is known to be meant, whatever it is called."""
    if document.person_id or not document.agent:
        return False
    return who.is_agent(msgspec.json.decode(document.agent))


def _changed(who: Forgotten, document: Document, content: bytes) -> dict[str, Any]:
    """Columns that become others."""
    changed: dict[str, Any] = {}
    if content != bytes(document.content):
        changed |= {"content": content, "etag": sha1(content, usedforsecurity=False).hexdigest()}
    if who.out_of_iri(document.media_type) != document.media_type:
        plain = document.media_type.partition(";")[0].strip()
        changed["media_type"] = plain if who.out_of_iri(plain) == plain else "application/octet-stream"
    activity = who.out_of_iri(document.activity) if document.activity else document.activity
    name = who.out_of_iri(document.identity)
    if (activity, name) != (document.activity, document.identity):
        changed |= _moved(document, activity, name)
    return changed


def _moved(document: Document, activity: str | None, name: str) -> dict[str, Any]:
    """With a number after its name where something else is called so already."""
    owner = document.owner
    if activity and activity != document.activity:
        agent = [str(agent_key(msgspec.json.decode(document.agent)))] if document.agent else []
        owner = Document.owner_of(document.kind, document.space_id, activity, *agent)
    for number in count(1):
        told = name if number == 1 else f"{name} {number}"
        key = Document.key_of(owner, document.registration, told)
        if not Document.objects.filter(key=key).exists():
            break
    return {"key": key, "owner": owner, "activity": activity, "identity": told}


def _profiles_of(person: Person) -> QuerySet[Document]:
    """From before a document told whom it is about: under an address that they have or had, or the SHA-1 of one."""
    addresses = addresses_of(person)
    agents = [{"mbox": f"mailto:{one}"} for address in addresses for one in (address, address.lower())]
    agents += [{"mbox_sha1sum": told} for address in addresses for told in sums_of(address)]
    profiles = Document.objects.filter(kind=Document.Kind.AGENT, agent=None)
    spaces: list[UUID | None] = list(profiles.order_by().values_list("space", flat=True).distinct())
    places = [Document.owner_of("agent", space, str(agent_key(agent))) for space in spaces for agent in agents]
    return profiles.filter(owner__in=places)


def _without(who: Forgotten, content: bytes) -> bytes | None:
    """None where it is no text: nobody can tell what else stands in it."""
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return None if who.forgetter.is_in(content.decode(errors="replace")) else content
    try:
        before, told = msgspec.json.decode(text), msgspec.json.decode(who.renamed(text))
    except (msgspec.DecodeError, RecursionError):
        # What is left then is as in a form: with marks for what stands between the words.
        return who.in_iris.sub(who.pseudonym, who.forgetter.forget(who.renamed(text))).encode()
    without = who.out_of_words(told)
    return content if without == before else msgspec.json.encode(without)
