"""A PDF → Markdown: its text as people read it, not as the file happens to hold it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pypdfium2 as pdfium

from zwerm.library.imports import limits
from zwerm.library.imports.blocks import Block, Heading, Paragraph
from zwerm.library.imports.dates import parse_pdf_date
from zwerm.library.imports.document import Document, Note, Refused
from zwerm.library.imports.finishing import finish
from zwerm.library.imports.inline import Span
from zwerm.library.imports.package import Properties, split_names, split_tags
from zwerm.library.imports.pdf.columns import reading_order
from zwerm.library.imports.pdf.frames import Frames, in_frames, without_underlines
from zwerm.library.imports.pdf.furniture import without_furniture
from zwerm.library.imports.pdf.grids import find_boxes, find_grids
from zwerm.library.imports.pdf.headings import body_size, heading_key, mark_headings, title_line
from zwerm.library.imports.pdf.lines import Line
from zwerm.library.imports.pdf.pictures import (
    Drawing,
    insert_pictures,
    mark_dotted,
    objects_of,
    picture_lines,
    read_drawing,
)
from zwerm.library.imports.pdf.segments import PageText, Segment
from zwerm.library.imports.pdf.structure import Structure, note_blocks
from zwerm.library.imports.pdf.tables import find_tables, joined_over_pages
from zwerm.library.imports.pdf.tags import TaggedTable, cells_of, tagged_tables
from zwerm.library.imports.pdf.words import Words, words_of
from zwerm.library.imports.pictures import Album
from zwerm.library.imports.site_parts import without_site_parts
from zwerm.library.imports.titles import good_title, plain_text, same_title

_NOTE = re.compile(r"^(\d{1,3}|[⁰¹²³⁴-⁹]{1,3})\s?(?=\D{3})")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_REPEATED_PICTURE = 3
_BROWSER = re.compile(r"Mozilla|Chrom|Skia/PDF|Safari|Firefox|Edge|wkhtml", re.IGNORECASE)


def read(data: bytes, path: str) -> Document:
    """Headings, paragraphs, lists, tables, notes and pictures in reading order. A scan has no text and is refused."""
    try:
        pdf = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise Refused("encrypted" if "password" in str(error).lower() else "damaged", kind="pdf") from error
    with pdf:
        return _read(pdf, path)


def _read(pdf: pdfium.PdfDocument, path: str) -> Document:
    album = Album()
    pages = _pages(pdf, album)
    if not any(page.segments for page in pages):
        raise Refused("no_text_found", pages=len(pdf))
    empty = sum(1 for page in pages if page.pictures and not page.segments)
    texts = without_furniture([(page.segments, page.height) for page in pages])
    printed_page = bool(_BROWSER.search(pdf.get_metadata_value("Creator") + pdf.get_metadata_value("Producer")))
    words = words_of([segment for text in texts for segment in text], browser=printed_page)
    kept = [
        insert_pictures(_lines(text, number, page, words), page.pictures)
        for number, (text, page) in enumerate(zip(texts, pages, strict=True))
    ]
    for lines, page in zip(kept, pages, strict=True):
        mark_dotted(lines, page.drawing.dots)
    everything = [line for lines in kept for line in lines if not line.picture]
    body = body_size(everything)
    notes = [note for lines in kept for note in _take_notes(lines, body)]
    _number_notes(notes)
    properties = _properties(pdf)
    title = _take_title(kept[0], properties.title, body)
    mark_headings([line for lines in kept for line in lines], body, _bookmarks(pdf))
    lines = [
        line
        for one, page in zip(kept, pages, strict=True)
        for line in find_tables(one, page.drawing.rules, body, words)
    ]
    blocks: list[Block] = Structure(body, words).read(joined_over_pages(_without_logos(lines)))
    kept_blocks = without_site_parts(blocks) if printed_page else blocks
    gone, blocks = len(blocks) - len(kept_blocks), kept_blocks
    title, above = _shown_title(blocks, title, printed_page)
    blocks += note_blocks([(mark, note) for _, mark, note in _marked(notes)], words)
    remarks = [Note("some_pages_without_text", {"count": empty, "pages": len(pages)})] if empty else []
    if gone + above:
        remarks.append(Note("site_parts_left_out", {"count": gone + above}))
    if len(pdf) > limits.PDF_PAGES:
        remarks.append(Note("table_cut", {"count": len(pdf) - limits.PDF_PAGES}))
    return finish(blocks, path, replace(properties, title=""), album, offered=title, notes=remarks)


@dataclass(slots=True)
class _Page:
    segments: list[Segment]
    width: float
    height: float
    pictures: list[Line]
    drawing: Drawing
    tables: list[TaggedTable]


def _pages(pdf: pdfium.PdfDocument, album: Album) -> list[_Page]:
    pages: list[_Page] = []
    for number in range(min(len(pdf), limits.PDF_PAGES)):
        try:
            page = pdf[number]
        except pdfium.PdfiumError:
            continue
        text = page.get_textpage()
        reader = PageText(page, text)
        objects = objects_of(page)
        drawing = read_drawing(objects, reader)
        tables = tagged_tables(page)
        segments = reader.segments(drawing.uprights, cells_of(tables))
        width, height = reader.size
        pictures = picture_lines(objects, reader, album, number, has_text=bool(segments))
        pages.append(_Page(segments, width, height, pictures, drawing, tables))
        text.close()
        page.close()
    return pages


def _lines(text: list[Segment], number: int, page: _Page, words: Words) -> list[Line]:
    drawing = page.drawing
    grids = find_grids(without_underlines(drawing.sides, text), drawing.ends)
    frames = Frames(grids, page.tables, find_boxes(drawing.grounds), drawing.rules, words)
    return reading_order(in_frames(text, number, frames), number, page.width, drawing.rules)


def _bookmarks(pdf: pdfium.PdfDocument) -> dict[tuple[int, str], int]:
    """Page and words of each bookmark with its level."""
    found: dict[tuple[int, str], int] = {}
    for count, mark in enumerate(pdf.get_toc(max_depth=6)):
        if count > 5_000:
            break
        destination = mark.get_dest()
        page = destination.get_index() if destination else None
        key = heading_key(mark.get_title())
        if page is not None and key:
            found.setdefault((page, key), mark.level + 1)
    return found


def _properties(pdf: pdfium.PdfDocument) -> Properties:
    metadata = pdf.get_metadata_dict()
    return Properties(
        title=metadata.get("Title", ""),
        authors=split_names(metadata.get("Author", "")),
        created=parse_pdf_date(metadata.get("CreationDate")),
        modified=parse_pdf_date(metadata.get("ModDate")),
        tags=split_tags(metadata.get("Keywords", "")),
    )


def _take_title(lines: list[Line], offered: str, body: float) -> str:
    """The title people see wins from the one in the file, and does not return in the text."""
    offered = good_title(offered)
    for line in lines[:30]:
        if offered and same_title(line.text, offered):
            lines.remove(line)
            return offered
    seen = title_line(lines, body)
    text = good_title(" ".join(line.text.strip() for line in seen))
    if not text:
        return offered
    if offered and offered.casefold() not in text.casefold() and len(offered.split()) >= 3:
        return offered
    for line in seen:
        lines.remove(line)
    return text


def _shown_title(blocks: list[Block], title: str, printed_page: bool) -> tuple[str, int]:
    """A heading that says the same as the title, or all of it but the name of a site, is the title.

    On a printed web page what stands above it is the site, unless it is a text. Tells how much of that was left out.
    """
    for heading in [block for block in blocks if isinstance(block, Heading)][:12]:
        shown = good_title(plain_text(heading.text))
        if same_title(shown, title) or (
            len(shown) > 5 and re.match(rf"{re.escape(shown)}\s*[|–—·-]\s", title, re.IGNORECASE)
        ):
            above = blocks[: blocks.index(heading)]
            blocks.remove(heading)
            if printed_page and not any(isinstance(block, Paragraph) and len(block.text) > 200 for block in above):
                del blocks[: len(above)]
                return shown, len(above)
            return shown, 0
    return title, 0


def _without_logos(lines: list[Line]) -> list[Line]:
    """A picture that returns on many pages belongs to the paper, not to the text."""
    counts: dict[str, int] = {}
    for line in lines:
        if line.picture:
            counts[line.picture] = counts.get(line.picture, 0) + 1
    return [line for line in lines if not line.picture or counts[line.picture] < _REPEATED_PICTURE]


def _take_notes(lines: list[Line], body: float) -> list[tuple[list[Line], list[list[Line]]]]:
    """Takes the notes from the foot of each column. Returns what remains of the page with its notes, if there are any."""
    notes: list[list[Line]] = []
    index = 0
    while index < len(lines):
        end = _notes_end(lines, index, body)
        if end == index:
            index += 1
            continue
        for line in lines[index:end]:
            if _NOTE.match(line.text.strip()):
                notes.append([line])
            else:
                notes[-1].append(line)
        del lines[index:end]
    return [(lines, notes)] if notes else []


def _notes_end(lines: list[Line], start: int, body: float) -> int:
    """One past the last line of the notes that start here: small type, a number in front, nothing below them."""
    if not _is_small(lines[start], body) or not _NOTE.match(lines[start].text.strip()) or start == 0:
        return start
    end = start + 1
    while end < len(lines) and _is_small(lines[end], body) and lines[end].top > lines[end - 1].top:
        end += 1
    below = end < len(lines) and lines[end].top > lines[end - 1].top and lines[end].left < lines[start].right
    return start if below else end


def _is_small(line: Line, body: float) -> bool:
    return not line.picture and not line.rows and not line.boxed and line.size <= body * 0.93 and len(line.cells) <= 2


def _marked(notes: Sequence[tuple[list[Line], list[list[Line]]]]) -> list[tuple[list[Line], str, list[Line]]]:
    number = 0
    marked: list[tuple[list[Line], str, list[Line]]] = []
    for page, own in notes:
        for note in own:
            number += 1
            marked.append((page, str(number), note))
    return marked


def _number_notes(notes: Sequence[tuple[list[Line], list[list[Line]]]]) -> None:
    """Raised digits that refer to a note of their page become its mark."""
    marks: dict[int, tuple[list[Line], dict[str, str]]] = {}
    for page, mark, note in _marked(notes):
        found = _NOTE.match(note[0].text.strip())
        if found:
            marks.setdefault(id(page), (page, {}))[1][found[1].translate(_RAISED)] = mark
    for page, own in marks.values():
        for line in page:
            for cell in line.cells:
                cell.spans = [piece for span in cell.spans for piece in _refer(span, own)]


def _refer(span: Span, marks: dict[str, str]) -> list[Span]:
    pieces: list[Span] = []
    at = 0
    for found in re.finditer(r"[⁰¹²³⁴-⁹]+", span.text):
        mark = marks.get(found[0].translate(_RAISED))
        if mark:
            pieces += [replace(span, text=span.text[at : found.start()]), Span(f"[^{mark}]", markdown=True)]
            at = found.end()
    return [*pieces, replace(span, text=span.text[at:])] if pieces else [span]
