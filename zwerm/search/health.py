"""The line about the search index in `zwerm doctor`."""

from __future__ import annotations

from zwerm.operations.registry import Health
from zwerm.search import index
from zwerm.search.actions.follow import MOST, is_behind

FAR_BEHIND = 1000
_READ_IN = "Read in by zwerm run or zwerm worker, by the next zwerm search, or by: zwerm rebuild search"


def look() -> Health:
    reader = index.reader()
    behind = is_behind(reader.refresh().sequence)
    if behind < 0:
        return Health("bad", "the index knows changes that the database does not", "Run: zwerm rebuild search")
    if behind > FAR_BEHIND:
        says = (
            f"{reader.things_known} things, {behind}{' or more' if behind == MOST else ''} changes wait to be read in"
        )
        return Health("bad", says, f"Is background work running? {_READ_IN}")
    meaning = reader.generation.about.meaning
    wanted = index.wanted_meaning()
    if meaning and meaning != wanted:
        return Health("bad", f"made with {meaning}, while {wanted} is wanted", "Run: zwerm rebuild search")
    says = f"{reader.things_known} things" + (f", meaning by {meaning}" if meaning else "")
    if behind:
        waits = "1 change waits" if behind == 1 else f"{behind} changes wait"
        return Health("good", f"{says}; {waits} to be read in", _READ_IN)
    return Health("good", says)
