"""Sentences with their place in the text. Works on plain text and on Markdown."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from zwerm.language.words import fold


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text: `source[start:end] == self.text`."""

    start: int
    end: int
    text: str


# Abbreviations that stand before something, so that a full stop after them never ends a sentence.
DUTCH_BEFORE = """
bijv bv d.w.z dwz o.a m.b.t t.a.v i.v.m i.p.v m.i.v t.b.v t.o.v t.g.v n.a.v i.o.m i.s.m i.t.t i.h.k.v i.h.b m.n m.a.w
z.g zgn resp ca c.q vgl zie incl excl max min gem evt evtl dhr mw mevr mej dr drs ir ing mr prof ds st fam art lid nr
nrs blz pag par hfst fig tab afb bijl dd d.d m.u.v a.h.v v.w.b o.b.v o.l.v u.a a.g.v i.c tel afd div plm jhr jkvr bc h.k
"""
ENGLISH_BEFORE = """
e.g i.e eg ie cf vs v viz approx ca mr mrs ms mx dr prof rev hon st sr jr gen col sgt capt lt no nos vol ed eds fig
figs eq sec ch pp p par art dept est govt esp incl excl min max tel
"""
# Abbreviations that also close sentences: they end one when a capital follows.
DUTCH_CLOSING = """
enz e.d e.a etc jl a.s v.chr n.chr b.v n.v i.d o.i.d a.u.b aub s.v.p m.m p.p p.j p.w w.o
"""
ENGLISH_CLOSING = "etc inc ltd co corp a.m p.m al bros ph.d m.d b.a m.a"
BEFORE_SOMETHING = {
    "nl": frozenset(DUTCH_BEFORE.split()),
    "en": frozenset(ENGLISH_BEFORE.split()),
}
MAY_CLOSE = {
    "nl": frozenset(DUTCH_CLOSING.split()),
    "en": frozenset(ENGLISH_CLOSING.split()),
}
# At the start of a line: quote marks, list and task marks, heading marks. They are no part of the sentence.
LINE_MARK = re.compile(
    r"[ \t]*(?:>[ \t]*)*(?:(?:[-*+•‣◦–]|\(?\d{1,3}[.)]|[a-zA-Z]\))[ \t]+(?:\[[ xX]\][ \t]+)?|#{1,6}[ \t]+)?"
)
STARTS_BLOCK = re.compile(r"[ \t]*(?:>[ \t]*)*(?:(?:[-*+•‣◦]|\(?\d{1,3}[.)])[ \t]+|#{1,6}[ \t]|\||```|~~~|$)")
ENDS_ALONE = re.compile(r"[ \t]*(?:#{1,6}[ \t]|\||```|~~~)")
END = re.compile(r"(?:[.!?]+|…)[\"'”’»)\]*_]*(?=\s|$)")
OPENING = "\"'“‘«([*_¿¡„‚"
# "1. Bias and 2. The rules": numbers within a sentence.
NUMBERED_INSIDE = re.compile(r"(?:\b(?:and|or|en|of)|,)\s+\d{1,2}$", re.IGNORECASE)
LAST_TOKEN = re.compile(r"[^\s(\[\"'“‘«/*_]+$")


def split_sentences(text: str, language: str) -> list[Span]:
    """The sentences of a text in order, with exact places. List items, headings and table rows end a sentence too.

    What holds no letter or digit (rules, table lines) is left out.
    """
    return [span for start, end in _blocks(text) for span in _split_block(text, start, end, language)]


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Stretches that a sentence never crosses: paragraphs, list items, headings, table rows."""
    start: int | None = None
    position, end, alone = 0, 0, False
    for line in text.splitlines(keepends=True):
        if start is not None and (alone or STARTS_BLOCK.match(line)):
            yield start, end
            start = None
        if line.strip():
            if start is None:
                mark = LINE_MARK.match(line)
                start = position + (mark.end() if mark else 0)
            end = position + len(line)
            alone = bool(ENDS_ALONE.match(line))
        position += len(line)
    if start is not None:
        yield start, end


def _split_block(text: str, start: int, end: int, language: str) -> Iterator[Span]:
    breaks = [start]
    breaks += [match.end() for match in END.finditer(text, start, end) if _is_end(text, match, end, language)]
    breaks.append(end)
    for left, right in pairwise(breaks):
        piece = text[left:right]
        stripped = piece.strip()
        if any(letter.isalnum() for letter in stripped):
            begin = left + len(piece) - len(piece.lstrip())
            yield Span(begin, begin + len(stripped), stripped)


def _is_end(text: str, match: re.Match[str], end: int, language: str) -> bool:
    following = text[match.end() : end].lstrip()
    if not following:
        return True
    first = following.lstrip(OPENING)[:1]
    opens_with_s = following[:2] in ("'s", "’s", "'t", "’t")
    if not (first.isupper() or first.isdigit() or opens_with_s or not first.isalnum()):
        return False
    if match.group()[0] != "." or match.group().startswith(".."):
        return True
    return not _is_abbreviation(text[max(0, match.start() - 40) : match.start()], first, language)


def _is_abbreviation(before: str, following: str, language: str) -> bool:
    found = LAST_TOKEN.search(before)
    if not found:
        return False
    token = found.group()
    if NUMBERED_INSIDE.search(before):
        return True
    folded = fold(token)
    if folded in MAY_CLOSE.get(language, frozenset()):
        return not following.isupper()
    if folded in BEFORE_SOMETHING.get(language, frozenset()):
        return True
    initials = token.replace(".", "")
    return following.isupper() and initials.isalpha() and initials.isupper() and len(token) == 2 * len(initials) - 1
