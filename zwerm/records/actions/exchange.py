"""Statements go to other stores and come from them: by a cursor, again and again until they arrived, and nothing twice.

A statement is known by its id everywhere: one that was sent and whose answer got lost is sent again, and the other store, which has
it already, says so. So the cursor moves after the answer, and a crash in between costs one batch of work.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from time import monotonic
from typing import cast

import structlog
from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext_noop as _

from zwerm.records.actions.fetching import fetch_some
from zwerm.records.actions.wanted import all_for, next_for, told_there, too_early, wanted
from zwerm.records.asking import Answer, NotReached, TookTooLong, send
from zwerm.records.models import NotArrived, Statement, Store
from zwerm.records.rules.statement import Edition
from zwerm.records.rules.typed import VOIDED
from zwerm.records.xapi.find import fitting
from zwerm.records.xapi.multipart import written
from zwerm.records.xapi.resources import files_with
from zwerm.records.xapi.tell import exact

BATCH = 100
TAKEN = (200, 204)
# Seconds in which a store has to be done that gets twice as many the next time: far from where it is left waiting.
QUICK = 6.0
# Seconds of one turn: after that other work that goes outward gets its own.
TURN = 8.0
# After so many failures in a row, most of an hour, a 500 may be about what is sent.
STUMBLES = 8
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=10), timedelta(hours=1)
Passed = Callable[[Sequence[Statement], int], None]
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
        if not _only_refused(store):
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


def _only_refused(store: Store) -> bool:
    """Whether all that happened since it fails is that it refused: that says not that it is well. What arrives does."""
    if store.comes_here or not store.failing_since:
        return False
    return store.refused.filter(at__gte=store.failing_since).exists()


def behind(store: Store) -> int:
    """How many statements at most are still to be sent, as a difference of sequences; what is to be fetched nobody knows."""
    return 0 if store.comes_here or store.lost_its_space else max(0, Statement.objects.last_sequence() - store.sequence)


def send_some(store: Store) -> bool:
    """One batch; whether there may be more. Raises NotReached."""
    if _send_again(store):
        return True
    upper = _upper(store)
    if upper is None:
        return False
    most = _at_once(store)
    numbers = next_for(store, upper, most)
    some = list(all_for(store).filter(sequence__in=fitting(numbers, with_files=True)).order_by("sequence"))
    early = too_early(store, some)
    first = next((place for place, one in enumerate(some) if one.id in early), len(some))
    if some and first == 0:
        # With what takes it back, and past it only when all of that is there.
        counts: list[int] = []
        those = [some[0], *early[some[0].id]]
        for place in range(0, len(those), most):
            _deliver(store, those[place : place + most], lambda part, arrived: counts.append(arrived))
        _moved(store, some[0].sequence, sum(counts))
    elif some:
        # Part by part: what arrived is not sent again because of what did not.
        _deliver(store, some[:first], lambda part, arrived: _moved(store, part[-1].sequence, arrived))
    if first < len(some):
        return True
    # With less than a batch there is nothing else up to there that it wants.
    more = len(numbers) == most or len(some) < len(numbers)
    if not more:
        _moved(store, upper, 0)
    return more


def _upper(store: Store) -> int | None:
    """The last that may go now; None where there is no other than it passed."""
    upper: int | None = Statement.objects.after(store.sequence).settled().aggregate(last=Max("sequence"))["last"]
    return upper


def _send_again(store: Store) -> bool:
    """Of what was refused, a batch that somebody wants to be sent once more; whether there was any. Raises NotReached."""
    those = store.refused.filter(again__isnull=False).order_by("pk")[: _at_once(store)]
    ids = list(those.values_list("statement", flat=True))
    if not ids:
        return False
    there = dict(all_for(store).filter(id__in=ids).values_list("sequence", "id"))
    for gone in set(ids) - set(there.values()):
        NotArrived.note(store, gone, _("it is no longer here, or no longer for this store"))
    some = list(all_for(store).filter(sequence__in=fitting(sorted(there), with_files=True)).order_by("sequence"))
    if some:
        _deliver(store, some, lambda part, arrived: _moved(store, store.sequence, arrived))
    return True


def _at_once(store: Store) -> int:
    return min(store.at_once or BATCH, BATCH)


def _gets(store: Store, at_once: int) -> None:
    """So many the next time: fewer after what took too long, more after what went quickly."""
    store.at_once = at_once if at_once < BATCH else None
    store.save(update_fields=["at_once"])


def _moved(store: Store, reached: int, arrived: int) -> None:
    Store.objects.filter(pk=store.pk).update(sequence=reached, arrived=F("arrived") + arrived)
    store.sequence = reached


def _deliver(store: Store, some: Sequence[Statement], passed: Passed, *, lets_in: bool = False) -> None:
    """A batch that is refused is halved until it is known which statement it was. Raises NotReached.

    `passed` hears of each part, first to last, how many of it are there now. `lets_in`: it takes others, so that a 403 is about a
    statement, and so is a 500.
    """
    body, media_type = _packed(store, some)
    begun = monotonic()
    try:
        answer = send(store, body, media_type)
    except TookTooLong:
        _gets(store, max(1, len(some) // 2))
        raise
    # It has one with this id, and an id is given once: a batch before arrived, and its answer did not.
    has_it = answer.status == 409 and len(some) == 1
    if answer.status in TAKEN or has_it:
        _arrived(store, some, passed)
        if store.at_once and len(some) >= store.at_once and monotonic() - begun < QUICK:
            _gets(store, store.at_once * 2)
        return
    # One that fails on the same again and again may stumble over one statement.
    in_doubt = answer.status == 403 or (answer.status == 500 and store.failures >= STUMBLES)
    lets_in = lets_in or (in_doubt and _takes_others(store, some, answer.status))
    about_files = answer.status == 415 and media_type != "application/json"
    if not about_files:
        _check_later(store, answer, lets_in)
    if len(some) > 1:
        half = len(some) // 2
        _deliver(store, some[:half], passed, lets_in=lets_in)
        _deliver(store, some[half:], passed, lets_in=lets_in)
        return
    NotArrived.note(store, some[0].id, f"{answer.status}: {answer.says}")
    passed(some, 0)


@transaction.atomic
def _arrived(store: Store, some: Sequence[Statement], passed: Passed) -> None:
    """Also what was refused before."""
    store.refused.filter(statement__in=[one.id for one in some]).delete()
    passed(some, len(some))
    _went_well(store)


def _takes_others(store: Store, some: Sequence[Statement], status: int) -> bool:
    """Asked with a few of these that take nothing back, and with the one that arrived last, which it knows.

    One that fails (500) may know what it has and take nothing new: it is asked with the newest instead, and has to take one.
    """
    ordinary = [one for one in some if one.verb_iri != VOIDED]
    tries = ordinary[:: max(1, len(ordinary) // 3)]
    if status == 500:
        newest = (
            wanted(store).filter(sequence__gt=store.sequence, sequence__lte=_upper(store) or 0).exclude(verb_iri=VOIDED)
        )
        return any(_says(store, one) in TAKEN for one in [*tries, *newest.order_by("-sequence")[:1]])
    refused = store.refused.values("statement")
    # Surely sent there: what is older than the store here may have been left out.
    sent = wanted(store).filter(sequence__lte=store.sequence, stored__gt=store.made).exclude(id__in=refused)
    return any(_says(store, one) in (*TAKEN, 409) for one in [*sent.order_by("-sequence")[:1], *tries])


def _says(store: Store, one: Statement) -> int:
    return send(store, *_packed(store, [one])).status


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
