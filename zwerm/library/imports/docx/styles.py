"""What a paragraph is, from the style that it has."""

import re
from dataclasses import dataclass

from lxml import etree

from zwerm.library.imports.docx.names import W

_HEADING = re.compile(r"^(?:heading|kop|überschrift|titre|título|titolo)\s*(\d)\b", re.IGNORECASE)
_CONTENTS = re.compile(
    r"^(toc|inhopg|inhoudsopgave|table of (figures|contents)|index|lijst met afbeeldingen)\b",
    re.IGNORECASE,
)
_LIST_NAME = re.compile(r"^list (bullet|number)(?: (\d))?$", re.IGNORECASE)
_CODE = re.compile(
    r"\b(code|source|html preformatted|preformatted|macro text|verbatim|listing)\b",
    re.IGNORECASE,
)
_QUOTE = re.compile(r"\b(quote|citaat|block text|zitat)\b", re.IGNORECASE)
_MONO = re.compile(r"courier|consolas|mono|menlo|lucida console|source code", re.IGNORECASE)
_CHAIN = 12


@dataclass(frozen=True, slots=True)
class Style:
    """One style with everything it inherits already filled in; None means that it says nothing about it."""

    name: str = ""
    names: tuple[str, ...] = ()
    outline: int | None = None
    num_id: str | None = None
    num_level: int | None = None
    bold: bool | None = None
    italic: bool | None = None
    strike: bool | None = None
    hidden: bool | None = None
    size: float | None = None
    mono: bool | None = None

    @property
    def role(self) -> str:
        """`title`, `subtitle`, `contents`, `quote`, `code`, or nothing in particular."""
        for name in self.names:
            if name in {"title", "titel", "documenttitel"}:
                return "title"
            if name in {"subtitle", "ondertitel"}:
                return "subtitle"
            if _CONTENTS.match(name):
                return "contents"
            if _CODE.search(name):
                return "code"
            if _QUOTE.search(name):
                return "quote"
        return ""

    @property
    def heading_level(self) -> int | None:
        for name in self.names:
            if found := _HEADING.match(name):
                return int(found[1])
        return self.outline + 1 if self.outline is not None and self.outline < 9 else None

    @property
    def list_by_name(self) -> tuple[bool, int] | None:
        """Ordered or not, and the depth, for the list styles that carry it in their name only."""
        for name in self.names:
            if found := _LIST_NAME.match(name):
                return found[1].lower() == "number", int(found[2] or 1) - 1
        return None


class Styles:
    """All styles of a document by their id."""

    def __init__(self, root: etree._Element | None) -> None:
        self._elements: dict[str, etree._Element] = {}
        self._resolved: dict[str, Style] = {}
        self.default_paragraph = ""
        self.default_size = 11.0
        if root is None:
            return
        for element in root.iterfind(f"{W}style"):
            style_id = element.get(f"{W}styleId", "")
            self._elements[style_id] = element
            if element.get(f"{W}type") == "paragraph" and element.get(f"{W}default") in {"1", "true"}:
                self.default_paragraph = style_id
        size = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}sz")
        self.default_size = self.get(self.default_paragraph).size or half_points(size) or 11.0

    def get(self, style_id: str) -> Style:
        if style_id not in self._resolved:
            self._resolved[style_id] = self._resolve(style_id)
        return self._resolved[style_id]

    def _resolve(self, style_id: str) -> Style:
        chain: list[etree._Element] = []
        current: str | None = style_id
        while current in self._elements and len(chain) < _CHAIN:
            element = self._elements[current]
            chain.append(element)
            based = element.find(f"{W}basedOn")
            current = based.get(f"{W}val") if based is not None else None
        names = tuple(_value(element.find(f"{W}name")).lower() for element in chain)

        def first(path: str) -> etree._Element | None:
            return next(
                (found for element in chain if (found := element.find(path)) is not None),
                None,
            )

        outline = _number(_value(first(f"{W}pPr/{W}outlineLvl")))
        fonts = first(f"{W}rPr/{W}rFonts")
        return Style(
            name=names[0] if names else "",
            names=names,
            outline=outline,
            num_id=_value(first(f"{W}pPr/{W}numPr/{W}numId")) or None,
            num_level=_number(_value(first(f"{W}pPr/{W}numPr/{W}ilvl"))),
            bold=toggle(first(f"{W}rPr/{W}b")),
            italic=toggle(first(f"{W}rPr/{W}i")),
            strike=toggle(first(f"{W}rPr/{W}strike")),
            hidden=toggle(first(f"{W}rPr/{W}vanish")),
            size=half_points(first(f"{W}rPr/{W}sz")),
            mono=is_mono(fonts),
        )


def toggle(element: etree._Element | None) -> bool | None:
    """The state of an on/off property; None when it is not there."""
    if element is None:
        return None
    return element.get(f"{W}val", "true").lower() not in {"0", "false", "off", "none"}


def is_mono(fonts: etree._Element | None) -> bool | None:
    if fonts is None:
        return None
    name = fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi")
    return bool(_MONO.search(name)) if name else None


def half_points(element: etree._Element | None) -> float | None:
    number = _number(_value(element))
    return number / 2 if number else None


def _value(element: etree._Element | None) -> str:
    return element.get(f"{W}val", "") if element is not None else ""


def _number(text: str) -> int | None:
    try:
        return int(float(text))
    except ValueError:
        return None
