"""Reading files ahead of writing them: one thread reads while the other writes to the database."""

from __future__ import annotations

import hashlib
import json
import posixpath
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

from zwerm.library.imports.decoding import decode
from zwerm.library.imports.document import Document, Reason, Refused
from zwerm.library.imports.sandbox import Sandbox
from zwerm.library.imports.walking import Found

AHEAD = 6
_INCLUDED_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Reading:
    """What one file held: a document, or the reason why not, or neither when it is the same as last time."""

    found: Found
    hash: str = ""
    document: Document | None = None
    reason: Reason | None = None


class Collection:
    """The files of one source, as its documents refer to each other."""

    def __init__(self, files: Sequence[Found]) -> None:
        self.files = {file.path: file for file in files}
        self.variables = self._read_variables()

    def include(self, name: str, origin: str) -> str | None:
        """The text of a file that another file includes: beside it, or seen from a folder above it."""
        folder = posixpath.dirname(origin)
        while True:
            path = posixpath.normpath(posixpath.join(folder, name))
            if path in self.files:
                try:
                    return decode(self.files[path].read(_INCLUDED_BYTES))[0]
                except Refused:
                    return None
            if not folder:
                return None
            folder = posixpath.dirname(folder)

    def _read_variables(self) -> Mapping[str, str]:
        """What `$NAME$` stands for, when the folder says so in a file `variables.json`."""
        variables: dict[str, str] = {}
        for path in sorted(self.files, key=lambda path: (-len(posixpath.basename(path)), path)):
            name = posixpath.basename(path).lower()
            if not (name.startswith("variables") and name.endswith(".json")):
                continue
            try:
                values = json.loads(self.files[path].read(_INCLUDED_BYTES))
            except (Refused, ValueError, RecursionError):
                continue
            if isinstance(values, dict):
                variables.update({key: value for key, value in values.items() if isinstance(value, str)})
        return variables


def read_ahead(
    files: Iterable[Found], collection: Collection, is_same: Callable[[str, str], bool]
) -> Iterator[Reading]:
    """A reading of every file, in order. `is_same(path, hash)` tells that a file need not be read again."""
    with Sandbox() as sandbox, ThreadPoolExecutor(1, "zwerm-import") as pool:
        waiting: deque[Future[Reading]] = deque()
        for file in files:
            waiting.append(pool.submit(_read, file, collection, sandbox, is_same))
            if len(waiting) > AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _read(file: Found, collection: Collection, sandbox: Sandbox, is_same: Callable[[str, str], bool]) -> Reading:
    digest = ""
    try:
        data = file.read()
        digest = hashlib.sha256(data).hexdigest()
        if is_same(file.path, digest):
            return Reading(file, digest)
        lookup = partial(collection.include, origin=file.path)
        return Reading(file, digest, sandbox.read(file.path, data, lookup, collection.variables))
    except Refused as refusal:
        return Reading(file, digest, reason=refusal.reason)
