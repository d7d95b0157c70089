"""Which sentences of a source changed between two of its versions, and where the others stand now.

A sentence is one of running text, a list item's, a heading's, or the words of a cell. It *stays* when the same words stand in the
new text as a whole sentence again, wherever: moved, wrapped in another way or marked in another way (bold, a link) is no change.
Other words, another capital or another full stop are. What stood in a numbered list in one order and stands there in another
changed for who rests on the order.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from zwerm.courses.generation.reading.marks import read_marks
from zwerm.language.sentences import split_sentences
from zwerm.library.rules.plain import blank_markup

# From this share of words in common on, a new sentence is shown as what an old one became.
ALIKE = 0.4
_ENDS = ".!?…"
_CLOSERS = "\"'”’»)]"
_PICTURE = re.compile(r"!\[[^\]\n]*\]\([^()\n]*\)")
_CELL = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True)
class Sentence:
    """Characters `start` up to `end` of a text; `words` is what a reader sees of it, on one line."""

    start: int
    end: int
    words: str


@dataclass(frozen=True)
class Change:
    """A sentence became another one, or went (`new` is empty). With `order`, sentences that stand in another order now."""

    old: str
    new: str
    order: bool = False


class Text:
    """One version of a source, in sentences."""

    def __init__(self, markdown: str, language: str) -> None:
        self.markdown = markdown
        self.language = language
        # What a picture shows is no sentence; whether it is still there is asked by its hash.
        self._seen = blank_markup(_PICTURE.sub(lambda match: " " * len(match[0]), markdown))
        self.sentences = list(self._read())
        self._starts = [sentence.start for sentence in self.sentences]
        self._ends = [sentence.end for sentence in self.sentences]

    def _read(self) -> Iterator[Sentence]:
        for span in split_sentences(self.markdown, self.language):
            row = self.markdown[span.start : span.end]
            cells = _cells(row) if row.lstrip().startswith("|") or self._in_row(span.start) else [(0, len(row))]
            for start, end in cells:
                stretch = span.start + start, span.start + end
                words = " ".join(read_marks(self.markdown, [stretch]).text.split())
                if any(letter.isalnum() for letter in self.seen(stretch)):
                    yield Sentence(*stretch, words)

    def seen(self, stretch: tuple[int, int]) -> str:
        """What is seen between two places, without white space."""
        return "".join(self._seen[slice(*stretch)].split())

    def _in_row(self, place: int) -> bool:
        line = self.markdown[self.markdown.rfind("\n", 0, place) + 1 : place]
        return line.lstrip().startswith("|")

    def at(self, start: int, end: int) -> list[Sentence]:
        """The sentences that lie, partly or whole, between two places."""
        return self.sentences[bisect_right(self._ends, start) : bisect_left(self._starts, end)]

    @cached_property
    def letters(self) -> tuple[str, list[int]]:
        """All that is seen without white space, and the place of each letter."""
        places = [place for place, letter in enumerate(self._seen) if not letter.isspace()]
        return "".join(self._seen[place] for place in places), places

    def find(self, wanted: str, near: float) -> tuple[int, int] | None:
        """Where this is seen as one or more whole sentences, nearest to `near` (0–1 of the text); or nothing."""
        seen, places = self.letters
        found: list[tuple[float, int, int]] = []
        at = seen.find(wanted)
        while at >= 0:
            first, last = places[at], places[at + len(wanted) - 1] + 1
            if self._is_whole(wanted, at, first, last):
                found.append((abs(first / max(1, len(self.markdown)) - near), first, last))
            at = seen.find(wanted, at + 1)
        return min(found)[1:] if found else None

    def _is_whole(self, wanted: str, at: int, first: int, last: int) -> bool:
        seen, _places = self.letters
        before, after = seen[:at][-3:].rstrip(_CLOSERS)[-1:], seen[at + len(wanted) :][:1]
        begins = at == 0 or self._begins_sentence(first) or (before in _ENDS and before != "")
        closed = wanted.rstrip(_CLOSERS)[-1:] in _ENDS
        spaced = last >= len(self._seen) or self._seen[last].isspace()
        ends = not after or self._ends_sentence(last) or (closed and (spaced or after.isupper()))
        return begins and ends

    def _begins_sentence(self, first: int) -> bool:
        """Whether a sentence's first letter that is seen stands here."""
        place = bisect_right(self._starts, first) - 1
        return place >= 0 and not self._seen[self._starts[place] : first].strip()

    def _ends_sentence(self, last: int) -> bool:
        place = bisect_left(self._ends, last)
        return place < len(self._ends) and not self._seen[last : self._ends[place]].strip()

    def picture(self, hash: str) -> tuple[int, int] | None:
        """Where a picture stands."""
        found = next((match for match in _PICTURE.finditer(self.markdown) if f"(picture:{hash}" in match[0]), None)
        return found.span() if found else None

    def inside(self, start: int, end: int, within: tuple[int, int]) -> tuple[int, int]:
        """How many seen letters stand before a place within a stretch, and up to its end."""
        _seen, places = self.letters
        first = bisect_left(places, within[0])
        return bisect_left(places, start) - first, bisect_left(places, end) - first

    def place(self, within: tuple[int, int], letters: tuple[int, int]) -> tuple[int, int]:
        """The stretch with these seen letters, counted from the start of `within`."""
        _seen, places = self.letters
        first = bisect_left(places, within[0])
        return places[first + letters[0]], places[first + letters[1] - 1] + 1


def _cells(row: str) -> list[tuple[int, int]]:
    edges = [-1, *(match.start() for match in _CELL.finditer(row)), len(row)]
    return [(left + 1, right) for left, right in pairwise(edges) if right > left + 1]


class Comparison:
    """Two versions of one source. All that is asked for many spans is worked out once."""

    def __init__(self, old: Text, new: Text) -> None:
        self.old, self.new = old, new
        self._stands: dict[Sentence, tuple[int, int] | None] = {}

    def stands(self, sentence: Sentence) -> tuple[int, int] | None:
        """Where a sentence of the old text stands in the new one; nothing when it changed or went."""
        if sentence not in self._stands:
            near = sentence.start / max(1, len(self.old.markdown))
            self._stands[sentence] = self.new.find(self.old.seen((sentence.start, sentence.end)), near)
        return self._stands[sentence]

    def changes(self, spans: Iterable[tuple[int, int]]) -> list[Change]:
        """What became of the sentences in which these places of the old text lie, as far as they did not stay; each once."""
        found: dict[Sentence, Change] = {}
        for start, end in spans:
            for sentence in self.old.at(start, end):
                if sentence not in found and self.stands(sentence) is None:
                    became = self.became.get(sentence)
                    found[sentence] = Change(sentence.words, became.words if became else "")
        return list(found.values())

    @cached_property
    def became(self) -> dict[Sentence, Sentence]:
        """For sentences that did not stay the new one that is most like them, each new one for one old one."""
        gone = [sentence for sentence in self.old.sentences if self.stands(sentence) is None]
        known = {sentence.words for sentence in self.old.sentences}
        came = [sentence for sentence in self.new.sentences if sentence.words not in known]
        pairs = sorted(self._alike(gone, came), key=lambda pair: (-pair[0], pair[1], pair[2]))
        found: dict[int, int] = {}
        taken: set[int] = set()
        for _likeness, one, other in pairs:
            if one not in found and other not in taken:
                found[one] = other
                taken.add(other)
        return {gone[one]: came[other] for one, other in found.items()}

    def _alike(self, gone: Sequence[Sentence], came: Sequence[Sentence]) -> Iterator[tuple[float, int, int]]:
        bags = [Counter(words_of(sentence.words)) for sentence in came]
        holders: dict[str, list[int]] = defaultdict(list)
        for number, bag in enumerate(bags):
            for word in bag:
                holders[word].append(number)
        for one, sentence in enumerate(gone):
            bag = Counter(words_of(sentence.words))
            for other in {number for word in bag for number in holders[word]}:
                likeness = 2 * (bag & bags[other]).total() / (bag.total() + bags[other].total())
                if likeness >= ALIKE:
                    yield likeness, one, other

    def order_change(self, spans: Sequence[tuple[int, int]]) -> Change | None:
        """Whether what stood in this order and stayed stands in another order now. What stands twice tells nothing."""
        places = [(sentence, self.stands(sentence)) for span in spans for sentence in self.old.at(*span)[:1]]
        counts = Counter(sentence.words for sentence in self.new.sentences)
        known = [(sentence, place) for sentence, place in places if place and counts[sentence.words] == 1]
        now = sorted(known, key=lambda pair: pair[1])
        if now == known or len({sentence for sentence, _place in known}) < len(known):
            return None
        return Change(_listed(known), _listed(now), order=True)

    def place(self, start: int, end: int) -> tuple[int, int] | None:
        """Where the words of a place in the old text stand in the new one, when all its sentences stayed together."""
        sentences = self.old.at(start, end)
        if not sentences:
            return None
        stretches = [self.stands(sentence) for sentence in sentences]
        if any(stretch is None for stretch in stretches):
            return None
        old = (sentences[0].start, sentences[-1].end)
        near = old[0] / max(1, len(self.old.markdown))
        together = (
            stretches[0]
            if len(sentences) == 1
            else self.new.find("".join(self.old.seen((s.start, s.end)) for s in sentences), near)
        )
        if together is None:
            return None
        letters = self.old.inside(start, end, old)
        return self.new.place(together, letters) if letters[1] > letters[0] else None


def _listed(known: Sequence[tuple[Sentence, object]]) -> str:
    return " → ".join(sentence.words for sentence, _place in known)


def words_of(text: str) -> list[str]:
    """Its words in small letters, without signs."""
    return re.findall(r"\w+", text.casefold())
