"""One slide as blocks: its title, and what stands on it in reading order."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from zwerm.library.imports import limits
from zwerm.library.imports.blocks import Block, Heading, Item, Paragraph, Table
from zwerm.library.imports.document import Refused
from zwerm.library.imports.graphics import chart_blocks, diagram_blocks
from zwerm.library.imports.package import Package, Relation
from zwerm.library.imports.pictures import Album
from zwerm.library.imports.pptx.names import DGM, MC, A, C, P, R
from zwerm.library.imports.pptx.text import shape_title, text_blocks

_TITLES = frozenset({"title", "ctrTitle"})
_FURNITURE = frozenset({"dt", "ftr", "sldNum", "hdr", "sldImg"})
_BULLETED = frozenset({"body", "obj", ""})
# Shapes whose tops differ less than this (a third of an inch) stand beside each other.
_ROW = 300_000
_DEPTH = 12


@dataclass(slots=True)
class Slide:
    """What a slide says. `left_out` counts drawings that could not be read."""

    title: str = ""
    is_opening: bool = False
    blocks: list[Block] = field(default_factory=list)
    left_out: int = 0


@dataclass(slots=True)
class _Shape:
    top: int
    left: int
    element: etree._Element


class SlideReader:
    """Reads the shapes of slides of one presentation."""

    def __init__(self, package: Package, album: Album) -> None:
        self._package = package
        self._album = album
        self._places: dict[str, dict[str, tuple[int, int]]] = {}

    def read(self, name: str, root: etree._Element) -> Slide:
        relations = self._package.relations(name)
        layout = next(
            (relation.target for relation in relations.values() if relation.kind == "slideLayout"),
            "",
        )
        tree = root.find(f"{P}cSld/{P}spTree")
        slide = Slide()
        if tree is None:
            return slide
        shapes = list(self._shapes(tree, layout, 0))
        shapes.sort(key=lambda shape: (shape.top // _ROW, shape.left))
        for shape in shapes:
            self._read_shape(shape.element, relations, slide)
        return slide

    def notes(self, name: str) -> list[Block]:
        """What the speaker wrote under the slide."""
        part = self._package.related(name, "notesSlide")
        if not part:
            return []
        root, relations = self._package.xml(part), self._package.relations(part)
        blocks: list[Block] = []
        for shape in root.iter(f"{P}sp"):
            body = shape.find(f"{P}txBody")
            if body is not None and _placeholder(shape) == "body":
                blocks.extend(text_blocks(body, False, relations))
        return blocks

    def _shapes(self, tree: etree._Element, layout: str, depth: int) -> Iterator[_Shape]:
        for index, child in enumerate(tree):
            if child.tag == f"{MC}AlternateContent":
                choice = child.find(f"{MC}Choice")
                yield from (
                    self._shapes(choice if choice is not None else child, layout, depth + 1) if depth < _DEPTH else ()
                )
            elif child.tag == f"{P}grpSp" and depth < _DEPTH:
                inner = list(self._shapes(child, layout, depth + 1))
                # Coordinates inside a group have their own scale: sort there, then keep together.
                inner.sort(key=lambda shape: (shape.top // _ROW, shape.left))
                top, left = self._place(child, layout, index)
                yield from (_Shape(top, left, shape.element) for shape in inner)
            elif child.tag in {f"{P}sp", f"{P}pic", f"{P}graphicFrame"}:
                top, left = self._place(child, layout, index)
                yield _Shape(-1 if _placeholder(child) in _TITLES else top, left, child)

    def _place(self, shape: etree._Element, layout: str, index: int) -> tuple[int, int]:
        own = _offset(shape)
        if own is not None:
            return own
        placeholder = shape.find(f".//{P}nvPr/{P}ph")
        if placeholder is not None and layout:
            places = self._layout_places(layout)
            for key in (f"#{placeholder.get('idx', '')}", placeholder.get("type", "")):
                if key in places:
                    return places[key]
        return index * _ROW, 0

    def _layout_places(self, layout: str) -> dict[str, tuple[int, int]]:
        if layout not in self._places:
            places: dict[str, tuple[int, int]] = {}
            for shape in self._package.xml(layout).iter(f"{P}sp") if self._package.has(layout) else ():
                placeholder, offset = shape.find(f".//{P}nvPr/{P}ph"), _offset(shape)
                if placeholder is not None and offset is not None:
                    places.setdefault(f"#{placeholder.get('idx', '')}", offset)
                    places.setdefault(placeholder.get("type", ""), offset)
            self._places[layout] = places
        return self._places[layout]

    def _read_shape(self, shape: etree._Element, relations: dict[str, Relation], slide: Slide) -> None:
        kind = _placeholder(shape)
        if kind in _FURNITURE or _is_hidden(shape):
            return
        if shape.tag == f"{P}pic":
            self._read_picture(shape, relations, slide)
        elif shape.tag == f"{P}graphicFrame":
            self._read_frame(shape, relations, slide)
        elif (body := shape.find(f"{P}txBody")) is not None:
            if kind in _TITLES and not slide.title:
                slide.title = shape_title(body, relations)
                slide.is_opening = kind == "ctrTitle"
            else:
                slide.blocks.extend(
                    text_blocks(
                        body,
                        kind in _BULLETED if kind is not None else False,
                        relations,
                    )
                )

    def _read_picture(self, shape: etree._Element, relations: dict[str, Relation], slide: Slide) -> None:
        blip = shape.find(f".//{A}blip")
        relation = relations.get(blip.get(f"{R}embed", "")) if blip is not None else None
        if relation is None or relation.external or not self._package.has(relation.target):
            slide.left_out += 1
            return
        properties = shape.find(f".//{P}cNvPr")
        alt = (properties.get("descr") or properties.get("title") or "") if properties is not None else ""
        shown = self._album.add(self._package.read(relation.target, limits.PICTURE_BYTES), alt)
        if shown:
            slide.blocks.append(Paragraph(shown))

    def _read_frame(self, shape: etree._Element, relations: dict[str, Relation], slide: Slide) -> None:
        table = shape.find(f".//{A}tbl")
        if table is not None:
            slide.blocks.append(_table(table, relations))
            return
        for element, attribute, write in (
            (shape.find(f".//{C}chart"), f"{R}id", chart_blocks),
            (shape.find(f".//{DGM}relIds"), f"{R}dm", diagram_blocks),
        ):
            if element is not None:
                slide.blocks.extend(self._graphic(element.get(attribute, ""), relations, slide, write))
                return
        slide.left_out += 1

    def _graphic(
        self,
        key: str,
        relations: dict[str, Relation],
        slide: Slide,
        write: Callable[[etree._Element], list[Block]],
    ) -> list[Block]:
        relation = relations.get(key)
        if relation is None or not self._package.has(relation.target):
            slide.left_out += 1
            return []
        try:
            return write(self._package.xml(relation.target))
        except Refused as refusal:
            if refusal.reason.code != "damaged":
                raise
            slide.left_out += 1
            return []


def _table(table: etree._Element, relations: dict[str, Relation]) -> Table:
    rows: list[list[str]] = []
    for row in list(table.iterfind(f"{A}tr"))[: limits.TABLE_ROWS]:
        cells: list[str] = []
        for cell in list(row.iterfind(f"{A}tc"))[: limits.TABLE_COLUMNS]:
            body = cell.find(f"{A}txBody")
            merged = cell.get("hMerge") in {"1", "true"} or cell.get("vMerge") in {
                "1",
                "true",
            }
            blocks = text_blocks(body, False, relations) if body is not None and not merged else []
            cells.append(
                "\n".join(
                    f"• {block.text}" if isinstance(block, Item) else block.text
                    for block in blocks
                    if isinstance(block, Item | Paragraph | Heading)
                )
            )
        rows.append(cells)
    return Table(rows)


def _placeholder(shape: etree._Element) -> str | None:
    """The kind of placeholder; an empty text for one without a kind, None for a shape of its own."""
    placeholder = shape.find(f".//{P}nvPr/{P}ph")
    return placeholder.get("type", "") if placeholder is not None else None


def _is_hidden(shape: etree._Element) -> bool:
    properties = shape.find(f".//{P}cNvPr")
    return properties is not None and properties.get("hidden") in {"1", "true"}


def _offset(shape: etree._Element) -> tuple[int, int] | None:
    for path in (
        f"{P}spPr/{A}xfrm/{A}off",
        f"{P}grpSpPr/{A}xfrm/{A}off",
        f"{P}xfrm/{A}off",
    ):
        offset = shape.find(path)
        if offset is not None:
            try:
                return int(offset.get("y", "0")), int(offset.get("x", "0"))
            except ValueError:
                return None
    return None
