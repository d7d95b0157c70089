"""Footnotes of web pages: a small link to a place further on, where a link leads back."""

import re

from lxml.html import HtmlElement

from zwerm.library.imports.blocks import Block, Footnote, cell_text
from zwerm.library.imports.html.converting import Converter

_MARK = re.compile(
    r"^[\[(]?(\d{1,3}|[a-z]|[ivx]{1,5}|[*†‡§]|(note|noot|voetnoot|nb) \d{1,3})[\])]?$",
    re.IGNORECASE,
)
_BACK = re.compile(r"^[\s↩↑^⏎↵🔙\ufe0e\ufe0f]*(a|b|c|d|e|f|terug|back|jump up)?$", re.IGNORECASE)
_MOST = 2_000


class Notes:
    """The notes of one page. Found before the text is read, because they are taken out of it."""

    def __init__(self, root: HtmlElement) -> None:
        self._targets: dict[str, HtmlElement] = {}
        self._used: dict[str, int] = {}
        self._order = {element: index for index, element in enumerate(root.iter())}
        ids = {
            key: element
            for element in root.iter()
            if isinstance(element.tag, str) and (key := element.get("id") or element.get("name"))
        }
        self._known = frozenset(ids)
        for link in list(root.iter("a"))[: _MOST * 5]:
            key = link.get("href", "")[1:] if link.get("href", "").startswith("#") else ""
            if not key or key not in ids or not _MARK.match("".join(str(piece) for piece in link.itertext()).strip()):
                continue
            target = _holder(ids[key])
            if target is not None and self._order[target] > self._order[link] and len(self._targets) < _MOST:
                self._targets[key] = target

    def mark(self, link: HtmlElement) -> str | None:
        """The Markdown for a reference to a note; None for any other link. Empty for a link back,
        and for a reference to a note that was not saved with the page."""
        href = link.get("href", "")
        if not href.startswith("#"):
            return None
        if href[1:] in self._targets:
            number = self._used.setdefault(href[1:], len(self._used) + 1)
            return f"[^{number}]"
        text = "".join(str(piece) for piece in link.itertext()).strip()
        if href[1:] not in self._known and _MARK.match(text) and not text.isalnum():
            return ""
        return "" if text and _BACK.match(text) and len(text) <= 8 else None

    def take(self) -> None:
        """Takes the notes out of the page, so that they are not read as text."""
        for target in set(self._targets.values()):
            parent = target.getparent()
            if parent is not None:
                target.drop_tree()
                if not len(parent) and not (parent.text or "").strip() and parent.getparent() is not None:
                    parent.drop_tree()

    def blocks(self, converter: Converter) -> list[Block]:
        """The notes that the text refers to, in that order."""
        written: list[Block] = []
        for key, number in list(self._used.items()):
            text = cell_text(converter.blocks(self._targets[key]))
            text = re.sub(
                r"^\s*(?:\[\^\d+\]|\[?\d{1,3}[\].)]?|[\^↑*])\s*",
                "",
                text.replace("\n", " "),
            )
            written.append(Footnote(str(number), text.strip() or "–"))
        return written


def _holder(element: HtmlElement) -> HtmlElement | None:
    """The entry or paragraph that the place belongs to."""
    for candidate in (element, *element.iterancestors()):
        if candidate.tag in {"li", "p", "dd", "tr"} or (
            candidate.tag in {"div", "aside"} and "note" in f"{candidate.get('class', '')}{candidate.get('id', '')}"
        ):
            return candidate
        if candidate.tag in {
            "body",
            "article",
            "main",
            "section",
            "td",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
        }:
            return None
    return None
