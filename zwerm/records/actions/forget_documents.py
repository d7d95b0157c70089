"""Someone is erased: what tools keep about them goes, and what they keep about others is left without them."""

from __future__ import annotations

from hashlib import sha1
from uuid import UUID, uuid4

import msgspec
from django.db.models import QuerySet

from zwerm.people.actions import addresses_of, forgetter_of
from zwerm.people.models import Person
from zwerm.people.registry import Going
from zwerm.records.actions.forget import Forgotten
from zwerm.records.models import Document
from zwerm.records.rules.identity import agent_key, key_of
from zwerm.records.xapi.colleagues import sums_of

AT_ONCE = 20


def forget_documents(going: Going) -> int:
    """Remove profiles under an address of theirs or its SHA-1, and files that are no text in which they stand; take them out of the words of all others."""
    removed = _profiles_of(going.person).delete()[0]
    who = Forgotten(going.person, uuid4(), forgetter_of(going.person))
    others = list(Document.objects.exclude(person=going.person).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(others), AT_ONCE):
        for document in Document.objects.filter(pk__in=others[start : start + AT_ONCE]):
            before = bytes(document.content)
            content = _without(who, before)
            if content is None:
                removed += document.delete()[0]
            elif content != before:
                etag = sha1(content, usedforsecurity=False).hexdigest()
                Document.objects.filter(pk=document.pk).update(content=content, etag=etag)
                going.reworded[Document._meta.label].add(document.pk)
    return removed


def _profiles_of(person: Person) -> QuerySet[Document]:
    """From before a document knew by the SHA-1 of an address whose it is, or under an address that they had."""
    addresses = addresses_of(person)
    agents = [{"mbox": f"mailto:{one}"} for address in addresses for one in (address, address.lower())]
    agents += [{"mbox_sha1sum": told} for address in addresses for told in sums_of(address)]
    profiles = Document.objects.filter(kind=Document.Kind.AGENT)
    spaces: list[UUID | None] = list(profiles.order_by().values_list("space", flat=True).distinct())
    places = [key_of("agent", str(space or ""), str(agent_key(agent))) for space in spaces for agent in agents]
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
        return who.forgetter.forget(who.renamed(text)).encode()
    without = who.out_of_words(told)
    return content if without == before else msgspec.json.encode(without)
