"""Reads the documents of the demo organisation: Markdown with a head of `key: value` lines between two `---`.

A document's folder is the slug of its space. Links to one another are relative paths, so that they also work in an editor.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from uuid import UUID, uuid5

HERE = Path(__file__).parent
_DEMO = UUID("5f3d6c1e-0d5b-5c43-9b57-5b7c5a6f7a10")
_HEAD = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_LINK = re.compile(r"\]\(([^()\s:#]+\.md)(#[^()\s]*)?\)")


@dataclass(frozen=True)
class Document:
    """One demo item. `path` is relative to the language's folder; the item's id follows from it."""

    path: str
    head: Mapping[str, str]
    text: str

    @property
    def identity(self) -> UUID:
        return identity_of(self.path)

    @property
    def space(self) -> str:
        return posixpath.dirname(self.path)

    @property
    def authors(self) -> list[str]:
        """Addresses of those who made it, the first author first."""
        others = self.head.get("co_authors", "").split(",")
        return [self.head["author"], *(address.strip() for address in others if address.strip())]

    @property
    def created(self) -> datetime:
        return self._at_work(self.head["created"])

    @property
    def updated(self) -> datetime:
        return self._at_work(self.head.get("updated", self.head["created"]))

    @property
    def first_text(self) -> str:
        """What it said before it was changed: all but its last part. Empty when it never changed, or has one part only."""
        before, last, _rest = self.linked_text().rpartition("\n## ")
        return before.rstrip() + "\n" if last and before.strip() and self.updated > self.created else ""

    def _at_work(self, day: str) -> datetime:
        """A moment of that day in working time, the same one each time: nobody writes everything at nine."""
        minutes = int.from_bytes(sha256(f"{self.path} {day}".encode()).digest()[:4], "big") % (8 * 60)
        return datetime.fromisoformat(f"{day}T07:00:00").replace(tzinfo=UTC) + timedelta(minutes=minutes)

    def linked_text(self) -> str:
        """The text with its links to other documents turned into links to their items."""
        return _LINK.sub(self._item_link, self.text)

    def links(self) -> list[str]:
        """Paths of the documents that it links to."""
        return [self._target(match) for match in _LINK.finditer(self.text)]

    def _item_link(self, match: re.Match[str]) -> str:
        return f"](item:{identity_of(self._target(match))}{match.group(2) or ''})"

    def _target(self, match: re.Match[str]) -> str:
        return posixpath.normpath(posixpath.join(self.space, match.group(1)))


def identity_of(path: str) -> UUID:
    """The id of the item that this document becomes."""
    return uuid5(_DEMO, path)


def read_documents(folder: Path = HERE / "nl") -> list[Document]:
    """Every document, oldest first: what happened first is told first."""
    documents = [_read(path, folder) for path in sorted(folder.rglob("*.md"))]
    return sorted(documents, key=lambda document: (document.created, document.path))


def _read(path: Path, folder: Path) -> Document:
    text = path.read_text("utf-8")
    head = _HEAD.match(text)
    if not head:
        raise ValueError(f"{path} has no head.")
    lines = (line.partition(":") for line in head.group(1).splitlines() if line.strip())
    values = {key.strip(): value.strip().strip("\"'") for key, _, value in lines}
    return Document(path.relative_to(folder).as_posix(), values, text[head.end() :].strip() + "\n")
