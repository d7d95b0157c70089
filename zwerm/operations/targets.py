"""A file that a command writes: somewhere that exists, and never over what is there unless that was said."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from zwerm.operations.registry import Refused


def target_argument(parser: ArgumentParser, help: str) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help=help)
    parser.add_argument("--replace", action="store_true", help="write over a file that is there already")


def check_target(given: Namespace) -> None:
    file: Path = given.file
    if file.is_dir() or not file.absolute().parent.is_dir():
        raise Refused(f"{file} is not a file in a folder that exists.")
    if file.exists() and not given.replace:
        raise Refused(f"{file} is there already. Choose another name, or add --replace to write over it.")
