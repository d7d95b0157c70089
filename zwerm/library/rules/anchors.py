"""Where a comment belongs, told by the words that it is about and not by their place, so that it stays there when the text changes.

The words are those of the TextQuoteSelector of W3C's Web Annotation Data Model: `exact`, with up to CONTEXT characters before and after.
They are what a reader sees, on one line: Markdown's marks are blanked out, so they may change freely.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from zwerm.library.rules.letters import letters, placed
from zwerm.library.rules.plain import blank_markup

CONTEXT = 32
# Of at most so many likely places the words are compared one by one.
_MOST_LOOKED_AT = 24
# What is asked of words that changed: so much alike when nothing around them stayed, less with one side, least with both.
_ALIKE, _ALIKE_WITH_A_SIDE, _ALIKE_WITH_BOTH = 0.7, 0.55, 0.4
_FEWEST_WORDS = 3
_WORD = re.compile(r"\w+(?:['’.,:]\w+)*")
_END_OF_SENTENCE = re.compile(r"[.!?…]['\")\]”’]*(?=\s|$)|\n[ \t]*\n")
_ENDS = re.compile(r"[.!?…]\W*$")
_AROUND = 400


@dataclass(frozen=True)
class Quote:
    """Words of a text, and what stands before and after them."""

    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True)
class _Word:
    text: str
    start: int
    end: int


def quote_at(text: str, start: int, end: int) -> Quote:
    """The words that a reader sees in the Markdown `text[start:end]`."""
    shown = blank_markup(text)
    before, after = shown[max(0, start - _AROUND) : start], shown[end : end + _AROUND]
    return Quote(_one_line(shown[start:end]), _one_line(before)[-CONTEXT:], _one_line(after)[:CONTEXT])


def place_of(quote: Quote, text: str, *, before: str = "") -> tuple[int, int] | None:
    """Where the words stand in the Markdown `text` now, or what has become of them; None when they are gone.

    The same words come first, and of those the ones with the same words around them. Else the stretch that is most like them,
    unless it stood in `before`, the text before the change, already: then it is another sentence. Few words, such as “5 mg”, say
    too little by themselves: on one side at least the same has to stand.
    """
    shown, shown_before = blank_markup(text), blank_markup(before)
    return _same_words(quote, shown, _Others(quote, shown_before)) or _like_words(quote, shown, shown_before)


def place_of_marked(quote: Quote, text: str) -> tuple[int, int] | None:
    """Where the words stand that a reader marked just now, widened to whole words; None when they do not stand there."""
    return _same_words(quote, blank_markup(text), None)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _same_words(quote: Quote, shown: str, others: _Others | None) -> tuple[int, int] | None:
    before, after = letters(quote.prefix), letters(quote.suffix)
    all_letters, places = placed(shown)
    best, found = -1, None
    all_found = list(_stretches(letters(quote.exact), all_letters))
    if others:
        whole = [one for one in all_found if _is_whole(shown, places[one[0]], places[one[1] - 1] + 1)]
        all_found = [one for one in whole if others.leave(shown, places[one[0]], places[one[1] - 1] + 1, len(whole))]
    for first, last in all_found:
        worth = _same_end(all_letters[max(0, first - len(before)) : first], before)
        worth += _same_begin(all_letters[last : last + len(after)], after)
        if worth > best:
            best, found = worth, (places[first], places[last - 1] + 1)
    return found and _with_marks(shown, *_whole(shown, *found), quote.exact)


def _stretches(wanted: str, all_letters: str) -> Iterator[tuple[int, int]]:
    """Where these letters stand among all letters."""
    at = all_letters.find(wanted) if wanted else -1
    while at >= 0:
        yield at, at + len(wanted)
        at = all_letters.find(wanted, at + 1)


class _Others:
    """The same words elsewhere in the text before the change: what is said of ours is not said of those."""

    def __init__(self, quote: Quote, shown: str) -> None:
        self._left = "".join(letters(word.text) for word in _words(quote.prefix)[-2:])
        self._right = "".join(letters(word.text) for word in _words(quote.suffix)[:2])
        self._few = len(_words(quote.exact)) < _FEWEST_WORDS
        all_letters, places = placed(shown)
        ends = ((places[at], places[end - 1] + 1) for at, end in _stretches(letters(quote.exact), all_letters))
        all_sides = [_beside(shown, start, end) for start, end in ends if _is_whole(shown, start, end)]
        self._count = len(all_sides)
        self._pairs = {sides for sides in all_sides if self._ours(*sides) < 2}
        self._lefts, self._rights = ({pair[side] for pair in self._pairs} for side in (0, 1))

    def leave(self, shown: str, start: int, end: int, count: int) -> bool:
        """Whether the words here can be ours: they have more of what stood beside ours than of what stood beside others, or as much,
        while of the `count` that stand in the text now none is missing."""
        sides = _beside(shown, start, end)
        ours = self._ours(*sides)
        theirs = 2 if sides in self._pairs else sides[0] in self._lefts or sides[1] in self._rights
        return ours == 2 or ours > theirs or (ours == theirs and count >= self._count and (ours > 0 or not self._few))

    def _ours(self, left: str, right: str) -> int:
        """On how many sides the same stands as beside ours; the begin and the end of a text are sides too."""
        on_left = left.endswith(self._left) if self._left else not left
        return on_left + (right.startswith(self._right) if self._right else not right)


def _beside(shown: str, start: int, end: int) -> tuple[str, str]:
    """The letters of the two words on either side."""
    before, after = _words(shown[max(0, start - _AROUND) : start])[-2:], _words(shown[end : end + _AROUND])[:2]
    return "".join(letters(word.text) for word in before), "".join(letters(word.text) for word in after)


def _is_whole(shown: str, start: int, end: int) -> bool:
    return not (shown[start - 1 : start].isalnum() or shown[end : end + 1].isalnum())


def _whole(shown: str, start: int, end: int) -> tuple[int, int]:
    while start and shown[start - 1].isalnum():
        start -= 1
    while end < len(shown) and shown[end].isalnum():
        end += 1
    return start, end


def _with_marks(shown: str, start: int, end: int, said: str) -> tuple[int, int]:
    """With the full stop or question mark that the words end with."""
    closing = re.search(r"[^\w\s]*$", said)
    marks = closing.group() if closing else ""
    return start, end + len(marks) if marks and shown.startswith(marks, end) else end


def _like_words(quote: Quote, shown: str, before: str) -> tuple[int, int] | None:
    wanted = [word.text for word in _words(quote.exact)]
    if len(wanted) < _FEWEST_WORDS:
        return None
    words = _words(shown)
    all_letters, letters_before = letters(shown), letters(before)
    best, found = 0.0, None
    for at in _likely(wanted, [word.text for word in words]):
        first, last, alike = _refine(quote, wanted, words, at, shown)
        sides = _sides(quote, words, first, last)
        if alike < (_ALIKE, _ALIKE_WITH_A_SIDE, _ALIKE_WITH_BOTH)[sides]:
            continue
        own = letters(shown[words[first].start : words[last].end])
        if all_letters.count(own) <= letters_before.count(own):
            continue
        if (worth := alike + 0.2 * sides) > best:
            best, found = worth, (words[first].start, words[last].end)
    return found and _to_end_of_sentence(shown, *found, quote.exact)


def _words(text: str) -> list[_Word]:
    return [_Word(match.group().casefold(), *match.span()) for match in _WORD.finditer(text)]


def _likely(wanted: Sequence[str], words: Sequence[str]) -> list[int]:
    """Where stretches of as many words as wanted begin that share most of them. Linear in the text."""
    size, open_words = len(wanted), Counter(wanted)
    shared = 0
    counts: list[int] = []
    for place, word in enumerate(words):
        shared += open_words[word] > 0
        open_words[word] -= 1
        if place >= size:
            open_words[words[place - size]] += 1
            shared -= open_words[words[place - size]] > 0
        counts.append(shared)
    enough = max(2, round(size * _ALIKE_WITH_BOTH / 2))
    order = sorted((place for place, count in enumerate(counts) if count >= enough), key=lambda place: -counts[place])
    chosen: list[int] = []
    for place in order:
        if all(abs(place - other) > size // 2 for other in chosen):
            chosen.append(place)
        if len(chosen) == _MOST_LOOKED_AT:
            break
    return [max(0, place - size + 1) for place in chosen]


def _refine(quote: Quote, wanted: Sequence[str], words: Sequence[_Word], at: int, shown: str) -> tuple[int, int, float]:
    """First and last word of the stretch round `at` that the wanted words became, and how alike they are.

    Whoever marked a whole sentence meant the whole sentence; so its begin and end are taken too.
    """
    size = len(wanted)
    low, high = max(0, at - size), min(len(words), at + 2 * size)
    matcher = SequenceMatcher(None, wanted, [word.text for word in words[low:high]], autojunk=False)
    matched = [block for block in matcher.get_matching_blocks() if block.size]
    if not matched:
        return at, at, 0.0
    first, last = low + matched[0].b, low + matched[-1].b + matched[-1].size - 1
    begins = not quote.prefix or _ENDS.search(quote.prefix) is not None
    first -= _room(shown, words, first, -1, matched[0].a + (size if begins else 0))
    ends = _ENDS.search(quote.exact) is not None
    last += _room(shown, words, last, 1, size - matched[-1].a - matched[-1].size + (size if ends else 0))
    same = sum(block.size for block in matched)
    return first, last, 2 * same / (size + last - first + 1)


def _room(shown: str, words: Sequence[_Word], place: int, step: int, most: int) -> int:
    """How many words beside `place`, up to `most`, stand in the same sentence: what took the place of words that went."""
    taken = 0
    while taken < most and 0 <= place + step < len(words):
        left, right = sorted((place, place + step))
        if _END_OF_SENTENCE.search(shown, words[left].end, words[right].start):
            break
        place, taken = place + step, taken + 1
    return taken


def _sides(quote: Quote, words: Sequence[_Word], first: int, last: int) -> int:
    """On how many sides the same two words stand as before; the begin or end of the text counts when it was there too."""
    before = [word.text for word in _words(quote.prefix)][-2:]
    after = [word.text for word in _words(quote.suffix)][:2]
    left = [word.text for word in words[max(0, first - 2) : first]]
    right = [word.text for word in words[last + 1 : last + 3]]
    return (left[len(left) - len(before) :] == before and len(left) >= len(before)) + (right[: len(after)] == after)


def _to_end_of_sentence(shown: str, start: int, end: int, said: str) -> tuple[int, int]:
    """With its full stop, when what was quoted had one."""
    mark = re.compile(r"[.!?…]+['\")\]”’]*").match(shown, end)
    return (start, mark.end()) if mark and _ENDS.search(said) else (start, end)


def _same_end(one: str, other: str) -> int:
    return _same_begin(one[::-1], other[::-1])


def _same_begin(one: str, other: str) -> int:
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count
