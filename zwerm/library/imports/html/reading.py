"""A web page → Markdown: its text, without what the site puts around it."""

import email
import email.policy
import re
from email.message import EmailMessage
from urllib.parse import urljoin

from lxml.html import HtmlElement

from zwerm.library.imports.blocks import (
    Block,
    Heading,
)
from zwerm.library.imports.document import Document, Note, Refused
from zwerm.library.imports.finishing import finish
from zwerm.library.imports.html.about import address_of, properties_of
from zwerm.library.imports.html.converting import Converter
from zwerm.library.imports.html.formats import Looks
from zwerm.library.imports.html.link_notes import drop_link_notes
from zwerm.library.imports.html.notes import Notes
from zwerm.library.imports.html.parsing import parse_fragment, parse_html
from zwerm.library.imports.html.pruning import main_part, prune
from zwerm.library.imports.html.teasers import drop_teasers
from zwerm.library.imports.pictures import Album
from zwerm.library.imports.site_parts import without_site_parts


def read(data: bytes, path: str) -> Document:
    """The text of a saved page; pictures that lie beside it are named, those elsewhere are left out."""
    root, notes = parse_html(data)
    return _read(root, path, list(notes), Album())


def read_mhtml(data: bytes, path: str) -> Document:
    """A page saved as one file (`.mhtml`), with the pictures that are in it."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    pictures: dict[str, bytes] = {}
    page: bytes | None = None
    for part in message.walk():
        if not isinstance(part, EmailMessage) or part.is_multipart():
            continue
        body = part.get_payload(decode=True)
        body = body if isinstance(body, bytes) else b""
        if part.get_content_type() in {"text/html", "application/xhtml+xml"} and page is None:
            page = body
        elif part.get_content_maintype() == "image":
            for key in (
                part.get("Content-Location", ""),
                f"cid:{part.get('Content-ID', '').strip('<>')}",
            ):
                pictures[str(key)] = body
    if page is None:
        raise Refused("damaged", kind="mhtml")
    root, notes = parse_html(page)
    album = Album()
    for element in list(root.iter("img")):
        data_of = pictures.get(element.get("src", ""))
        if data_of:
            shown = album.add(data_of, element.get("alt", ""))
            found = re.search(r"\((picture:[^)]+)\)", shown)
            element.set("src", "")
            if found:
                element.tag = "zwerm-picture"
                element.set("show", shown)
    return _read(root, path, list(notes), album)


def html_to_blocks(text: str) -> list[Block]:
    """A piece of HTML inside another format. Everything in it counts as text."""
    root = parse_fragment(text)
    return Converter(Looks(root), Album()).blocks(root)


def _read(root: HtmlElement, path: str, notes: list[Note], album: Album) -> Document:
    looks, properties = Looks(root), properties_of(root)
    _point_at_the_site(root, address_of(root))
    drop_link_notes(root)
    gone = prune(root)
    main = main_part(root)
    body = root.find("body")
    gone += drop_teasers(body if body is not None else root, main)
    found = Notes(root)
    found.take()
    converter = Converter(looks, album, found.mark)
    blocks = _with_page_heading(converter.blocks(main), root, main, converter)
    kept = without_site_parts(blocks, is_site=gone > 0)
    gone += len(blocks) - len(kept)
    kept += found.blocks(converter)
    if converter.remote_pictures:
        notes.append(
            Note(
                "picture_left_out",
                {"why": "remote", "count": converter.remote_pictures},
            )
        )
    if converter.tables_cut:
        notes.append(Note("table_cut", {"count": converter.tables_cut}))
    if gone:
        notes.append(Note("site_parts_left_out", {"count": gone}))
    return finish(kept, path, properties, album, first_heading_is_title=True, notes=notes)


def _point_at_the_site(root: HtmlElement, address: str) -> None:
    """Links from the root of a site (`/about`) lead nowhere in a folder; with the address of the page they lead there."""
    if not address:
        return
    for element, name in [(element, name) for element in root.iter("a", "img", "iframe") for name in ("href", "src")]:
        value = element.get(name, "")
        if value.startswith("/"):
            try:
                element.set(name, urljoin(address, value))
            except ValueError:
                del element.attrib[name]


def _with_page_heading(blocks: list[Block], root: HtmlElement, main: HtmlElement, converter: Converter) -> list[Block]:
    """The heading of a page may stand above the element that holds its text."""
    headings = list(root.iter("h1"))
    if len(headings) != 1 or main in headings[0].iterancestors() or headings[0] is main:
        return blocks
    text = converter.inline(headings[0]).replace("\n", " ")
    return [Heading(1, text), *blocks] if text else blocks
