"""A space as files that anything can read: `zwerm.json`, a Markdown file per item, `pictures/`, `files/` and, for what was written before, `versions/`.

In an item's file, links to other items, pictures and files lead to the files beside it. `inward` turns them back; where that would
not give the very text that is kept here, that text lies in `versions/` too, so that nothing changes on the way.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, datetime
from typing import Annotated, Protocol
from uuid import UUID

import msgspec

NAME = "zwerm.json"
FORM = "zwerm-space"
VERSIONS = "versions/"
PICTURES = "pictures/"
FILES = "files/"
ENDINGS = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/webp": "webp"}

_UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_FILE = r"[0-9a-f]{64}(?:\.[a-z0-9]{1,10})?"
_OUTWARD = re.compile(rf"(?<=\]\()(?:item:({_UUID})|picture:([0-9a-f]{{64}})|attachment:({_FILE}))(?=[)#\s])")
_INWARD = re.compile(
    rf"(?<=\]\()(?:{PICTURES}([0-9a-f]{{64}})\.(?:png|jpg|gif|webp)|([\w-]+\.md)|{FILES}({_FILE}))(?=[)#\s])"
)
_ITEM = re.compile(rf"\bitem:({_UUID})")
_PICTURE = re.compile(r"\bpicture:([0-9a-f]{64})\b")
_ATTACHMENT = re.compile(rf"\battachment:({_FILE})\b")

Name = Annotated[str, msgspec.Meta(max_length=200)]
Line = Annotated[str, msgspec.Meta(max_length=300)]
Moment = Annotated[datetime, msgspec.Meta(tz=True)]
Path = Annotated[str, msgspec.Meta(max_length=200, pattern=r"^(?:versions/[0-9a-f-]{36}/\d{1,9}|[\w-]+)\.md$")]
Hash = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]


class Someone(msgspec.Struct, frozen=True, omit_defaults=True):
    name: Name
    email: Name = ""

    @property
    def written(self) -> str:
        """As a document names its authors."""
        return f"{self.name} <{self.email}>" if self.email else self.name


class Called(Protocol):
    """Whoever has a name and an address."""

    name: str
    email: str


def someone(person: Called) -> Someone:
    return Someone(person.name, person.email)


class Past(msgspec.Struct, frozen=True, omit_defaults=True):
    """A version. `authors`: who wrote it together. `file`: where its text lies; empty: in the item's own file. `sha256`: of the text that is kept."""

    number: Annotated[int, msgspec.Meta(ge=1, lt=10**9)]
    title: Line
    made: Moment
    sha256: Hash
    author: Someone | None = None
    authors: Annotated[list[Someone], msgspec.Meta(max_length=200)] = []
    note: Line = ""
    shared: bool = True
    file: Path | None = None


class Marked(msgspec.Struct, frozen=True, omit_defaults=True):
    """Words that a remark is about, with what stands round them and, where `version` is part of the export, their place in its text."""

    exact: Annotated[str, msgspec.Meta(min_length=1, max_length=20_000)]
    prefix: Annotated[str, msgspec.Meta(max_length=64)] = ""
    suffix: Annotated[str, msgspec.Meta(max_length=64)] = ""
    was: Annotated[str, msgspec.Meta(max_length=20_000)] = ""
    version: int | None = None
    start: Annotated[int, msgspec.Meta(ge=0, lt=2**31)] | None = None
    end: Annotated[int, msgspec.Meta(ge=0, lt=2**31)] | None = None


class Remark(msgspec.Struct, frozen=True, omit_defaults=True):
    """Something that was said about an item. No `words`: it was taken back, or whoever exported could not read it."""

    id: UUID
    words: Annotated[str, msgspec.Meta(max_length=4_000)]
    when: Moment
    by: Someone | None = None
    edited: Moment | None = None
    withdrawn: Moment | None = None
    hidden: Moment | None = None
    hidden_by: Someone | None = None
    resolved: Moment | None = None
    resolved_by: Someone | None = None
    named: Annotated[dict[Name, Someone], msgspec.Meta(max_length=200)] = {}
    about: Marked | None = None
    replies: Annotated[list[Remark], msgspec.Meta(max_length=10_000)] = []


class Kept(msgspec.Struct, frozen=True, omit_defaults=True):
    """An item. `sha256`: of its file as it was written; other bytes mean that somebody changed it since."""

    id: UUID
    file: Path
    sha256: Hash
    kind: Name
    title: Line
    language: Annotated[str, msgspec.Meta(max_length=8)]
    created: Moment
    updated: Moment
    credits: Annotated[list[Someone], msgspec.Meta(max_length=200)]
    versions: Annotated[list[Past], msgspec.Meta(min_length=1, max_length=10_000)]
    published: Moment | None = None
    set_aside: Moment | None = None
    source: Annotated[str, msgspec.Meta(max_length=500)] = ""
    talk: Annotated[list[Remark], msgspec.Meta(max_length=10_000)] = []


class About(msgspec.Struct, frozen=True, omit_defaults=True):
    """The space that it was."""

    id: UUID
    slug: Name
    name: Name
    kind: Name
    open: bool
    about: str = ""


class Export(msgspec.Struct, frozen=True):
    format: str
    form: int
    exported: Moment
    space: About
    items: Annotated[list[Kept], msgspec.Meta(max_length=1_000_000)]


class Unusable(ValueError):
    """This zwerm.json cannot be what an export wrote; the message tells which part of it, in English."""


def read_export(data: bytes) -> Export:
    """What stands in a zwerm.json, every part of it checked. Raises Unusable."""
    try:
        export = msgspec.json.decode(data, type=Export)
    except (msgspec.MsgspecError, UnicodeError, RecursionError, ValueError) as error:
        raise Unusable(str(error)[:200]) from error
    if (export.format, export.form) != (FORM, 1):
        raise Unusable(f"{export.format[:40]} {export.form}")
    for named in ([item.id for item in export.items], [path for item in export.items for path in _paths(item)]):
        if len(set(named)) != len(named):
            raise Unusable("the same id or file stands in it twice")
    for item in export.items:
        numbers = [past.number for past in item.versions]
        if numbers != sorted(set(numbers)) or "/" in item.file:
            raise Unusable(f"the versions or the file of {item.id}")
    return export


def _paths(item: Kept) -> Iterable[str]:
    return (item.file, *(past.file for past in item.versions if past.file))


def file_names(titles: Iterable[tuple[UUID, str]]) -> dict[UUID, str]:
    """A name for each item, after its title; no two the same, also where capitals do not count."""
    names: dict[UUID, str] = {}
    taken: set[str] = set()
    last: dict[str, int] = {}
    for id, title in titles:
        plain = stem = re.sub(r"[\W_]+", "-", title.lower()).strip("-")[:80].strip("-") or "item"
        while plain in taken:
            last[stem] = last.get(stem, 1) + 1
            plain = f"{stem}-{last[stem]}"
        taken.add(plain)
        names[id] = f"{plain}.md"
    return names


def outward(text: str, names: Mapping[UUID, str], pictures: Mapping[str, str], files: Collection[str] = ()) -> str:
    """The text with links to these items, these pictures (hash → ending) and files (hash with ending), as they lie beside it."""

    def replace(found: re.Match[str]) -> str:
        if found[1]:
            return names.get(UUID(found[1]), found[0])
        if found[3]:
            return f"{FILES}{found[3]}" if found[3] in files else found[0]
        return f"{PICTURES}{found[2]}.{pictures[found[2]]}" if found[2] in pictures else found[0]

    return _OUTWARD.sub(replace, text)


def inward(text: str, ids: Mapping[str, UUID]) -> str:
    """What `outward` did, undone."""

    def replace(found: re.Match[str]) -> str:
        if found[1]:
            return f"picture:{found[1]}"
        if found[3]:
            return f"attachment:{found[3]}"
        return f"item:{ids[found[2]]}" if found[2] in ids else found[0]

    return _INWARD.sub(replace, text)


def renamed(text: str, ids: Mapping[UUID, UUID], pictures: Mapping[str, str], files: Mapping[str, str]) -> str:
    """The text with items, pictures and files that have another id or hash here."""
    text = _ITEM.sub(lambda found: f"item:{ids.get(UUID(found[1]), found[1])}", text)
    text = _PICTURE.sub(lambda found: f"picture:{pictures.get(found[1], found[1])}", text)
    return _ATTACHMENT.sub(lambda found: f"attachment:{files.get(found[1], found[1])}", text)


def hash_of(text: str) -> str:
    """The SHA-256 of a text, as `Past` tells it."""
    return hashlib.sha256(text.encode()).hexdigest()


def items_in(text: str) -> list[UUID]:
    return list(dict.fromkeys(UUID(id) for id in _ITEM.findall(text)))


def pictures_in(text: str) -> list[str]:
    return list(dict.fromkeys(_PICTURE.findall(text)))


def files_in(text: str) -> list[str]:
    """The files that it links to: each hash with its ending."""
    return list(dict.fromkeys(_ATTACHMENT.findall(text)))


def with_head(item: Kept, text: str) -> str:
    """The file of an item: what it is, between two lines `---`, and its text."""
    facts = {
        "title": item.title,
        "kind": item.kind,
        "authors": [someone.name for someone in item.credits],
        "created": item.created.astimezone(UTC).isoformat(timespec="seconds"),
        "updated": item.updated.astimezone(UTC).isoformat(timespec="seconds"),
        "language": item.language,
        "id": str(item.id),
    }
    # JSON is YAML too, and quotes what needs it.
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in facts.items()]
    return "\n".join(["---", *lines, "---", "", text])


def without_head(text: str) -> str:
    """The text of a file that `with_head` made."""
    return text.split("\n---\n\n", 1)[-1]
