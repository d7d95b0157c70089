"""Which lines are headings, and of which level: bookmarks say so, numbers say so, size and weight show it."""

import re
from collections.abc import Mapping, Sequence

from zwerm.library.imports.pdf.lines import Line
from zwerm.library.imports.titles import good_title

_NUMBERED = re.compile(r"^(\d{1,2}(?:\.\d{1,2}){0,4})\.?\s+(?=[A-ZÀ-Ý\"'“‘])")
_LONGEST = 160
_RUN = 3
_DEEPEST = 6
# Type this much larger than the text is meant as a heading, whatever its words are.
_DISPLAY = 1.6

Bookmarks = Mapping[tuple[int, str], int]


def heading_key(text: str) -> str:
    """Text as it may be compared with a bookmark: numbers and punctuation differ between the two."""
    return re.sub(r"[\W\d_]+", "", text).casefold()[:60]


def body_size(lines: Sequence[Line]) -> float:
    """The size in which most of the text is set. The cells of tables, often in small type, hardly count."""
    weights: dict[float, float] = {}
    for line in lines:
        weight = len(line.text) * (0.1 if line.rows or len(line.cells) > 1 else 1.0)
        weights[line.size] = weights.get(line.size, 0.0) + weight
    return max(weights, key=lambda size: weights[size], default=10.0)


def mark_headings(lines: Sequence[Line], body: float, bookmarks: Bookmarks) -> None:
    """Sets `heading` on every line that is one."""
    shown = [_shows(line, lines, index, body, bookmarks) for index, line in enumerate(lines)]
    _unmark_long_runs(lines, shown)
    _unmark_sentences(lines, shown, body)
    sizes = sorted({line.size for line, how in zip(lines, shown, strict=True) if how == "size"}, reverse=True)
    for line, how in zip(lines, shown, strict=True):
        if how:
            line.heading = min(_level(line, how, sizes, bookmarks), _DEEPEST)


def title_line(lines: Sequence[Line], body: float) -> list[Line]:
    """The lines of the title: the largest on the first page, if they are clearly larger than the text."""
    first = [line for line in lines if line.page == 0 and not line.picture and not line.rows and good_title(line.text)]
    largest = max((line.size for line in first), default=0.0)
    if largest < body * 1.3:
        return []
    start = next(index for index, line in enumerate(lines) if line in first and line.size >= largest - 0.5)
    together = [lines[start]]
    for line in lines[start + 1 : start + 5]:
        if not is_next_line(together[-1], line):
            break
        together.append(line)
    return together if sum(len(line.text) for line in together) <= 250 else []


def is_next_line(last: Line, line: Line) -> bool:
    """Whether a line goes on with the heading on the line above it."""
    same = (
        last.page == line.page
        and last.size == line.size
        and last.heading == line.heading
        and last.is_bold == line.is_bold
    )
    return same and 0 < line.bottom - last.bottom < line.size * 1.7 and not _NUMBERED.match(line.text.strip())


def _shows(line: Line, lines: Sequence[Line], index: int, body: float, bookmarks: Bookmarks) -> str:
    """How a line shows that it is a heading: `bookmark`, `size`, `bold`, or not at all."""
    text = line.text.strip()
    if (
        line.picture
        or line.rows
        or line.dotted
        or not text
        or len(text) > _LONGEST
        or not any(letter.isalpha() for letter in text)
    ):
        return ""
    if (line.page, heading_key(text)) in bookmarks and heading_key(text):
        return "bookmark"
    if len(line.cells) > 1 and not (
        len(line.cells) == 2 and re.fullmatch(r"[\dA-Z]{1,2}(\.\d+)*\.?", line.cells[0].text.strip())
    ):
        return ""
    if line.size >= max(body * 1.12, body + 1) and len(heading_key(text)) >= 2:
        return "size"
    ends = text.endswith((".", ",", ";")) and not _NUMBERED.match(text)
    if line.is_bold and line.size >= body - 0.6 and not ends and len(text) <= 110 and _stands_apart(line, lines, index):
        return "bold"
    return ""


def _stands_apart(line: Line, lines: Sequence[Line], index: int) -> bool:
    before = lines[index - 1] if index else None
    after = lines[index + 1] if index + 1 < len(lines) else None
    if after is None or (after.is_bold and after.size == line.size and after.left > line.left + 30):
        return False
    if is_next_line(line, after) and len(line.text) + len(after.text) > 110 and not after.picture:
        return False
    if (
        before is None
        or before.page != line.page
        or before.column_left != line.column_left
        or before.heading
        or before.rows
    ):
        return True
    gap = line.top - before.bottom
    return gap > line.size * 0.15 or before.text.rstrip().endswith((".", "!", "?", ":", ";")) or before.is_bold


def _unmark_long_runs(lines: Sequence[Line], shown: list[str]) -> None:
    """Many lines in a row in large or bold type are a text that wants attention, not headings."""
    start = 0
    for index in range(len(lines) + 1):
        same = (
            index < len(lines)
            and shown[index] in {"size", "bold"}
            and shown[index] == shown[start]
            and lines[index].size == lines[start].size
        )
        if not same:
            if index - start > _RUN and shown[start] != "bookmark":
                shown[start:index] = [""] * (index - start)
            start = index


def _unmark_sentences(lines: Sequence[Line], shown: list[str], body: float) -> None:
    """Larger type that ends in a full stop is a sentence of the text, on however many lines, unless it is as large as a title."""
    start = 0
    for index, line in enumerate(lines):
        following = lines[index + 1] if shown[index : index + 2] == ["size", "size"] else None
        if following and is_next_line(line, following):
            continue
        together, start = range(start, index + 1), index + 1
        if shown[index] == "size" and line.size < body * _DISPLAY and _is_sentence([lines[at] for at in together]):
            for at in together:
                shown[at] = ""


def _is_sentence(lines: Sequence[Line]) -> bool:
    text = " ".join(line.text.strip() for line in lines)
    return text.endswith((".", ".”", '."')) and len(text.split()) >= 4 and not _NUMBERED.match(text)


def _level(line: Line, how: str, sizes: Sequence[float], bookmarks: Bookmarks) -> int:
    if how == "bookmark":
        return bookmarks[(line.page, heading_key(line.text))]
    if found := _NUMBERED.match(line.text.strip()):
        return found[1].count(".") + 1
    if how == "size":
        return sizes.index(line.size) + 1
    return len(sizes) + 1
