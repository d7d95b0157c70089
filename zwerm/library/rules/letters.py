"""The letters and digits of a text, without case: what stays the same when marks, spaces and tags change."""

from __future__ import annotations


def letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def placed(text: str) -> tuple[str, list[int]]:
    """The letters, and where in `text` each stands."""
    found: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        for folded in letter.casefold():
            if folded.isalnum():
                found.append(folded)
                places.append(place)
    return "".join(found), places
