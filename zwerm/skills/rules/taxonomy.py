"""Skills in a CSV file: the columns of ESCO, or of one's own list. Pure: bytes in, lines out; each line knows what is wrong with it.

ESCO (European Commission, v1.0 to v1.2) gives one file per language (`skills_nl.csv`: conceptType, conceptUri, skillType, preferredLabel,
altLabels, hiddenLabels, status, description, …), the same columns for groups (`skillGroups_nl.csv`) and occupations, and files that join them
(`broaderRelationsSkillPillar_nl.csv`: conceptUri, broaderUri; `skillSkillRelations_nl.csv`: originalSkillUri, relationType, relatedSkillUri).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from zwerm.language.words import fold_line
from zwerm.people.rules.sheet import UNSEEN, NotASheet, columns_named, read_sheet

MOST_LINES = 40_000
MOST_BYTES = 32 * 1024 * 1024
LONGEST_NAME, LONGEST_ABOUT, MOST_NAMES, LONGEST_URI = 300, 4000, 60, 300

COLUMNS: dict[str, Sequence[str]] = {
    "uri": ("concepturi", "originalskilluri", "uri", "id"),
    "name": ("preferredlabel", "name", "naam", "skill", "vaardigheid", "competentie", "competence"),
    "name_nl": ("namenl", "naamnl", "nl", "nederlands", "dutch", "preferredlabelnl"),
    "name_en": ("nameen", "naamen", "en", "engels", "english", "preferredlabelen"),
    "others": ("altlabels", "synonyms", "synoniemen", "othernames", "anderenamen", "ookgenoemd"),
    "others_nl": ("altlabelsnl", "synonymsnl", "synoniemennl", "othernamesnl", "anderenamennl"),
    "others_en": ("altlabelsen", "synonymsen", "synoniemenen", "othernamesen", "anderenamenen"),
    "hidden": ("hiddenlabels",),
    "about": ("description", "omschrijving", "beschrijving", "uitleg", "definition"),
    "about_nl": ("descriptionnl", "omschrijvingnl", "beschrijvingnl"),
    "about_en": ("descriptionen", "omschrijvingen", "beschrijvingen"),
    "kind": ("skilltype", "kind", "type", "soort"),
    "concept": ("concepttype",),
    "status": ("status",),
    "broader": ("broaderuri", "broader", "group", "groep", "category", "categorie", "valtonder", "onderdeelvan"),
    "related": ("relatedskilluri", "related", "verwant"),
}
KINDS = {
    "": "skill",
    "skill": "skill",
    "skill/competence": "skill",
    "competence": "skill",
    "vaardigheid": "skill",
    "competentie": "skill",
    "knowledge": "knowledge",
    "kennis": "knowledge",
    "group": "group",
    "groep": "group",
    "occupation": "occupation",
    "beroep": "occupation",
    "functie": "occupation",
}
CONCEPTS = {"skillgroup": "group", "iscogroup": "group", "occupation": "occupation"}
# ESCO joins these words of one concept by line ends; people by a bar or a semicolon.
_BETWEEN = re.compile(r"[\n|;]+")


@dataclass(frozen=True)
class Name:
    language: str
    text: str
    preferred: bool = False

    @property
    def plain(self) -> str:
        return fold_line(self.text)


@dataclass
class Line:
    """One line of the file. `broader` and `related`: uris, or names in the same file or already here. `faults`: name, twice, kind, long, nothing.

    A line without names joins what is known: it is there for its `broader` and `related` only.
    """

    number: int
    uri: str = ""
    kind: str = "skill"
    names: list[Name] = field(default_factory=list)
    about: dict[str, str] = field(default_factory=dict)
    broader: list[str] = field(default_factory=list)
    related: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    @property
    def called(self) -> str:
        """By what a person knows it in the report."""
        return next((name.text for name in self.names if name.preferred), "") or self.uri

    @property
    def joins(self) -> bool:
        return not self.names

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def of_json(cls, told: dict[str, Any]) -> Line:
        return cls(**{**told, "names": [Name(**name) for name in told["names"]]})


def read_taxonomy(data: bytes, language: str) -> list[Line]:
    """The skills in the file; `language` is that of columns that name none. What is obsolete there is left out. Raises NotASheet."""
    header, rows = read_sheet(data, most_bytes=MOST_BYTES, most_lines=MOST_LINES)
    columns = columns_named(header, COLUMNS)
    joins = "uri" in columns and {"broader", "related"} & set(columns)
    if not {"name", "name_nl", "name_en"} & set(columns) and not joins:
        raise NotASheet("columns")
    lines: list[Line] = []
    seen: set[str] = set()
    for number, row in rows:
        cells = {
            what: UNSEEN.sub("", row[place]).strip() if place < len(row) else "" for what, place in columns.items()
        }
        if cells.get("status", "").lower() in {"obsolete", "vervallen"}:
            continue
        line = _line(number, cells, language)
        if not line.joins:
            marks = (
                {line.uri} if line.uri else {f"{name.language} {name.plain}" for name in line.names if name.preferred}
            )
            if marks & seen:
                line.faults.append("twice")
            seen |= marks
        lines.append(line)
    if not lines:
        raise NotASheet("empty")
    return _joined(lines)


def _line(number: int, cells: dict[str, str], language: str) -> Line:
    kind = CONCEPTS.get(cells.get("concept", "").lower()) or KINDS.get(cells.get("kind", "").lower(), "")
    # A number of one's own list says nothing in another: only an address means the same everywhere.
    uri = cells.get("uri", "")
    line = Line(number, uri=uri if ":" in uri else "", kind=kind or "skill")
    names = _names(cells, language)
    line.names = names[:MOST_NAMES]
    for code in ("nl", "en"):
        about = cells.get(f"about_{code}") or (cells.get("about", "") if code == language else "")
        if about:
            line.about[code] = about[:LONGEST_ABOUT]
    line.broader, line.related = _parts(cells.get("broader", "")), _parts(cells.get("related", ""))
    checks = {
        "name": not line.called or (bool(names) and not any(name.preferred for name in names)),
        "kind": not kind,
        "long": any(len(name.text) > LONGEST_NAME for name in names) or len(uri) > LONGEST_URI,
        "nothing": not names and not line.broader and not line.related,
    }
    line.faults = [fault for fault, wrong in checks.items() if wrong]
    return line


def _names(cells: dict[str, str], language: str) -> list[Name]:
    """Each once; a preferred name stands before others that are spelt the same."""
    found: dict[tuple[str, str], Name] = {}
    for code in ("nl", "en"):
        own = code == language
        preferred = cells.get(f"name_{code}") or (cells.get("name", "") if own else "")
        others = _parts(cells.get(f"others_{code}", ""))
        if own:
            others += _parts(cells.get("others", "")) + _parts(cells.get("hidden", ""))
        told = [Name(code, _line_of(preferred), preferred=True)] if preferred else []
        for name in told + [Name(code, other) for other in others]:
            found.setdefault((code, name.plain), name)
    return [name for name in found.values() if name.plain]


def _line_of(text: str) -> str:
    return " ".join(text.split())


def _parts(cell: str) -> list[str]:
    return list(dict.fromkeys(part for part in (_line_of(one) for one in _BETWEEN.split(cell)) if part))


def _joined(lines: list[Line]) -> list[Line]:
    """A file of relations has a line for each: one line per concept, in the order of the first."""
    by_uri: dict[str, Line] = {}
    kept: list[Line] = []
    for line in lines:
        if line.joins and line.uri and not line.faults and (first := by_uri.get(line.uri)):
            first.broader += [one for one in line.broader if one not in first.broader]
            first.related += [one for one in line.related if one not in first.related]
            continue
        if line.joins and line.uri and not line.faults:
            by_uri[line.uri] = line
        kept.append(line)
    return kept
