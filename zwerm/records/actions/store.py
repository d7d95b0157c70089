"""Other stores: named, paused, and taken away again."""

from __future__ import annotations

from datetime import UTC, datetime
from secrets import token_hex
from typing import TypedDict
from uuid import UUID

from django.db import transaction

from zwerm.people.actions import write_down
from zwerm.people.models import AuditEntry, Person, Space
from zwerm.records.models import Credential, Statement, Store

Act = AuditEntry.Act


class Told(TypedDict):
    """`from_now`: what is there already is left; otherwise everything goes, from the first statement."""

    name: str
    way: str
    address: str
    key: str
    secret: str
    edition: str
    verb_iri: str
    space: Space | None
    from_now: bool


@transaction.atomic
def make_store(by: Person, told: Told) -> Store:
    store = Store(**{name: told[name] for name in ("name", "way", "address", "key", "edition", "verb_iri", "space")})
    store.secret = told["secret"]
    store.of_one_space = store.space is not None
    if store.comes_here:
        # It stands for the store as who vouches, and lets nobody in: it has no secret, and is withdrawn from the start.
        store.credential = Credential.objects.create(
            name=store.name, key=f"store-{token_hex(12)}", hash="", space=store.space, withdrawn=datetime.now(UTC)
        )
        store.until = store.voids_until = datetime.now(UTC) if told["from_now"] else None
    else:
        store.sequence = Statement.objects.last_sequence() if told["from_now"] else 0
    store.save()
    _write_down(by, store, "made")
    return store


@transaction.atomic
def pause_store(by: Person, store: Store) -> None:
    Store.objects.filter(pk=store.pk, paused=None).update(paused=datetime.now(UTC))
    _write_down(by, store, "paused")


@transaction.atomic
def resume_store(by: Person, store: Store) -> None:
    """Goes on where it was, at once, also when it was waiting after a failure."""
    Store.objects.filter(pk=store.pk).update(paused=None, next_try=None)
    _write_down(by, store, "resumed")


@transaction.atomic
def change_secret(by: Person, store: Store, key: str, secret: str) -> None:
    store.key, store.secret, store.next_try = key, secret, None
    store.save(update_fields=["key", "sealed_secret", "next_try"])
    _write_down(by, store, "key changed")


@transaction.atomic
def remove_store(by: Person, store: Store) -> None:
    """What was sent stays there, what was fetched stays here."""
    store.delete()
    _write_down(by, store, "removed")


@transaction.atomic
def send_again(by: Person | None, store: Store, statement: UUID | None = None) -> int:
    """With the next turn: this refused statement, or all. How many; one that is refused again is noted again, with its reason."""
    those = store.refused.filter(again=None)
    number = (those.filter(statement=statement) if statement else those).update(again=datetime.now(UTC))
    if number:
        _write_down(by, store, f"{number} sent again")
    return number


def _write_down(by: Person | None, store: Store, what: str) -> None:
    write_down(by, Act.STORE_CHANGED, detail=f"{store.name} ({store.address}): {what}")
