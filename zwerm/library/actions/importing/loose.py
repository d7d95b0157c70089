"""Files that were uploaded on their own: of two with the same name, whether they are one document or two. See docs/decisions/0115."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from pathlib import PurePosixPath
from uuid import UUID

from zwerm.library.actions.importing.collection import digest_of_file
from zwerm.library.actions.revise import may_revise
from zwerm.library.imports import limits
from zwerm.library.imports.document import Document, Note, Refused
from zwerm.library.imports.kinds import is_supported
from zwerm.library.imports.sandbox import Sandbox
from zwerm.library.imports.titles import same_title, title_from_path
from zwerm.library.imports.walking import Found
from zwerm.library.models import ImportedFile, ImportRun, source_key
from zwerm.library.rules.likeness import ALIKE, alike, shingles
from zwerm.people.models import Person, Space

# What makes them one source. They are no folder that belongs together.
LOOSE = "upload:"
MOST_COMPARED = 50
FEW_WORDS = 60
_NUMBERED = re.compile(r"^(?P<stem>.+) \(\d+\)(?P<suffix>\.[^.]*)?$")
_VACANT = (ImportedFile.Outcome.WAITING, ImportedFile.Outcome.SKIPPED)


@dataclass(frozen=True, slots=True)
class Placed:
    """A file under the name by which it is known here. `sent`: the name that it came with; `note`: what its report tells of that."""

    path: str
    file: Found
    sent: str
    note: Note | None = None

    @property
    def modified(self) -> datetime | None:
        return self.file.modified

    def read(self, limit: int = limits.FILE_BYTES) -> bytes:
        return self.file.read(limit)


def numbered(name: str, number: int) -> str:
    """`note.md` → `note (2).md`."""
    path = PurePosixPath(name)
    return f"{path.stem} ({number}){path.suffix}"


class Loose:
    """All of one upload. Of each: the document that it was before, or a name that is free."""

    def __init__(self, person: Person, space: Space, run: ImportRun, files: Sequence[Found], sandbox: Sandbox) -> None:
        self._person, self._run, self._sandbox = person, run, sandbox
        self._paths = {file.path for file in files}
        self._earlier = self._find_earlier(space)
        self._taken: set[UUID] = set()
        self._given: set[str] = set()
        self._known = {file.path: placed for file in files if (placed := self._same_bytes(file))}

    def place(self, file: Found) -> Placed:
        return self._known.get(file.path) or self._place(file)

    def _find_earlier(self, space: Space) -> dict[str, list[ImportedFile]]:
        wanted = {self._name(path) for path in self._paths} | self._paths
        loose = (
            ImportedFile.objects.filter(space=space, source=source_key(LOOSE))
            if wanted
            else ImportedFile.objects.none()
        )
        earlier: dict[str, list[ImportedFile]] = {}
        for row in loose.only("path", "hash", "run", "item", "outcome").order_by("id"):
            for name in {row.path, _bare(row.path)} & wanted:
                earlier.setdefault(name, []).append(row)
        return earlier

    def _name(self, path: str) -> str:
        """The name that it was sent with: the second of two in one upload was given a number."""
        bare = _bare(path)
        return bare if bare in self._paths else path

    def _same_bytes(self, file: Found) -> Placed | None:
        earlier = [row for row in self._earlier.get(self._name(file.path), []) if row.hash]
        if not earlier:
            return None
        digest = digest_of_file(file)
        row = next((row for row in earlier if row.hash == digest and row.id not in self._taken), None)
        return self._as(row, file, None) if row else None

    def _place(self, file: Found) -> Placed:
        name = self._name(file.path)
        earlier = [row for row in self._earlier.get(name, []) if not _is_vacant(row)]
        document = _read(file, self._sandbox) if earlier else None
        if document is None:
            return self._as_new(file, name, None)
        # What came in with this very upload is another file, however alike.
        others = [row.id for row in earlier if row.id not in self._taken and row.run_id != self._run.id]
        row = self._same(document, name, others)
        if row is None or row.item is None:
            return self._as_new(file, name, Note("kept_as_new"))
        return self._as(row, file, Note("replaces", {"title": row.item.title}))

    def _as(self, row: ImportedFile, file: Found, note: Note | None) -> Placed:
        self._taken.add(row.id)
        return Placed(row.path, file, self._name(file.path), note)

    def _as_new(self, file: Found, name: str, note: Note | None) -> Placed:
        rows = self._earlier.get(name, []) + self._earlier.get(file.path, [])
        used = {row.path for row in rows if row.id in self._taken or not _is_vacant(row)}
        used |= self._given | (self._paths - {file.path})
        names = (file.path, *(numbered(name, number) for number in range(2, len(used) + 3)))
        path = next(one for one in names if one not in used)
        self._given.add(path)
        return Placed(path, file, name, note)

    def _same(self, document: Document, name: str, ids: Sequence[UUID]) -> ImportedFile | None:
        best: tuple[float, ImportedFile | None] = (0.0, None)
        rows = ImportedFile.objects.filter(id__in=ids[-MOST_COMPARED:])
        for row in rows.select_related("item__current", "item__space", "version"):
            if row.item is not None and may_revise(self._person, row.item):
                best = max(best, (_likeness(document, name, row), row), key=lambda pair: pair[0])
        return best[1] if best[0] >= ALIKE else None


def _is_vacant(row: ImportedFile) -> bool:
    """Nothing ever came in under this name. What came in and was removed here is no such thing."""
    return row.item_id is None and row.outcome in _VACANT


def _bare(path: str) -> str:
    found = _NUMBERED.match(path)
    return found["stem"] + (found["suffix"] or "") if found else path


def _read(file: Found, sandbox: Sandbox) -> Document | None:
    if not is_supported(file.path):
        return None
    try:
        return sandbox.read(file.path, file.read())
    except Refused:
        return None


def _likeness(document: Document, name: str, row: ImportedFile) -> float:
    """0 to 1: whether this is what the file said before, or what people made of it here."""
    assert row.item is not None, "only items are compared"
    versions = [row.item.version, *([row.version] if row.version else [])]
    # A title that only repeats the name of the file says nothing that the name did not say.
    is_own = not same_title(document.title, title_from_path(name))
    if is_own and any(same_title(document.title, version.title) for version in versions):
        return 1.0
    return max(_share(document.markdown, version.text) for version in versions)


def _share(one: str, other: str) -> float:
    first, second = one.split(), other.split()
    if max(len(first), len(second)) > FEW_WORDS:
        return alike(set(shingles(one)), set(shingles(other)))
    # Of a few words, one that changed touches most of the shingles.
    return SequenceMatcher(None, first, second, autojunk=False).ratio()
