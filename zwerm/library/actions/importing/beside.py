"""What a document takes from the files beside it: pictures, files to hand out, included texts, variables. When one of them changes, so does the document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from zwerm.library.actions.importing.collection import ABSENT, INCLUDED, PICTURE, VARIABLES, Collection, digest_of
from zwerm.library.imports.document import Refused
from zwerm.library.imports.kinds import is_supported
from zwerm.library.imports.limits import PICTURE_BYTES
from zwerm.library.imports.linking import Places


@dataclass(slots=True)
class Beside:
    """Looks beside documents. `shown`: the pictures of the source that some document shows; `too_large`: what they wanted and could not have."""

    collection: Collection
    places: Places
    shown: set[str] = field(default_factory=set)
    too_large: set[str] = field(default_factory=set)
    _pictures: dict[str, str] = field(default_factory=dict)

    def picture(self, link: str, origin: str) -> bytes | None:
        """The bytes that `link` in the document `origin` leads to, when they lie in the source and are no document."""
        place = self._place(link, origin)
        if place is None:
            return None
        try:
            data = self.collection.files[place].read(PICTURE_BYTES)
        except Refused as refusal:
            if refusal.reason.code == "too_large":
                self.too_large.add(place)
            return None
        self._pictures[place] = digest_of(data)
        self.shown.add(place)
        return data

    def has(self, link: str, origin: str) -> bool:
        """Whether `picture` looks at a file for this link."""
        return self._place(link, origin) in self.collection.files

    def is_too_large(self, link: str, origin: str) -> bool:
        """Whether `picture` gave nothing for this link because there is too much of it."""
        return self._place(link, origin) in self.too_large

    def is_same(self, taken: Mapping[str, str], origin: str) -> bool:
        """Whether all that `origin` took from beside it (`ImportedFile.beside`) is still what it was."""
        return all(self.digest(what, origin) == digest for what, digest in taken.items())

    def digest(self, what: str, origin: str) -> str:
        """The hash of one of these things now; ABSENT when it is not there."""
        if what == VARIABLES:
            return self.collection.variables_digest if self.collection.variables else ABSENT
        if what.startswith(INCLUDED):
            text = self.collection.include(what.removeprefix(INCLUDED), origin)
            return ABSENT if text is None else digest_of(text.encode("utf-8", "replace"))
        link = what.removeprefix(PICTURE)
        place = self._place(link, origin)
        if place in self._pictures:
            self.shown.add(place)
            return self._pictures[place]
        data = self.picture(link, origin)
        return ABSENT if data is None else digest_of(data)

    def _place(self, link: str, origin: str) -> str | None:
        place = self.places.find(link, origin)
        return None if place is None or is_supported(place) else place
