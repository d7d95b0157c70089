"""Which statements another store gets: what is open, or lies in its one space; all, or with one verb. And what takes one of these back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import msgspec
from django.db.models import Exists, OuterRef, Q, QuerySet

from zwerm.records.actions.record import canonical
from zwerm.records.models import Reference, Statement, Store
from zwerm.records.rules.typed import VOIDED
from zwerm.records.xapi.tell import authority_of


def wanted(store: Store) -> QuerySet[Statement]:
    """What goes there for itself: never what lies in a closed space, but of the one space that it is about."""
    return _not_from_there(store).filter(_meant(store))


def all_for(store: Store) -> QuerySet[Statement]:
    """That, and whatever takes back what went there, wherever that lies. For a few that are known: it looks at each."""
    return _not_from_there(store).filter(_meant(store) | _takes_back(store))


def next_for(store: Store, upper: int, most: int) -> list[int]:
    """The sequences of what goes there next, up to `upper`; each kind is found along its own index."""
    found = set[int]()
    for rows in (wanted(store), _not_from_there(store).filter(_takes_back(store))):
        rows = rows.filter(sequence__gt=store.sequence, sequence__lte=upper).order_by("sequence")
        found |= set(rows.values_list("sequence", flat=True)[:most])
    return sorted(found)[:most]


def too_early(store: Store, some: Sequence[Statement]) -> dict[UUID, list[Statement]]:
    """By the id of one of these, what took it back before it was here: when that was passed by nobody could know that it goes there too."""
    places = {one.id: one.sequence for one in some}
    voids = Reference.objects.filter(voids=True, target__in=list(places)).values_list("source", "target")
    targets = {source: target for source, target in voids if store.sequence >= source < places[target]}
    if not targets:
        return {}
    went = wanted(store).filter(sequence__in=targets).values_list("sequence", flat=True)
    early: dict[UUID, list[Statement]] = {}
    for one in all_for(store).filter(sequence__in=set(targets) - set(went)).order_by("sequence"):
        early.setdefault(targets[one.sequence], []).append(one)
    return early


def told_there(store: Store, some: Sequence[Statement]) -> tuple[list[Statement], list[Statement]]:
    """These as that store is told them, and those of them that are told whole.

    Of what lies in a space that is closed to it only that it takes something back: not who did, nor anything else.
    """
    voiding = [one.sequence for one in some if one.verb_iri == VOIDED]
    if not voiding:
        return list(some), list(some)
    open_there = Statement.objects.filter(_sight(store) | Q(space=None) | Q(space__open=True), sequence__in=voiding)
    closed = set(voiding) - set(open_there.values_list("sequence", flat=True))
    told = [_bare(one) if one.sequence in closed else one for one in some]
    return told, [one for one in some if one.sequence not in closed]


def _not_from_there(store: Store) -> QuerySet[Statement]:
    # What came from there is there.
    fetched = Store.objects.filter(address=store.address, credential__isnull=False).values("credential")
    return Statement.objects.select_related("credential").exclude(credential__in=fetched)


def _sight(store: Store) -> Q:
    if not store.of_one_space:
        return Q(space=None) | Q(space__open=True)
    return Q(space=store.space_id) if store.space_id else Q(pk__in=[])


def _meant(store: Store) -> Q:
    return _sight(store) & Q(verb_iri=store.verb_iri) if store.verb_iri else _sight(store)


def _takes_back(store: Store) -> Q:
    """Also of what came from there: it is there."""
    target = Statement.objects.filter(_meant(store), id=OuterRef("target"))
    voids = Reference.objects.filter(Exists(target), source=OuterRef("pk"), voids=True)
    return Q(Exists(voids), verb_iri=VOIDED)


def _bare(voiding: Statement) -> Statement:
    told: dict[str, Any] = msgspec.json.decode(voiding.json)
    us = {name: value for name, value in authority_of(None).items() if name != "name"}
    bare = {
        "id": told["id"],
        "actor": us,
        "verb": {"id": VOIDED, "display": {"en": "voided"}},
        "object": {"objectType": "StatementRef", "id": told["object"]["id"]},
        "timestamp": told["timestamp"],
    }
    return Statement(
        sequence=voiding.sequence,
        id=voiding.id,
        verb_iri=voiding.verb_iri,
        stored=voiding.stored,
        json=canonical(bare),
    )
