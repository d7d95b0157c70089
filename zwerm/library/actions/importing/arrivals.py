"""Which files of a source come in, known before a text that links to them is written: no link leads to what is left out."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from threading import RLock

from zwerm.library.actions.importing.beside import Beside
from zwerm.library.actions.importing.reading import Reading, read_file
from zwerm.library.actions.refusals import NotKept, check_words
from zwerm.library.imports.document import Document
from zwerm.library.imports.linking import rewrite_links
from zwerm.library.imports.reading import READER
from zwerm.library.imports.sandbox import Sandbox
from zwerm.library.imports.walking import Found
from zwerm.library.models import ImportedFile

Outcome = ImportedFile.Outcome
# Of what is read ahead of its turn so much is kept; of the rest only whether it comes in.
MOST_KEPT_BYTES = 32 * 1024 * 1024


@dataclass(slots=True)
class Arrivals:
    """Reads the documents of one source, each in its turn, or ahead of it when another links to it. Two threads use it.

    `rows`: what is remembered of each file. `documents`: all that an item is or will be made of; of those, `ordinary` are
    read here, and what an export wrote is brought back before them.
    """

    beside: Beside
    rows: Mapping[str, ImportedFile]
    documents: frozenset[str]
    ordinary: Mapping[str, Found]
    sandbox: Sandbox
    _kept: dict[str, Reading] = field(default_factory=dict)
    _kept_bytes: int = 0
    _readable: dict[str, bool] = field(default_factory=dict)
    _lock: RLock = field(default_factory=RLock)

    def read(self, file: Found) -> Reading:
        """In its turn; and what it links to is looked at."""
        with self._lock:
            reading = self._kept.pop(file.path, None)
            if reading is None:
                reading = self._read(file)
            else:
                self._kept_bytes -= _size(reading)
            for link in reading.document.links if reading.document else ():
                self.leads_somewhere(link, file.path)
            return reading

    def leads_somewhere(self, link: str, origin: str) -> bool:
        """Whether `link` in the file `origin` leads to a document that is or will be an item."""
        target = self.beside.places.find(link, origin)
        return target is not None and self.comes_in(target)

    def comes_in(self, path: str) -> bool:
        """Whether the document at `path` is an item, or will be one when this import is done."""
        if path not in self.documents:
            return False
        row = self.rows[path]
        if row.item_id is not None:
            return True
        if row.outcome not in {Outcome.WAITING, Outcome.SKIPPED}:
            return False
        if path not in self.ordinary:
            return row.outcome == Outcome.WAITING
        with self._lock:
            if path not in self._readable:
                self._read_early(self.ordinary[path])
            return self._readable[path]

    def is_same(self, path: str, digest: str) -> bool:
        """Whether the file with these bytes was met before, and nothing that it takes or links to is other than it was then."""
        row = self.rows[path]
        if row.hash != digest or row.reader != READER or row.outcome == Outcome.WAITING:
            return False
        if row.item_id is None:
            return row.outcome == Outcome.SKIPPED and self.beside.is_same(row.beside, path)
        if any(self.leads_somewhere(link, path) for link in row.missing):
            return False
        return self.beside.is_same(row.beside, path)

    def _read_early(self, file: Found) -> None:
        reading = self._read(file)
        if self._kept_bytes + _size(reading) <= MOST_KEPT_BYTES:
            self._kept[file.path] = reading
            self._kept_bytes += _size(reading)

    def _read(self, file: Found) -> Reading:
        reading = read_file(file, self.beside.collection, self.sandbox, self.is_same)
        # Neither a document nor a reason: the same as the last time, when it did not come in.
        self._readable[file.path] = reading.document is not None and self._can_be_kept(reading.document, file.path)
        return reading

    def _can_be_kept(self, document: Document, path: str) -> bool:
        def there(link: str) -> str | None:
            return link if self.beside.has(link, path) else None

        with suppress(NotKept):
            check_words(document.title, rewrite_links(document.markdown, lambda link: link, there))
            return True
        return False


def _size(reading: Reading) -> int:
    document = reading.document
    return 0 if document is None else len(document.markdown) + sum(len(one.data) for one in document.pictures)
