"""Where words that someone selected on a page stand in its Markdown."""

from __future__ import annotations

import re

from zwerm.library.rules.plain import blank_markup

LONGEST = 2000


def find_span(text: str, words: str) -> tuple[int, int] | None:
    """The span in `text` (Markdown) that a reader sees as `words`; None when it is not there. The first, if several."""
    wanted = words.split()
    if not wanted or len(words) > LONGEST:
        return None
    match = re.search(r"\s+".join(map(re.escape, wanted)), blank_markup(text))
    return match.span() if match else None


def sentence_around(text: str, start: int, end: int) -> tuple[str, str, str]:
    """(before, marked, after) as a reader sees them, on one line: the marked words within their own sentence."""
    seen = blank_markup(text)
    first = max(
        (seen.rfind(mark, 0, start) + len(mark) for mark in (". ", "! ", "? ", "\n") if mark in seen[:start]), default=0
    )
    ends = [seen.find(mark, max(end - 1, start)) for mark in (". ", "! ", "? ", "\n", ".\n")]
    last = min((place + 1 for place in ends if place >= 0), default=len(seen))
    before, marked, after = seen[first:start], seen[start:end], seen[end : max(last, end)]
    return " ".join(before.split()), " ".join(marked.split()), " ".join(after.split())
