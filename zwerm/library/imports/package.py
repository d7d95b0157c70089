"""An Office file as what it is: a zip of XML parts that point at each other."""

import io
import posixpath
import zipfile
from dataclasses import dataclass
from datetime import datetime

from lxml import etree

from zwerm.library.imports import limits
from zwerm.library.imports.archive import Allowance, Archive
from zwerm.library.imports.dates import parse_date
from zwerm.library.imports.document import Refused
from zwerm.library.imports.xml import parse_xml

REL = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_CORE = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_STRICT = "http://purl.oclc.org/ooxml/"


@dataclass(frozen=True, slots=True)
class Relation:
    kind: str
    target: str
    external: bool


@dataclass(frozen=True, slots=True)
class Properties:
    """What the file says about itself."""

    title: str = ""
    authors: tuple[str, ...] = ()
    created: datetime | None = None
    modified: datetime | None = None
    language: str = ""
    tags: tuple[str, ...] = ()


class Package:
    """Parts by name, with their relations. Raises `Refused` for whatever a package should not hold."""

    def __init__(self, data: bytes) -> None:
        self._archive = Archive(
            io.BytesIO(data),
            Allowance(limits.PACKAGE_UNPACKED_BYTES),
            limits.PACKAGE_ENTRIES,
        )
        self._members: dict[str, zipfile.ZipInfo] = {}
        for member in self._archive.members:
            self._members.setdefault(member.filename.replace("\\", "/").lstrip("/").lower(), member)

    def has(self, name: str) -> bool:
        return name.lower() in self._members

    def read(self, name: str, limit: int = limits.XML_PART_BYTES) -> bytes:
        member = self._members.get(name.lower())
        if member is None:
            raise Refused("damaged", kind="zip")
        return self._archive.read(member, limit)

    def xml(self, name: str) -> etree._Element:
        data = self.read(name)
        if _STRICT.encode() in data[:4096]:
            data = _to_transitional(data)
        return parse_xml(data, name)

    def relations(self, name: str) -> dict[str, Relation]:
        """The relations of a part by their id; targets are names of parts, or addresses when external."""
        folder, base = posixpath.split(name)
        own = posixpath.join(folder, "_rels", f"{base}.rels")
        if not self.has(own):
            return {}
        found: dict[str, Relation] = {}
        for element in self.xml(own).iter(f"{REL}Relationship"):
            target = element.get("Target", "")
            external = element.get("TargetMode") == "External"
            if not external:
                joined = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
                target = posixpath.normpath(joined)
            kind = element.get("Type", "").rsplit("/", 1)[-1]
            found[element.get("Id", "")] = Relation(kind, target, external)
        return found

    def related(self, name: str, kind: str) -> str | None:
        """The part of this kind that `name` points at."""
        for relation in self.relations(name).values():
            if relation.kind == kind and not relation.external and self.has(relation.target):
                return relation.target
        return None

    def main_part(self, fallback: str) -> str:
        main = self.related("", "officeDocument") or fallback
        if not self.has(main):
            raise Refused("damaged", kind="zip")
        return main

    def properties(self) -> Properties:
        """What the file says about itself; nothing when that part is missing or damaged."""
        name = self.related("", "core-properties") or "docProps/core.xml"
        if not self.has(name):
            return Properties()
        try:
            root = self.xml(name)
        except Refused as refusal:
            if refusal.reason.code == "xml_entities_refused":
                raise
            return Properties()
        text = {element.tag: (element.text or "").strip() for element in root if isinstance(element.tag, str)}
        return Properties(
            title=text.get(f"{_DC}title", ""),
            authors=split_names(text.get(f"{_DC}creator", "")),
            created=parse_date(text.get(f"{_TERMS}created")),
            modified=parse_date(text.get(f"{_TERMS}modified")),
            language=text.get(f"{_DC}language", ""),
            tags=split_tags(text.get(f"{_CORE}keywords", "")),
        )


_NOBODY = frozenset(
    {
        "", "author", "auteur", "user", "gebruiker", "admin", "administrator", "owner", "microsoft office user", "windows user",
        "unknown", "onbekend", "python-docx", "steve canny", "microsoft", "microsoft account", "un-named", "gast", "guest", "root",
        "pc", "test", "anonymous", "anoniem",
    }
)  # fmt: skip


def split_names(text: str) -> tuple[str, ...]:
    """The people in `A. Jansen; B. de Vries`, without the names that programs fill in."""
    names = [" ".join(name.split()) for name in text.replace("\n", ";").split(";")]
    return tuple(dict.fromkeys(name[:200] for name in names if name.lower() not in _NOBODY))


def split_tags(text: str) -> tuple[str, ...]:
    tags = [" ".join(tag.split()) for tag in text.replace(";", ",").split(",")]
    return tuple(dict.fromkeys(tag[:100] for tag in tags if tag))[:50]


def _to_transitional(data: bytes) -> bytes:
    """Strict Office Open XML differs from what everybody writes in its namespaces only."""
    for strict, usual in (
        ("wordprocessingml/main", "wordprocessingml/2006/main"),
        ("presentationml/main", "presentationml/2006/main"),
        ("drawingml/main", "drawingml/2006/main"),
        ("drawingml/wordprocessingDrawing", "drawingml/2006/wordprocessingDrawing"),
        ("drawingml/chart", "drawingml/2006/chart"),
        ("drawingml/diagram", "drawingml/2006/diagram"),
        ("officeDocument/relationships", "officeDocument/2006/relationships"),
        ("officeDocument/math", "officeDocument/2006/math"),
    ):
        data = data.replace(
            f"{_STRICT}{strict}".encode(),
            f"http://schemas.openxmlformats.org/{usual}".encode(),
        )
    return data
