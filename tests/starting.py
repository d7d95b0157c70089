"""Programs of our own, started without reading Python's libraries and our own modules again.

Most of a start goes into that, and the tests start hundreds. So each process of a test run keeps one program beside it in which
they stand ready, set up for an installation that nobody has. Every program that is started is a copy of it that forgets those
settings and goes on as `python -m zwerm` or `python -c` does. When its own settings differ in anything that was asked while setting
up, it begins anew as people's do. To whoever started it, it is a child like any other. What a library does by chance at its start
(the order of sets) is then the same in all of them; `truly` starts one as people do.
"""

from __future__ import annotations

import atexit
import ctypes
import gc
import importlib
import json
import os
import runpy
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import django
from django.conf import settings
from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django.utils.functional import empty

ROOT = Path(__file__).resolve().parents[1]
# Of tests alone.
NOT_IN_PROGRAMS = {
    "__main__",
    "_pytest",
    "axe_playwright_python",
    "conftest",
    "execnet",
    "greenlet",
    "hypothesis",
    "iniconfig",
}
NOT_IN_PROGRAMS |= {"playwright", "pluggy", "pyee", "pytest", "pytest_django", "tests", "xdist"}
LARGEST = 100_000
ADOPT_ORPHANS = 36  # PR_SET_CHILD_SUBREAPER


def start(words: list[str], environment: dict[str, str], *, truly: bool = False) -> subprocess.Popen[str]:
    """`words` as given to Python: `-m` with a module and its words, or `-c` with code."""
    # Nobody may read on after the line that was waited for: what it tells then must fit, or it stands still.
    given: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "pipesize": 1024 * 1024}
    kind = subprocess.Popen if truly or sys.platform != "linux" else Copy
    return kind([sys.executable, *words], env=environment, text=True, **given)


class Copy(subprocess.Popen[str]):
    """Begun by the program that stands ready; waited for, told and killed as any other."""

    def _execute_child(self, args: list[str], *given: Any) -> None:
        environment, pipes = given[5], given[9:15]
        _, _, _, told, _, complained = pipes
        try:
            self.pid = Ready.here().begin(args[1:], environment, told, complained)
            self._child_created = True
        finally:
            self._close_pipe_fds(*pipes)  # type: ignore[attr-defined]


class Ready:
    """The program beside this process; it ends when this process does."""

    _here: Ready | None = None
    _one_at_a_time = threading.Lock()

    @classmethod
    def here(cls) -> Ready:
        with cls._one_at_a_time:
            cls._here = cls._here or Ready()
            return cls._here

    def __init__(self) -> None:
        # The program makes each copy through a go-between that ends at once: then the copy is a child of ours.
        ctypes.CDLL(None).prctl(ADOPT_ORPHANS, 1, 0, 0, 0)
        self._to, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        names = [name for name in sys.modules if name.partition(".")[0] not in NOT_IN_PROGRAMS | {"zwerm"}]
        environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            # Threads do not come along in a copy.
            "OPENBLAS_NUM_THREADS": "1",
            # As most that are started have them.
            "ZWERM_LANGUAGE": "en",
            "ZWERM_DATABASE_URL": os.environ.get("ZWERM_DATABASE_URL", ""),
        }
        with its:
            self._program = subprocess.Popen(
                [sys.executable, "-m", "tests.starting", str(its.fileno())],
                env=environment,
                stdin=subprocess.PIPE,
                pass_fds=[its.fileno()],
                text=True,
            )
        assert self._program.stdin
        self._program.stdin.write(json.dumps(names))
        self._program.stdin.close()

    def begin(self, words: list[str], environment: dict[str, str], told: int, complained: int) -> int:
        asked = json.dumps({"words": words, "environment": environment, "folder": str(Path.cwd())}).encode()
        assert len(asked) < LARGEST
        with self._one_at_a_time:
            socket.send_fds(self._to, [asked], [told, complained])
            return int(self._to.recv(LARGEST))


def read_ahead(names: list[str]) -> None:
    for name in names:
        before = set(sys.modules)
        try:
            importlib.import_module(name)
        except Exception:
            # It asks for settings, or for being read after another: as if it had not been tried.
            for new in set(sys.modules) - before:
                del sys.modules[new]


def set_up() -> dict[str, object]:
    """For nobody's installation; answers what was asked of its settings."""
    with TemporaryDirectory() as home:
        os.environ |= {"DJANGO_SETTINGS_MODULE": "zwerm.settings", "ZWERM_HOME": home}
        django.setup()
        # What commands and pages read when they are asked.
        MigrationLoader(None)
        importlib.import_module("zwerm.urls")
    return {name: value for name, value in vars(settings).items() if name != "_wrapped"}


def set_up_as_own(asked: dict[str, object], words: list[str]) -> None:
    """From here on the program has its own settings; it is set up when it asks for that."""
    settings._wrapped = empty
    del sys.modules["zwerm.settings"]
    # What it keeps of its settings would stay.
    vars(connections).clear()
    connections.__init__()  # type: ignore[misc]

    def as_asked(*given: Any, **named: Any) -> None:
        set_up_before(*given, **named)
        if any(_of_models(name, getattr(settings, name)) != _of_models(name, value) for name, value in asked.items()):
            os.execv(sys.executable, [sys.executable, *words])  # noqa: S606

    set_up_before, django.setup = django.setup, as_asked


def _of_models(name: str, value: Any) -> object:
    """Of databases, only their kind is asked for what models are: how long a name may be."""
    return {alias: one["ENGINE"] for alias, one in value.items()} if name == "DATABASES" else value


def wait_to_be_copied(number: int) -> list[str]:
    """Answers in a copy only: what it is to do."""
    asking = socket.socket(fileno=number)
    while True:
        asked, pipes, _, _ = socket.recv_fds(asking, LARGEST, 2)
        if not asked:
            os._exit(0)
        reads, writes = os.pipe()
        if between := os.fork():
            os.waitpid(between, 0)
            asking.send(os.read(reads, 100))
            for done in (reads, writes, *pipes):
                os.close(done)
            continue
        if copy := os.fork():
            os.write(writes, str(copy).encode())
            os._exit(0)
        for to, pipe in enumerate(pipes, start=1):
            os.dup2(pipe, to)
        for done in (reads, writes, *pipes):
            os.close(done)
        asking.close()
        signal.signal(signal.SIGINT, signal.default_int_handler)
        gc.enable()
        told = json.loads(asked)
        os.environ.clear()
        os.environ.update(told["environment"])
        os.chdir(told["folder"])
        return list(told["words"])


def leave(status: int) -> None:
    """As Python does, but without taking apart what was read: a copy would have to be made of all that first."""
    sys.stdout.flush()
    sys.stderr.flush()
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


if __name__ == "__main__":
    # Ctrl-C in a terminal is for the tests, which end this by leaving.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()
    read_ahead(json.load(sys.stdin))
    asked = set_up()
    gc.collect()
    gc.freeze()
    kind, *words = wait_to_be_copied(int(sys.argv[1]))
    set_up_as_own(asked, [kind, *words])
    sys.argv = ["-c", *words[1:]] if kind == "-c" else words
    try:
        if kind == "-m":
            runpy._run_module_as_main(words[0])  # type: ignore[attr-defined]
        else:
            exec(compile(words[0], "<string>", "exec"), {"__name__": "__main__"})  # noqa: S102  as Python does
    except SystemExit as left:
        if not isinstance(left.code, int | None):
            raise
        leave(left.code or 0)
    leave(0)
