"""A question about a point to remember, as its author begins to write it: with the point as the right answer, and nothing asked yet."""

from __future__ import annotations

from hashlib import sha256

import msgspec

from zwerm.courses.generation import draft
from zwerm.courses.generation.listing import split_listing

# The kinds in which a point by itself is half a question.
KINDS = ("open", "single", "gap")


def sign_of_point(point: draft.Sentence) -> str:
    """Tells a point from others, and from what it says once it is changed."""
    return sha256(msgspec.json.encode(point, order="deterministic")).hexdigest()[:16]


def begun_about(point: draft.Sentence, kind: str) -> draft.Question | None:
    """None for a kind in which it can not be asked."""
    match kind:
        case "open":
            return draft.OpenAnswer("", _as_answer(point.text), (), point.spans)
        case "single":
            return draft.SingleChoice("", (draft.Option(point.text, True, point.spans),), (), point.spans)
        case "gap":
            return draft.Gap("", point.text, "", "", (), point.spans)
    return None


def _as_answer(text: str) -> str:
    """What it names each on a line of its own, to go through one by one."""
    lead, items = split_listing(text)
    return "\n".join([f"{lead}:"] * bool(lead and items) + [f"– {item}" for item in items]) if items else text
