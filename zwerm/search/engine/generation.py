"""Where an index lives: one folder per generation, and a file that names the one in use.

A generation holds the two indexes, the vectors of things, and what was learnt from the texts when it was made. A new
one is made beside the one in use and takes its place in one step; who is still reading the old one can finish.
"""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

import msgspec

from zwerm.search.engine.schema import FORMAT

KEEP = 1


class About(msgspec.Struct, frozen=True):
    """What a generation was made of. `learnt_from` things: when there are many more, it is time for a new one.

    `begun`: seconds since 1970. What was forgotten after that moment may still be in its files.
    """

    format: int = FORMAT
    learnt_from: int = 0
    meaning: str = ""
    begun: float = 0.0


class Generation:
    """One complete index."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def about(self) -> About:
        try:
            return msgspec.json.decode((self.path / "about.json").read_bytes(), type=About)
        except (OSError, msgspec.DecodeError, msgspec.ValidationError):
            return About(format=0)

    def describe(self, about: About) -> None:
        write_whole(self.path / "about.json", msgspec.json.encode(about))


class Generations:
    """All generations under one folder."""

    def __init__(self, home: Path) -> None:
        self.home = home

    def current(self) -> Generation | None:
        """The one in use; none before the first, or when it was made by another version of the format."""
        try:
            name = (self.home / "current").read_text("ascii").strip()
        except FileNotFoundError:
            return None
        generation = Generation(self.home / name)
        return generation if generation.about.format == FORMAT else None

    def begin(self) -> Generation:
        """A new, empty generation beside the others; not in use yet."""
        self.home.mkdir(parents=True, exist_ok=True)
        number = max((int(path.name) for path in self._folders()), default=0) + 1
        path = self.home / f"{number:06}"
        path.mkdir()
        generation = Generation(path)
        generation.describe(About(begun=time.time()))
        return generation

    def use(self, generation: Generation, *, keep: int = KEEP) -> None:
        """Let every reader move to this generation, in one step; sweep up older ones but `keep`."""
        write_whole(self.home / "current", generation.name.encode())
        older = sorted(path for path in self._folders() if path.name < generation.name)
        for path in older[: len(older) - keep]:
            shutil.rmtree(path, ignore_errors=True)

    def drop(self, generation: Generation) -> None:
        shutil.rmtree(generation.path, ignore_errors=True)

    def _folders(self) -> list[Path]:
        if not self.home.is_dir():
            return []
        return [path for path in self.home.iterdir() if path.is_dir() and path.name.isdigit()]


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that a crash leaves the old one or the new one, never half of one."""
    temporary = path.with_name(f"{path.name}.{os.getpid()}.new")
    with temporary.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
