"""A Word document → Markdown."""

from lxml import etree

from zwerm.library.imports.blocks import Block, Footnote, Paragraph, cell_text
from zwerm.library.imports.document import Document, Note, Refused
from zwerm.library.imports.docx.body import Body
from zwerm.library.imports.docx.names import W
from zwerm.library.imports.docx.numbering import Numbering
from zwerm.library.imports.docx.runs import Context
from zwerm.library.imports.docx.styles import Styles
from zwerm.library.imports.finishing import finish
from zwerm.library.imports.limits import PICTURE_BYTES
from zwerm.library.imports.package import Package
from zwerm.library.imports.pictures import Album


def read(data: bytes, path: str) -> Document:
    """Headings, lists, tables, pictures, links, notes and equations; tracked changes as if accepted; comments left out."""
    package = Package(data)
    main = package.main_part("word/document.xml")
    root = package.xml(main)
    element = root.find(f"{W}body")
    if element is None:
        raise Refused("damaged", kind="docx")
    styles = Styles(_part(package, main, "styles"))
    album = Album()
    context = Context(styles, package.relations(main), album, lambda name: _picture(package, name))
    body = Body(package, context, styles, Numbering(_part(package, main, "numbering")))
    blocks = body.blocks(element)
    blocks += _notes(package, main, body, context)
    notes = [Note("comments_left_out", {"count": count})] if (count := _count_comments(package, main)) else []
    if context.changed:
        notes.append(Note("changes_accepted"))
    if context.drawings_left_out:
        notes.append(Note("drawing_left_out", {"count": context.drawings_left_out}))
    if body.tables_cut:
        notes.append(Note("table_cut", {"count": body.tables_cut}))
    return finish(blocks, path, package.properties(), album, offered=body.title, notes=notes)


def _part(package: Package, main: str, kind: str) -> etree._Element | None:
    name = package.related(main, kind)
    return package.xml(name) if name else None


def _picture(package: Package, name: str) -> bytes:
    return package.read(name, PICTURE_BYTES) if package.has(name) else b""


def _count_comments(package: Package, main: str) -> int:
    root = _part(package, main, "comments")
    return len(root.findall(f"{W}comment")) if root is not None else 0


def _notes(package: Package, main: str, body: Body, context: Context) -> list[Block]:
    """Footnotes and endnotes in the order in which the text refers to them."""
    texts: dict[str, etree._Element] = {}
    for kind, letter in (("footnotes", "f"), ("endnotes", "e")):
        root = _part(package, main, kind)
        for element in root if root is not None else ():
            if element.get(f"{W}type") in {None, "normal"}:
                texts[f"{letter}{element.get(f'{W}id', '')}"] = element
        name = package.related(main, kind)
        if name:
            context.relations.update(
                {key: relation for key, relation in package.relations(name).items() if key not in context.relations}
            )
    written: list[Block] = []
    # Reading a note can refer to no further note, so this list does not grow while it is walked.
    for number, key in enumerate(list(context.notes_used), start=1):
        inner: list[Block] = list(body.blocks(texts[key])) if key in texts else [Paragraph("")]
        written.append(Footnote(str(number), cell_text(inner).strip() or "–"))
    return written
