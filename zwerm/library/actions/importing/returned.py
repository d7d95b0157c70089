"""One file that an export wrote → the item that it was, with what was written before."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from uuid import UUID

from zwerm.library.actions.aside import put_back_returned
from zwerm.library.actions.importing.bylines import Bylines
from zwerm.library.actions.importing.returning import Returned, Returns, digest_of_returned
from zwerm.library.actions.importing.shown import Shown, changed, lacked
from zwerm.library.actions.importing.talk import TalkWriter
from zwerm.library.actions.importing.writing import Writer
from zwerm.library.actions.keep import keep_item, language_of
from zwerm.library.actions.refusals import NotKept, check_words
from zwerm.library.actions.render import show_again
from zwerm.library.actions.revise import revise_item
from zwerm.library.actions.written import Written, prepare, write_version
from zwerm.library.imports.document import Document, Reason, Refused
from zwerm.library.imports.limits import TEXT_BYTES
from zwerm.library.imports.reading import READER
from zwerm.library.imports.walking import Found
from zwerm.library.models import Aside, ImportedFile, Item, Version
from zwerm.library.rules import exported
from zwerm.library.rules.markdown import read_markdown

Outcome = ImportedFile.Outcome


@dataclass(frozen=True, slots=True)
class _Text:
    """A version that comes back. `past` is None for what somebody wrote in the file after it was exported."""

    title: str
    text: str
    past: exported.Past | None


@dataclass
class ReturnWriter:
    """Writes what comes back. `writer` writes the ordinary documents of the same source."""

    writer: Writer
    returns: Returns

    @cached_property
    def shown(self) -> Shown:
        """The pictures and files of these texts."""
        return Shown(self.writer.beside.collection.files)

    @cached_property
    def _bylines(self) -> Bylines:
        return Bylines(self.writer.person, self.writer.space, self.writer.authors)

    def bring(self, row: ImportedFile, file: Found) -> None:
        returned = self.returns.files[file.path]
        row.run = self.writer.run
        try:
            data = file.read(TEXT_BYTES)
            digest = digest_of_returned(data, returned.kept)
            if row.hash == digest and row.item_id and row.outcome != Outcome.WAITING and not lacked(row):
                if row.outcome not in {Outcome.SKIPPED, Outcome.CONFLICT}:
                    row.outcome, row.reason = Outcome.UNCHANGED, None
                row.save()
                if row.item is not None:
                    self._bylines.sign_again(row.item, returned.kept)
                return
            row.hash, row.reader, row.reason, row.notes, row.beside = digest, READER, None, [], {}
            self._write(row, returned, data)
        except Refused as refusal:
            self.writer.leave_out(row, refusal.reason)

    def _write(self, row: ImportedFile, returned: Returned, data: bytes) -> None:
        if row.outcome not in {Outcome.WAITING, Outcome.SKIPPED} and row.item_id is None:
            self.writer.leave_out(row, Reason("removed_here"))
            return
        texts = self._texts(row, returned, data)
        # Read and rendered before anything is written: others cannot write meanwhile.
        write = self._keep if row.item is None else self._change
        self.writer.keeping(row, lambda: write(row, returned.kept, texts))

    def _texts(self, row: ImportedFile, returned: Returned, data: bytes) -> list[_Text]:
        """What is to be kept, oldest first; never empty. Raises Refused."""
        kept = returned.kept
        is_same = hashlib.sha256(data).hexdigest() == kept.sha256
        ids = {one.kept.file: one.kept.id for one in self.returns.files.values() if one.base == returned.base}
        inside = exported.inward(exported.without_head(data.decode("utf-8", "replace")), ids) if is_same else ""
        texts: list[_Text] = []
        for past in kept.versions:
            text = self._text_at(returned.base + past.file) if past.file else inside
            if exported.hash_of(text) == past.sha256 and past.title.strip():
                texts.append(_Text(past.title, self._as_here(row, returned, text), past))
        if count := changed(row):
            row.notes.append({"code": "changed_in_export", "params": {"count": count}})
        lost = len(kept.versions) - len(texts)
        newest_lost = not texts or texts[-1].past is not kept.versions[-1]
        if not is_same or newest_lost:
            lost -= newest_lost
            texts.append(self._edited(row, data))
        if lost:
            row.notes.append({"code": "past_left_out", "params": {"count": lost}})
        return texts

    def _text_at(self, path: str) -> str:
        file = self.writer.beside.collection.files.get(path)
        try:
            return file.read(TEXT_BYTES).decode("utf-8", "replace") if file else ""
        except Refused:
            return ""

    def _edited(self, row: ImportedFile, data: bytes) -> _Text:
        """The file as an ordinary document: somebody changed it, or what the export tells of it does not hold."""
        document = self.writer.arrivals.sandbox.read(row.path, data)
        notes = list(document.notes)
        text = self.writer.text_of(row, document, notes)
        row.notes += [{"code": note.code, "params": note.params} for note in notes]
        row.notes.append({"code": "edited_outside", "params": {}})
        return _Text(document.title[:300], text, None)

    def _as_here(self, row: ImportedFile, returned: Returned, text: str) -> str:
        paths = self.returns.paths
        ids: dict[UUID, UUID] = {}
        for id in exported.items_in(text):
            path = paths.get((returned.base, id))
            if path is not None:
                ids[id] = self.writer.targets[path]
                if path != row.path and path not in row.refers:
                    row.refers = [*row.refers, path]
        pictures = {hash: self.shown.picture(row, returned, hash) for hash in exported.pictures_in(text)}
        files = {name: self.shown.file(row, returned, name) for name in exported.files_in(text)}
        return exported.renamed(text, ids, pictures, files)

    def _keep(self, row: ImportedFile, kept: exported.Kept, texts: list[_Text]) -> None:
        writer, newest = self.writer, texts[-1]
        now = datetime.now(UTC)
        published = min(kept.published, now) if kept.published else None
        language = language_of(newest.title, newest.text, kept.language)
        becomes = Item(id=row.reserved, language=language, published=published)
        past = [written for one in texts[:-1] if (written := self._prepare_past(becomes, one)) is not None]
        keep_item(
            writer.person, writer.space, kept.kind if kept.kind in Item.Kind.values else Item.Kind.PAGE,
            newest.title, newest.text, language=language, publish=published is not None,
            credits=writer.authors.match(one.written for one in kept.credits), created=min(kept.created, now),
            updated=min(kept.updated, now), source=kept.source or row.path[:500], identity=row.reserved, part_of=writer.run.activity,
            note=newest.past.note if newest.past else "",
            with_it=lambda item: self._came_back(row, kept, newest, past, item),
        )  # fmt: skip

    def _prepare_past(self, item: Item, one: _Text) -> tuple[Written, exported.Past] | None:
        assert one.past is not None, "only the last text may come from outside"
        try:
            title, text = check_words(one.title, one.text)
        except NotKept:
            return None
        shared = one.past.shared and item.published is not None
        made = min(one.past.made, datetime.now(UTC))
        # What nobody saw yet stays with whoever brings it, whatever the file says.
        author = self._bylines.author_of(one.past) if shared else self.writer.person
        written = prepare(item, one.past.number, title, read_markdown(text, item.language), author, made, one.past.note)
        written.version.published = made if shared else None
        return written, one.past

    def _came_back(
        self,
        row: ImportedFile,
        kept: exported.Kept,
        newest: _Text,
        past: list[tuple[Written, exported.Past]],
        item: Item,
    ) -> None:
        """What it was, and what was written before, in the transaction that keeps it."""
        now = datetime.now(UTC)
        number = newest.past.number if newest.past else kept.versions[-1].number + 1
        made = min(newest.past.made, now) if newest.past else now
        version = Version.objects.filter(id=item.version.id)
        version.update(number=number, author=self.writer.person, made=made)
        published = min(kept.published, now) if kept.published else None
        aside = min(kept.set_aside, now) if kept.set_aside and published else None
        Item.objects.filter(id=item.id).update(published=published, set_aside=aside)
        if aside:
            Aside.objects.create(item=item, path=item.source, person=self.writer.person, when=aside)
        if newest.past:
            self._bylines.sign(item.version, newest.past)
        for written, one in past:
            write_version(item, written)
            if written.version.published:
                self._bylines.sign(written.version, one)
        if published:
            TalkWriter(item, self._bylines).bring(kept.talk)
        row.item, row.version, row.brought_by, row.outcome = item, item.version, self.writer.run, Outcome.IMPORTED
        row.save()

    def _change(self, row: ImportedFile, kept: exported.Kept, texts: list[_Text]) -> None:
        """An item that is here already: what it said before stays, what is new comes after it."""
        assert row.item is not None
        item, newest = row.item, texts[-1]
        if item.versions.filter(title=newest.title, text=newest.text).exists():
            row.version = item.current
            row.outcome = Outcome.UPDATED if self._show_again(item, texts) else Outcome.UNCHANGED
            row.save()
            self._bylines.sign_again(item, kept)
            return
        for one in texts:
            check_words(one.title, one.text)
        if item.set_aside is not None:
            put_back_returned(self.writer.person, [item])
        if item.current_id != row.version_id and not self._follows(item, texts):
            authors = tuple(one.written for one in kept.credits)
            document = Document(newest.title, newest.text, authors=authors, language=kept.language)
            self.writer.write_conflict(row, document, newest.title, newest.text)
        else:
            # Each is whole by itself: who is killed in between goes on with those that are not there yet.
            for one in texts:
                self._add(item, one)
            row.version, row.brought_by, row.outcome = item.current, self.writer.run, Outcome.UPDATED
            row.save()

    def _show_again(self, item: Item, texts: list[_Text]) -> bool:
        """Pictures and files that were not there the last time are shown where they belong. Answers whether there are any."""
        here = item.versions.filter(text__in=[one.text for one in texts]).select_related("item")
        shown = [show_again(version) for version in here]
        return any(shown)

    def _follows(self, item: Item, texts: list[_Text]) -> bool:
        """Whether what the item says now is what one of these texts went on from."""
        return any((one.title, one.text) == (item.title, item.version.text) for one in texts)

    def _add(self, item: Item, one: _Text) -> None:
        if item.versions.filter(title=one.title, text=one.text).exists():
            return
        made = max(min(one.past.made, datetime.now(UTC)), item.updated) if one.past else None
        note = one.past.note if one.past else ""
        revise_item(
            self.writer.person,
            item,
            one.title,
            one.text,
            note=note,
            updated=made,
            with_it=lambda version: self._bylines.sign(version, one.past) if one.past else None,
        )
