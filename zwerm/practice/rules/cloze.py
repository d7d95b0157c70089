"""Cards with a gap: `The pump stands in {{room 4}}`, or with a hint `{{room 4::a number}}`."""

from __future__ import annotations

import re

# `{{c1::word}}` is how Anki writes it; its number is not used: all gaps of a card are asked at once.
_GAP = re.compile(r"\{\{(?:c\d+::)?(?P<word>[^{}]+?)(?:::(?P<hint>[^{}:]+))?\}\}")


def gaps_in(text: str) -> list[str]:
    return [match["word"].strip() for match in _GAP.finditer(text)]


def hide(text: str) -> str:
    """The question: every gap as […], or its hint."""
    return _GAP.sub(lambda match: f"**[{match['hint'] or '…'}]**", text)


def show(text: str) -> str:
    """The answer: the whole text, what was hidden in bold."""
    return _GAP.sub(lambda match: f"**{match['word'].strip()}**", text)
