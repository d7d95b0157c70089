"""What tools add to Markdown (comments, templates, attributes, short codes) → plain Markdown."""

import re
from collections.abc import Callable, Mapping

from zwerm.library.imports.fences import segments
from zwerm.library.imports.markdown.blocks_of_tools import without_tool_blocks
from zwerm.library.imports.markdown.cutting import cut, outside_code
from zwerm.library.imports.markdown.emphasis import mend_bold
from zwerm.library.imports.markdown.tags import (
    closed_names,
    without_tags,
    without_whole_elements,
)

_ATTRIBUTES = re.compile(
    r"(?:(?<![ \t])[ \t]+)?\{:?[ \t]*(?:(?:[.#][\w-]+|[\w-]+=(?:\"[^\"{}\n]*\"|'[^'{}\n]*'|[^\s{}]+)|data-[\w-]+)[ \t]*){1,20}\}"
)
_WIKI = re.compile(r"(!?)\[\[([^\[\]|#\n]{1,200})(#[^\[\]|\n]{0,200})?(?:\|([^\[\]\n]{1,200}))?\]\](?!\()")
_VARIABLE = re.compile(r"\$([A-Z][A-Z0-9_-]{1,60})\$")
_ICON = re.compile(r" ?:(?:material|fontawesome|octicons|simple|mdi|fa|heroicons)-[\w-]{1,80}:(?:\{[^{}\n]{0,100}\})?")
_BRACKETS = re.compile(r"\[/?[a-z]+(?:-[a-z]+)+\](?![(\[:])")
# What stands behind the language on the first line of a fence: a title, lines to mark. Never what stands below it.
_TITLED_CODE = re.compile(r"\A([ \t]*`{3,}(?:[ \t]*[\w+#.-]+)?)[^\n`]*$", re.MULTILINE)
# A link of which a space keeps words and address apart.
_APART = re.compile(r"(?<!\\)(\[[^\[\]\n]{1,300}\]) (\(https?://[^()\s]+\))")
# A callout whose words begin on its first line, where they are not read as its words.
_CALLOUT = re.compile(
    r"^(>[ \t]*\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\])[ \t]+(?=\S)", re.MULTILINE | re.IGNORECASE
)
_HEADING = re.compile(r"^ {0,3}(#{1,6})[ \t]+(.*)$")
_PICTURE = re.compile(r"\.(png|jpe?g|gif|webp|svg|bmp|tiff?)$", re.IGNORECASE)
_BADGE = re.compile(
    r"\[?!\[[^\[\]\n]{0,200}\]\(https?://[^()\s]*(?:badge|shields\.io|/workflows/)[^()\s]*\)(?:\]\([^()\s]{0,500}\))?"
)


def tidy(text: str, is_mdx: bool, variables: Mapping[str, str]) -> str:
    """Plain Markdown with the same words. Code is left as it is."""
    original = text
    text = _without_comments(text)
    lines = without_tool_blocks(text.split("\n"), is_mdx)
    closed = closed_names(text)
    written = []
    for is_code, piece in segments(lines):
        if is_code:
            written.append(_TITLED_CODE.sub(r"\1", piece))
        else:
            written.append(
                outside_code(
                    without_whole_elements(piece) if "<" in piece else piece,
                    lambda prose: _tidy_prose(prose, is_mdx, closed, variables),
                )
            )
    text = _without_emptied_sections("\n".join(written), original)
    text = re.sub(r"(?<![ \t])[ \t]+$", _line_end, text, flags=re.MULTILINE)
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n") + "\n"


def _without_emptied_sections(text: str, original: str) -> str:
    """Headings whose only content was a comment or a component for a tool; sections that people left empty stay."""
    empty = _empty_sections(text.split("\n"))
    if not empty:
        return text
    meant = {heading for _, heading in _empty_sections(original.split("\n"))}
    gone = {index for index, heading in empty if heading not in meant}
    return "\n".join(line for index, line in enumerate(text.split("\n")) if index not in gone)


def _empty_sections(lines: list[str]) -> list[tuple[int, str]]:
    """Line number and words of every heading that nothing stands under."""
    found: list[tuple[int, str]] = []
    waiting: list[tuple[int, int, str]] = []
    fenced = False
    for index, line in enumerate(lines):
        heading = None if fenced else _HEADING.match(line)
        if heading:
            found.extend((at, words) for at, level, words in waiting if level >= len(heading[1]))
            waiting = [one for one in waiting if one[1] < len(heading[1])]
            waiting.append(
                (
                    index,
                    len(heading[1]),
                    re.sub(r"[^\w]+", " ", _ATTRIBUTES.sub("", heading[2])).strip(),
                )
            )
        elif line.strip():
            waiting.clear()
            fenced = fenced != line.lstrip().startswith(("```", "~~~"))
    return found + [(at, words) for at, _, words in waiting]


def _line_end(found: re.Match[str]) -> str:
    """Two spaces at the end of a line break it; one says nothing."""
    return "  " if len(found[0]) >= 2 and found.start() and found.string[found.start() - 1] != "\n" else ""


def _without_comments(text: str) -> str:
    """Comments may span code and prose, but a fence that shows a comment keeps it."""
    if not any(mark in text for mark in ("<!--", "{/*", "{% comment")):
        return text
    pieces = []
    for is_code, piece in segments(text.split("\n")):
        pieces.append(piece if is_code else outside_code(piece, _cut_comments))
    joined = "\n".join(pieces)
    return cut(joined, "<!--", "-->") if "<!--" in joined and "```" not in joined else joined


def _cut_comments(text: str) -> str:
    for start, end in (
        ("<!--", "-->"),
        ("{/*", "*/}"),
        ("{% comment %}", "{% endcomment %}"),
    ):
        text = cut(text, start, end)
    return text


def _tidy_prose(text: str, is_mdx: bool, closed: frozenset[str], variables: Mapping[str, str]) -> str:
    changes: list[Callable[[str], str]] = [
        lambda prose: cut(prose, "{%", "%}"),
        lambda prose: cut(prose, "{{<", ">}}"),
        lambda prose: cut(prose, "{{", "}}", lambda piece: "…" if "\n" not in piece else piece),
        lambda prose: without_tags(prose, closed, is_mdx) if "<" in prose else prose,
        lambda prose: _ATTRIBUTES.sub("", prose) if "{" in prose else prose,
        lambda prose: _WIKI.sub(_wiki_link, prose) if "[[" in prose else prose,
        lambda prose: _VARIABLE.sub(lambda found: _resolve(found[1], variables), prose) if "$" in prose else prose,
        lambda prose: _ICON.sub("", prose) if ":" in prose else prose,
        lambda prose: _BADGE.sub("", prose) if "![" in prose else prose,
        lambda prose: _CALLOUT.sub(r"\1\n> ", prose) if "[!" in prose else prose,
        lambda prose: _APART.sub(r"\1\2", prose) if "] (" in prose else prose,
        lambda prose: mend_bold(prose) if "**" in prose else prose,
        lambda prose: _BRACKETS.sub("", prose) if "[/" in prose else prose,
    ]
    for change in changes:
        text = change(text)
    return text


def _resolve(name: str, variables: Mapping[str, str]) -> str:
    return variables.get(name, name.replace("_", " "))


def _wiki_link(found: re.Match[str]) -> str:
    target, label = found[2].strip(), (found[4] or found[2]).strip()
    address = target.replace(" ", "%20")
    if found[1]:
        return (
            f"![{'' if _PICTURE.search(label) else label}]({address})"
            if _PICTURE.search(target)
            else f"[{label}]({address}.md)"
        )
    return f"[{label}]({address if '.' in target.rsplit('/', 1)[-1][-6:] else address + '.md'}{found[3] or ''})"
