"""The files of one source, as its documents refer to each other."""

from __future__ import annotations

import hashlib
import json
import posixpath
from collections.abc import Mapping, Sequence

from zwerm.library.imports.decoding import decode
from zwerm.library.imports.document import Refused
from zwerm.library.imports.walking import Found

# What a document took from beside it, as it stands in `ImportedFile.beside`.
PICTURE, INCLUDED, VARIABLES = "picture ", "included ", "variables"
ABSENT = ""
_INCLUDED_BYTES = 1024 * 1024


def digest_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def digest_of_file(file: Found) -> str:
    """Of what it holds; "" when that cannot be read."""
    try:
        return digest_of(file.read())
    except Refused:
        return ""


class Collection:
    """The files of one source, as its documents refer to each other."""

    def __init__(self, files: Sequence[Found]) -> None:
        self.files = {file.path: file for file in files}
        self.variables = self._read_variables()
        self.variables_digest = digest_of(json.dumps(dict(self.variables), sort_keys=True).encode("utf-8", "replace"))

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
