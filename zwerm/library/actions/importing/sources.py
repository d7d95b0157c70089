"""What an import meets: folders and zips, each a source of its own, and files that were uploaded loose."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from zwerm.library.actions.importing.gone import is_whole
from zwerm.library.actions.importing.loose import LOOSE, Loose
from zwerm.library.imports.kinds import is_archive
from zwerm.library.imports.sandbox import Sandbox
from zwerm.library.imports.walking import Found, LeftOut, walk
from zwerm.library.models import ImportRun
from zwerm.library.rules import exported
from zwerm.people.models import Person, Space

Entries = Sequence[Found | LeftOut]


@dataclass(frozen=True, slots=True)
class Sources:
    """Iterates over what makes each the same source, its files, and whether these are all its files."""

    met: Sequence[tuple[str, Entries, bool]]
    loose: Loose

    @property
    def count(self) -> int:
        return sum(len(entries) for _, entries, _ in self.met)

    def __iter__(self) -> Iterator[tuple[str, Entries, bool]]:
        for name, entries, whole in self.met:
            if name == LOOSE:
                entries = [entry if isinstance(entry, LeftOut) else self.loose.place(entry) for entry in entries]
            yield name, entries, whole


def sources_at(person: Person, space: Space, run: ImportRun, paths: Sequence[Path], stack: ExitStack) -> Sources:
    """All that lies at `paths`; zips are open as long as `stack`."""
    met: list[tuple[str, Entries, bool]] = []
    single: dict[str, list[Found | LeftOut]] = {}
    for path in paths:
        entries = list(walk(path, stack))
        # What tells of a whole export tells nothing of files that were chosen one by one.
        if _is_many(path) or path.name == exported.NAME:
            met.append((_source_of(path, run), entries, _is_many(path) and is_whole(entries)))
        else:
            single.setdefault(_source_of(path, run), []).extend(entries)
    # Some files of a folder say nothing about the others in it.
    met += [(name, together, False) for name, together in single.items()]
    loose = [entry for name, entries, _ in met if name == LOOSE for entry in entries if not isinstance(entry, LeftOut)]
    return Sources(met, Loose(person, space, run, loose, stack.enter_context(Sandbox())))


def _source_of(path: Path, run: ImportRun) -> str:
    """What makes a source the same source: its place on the machine, or the name of what was uploaded."""
    if run.upload:
        return f"upload:{path.name}" if _is_many(path) else LOOSE
    place = path.resolve()
    return str(place if _is_many(place) else place.parent)


def zip_of(source: str) -> str:
    """The name of the zip that this source is; else nothing."""
    return Path(source.removeprefix("upload:")).name[:300] if is_archive(source) else ""


def _is_many(path: Path) -> bool:
    return path.is_dir() or is_archive(path.name)
