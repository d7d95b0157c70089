"""Words with their marks to Markdown, with as few backslashes as will do.

There is no rule that says when `*` means stress and when it is a star; the reader decides (CommonMark 0.31, 6.2). So there are
three ways of writing, each more careful than the one before, and `documents` takes the first that is read again as it was meant.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from enum import IntEnum

from zwerm.library.rules.rich.inline import TAGS
from zwerm.library.rules.rich.tree import Mark, Node, Text


class Care(IntEnum):
    LIGHT = 0  # a backslash only where one is nearly always needed
    FULL = 1  # one before every sign
    TAGS = 2  # and <strong> and <em> where stars lean the wrong way


_SIGNS = {"bold": "**", "italic": "*", "strike": "~~"}
_TAGS = {kind: tag for tag, kind in TAGS.items()}
_EVERY = re.compile(r"([!-/:-@\[-`{-~])")
_LIGHT = re.compile(
    r"""(\\(?=[!-/:-@\[-`{-~])|`|(?<!\s)\*|\*(?!\s)|(?<![^\W_])_|_(?![^\W_])|~(?=\S)|\[(?=\^)|\](?=[(\[:])|<(?=[a-zA-Z/!?])
    |&(?=\#?\w+;)|(?<=http):(?=//)|(?<=https):(?=//)|(?<=ftp):(?=//)|(?<=mailto):|(?<=xmpp):|(?<=www)\.|(?<=\w)@(?=\w)|!(?=\[))""",
    re.VERBOSE,
)
_START = re.compile(r"^(?:(\d{1,9})(?=[.)](?:\s|$))|(?=[-+](?:\s|$)|[-=]+\s*$|\#{1,6}(?:\s|$)|>|~~~|\||\[))")
_PLAIN_ADDRESS = re.compile(r"[^\s<>()\\]+")
_SELF = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]{1,31}:[^\s<>]*")
_MAIL = re.compile(r"[\w.+-]+@[a-zA-Z0-9-]+(?:\.[a-zA-Z0-9-]+)+", re.ASCII)


def write_inline(
    content: Sequence[Node | Text], care: Care, *, between: str, in_cell: bool = False, line_starts: bool = True
) -> str:
    """`between` is what a break is written as."""
    if in_cell:
        # Within code a backslash is a backslash, but in a table it is read first, before a bar.
        content = [_barred(piece) for piece in content]
    lines: list[list[Node | Text]] = [[]]
    for piece in content:
        if isinstance(piece, Node) and piece.type == "hardBreak":
            lines.append([])
        else:
            lines[-1].append(piece)
    written = [_marked(line, (), care) for line in lines]
    if care is Care.LIGHT and line_starts:
        first = [at for at in range(len(written)) if not at or between == "\\\n"]
        for at in first:
            begins = lines[at][0] if lines[at] else None
            if isinstance(begins, Text) and not begins.marks:
                written[at] = _START.sub(lambda found: f"{found.group(1) or ''}\\", written[at])
    made = between.join(written)
    return re.sub(r"(?<!\\)\|", r"\\|", made) if in_cell else made


def _barred(piece: Node | Text) -> Node | Text:
    is_code = isinstance(piece, Text) and any(mark.type == "code" for mark in piece.marks)
    return replace(piece, text=piece.text.replace("|", r"\|")) if is_code and isinstance(piece, Text) else piece


def _marked(pieces: Sequence[Node | Text], done: tuple[Mark, ...], care: Care) -> str:
    """The longest run of one mark goes outside, so that marks hold each other and do not cross."""
    made: list[str] = []
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        marks = (
            [] if isinstance(piece, Node) else [one for one in piece.marks if one not in done and one.type in _WRAPS]
        )
        if not marks:
            made.append(_leaf(piece, care))
            at += 1
            continue
        one, end = max(((one, _end(pieces, at, one)) for one in marks), key=lambda found: found[1])
        inside = pieces[at:end]
        made.append(_wrapped(one, inside, (*done, one), care))
        at = end
    return "".join(made)


_WRAPS = {"link", "bold", "italic", "strike"}


def _end(pieces: Sequence[Node | Text], at: int, one: Mark) -> int:
    while at < len(pieces):
        piece = pieces[at]
        if isinstance(piece, Node) or one not in piece.marks:
            return at
        at += 1
    return at


def _wrapped(one: Mark, inside: Sequence[Node | Text], done: tuple[Mark, ...], care: Care) -> str:
    if one.type == "link":
        return _link(one, inside, done, care)
    words = _marked(inside, done, care)
    if care is Care.TAGS:
        tag = _TAGS[one.type]
        return f"<{tag}>{words}</{tag}>"
    return f"{_SIGNS[one.type]}{words}{_SIGNS[one.type]}"


def _link(one: Mark, inside: Sequence[Node | Text], done: tuple[Mark, ...], care: Care) -> str:
    told = dict(one.attributes)
    href, title = str(told.get("href", "")), told.get("title")
    plain = inside[0].text if len(inside) == 1 and isinstance(inside[0], Text) and inside[0].marks == (one,) else None
    if plain is not None and title is None:
        if plain == href and _SELF.fullmatch(plain):
            return f"<{plain}>"
        if f"mailto:{plain}" == href and _MAIL.fullmatch(plain):
            return f"<{plain}>"
    return f"[{_marked(inside, done, care)}]({address_with_title(href, title)})"


def address_with_title(href: str, title: object) -> str:
    written = href
    if not _PLAIN_ADDRESS.fullmatch(href):
        escaped = re.sub(r"([<>\\])", r"\\\1", href)
        written = f"<{escaped}>" if href else ""
    if title is None:
        return written
    words = re.sub(r'(["\\])', r"\\\1", str(title))
    return f'{written or "<>"} "{words}"'


def _leaf(piece: Node | Text, care: Care) -> str:
    if isinstance(piece, Node):
        alt = _EVERY.sub(r"\\\1", str(piece.get("alt") or "")) if care else escape(str(piece.get("alt") or ""), care)
        return f"![{alt}]({address_with_title(str(piece.get('src')), piece.get('title'))})"
    kinds = {one.type for one in piece.marks}
    if "raw" in kinds:
        return piece.text
    if "code" in kinds:
        return _code(piece.text)
    return escape(piece.text, care)


def escape(words: str, care: Care) -> str:
    if care is Care.LIGHT:
        return _LIGHT.sub(r"\\\1", words)
    return _EVERY.sub(r"\\\1", words)


def _code(words: str) -> str:
    runs = {len(run) for run in re.findall(r"`+", words)}
    size = next(size for size in range(1, len(runs) + 2) if size not in runs)
    padded = words[:1] == "`" or words[-1:] == "`" or (words[:1] == words[-1:] == " " and words.strip(" "))
    space = " " if padded else ""
    return f"{'`' * size}{space}{words}{space}{'`' * size}"
