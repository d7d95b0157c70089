"""Recurring work: each has one worker that does it, and another takes over when that one is gone."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta

from django.db import transaction

from zwerm.operations.models import Turn
from zwerm.operations.registry import Recurring, recurring
from zwerm.operations.shifts import at_work

log = logging.getLogger("zwerm.worker")

NEVER = datetime.min.replace(tzinfo=UTC)
# How often a worker looks whether there is work to take over, and from what interval on a turn outlives the process.
LOOK = timedelta(seconds=5)
KEPT_FROM = timedelta(minutes=1)


class Turns:
    """The recurring work of one worker: all of it, or only what is `outward` or is not. What it has in hand costs one query to go on with, and no write."""

    def __init__(self, worker: str, *, outward: bool | None = None) -> None:
        self._worker = worker
        self._outward = outward
        self._last: dict[str, datetime] = {}
        self._looked = NEVER

    def run_due(self, now: datetime) -> list[str]:
        """Run each work whose turn has come; answers the names. Two workers never do the same work at once."""
        works = {name: work for name, work in recurring.items() if self._outward in (None, work.outward)}
        mine = set(Turn.objects.filter(holder=self._worker).values_list("name", flat=True))
        if now - self._looked >= LOOK:
            self._looked = now
            mine |= self._take_over([work for name, work in works.items() if name not in mine], now)
        done = []
        for name in sorted(mine & works.keys()):
            work = works[name]
            if now - self._last.get(name, NEVER) >= work.every:
                self._run(work, now)
                done.append(name)
        return done

    def give_back(self) -> None:
        Turn.objects.filter(holder=self._worker).update(holder="")

    def _take_over(self, works: list[Recurring], now: datetime) -> set[str]:
        taken: set[str] = set()
        if not works:
            return taken
        present = at_work(now)
        held = {name for name, holder in Turn.objects.values_list("name", "holder") if holder in present}
        for work in works:
            if work.name in held:
                continue
            with transaction.atomic():
                turn, _ = Turn.objects.select_for_update().get_or_create(name=work.name, defaults={"taken": NEVER})
                if turn.holder != self._worker and turn.holder in present:
                    continue
                turn.holder = self._worker
                turn.save(update_fields=["holder"])
            self._last[work.name] = turn.taken
            taken.add(work.name)
        return taken

    def _run(self, work: Recurring, now: datetime) -> None:
        self._last[work.name] = now
        if work.every >= KEPT_FROM:
            # Before, not after: work that brings the process down must not do so at every start.
            Turn.objects.filter(name=work.name).update(taken=now)
        try:
            work.run()
        except Exception:
            # One module's trouble must not stop the others; it gets its next turn.
            log.exception("Recurring work %s failed", work.name)
