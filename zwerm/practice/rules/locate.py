"""Where words that someone selected on a page stand in its Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import takewhile

from zwerm.library.rules.plain import blank_markup, read_words

LONGEST = 2000
LONGEST_SENTENCE, LONGEST_GAP = 500, 8
# Letters of nobody's text, that stand for the edges of a gap.
_OPENS, _CLOSES = "\ue000", "\ue001"


def find_span(text: str, words: str) -> tuple[int, int] | None:
    """The span in `text` (Markdown) that a reader sees as `words`; None when it is not there. The first, if several."""
    wanted = words.split()
    if not wanted or len(words) > LONGEST:
        return None
    match = re.search(r"\s+".join(map(re.escape, wanted)), blank_markup(text))
    return match.span() if match else None


def sentence_around(text: str, start: int, end: int) -> tuple[str, str, str]:
    """(before, marked, after) as a reader sees them, on one line: the marked words within their own sentence. The white space between them goes with what is
    before and after."""
    seen = blank_markup(text)
    first, last = _sentence(seen, start, end)
    before, marked, after = (" ".join(part.split()) for part in (seen[first:start], seen[start:end], seen[end:last]))
    apart = " " if before and _is_apart(text, seen, range(start - 1, first - 1, -1)) else ""
    follows = " " if after and _is_apart(text, seen, range(end, last)) else ""
    return f"{before}{apart}", marked, f"{follows}{after}"


def _is_apart(text: str, seen: str, places: Iterable[int]) -> bool:
    """Whether white space, and not only marks that were blanked out, stands before the first letter that is seen at `places`."""
    blank = takewhile(lambda place: seen[place].isspace(), places)
    return any(text[place].isspace() for place in blank)


def gap_around(text: str, start: int, end: int) -> str:
    """The sentence of the words at `start` up to `end` with a gap for them: "It holds for {{six hours}}.". Nothing where they are
    no few words within one sentence."""
    first, last = _sentence(blank_markup(text), start, end)
    rest = f"{text[first:start]} {text[end:last]}"
    words = text[start:end].split()
    if (
        not any(letter.isalpha() for letter in rest)
        or len(words) > LONGEST_GAP
        or last - first > LONGEST_SENTENCE
        or "\n" in text[start:end]
        or set("{}") & set(text[first:last])
    ):
        return ""
    marked = f"{text[first:start]}{_OPENS}{text[start:end]}{_CLOSES}{text[end:last]}"
    sentence = read_words(marked, blank_markup(marked), 0, len(marked))
    return sentence.replace(_OPENS, "{{").replace(_CLOSES, "}}")


def _sentence(seen: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence around a place begins and ends; of several, the first and the last."""
    first = max(
        (seen.rfind(mark, 0, start) + len(mark) for mark in (". ", "! ", "? ", "\n") if mark in seen[:start]), default=0
    )
    ends = [seen.find(mark, max(end - 1, start)) for mark in (". ", "! ", "? ", "\n", ".\n")]
    last = min((place + 1 for place in ends if place >= 0), default=len(seen))
    return first, max(last, end)
