"""A text file → Markdown."""

import re
from collections.abc import Mapping

from zwerm.library.imports.blocks import Block, Heading, Paragraph, write_blocks
from zwerm.library.imports.decoding import decode
from zwerm.library.imports.document import Document, Note
from zwerm.library.imports.finishing import complete
from zwerm.library.imports.inline import clean
from zwerm.library.imports.markdown.front_matter import date_from_path
from zwerm.library.imports.markdown.reading import Lookup, nothing, read_text
from zwerm.library.imports.package import Properties
from zwerm.library.imports.pictures import Album
from zwerm.library.imports.text.lines import is_row, unfolded
from zwerm.library.imports.text.page import Page
from zwerm.library.imports.titles import good_title, title_from_path

_MARKDOWN = re.compile(
    r"^#{1,6} \S|^```|^\s*[-*] \[[ x]\]|\]\((?:https?://|[\w./-]+\.(?:md|html|png|jpg))|\*\*\w[^*\n]*\*\*",
    re.MULTILINE,
)


def read(
    data: bytes,
    path: str,
    lookup: Lookup = nothing,
    variables: Mapping[str, str] | None = None,
) -> Document:
    """The text with the structure that its lines show: headings, lists, paragraphs; remains of a web page left out."""
    text, notes = decode(data)
    if len(_MARKDOWN.findall(text[:100_000])) >= 2:
        return read_text(text, path, list(notes), lookup, variables or {})
    lines = [_tidy(line) for line in unfolded(text.split("\n"))]
    page = Page(lines)
    blocks = page.blocks()
    title = good_title(page.title) or _title_from_name(path) or _opening(blocks) or title_from_path(path)
    if page.left_out:
        notes = (*notes, Note("site_parts_left_out", {"count": page.left_out}))
    properties = Properties(authors=tuple(page.authors), created=page.date or date_from_path(path))
    return complete(write_blocks(blocks), title, properties, Album(), notes)


def _tidy(line: str) -> str:
    """A line with ordinary spaces; tabs stay where they part cells."""
    if is_row(line):
        return "\t".join(clean(cell).strip() for cell in line.split("\t")).rstrip()
    return clean(line.expandtabs(4)).rstrip()


def _title_from_name(path: str) -> str:
    title = title_from_path(path)
    return (
        ""
        if not re.search(r"[^\W\d_]{3,}", title)
        or (re.search(r"[0-9a-f]{8,}", title.lower()) and not re.search(r"[a-z]{4,} [a-z]{3,}", title.lower()))
        else title
    )


def _opening(blocks: list[Block]) -> str:
    """The beginning of the first sentence, for files without a name."""
    first = next((block.text for block in blocks if isinstance(block, Heading | Paragraph)), "")
    sentence = re.split(r"(?<=[.!?])\s", first.replace("\\", ""))[0].strip()
    if len(sentence) <= 90:
        return good_title(sentence.rstrip("."))
    return good_title(sentence[:80].rsplit(" ", 1)[0]) + "…"
