"""Statements go to other stores and come from them: by a cursor, again and again until they arrived, and nothing twice.

A statement is known by its id everywhere: one that was sent and whose answer got lost is sent again, and the other store, which has
it already, says so. So the cursor moves after the answer, and a crash in between costs one batch of work.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, cast
from uuid import UUID

import msgspec
import structlog
from django.db import transaction
from django.db.models import F, Max, Q, QuerySet
from django.utils.translation import gettext_noop as _

from zwerm.records.asking import Answer, NotReached, fetch, follow, send
from zwerm.records.models import NotArrived, Statement, Store
from zwerm.records.rules.statement import Edition
from zwerm.records.rules.typed import VOIDED
from zwerm.records.rules.values import iso_of
from zwerm.records.xapi.asked import Refused, has_too_many
from zwerm.records.xapi.fetched import moments, noted_as, oddity
from zwerm.records.xapi.find import fitting
from zwerm.records.xapi.multipart import Part, files_of, parts_of, written
from zwerm.records.xapi.resources import files_with
from zwerm.records.xapi.take import take
from zwerm.records.xapi.tell import exact

BATCH = 100
TAKEN = (200, 204)
# As many batches in one turn, so that other stores and other work get theirs.
TURN = 20
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=10), timedelta(hours=1)
# Stores tell a statement's moment before others can see it: so much is asked for again. What is here already costs a comparison.
AGAIN = timedelta(seconds=30)
log = structlog.get_logger("zwerm.records")


def exchange_all() -> None:
    """Recurring: everything that is due, one store after the other; one that fails keeps no other from its turn."""
    for store in Store.objects.due(datetime.now(UTC)).select_related("credential", "space"):
        step = fetch_some if store.comes_here else send_some
        try:
            for _turn in range(TURN):
                if not step(store):
                    break
            _went_well(store)
        except NotReached as failure:
            _wait(store, str(failure))
        except Exception as failure:
            log.exception("exchange.failed", store=store.name)
            _wait(store, type(failure).__name__)


def _wait(store: Store, why: str) -> None:
    """Longer after each failure, an hour at most; nothing is given up."""
    now = datetime.now(UTC)
    Store.objects.filter(pk=store.pk).update(
        failures=F("failures") + 1,
        failing_since=store.failing_since or now,
        next_try=now + min(FIRST_WAIT * 2 ** min(store.failures, 20), LONGEST_WAIT),
        says=why[:300],
    )


def _went_well(store: Store) -> None:
    if store.failures:
        Store.objects.filter(pk=store.pk).update(failures=0, failing_since=None, next_try=None, says="")


def wanted(store: Store) -> QuerySet[Statement]:
    """What goes there: never what lies in a closed space, but of the one space that it is about."""
    # What came from there is there.
    fetched = Store.objects.filter(address=store.address, credential__isnull=False).values("credential")
    rows = Statement.objects.select_related("credential").exclude(credential__in=fetched)
    if store.of_one_space:
        rows = rows.filter(space=store.space_id) if store.space_id else rows.none()
    else:
        rows = rows.filter(Q(space=None) | Q(space__open=True))
    return rows.filter(verb_iri=store.verb_iri) if store.verb_iri else rows


def behind(store: Store) -> int:
    """How many statements at most are still to be sent, as a difference of sequences; what is to be fetched nobody knows."""
    return 0 if store.comes_here or store.lost_its_space else max(0, Statement.objects.last_sequence() - store.sequence)


def send_some(store: Store) -> bool:
    """One batch; whether there may be more. Raises NotReached."""
    if _send_again(store):
        return True
    upper = Statement.objects.after(store.sequence).settled().aggregate(last=Max("sequence"))["last"]
    if upper is None:
        return False
    rows = wanted(store).filter(sequence__gt=store.sequence, sequence__lte=upper).order_by("sequence")
    numbers = list(rows.values_list("sequence", flat=True)[:BATCH])
    some = list(rows.filter(sequence__in=fitting(numbers, with_files=True)))
    arrived = _deliver(store, some) if some else 0
    # With less than a batch there is nothing else up to there that it wants.
    more = len(numbers) == BATCH or len(some) < len(numbers)
    reached = some[-1].sequence if more else upper
    Store.objects.filter(pk=store.pk).update(sequence=reached, arrived=F("arrived") + arrived)
    store.sequence = reached
    return more


def _send_again(store: Store) -> bool:
    """Of what was refused, a batch that somebody wants to be sent once more; whether there was any. Raises NotReached."""
    those = store.refused.filter(again__isnull=False).order_by("pk")[:BATCH]
    ids = list(those.values_list("statement", flat=True))
    if not ids:
        return False
    there = dict(wanted(store).filter(id__in=ids).values_list("sequence", "id"))
    for gone in set(ids) - set(there.values()):
        _note(store, gone, _("it is no longer here, or no longer for this store"))
    some = list(wanted(store).filter(sequence__in=fitting(sorted(there), with_files=True)).order_by("sequence"))
    ids = [one.id for one in some]
    arrived = _deliver(store, some) if some else 0
    with transaction.atomic():
        # Whoever is still waiting was not refused again, so is there.
        store.refused.filter(statement__in=ids, again__isnull=False).delete()
        Store.objects.filter(pk=store.pk).update(arrived=F("arrived") + arrived)
    return True


def _deliver(store: Store, some: Sequence[Statement], *, lets_in: bool = False) -> int:
    """How many are there now. A batch that is refused is halved until it is known which statement it was.

    `lets_in`: it takes others, so that a 403 is about a statement.
    """
    answer = send(store, *_packed(store, some))
    if answer.status in TAKEN:
        return len(some)
    lets_in = lets_in or (answer.status == 403 and _takes_others(store, some))
    _check_later(store, answer, lets_in)
    if len(some) > 1:
        half = len(some) // 2
        return _deliver(store, some[:half], lets_in=lets_in) + _deliver(store, some[half:], lets_in=lets_in)
    if answer.status == 409:
        # It has one with this id, and an id is given once: a batch before arrived, and its answer did not.
        return 1
    _note(store, some[0].id, f"{answer.status}: {answer.says}")
    return 0


def _takes_others(store: Store, some: Sequence[Statement]) -> bool:
    """Asked with the one that arrived last, which it knows, or with a few of these that take nothing back."""
    refused = store.refused.values("statement")
    # Surely sent there: what is older than the store here may have been left out.
    sent = wanted(store).filter(sequence__lte=store.sequence, stored__gt=store.made).exclude(id__in=refused)
    ordinary = [one for one in some if one.verb_iri != VOIDED]
    tries = [*sent.order_by("-sequence")[:1], *ordinary[:: max(1, len(ordinary) // 3)]]
    return any(send(store, *_packed(store, [one])).status in (*TAKEN, 409) for one in tries)


def _packed(store: Store, some: Sequence[Statement]) -> tuple[bytes, str]:
    texts = exact(some, cast("Edition", store.edition))
    body = f"[{','.join(texts)}]".encode()
    if files := files_with(some):
        return written(body, files)
    return body, "application/json"


def _check_later(store: Store, answer: Answer, lets_in: bool) -> None:
    """Raises NotReached where the answer is about the store or the credential, not about what was sent."""
    if answer.status in (400, 409, 413, 422) or (answer.status == 403 and lets_in):
        return
    raise NotReached(_("it answers"), f"{answer.status} {answer.says}")


def _note(store: Store, statement: UUID, reason: str) -> None:
    # PostgreSQL keeps no such character.
    told = {"reason": reason[:300].replace("\0", " "), "at": datetime.now(UTC), "again": None}
    NotArrived.objects.update_or_create(store=store, statement=statement, defaults=told)


def fetch_some(store: Store) -> bool:
    """One page; whether there is another. Raises NotReached."""
    asked = {"ascending": "true", "limit": str(BATCH), "attachments": "true"}
    if store.verb_iri:
        asked["verb"] = store.verb_iri
    if store.until:
        asked["since"] = iso_of(store.until - AGAIN)
    answer = follow(store, store.more) if store.more else fetch(store, asked)
    if store.more and answer.status in (400, 404, 410):
        # It no longer knows that page: from the moment up to which all is here.
        answer = fetch(store, asked)
    return _take_page(store, answer)


def _take_page(store: Store, answer: Answer) -> bool:
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
    arrived = _take(store, statements, files)
    until = max([*moments(statements), *([store.until] if store.until else [])], default=None)
    Store.objects.filter(pk=store.pk).update(until=until, more=more, arrived=F("arrived") + arrived)
    store.until, store.more = until, more
    return bool(more)


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
            _note(store, noted_as(one), fault)
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
            _note(store, UUID(missing[0]["id"]), refusal.says)
            return 0
        half = len(missing) // 2
        return _take(store, missing[:half], files) + _take(store, missing[half:], files)


def _files_for(statements: Sequence[Any], files: dict[str, Part]) -> dict[str, Part]:
    text = msgspec.json.encode(statements).decode().lower()
    return {hash: part for hash, part in files.items() if hash in text}
