"""`zwerm export`: take a space along in one zip."""

from __future__ import annotations

import time
import zipfile
from argparse import ArgumentParser, Namespace
from typing import Any, cast

from zwerm.library.actions import NotAllowed, export_space
from zwerm.operations.halves import written_whole
from zwerm.operations.registry import Refused
from zwerm.operations.targets import check_target, target_argument
from zwerm.people.actions import find_person, space_called
from zwerm.people.models import Person, Space


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("space", metavar="SPACE", help="the short or full name of a space")
    target_argument(parser, "where to write it, such as emergency.zip")
    parser.add_argument(
        "--as", dest="person", metavar="EMAIL", help="with what this colleague sees; default: the first administrator"
    )


def run(given: Namespace) -> dict[str, object]:
    """The zip is there whole or not at all, and only its owner may read it."""
    check_target(given)
    began = time.monotonic()
    person = find_person(given.person) if given.person else _administrator()
    space = _space(given.space, person)
    try:
        pieces = export_space(person, space)
    except NotAllowed as refusal:
        raise Refused(
            f"{person.name} may not take “{space.name}” along: only its stewards may, and administrators who are in it."
        ) from refusal
    with written_whole(given.file) as file:
        file.writelines(pieces)
        with zipfile.ZipFile(file) as made:
            names = made.namelist()
    return {
        "file": str(given.file),
        "space": space.slug,
        "bytes": given.file.stat().st_size,
        "items": sum("/" not in name and name.endswith(".md") for name in names),
        "pictures": sum(name.startswith("pictures/") for name in names),
        "files": sum(name.startswith("files/") for name in names),
        "seconds": round(time.monotonic() - began, 2),
    }


def tell(answer: object) -> str:
    told = cast("dict[str, Any]", answer)
    return (
        f"Wrote {told['items']} items and {told['pictures']} pictures and {told['files']} files of {told['space']} into {told['file']} "
        f"({told['bytes'] / 1e6:.1f} MB). Who has the file can read it all."
    )


def _administrator() -> Person:
    admin = Person.objects.colleagues().filter(duty_set__name="admin").order_by("joined").first()
    if admin is None:
        raise Refused("There is no administrator here yet. Say with --as with whose eyes to look.")
    return admin


def _space(name: str, person: Person) -> Space:
    space = space_called(name, person)
    if space is None:
        raise Refused(f"{person.name} sees no space called “{name}”.")
    return space
