"""Reads Markdown once, and tells everything that is needed of it: HTML, passages, headings, links and pictures.

CommonMark with tables, strikethrough, task lists, footnotes and callouts (`> [!NOTE]`), as GitHub shows them. Raw HTML is
let in and then sanitised, since imported texts are full of `<br>` and `<sub>`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import count, pairwise
from uuid import UUID

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.gfm_autolink import gfm_autolink_plugin

from zwerm.library.rules.addresses import attachment_in, item_in, picture_in
from zwerm.library.rules.headings import Heading, find_headings, shown_text
from zwerm.library.rules.passages import PassageSpan, split_passages
from zwerm.library.rules.rendering import RULES
from zwerm.library.rules.sanitise import sanitise

Sizes = Mapping[str, tuple[int, int]]

LEAD_LENGTH = 240
MOST_MARKS = 150_000
_ADDRESS_COSTS = 10
# What the parser stops at to see whether it means something; newlines and hyphens are left out, of which long texts are full.
_MARK = re.compile(r"[$%&*+:<=>@\[\]\\^_`{}~!]")
_ADDRESS = re.compile(r"://|www\.|@", re.IGNORECASE)
# Raised when the same text gives other HTML: then all versions are rendered again.
RENDERER = 3
WORDS = {
    "nl": {
        "note": "Goed om te weten",
        "tip": "Tip",
        "important": "Belangrijk",
        "warning": "Let op",
        "caution": "Pas op",
        "table": "Tabel",
        "code": "Code",
        "done": "gedaan",
        "to do": "te doen",
        "back": "terug naar de tekst",
        "picture": "afbeelding elders",
    },
    "en": {
        "note": "Good to know",
        "tip": "Tip",
        "important": "Important",
        "warning": "Watch out",
        "caution": "Be careful",
        "table": "Table",
        "code": "Code",
        "done": "done",
        "to do": "to do",
        "back": "back to the text",
        "picture": "picture elsewhere",
    },
}


def clean_text(text: str) -> str:
    """The text as it is stored: line ends of one kind, and nothing that a database or browser cannot hold."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    return text.encode("utf-8", "ignore").decode("utf-8")


@dataclass(frozen=True)
class Reading:
    """What a Markdown text says. `text` must come from clean_text(); places are characters in it."""

    text: str
    language: str
    tokens: list[Token]
    headings: list[Heading]

    @cached_property
    def passages(self) -> list[PassageSpan]:
        return split_passages(self.text, self.tokens, self.headings, self.language)

    @cached_property
    def links(self) -> list[UUID]:
        """The items that it links to, each once, in order."""
        found = (item_in(str(token.attrs.get("href", ""))) for token in self._inline("link_open"))
        return list(dict.fromkeys(item for item in found if item))

    @cached_property
    def pictures(self) -> list[str]:
        """The hashes of the pictures that it shows, each once, in order."""
        found = (picture_in(str(token.attrs.get("src", ""))) for token in self._inline("image"))
        return list(dict.fromkeys(hash for hash in found if hash))

    @cached_property
    def attachments(self) -> list[str]:
        """The hashes of the files that it links to, each once, in order."""
        found = (attachment_in(str(token.attrs.get("href", ""))) for token in self._inline("link_open"))
        return list(dict.fromkeys(one[0] for one in found if one))

    @cached_property
    def lead(self) -> str:
        """How it begins: the first paragraph, or as many whole words of it as fit."""
        for before, token in pairwise(self.tokens):
            if before.type == "paragraph_open" and (words := shown_text(token)):
                return words if len(words) <= LEAD_LENGTH else f"{words[:LEAD_LENGTH].rsplit(' ', 1)[0]} …"
        return ""

    def render(self, sizes: Sizes, files: Mapping[str, int] = {}) -> str:
        """Harmless HTML. `sizes` gives width and height of each picture that exists, `files` the bytes of each file; others are left out."""
        words = WORDS.get(self.language, WORDS["en"])
        html = _parser.renderer.render(
            self.tokens,
            _parser.options,
            {
                "sizes": sizes,
                "files": files,
                "words": words,
                "headings": iter(self.headings),
                "language": self.language,
            },
        )
        return _finish(sanitise(html), words)

    def _inline(self, type: str) -> Iterator[Token]:
        for token in self.tokens:
            for child in token.children or ():
                if child.type == type:
                    yield child


def read_markdown(text: str, language: str) -> Reading:
    """Parse `text`, which must come from clean_text()."""
    tokens = parse(text)
    return Reading(text, language, tokens, find_headings(tokens))


def parse(text: str) -> list[Token]:
    """What `text` consists of, in the parser's words."""
    return list(_without_callout_titles(_parser.parse(text, {})))


def _without_callout_titles(tokens: list[Token]) -> Iterator[Token]:
    """The parser writes them in English; ours are written on rendering, in the language of the text."""
    in_title = False
    for token in tokens:
        in_title = in_title or token.type == "alert_title_open"
        if not in_title:
            yield token
        in_title = in_title and token.type != "alert_title_close"


def _finish(html: str, words: Mapping[str, str]) -> str:
    """Wide things scroll by themselves, and pictures that were refused leave nothing behind."""
    # After sanitising: there is no attribute on these tags then, and what is added here cannot be forged.
    html = _NO_PICTURE.sub("", html).replace("<img ", '<img loading="lazy" decoding="async" ')
    numbers = {"table": count(1), "pre": count(1)}

    def scroll(match: re.Match[str]) -> str:
        # Regions need names of their own, or someone who listens cannot tell them apart.
        tag = match.group(1)
        told = f"{words['table' if tag == 'table' else 'code']} {next(numbers[tag])}"
        region = f'role="region" tabindex="0" aria-label="{told}"'
        return f'<div class="wide" {region}><table>' if tag == "table" else f"<pre {region}>"

    return _WIDE.sub(scroll, html).replace("</table>", "</table></div>")


_WIDE = re.compile(r"<(table|pre)>")
_NO_PICTURE = re.compile(r"<img (?![^>]*\bsrc=)[^>]*>")


def _read_lines(state: StateCore) -> None:
    """What stands inside paragraphs, cells and headings. Past a number of marks that nobody types, words are kept as they were written.

    Each mark costs the parser tens of microseconds, and an address more: a million characters of them would take a minute.
    """
    left = MOST_MARKS
    for token in state.tokens:
        if token.type != "inline":
            continue
        left -= len(_MARK.findall(token.content)) + _ADDRESS_COSTS * len(_ADDRESS.findall(token.content))
        token.children = token.children or []
        if left < 0:
            token.children.append(Token("text", "", 0, content=token.content))
        else:
            state.md.inline.parse(token.content, state.md, state.env, token.children)


def _make_parser() -> MarkdownIt:
    options = {"html": True, "tasklists": True, "alerts": True, "strikethrough_single_tilde": True}
    parser = MarkdownIt("commonmark", options).enable(["table", "strikethrough"])
    parser.use(gfm_autolink_plugin).use(footnote_plugin, inline=False)
    parser.core.ruler.at("inline", _read_lines)
    for type, rule in RULES.items():
        parser.add_render_rule(type, rule)
    return parser


_parser = _make_parser()
