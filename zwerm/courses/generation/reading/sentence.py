"""A sentence of a source, with what the makers of questions want to know of it."""

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from unicodedata import category

from zwerm.courses.generation import draft
from zwerm.courses.generation.reading.marks import Visible, read_marks
from zwerm.language.sentences import split_sentences
from zwerm.language.stems import stem
from zwerm.language.stopwords import is_stop_word
from zwerm.language.words import find_words

PICTURES = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\ufe0f\u200d\\s]+")


@dataclass(frozen=True)
class SourceSentence:
    """Shown text with its exact place. `bold`, `linked`, `code` and `slanted` are stretches of `text`."""

    source: str
    start: int
    end: int
    text: str
    language: str
    bold: tuple[tuple[int, int], ...] = ()
    linked: tuple[tuple[int, int], ...] = ()
    code: tuple[tuple[int, int], ...] = ()
    slanted: tuple[tuple[int, int], ...] = ()
    visible: Visible | None = field(default=None, repr=False, compare=False)
    offset: int = field(default=0, repr=False, compare=False)

    @property
    def span(self) -> draft.Span:
        return draft.Span(self.source, self.start, self.end)

    def shown(self) -> draft.Sentence:
        return draft.Sentence(self.text, (self.span,))

    def part(self, start: int, end: int) -> "SourceSentence":
        """The stretch `start` up to `end` of this sentence's text, without white space around it."""
        piece = self.text[start:end]
        start += len(piece) - len(piece.lstrip())
        end = start + len(piece.strip())
        if self.visible is None or start >= end:
            raise ValueError("nothing to cut")
        return _cut(
            self.visible,
            self.offset + start,
            self.offset + end,
            self.source,
            self.language,
        )

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Folded, in order."""
        return tuple(word.folded for word in find_words(self.text))

    @cached_property
    def stems(self) -> frozenset[str]:
        """Stems of the words that carry meaning."""
        return content_stems(self.text, self.language)

    @property
    def link_share(self) -> float:
        """How much of the text is a link, from 0 to 1."""
        return sum(end - start for start, end in self.linked) / max(1, len(self.text))


def content_stems(text: str, language: str) -> frozenset[str]:
    """Stems of the words in a text that carry meaning."""
    return frozenset(
        stem(word.folded, language) for word in find_words(text) if not is_stop_word(word.folded, language)
    )


def read_sentences(markdown: str, stretches: list[tuple[int, int]], source: str, language: str) -> list[SourceSentence]:
    """The sentences in stretches of the Markdown that are one paragraph, list item, heading or cell."""
    visible = read_marks(markdown, stretches)
    broken = _broken_off(markdown, stretches, visible)
    return [_cut(visible, start, end, source, language) for start, end in _whole_links(visible, language, broken)]


def _broken_off(markdown: str, stretches: list[tuple[int, int]], visible: Visible) -> list[int]:
    """Where a line is broken off by hand and the next starts anew: a title above its explanation, without a full stop."""
    found = [0]
    for (_, end), (start, _) in pairwise(stretches):
        place = bisect_left(visible.starts, start)
        before = visible.text[:place].rstrip()
        by_hand = markdown[end : end + 2] == "  " or markdown[end - 1 : end] == "\\"
        if by_hand and place < len(visible.text) and visible.text[place].isupper() and before[-1:] not in tuple(",;:("):
            found.append(place)
    return [*found, len(visible.text)]


def _whole_links(visible: Visible, language: str, broken: list[int]) -> list[tuple[int, int]]:
    """The sentences; one that ends within a link ("Smart Cities? Public Code!") goes on to the next: half a link is no Markdown."""
    found: list[tuple[int, int]] = []
    pieces = (
        (left + piece.start, left + piece.end)
        for left, right in pairwise(broken)
        for piece in split_sentences(visible.text[left:right], language)
    )
    for start, end in pieces:
        if found and any(left < found[-1][1] < right for left, right in visible.linked):
            found[-1] = found[-1][0], end
        else:
            found.append((_after_pictures(visible.text, start, end), end))
    return found


def _after_pictures(text: str, start: int, end: int) -> int:
    """Where the words start, after a picture letter such as a warning sign; where there are only those, the start."""
    found = PICTURES.match(text, start, end)
    return found.end() if found and found.end() < end else start


def read_whole(
    markdown: str, stretches: list[tuple[int, int]], source: str, language: str, *, ticks: bool = False
) -> SourceSentence | None:
    """The stretches as one text, whatever full stops it holds: a heading, a cell. With `ticks` a mark such as ✔ is a text too."""
    visible = read_marks(markdown, stretches)
    start = len(visible.text) - len(visible.text.lstrip())
    if not any(letter.isalnum() or (ticks and category(letter) == "So") for letter in visible.text):
        return None
    return _cut(visible, _after_pictures(visible.text, start, len(visible.text)), len(visible.text), source, language)


def _cut(visible: Visible, start: int, end: int, source: str, language: str) -> SourceSentence:
    first, last = visible.span(start, end)
    return SourceSentence(
        source=source,
        start=first,
        end=last,
        text=visible.text[start:end],
        language=language,
        bold=_within(visible.bold, start, end),
        linked=_within(visible.linked, start, end),
        code=_within(visible.code, start, end),
        slanted=_within(visible.slanted, start, end),
        visible=visible,
        offset=start,
    )


def _within(stretches: list[tuple[int, int]], start: int, end: int) -> tuple[tuple[int, int], ...]:
    return tuple(
        (max(left, start) - start, min(right, end) - start)
        for left, right in sorted(stretches)
        if left < end and right > start
    )
