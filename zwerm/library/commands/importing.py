"""`zwerm import`: bring in folders, zips and files, for people and programs."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any, cast

from zwerm.library.actions import NotAllowed
from zwerm.library.actions.importing import Summary, import_paths, tell_note
from zwerm.operations.registry import Refused
from zwerm.people.actions import acting_person, space_called, still_to_settle, the_organisation
from zwerm.people.models import Person, Space

_SHOWN = 20


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a folder, a zip or a file")
    parser.add_argument(
        "--space", metavar="S", help="where to put it: the short or full name of a space; default: the organisation"
    )
    parser.add_argument(
        "--as", dest="person", metavar="EMAIL", help="as this colleague; default: the first administrator"
    )


def run(given: Namespace) -> object:
    absent = [str(path) for path in given.paths if not path.exists()]
    if absent:
        raise Refused(f"There is nothing at {', '.join(absent)}. Nothing was imported.")
    person = acting_person(given.person)
    space = _space(given.space, person)
    # Several paths add up, so the bar learns its length as it goes.
    from tqdm import tqdm

    with tqdm(unit=" files", file=sys.stderr, disable=not sys.stderr.isatty(), dynamic_ncols=True) as bar:

        def progress(done: int, total: int, path: str) -> None:
            bar.total = total
            bar.update(done - bar.n)

        try:
            summary = import_paths(person, space, given.paths, progress=progress)
        except NotAllowed as refusal:
            raise Refused(f"{person.name} may not write in “{space.name}”. Nothing was imported.") from refusal
    if advice := still_to_settle(person):
        print(advice, file=sys.stderr)
    _tell_already(summary)
    return _told(summary)


def _told(summary: Summary) -> dict[str, object]:
    skipped = [
        {"path": path, "reason": f"{reason.code}: {tell_note(reason.code, reason.params)}"}
        for path, reason in summary.skipped
    ]
    return {
        "imported": summary.imported,
        "updated": summary.updated,
        "unchanged": summary.unchanged,
        "skipped": skipped,
        "set_aside": summary.set_aside,
        "put_back": summary.put_back,
        "seconds": summary.seconds,
    }


def _tell_already(summary: Summary) -> None:
    """What was not kept twice, beside the numbers that programs read."""
    for row in summary.already[:_SHOWN]:
        if row.item is not None:
            print(f"{row.path}: it is here already, as “{row.item.title}”", file=sys.stderr)
    if len(summary.already) > _SHOWN:
        print(f"… and {len(summary.already) - _SHOWN} more that are here already", file=sys.stderr)


def tell(answer: object) -> str:
    told = cast("dict[str, Any]", answer)
    skipped = told["skipped"]
    lines = [
        f"{told['imported']} came in, {told['updated']} changed, {told['unchanged']} the same, {len(skipped)} left out ({told['seconds']} s)."
    ]
    if told["set_aside"] or told["put_back"]:
        lines.append(f"  Set aside because their files are gone: {told['set_aside']}; put back: {told['put_back']}.")
    lines += [f"  {one['path']}: {one['reason'].split(': ', 1)[1]}" for one in skipped[:_SHOWN]]
    if len(skipped) > _SHOWN:
        lines.append(f"  … and {len(skipped) - _SHOWN} more: zwerm import --json tells all.")
    return "\n".join(lines)


def _space(name: str | None, person: Person) -> Space:
    if name:
        space = space_called(name, person)
        if space is None:
            raise Refused(f"{person.name} sees no space called “{name}”. Nothing was imported.")
        return space
    return the_organisation()
