"""Where the words of a source lead to, as far as that is harmless to follow: pages, mail, telephone, and items of the library."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import pairwise

import msgspec
from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference

from zwerm.courses.generation.draft import Link, Sentence
from zwerm.courses.generation.reading.marks import Visible
from zwerm.courses.generation.reading.sentence import SourceSentence
from zwerm.courses.generation.source import Source
from zwerm.library.rules.addresses import item_in

HARMLESS = re.compile(r"(?:https?://|mailto:|tel:)[^\s<>\"\\]+", re.IGNORECASE)
# An address that stands there as words.
BARE = re.compile(
    r"(?<![\w@./+-])(?:(?P<page>(?:https?://|www\.)[^\s<>\"“”„«»|]+)|(?P<mail>[\w.+-]+@[\w-]+(?:\.[\w-]+)+))",
    re.IGNORECASE,
)
AFTER = ".,;:!?'’*_"
_parser = MarkdownIt("commonmark")


def may_be_followed(address: str) -> bool:
    """Never what runs (`javascript:`, `data:`), and nothing that is relative to where the source came from."""
    return bool(HARMLESS.fullmatch(address) or item_in(address))


class SourceLinks:
    """The links of one source."""

    def __init__(self, markdown: str) -> None:
        self.markdown = markdown

    def of(self, sentence: SourceSentence) -> tuple[Link, ...]:
        """In order, none over another; the places are those in the sentence's text."""
        visible, start, end = sentence.visible, sentence.offset, sentence.offset + len(sentence.text)
        if visible is None or visible.text[start:end] != sentence.text:
            return ()
        written = [
            Link(max(left, start) - start, min(right, end) - start, address)
            for left, right in (visible.linked if sentence.linked else ())
            if left < end and start < right and (address := self._address(visible, left, right))
        ]
        taken = (*sentence.linked, *sentence.code)
        bare = [link for link in _bare(sentence.text) if not any(a < link.end and link.start < b for a, b in taken)]
        found = sorted([*written, *bare], key=lambda link: (link.start, link.end))
        over = {after for before, after in pairwise(found) if after.start < before.end}
        return tuple(link for link in found if link not in over)

    def _address(self, visible: Visible, left: int, right: int) -> str:
        """Where the shown characters `left` up to `right` lead to; nothing where that is not to be followed."""
        right = min(right, len(visible.text))
        closing = self._closing(visible, right) if left < right else ""
        address = ""
        if closing == ">":
            words = visible.text[left:right]
            address = f"mailto:{words}" if "@" in words and ":" not in words else words
        elif closing.startswith("]("):
            inside = closing[2:].lstrip()
            found = _parser.helpers.parseLinkDestination(inside, 0, len(inside))
            address = _parser.normalizeLink(found.str) if found.ok else ""
        elif closing.startswith("]["):
            label = closing[2:].partition("]")[0] or visible.text[left:right]
            address = self._references.get(normalizeReference(label), "")
        return address if may_be_followed(address) else ""

    def _closing(self, visible: Visible, right: int) -> str:
        """The mark that ends the link of which the last shown character is the one before `right`: `](address)`, `][name]` or `>`."""
        place = visible.ends[right - 1]
        while True:
            while self.markdown[place : place + 1].isspace():
                place += 1
            end = visible.closers.get(place)
            if end is None:
                return ""
            if self.markdown[place] in "]>":
                return self.markdown[place:end]
            place = end

    @cached_property
    def _references(self) -> dict[str, str]:
        """Of `[words][name]`: name → address, as they stand elsewhere in the text."""
        known: dict[str, dict[str, dict[str, str]]] = {}
        _parser.parse(self.markdown, known)
        return {name: told["href"] for name, told in known.get("references", {}).items()}


def _bare(text: str) -> Iterator[Link]:
    """Addresses that stand in a text, without the full stop or bracket after them."""
    for found in BARE.finditer(text):
        words = found.group()
        # A bracket that closes nothing in the address belongs to what stands around it.
        over = sum(map(words.count, ")]")) - sum(map(words.count, "(["))
        end = len(words)
        while words[end - 1] in AFTER or (over > 0 and words[end - 1] in ")]"):
            over -= words[end - 1] in ")]"
            end -= 1
        words = words[:end]
        before = "mailto:" if found["mail"] else "http://" if words.lower().startswith("www.") else ""
        if may_be_followed(before + words):
            yield Link(found.start(), found.start() + len(words), before + words)


class Links:
    """Of all sources of a course."""

    def __init__(self, sources: Iterable[Source] = ()) -> None:
        self._of = {source.id: SourceLinks(source.markdown) for source in sources}

    def shown(self, sentence: SourceSentence) -> Sentence:
        """The sentence as a text shows it: with its links."""
        plain, source = sentence.shown(), self._of.get(sentence.source)
        return msgspec.structs.replace(plain, links=source.of(sentence)) if source else plain


def carried(links: Iterable[Link], before: str, after: str) -> tuple[Link, ...]:
    """The links of a text that became another one, where their words stand there once."""
    kept = []
    for link in links:
        words = before[link.start : link.end]
        if after.count(words) == 1:
            start = after.index(words)
            kept.append(Link(start, start + len(words), link.address))
    return tuple(kept)
