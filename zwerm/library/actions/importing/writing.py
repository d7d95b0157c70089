"""One document that was read → an item, in one transaction with what is remembered of the file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import unquote
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile

from zwerm.library.actions.attachment import keep_attachment
from zwerm.library.actions.importing.arrivals import Arrivals
from zwerm.library.actions.importing.authors import Authors
from zwerm.library.actions.importing.beside import Beside
from zwerm.library.actions.importing.collection import ABSENT, PICTURE, digest_of
from zwerm.library.actions.importing.loose import Placed
from zwerm.library.actions.importing.reading import Reading
from zwerm.library.actions.keep import keep_item
from zwerm.library.actions.picture import keep_picture
from zwerm.library.actions.refusals import NotAFile, NotAPicture, NotKept
from zwerm.library.actions.revise import revise_item
from zwerm.library.imports.document import Document, Note, Reason
from zwerm.library.imports.limits import PICTURE_BYTES
from zwerm.library.imports.linking import fragment_of, rewrite_links
from zwerm.library.imports.reading import READER
from zwerm.library.imports.walking import Found
from zwerm.library.models import ImportedFile, ImportRun, Item, ItemSkill, Version
from zwerm.library.rules.files import ending_of, name_of
from zwerm.people.models import Person, Space
from zwerm.skills.actions import take_tags

_TITLE = 300
_MOST_BESIDE = 500
# Of the links that lead nowhere: so many are told, each with so many letters.
_MOST_TOLD, _LONGEST_TOLD = 3, 80
Outcome = ImportedFile.Outcome


@dataclass(slots=True)
class Writer:
    """Writes the documents of one source. `targets`: the item that every document has, or will have when it comes in."""

    person: Person
    space: Space
    run: ImportRun
    arrivals: Arrivals
    targets: Mapping[str, UUID]
    authors: Authors

    @property
    def beside(self) -> Beside:
        return self.arrivals.beside

    def write(self, row: ImportedFile, reading: Reading) -> None:
        """Remember what became of this file, together with the item that it became."""
        row.run, row.hash, row.reader, row.reason, row.notes = self.run, reading.hash, READER, None, []
        if reading.document is None:
            self.leave_out(row, reading.reason or Reason("unreadable"))
            return
        if row.outcome not in {Outcome.WAITING, Outcome.SKIPPED} and row.item_id is None:
            self.leave_out(row, Reason("removed_here"))
            return
        notes = list(reading.document.notes)
        row.beside = dict(reading.beside)
        text = self.text_of(row, reading.document, notes)
        row.notes = [{"code": note.code, "params": note.params} for note in notes]
        self.keeping(row, lambda: self._write_item(row, reading, text))

    def keeping(self, row: ImportedFile, write: Callable[[], object]) -> None:
        """What cannot be kept is left out with the reason."""
        try:
            write()
        except NotKept as refusal:
            self.leave_out(
                row,
                Reason("too_much_text" if refusal.field == "text" else "reader_failed", {"error": str(refusal.reason)}),
            )

    def leave_out(self, row: ImportedFile, reason: Reason) -> None:
        row.outcome, row.reason = Outcome.SKIPPED, {"code": reason.code, "params": reason.params}
        row.save()

    def _write_item(self, row: ImportedFile, reading: Reading, text: str) -> None:
        """What is remembered of the file is written with the item, in a transaction that waits for no parsing: others cannot write meanwhile."""
        document = reading.document
        assert document is not None
        title = document.title[:_TITLE]
        created, updated = _dates(document, reading.found.modified)
        if row.item is None or (row.is_shared and row.item.space_id != self.space.id):
            # What is read elsewhere too stays as it is there: a file that changed becomes an item of its own here.
            keep_item(
                self.person, self.space, Item.Kind.PAGE, title, text, language=document.language,
                credits=self.authors.match(document.authors), created=created, updated=updated,
                source=row.path[:500], identity=row.reserved, part_of=self.run.activity,
                with_it=lambda item: self._came_in(row, reading.found, item, document.tags),
            )  # fmt: skip
        elif row.item.current_id != row.version_id:
            self.write_conflict(row, document, title, text)
        else:
            before, changed = row.version_id, max(updated, row.item.updated)
            version = revise_item(
                self.person, row.item, title, text, updated=changed,
                with_it=lambda version: self._changed(row, reading.found, version),
            )  # fmt: skip
            if version.id == before:
                row.outcome = Outcome.UNCHANGED
                row.save()
            elif row.version_id != version.id:
                self._changed(row, reading.found, version)

    def _came_in(self, row: ImportedFile, found: Found, item: Item, tags: Sequence[str]) -> None:
        row.item, row.version, row.brought_by, row.outcome = item, item.version, self.run, Outcome.IMPORTED
        _tell(row, found, "kept_as_new")
        row.save()
        # Only of what is new: later it is for people to say what a text is about.
        take_tags(self.person, ItemSkill, item, tags)

    def _changed(self, row: ImportedFile, found: Found, version: Version) -> None:
        row.version, row.brought_by, row.outcome = version, self.run, Outcome.UPDATED
        _tell(row, found, "replaces")
        row.save()

    def write_conflict(self, row: ImportedFile, document: Document, title: str, text: str) -> None:
        """What people wrote here stays. The new text of the file waits as a draft of whoever imports."""
        assert row.item is not None
        row.outcome, row.reason = Outcome.CONFLICT, {"code": "changed_here", "params": {}}
        if (row.item.title, row.item.version.text) == (title, text):
            row.version, row.outcome, row.reason = row.item.current, Outcome.UNCHANGED, None
        elif row.draft is not None and row.draft.published is None and row.draft.author_id == self.person.id:
            revise_item(self.person, row.draft, title, text)
        else:
            keep_item(
                self.person, self.space, row.item.kind, title, text, language=document.language, publish=False,
                credits=self.authors.match(document.authors), source=row.path[:500],
                with_it=lambda draft: self._waits(row, draft),
            )  # fmt: skip
            return
        row.save()

    def _waits(self, row: ImportedFile, draft: Item) -> None:
        row.draft = draft
        row.save()

    def text_of(self, row: ImportedFile, document: Document, notes: list[Note]) -> str:
        """The Markdown with links to items and pictures on storage."""
        text = document.markdown
        for picture in document.pictures:
            kept = kept_picture(picture.data)
            text = text.replace(f"picture:{picture.name}", f"picture:{kept}") if kept else text
        lost = large = left_out = 0
        words: dict[str, None] = {}
        missing: dict[str, None] = {}
        refers: dict[str, None] = {}

        def write_link(link: str) -> str | None:
            nonlocal large, left_out
            target = self.beside.places.find(link, row.path)
            if target is None or target not in self.targets:
                if (kept := self._file_beside(row, link)) is None:
                    missing[link[:300]] = None
                    if self.beside.is_too_large(link, row.path):
                        large += 1
                    else:
                        words[_place_in(link)] = None
                return kept
            if target == row.path:
                return fragment_of(link) or None
            if not self.arrivals.comes_in(target):
                missing[link[:300]] = None
                left_out += 1
                return None
            refers[target] = None
            return f"item:{self.targets[target]}{fragment_of(link)}"

        def write_picture(link: str) -> str | None:
            nonlocal lost
            data = self.beside.picture(link, row.path)
            if len(row.beside) < _MOST_BESIDE:
                row.beside[PICTURE + link] = ABSENT if data is None else digest_of(data)
            kept = kept_picture(data) if data is not None else None
            lost += kept is None
            return f"picture:{kept}" if kept else None

        text = rewrite_links(text, write_link, write_picture)
        row.missing, row.refers = list(missing)[:200], list(refers)
        notes += _told_of(lost, list(words), large, left_out)
        return text

    def _file_beside(self, row: ImportedFile, link: str) -> str | None:
        """What a text links to, for a file of the source that is no document: it is kept as it is."""
        data = self.beside.picture(link, row.path)
        if data is None:
            return None
        if len(row.beside) < _MOST_BESIDE:
            row.beside[PICTURE + link] = digest_of(data)
        name = kept_file(data, link.partition("#")[0].partition("?")[0])
        return f"attachment:{name}" if name else None


def _tell(row: ImportedFile, found: Found, code: str) -> None:
    """What is to be told of a file that was uploaded loose, when it comes in or changes something."""
    note = found.note if isinstance(found, Placed) else None
    if note is not None and note.code == code:
        row.notes = [{"code": code, "params": note.params}, *row.notes]


def kept_picture(data: bytes) -> str | None:
    try:
        return keep_picture(data).hash
    except NotAPicture:
        return None


def kept_file(data: bytes, name: str) -> str | None:
    """Its hash with the ending of this name."""
    try:
        kept = keep_attachment(SimpleUploadedFile(name, data))
    except NotAFile:
        return None
    return name_of(kept.hash, ending_of(name))


def _place_in(link: str) -> str:
    """As people read it, without the place on the page."""
    place = unquote(link.partition("#")[0])
    return place if len(place) <= _LONGEST_TOLD else f"{place[:_LONGEST_TOLD]}…"


def _told_of(lost: int, words: Sequence[str], large: int, left_out: int) -> Iterator[Note]:
    """What its report says of pictures that are not there, links that became words, and files that are too large or left out."""
    if lost:
        yield Note("picture_left_out", {"why": "missing", "count": lost})
    if words:
        more = max(0, len(words) - _MOST_TOLD)
        told: dict[str, str | int] = {"links": ", ".join(words[:_MOST_TOLD]), "more": more}
        yield Note("some_links_became_words" if more else "links_became_words", told)
    if left_out:
        yield Note("link_without_target", {"count": left_out})
    if large:
        yield Note("file_too_large", {"count": large, "limit": PICTURE_BYTES})


def _dates(document: Document, modified: datetime | None) -> tuple[datetime, datetime]:
    """When it was made and last changed: what the document says, else its file, never in the future."""
    now = datetime.now(UTC)
    changed = min(document.modified or modified or document.created or now, now)
    made = min(document.created or changed, now)
    return made, max(changed, made)
