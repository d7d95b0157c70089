"""The command line: a stable interface that people script.

`--json` prints one JSON document on standard output and nothing else; progress and logs go to standard error. Exit status: 0 done,
1 refused or failed with a clear message, 2 wrong usage.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import cast

import django
import msgspec


def run_command(words: Sequence[str]) -> int:
    """Run one command line; answers the exit status."""
    from zwerm.configuration import ConfigurationError

    if words[:1] == ["manage"]:
        from django.core.management import execute_from_command_line

        execute_from_command_line(["zwerm manage", *words[1:]])
        return 0
    try:
        django.setup()
    except ConfigurationError as error:
        print(error, file=sys.stderr)
        return 1
    return _run(words)


def _run(words: Sequence[str]) -> int:
    from django.db import DatabaseError

    from zwerm.operations.registry import Refused, commands

    chosen = parser().parse_args(words)
    if not chosen.command:
        parser().print_help(sys.stderr)
        return 2
    command = commands[chosen.command]
    try:
        answer = command.run(chosen)
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return 1
    except DatabaseError as error:
        print(
            f"The database refused: {error}\nIf this installation is new or was updated: zwerm migrate", file=sys.stderr
        )
        return 1
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return 1
    _print(answer, chosen.json, command.tell)
    return 0


def _print(answer: object, as_json: bool, tell: object) -> None:
    if as_json or not callable(tell):
        if answer is not None:
            sys.stdout.write(msgspec.json.format(msgspec.json.encode(answer), indent=2).decode() + "\n")
        return
    print(cast("str", tell(answer)))


def parser() -> argparse.ArgumentParser:
    """The parser of every declared command, for the command line and for the test of its documentation."""
    from zwerm import __version__
    from zwerm.operations.registry import commands

    top = argparse.ArgumentParser(prog="zwerm", description="Zwerm, the home of a learning organisation.")
    top.add_argument("--version", action="version", version=f"zwerm {__version__}")
    parts = top.add_subparsers(dest="command", metavar="command")
    for name, command in sorted(commands.items()):
        part = parts.add_parser(name, help=command.help, description=command.help)
        part.add_argument("--json", action="store_true", help="print one JSON document")
        command.arguments(part)
    return top
