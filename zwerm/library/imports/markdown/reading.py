"""A Markdown file of any dialect → plain Markdown."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from zwerm.library.imports.blocks import Block, Heading, Paragraph
from zwerm.library.imports.decoding import decode
from zwerm.library.imports.document import Document, Note
from zwerm.library.imports.fences import segments
from zwerm.library.imports.finishing import complete
from zwerm.library.imports.markdown.front_matter import (
    properties_from,
    split_front_matter,
    summary_from,
)
from zwerm.library.imports.markdown.tidying import tidy
from zwerm.library.imports.pictures import Album
from zwerm.library.imports.titles import good_title, plain_text, same_title, take_title

_INCLUDE = re.compile(
    r"^[ \t]*(?:#include[ \t]+\"([^\"\n]+)\"|--8<--[ \t]+[\"']([^\"'\n]+)[\"']|\{\{#include[ \t]+([^\s}]+)[^}]*\}\})[ \t]*$",
    re.MULTILINE,
)
_HEADING = re.compile(r"^ {0,3}(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$")
_UNDERLINE = re.compile(r"^ {0,3}(=+|-+)[ \t]*$")
_DATA_PICTURE = re.compile(r"!\[([^\[\]\n]{0,500})\]\((data:image/[^)\s]+)\)")
_INCLUDE_DEPTH = 4
_INCLUDES = 200

Lookup = Callable[[str], str | None]


def nothing(name: str) -> str | None:
    """The lookup for a file that stands alone."""
    return None


def read(
    data: bytes,
    path: str,
    lookup: Lookup = nothing,
    variables: Mapping[str, str] | None = None,
) -> Document:
    """The text of the file with its head read and its tool-specific parts made plain.

    `lookup` gives the text of another file of the same collection, for includes. `variables` fill in `$NAME$`.
    """
    text, notes = decode(data)
    return read_text(text, path, list(notes), lookup, variables or {})


def read_text(
    text: str,
    path: str,
    notes: list[Note],
    lookup: Lookup,
    variables: Mapping[str, str],
) -> Document:
    values, body = split_front_matter(text)
    properties = properties_from(values, path)
    missing: list[str] = []
    body = _expand(body, lookup, missing, 0)
    if missing:
        notes.append(Note("include_not_found", {"count": len(missing), "path": missing[0]}))
    album = Album()
    body = _DATA_PICTURE.sub(lambda found: album.add_data_address(found[2], found[1]), body)
    markdown = tidy(body, path.lower().endswith(".mdx"), variables)
    properties = replace(
        properties,
        title=tidy(properties.title, False, variables).strip() if properties.title else "",
    )
    title, markdown = _take_title(markdown, properties.title, path)
    return complete(
        _with_summary(markdown, tidy(summary_from(values), False, variables)),
        title,
        properties,
        album,
        notes,
    )


def _with_summary(markdown: str, summary: str) -> str:
    """A summary that stands in the head only opens the text: readers of the site saw it there."""
    words = re.sub(r"\W+", " ", plain_text(summary)).strip().casefold()
    if not words or words[:80] in re.sub(r"\W+", " ", plain_text(markdown[:5_000])).casefold():
        return markdown
    return f"{summary.strip()}\n\n{markdown}"


def _expand(
    text: str,
    lookup: Lookup,
    missing: list[str],
    depth: int,
    used: list[int] | None = None,
) -> str:
    """Includes filled in. One that is not found, or goes too deep, is left out and counted."""
    used = used if used is not None else [0]

    def fill(found: re.Match[str]) -> str:
        name = found[1] or found[2] or found[3]
        used[0] += 1
        inner = lookup(name) if depth < _INCLUDE_DEPTH and used[0] <= _INCLUDES else None
        if inner is None:
            missing.append(name[:200])
            return ""
        return _expand(split_front_matter(inner)[1].strip("\n"), lookup, missing, depth + 1, used)

    if not _INCLUDE.search(text):
        return text
    pieces = segments(text.split("\n"))
    return "\n".join(piece if is_code else _INCLUDE.sub(fill, piece) for is_code, piece in pieces)


def _take_title(markdown: str, offered: str, path: str) -> tuple[str, str]:
    """The title, and the Markdown without the heading that says the same."""
    lines = markdown.split("\n")
    headings = _headings(lines)
    opening = next(
        (index for index, line in enumerate(lines) if line.strip() and not line.lstrip().startswith("![")),
        None,
    )
    first = next((heading for heading in headings if heading[0] == opening), None)
    blocks: list[Block] = (
        [Heading(level, text) for _, _, level, text in headings]
        if first
        else [Paragraph("-"), *(Heading(level, text) for _, _, level, text in headings)]
    )
    before = len(blocks)
    title = take_title(blocks, offered, path, first_heading_is_title=True)
    if first and len(blocks) < before:
        del lines[first[0] : first[1]]
        return title, "\n".join(lines).strip("\n") + "\n"
    if not offered and not first:
        alone = [heading for heading in headings if heading[2] == 1]
        if len(alone) == 1 and good_title(plain_text(alone[0][3])):
            del lines[alone[0][0] : alone[0][1]]
            return good_title(plain_text(alone[0][3])), "\n".join(lines).strip("\n") + "\n"
    for start, end, level, text in headings:
        if level == 1 and same_title(text, title):
            del lines[start:end]
            break
    return title, "\n".join(lines).strip("\n") + "\n"


def _headings(lines: list[str]) -> list[tuple[int, int, int, str]]:
    """First line, line after the last, level and text of every heading."""
    found: list[tuple[int, int, int, str]] = []
    fence = ""
    for index, line in enumerate(lines):
        mark = re.match(r"^\s*(`{3,}|~{3,})", line)
        if mark:
            if not fence:
                fence = mark[1]
            elif line.strip().startswith(fence):
                fence = ""
            continue
        if fence:
            continue
        if heading := _HEADING.match(line):
            found.append((index, index + 1, len(heading[1]), heading[2]))
        elif line.strip() and not line.startswith((" ", "-", "*", ">", "|", "#", "\t")) and index + 1 < len(lines):
            underline = _UNDERLINE.match(lines[index + 1])
            if underline and (index == 0 or not lines[index - 1].strip()) and len(underline[1]) > 1:
                found.append((index, index + 2, 1 if underline[1][0] == "=" else 2, line.strip()))
    return found
