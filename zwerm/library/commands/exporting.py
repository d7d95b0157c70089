"""`zwerm export`: take a space along in one zip."""

from __future__ import annotations

import os
import time
import zipfile
from argparse import ArgumentParser, Namespace
from typing import Any, cast

from zwerm.library.actions import NotAllowed, export_space
from zwerm.operations.registry import Refused
from zwerm.operations.targets import check_target, target_argument
from zwerm.people.actions import find_person
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
    half = given.file.with_name(f"{given.file.name}.part")
    try:
        pieces = export_space(person, space)
        with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        with zipfile.ZipFile(half) as made:
            names = made.namelist()
        half.replace(given.file)
    except NotAllowed as refusal:
        raise Refused(
            f"{person.name} may not take “{space.name}” along: only its stewards may, and administrators who are in it."
        ) from refusal
    finally:
        half.unlink(missing_ok=True)
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
    seen = Space.objects.visible_to(person)
    space = seen.filter(slug=name).first() or seen.filter(name__iexact=name).first()
    if space is None:
        raise Refused(f"{person.name} sees no space called “{name}”.")
    return space
