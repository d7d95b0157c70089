"""Words that are broken at the end of a line, made whole."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from zwerm.library.imports.inline import Span
from zwerm.library.imports.pdf.segments import Segment

HYPHEN = re.compile(r"(\w{2,})[\u00ad-]$")
_NOT_JOINED = frozenset({"en", "of", "and", "or", "und", "oder", "tot", "to"})


@dataclass(frozen=True, slots=True)
class Words:
    """The words that stand whole on a line, and whether the program that made the file breaks words of its own accord."""

    known: frozenset[str]
    breaks: bool

    def keep_hyphen(self, first: str, second: str) -> bool:
        """Whether the hyphen between two parts of a word belongs to it. PDF tells no difference between that and one that only breaks it."""
        joined, kept = f"{first}{second}".casefold(), f"{first}-{second}".casefold()
        return joined not in self.known and (kept in self.known or not self.breaks)


def words_of(segments: Sequence[Segment], *, browser: bool) -> Words:
    """The words of a document. A browser breaks words only where they have a hyphen, unless the page asks for more."""
    known = frozenset(word.casefold() for one in segments for word in re.findall(r"\w+(?:-\w+)*", one.text))
    return Words(known, not browser or any(_is_broken(*pair, known) for pair in itertools.pairwise(segments)))


def _is_broken(one: Segment, other: Segment, known: frozenset[str]) -> bool:
    """Whether a word goes on from one line to the next that stands without a hyphen elsewhere."""
    first, second = HYPHEN.search(one.text.rstrip()), re.match(r"[^\W\d_A-Z]\w*", other.text.lstrip())
    return first is not None and second is not None and f"{first[1]}{second[0]}".casefold() in known


def join_spans(spans: list[Span], more: list[Span], words: Words) -> list[Span]:
    """Two lines as one; a word that was broken at the end of the line is made whole."""
    if not spans or not more:
        return [*spans, *more]
    last, first = spans[-1], more[0]
    text, following = last.text.rstrip(), first.text.lstrip()
    broken = HYPHEN.search(text)
    next_word = re.match(r"\w+", following)
    if broken and next_word and following[:1].islower():
        stem = text[:-1]
        if next_word[0].lower() in _NOT_JOINED:
            pieces = [with_text(last, f"{stem}- "), with_text(first, following)]
        elif words.keep_hyphen(broken[1], next_word[0]):
            pieces = [with_text(last, f"{stem}-"), with_text(first, following)]
        else:
            pieces = [with_text(last, stem), with_text(first, following)]
        return [*spans[:-1], *pieces, *more[1:]]
    if broken and next_word and not words.breaks:
        return [*spans[:-1], with_text(last, f"{text[:-1]}-"), with_text(first, following), *more[1:]]
    return [*spans[:-1], with_text(last, text), Span(" "), with_text(first, following), *more[1:]]


def with_text(span: Span, text: str) -> Span:
    return Span(text, span.bold, span.italic, span.strike, span.code, span.href, span.markdown)
