"""A presentation → Markdown: a heading per slide, the words of the speaker as a quote."""

from zwerm.library.imports.blocks import Block, Heading, Item, Paragraph, Quote
from zwerm.library.imports.document import Document, Note
from zwerm.library.imports.finishing import finish
from zwerm.library.imports.package import Package
from zwerm.library.imports.pictures import Album
from zwerm.library.imports.pptx.names import P, R
from zwerm.library.imports.pptx.slide import Slide, SlideReader
from zwerm.library.imports.titles import good_title, plain_text, same_title

_TITLE_LENGTH = 90


def read(data: bytes, path: str) -> Document:
    """Titles, bullets with their levels, tables, charts, diagrams, pictures, notes. Hidden slides are left out."""
    package = Package(data)
    main = package.main_part("ppt/presentation.xml")
    album = Album()
    reader = SlideReader(package, album)
    relations = package.relations(main)
    blocks: list[Block] = []
    offered, hidden, left_out, last_title = "", 0, 0, ""
    for number, entry in enumerate(package.xml(main).iterfind(f"{P}sldIdLst/{P}sldId"), start=1):
        relation = relations.get(entry.get(f"{R}id", ""))
        if relation is None or not package.has(relation.target):
            left_out += 1
            continue
        root = package.xml(relation.target)
        if root.get("show") in {"0", "false"}:
            hidden += 1
            continue
        slide = reader.read(relation.target, root)
        left_out += slide.left_out
        title = slide.title or _title_from(slide)
        if (
            number == 1
            and good_title(plain_text(title))
            and (slide.is_opening or len(plain_text(title)) <= _TITLE_LENGTH)
        ):
            offered = plain_text(title)
        elif not same_title(title, last_title):
            # A slide that goes on under the same title is one part with the slide before it.
            blocks.append(Heading(2, title or str(number)))
        last_title = title
        blocks.extend(slide.blocks)
        spoken = reader.notes(relation.target)
        if spoken:
            blocks.append(Quote(spoken))
    notes = [Note("hidden_slides_left_out", {"count": hidden})] if hidden else []
    if left_out:
        notes.append(Note("drawing_left_out", {"count": left_out}))
    return finish(
        _without_empty(blocks),
        path,
        package.properties(),
        album,
        offered=offered,
        notes=notes,
    )


def _title_from(slide: Slide) -> str:
    """A slide without a title is called after its first short line."""
    for block in slide.blocks:
        if isinstance(block, Paragraph | Item) and not block.text.startswith("!["):
            line = block.text.split("\n")[0]
            if len(line) > _TITLE_LENGTH:
                return ""
            if line == block.text:
                slide.blocks.remove(block)
            return plain_text(line)
    return ""


def _without_empty(blocks: list[Block]) -> list[Block]:
    """Slides that hold nothing but a number are left out."""
    kept: list[Block] = []
    for block, following in zip(blocks, [*blocks[1:], None], strict=True):
        empty = (
            isinstance(block, Heading)
            and block.text.isdigit()
            and (following is None or isinstance(following, Heading))
        )
        if not empty:
            kept.append(block)
    return kept
