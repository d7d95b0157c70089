"""What modules add to the running of an installation: commands, recurring work, health checks.

Filled by each module's `declares.py`, which Django loads once at start.
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from starlette.websockets import WebSocket


class Refused(Exception):
    """A command cannot do what was asked; the message tells the person why and what to do. Exit status 1."""


class WrongUsage(Refused):
    """The words of the command line cannot be meant; exit status 2."""


def _takes_none(parser: ArgumentParser) -> None:
    """Most commands need no arguments of their own."""


def _always(answer: object) -> bool:
    return True


@dataclass(frozen=True)
class Command:
    """`zwerm NAME`. `run` answers what `--json` prints: plain lists, dicts, text and numbers.

    `tell` writes that same answer for a person to read; progress goes to standard error. `well`: whether the answer is good news;
    when it is not, the exit status is 1.
    """

    name: str
    help: str
    run: Callable[[Namespace], object]
    arguments: Callable[[ArgumentParser], None] = _takes_none
    tell: Callable[[object], str] | None = None
    well: Callable[[object], bool] = _always


@dataclass(frozen=True)
class Recurring:
    """Work that returns: `run` is called about every `every`, by one worker at a time. It must be safe to repeat.

    `outward`: it waits for others over the network; so it does not stand in one row with what does not.
    """

    name: str
    every: timedelta
    run: Callable[[], None]
    outward: bool = False


@dataclass(frozen=True)
class Health:
    """One line of `zwerm doctor`: how it is, and when it is not well, what to do about it."""

    state: Literal["good", "off", "bad"]
    says: str
    remedy: str = ""


@dataclass(frozen=True)
class Check:
    name: str
    look: Callable[[], Health]


# What each is called → how many; {"": how many} where there is one.
Figures = Mapping[str, float]


@dataclass(frozen=True)
class Gauge:
    """A number at /metrics, named as Prometheus names them; `read` must be cheap. `of`: the name of the label that tells several apart."""

    name: str
    help: str
    read: Callable[[], Figures]
    of: str = ""


@dataclass(frozen=True)
class Rebuild:
    """Something derived that `zwerm rebuild NAME` makes again from nothing, while pages go on serving the old one.

    `run` answers plain numbers and text for `--json`, such as how much it read. `outside`: what it makes lies outside the database,
    so that it must be made again when a copy of the database was put back.
    """

    name: str
    run: Callable[[], dict[str, object]]
    outside: bool = False


@dataclass(frozen=True)
class DemoPart:
    """A module's share of the demo organisation; called in `order`, must be safe to repeat."""

    order: int
    name: str
    make: Callable[[], None]


class LiveRoute(NamedTuple):
    """A websocket address that is answered beside the pages. `answer` takes Starlette's WebSocket, not accepted yet.

    It runs in the event loop: whatever asks the database does so in a thread. `close` is awaited when the server stops.
    """

    path: str
    answer: Callable[[WebSocket], Awaitable[None]]
    close: Callable[[], Awaitable[None]]


commands: dict[str, Command] = {}
recurring: dict[str, Recurring] = {}
checks: dict[str, Check] = {}
gauges: dict[str, Gauge] = {}
rebuilds: dict[str, Rebuild] = {}
demo_parts: dict[str, DemoPart] = {}
live_routes: dict[str, LiveRoute] = {}
# Name → called when a copy of the database was put back; answers plain numbers for `zwerm restore --json`.
after_restore: dict[str, Callable[[], dict[str, object]]] = {}


def declare_command(command: Command) -> None:
    commands[command.name] = command


def declare_recurring(work: Recurring) -> None:
    recurring[work.name] = work


def declare_check(check: Check) -> None:
    checks[check.name] = check


def declare_gauge(gauge: Gauge) -> None:
    gauges[gauge.name] = gauge


def declare_rebuild(rebuild: Rebuild) -> None:
    rebuilds[rebuild.name] = rebuild


def declare_demo_part(part: DemoPart) -> None:
    demo_parts[part.name] = part


def declare_live_route(route: LiveRoute) -> None:
    live_routes[route.path] = route


def declare_after_restore(name: str, run: Callable[[], dict[str, object]]) -> None:
    """`run` puts right what a copy of some time ago cannot know, before pages are served again. It must be safe to repeat."""
    after_restore[name] = run
