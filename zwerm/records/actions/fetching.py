"""Statements come from another store, page by page, in the order in which that stored them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, cast
from uuid import UUID

import msgspec
from django.db.models import F
from django.utils.translation import gettext_noop as _

from zwerm.records.asking import Answer, NotReached, fetch, follow
from zwerm.records.models import NotArrived, Statement, Store
from zwerm.records.rules.statement import Edition
from zwerm.records.rules.typed import VOIDED
from zwerm.records.rules.values import iso_of
from zwerm.records.xapi.asked import Refused, has_too_many
from zwerm.records.xapi.fetched import moments, noted_as, oddity, taken_back_by
from zwerm.records.xapi.multipart import Part, files_of, parts_of
from zwerm.records.xapi.take import take

PAGE = 100
# Stores tell a statement's moment before others can see it: so much is asked for again. What is here already costs a comparison.
AGAIN = timedelta(seconds=30)


@dataclass(frozen=True)
class Stream:
    """What is asked of a store, and the fields of its row that tell how far that came."""

    verb: str
    until: str = "until"
    more: str = "more"


def fetch_some(store: Store) -> bool:
    """One page; whether there is another. Raises NotReached.

    Of a store of which only one verb is fetched, what takes one of those back is fetched too, once all those are here.
    """
    if not store.verb_iri:
        return _fetch_page(store, Stream(""))
    voids = Stream(VOIDED, "voids_until", "voids_more")
    return _fetch_page(store, Stream(store.verb_iri)) or _fetch_page(store, voids)


def _fetch_page(store: Store, stream: Stream) -> bool:
    asked = {"ascending": "true", "limit": str(PAGE), "attachments": "true"}
    until, more = getattr(store, stream.until), getattr(store, stream.more)
    if stream.verb:
        asked["verb"] = stream.verb
    if until:
        asked["since"] = iso_of(until - AGAIN)
    answer = follow(store, more) if more else fetch(store, asked)
    if more and answer.status in (400, 404, 410):
        # It no longer knows that page: from the moment up to which all is here.
        answer = fetch(store, asked)
    return _take_page(store, stream, answer)


def _take_page(store: Store, stream: Stream, answer: Answer) -> bool:
    """Take it in and move the cursor; answers whether there is another. Raises NotReached."""
    if answer.status != 200:
        raise NotReached(_("it answers"), f"{answer.status} {answer.says}")
    try:
        result, files = _read(answer)
        statements, more = result["statements"], str(result.get("more") or "")
        if not isinstance(statements, list):
            raise TypeError
    except (Refused, ValueError, KeyError, TypeError, AttributeError, RecursionError) as fault:
        raise NotReached(_("its answer is no page of statements"), type(fault).__name__) from fault
    before = getattr(store, stream.until)
    until = max([*moments(statements), *([before] if before else [])], default=None)
    if store.verb_iri not in ("", VOIDED):
        statements = _without_what_takes_back_others(statements, only_taking_back=stream.verb != store.verb_iri)
    arrived = _take(store, statements, files)
    now = {stream.until: until, stream.more: more}
    Store.objects.filter(pk=store.pk).update(**now, arrived=F("arrived") + arrived)
    for name, value in now.items():
        setattr(store, name, value)
    return bool(more)


def _without_what_takes_back_others(statements: Sequence[Any], *, only_taking_back: bool) -> list[Any]:
    """Others than are here. Once one is taken back its store shows it no more, so what is not here by now does not come either.

    Asked for a verb, a store tells what refers to a statement with that verb too.
    """
    targets = {target for one in statements if (target := taken_back_by(one))}
    kept: set[UUID | None] = set(Statement.objects.filter(id__in=targets).values_list("id", flat=True))
    if not only_taking_back:
        kept.add(None)
    return [one for one in statements if taken_back_by(one) in kept]


def _read(answer: Answer) -> tuple[Any, dict[str, Part]]:
    """Raises NotReached for more values than would fit in memory, before they are read."""
    media_type = answer.headers.get("content-type", "")
    others: list[Part] = []
    content = answer.body
    if media_type.lower().startswith("multipart/mixed"):
        first, *others = parts_of(answer.body, media_type)
        content = first.content
    if has_too_many(content):
        raise NotReached(_("its answer holds too many values"))
    return msgspec.json.decode(content), files_of(others)


def _take(store: Store, statements: Sequence[Any], files: dict[str, Part]) -> int:
    """How many are new. What cannot be kept here is noted, and the rest goes on."""
    if not statements:
        return 0
    assert store.credential is not None
    keepable = []
    for one in statements:
        if fault := oddity(one):
            NotArrived.note(store, noted_as(one), fault)
        else:
            keepable.append(one)
    ids = [UUID(one["id"]) for one in keepable]
    before = set(Statement.objects.filter(id__in=ids).values_list("id", flat=True))
    missing = [one for one in keepable if UUID(one["id"]) not in before]
    if not missing:
        return 0
    try:
        take(missing, store.credential, cast("Edition", store.edition), _files_for(missing, files))
        return len(missing)
    except Refused as refusal:
        if refusal.status >= 500:
            raise NotReached(_("there is no room here now"), refusal.says) from refusal
        if len(missing) == 1:
            NotArrived.note(store, UUID(missing[0]["id"]), refusal.says)
            return 0
        half = len(missing) // 2
        return _take(store, missing[:half], files) + _take(store, missing[half:], files)


def _files_for(statements: Sequence[Any], files: dict[str, Part]) -> dict[str, Part]:
    text = msgspec.json.encode(statements).decode().lower()
    return {hash: part for hash, part in files.items() if hash in text}
