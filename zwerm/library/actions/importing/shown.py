"""Pictures and files that lie in an export → the same here. What an export lacks is told, with the texts that it was in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from zwerm.library.actions.importing.collection import ABSENT, PICTURE
from zwerm.library.actions.importing.returning import Returned
from zwerm.library.actions.importing.writing import kept_file, kept_picture
from zwerm.library.imports.document import Reason, Refused
from zwerm.library.imports.limits import FILE_BYTES, PICTURE_BYTES
from zwerm.library.imports.walking import Found, LeftOut
from zwerm.library.models import Attachment, ImportedFile, Picture
from zwerm.library.rules import exported

_TITLES = 3


def lacked(row: ImportedFile) -> bool:
    """Whether a picture or file of it was not there the last time: it may be there now."""
    return ABSENT in row.beside.values()


def changed(row: ImportedFile) -> int:
    """How many of its pictures and files are not what they were when it was exported."""
    return sum(digest != ABSENT for digest in row.beside.values())


@dataclass(slots=True)
class _Lack:
    """Something that texts show and that did not come in."""

    code: str
    titles: dict[str, None] = field(default_factory=dict)

    @property
    def reason(self) -> Reason:
        titles = [f"“{title}”" for title in self.titles]
        more = ["…"] if len(titles) > _TITLES else []
        return Reason(self.code, {"titles": ", ".join(titles[:_TITLES] + more)})


@dataclass(slots=True)
class Shown:
    """`files`: all that lies in the source, by path."""

    files: Mapping[str, Found]
    _met: dict[str, str] = field(default_factory=dict)
    _lacks: dict[str, _Lack] = field(default_factory=dict)

    def picture(self, row: ImportedFile, returned: Returned, hash: str) -> str:
        """The hash that this picture has here; its own when it did not come in."""
        place = f"{returned.base}{exported.PICTURES}{hash}"

        def is_here() -> bool:
            return Picture.objects.filter(hash=hash).exists()

        places = [f"{place}.{ending}" for ending in exported.ENDINGS.values()]
        return self._here(row, returned, hash, [*places, place], PICTURE_BYTES, kept_picture, is_here)

    def file(self, row: ImportedFile, returned: Returned, name: str) -> str:
        """What this file is called here; its own name when it did not come in."""
        place = f"{returned.base}{exported.FILES}{name}"

        def is_here() -> bool:
            return Attachment.objects.filter(hash=name.partition(".")[0]).exists()

        return self._here(row, returned, name, [place], FILE_BYTES, lambda data: kept_file(data, name), is_here)

    def _here(
        self,
        row: ImportedFile,
        returned: Returned,
        name: str,
        places: Sequence[str],
        most: int,
        keep: Callable[[bytes], str | None],
        is_here: Callable[[], bool],
    ) -> str:
        """`places`: where it may lie; the last is what it is called when it lies nowhere."""
        place = next((place for place in places if place in self.files), places[-1])
        if place not in self._met:
            brought = self._bring(place, most, keep)
            self._met[place] = brought or name
            if not brought and not is_here():
                self._lacks[place] = _Lack("unusable_in_export" if place in self.files else "not_in_export")
        if place in self._lacks:
            self._lacks[place].titles[returned.kept.title] = None
            row.beside[PICTURE + place] = ABSENT
        elif self._met[place] != name:
            row.beside[PICTURE + place] = self._met[place]
        return self._met[place]

    def _bring(self, place: str, most: int, keep: Callable[[bytes], str | None]) -> str | None:
        """What it is called here; None when it is not there or cannot be kept."""
        if place not in self.files:
            return None
        try:
            return keep(self.files[place].read(most))
        except Refused:
            return None

    def left_out(self) -> list[LeftOut]:
        """All that did not come in, each with the reason and the texts that show it."""
        return [LeftOut(place, lack.reason) for place, lack in sorted(self._lacks.items())]
