"""Markdown with its marks blanked out: the words that a reader sees, each still at its own place."""

from __future__ import annotations

import re

_FENCE = re.compile(r"[ \t>]*(?:[-*+]|\d{1,9}[.)])?[ \t]*(`{3,}|~{3,})")
_LINE_START = re.compile(
    r"[ \t]*(?:>[ \t]?)*[ \t]*(?:"
    r"\[![A-Za-z]+\][ \t]*$"
    r"|\[\^[^\]\s]+\]:"
    r"|\[[^\]\n^][^\]\n]*\]:[ \t]*\S+.*$"
    r"|(?:=+|-+|\*[ \t]*\*[ \t]*\*[* \t]*|_[ \t]*_[ \t]*_[_ \t]*)[ \t]*$"
    r"|\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-*:?[ \t]*)*$"
    r"|#{1,6}(?=[ \t]|$)"
    r"|(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)+(?:\[[ xX]\][ \t])?"
    r")?"
)
_INLINE = re.compile(
    r"(?P<code>`+[^`\n]+`+)"
    r"|(?P<escape>\\[!-/:-@\[-`{-~])"
    r"|(?P<autolink><(?:https?:|mailto:)?[^\s<>@:]*[@:][^\s<>]*>)"
    r"|<!--(?:(?!-->).){0,4000}-->|</?[A-Za-z][^<>\n]{0,2000}>"
    r"|&(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
    r"|\[\^[^\]\s]+\]"
    r"|\]\((?:[^()\n]|\([^()\n]{0,500}\)){0,2000}\)"
    r"|\]\[[^\]\n]{0,300}\]"
    r"|!\[|[\[\]|`]"
    r"|\*+|~~|(?<![^\W_])_+|_+(?![^\W_])"
)


_HAS_MARKS = re.compile(r"[\\`*_\[\]<&~]")


def blank_markup(text: str) -> str:
    """`text` with Markdown's marks, addresses and tags turned into spaces; equally long, so every place stays true."""
    lines = []
    fence = ""
    for line in text.split("\n"):
        opened = _FENCE.match(line)
        if fence:
            closes = (
                opened is not None and opened.group(1).startswith(fence) and not line[opened.end() :].strip("`~ \t")
            )
            lines.append(_blank(line) if closes else line)
            fence = "" if closes else fence
        elif opened and not (opened.group(1)[0] == "`" and "`" in line[opened.end() :]):
            fence = opened.group(1)
            lines.append(_blank(line))
        else:
            lines.append(_blank_line(line))
    return "\n".join(lines)


def _blank_line(line: str) -> str:
    start = _LINE_START.match(line)
    marks = start.end() if start else 0
    said = line[marks:]
    return _blank(line[:marks]) + (_INLINE.sub(_blank_match, said) if _HAS_MARKS.search(said) else said)


def _blank_match(match: re.Match[str]) -> str:
    found = match.group()
    if match.lastgroup == "code":
        return found.replace("`", " ")
    if match.lastgroup == "escape":
        return " " + found[1:]
    if match.lastgroup == "autolink":
        return f" {found[1:-1]} "
    return _blank(found)


def _blank(text: str) -> str:
    return " " * len(text)


def read_words(text: str, seen: str, start: int, end: int) -> str:
    """What a reader sees of `text[start:end]`, on one line: marks leave no gap behind, except between cells. `seen`: `text` with its marks blanked out."""
    kept = [
        letter if letter != " " or text[place].isspace() else " " if text[place] in "|<" else ""
        for place, letter in enumerate(seen[start:end], start)
    ]
    return " ".join("".join(kept).split())


def plain_text(text: str) -> str:
    """What a reader sees of Markdown, on one line: for a snippet, a title, a label."""
    return read_words(text, blank_markup(text), 0, len(text))
