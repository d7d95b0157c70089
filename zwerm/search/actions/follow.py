from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from zwerm.search import index
from zwerm.search.engine.generation import Generation
from zwerm.search.engine.learning import Learnt
from zwerm.search.engine.writing import Busy, Writer
from zwerm.search.models import Change
from zwerm.search.registry import kinds

BATCH = 500
MOST = 10_000


def follow_changes() -> None:
    """Bring the index of this machine up to date.

    Nothing happens when another thread or process is at it. Safe to stop at any moment: the index remembers up to where
    it is complete, and doing a change again gives the same.
    """
    behind = is_behind(index.reader().refresh().sequence)
    if behind < 0:
        # The database was put back to an earlier state: what the index knows may never have happened.
        index.begin_anew()
    if behind:
        generation = index.in_use()
        with suppress(Busy):
            follow_into(generation, index.learnt(generation))


def follow_into(generation: Generation, learnt: Learnt) -> None:
    """Read the changes that this generation does not know yet. Raises Busy."""
    with Writer(generation, learnt) as writer:
        while changes := list(Change.objects.after(writer.cursor.sequence).settled()[:BATCH]):
            _apply(writer, changes)
            writer.commit(changes[-1].sequence)


def is_behind(sequence: int) -> int:
    """How many changes lie beyond this one, counted up to MOST; less than none when the index knows more than the database.

    Rows are counted: PostgreSQL's sequences leave gaps, after a transaction that was undone for one.
    """
    newest = Change.objects.last_sequence()
    if newest <= sequence:
        return newest - sequence
    return Change.objects.after(sequence).settled()[:MOST].count()


def _apply(writer: Writer, changes: Sequence[Change]) -> None:
    by_kind: dict[str, dict[str, None]] = {}
    for change in changes:
        by_kind.setdefault(change.kind, {})[change.key] = None
    for name, keys in by_kind.items():
        gone = dict(keys)
        if name in kinds:
            for thing in kinds[name].load(list(keys)):
                writer.put(name, thing)
                gone.pop(thing.key, None)
        for key in gone:
            writer.remove(name, key)
