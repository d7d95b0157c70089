"""HTML from strangers: parsed without network, entities or endless depth."""

import re

from lxml import etree, html

from zwerm.library.imports import limits
from zwerm.library.imports.decoding import decode
from zwerm.library.imports.document import Note, Refused

_CHARSET = re.compile(
    rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)|<\?xml[^>]+encoding=["']([\w-]+)""",
    re.IGNORECASE,
)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_ENTITY = re.compile(r"<!ENTITY", re.IGNORECASE)


def parse_html(data: bytes) -> tuple[html.HtmlElement, tuple[Note, ...]]:
    """The root of the page, and what had to be repaired to read it."""
    if len(data) > limits.TEXT_BYTES:
        raise Refused("too_large", size=len(data), limit=limits.TEXT_BYTES)
    found = _CHARSET.search(data[:4096])
    declared = (found[1] or found[2]).decode("ascii") if found else None
    text, notes = decode(data, declared)
    return parse_fragment(text), notes


def parse_fragment(text: str) -> html.HtmlElement:
    if _ENTITY.search(text[:20_000]):
        raise Refused("xml_entities_refused", part="html")
    text = _DECLARATION.sub("", text).replace("\x00", "")
    parser = html.HTMLParser(
        encoding="utf-8",
        no_network=True,
        remove_comments=True,
        remove_pis=True,
        huge_tree=False,
        recover=True,
    )
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise Refused("no_text_found") from error
    if _depth(root) > limits.XML_DEPTH:
        raise Refused("too_deep")
    return root


def _depth(root: html.HtmlElement) -> int:
    deepest = depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest
