"""The part of a passage that shows why it was found, with the words that count marked."""

from __future__ import annotations

import re
from dataclasses import dataclass

from zwerm.language.words import PART, fold
from zwerm.search.engine.analysis import Analyser, Asked

LENGTH = 240
LEAD_IN = 40
BARS = re.compile(r"(?:\s*\|)+\s*")
SPACED_STOP = re.compile(r"\s+([,.;:!?)])(?=\s|$)")


@dataclass(frozen=True)
class Piece:
    """A stretch of a snippet; `marked` when it is a word that was looked for."""

    text: str
    marked: bool = False


@dataclass(frozen=True)
class Snippet:
    """Pieces that read on, and their place in the passage: `passage[start:end]` with its white space drawn together."""

    pieces: tuple[Piece, ...]
    start: int = 0
    end: int = 0

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


def make_snippet(text: str, asked: Asked, analyser: Analyser, language: str, length: int = LENGTH) -> Snippet:
    """The stretch of about `length` characters with the most different words that were asked for."""
    wanted, terms_of = asked.terms, analyser.terms_as_written(language)
    found = [
        (match.start(), match.end(), wanted.intersection(terms))
        for match in PART.finditer(text)
        if not wanted.isdisjoint(terms := terms_of[match.group()])
    ]
    start, end = _best_window(text, [(begin, terms) for begin, _, terms in found], length)
    marks = [(max(begin, start), min(stop, end)) for begin, stop, _ in found if begin < end and stop > start]
    pieces = list(_pieces(text, start, end, marks))
    if start > 0:
        pieces.insert(0, Piece("… "))
    if text[end:].strip():
        pieces.append(Piece(" …"))
    return Snippet(tuple(pieces), start, end)


def mark_words(text: str, asked: Asked, analyser: Analyser, language: str) -> tuple[Piece, ...]:
    """A whole title or heading with the words that were asked for marked."""
    wanted, terms_of = asked.terms, analyser.terms_as_written(language)
    grammar = {word.text for word in asked.words} if not wanted else set()
    marks = [
        (match.start(), match.end())
        for match in PART.finditer(text)
        if not wanted.isdisjoint(terms_of[match.group()]) or (grammar and fold(match.group()) in grammar)
    ]
    return tuple(_pieces(text, 0, len(text), marks))


def _best_window(text: str, found: list[tuple[int, set[str]]], length: int) -> tuple[int, int]:
    best, best_start = 0.0, 0
    for place, _ in found:
        within = [terms for other, terms in found if place <= other < place + length - LEAD_IN]
        value = len(set().union(*within)) + len(within) / 100
        if value > best:
            best, best_start = value, place
    start = _word_start(text, max(0, best_start - LEAD_IN)) if best_start > LEAD_IN else 0
    end = min(len(text), start + length)
    while end < len(text) and not text[end].isspace() and end < start + length + 20:
        end += 1
    return start, end


def _word_start(text: str, place: int) -> int:
    """The nearest beginning: of the line when it is close, else of a word."""
    line = text.rfind("\n", place - LEAD_IN, place)
    if line >= 0:
        return line + 1
    while place < len(text) and not text[place - 1].isspace():
        place += 1
    return place


def _pieces(text: str, start: int, end: int, marks: list[tuple[int, int]]) -> list[Piece]:
    pieces: list[Piece] = []
    at = start
    for begin, stop in marks:
        pieces.append(Piece(_drawn_together(text[at:begin])))
        pieces.append(Piece(text[begin:stop], marked=True))
        at = stop
    pieces.append(Piece(_drawn_together(text[at:end])))
    return [piece for piece in pieces if piece.text]


def _drawn_together(text: str) -> str:
    """White space drawn together, as a reader would write it: bars of tables become points, no space before a comma."""
    words = SPACED_STOP.sub(r"\1", " ".join(BARS.sub(" · ", text).split()))
    before = " " if text[:1].isspace() else ""
    after = " " if text[-1:].isspace() and words else ""
    return f"{before}{words}{after}"
