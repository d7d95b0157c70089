"""The line about the search index in `zwerm doctor`."""

from __future__ import annotations

from zwerm.operations.registry import Health
from zwerm.search import index
from zwerm.search.actions.follow import MOST, is_behind


def look() -> Health:
    reader = index.reader()
    behind = is_behind(reader.refresh().sequence)
    if behind < 0:
        return Health("bad", "the index knows changes that the database does not", "Run: zwerm rebuild search")
    if behind > 1000:
        return Health(
            "bad",
            f"{behind}{' or more' if behind == MOST else ''} changes wait",
            "Is a worker running? Or run: zwerm rebuild search",
        )
    meaning = reader.generation.about.meaning
    wanted = index.wanted_meaning()
    if meaning and meaning != wanted:
        return Health("bad", f"made with {meaning}, while {wanted} is wanted", "Run: zwerm rebuild search")
    return Health("good", f"{reader.things_known} things" + (f", meaning by {meaning}" if meaning else ""))
