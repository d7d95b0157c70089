"""`zwerm course`: files in, a course out, for people and programs."""

from __future__ import annotations

import sys
import time
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any, cast

from zwerm.courses.actions import Refused as NotMade
from zwerm.courses.actions import keep_course, publish_course
from zwerm.courses.actions.generate import draft_of
from zwerm.courses.generation.told import Teller
from zwerm.library.actions import NotKept, keep_files
from zwerm.operations.registry import Refused
from zwerm.people.actions import acting_person, still_to_settle, the_organisation


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="documents, folders or zips")
    parser.add_argument("--title", default="", help="title of the course; default: that of the documents")
    parser.add_argument("--publish", action="store_true", help="let everyone in the organisation take it at once")
    parser.add_argument("--as", dest="person", metavar="EMAIL", help="the author; default: the first administrator")


def run(given: Namespace) -> dict[str, Any]:
    """Keep the documents, make a course of them, tell it. What can not be read is told and the rest goes on.

    Without `--publish` documents and course stand in the author's private space, with it in that of the organisation.
    """
    started = time.perf_counter()
    person = acting_person(given.person)
    organisation = the_organisation()
    space = organisation if given.publish else person.private_space
    try:
        # In the language of the command line, whichever one its author reads pages in.
        items, left_out = keep_files(person, space, given.paths)
        _say(left_out)
        if not items and left_out:
            raise Refused(
                "None of these files could be read, so there is nothing to make a course of. The reasons stand above."
            )
        drafted, sources = draft_of(person, space, items, title=given.title)
        course = keep_course(person, space, drafted, items, given.title)
        if given.publish:
            publish_course(person, course)
    except (NotMade, NotKept) as refusal:
        raise Refused(str(refusal)) from refusal
    if advice := still_to_settle(person):
        print(advice, file=sys.stderr)
    teller = Teller({source.id: source for source in sources}, {str(item.pk): item.source for item in items})
    told = teller.course(drafted)
    seconds = round(time.perf_counter() - started, 3)
    skipped = [{"path": path, "reason": reason} for path, reason in left_out]
    return {"id": str(course.pk), **told, "published": bool(given.publish), "skipped": skipped, "seconds": seconds}


def _say(left_out: list[tuple[str, str]]) -> None:
    for path, reason in left_out:
        print(f"Left out: {path} ({reason})", file=sys.stderr)


def tell(answer: object) -> str:
    course = cast("dict[str, Any]", answer)
    minutes = sum(bite["minutes"] for bite in course["bites"])
    counts = (_many(len(course["bites"]), "bite"), _many(round(minutes), "minute"), _many(len(course["cards"]), "card"))
    lines = [f"{course['title']} — {', '.join(counts)}"]
    for number, bite in enumerate(course["bites"], 1):
        asked = sum("stem" in block for block in bite["blocks"])
        beside = f", {len(bite['suggested'])} more to take or leave" if bite["suggested"] else ""
        lines.append(
            f"{number}. {bite['title']} ({_many(round(bite['minutes']), 'minute')}, {_many(asked, 'question')}{beside})"
        )
    lines.append(
        "Published: colleagues can take it now." if course["published"] else "A draft; publish it on its page."
    )
    return "\n".join(lines)


def _many(count: int, thing: str) -> str:
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"
