"""What changed between two texts, word by word, as people read it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from zwerm.library.rules.addresses import picture_in
from zwerm.library.rules.alignment import LITTLE_ALIKE, blocks, partners

# A picture is one word: half an address tells nobody anything. So is the box before a task: it is ticked or not.
_PICTURE = r"!\[[^\[\]\n]{0,500}\]\(picture:[0-9a-f]{64}\)"
_BOX = r"\A\s*[-*+] \[[ xX]\] "
_WORDS = re.compile(rf"{_BOX}|{_PICTURE}|\s+|\w+|[^\w\s]")
_APART = re.compile(rf"({_PICTURE})")
_SHOWN = re.compile(r"!\[([^\[\]\n]{0,500})\]\((picture:[0-9a-f]{64})\)")
# So many pairs of equal words are looked at in one comparison; beyond it, changed lines are told as gone and new.
_MOST_PAIRS = 400_000
_FOLDED = 40
_MOST_CHANGES = 600
_SPECIAL = re.compile(r"^\s*(?:(#{1,6} )|([-*+] |\d{1,9}[.)] )|(\|)|(> ?))")
_MARK = re.compile(r"\s*(?:#{1,6} |> ?)(?!\[!)")
_ITEM = re.compile(r"(\s*)[-*+] (?:\[([ xX])\] )?")
_EDGE = re.compile(r"\s*(?<!\\)\|\s*")
_FIRST_EDGE = re.compile(r"\s*\|\s*")
_LAST_EDGE = re.compile(r"\s*(?<!\\)\|\s*$")
# The line below the heads of a table: it says nothing but how columns are aligned.
_UNDER_HEADS = re.compile(r"\s*\|(?:\s*:?-+:?\s*\|)+\s*")
_BOLD = re.compile(r"\*\*(?=\S)([^*\n]+?)(?<=\S)\*\*")

Kind = Literal["same", "gone", "new"]
Form = Literal["text", "heading", "list", "row", "quote"]
# In which of both texts a piece stands.
_SIDES: dict[Kind, tuple[Kind, ...]] = {"same": ("gone", "new"), "gone": ("gone",), "new": ("new",)}
_FORMS: tuple[Form, ...] = ("heading", "list", "row", "quote")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that stayed, went or came."""

    kind: Kind
    text: str
    in_row: bool = False

    @property
    def cells(self) -> tuple[str, ...]:
        """Of a row of a table: what stands between the edges of its cells; of all else the text."""
        parts = _EDGE.split(self.text) if self.in_row else [self.text]
        return tuple(part.replace("\\|", "|") if self.in_row else part for part in parts)

    @property
    def picture(self) -> str:
        """The hash of the picture that this is, and nothing else."""
        found = _SHOWN.fullmatch(self.text.strip())
        return (picture_in(found[2]) or "") if found else ""

    @property
    def alt(self) -> str:
        found = _SHOWN.fullmatch(self.text.strip())
        return found[1] if found else ""


@dataclass(frozen=True, slots=True)
class Change:
    """One paragraph or line: its pieces. `unchanged` ones around changes give context."""

    pieces: tuple[Piece, ...]

    @property
    def unchanged(self) -> bool:
        return all(piece.kind == "same" for piece in self.pieces)

    @property
    def kind(self) -> str:
        """`same`, `gone` or `new` as a whole, or `changed` within."""
        kinds = {piece.kind for piece in self.pieces}
        return kinds.pop() if len(kinds) == 1 else "changed"

    @property
    def shown(self) -> tuple[Piece, ...]:
        """The pieces as people read them: without the signs of headings, quotations and bold words, with bullets, boxes and
        cells for the signs of lists and tables. A sign that changed is shown as it stands.
        """
        row = self.form == "row"
        said = (
            (piece.kind, text) for piece, text in zip(self.pieces, self._row() if row else self._line(), strict=True)
        )
        # A picture within a line stands apart, so that it is shown and not its address.
        parts = ((kind, part) for kind, text in said for part in _APART.split(text))
        return tuple(Piece(kind, _BOLD.sub(r"\1", part), row) for kind, part in parts if part)

    @property
    def says_nothing(self) -> bool:
        """Whether it only tells that a table has columns, which the row above it shows."""
        whole = all(
            _UNDER_HEADS.fullmatch(self._side(side)) for side in {one for p in self.pieces for one in _SIDES[p.kind]}
        )
        return whole and not any(":" in piece.text for piece in self.pieces if piece.kind != "same")

    def _side(self, side: Kind) -> str:
        return "".join(piece.text for piece in self.pieces if side in _SIDES[piece.kind])

    def _line(self) -> list[str]:
        texts = [piece.text for piece in self.pieces]
        first = {kind: place for place, piece in reversed([*enumerate(self.pieces)]) for kind in _SIDES[piece.kind]}
        for sign, instead in ((_MARK, ""), (_ITEM, None)):
            begins = {place: sign.match(texts[place]) for place in first.values()}
            if not all(begins.values()):
                continue
            for place, found in begins.items():
                if found:
                    texts[place] = (_bullet(found) if instead is None else instead) + texts[place][found.end() :]
            break
        return texts

    def _row(self) -> list[str]:
        """Edges of the table itself go; those between cells stay, also where a cell came or went."""
        texts = [piece.text for piece in self.pieces]
        apart = [piece.kind for piece in self.pieces] == ["gone", "new"]
        for place in {0, len(texts) - 1} if apart else {0}:
            texts[place] = (
                _FIRST_EDGE.sub("", texts[place], count=1) if _FIRST_EDGE.match(texts[place]) else texts[place]
            )
        for place in {0, len(texts) - 1} if apart else {len(texts) - 1}:
            texts[place] = _LAST_EDGE.sub("", texts[place])
        return texts

    @property
    def form(self) -> Form:
        """What kind of line it is, so that it can look like one."""
        found = _SPECIAL.match(self.pieces[0].text)
        return (
            next((form for form, group in zip(_FORMS, found.groups(), strict=True) if group), "text")
            if found
            else "text"
        )


def _bullet(item: re.Match[str]) -> str:
    sign = "•" if item[2] is None else "☐" if item[2] == " " else "☑"
    return f"{item[1]}{sign} "


@dataclass(frozen=True, slots=True)
class Skipped:
    """So many lines in a row are the same. `changes`: these lines, when they are few enough to unfold."""

    lines: int
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Rest:
    """So much changed that the rest is not told."""

    is_rest: Literal[True] = True


def compare(old: str, new: str, context: int = 1) -> list[Change | Skipped | Rest]:
    """From `old` to `new`, with `context` unchanged lines around each change; blank lines are not told.

    Empty when nothing changed but blank lines. After some hundreds of changes it stops, with a Rest.
    """
    changes, whole = _first(_changes(_lines(old), _lines(new)))
    near: set[int] = set()
    for place, change in enumerate(changes):
        if not change.unchanged:
            near.update(range(place - context, place + context + 1))
    shown: list[Change | Skipped | Rest] = []
    skipped: list[Change] = []
    for place, change in enumerate(changes if near else ()):
        if place not in near:
            skipped.append(change)
            continue
        shown += _folded(skipped)
        skipped = []
        shown.append(change)
    return [*shown, *(_folded(skipped) if whole else [Rest()])]


def _first(told: Iterable[Change]) -> tuple[list[Change], bool]:
    """As many as people read, and whether these are all."""
    changes: list[Change] = []
    changed = 0
    for change in told:
        changed += not change.unchanged
        if changed > _MOST_CHANGES:
            return changes, False
        changes.append(change)
    return changes, True


def _folded(skipped: list[Change]) -> list[Skipped]:
    if not skipped:
        return []
    return [Skipped(len(skipped), tuple(skipped) if len(skipped) <= _FOLDED else ())]


def _lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


def _changes(old: list[str], new: list[str]) -> Iterator[Change]:
    left = _MOST_PAIRS
    for same, a, b, c, d in blocks(old, new):
        if same:
            for line in new[c:d]:
                yield Change((Piece("same", line),))
            continue
        for i, j in partners(old[a:b], new[c:d]):
            if i is None or j is None:
                yield Change((Piece("new", new[c + j]),) if j is not None else (Piece("gone", old[a + (i or 0)]),))
                continue
            one, other = _WORDS.findall(old[a + i]), _WORDS.findall(new[c + j])
            left -= _pairs(one, other)
            if left < 0:
                yield from (Change((Piece("gone", old[a + i]),)), Change((Piece("new", new[c + j]),)))
            else:
                yield Change(tuple(_words(one, other)))


def _pairs(one: list[str], other: list[str]) -> int:
    """How many pairs of equal words a comparison of these looks at, at least."""
    words = Counter(other)
    return len(one) + len(other) + sum(words[word] for word in one)


def _words(one: list[str], other: list[str]) -> Iterator[Piece]:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.ratio() < LITTLE_ALIKE:
        yield from (Piece("gone", "".join(one)), Piece("new", "".join(other)))
        return
    gone = came = ""
    for tag, a, b, c, d in matcher.get_opcodes():
        stayed = "".join(other[c:d])
        # A space between two changed words belongs to the change: "viel uit" became "sloeg af", as one.
        if tag == "equal" and (stayed.strip() or not gone + came):
            yield from _pieces(gone, came)
            yield Piece("same", stayed)
            gone = came = ""
        else:
            gone, came = gone + "".join(one[a:b]), came + stayed
    yield from _pieces(gone, came)


def _pieces(gone: str, came: str) -> Iterator[Piece]:
    if gone:
        yield Piece("gone", gone)
    if came:
        yield Piece("new", came)
