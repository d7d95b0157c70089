"""What a reader sees of a stretch of Markdown, character by character with its place in the source."""

import html
import re
from dataclasses import dataclass, field

from zwerm.library.rules.tags import is_markup

# Everything inline that is not shown as it stands. Order matters: the first that matches wins.
TOKEN = re.compile(
    r"""
    (?P<task>\A\[(?:[ xX]|![A-Z]+)\]\s)
  | (?P<escape>\\[!-/:-@\[-`{-~])
  | (?P<hardbreak>\\(?=\s|$))
  | (?P<code>(?P<ticks>`+)(?P<inside>.+?)(?<!`)(?P=ticks)(?!`))
  | (?P<picture>!\[[^\]\n]*\](?:\((?:[^()\n]|\([^()\n]*\))*\)|\[[^\]\n]*\])?(?:\{[^}\n]*\})?)
  | (?P<footnote>(?:(?<=\S)[\ \t]+)?\[\^[^\]\s]+\])
  | (?P<wiki>\[\[(?:[^\]|\n]*\|)?(?P<wikitext>[^\]|\n]+)\]\])
  | (?P<autolink><(?:https?://|mailto:)?[^\s<>@]*[:@][^\s<>]*>)
  | (?P<tag></?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>|<!--.*?-->)
  | (?P<entity>&(?:\#\d{1,7}|\#x[0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)
  | (?P<macro>\{\{.*?\}\}|\{%.*?%\}|\{\s*(?:[:\#.]|data-)[^}\n]*\}|:[a-z][a-z0-9_+-]{2,}:(?![A-Za-z0-9]))
  | (?P<open>\[)
  | (?P<close>\](?:\([\ \t]*<[^<>\n]*>[^()\n]*\)|\((?:[^()\n]|\([^()\n]*\))*\)|\[[^\]\n]*\])(?:\{[^}\n]*\})?)
  | (?P<emphasis>\*+|_+|~~)
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(slots=True)
class Visible:
    """Shown text; `starts[i]` and `ends[i]` are the place of its character i in the source."""

    text: str = ""
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    openers: dict[int, int] = field(default_factory=dict)  # end of an opening mark → its start
    closers: dict[int, int] = field(default_factory=dict)  # start of a closing mark → its end
    bold: list[tuple[int, int]] = field(default_factory=list)  # stretches of the shown text
    linked: list[tuple[int, int]] = field(default_factory=list)
    code: list[tuple[int, int]] = field(default_factory=list)
    slanted: list[tuple[int, int]] = field(default_factory=list)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the source of the shown characters `start` up to `end`, with the marks that belong to them."""
        first, last = self.starts[start], self.ends[end - 1]
        while first in self.openers:
            first = self.openers[first]
        while last in self.closers:
            last = self.closers[last]
        return first, last


def read_marks(source: str, stretches: list[tuple[int, int]]) -> Visible:
    """The visible text of stretches of the source (the lines of one paragraph), joined by single spaces."""
    return _Reader(source, stretches).read()


class _Reader:
    """Walks the stretches once. Unpaired marks stay visible."""

    def __init__(self, source: str, stretches: list[tuple[int, int]]) -> None:
        self.source = source
        self.places = [
            place
            for number, (start, end) in enumerate(stretches)
            for place in ([-1] if number else []) + list(range(start, end))
        ]
        self.raw = "".join("\n" if place < 0 else source[place] for place in self.places)
        self.visible = Visible()
        self.letters: list[str] = []
        self.links: list[int] = []
        self.marks: list[tuple[str, int, int]] = []

    def read(self) -> Visible:
        position = 0
        for match in TOKEN.finditer(self.raw):
            self._show(position, match.start())
            position = match.end()
            self._take(match)
        self._show(position, len(self.raw))
        self._trim()
        self.visible.text = "".join(self.letters)
        return self.visible

    def _take(self, match: re.Match[str]) -> None:
        kind = next(name for name in match.groupdict() if match[name] is not None)
        start, end = match.span()
        if kind == "escape":
            self._put(self.raw[end - 1], start, end)
        elif kind in ("code", "wiki"):
            inner = match.span("inside" if kind == "code" else "wikitext")
            self._inner(kind, (start, end), inner)
        elif kind == "autolink":
            before = len(self.letters)
            self._inner(kind, (start, end), (start + 1, end - 1))
            self.visible.linked.append((before, len(self.letters)))
        elif kind == "entity":
            for letter in html.unescape(match.group()):
                self._put(" " if letter.isspace() else letter, start, end)
        elif kind == "tag":
            self._tag(match.group(), start, end)
        elif kind == "open":
            self._open(start, end)
        elif kind == "close":
            self._close(start, end)
        elif kind == "emphasis":
            self._emphasis(match.group(), start, end)

    def _inner(self, kind: str, outer: tuple[int, int], inner: tuple[int, int]) -> None:
        before = len(self.letters)
        self._opens(outer[0], inner[0])
        self._show(*inner)
        self._closes(inner[1], outer[1])
        if kind == "code":
            self.visible.code.append((before, len(self.letters)))

    def _tag(self, tag: str, start: int, end: int) -> None:
        """Bold and slanted words in HTML, and where a line ends; of other inline tags only the words count. What is none is words itself."""
        if not is_markup(tag):
            self._show(start, end)
            return
        name = re.sub(r"[^a-z].*", "", tag.lstrip("</").lower(), flags=re.DOTALL)
        before = next((letter for letter in reversed(self.letters) if not letter.isspace()), "")
        if name == "li" and not tag.startswith("</") and before and before not in ".:;!?":
            self._put(";", start, end)
        if tag != "</li>" and name in ("br", "p", "li", "div") and before and not self.letters[-1].isspace():
            self._put(" ", start, end)
        stretches = {"b": self.visible.bold, "strong": self.visible.bold}.get(name, self.visible.slanted)
        if name not in ("b", "strong", "i", "em"):
            return
        opened = next((mark for mark in reversed(self.marks) if mark[0] == f"<{name}"), None)
        if not tag.startswith("</"):
            self.marks.append((f"<{name}", len(self.letters), -1))
        elif opened:
            del self.marks[self.marks.index(opened) :]
            stretches.append((opened[1], len(self.letters)))

    def _open(self, start: int, end: int) -> None:
        """A link's text starts, if a link's address follows; otherwise the bracket is shown."""
        if _closing_bracket(self.raw, start):
            self.links.append(len(self.letters))
            self._opens(start, end)
        else:
            self._show(start, end)

    def _close(self, start: int, end: int) -> None:
        if not self.links:
            self._show(start, end)
            return
        self.visible.linked.append((self.links.pop(), len(self.letters)))
        self._closes(start, end)

    def _emphasis(self, mark: str, start: int, end: int) -> None:
        before = self.raw[start - 1] if start else " "
        after = self.raw[end] if end < len(self.raw) else " "
        if (before.isspace() and after.isspace()) or (mark[0] == "_" and before.isalnum() and after.isalnum()):
            self._show(start, end)
            return
        opened = next((m for m in reversed(self.marks) if m[0] == mark), None)
        if opened and (len(mark) > 1 or not before.isspace()):
            del self.marks[self.marks.index(opened) :]
            if mark[0] in "*_":
                stretches = self.visible.bold if len(mark) > 1 else self.visible.slanted
                stretches.append((opened[1], len(self.letters)))
            self._closes(start, end)
        elif not after.isspace() and self._is_closed_later(mark, end):
            self.marks.append((mark, len(self.letters), start))
            self._opens(start, end)
        else:
            self._show(start, end)

    def _is_closed_later(self, mark: str, end: int) -> bool:
        letter = re.escape(mark[0])
        closing = re.compile(rf"(?<=\S)(?<!{letter}){re.escape(mark)}(?!{letter})")
        return bool(closing.search(self.raw, end))

    def _opens(self, start: int, end: int) -> None:
        self.visible.openers[self.places[start] + end - start] = self.places[start]

    def _closes(self, start: int, end: int) -> None:
        self.visible.closers[self.places[start]] = self.places[start] + end - start

    def _show(self, start: int, end: int) -> None:
        for position in range(start, end):
            place = self.places[position]
            self._put(self.raw[position], place, place + 1, placed=True)

    def _put(self, letter: str, start: int, end: int, placed: bool = False) -> None:
        if not placed:
            start, end = self.places[start], self.places[end - 1] + 1
        if letter.isspace():
            if not self.letters or self.letters[-1] == " ":
                return
            letter = " "
        if start < 0:
            start = end = self.visible.ends[-1]
        self.letters.append(letter)
        self.visible.starts.append(start)
        self.visible.ends.append(end)

    def _trim(self) -> None:
        while self.letters and self.letters[-1] == " ":
            self.letters.pop()
            self.visible.starts.pop()
            self.visible.ends.pop()


def _closing_bracket(raw: str, start: int) -> bool:
    """Whether the bracket at `start` is closed by `](` or `][`: then it opens a link."""
    depth = 0
    for position in range(start, len(raw)):
        letter = raw[position]
        if letter == "\\":
            continue
        if letter == "[":
            depth += 1
        elif letter == "]":
            depth -= 1
            if depth == 0:
                return raw[position + 1 : position + 2] in ("(", "[")
    return False
