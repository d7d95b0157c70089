"""The command line: a stable interface that people script.

`--json` prints one JSON document on standard output and nothing else; progress and logs go to standard error. Exit status: 0 done,
1 refused or failed with a clear message, 2 wrong usage.
"""

from __future__ import annotations

import argparse
import difflib
import gc
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zwerm.operations.registry import Command


def run_command(words: Sequence[str]) -> int:
    """Run one command line; answers the exit status."""
    from zwerm.configuration import ConfigurationError
    from zwerm.operations.troubles import told_of_system

    try:
        if words[:1] == ["manage"]:
            from django.core.management import execute_from_command_line

            execute_from_command_line(["zwerm manage", *words[1:]])
            return 0
        _set_up()
        return _run(words)
    except ConfigurationError as error:
        return _fail(str(error))
    except KeyboardInterrupt:
        return _fail("Stopped.")
    except BrokenPipeError:
        # Who read our output has gone, as with `zwerm search … | head`. Without this, closing it complains once more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        return _fail(told_of_system(error))


def _set_up() -> None:
    """Hundreds of modules are read, and all stay: to look for rubbish among them again and again took an eighth of each start."""
    import django

    gc.disable()
    try:
        django.setup()
    finally:
        gc.freeze()
        gc.enable()


def _run(words: Sequence[str]) -> int:
    from django.db import Error as DatabaseError
    from django.utils.translation import override

    from zwerm.operations.copies.unfinished import not_half_restored
    from zwerm.operations.locks import leading_to_who_serves
    from zwerm.operations.registry import Refused, WrongUsage, commands
    from zwerm.operations.troubles import told_of_database

    if words and not words[0].startswith("-") and words[0] not in commands:
        return _tell_unknown(words[0], list(commands))
    chosen = parser().parse_args(words)
    if not chosen.command:
        parser().print_help(sys.stderr)
        return 2
    command = commands[chosen.command]
    try:
        # One language for what scripts read and people search for; pages speak the reader's own.
        with override("en"), not_half_restored(chosen.command), leading_to_who_serves():
            answer = command.run(chosen)
    except WrongUsage as wrong:
        return _fail(f"{wrong}\nMore with: zwerm {command.name} --help", 2)
    except Refused as refusal:
        return _fail(str(refusal))
    except DatabaseError as error:
        return _fail(told_of_database(error))
    _print(answer, chosen.json, command)
    return 0 if command.well(answer) else 1


def _fail(message: str, status: int = 1) -> int:
    print(message, file=sys.stderr)
    return status


def _tell_unknown(word: str, known: list[str]) -> int:
    near = difflib.get_close_matches(word, known, 1)
    print(f"There is no command “{word}”." + (f" Did you mean: zwerm {near[0]}" if near else ""), file=sys.stderr)
    parser().print_help(sys.stderr)
    return 2


def _print(answer: object, as_json: bool, command: Command) -> None:
    if not as_json and command.tell:
        print(command.tell(answer))
    elif answer is not None:
        import msgspec

        sys.stdout.write(msgspec.json.format(msgspec.json.encode(answer), indent=2).decode() + "\n")
    sys.stdout.flush()


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
