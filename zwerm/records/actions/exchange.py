"""Statements go to other stores and come from them: by a cursor, again and again until they arrived, and nothing twice.

A statement is known by its id everywhere: one that was sent and whose answer got lost is sent again, and the other store, which has
it already, says so. So the cursor moves after the answer, and a crash in between costs one batch of work.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from time import monotonic
from typing import cast

import structlog
from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext_noop as _

from zwerm.records.actions.fetching import fetch_some
from zwerm.records.actions.wanted import all_for, next_for, told_there, too_early, wanted
from zwerm.records.asking import Answer, NotReached, send
from zwerm.records.models import NotArrived, Statement, Store
from zwerm.records.rules.statement import Edition
from zwerm.records.rules.typed import VOIDED
from zwerm.records.xapi.find import fitting
from zwerm.records.xapi.multipart import written
from zwerm.records.xapi.resources import files_with
from zwerm.records.xapi.tell import exact

BATCH = 100
TAKEN = (200, 204)
# Seconds of one turn: after that other work that goes outward gets its own.
TURN = 8.0
# After so many failures in a row, most of an hour, a 500 may be about what is sent.
STUMBLES = 8
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=10), timedelta(hours=1)
log = structlog.get_logger("zwerm.records")


def exchange_all() -> None:
    """Recurring: everything that is due, a batch of each store by turns, until there is no more or the turn is over.

    One that fails keeps no other from its turn.
    """
    ends = monotonic() + TURN
    going = list(Store.objects.due(datetime.now(UTC)).select_related("credential", "space"))
    while going := [store for store in going if _goes_on(store)]:
        if monotonic() >= ends:
            break


def _goes_on(store: Store) -> bool:
    """One batch; whether there may be more."""
    try:
        more = fetch_some(store) if store.comes_here else send_some(store)
        _went_well(store)
    except NotReached as failure:
        _wait(store, str(failure))
    except Exception as failure:
        log.exception("exchange.failed", store=store.name)
        _wait(store, type(failure).__name__)
    else:
        return more
    return False


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
        store.failures, store.failing_since, store.next_try, store.says = 0, None, None, ""
        store.save(update_fields=["failures", "failing_since", "next_try", "says"])


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
    numbers = next_for(store, upper, BATCH)
    some = list(all_for(store).filter(sequence__in=fitting(numbers, with_files=True)).order_by("sequence"))
    arrived = _deliver(store, [*some, *too_early(store, some)]) if some else 0
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
    there = dict(all_for(store).filter(id__in=ids).values_list("sequence", "id"))
    for gone in set(ids) - set(there.values()):
        NotArrived.note(store, gone, _("it is no longer here, or no longer for this store"))
    some = list(all_for(store).filter(sequence__in=fitting(sorted(there), with_files=True)).order_by("sequence"))
    ids = [one.id for one in some]
    arrived = _deliver(store, some) if some else 0
    with transaction.atomic():
        # Whoever is still waiting was not refused again, so is there.
        store.refused.filter(statement__in=ids, again__isnull=False).delete()
        Store.objects.filter(pk=store.pk).update(arrived=F("arrived") + arrived)
    return True


def _deliver(store: Store, some: Sequence[Statement], *, lets_in: bool = False) -> int:
    """How many are there now. A batch that is refused is halved until it is known which statement it was.

    `lets_in`: it takes others, so that a 403 is about a statement, and so is a 500.
    """
    body, media_type = _packed(store, some)
    answer = send(store, body, media_type)
    if answer.status in TAKEN:
        return len(some)
    # One that fails on the same again and again may stumble over one statement.
    in_doubt = answer.status == 403 or (answer.status == 500 and store.failures >= STUMBLES)
    lets_in = lets_in or (in_doubt and _takes_others(store, some))
    about_files = answer.status == 415 and media_type != "application/json"
    if not about_files:
        _check_later(store, answer, lets_in)
    if len(some) > 1:
        half = len(some) // 2
        return _deliver(store, some[:half], lets_in=lets_in) + _deliver(store, some[half:], lets_in=lets_in)
    if answer.status == 409:
        # It has one with this id, and an id is given once: a batch before arrived, and its answer did not.
        return 1
    NotArrived.note(store, some[0].id, f"{answer.status}: {answer.says}")
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
    told, whole = told_there(store, some)
    texts = exact(told, cast("Edition", store.edition))
    body = f"[{','.join(texts)}]".encode()
    if files := files_with(whole):
        return written(body, files)
    return body, "application/json"


def _check_later(store: Store, answer: Answer, lets_in: bool) -> None:
    """Raises NotReached where the answer is about the store or the credential, not about what was sent."""
    if answer.status in (400, 409, 413, 422) or (answer.status in (403, 500) and lets_in):
        return
    raise NotReached(_("it answers"), f"{answer.status} {answer.says}")
