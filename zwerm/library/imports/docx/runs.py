"""The text of one paragraph: runs, links, fields, notes, pictures, equations."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from zwerm.library.imports.docx.names import DGM, MC, WP, A, C, M, R, V, W
from zwerm.library.imports.docx.styles import (
    Style,
    Styles,
    half_points,
    is_mono,
    toggle,
)
from zwerm.library.imports.equations import write_equation
from zwerm.library.imports.inline import Span
from zwerm.library.imports.package import Relation
from zwerm.library.imports.pictures import Album

_HYPERLINK = re.compile(r'HYPERLINK\s+(?:"([^"]*)"|(\S+))', re.IGNORECASE)
_WITHOUT_RESULT = re.compile(r"^\s*(PAGE|NUMPAGES|PAGEREF|SECTIONPAGES|TC|XE|RD)\b", re.IGNORECASE)
_CONTENTS = re.compile(r"^\s*(TOC|INDEX|TOA)\b", re.IGNORECASE)
_SYMBOL = {
    "f0b7": "•",
    "f0a7": "▪",
    "f0e0": "→",
    "f0e8": "→",
    "f0fc": "✓",
    "f0fb": "✗",
    "f0d8": "►",
    "f04a": "☺",
    "f0a8": "☐",
    "f0fe": "☒",
}


@dataclass(slots=True)
class _Field:
    instruction: str = ""
    shown: bool = False


@dataclass(slots=True)
class Context:
    """What reading runs needs to know about the document, and what it finds on its way."""

    styles: Styles
    relations: dict[str, Relation]
    album: Album
    read_part: Callable[[str], bytes]
    notes_used: list[str] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    graphics: list[tuple[str, str]] = field(default_factory=list)
    fields: list[_Field] = field(default_factory=list)
    changed: bool = False
    drawings_left_out: int = 0
    sizes: list[tuple[float, int]] = field(default_factory=list)

    @property
    def in_contents(self) -> bool:
        return any(_CONTENTS.match(one.instruction) for one in self.fields)


def paragraph_spans(paragraph: etree._Element, style: Style, context: Context) -> list[Span]:
    """The spans of a paragraph. Text boxes and graphics met on the way wait in the context."""
    context.sizes.clear()
    return list(_walk(paragraph, style, context, ""))


def _walk(parent: etree._Element, style: Style, context: Context, href: str) -> Iterator[Span]:
    for child in parent:
        reader = _READERS.get(str(child.tag))
        if reader is not None:
            yield from reader(child, style, context, href)
        elif child.tag in _TRANSPARENT:
            yield from _walk(child, style, context, href)


def _hyperlink(link: etree._Element, style: Style, context: Context, href: str) -> Iterator[Span]:
    relation = context.relations.get(link.get(f"{R}id", ""))
    target = relation.target if relation and relation.external else ""
    anchor = link.get(f"{W}anchor")
    yield from _walk(link, style, context, f"{target}#{anchor}" if target and anchor else target or href)


def _deleted(element: etree._Element, style: Style, context: Context, href: str) -> Iterator[Span]:
    context.changed = True
    yield from ()


def _inserted(element: etree._Element, style: Style, context: Context, href: str) -> Iterator[Span]:
    context.changed = True
    yield from _walk(element, style, context, href)


def _equation(element: etree._Element, style: Style, context: Context, href: str) -> Iterator[Span]:
    yield Span(write_equation(element))


def _equations(element: etree._Element, style: Style, context: Context, href: str) -> Iterator[Span]:
    """Equations that stand under each other."""
    for index, equation in enumerate(element.iterfind(f"{M}oMath")):
        if index:
            yield Span("\n")
        yield Span(write_equation(equation))


def _alternatives(element: etree._Element, style: Style, context: Context, href: str) -> Iterator[Span]:
    yield from _walk(_chosen(element), style, context, href)


def _simple_field(element: etree._Element, style: Style, context: Context, href: str) -> Iterator[Span]:
    instruction = element.get(f"{W}instr", "")
    found = _HYPERLINK.search(instruction)
    if not _WITHOUT_RESULT.match(instruction):
        yield from _walk(element, style, context, (found[1] or found[2] or "") if found else href)


def _content_control(element: etree._Element, style: Style, context: Context, href: str) -> Iterator[Span]:
    if not is_contents(element):
        yield from _walk(element, style, context, href)


_TRANSPARENT = frozenset(
    f"{W}{name}" for name in ("smartTag", "sdtContent", "customXml", "dir", "bdo", "ruby", "rubyBase")
)


def is_contents(block: etree._Element) -> bool:
    """Whether a block of content is the table of contents that Word made."""
    gallery = block.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return gallery is not None and gallery.get(f"{W}val", "").lower() in {
        "table of contents",
        "table of figures",
        "bibliographies contents",
    }


def _chosen(alternatives: etree._Element) -> etree._Element:
    choice = alternatives.find(f"{MC}Choice")
    if choice is None:
        choice = alternatives.find(f"{MC}Fallback")
    return choice if choice is not None else alternatives


def _run(run: etree._Element, paragraph: Style, context: Context, href: str) -> Iterator[Span]:
    shape = _format(run.find(f"{W}rPr"), paragraph, context.styles)
    if shape is None:
        return
    size, span = shape
    for child in run:
        tag = str(child.tag)
        if tag in {f"{W}fldChar", f"{W}instrText"}:
            _follow_field(child, context)
        elif tag in {f"{W}footnoteReference", f"{W}endnoteReference"}:
            key = f"{'f' if tag.endswith('footnoteReference') else 'e'}{child.get(f'{W}id', '')}"
            context.notes_used.append(key)
            yield Span(f"[^{len(context.notes_used)}]", markdown=True)
        elif tag in _READERS:
            yield from _READERS[tag](child, paragraph, context, href)
        elif (text := _text(child)) and _visible(context):
            context.sizes.append((size, len(text.strip())))
            yield replace(span, text=text, href=_link(context) or href)


def _text(child: etree._Element) -> str:
    tag = child.tag
    if tag == f"{W}t":
        return (child.text or "").replace("\n", " ")
    if tag in {f"{W}tab", f"{W}ptab"}:
        return "\t"
    if tag in {f"{W}br", f"{W}cr"}:
        return "" if child.get(f"{W}type") in {"page", "column"} else "\n"
    if tag == f"{W}noBreakHyphen":
        return "-"
    if tag == f"{W}sym":
        return _SYMBOL.get(child.get(f"{W}char", "").lower(), "")
    return ""


def _format(properties: etree._Element | None, paragraph: Style, styles: Styles) -> tuple[float, Span] | None:
    """Size and format of a run, or None when it is hidden."""
    if properties is None:
        return paragraph.size or styles.default_size, Span("", code=bool(paragraph.mono) and paragraph.role != "code")
    reference = properties.find(f"{W}rStyle")
    style = styles.get(reference.get(f"{W}val", "")) if reference is not None else Style()
    own = {name: toggle(properties.find(f"{W}{name}")) for name in ("b", "i", "strike", "vanish")}
    if own["vanish"] or (own["vanish"] is None and (style.hidden or paragraph.hidden)):
        return None
    mono = is_mono(properties.find(f"{W}rFonts"))
    mono = mono if mono is not None else style.mono if style.mono is not None else paragraph.mono
    size = half_points(properties.find(f"{W}sz")) or style.size or paragraph.size or styles.default_size
    # Format that the whole paragraph has from its style says nothing about these words.
    return size, Span(
        "",
        bold=bool(own["b"] if own["b"] is not None else style.bold),
        italic=bool(own["i"] if own["i"] is not None else style.italic),
        strike=bool(own["strike"] if own["strike"] is not None else style.strike),
        code=bool(mono) and paragraph.role != "code",
    )


def _follow_field(element: etree._Element, context: Context) -> None:
    """A field is its instruction and what it shows, between three marks in the text."""
    kind = element.get(f"{W}fldCharType", "")
    if kind == "begin":
        context.fields.append(_Field())
    elif context.fields and kind == "end":
        context.fields.pop()
    elif context.fields and kind == "separate":
        context.fields[-1].shown = True
    elif context.fields:
        context.fields[-1].instruction += element.text or ""


def _visible(context: Context) -> bool:
    return all(
        one.shown and not _WITHOUT_RESULT.match(one.instruction) and not _CONTENTS.match(one.instruction)
        for one in context.fields
    )


def _link(context: Context) -> str:
    for one in context.fields:
        if found := _HYPERLINK.search(one.instruction):
            address = found[1] or found[2] or ""
            return "" if address.startswith("\\") else address
    return ""


def _drawing(element: etree._Element, style: Style, context: Context, href: str) -> Iterator[Span]:
    context.boxes.extend(element.iter(f"{W}txbxContent"))
    for chart in element.iter(f"{C}chart"):
        context.graphics.append(("chart", chart.get(f"{R}id", "")))
    for diagram in element.iter(f"{DGM}relIds"):
        context.graphics.append(("diagram", diagram.get(f"{R}dm", "")))
    alt = _description(element)
    keys = [blip.get(f"{R}embed", "") for blip in element.iter(f"{A}blip")]
    keys += [image.get(f"{R}id", "") for image in element.iter(f"{V}imagedata")]
    for key in dict.fromkeys(keys):
        relation = context.relations.get(key)
        if relation is None or relation.external:
            context.drawings_left_out += 1
            continue
        shown = context.album.add(context.read_part(relation.target), alt)
        if shown:
            yield Span(shown, markdown=True)


def _description(element: etree._Element) -> str:
    for properties in element.iter(f"{WP}docPr"):
        return properties.get("descr") or properties.get("title") or ""
    for image in element.iter(f"{V}shape"):
        return image.get("alt", "")
    return ""


_READERS: dict[str, Callable[[etree._Element, Style, Context, str], Iterator[Span]]] = {
    f"{W}r": _run,
    f"{W}hyperlink": _hyperlink,
    f"{W}del": _deleted,
    f"{W}moveFrom": _deleted,
    f"{W}ins": _inserted,
    f"{W}moveTo": _inserted,
    f"{W}fldSimple": _simple_field,
    f"{W}sdt": _content_control,
    f"{W}drawing": _drawing,
    f"{W}pict": _drawing,
    f"{W}object": _drawing,
    f"{M}oMath": _equation,
    f"{M}oMathPara": _equations,
    f"{MC}AlternateContent": _alternatives,
}
