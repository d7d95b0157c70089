"""What leads away from a text: tiles of other pages, menus without a mark, boxes to sign up. Told by their shape, not by their names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from zwerm.library.imports.chrome import is_chrome, is_more, leads_away, starts_tail
from zwerm.library.imports.html.measuring import Measures

_TILES = frozenset({"div", "article", "section", "li", "a", "figure"})
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LISTS = ("ul", "ol", "div", "p", "table")
# Not in a tile: these are of a text.
_OF_A_TEXT = ("table", "pre", "code", "blockquote", "dl", "h1", "form", "math")
_FEWEST_TILES, _SHORTEST_TILE, _LONGEST_TILE, _LONGEST_LINK, _MOST_BESIDE_ITS_LINKS = 3, 15, 400, 1000, 250
_FEWEST_LINKS, _MOSTLY_LINKS = 4, 0.75
# A page with less text of its own than this is a page of tiles.
_ENOUGH_PROSE, _MUCH_PROSE = 500, 1500
_MOST_OF_IT = 0.75
_LONGEST_BOX, _MOST_AROUND, _LONGEST_HEAD = 500, 200, 80
_ASKS = frozenset({"email", "password", "search", "tel"})
_SHOWS = re.compile(r"\.(png|jpe?g|gif|webp|svg|avif)([?#]|$)", re.IGNORECASE)


def drop_teasers(body: HtmlElement, main: HtmlElement) -> int:
    """Takes them out of the page, where there is a text besides; never `main` itself. Returns how many parts went."""
    if not any(map(_leads_away, body.iter("a"))) and body.find(".//form") is None:
        return 0
    page = _Page(body)
    if not page.has_text:
        return 0
    parts = [part for find in (page.tiles, page.boxes, page.menus) for part in find()]
    staying = {main, *main.iterancestors()}
    gone = 0
    for part in parts:
        if part not in staying and body in part.iterancestors():
            part.drop_tree()
            gone += 1
    return gone


@dataclass(slots=True)
class _Page:
    """`prose`: how much text each element holds; `core`: the innermost that holds nearly all of it, `above`: with what holds it."""

    body: HtmlElement
    measures: Measures = field(init=False)
    runs: list[list[HtmlElement]] = field(init=False)
    prose: dict[HtmlElement, int] = field(init=False)
    core: HtmlElement = field(init=False)
    above: set[HtmlElement] = field(init=False)
    first: int = field(init=False)

    def __post_init__(self) -> None:
        self.measures = Measures(self.body)
        self.runs = list(self._runs())
        tiles = {tile for run in self.runs for tile in run}
        prose = self._prose(tiles)
        self.prose = self.measures.weigh(prose)
        self.core = self._core()
        self.above = {self.core, *self.core.iterancestors()}
        self.first = min((self.measures.place(one) for one in prose), default=0)

    @property
    def has_text(self) -> bool:
        return self.prose.get(self.body, 0) >= _ENOUGH_PROSE

    def tiles(self) -> Iterator[HtmlElement]:
        """Those beside a text that is longer, and among it those that are announced as other pages."""
        much = sum(self.measures.length(tile) for run in self.runs for tile in run)
        beside_text = self.prose[self.body] > min(much, _MUCH_PROSE)
        for run in self.runs:
            head = self._head_of(run[0])
            if beside_text and not self._is_in_core(run[0]):
                yield from self._around(run)
                # What a text ends at is left to be met: see site_parts.py.
                if (
                    head is not None
                    and head.tag != "h1"
                    and not self._is_in_core(head)
                    and not starts_tail(_words(head))
                ):
                    yield head
            elif head is not None and is_more(_words(head)):
                yield from (head, *run)

    def boxes(self) -> Iterator[HtmlElement]:
        """Forms that ask for an address or what to look for, with the few words around them."""
        for form in self.body.iter("form"):
            asks = any(one.get("type", "").lower() in _ASKS for one in form.iter("input"))
            if asks and self.measures.length(form) <= _LONGEST_BOX and form.find(".//h1") is None:
                yield from self._around([form])

    def menus(self) -> Iterator[HtmlElement]:
        """Links and links before the text, and beside it where no heading says what they are."""
        title = self.body.find(".//h1")
        first = min(self.first, self.measures.place(title)) if title is not None else self.first
        for menu in self.body.iter(*_LISTS):
            if menu in self.prose or self.measures.link_share(menu) < _MOSTLY_LINKS or _holds(menu, ("h1",)):
                continue
            if sum(_leads_away(link) for link in menu.iter("a")) < _FEWEST_LINKS:
                continue
            head = self._head_of(menu)
            beside = not self._is_in_core(menu) and (head is None or is_more(_words(head)))
            if beside or self.measures.place(menu) < first:
                yield menu

    def _runs(self) -> Iterator[list[HtmlElement]]:
        """Three or more tiles in a row."""
        within: set[HtmlElement] = set()
        for parent in self.body.iter():
            if parent in within:
                within.update(parent)
                continue
            for run in self._rows_of(parent):
                within.update(run)
                yield run

    def _rows_of(self, parent: HtmlElement) -> Iterator[list[HtmlElement]]:
        run: list[HtmlElement] = []
        for child in parent:
            if not self.measures.length(child):
                continue
            if self._is_tile(child) and (not run or child.tag == run[0].tag):
                run.append(child)
                continue
            if len(run) >= _FEWEST_TILES:
                yield run
            run = [child] if self._is_tile(child) else []
        if len(run) >= _FEWEST_TILES:
            yield run

    def _is_tile(self, element: HtmlElement) -> bool:
        """A heading or a picture that leads to another page, with a line or two."""
        length, share = self.measures.length(element), self.measures.link_share(element)
        longest = _LONGEST_LINK if share > _MOST_OF_IT else _LONGEST_TILE
        if element.tag not in _TILES or not _SHORTEST_TILE <= length <= longest:
            return False
        links = [link for link in element.iter("a") if _leads_away(link)]
        if not links or _holds(element, _OF_A_TEXT):
            return False
        if length * (1 - share) > _MOST_BESIDE_ITS_LINKS:
            return False
        return any(map(_is_linked, element.iter(*_HEADINGS))) or any(map(_is_way_in, links))

    def _prose(self, tiles: Iterable[HtmlElement]) -> dict[HtmlElement, int]:
        """What holds sentences itself, and how much."""
        apart = {inner for tile in tiles for inner in tile.iter()}
        found = (one for one in self.body.iter() if one not in apart and self.measures.is_prose(one))
        return {one: self.measures.own(one) for one in found if next(one.iterancestors("a"), None) is None}

    def _core(self) -> HtmlElement:
        core, whole = self.body, self.prose.get(self.body, 0)
        while True:
            inner = next((one for one in core if self.prose.get(one, 0) >= max(whole * _MOST_OF_IT, 1)), None)
            if inner is None:
                return core
            core = inner

    def _is_in_core(self, element: HtmlElement) -> bool:
        return self.core is element or self.core in element.iterancestors()

    def _around(self, parts: list[HtmlElement]) -> list[HtmlElement]:
        """These, or the largest element that holds them all and few words besides."""
        whole = self.measures.weigh({part: self.measures.length(part) for part in parts})
        prose = sum(self.prose.get(part, 0) for part in parts)
        found = parts
        for one in parts[0].iterancestors():
            if one in self.above or self.measures.length(one) - whole[one] > _MOST_AROUND:
                break
            if self.prose.get(one, 0) > prose or _holds(one, ("h1",)):
                break
            if whole[one] == sum(whole[part] for part in parts):
                found = [one]
        return found

    def _head_of(self, element: HtmlElement) -> HtmlElement | None:
        """The heading that stands right before it."""
        for one in (element, *element.iterancestors()):
            before = next((other for other in one.itersiblings(preceding=True) if self.measures.length(other)), None)
            if one is self.body or (before is not None and self.measures.length(before) > _LONGEST_HEAD):
                return None
            if before is not None:
                heads = list(before.iter(*_HEADINGS))
                return heads[0] if len(heads) == 1 else None
        return None


def _leads_away(link: HtmlElement) -> bool:
    """To another page of a site: not to a place on this one, a picture in full, somebody's mail, or a file beside this one."""
    return leads_away(link.get("href", "")) and not _SHOWS.search(link.get("href", ""))


def _is_linked(heading: HtmlElement) -> bool:
    return heading.find(".//a") is not None or next(heading.iterancestors("a"), None) is not None


def _is_way_in(link: HtmlElement) -> bool:
    """A picture, "read more", or nothing at all: it lies over the whole tile."""
    words = _words(link)
    return link.find(".//img") is not None or not words or is_chrome(words)


def _holds(element: HtmlElement, tags: tuple[str, ...]) -> bool:
    return next(element.iterdescendants(*tags), None) is not None


def _words(element: HtmlElement) -> str:
    return " ".join("".join(str(piece) for piece in element.itertext()).split())
