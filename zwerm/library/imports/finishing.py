"""The last step of every reader: blocks and what the file says about itself → a Document."""

import re
from collections.abc import Iterable
from urllib.parse import unquote, urlsplit

from zwerm.library.imports import limits
from zwerm.library.imports.blocks import Block, Heading, write_blocks
from zwerm.library.imports.document import Document, Note, Refused
from zwerm.library.imports.fences import prose_of
from zwerm.library.imports.package import Properties
from zwerm.library.imports.pictures import Album
from zwerm.library.imports.titles import good_title, take_title

_CODE = re.compile(r"`[^`\n]+`")
# Every repetition is bounded: a hostile text must not make this look ahead for ever.
LINK = re.compile(
    r"(!?)(?<!\\)\[(?:[^\[\]\\!]|!(?!\[)|\\.|\[[^\[\]]{0,400}\]|!\[[^\[\]]{0,400}\]\([^()\s]{0,1000}\)){0,1000}\]"
    r"\(\s{0,9}<?([^()\s<>]{0,1000}(?:\([^()\s<>]{0,400}\)[^()\s<>]{0,400}){0,9})>?(?:\s{1,9}[\"'(][^\n]{0,400}?[\"')])?\s{0,9}\)"
)
_DEFINED = re.compile(r"^ {0,3}\[[^\]\^\n][^\]\n]*\]:[ \t]*<?([^\s<>]+)>?", re.MULTILINE)


def finish(
    blocks: list[Block],
    path: str,
    properties: Properties,
    album: Album,
    *,
    offered: str = "",
    first_heading_is_title: bool = False,
    notes: Iterable[Note] = (),
) -> Document:
    """The document. Raises `Refused("no_text_found")` when nothing is left to read and nothing to look at."""
    if good_title(offered):
        title = good_title(offered)
    else:
        title = take_title(blocks, properties.title, path, first_heading_is_title)
    _below_the_title(blocks)
    return complete(write_blocks(blocks), title, properties, album, notes)


def _below_the_title(blocks: list[Block]) -> None:
    """The title is the only heading of the first level."""
    headings = [block for block in blocks if isinstance(block, Heading)]
    if any(block.level <= 1 for block in headings):
        for block in headings:
            block.level += 1


def complete(
    markdown: str,
    title: str,
    properties: Properties,
    album: Album,
    notes: Iterable[Note] = (),
) -> Document:
    """The document around Markdown that is written already."""
    if len(markdown) > limits.MARKDOWN_CHARACTERS:
        raise Refused("too_much_text", limit=limits.MARKDOWN_CHARACTERS)
    if not re.search(r"\w", markdown):
        raise Refused("no_text_found")
    links, pictures = relative_links(markdown)
    return Document(
        title=title,
        markdown=markdown,
        authors=properties.authors,
        created=properties.created,
        modified=properties.modified,
        language=language_code(properties.language),
        tags=properties.tags,
        pictures=tuple(picture for name, picture in album.pictures.items() if f"picture:{name}" in markdown),
        links=links,
        wanted_pictures=pictures,
        notes=(*notes, *album.notes()),
    )


def relative_links(markdown: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The relative links to other files, and those of pictures, as they stand in the Markdown, each once, in order."""
    prose = _CODE.sub("", prose_of(markdown))
    links: dict[str, None] = {}
    pictures: dict[str, None] = {}
    for found in LINK.finditer(prose):
        if is_relative(found[2]):
            (pictures if found[1] else links)[found[2]] = None
        # A picture that is a link: the picture stands inside the label.
        for inner in LINK.finditer(found[0], 1) if not found[1] else ():
            if inner[1] and is_relative(inner[2]):
                pictures[inner[2]] = None
    for found in _DEFINED.finditer(prose):
        if is_relative(found[1]):
            links[found[1]] = None
    return tuple(links), tuple(pictures)


def is_relative(target: str) -> bool:
    """Whether a link leads to another file of the same collection."""
    if not target or target.startswith(("#", "//", "picture:")):
        return False
    try:
        parts = urlsplit(unquote(target))
    except ValueError:
        return False
    return not parts.scheme and not parts.netloc and bool(parts.path)


def language_code(text: str) -> str | None:
    """`nl-NL` and `NL_nl` → `nl`; None when it names no language."""
    found = re.match(r"^([a-z]{2,3})(?:[-_]|$)", text.strip().lower())
    return found[1] if found else None
