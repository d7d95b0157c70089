"""Marks quoted words in rendered HTML.

Places are known in Markdown; pages show HTML. The letters and digits that a reader sees are the same in both, and in the same order, so
the words are found again by them alone: marks, spaces and tags don't count. Of words that occur more often, the same occurrence is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from zwerm.library.rules.letters import letters, placed
from zwerm.library.rules.plain import blank_markup

_PART = re.compile(r"<[^>]*>|&[#\w]+;|[^<&]+|[<&]")
# Words that rendering added, and that stand nowhere in the text.
_ADDED = re.compile(
    r'<p class="callout-title">.*?</p>|<sup class="footnote-ref">.*?</sup>|<a [^>]*class="footnote-back"[^>]*>.*?</a>'
    r'|<small class="file-facts">.*?</small>',
    re.DOTALL,
)
_PICTURE = re.compile(r'<img [^>]*\balt="([^"]*)"')
_OPENING = re.compile(r"[^\w\s<>&]*")
_CLOSING = re.compile(r"[^\w\s<>&]*$")
_NOWHERE = -1


def mark_words(html: str, text: str, start: int, end: int) -> str | None:
    """`html`, made of `text`, with `text[start:end]` in `<mark>`s, the first with the id "cited"; None when it is not there."""
    shown = blank_markup(text)
    wanted = letters(shown[start:end])
    if not wanted:
        return None
    seen, places = _letters_of_html(html)
    began = _same_occurrence(letters(shown[:start]), wanted, seen, letters(shown))
    if began is None:
        return None
    own = [place for place in places[began : began + len(wanted)] if place != _NOWHERE]
    if not own:
        return None
    return _wrap(html, *_with_points(html, own[0], own[-1] + 1, shown[start:end].strip()))


def _with_points(html: str, start: int, end: int, said: str) -> tuple[int, int]:
    """With the full stop, bracket or quotation mark that the words begin or end with."""
    opening, closing = _OPENING.match(said), _CLOSING.search(said)
    if opening and html[:start].endswith(opening.group()):
        start -= len(opening.group())
    if closing and html.startswith(closing.group(), end):
        end += len(closing.group())
    return start, end


def _letters_of_html(html: str) -> tuple[str, list[int]]:
    """The letters and digits that a reader sees or hears, and where in `html` each stands; those of a picture nowhere."""
    skipped = [match.span() for match in _ADDED.finditer(html)]
    said: list[str] = []
    places: list[int] = []
    for match in _PART.finditer(html):
        part = match.group()
        if any(left <= match.start() < right for left, right in skipped):
            continue
        for letter, place in _said(part, match.start()):
            for folded in letter.casefold():
                if folded.isalnum():
                    said.append(folded)
                    places.append(place)
    return "".join(said), places


def _said(part: str, start: int) -> Iterator[tuple[str, int]]:
    """The letters of one part of HTML: of text its own, of a tag none, of a picture what is told instead of it."""
    if part.startswith("<"):
        picture = _PICTURE.match(part)
        for letter in unescape(picture.group(1)) if picture else "":
            yield letter, _NOWHERE
    elif part.startswith("&"):
        for letter in unescape(part):
            yield letter, start
    else:
        for place, letter in enumerate(part, start):
            yield letter, place


def _same_occurrence(before: str, wanted: str, seen: str, all: str) -> int | None:
    """Where in `seen` the words stand that stand behind `before` in the text."""
    if seen[len(before) : len(before) + len(wanted)] == wanted:
        return len(before)
    earlier = sum(1 for _ in _occurrences(all[: len(before) + len(wanted) - 1], wanted))
    found = list(_occurrences(seen, wanted))
    return found[min(earlier, len(found) - 1)] if found else None


def _occurrences(text: str, wanted: str) -> Iterator[int]:
    place = text.find(wanted)
    while place >= 0:
        yield place
        place = text.find(wanted, place + 1)


def _wrap(html: str, start: int, end: int) -> str:
    """Every piece of text between these places in a mark of its own, so that marks never cross a tag."""
    marked = [html[:start]]
    opening = '<mark id="cited">'
    cut = _end_of_entity(html, end)
    for match in _PART.finditer(html, start, cut):
        part = match.group()
        if part.startswith("<") or not part.strip():
            marked.append(part)
            continue
        marked.append(f"{opening}{part}</mark>")
        opening = "<mark>"
    return _join_neighbours("".join(marked)) + html[cut:]


def _end_of_entity(html: str, end: int) -> int:
    entity = re.compile(r"&[#\w]+;").match(html, end - 1)
    return entity.end() if entity else end


def _join_neighbours(html: str) -> str:
    return html.replace("</mark><mark>", "")


def find_again(text: str, start: int, end: int, newer: str) -> tuple[int, int] | None:
    """Where the words `text[start:end]` stand in a newer version; None when they are no longer there."""
    said = blank_markup(text)[start:end]
    wanted = letters(said)
    shown, places = placed(blank_markup(newer))
    found = shown.find(wanted) if wanted else -1
    if found < 0:
        return None
    return _with_points(newer, places[found], places[found + len(wanted) - 1] + 1, said.strip())
