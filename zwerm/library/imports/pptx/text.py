"""The text in one shape of a slide."""

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from zwerm.library.imports.blocks import Block, Item, Paragraph
from zwerm.library.imports.equations import write_equation
from zwerm.library.imports.inline import Span, plain, write_spans
from zwerm.library.imports.package import Relation
from zwerm.library.imports.pptx.names import MC, A, M, R

_MONO = re.compile(r"courier|consolas|mono|menlo|lucida console", re.IGNORECASE)
# Bullets that people type themselves because a text box has none.
_TYPED_BULLET = re.compile(r"^\s*[•▪●◦‣·–—-]\s+")


def text_blocks(body: etree._Element, bulleted: bool, relations: Mapping[str, Relation]) -> list[Block]:
    """The paragraphs of a shape; in a `bulleted` one each is an entry unless it says otherwise."""
    paragraphs = [
        (paragraph, spans)
        for paragraph in body.iterfind(f"{A}p")
        if plain(spans := list(_spans(paragraph, relations))) or _has_markdown(spans)
    ]
    # One long text in a body is a text, whatever the template does to it.
    alone = len(paragraphs) == 1
    blocks: list[Block] = []
    for paragraph, spans in paragraphs:
        properties = paragraph.find(f"{A}pPr")
        level = properties.get("lvl", "0") if properties is not None else "0"
        depth = min(int(level), 8) if level.isdigit() else 0
        kind = _bullet(properties, bulleted and not alone)
        text = write_spans(spans)
        if kind is None and _TYPED_BULLET.match(plain(spans)):
            kind, text = False, _TYPED_BULLET.sub("", text)
        blocks.append(Paragraph(text) if kind is None else Item(depth, kind, text))
    return _settle(blocks)


def shape_title(body: etree._Element, relations: Mapping[str, Relation]) -> str:
    """The text of a title: its lines are one sentence that was broken to fit."""
    lines = [write_spans(_unformatted(_spans(paragraph, relations))) for paragraph in body.iterfind(f"{A}p")]
    return re.sub(r"\s+", " ", " ".join(line for line in lines if line)).strip()


def _unformatted(spans: Iterator[Span]) -> Iterator[Span]:
    for span in spans:
        yield Span(span.text, href=span.href, markdown=span.markdown)


def _settle(blocks: list[Block]) -> list[Block]:
    """Depths that start at 0: a list may be indented as a whole."""
    shallowest = min((block.depth for block in blocks if isinstance(block, Item)), default=0)
    for block in blocks:
        if isinstance(block, Item):
            block.depth -= shallowest
    return blocks


def _bullet(properties: etree._Element | None, bulleted: bool) -> bool | None:
    """Ordered (True), bulleted (False) or no list at all (None)."""
    if properties is not None:
        if properties.find(f"{A}buNone") is not None:
            return None
        if properties.find(f"{A}buAutoNum") is not None:
            return True
        if properties.find(f"{A}buChar") is not None or properties.find(f"{A}buBlip") is not None:
            return False
    return False if bulleted else None


def _spans(paragraph: etree._Element, relations: Mapping[str, Relation]) -> Iterator[Span]:
    for child in paragraph:
        tag = child.tag
        if tag == f"{A}r":
            yield _run(child, relations)
        elif tag == f"{A}br":
            yield Span("\n")
        elif (
            tag == f"{A}fld"
            and child.get("type", "") not in {"slidenum"}
            and not child.get("type", "").startswith("datetime")
        ):
            yield _run(child, relations)
        elif tag == f"{MC}AlternateContent":
            for equation in child.iter(f"{M}oMath"):
                yield Span(write_equation(equation))


def _run(run: etree._Element, relations: Mapping[str, Relation]) -> Span:
    text = run.find(f"{A}t")
    words = (text.text or "") if text is not None else ""
    words = words.replace("\x0b", "\n").replace("_x000D_", "")
    properties = run.find(f"{A}rPr")
    if properties is None:
        return Span(words)
    link = properties.find(f"{A}hlinkClick")
    relation = relations.get(link.get(f"{R}id", "")) if link is not None else None
    font = properties.find(f"{A}latin")
    return Span(
        words,
        bold=properties.get("b") in {"1", "true"},
        italic=properties.get("i") in {"1", "true"},
        strike=properties.get("strike", "noStrike") != "noStrike",
        code=font is not None and bool(_MONO.search(font.get("typeface", ""))),
        href=relation.target if relation and relation.external else "",
    )


def _has_markdown(spans: list[Span]) -> bool:
    return any(span.markdown and span.text for span in spans)
