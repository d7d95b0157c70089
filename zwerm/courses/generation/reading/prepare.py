"""Makes a Markdown text ready for the parser without moving a single character."""

import re
from bisect import bisect_right
from dataclasses import dataclass

FRONT_MATTER = re.compile(r"\A(---|\+\+\+)[ \t]*\n.*?\n\1[ \t]*(?:\n|\Z)", re.DOTALL)
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
# Modules that a page of a site generator uses, also over several lines; what stands in fenced code is shown.
MODULE = re.compile(
    r"(?P<code>^[ \t]*(?P<fence>```|~~~).*?(?:^[ \t]*(?P=fence)|\Z))"
    r"|^import\s(?:[^\n;]*\n){0,8}?[^\n;]*\bfrom\s+[\"'][^\"'\n]+[\"'];?(?=\s)",
    re.MULTILINE | re.DOTALL,
)
FENCE = re.compile(r"^[ \t]*(```|~~~)")
# Lines that steer a site generator: includes, imports, macros, anchors, remarks' borders.
STEERING = re.compile(
    r"^[ \t]*(?:\#include\b.*|import\s.+\sfrom\s.+|export\s(?:const|default)\s.*|\{%.*%\}|\{\{.*\}\}|\[TOC\]|\[\[_TOC_\]\]|:::+.*)$",
    re.IGNORECASE,
)
REMARK = re.compile(r"^(?P<indent>[ \t]*)(?:!!!|\?\?\?)\+?[ \t]+(?P<kind>[\w-]+)[^\"]*(?:\"(?P<title>[^\"]*)\")?.*$")
# Titles of remarks that say only what kind of remark it is.
GENERAL = re.compile(
    r"(?:tip|note|let op|opmerking|voorbeeld(?:en)?|example|warning|waarschuwing|info|informatie|belangrijk|important|danger|\W*)[:!.]?",
    re.IGNORECASE,
)
KNOWN_KINDS = frozenset(
    [
        "tip",
        "note",
        "warning",
        "danger",
        "info",
        "example",
        "caution",
        "important",
        "attention",
        "hint",
        "question",
        "quote",
    ]
)
FENCED_REMARK = re.compile(r"^[ \t]*:::+[ \t]*(?P<kind>[\w-]+)?")
# ":::info[Title]", ":::tip Title".
FENCED_TITLE = re.compile(r"^[ \t]*:::+[ \t]*[\w-]+(?:\[(?P<title>[^\]]+)\]|[ \t]+(?P<name>[^\s{\[].*?))[ \t]*$")
# Alone on a line these would begin a block that is not read.
INLINE_TAGS = re.compile(
    r"^[ \t]*(?:</?(?:span|em|i|b|strong|u|s|small|sub|sup|mark|abbr|a(?![^<>]*\bhref)|font|br)\b[^<>]*>[ \t]*)+$",
    re.IGNORECASE,
)
# Lines that divide a page: of these the words are read, and the tags are none.
LAYOUT = re.compile(
    r"^(?!.*<(?:img|video|iframe|object|embed)\b)[ \t]*</?(?:p|div|details|summary|section|article|aside|main|header|footer|center|figure|figcaption)\b",
    re.IGNORECASE,
)
LAYOUT_TAG = re.compile(r"</?[a-z][a-z0-9]*\b[^<>]*>", re.IGNORECASE)
QUOTED_REMARK = re.compile(r"^[ \t]*>[ \t]*\[!(?P<kind>\w+)\][ \t]*$")
INDENTED = 3
BULLET = re.compile(r"^([ \t]*)[•‣◦●▪■–·](?=[ \t])")


@dataclass(frozen=True)
class Prepared:
    """`text` is as long as the source, with what is not to be read replaced by spaces.

    `labels` gives the kind of remark per line, `remarks` the last line of a remark by the line of its title.
    """

    text: str
    starts: tuple[int, ...]
    labels: dict[int, str]
    remarks: dict[int, int]

    def lines(self, place: list[int] | None) -> tuple[int, int]:
        """Characters of the lines `place[0]` up to `place[1]`, without white space at the end."""
        if place is None:
            return 0, 0
        start = self.starts[place[0]]
        end = self.starts[place[1]] if place[1] < len(self.starts) else len(self.text)
        piece = self.text[start:end]
        return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())

    def stretches(self, content: str, place: list[int] | None) -> list[tuple[int, int]]:
        """Where the lines of a token's content stand: each is the end of its line in the source, after list marks."""
        if place is None:
            return []
        found = []
        for number, line in enumerate(content.split("\n"), start=place[0]):
            bare = line.strip()
            if not bare or number >= len(self.starts):
                continue
            start = self.starts[number]
            end = self.starts[number + 1] if number + 1 < len(self.starts) else len(self.text)
            position = self.text.rfind(bare, start, end)
            if position >= 0:
                found.append((position, position + len(bare)))
        return found

    def find(self, content: str, start: int) -> int | None:
        """Where a cell's content stands, at or after `start`, on that line."""
        line = bisect_right(self.starts, start)
        end = self.starts[line] if line < len(self.starts) else len(self.text)
        position = self.text.find(content, start, end)
        return None if position < 0 else position


def prepare(markdown: str) -> Prepared:
    text = markdown.replace("\r\n", " \n").replace("\r", "\n").replace("\0", " ")
    text = FRONT_MATTER.sub(_blank, text)
    text = COMMENT.sub(_blank, text)
    text = MODULE.sub(lambda match: match["code"] or _blank(match), text)
    lines = text.split("\n")
    remarks = _Remarks({}, {})
    for number, line in enumerate(lines):
        lines[number] = remarks.prepare(number, line)
    starts, position = [], 0
    for line in lines:
        starts.append(position)
        position += len(line) + 1
    return Prepared("\n".join(lines), tuple(starts), remarks.labels, remarks.ends)


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match.group())


def _without_layout(line: str) -> str:
    """Its words in their place. Far from the margin they would be code: there the tags before them become one that says nothing."""
    bare = LAYOUT_TAG.sub(_blank, line)
    start = len(bare) - len(bare.lstrip())
    return f"<u{' ' * (start - 3)}>{bare[start:]}" if bare.strip() and start > INDENTED else bare


@dataclass
class _Remarks:
    """Where we are among remarks ("!!! tip", ":::note") and fenced code, line by line."""

    labels: dict[int, str]
    ends: dict[int, int]
    opened: int = -1
    fence: str = ""
    indent: int = -1
    kind: str = ""
    fenced: str = ""
    fenced_at: int = -1
    quoted: str = ""

    def prepare(self, number: int, line: str) -> str:
        marker = FENCE.match(line)
        if marker and self.indent < 0:
            self.fence = "" if self.fence == marker[1] else (self.fence or marker[1])
        if self.fence:
            return line
        line = self._fenced(number, self._indented(number, line))
        quoted = QUOTED_REMARK.match(line)
        if quoted:
            self.quoted = quoted["kind"].lower()
        elif not line.lstrip().startswith(">"):
            self.quoted = ""
        elif self.quoted:
            self._mark(number, self.quoted)
        if quoted:
            line = line.replace(line.strip(), ">" + " " * (len(line.strip()) - 1))
        return BULLET.sub(r"\1-", line)

    def _indented(self, number: int, line: str) -> str:
        remark = REMARK.match(line)
        if remark:
            self.indent, self.kind = len(remark["indent"]), remark["kind"].lower()
            return self._title(number, line, remark)
        if self.indent < 0 or not line.strip():
            return line
        if line[: self.indent + 1].endswith("\t"):
            line = f"{line[: self.indent]}>{line[self.indent + 1 :]}"
            self._mark(number, self.kind)
            if self.opened >= 0:
                self.ends[self.opened] = number
            return line
        if len(line) - len(line.lstrip()) >= self.indent + 4:
            self._mark(number, self.kind)
            if self.opened >= 0:
                self.ends[self.opened] = number
            return line[: self.indent] + ">   " + line[self.indent + 4 :]
        self.indent, self.kind, self.opened = -1, "", -1
        return line

    def _title(self, number: int, line: str, remark: re.Match[str]) -> str:
        """The remark's title as the deepest heading, each letter in its place; a title that tells nothing as spaces."""
        self.opened = -1
        start = remark.start("title")
        if not remark["title"] or GENERAL.fullmatch(remark["title"]) or start < self.indent + 10:
            return " " * len(line)
        self.opened = number
        self.ends[number] = number
        opening = " " * self.indent + "> ######"
        return opening.ljust(start) + remark["title"].ljust(len(line) - start)

    def _mark(self, number: int, kind: str) -> None:
        if kind in KNOWN_KINDS:
            self.labels.setdefault(number, kind)

    def _fenced(self, number: int, line: str) -> str:
        border = FENCED_REMARK.match(line)
        if border:
            self.fenced, self.fenced_at = (border["kind"] or "").lower(), -1
            titled = FENCED_TITLE.match(line)
            group = "title" if titled and titled["title"] else "name"
            if titled and not GENERAL.fullmatch(titled[group].strip("* ")):
                self.fenced_at = self.ends[number] = number
                start, end = titled.span(group)
                return "######".ljust(start) + line[start:end].ljust(len(line) - start)
        elif self.fenced:
            self._mark(number, self.fenced)
            if self.fenced_at >= 0:
                self.ends[self.fenced_at] = number
        if STEERING.match(line) or INLINE_TAGS.match(line):
            return " " * len(line)
        return _without_layout(line) if LAYOUT.match(line) else line
