"""One text, read line by line."""

import re
from collections.abc import Sequence
from datetime import datetime

from zwerm.library.imports.blocks import Block, Heading, Item, Paragraph, Table
from zwerm.library.imports.chrome import is_chrome, starts_tail
from zwerm.library.imports.dates import parse_date
from zwerm.library.imports.inline import escape, safe_href
from zwerm.library.imports.text.captions import find_captions
from zwerm.library.imports.text.lines import BULLET, NUMBER, SENTENCE_END, SETEXT, Line, in_lists, is_row, marked
from zwerm.library.imports.titles import same_title

_ADDRESS = re.compile(r"(?<![\w(<\[])https?://[^\s<>\"]+[^\s<>\".,;:!?)\]'”]")
_AUTHOR = re.compile(
    r"^(?:door|by|auteur|author|geschreven door|written by)\s*:?\s+([A-Z][\w.'’-]+(?: [\w.'’-]+){0,5})$",
    re.IGNORECASE,
)
_TERM = re.compile(r"^([A-ZÀ-Ý][^.:!?]{2,60}): (?=\S)")
_TERM_WORDS = 7
_LABELS = frozenset(
    [
        "voorbeeld",
        "example",
        "tip",
        "let",
        "op",
        "note",
        "noot",
        "bron",
        "source",
        "conclusie",
        "conclusion",
        "vraag",
        "antwoord",
        "question",
        "answer",
        "q",
        "a",
    ]
)
_CONTENTS_LEAD = re.compile(
    r"^(in (deze|dit|this) (blog|artikel|article|post|gids|guide)\b.{0,40}:|inhoudsopgave:?|inhoud:?|(table of )?contents:?|op deze pagina:?|on this page:?)$",
    re.IGNORECASE,
)
# Words that only one of the two languages has; captions left behind by a translation give themselves away by them.
_DUTCH = frozenset(
    [
        "de",
        "het",
        "een",
        "van",
        "voor",
        "met",
        "door",
        "naar",
        "op",
        "en",
        "niet",
        "is",
        "zijn",
        "worden",
        "hoe",
        "wat",
        "waarom",
        "je",
        "jouw",
        "uw",
        "ons",
        "deze",
        "dit",
        "om",
        "bij",
        "aan",
        "als",
        "wanneer",
        "geen",
        "veel",
        "vele",
        "maar",
        "ook",
        "dan",
        "die",
        "dat",
        "wel",
        "tot",
        "over",
        "naar",
    ]
)
_ENGLISH = frozenset(
    [
        "the",
        "of",
        "and",
        "by",
        "are",
        "with",
        "to",
        "for",
        "your",
        "increases",
        "than",
        "this",
        "that",
        "how",
        "what",
        "why",
        "from",
        "benefits",
        "faster",
        "more",
        "outperforms",
    ]
)


class Page:
    """Reads a text line by line; what it learns about title, author and date stays behind."""

    def __init__(self, lines: list[str]) -> None:
        self.title = ""
        self.date: datetime | None = None
        self.authors: list[str] = []
        self.left_out = 0
        self._lines = marked(lines)
        self._is_dutch = _counts(" ".join(lines[:400]), _DUTCH) > _counts(" ".join(lines[:400]), _ENGLISH)

    def blocks(self) -> list[Block]:
        self._take_head()
        captions = find_captions(self._lines, "nl" if self._is_dutch else "en")
        self._drop_chrome()
        self._drop_tail()
        self._drop_captions(captions)
        return _merge_terms(self._structure())

    def _take_head(self) -> None:
        """Before the first sentence stand title, date and author, among remains of the site."""
        start = next((index for index, line in enumerate(self._lines) if line.is_prose), None)
        if start is None or start > 25:
            return
        kept: list[Line] = []
        for line in self._lines[:start]:
            text = line.text.strip()
            if date := parse_date(
                re.sub(
                    r"^(gepubliceerd|geplaatst|published|posted|updated|datum|date)( op| on)?:?\s*",
                    "",
                    text,
                    flags=re.IGNORECASE,
                )
            ):
                self.date = self.date or date
            elif author := _AUTHOR.match(text):
                self.authors.append(author[1])
            elif SETEXT.match(text):
                continue
            elif is_chrome(text):
                self.left_out += 1
            elif not self.title and line.may_be_heading and not line.is_item:
                self.title = text
            elif not same_title(text, self.title):
                kept.append(line)
        self._lines = [*kept, *self._lines[start:]]

    def _drop_chrome(self) -> None:
        kept = []
        for line in self._lines:
            text = line.text.strip()
            if (
                not line.is_item
                and (is_chrome(text) or same_title(text, self.title))
                and (line.after_gap or line.before_gap or self.left_out)
            ):
                self.left_out += 1
            elif not _CONTENTS_LEAD.match(text) or self._leads_list(line):
                kept.append(line)
        self._lines = kept

    def _leads_list(self, line: Line) -> bool:
        index = self._lines.index(line)
        return index + 1 < len(self._lines) and self._lines[index + 1].is_item

    def _drop_tail(self) -> None:
        """After the last sentence of a pasted page stand scraps: captions, names of sites, links to other articles."""
        if not self.left_out:
            return
        tail = next(
            (
                index
                for index, line in enumerate(self._lines)
                if index > len(self._lines) * 0.6 and starts_tail(line.text)
            ),
            None,
        )
        if tail is not None and not any(line.is_prose for line in self._lines[tail:]):
            self.left_out += len(self._lines) - tail
            self._lines = self._lines[:tail]
        last = max(
            (
                index
                for index, line in enumerate(self._lines)
                if line.is_prose or line.is_item or SENTENCE_END.search(line.text)
            ),
            default=None,
        )
        if last is not None and len(self._lines) - last - 1 <= 15:
            self.left_out += len(self._lines) - last - 1
            self._lines = self._lines[: last + 1]
        while self._lines and self._lines[-1].text.strip().endswith(":") and not self._lines[-1].is_prose:
            self._lines.pop()

    def _drop_captions(self, captions: Sequence[Line]) -> None:
        """Those of a page: in a note that somebody typed, such lines are meant."""
        if self.left_out:
            before = len(self._lines)
            self._lines = [line for line in self._lines if not any(line is caption for caption in captions)]
            self.left_out += before - len(self._lines)

    def _structure(self) -> list[Block]:
        blocks: list[Block] = []
        counters = [index for index, line in enumerate(self._lines) if NUMBER.match(line.text)]
        listed = in_lists(self._lines, counters)
        index = 0
        while index < len(self._lines):
            line = self._lines[index]
            following = self._lines[index + 1] if index + 1 < len(self._lines) else None
            if is_row(line.text):
                index = _read_rows(self._lines, index, blocks)
                continue
            if following and not line.is_item and SETEXT.match(following.text.strip()) and line.may_be_heading:
                blocks.append(Heading(2, escape(line.text.strip())))
                index += 2
                continue
            if not SETEXT.match(line.text.strip()):
                self._add(line, following, index in listed, blocks)
            index += 1
        return blocks

    def _add(self, line: Line, following: Line | None, is_listed: bool, blocks: list[Block]) -> None:
        text = line.text.strip()
        if bullet := BULLET.match(line.text):
            blocks.append(
                Item(
                    _depth(bullet[1], blocks),
                    False,
                    _inline(line.text[bullet.end() :].strip()),
                )
            )
        elif (number := NUMBER.match(line.text)) and (is_listed or not self._is_heading(line, following)):
            blocks.append(Item(0, True, _inline(line.text[number.end() :].strip()), int(number[2])))
        elif self._is_heading(line, following):
            blocks.append(Heading(3 if number else 2, escape(_without_false_number(text, number))))
        elif (
            not line.after_gap
            and blocks
            and isinstance(blocks[-1], Paragraph)
            and not _TERM.match(text)
            and not (line.is_prose and SENTENCE_END.search(blocks[-1].text))
        ):
            blocks[-1].text += "\n" + _inline(text)
        else:
            blocks.append(Paragraph(_inline(text)))

    def _is_heading(self, line: Line, following: Line | None) -> bool:
        """Short, without an end, and something is said under it."""
        if following is None or not line.may_be_heading:
            return False
        if not (line.after_gap or following.words >= 10) or (line.before_gap is False and not following.is_prose):
            return False
        if following.words < 6 and not following.is_item and not following.may_be_heading:
            return False
        words = set(re.findall(r"\w+", line.text.lower()))
        return not (self._is_dutch and words & _ENGLISH and not words & _DUTCH)


def _without_false_number(text: str, number: re.Match[str] | None) -> str:
    """Copying a list with texts between its entries makes every number a 1: those say nothing."""
    return NUMBER.sub("", text) if number and number[1] and number[2] == "1" else text


def _merge_terms(blocks: list[Block]) -> list[Block]:
    """Three or more paragraphs in a row that explain a term each (`Term: …`) were a list."""
    merged: list[Block] = []
    run: list[tuple[Paragraph, str]] = []
    for block in [*blocks, None]:
        found = _TERM.match(block.text) if isinstance(block, Paragraph) and "\n" not in block.text else None
        if (
            found
            and isinstance(block, Paragraph)
            and len(found[1].split()) <= _TERM_WORDS
            and found[1].lower() not in _LABELS
        ):
            run.append((block, found[1]))
            continue
        for paragraph, term in run:
            merged.append(Item(0, False, f"**{term}**{paragraph.text[len(term) :]}") if len(run) >= 3 else paragraph)
        run = []
        if block is not None:
            merged.append(block)
    return merged


def _depth(indent: str, blocks: list[Block]) -> int:
    return min(len(indent.expandtabs(4)) // 4, 5) if blocks and isinstance(blocks[-1], Item) else 0


def _read_rows(lines: list[Line], index: int, blocks: list[Block]) -> int:
    rows: list[list[str]] = []
    while index < len(lines) and is_row(lines[index].text) and (not rows or not lines[index].after_gap):
        rows.append([_inline(cell.strip()) for cell in lines[index].text.strip().split("\t")])
        index += 1
    if len(rows) == 1:
        blocks.append(Paragraph("  ".join(cell for cell in rows[0] if cell)))
    else:
        blocks.append(Table(rows))
    return index


def _inline(text: str) -> str:
    """Text escaped, with its addresses as links."""
    pieces, at = [], 0
    for found in _ADDRESS.finditer(text):
        pieces += [escape(text[at : found.start()]), f"<{safe_href(found[0])}>"]
        at = found.end()
    return re.sub(r" {2,}", " ", "".join([*pieces, escape(text[at:])]))


def _counts(text: str, words: frozenset[str]) -> int:
    return sum(1 for word in re.findall(r"\w+", text.lower()) if word in words)
