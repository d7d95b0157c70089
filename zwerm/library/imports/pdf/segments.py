"""The text of a page as segments: runs of words on one line, with their place and their look.

Coordinates are points; y grows downwards, as people read.
"""

import ctypes
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from zwerm.library.imports.inline import Span, safe_href
from zwerm.library.imports.pdf.drawn import Place, Uprights

_LIGATURES = str.maketrans(
    {
        "ﬀ": "ff",
        "ﬁ": "fi",
        "ﬂ": "fl",
        "ﬃ": "ffi",
        "ﬄ": "ffl",
        "ﬅ": "ft",
        "ﬆ": "st",
        "\u2010": "-",
        "\u2011": "-",
        "\u00a0": " ",
    }
)
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
_ITALIC = re.compile(r"ital|obli", re.IGNORECASE)
_MONO = re.compile(r"courier|consol|mono|menlo|typewriter|cmtt", re.IGNORECASE)
_FIXED_PITCH, _ITALIC_FLAG, _FORCE_BOLD = 1, 1 << 6, 1 << 18
_SOFT_HYPHENS = frozenset({0x02, 0xAD, 0xFFFE})
_CHARACTERS = 200_000
# Links are looked up per strip of the page of this height.
_BAND = 12.0
# Wider than this, in sizes of the letters, a gap parts cells; justified lines stay below it.
CELL_GAP = 1.0


@dataclass(frozen=True, slots=True)
class Look:
    size: float
    bold: bool
    italic: bool
    mono: bool
    quarter: int
    mark: int


@dataclass(slots=True)
class Segment:
    """Words on one line without a wide gap.

    `upright`: where a line is drawn before it, which makes it a cell of its own, however near the other is. `mark`: the
    number by which the tags of the file know it, or -1.
    """

    left: float
    top: float
    right: float
    bottom: float
    size: float
    spans: list[Span] = field(default_factory=list)
    sizes: dict[float, int] = field(default_factory=dict)
    upright: float | None = None
    mark: int = -1

    @property
    def text(self) -> str:
        return "".join(span.text for span in self.spans)

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    def measure(self, size: float, top: float, bottom: float) -> None:
        """Counts one more letter. Most of the letters tell the size: a bullet or a raised digit does not."""
        self.sizes[size] = self.sizes.get(size, 0) + 1
        if size == self.size or self.sizes[size] > self.sizes.get(self.size, 0):
            self.size, self.top, self.bottom = size, top, bottom


@dataclass(slots=True)
class _Letter:
    text: str
    left: float
    top: float
    right: float
    bottom: float
    look: Look
    href: str

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


class PageText:
    """Reads the letters of one page. Text that stands on its side is left out, unless the whole page does."""

    def __init__(self, page: pdfium.PdfPage, text: pdfium.PdfTextPage) -> None:
        self._page = page
        self._text = text
        self._looks: dict[int, Look] = {}
        count = min(max(raw.FPDFText_CountChars(text), 0), _CHARACTERS)
        objects = [raw.FPDFText_GetTextObject(text, index) for index in range(count)]
        self._at = [self._look(one, index) for index, one in enumerate(objects)]
        self._quarter = _most_common([look.quarter for look in self._at if look])
        left, bottom, right, top = page.get_bbox()
        self._box = (left, bottom, right, top)
        self._links: dict[int, list[tuple[float, float, float, float, str]]] = {}
        for link in _links(page):
            for band in range(int(link[1] // _BAND), int(link[3] // _BAND) + 1):
                self._links.setdefault(band, []).append(link)

    @property
    def size(self) -> tuple[float, float]:
        left, bottom, right, top = self._box
        return (top - bottom, right - left) if self._quarter in {1, 3} else (right - left, top - bottom)

    def segments(self, uprights: Uprights, cells: Mapping[int, int]) -> list[Segment]:
        """What stands on either side of one of the `uprights` is not joined, and neither are two of the `cells`, which name one for a mark."""
        letters = list(self._letters())
        places = (Place(one.left, one.right, one.middle, one.look.size) for one in letters if one)
        return list(_join(letters, uprights.beside_rows(places), cells))

    def _letters(self) -> Iterator[_Letter | None]:
        """Letters in the order of the file; None where a word ends."""
        rect = raw.FS_RECTF()
        for index, look in enumerate(self._at):
            code = raw.FPDFText_GetUnicode(self._text, index)
            if code in _SOFT_HYPHENS:
                character = "\u00ad"
            elif code in {0, 0xFFFF}:
                continue
            else:
                character = chr(code)
            if look is None or character.isspace():
                yield None
                continue
            if look.quarter != self._quarter:
                continue
            raw.FPDFText_GetLooseCharBox(self._text, index, ctypes.byref(rect))
            left, top, right, bottom = self.turn(rect.left, rect.bottom, rect.right, rect.top)
            if right <= left and bottom <= top:
                continue
            yield _Letter(character.translate(_LIGATURES), left, top, right, bottom, look, self._href(rect))

    def turn(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """A box of the file → left, top, right, bottom as people see the page."""
        box_left, box_bottom, box_right, box_top = self._box
        left, right, bottom, top = left - box_left, right - box_left, bottom - box_bottom, top - box_bottom
        width, height = box_right - box_left, box_top - box_bottom
        if self._quarter == 1:
            return bottom, left, top, right
        if self._quarter == 2:
            return width - right, bottom, width - left, top
        if self._quarter == 3:
            return height - top, width - right, height - bottom, width - left
        return left, height - top, right, height - bottom

    def _href(self, rect: raw.FS_RECTF) -> str:
        if not self._links:
            return ""
        across, up = (rect.left + rect.right) / 2, (rect.top + rect.bottom) / 2
        for left, bottom, right, top, address in self._links.get(int(up // _BAND), ()):
            if left <= across <= right and bottom <= up <= top:
                return address
        return ""

    def _look(self, handle: object, index: int) -> Look | None:
        if not handle:
            return None
        key = ctypes.addressof(handle.contents) if hasattr(handle, "contents") else 0
        if key not in self._looks:
            self._looks[key] = self._read_look(handle, index)
        return self._looks[key]

    def _read_look(self, handle: object, index: int) -> Look:
        size = ctypes.c_float()
        raw.FPDFTextObj_GetFontSize(handle, ctypes.byref(size))
        matrix = raw.FS_MATRIX()
        raw.FPDFPageObj_GetMatrix(handle, ctypes.byref(matrix))
        scale = math.hypot(matrix.c, matrix.d) or 1.0
        angle = math.degrees(math.atan2(matrix.b, matrix.a))
        font = raw.FPDFTextObj_GetFont(handle)
        name = _font_name(font)
        flags, weight = raw.FPDFFont_GetFlags(font), raw.FPDFFont_GetWeight(font)
        flags = flags if flags > 0 else 0
        return Look(
            size=round(abs(size.value) * scale * 2) / 2,
            bold=bool(_BOLD.search(name)) or weight >= 650 or bool(flags & _FORCE_BOLD),
            italic=bool(_ITALIC.search(name)) or bool(flags & _ITALIC_FLAG),
            mono=bool(_MONO.search(name)),
            mark=raw.FPDFPageObj_GetMarkedContentID(handle),
            quarter=round(angle / 90) % 4 if abs(angle - round(angle / 90) * 90) < 5 else 9,
        )


def _font_name(font: object) -> str:
    size = raw.FPDFFont_GetBaseFontName(font, None, 0)
    if not 0 < size < 1_000:
        return ""
    buffer = ctypes.create_string_buffer(size)
    raw.FPDFFont_GetBaseFontName(font, buffer, size)
    return buffer.value.decode("utf-8", "replace")


def _links(page: pdfium.PdfPage) -> Iterator[tuple[float, float, float, float, str]]:
    """The boxes of links that lead to an address outside the file."""
    position, link = ctypes.c_int(0), raw.FPDF_LINK()
    seen = 0
    while raw.FPDFLink_Enumerate(page, ctypes.byref(position), ctypes.byref(link)) and seen < 2_000:
        seen += 1
        action = raw.FPDFLink_GetAction(link)
        if not action or raw.FPDFAction_GetType(action) != raw.PDFACTION_URI:
            continue
        size = raw.FPDFAction_GetURIPath(page.pdf, action, None, 0)
        buffer = ctypes.create_string_buffer(min(max(size, 1), 4_000))
        raw.FPDFAction_GetURIPath(page.pdf, action, buffer, len(buffer))
        rect = raw.FS_RECTF()
        address = safe_href(buffer.value.decode("utf-8", "replace"))
        if address and raw.FPDFLink_GetAnnotRect(link, ctypes.byref(rect)):
            yield rect.left, min(rect.bottom, rect.top), rect.right, max(rect.bottom, rect.top), address


def _join(letters: Iterable[_Letter | None], uprights: Uprights, cells: Mapping[int, int]) -> Iterator[Segment]:
    segment: Segment | None = None
    last: _Letter | None = None
    space = False
    for letter in letters:
        if letter is None:
            space = True
            continue
        slack = letter.look.size * 0.1
        goes_on = last is not None and _goes_on(last, letter)
        if last is not None and cells and cells.get(last.look.mark) != cells.get(letter.look.mark):
            goes_on = False
        begin = last.right if last and goes_on else letter.left - letter.look.size * CELL_GAP
        upright = uprights.between(begin - slack, letter.left + slack, letter.middle)
        if segment is None or last is None or upright is not None or not goes_on:
            if segment is not None:
                yield segment
            segment = Segment(letter.left, letter.top, letter.right, letter.bottom, letter.look.size, upright=upright)
            segment.mark = letter.look.mark
            space = False
        elif space or letter.left - last.right > letter.look.size * 0.22:
            _add(segment, " ", last.look, last.href)
        space = False
        _add(segment, _raised(letter, segment), letter.look, letter.href)
        segment.right = max(segment.right, letter.right)
        segment.measure(letter.look.size, letter.top, letter.bottom)
        last = letter
    if segment is not None:
        yield segment


def _goes_on(last: _Letter, letter: _Letter) -> bool:
    """Whether a letter stands on the same line as the last one, without a gap as wide as between columns."""
    if letter.look is last.look and (letter.left, letter.right) == (last.left, last.right):
        # Letters of one ligature share its box, which may be wider than a step back otherwise is.
        return True
    larger, smaller = max(last.look.size, letter.look.size, 1.0), min(last.look.size, letter.look.size)
    gap = letter.left - last.right
    shift = abs(last.middle - letter.middle)
    return shift < larger * (0.35 if smaller > larger * 0.85 else 0.6) and -larger * 0.9 < gap < larger * CELL_GAP


def _raised(letter: _Letter, segment: Segment) -> str:
    """A small digit above the line refers to a note; it must not become part of the word."""
    small = letter.look.size < segment.size * 0.8
    return raise_digits(letter.text) if small and letter.bottom < segment.bottom - segment.size * 0.12 else letter.text


def raise_digits(text: str) -> str:
    return text.translate(_SUPERSCRIPT)


def _add(segment: Segment, text: str, look: Look, href: str) -> None:
    span = segment.spans[-1] if segment.spans else None
    if span and (span.bold, span.italic, span.code, span.href) == (look.bold, look.italic, look.mono, href):
        segment.spans[-1] = Span(span.text + text, look.bold, look.italic, code=look.mono, href=href)
    else:
        segment.spans.append(Span(text, look.bold, look.italic, code=look.mono, href=href))


def _most_common(values: list[int]) -> int:
    upright = [value for value in values if value in {0, 1, 2, 3}]
    return max(set(upright), key=upright.count) if upright else 0
