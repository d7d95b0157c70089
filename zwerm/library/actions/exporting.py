"""A space with all that someone sees there, as one zip that is made while it is sent."""

from __future__ import annotations

import hashlib
import io
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from typing import IO, Any
from uuid import UUID

import msgspec
from django.core.files.storage import default_storage
from django.db.models import Exists, OuterRef, Prefetch, Q

from zwerm.library.actions.refusals import NotAllowed
from zwerm.library.actions.talk.taking import told
from zwerm.library.actions.upkeep import may_keep
from zwerm.library.models import Attachment, Comment, Credit, Item, Picture, Version
from zwerm.library.rules import exported
from zwerm.people.models import Membership, Person, Space, SpaceQuerySet

_AT_ONCE = 50
_PIECE = 256 * 1024
# Seconds of a zip are counted from here.
_FIRST = datetime(1980, 1, 1, tzinfo=UTC)


def exportable_by(person: Person) -> SpaceQuerySet:
    """Spaces that this person may take along whole: as steward or lead there, or as an administrator who is in it."""
    mine = Membership.objects.filter(space=OuterRef("pk"), person=person)
    allowed = Q(Exists(mine.filter(role__in=Membership.MANAGING)))
    if person.is_admin:
        allowed |= Q(Exists(mine)) | Q(kind=Space.Kind.ORGANISATION)
    return Space.objects.visible_to(person).filter(allowed)


def export_space(person: Person, space: Space) -> Iterator[bytes]:
    """The zip, piece by piece: what `person` sees in `space`, so no drafts of others. Raises NotAllowed, before the first piece."""
    if not exportable_by(person).filter(id=space.id).exists():
        raise NotAllowed
    return _pieces(person, space)


def _pieces(person: Person, space: Space) -> Iterator[bytes]:
    pipe = _Pipe()
    with (
        tempfile.TemporaryFile() as told,
        zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as archive,
    ):
        for _ in _Exporting(person, space, archive, told).steps():
            yield pipe.taken()
    yield pipe.taken()


class _Pipe(io.RawIOBase):
    """What is written comes out at the other end."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._pieces.append(bytes(data))
        return len(data)

    def taken(self) -> bytes:
        pieces, self._pieces = self._pieces, []
        return b"".join(pieces)


@dataclass
class _Exporting:
    """`told`: a file that gathers what `zwerm.json` tells of each item, as there may be more than memory holds."""

    person: Person
    space: Space
    archive: zipfile.ZipFile
    told: IO[bytes]
    names: dict[UUID, str] = field(default_factory=dict)
    ids: dict[str, UUID] = field(default_factory=dict)
    shown: set[str] = field(default_factory=set)
    given: set[str] = field(default_factory=set)

    @cached_property
    def keeps(self) -> bool:
        return may_keep(self.person, self.space)

    def steps(self) -> Iterator[None]:
        """Does the work; stops after each piece so that it can be sent."""
        seen = (
            Item.objects.visible_to(self.person)
            .filter(space=self.space, merged_into__isnull=True)
            .order_by("created", "id")
        )
        self.names = exported.file_names(seen.values_list("id", "title").iterator())
        self.ids = {name: id for id, name in self.names.items()}
        ids = list(self.names)
        for start in range(0, len(ids), _AT_ONCE):
            # Asked again: what can no longer be seen meanwhile is left out.
            items = self._items(seen, ids[start : start + _AT_ONCE])
            talk = told(items, self.person, keeps=self.keeps)
            for item in items:
                self._write_item(item, talk[item.id])
                yield
        for folder, model, names in (
            (exported.PICTURES, Picture, self.shown),
            (exported.FILES, Attachment, self.given),
        ):
            for name in sorted(names):
                yield from self._write_stored(folder, model, name)
        yield from self._write_about()

    def _items(self, seen: Any, ids: Sequence[UUID]) -> Sequence[Item]:
        versions = (
            Version.objects.visible_to(self.person)
            .select_related("author")
            .prefetch_related("authors")
            .defer("html")
            .order_by("number")
        )
        comments = Comment.objects.visible_to(self.person).select_related("person", "hidden_by", "resolved_by")
        credits = Credit.objects.select_related("person").order_by("position")
        return list(
            seen.filter(id__in=ids).prefetch_related(
                Prefetch("versions", versions, to_attr="seen_versions"),
                Prefetch("comments", comments, to_attr="seen_comments"),
                Prefetch("credits", credits),
            )
        )

    def _write_item(self, item: Item, talk: list[exported.Remark]) -> None:
        versions: list[Version] = item.seen_versions  # type: ignore[attr-defined]
        if not versions:
            return
        newest = versions[-1]
        endings = self._endings(version.text for version in versions)
        files = self._files({name for version in versions for name in exported.files_in(version.text)})
        text = exported.outward(newest.text, self.names, endings, files)
        is_exact = exported.inward(text, self.ids) == newest.text
        pasts = [self._past(item, version, inside=is_exact and version is newest) for version in versions]
        kept = exported.Kept(
            id=item.id,
            file=self.names[item.id],
            sha256="0" * 64,
            kind=item.kind,
            title=item.title,
            language=item.language,
            created=item.created,
            updated=item.updated,
            published=item.published,
            set_aside=item.set_aside,
            source=item.source,
            credits=[
                exported.someone(credit.person) if credit.person else exported.Someone(credit.name)
                for credit in item.credits.all()
            ],
            versions=pasts,
            talk=talk,
        )
        data = exported.with_head(kept, text).encode()
        kept = msgspec.structs.replace(kept, sha256=hashlib.sha256(data).hexdigest())
        self.archive.writestr(_entry(kept.file, item.updated), data)
        self.told.write((b",\n" if self.told.tell() else b"") + msgspec.json.encode(kept))

    def _past(self, item: Item, version: Version, *, inside: bool) -> exported.Past:
        path = None if inside else f"{exported.VERSIONS}{item.id}/{version.number}.md"
        if path:
            self.archive.writestr(_entry(path, version.made), version.text.encode())
        return exported.Past(
            number=version.number,
            title=version.title,
            made=version.made,
            sha256=exported.hash_of(version.text),
            author=exported.someone(version.author) if version.author else None,
            authors=[
                *(exported.someone(author) for author in version.authors.all()),
                *(exported.Someone(name) for name in version.strangers or ()),
            ],
            note=version.note,
            shared=version.published is not None,
            file=path,
        )

    def _endings(self, texts: Iterator[str]) -> dict[str, str]:
        """The pictures in these texts that this person sees, each with the ending of its file."""
        hashes = {hash for text in texts for hash in exported.pictures_in(text)}
        if not hashes:
            return {}
        seen = Picture.objects.visible_to(self.person).filter(hash__in=hashes)
        endings = {hash: exported.ENDINGS[kind] for hash, kind in seen.values_list("hash", "media_type")}
        self.shown.update(f"{hash}.{ending}" for hash, ending in endings.items())
        return endings

    def _files(self, names: set[str]) -> set[str]:
        """Those of these files that this person may have."""
        if not names:
            return names
        hashes = {name.partition(".")[0] for name in names}
        seen = set(Attachment.objects.visible_to(self.person).filter(pk__in=hashes).values_list("pk", flat=True))
        found = {name for name in names if name.partition(".")[0] in seen}
        self.given |= found
        return found

    def _write_stored(self, folder: str, model: type[Picture | Attachment], name: str) -> Iterator[None]:
        kept = model._default_manager.filter(pk=name.partition(".")[0]).first()
        if kept is None or not default_storage.exists(kept.path):
            return
        entry = _entry(f"{folder}{name}", kept.kept, zipfile.ZIP_STORED)
        with default_storage.open(kept.path) as source, self.archive.open(entry, "w", force_zip64=True) as target:
            while piece := source.read(_PIECE):
                target.write(piece)
                yield

    def _write_about(self) -> Iterator[None]:
        space = self.space
        about = exported.About(space.id, space.slug, space.name, space.kind, space.open, space.about)
        empty = msgspec.json.encode(exported.Export(exported.FORM, 1, datetime.now(UTC), about, []))
        head = empty.removesuffix(b"]}")
        self.told.seek(0)
        with self.archive.open(_entry(exported.NAME, datetime.now(UTC)), "w", force_zip64=True) as target:
            target.write(head + b"\n")
            while piece := self.told.read(_PIECE):
                target.write(piece)
                yield
            target.write(b"\n]}")


def _entry(name: str, when: datetime, packing: int = zipfile.ZIP_DEFLATED) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, max(when.astimezone(UTC), _FIRST).timetuple()[:6])
    entry.compress_type = packing
    return entry
