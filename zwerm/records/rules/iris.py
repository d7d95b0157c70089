"""A name or an address within an IRI or the name of an account: percent-encoded, with marks where its spaces were.

Pure. What takes its place there is one word, so that an IRI stays one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import blake2b
from urllib.parse import quote

from zwerm.people.rules.standing_in import pattern_of
from zwerm.records.rules.values import IRI

_IRI = re.compile(IRI)
# Characters, and bytes so that two together fit into an entry of an index of PostgreSQL (2,704).
COLUMNS = {"object_iri": (500, 1600), "verb_iri": (300, 960), "object_type": (300, 960)}
_BETWEEN = r"(?:%20|[\s+])+"
_ADDED = r"(?:(?:\+|%2B)(?:(?!%40)[^\s@/?&=;,]){0,64}?)?"
# A letter before it makes it another word; the last of a percent-encoded mark is none.
_BEGIN, _END = r"(?:(?<=%[0-9a-f]{2})|(?<![^\W_]))", r"(?![^\W_])"
# `first.last`: one word alone is a name of many.
_DISTINCTIVE = re.compile(r"[^\W\d_]{2,}(?:[._-][^\W\d_]{2,})+")


def is_iri(text: str) -> bool:
    return bool(_IRI.fullmatch(text))


def pattern_of_mbox(mbox: str) -> str:
    """Finds it, also with something added before the @."""
    before, _at, domain = mbox.rpartition("@")
    return f'{re.escape(before)}(?:[+][^\\s@"]{{0,64}})?@{re.escape(domain)}'


def in_column(name: str, iri: str) -> str:
    """As a column has it: whole, or, when it is longer than most, how it begins and a hash of all of it, with a space between that no IRI has."""
    most, bytes = COLUMNS[name]
    if len(iri) <= most and len(iri.encode()) <= bytes:
        return iri
    return f"{iri[: most // 3]} {blake2b(iri.encode(), digest_size=16).hexdigest()}"


def words_in_iris(words: Iterable[str]) -> re.Pattern[str]:
    """Finds each of these as a word of its own; of two of which one begins with the other the longer."""
    longest_first = sorted({one.strip() for one in words if one.strip()}, key=lambda one: (-len(one), one))
    return re.compile(f"{_BEGIN}(?:{'|'.join(map(_written, longest_first))}){_END}", re.IGNORECASE)


def _written(words: str) -> str:
    """Of an address also with something added before the @."""
    before, at, domain = words.rpartition("@")
    if before and not before.endswith(("+", " ")):
        return f"{_written(before)}{_ADDED}{_letter(at)}{_written(domain)}"
    return _BETWEEN.join("".join(map(_letter, word)) for word in words.split())


def _letter(letter: str) -> str:
    if letter in "._-":
        return "(?:[._-]|%2E|%5F|%2D)"
    encoded = {quote(form, safe="") for form in (letter, letter.lower(), letter.upper())}
    return f"(?:{'|'.join([pattern_of(letter), *sorted(map(re.escape, encoded))])})"


def distinctive_parts(addresses: Iterable[str], name: str, others: Iterable[str]) -> list[str]:
    """What stands before the @, and the name so written, when it tells who is meant by itself: none of `others` begins with it."""
    parts = {one.partition("@")[0].lower() for one in addresses} | {".".join(name.lower().split())}
    found = {one: words_in_iris([one]) for one in sorted(parts) if _DISTINCTIVE.fullmatch(one)}
    taken = [one.partition("@")[0] for one in others] if found else []
    return [part for part, pattern in found.items() if not any(map(pattern.fullmatch, taken))]
