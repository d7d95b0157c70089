"""The smaller pieces that a page is written with."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from zwerm.library.imports.blocks import Block, Code, Heading, Item, Paragraph
from zwerm.library.imports.html.formats import Format
from zwerm.library.imports.inline import Span, escape

_LANGUAGE = re.compile(r"(?:lang(?:uage)?|highlight(?:-source)?|brush:\s*)-?([\w+#-]+)")


_SPACE = re.compile(r"\s+")


def span_of(text: str, form: Format) -> Span:
    return Span(
        _SPACE.sub(" ", text),
        form.bold,
        form.italic,
        form.strike,
        form.code,
        form.href,
    )


def tidy(text: str) -> str:
    if "\n" in text:
        text = re.sub(r" *\n *", "\n", text)
    return (re.sub(r" {2,}", " ", text) if "  " in text else text).strip()


def entry_blocks(blocks: list[Block], depth: int, ordered: bool, number: int) -> Iterator[Block]:
    """The blocks of one entry: its text first, then what is nested in it."""
    text: list[str] = []
    rest: list[Block] = []
    for block in blocks:
        if isinstance(block, Paragraph) and not rest:
            text.append(block.text)
        elif isinstance(block, Heading) and not rest:
            text.append(f"**{block.text}**")
        else:
            rest.append(block)
    if text or not rest:
        yield from ([Item(depth, ordered, "\n".join(text), number if ordered else None)] if text else [])
    for block in rest:
        if isinstance(block, Item):
            block.depth += depth + 1
        yield block


def code_blocks(element: HtmlElement) -> Iterator[Block]:
    inner = element.find(".//code")
    names = f"{element.get('class', '')} {inner.get('class', '') if inner is not None else ''}"
    found = _LANGUAGE.search(names)
    for line_break in element.iter("br"):
        line_break.tail = "\n" + (line_break.tail or "")
    text = "".join(str(piece) for piece in element.itertext()).strip("\n")
    if text.strip():
        yield Code(text.rstrip(), found[1].lower() if found else "")


def equation_spans(element: HtmlElement) -> Iterator[Span]:
    for note in element.iter("annotation"):
        if "tex" in note.get("encoding", ""):
            body = re.sub(
                r"^\{\\(?:displaystyle|textstyle)\s?(.*)\}$",
                r"\1",
                " ".join((note.text or "").split()),
            )
            yield Span(f"${body}$", markdown=True)
            return
    alt = element.get("alttext") or "".join(str(piece) for piece in element.itertext())
    yield Span(escape(" ".join(alt.split())), markdown=True)


def film_spans(element: HtmlElement) -> Iterator[Span]:
    source = element.get("src") or next((inner.get("src", "") for inner in element.iter("source")), "")
    if source.startswith("//"):
        source = f"https:{source}"
    if re.match(r"https?://", source) and not re.search(
        r"googletagmanager|doubleclick|facebook\.com/plugins|consent|recaptcha", source
    ):
        yield Span(element.get("title") or source, href=source)
