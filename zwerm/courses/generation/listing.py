"""A point that names several things, "What we do: one; two; three.", as a line of text and as a list to read."""

import re
from collections.abc import Sequence

BETWEEN, FEWEST = "; ", 3
# The label of what follows, up to the first colon.
LED = re.compile(r"(?P<lead>[^;]{2,160}?): (?P<rest>.+)", re.DOTALL)


def join_listing(lead: str, items: Sequence[str]) -> str:
    """One line; without a lead only what is named."""
    named = f"{BETWEEN.join(items)}."
    return f"{lead}: {named}" if lead else named


# How points stand under each other as text in drafts of before, each on a line of its own, with what they name below them.
POINT, BELOW = "• ", "– "


def unstack_points(text: str) -> list[tuple[str, list[str]]]:
    """Each point of such lines with what it names."""
    found: list[tuple[str, list[str]]] = []
    for line in text.splitlines():
        if line.startswith(BELOW) and found:
            found[-1][1].append(line.removeprefix(BELOW))
        else:
            found.append((line.removeprefix(POINT), []))
    return found


def count_named(text: str) -> int:
    """How many things a point names."""
    return max(1, len(split_listing(text)[1]))


def split_listing(text: str) -> tuple[str, list[str]]:
    """The lead and what is named; all of it as the lead where that is no list of three or more."""
    found = LED.fullmatch(text)
    lead, rest = (found["lead"], found["rest"]) if found else ("", text)
    items = rest.removesuffix(".").split(BETWEEN)
    return (lead, items) if len(items) >= FEWEST else (text, [])
