"""Blocks that only some tools know (MkDocs, Docusaurus, MDX, includes) → plain Markdown."""

import re
from collections.abc import Sequence

from zwerm.library.imports.fences import fence_end

_ADMONITION = re.compile(r"^(\s*)(?:!!!|\?\?\?\+?)\s+([\w-]+)((?:\s+(?!\")[\w-]+)*)\s*(?:\"([^\"]*)\")?\s*$")
_TAB = re.compile(r"^(\s*)===[!+]?\s+\"([^\"]*)\"\s*$")
_CONTAINER = re.compile(r"^(\s*)(:{3,})\s*([\w-]+)\s*(?:\[(.*)\]|\{[^}]*\}|(.*))?\s*$")
_CONTAINER_END = re.compile(r"^\s*(:{3,})\s*$")
_MODULE = re.compile(
    r"^(import\s+(?:[\w{*][^;'\"]*\s+from\s+)?['\"][^'\"]+['\"];?\s*|export\s+(const|let|default|function|\*|\{).*)$"
)
_CONTENTS = re.compile(r"^\s*\[{1,2}_?TOC_?\]{1,2}\s*$", re.IGNORECASE)
_CALLOUTS = {
    **dict.fromkeys(("note", "info", "information", "abstract", "todo", "seealso", "opmerking"), "NOTE"),
    **dict.fromkeys(("tip", "hint", "success", "check", "done"), "TIP"),
    **dict.fromkeys(("important", "belangrijk"), "IMPORTANT"),
    **dict.fromkeys(("warning", "attention", "let-op", "waarschuwing"), "WARNING"),
    **dict.fromkeys(("caution", "danger", "error", "failure", "bug"), "CAUTION"),
}
_SAID_ALREADY = frozenset(
    {
        "note",
        "info",
        "tip",
        "important",
        "warning",
        "caution",
        "danger",
        "opmerking",
        "let op",
        "belangrijk",
        "goed om te weten",
    }
)
_DEPTH = 8


def without_tool_blocks(lines: Sequence[str], is_mdx: bool, depth: int = 0) -> list[str]:
    """Admonitions and containers become quotes with a bold title, tabs bold lines; imports of MDX go. Code is left alone."""
    written: list[str] = []
    ends = _container_ends(lines)
    index = 0
    while index < len(lines):
        line = lines[index]
        end = fence_end(lines, index)
        if end is not None:
            written.extend(lines[index:end])
            index = end
        elif depth < _DEPTH and (found := _ADMONITION.match(line)):
            inner, index = _indented(lines, index + 1, len(found[1]))
            written.extend(_quote(found[2], found[4] or "", inner, found[1], is_mdx, depth))
        elif depth < _DEPTH and (found := _TAB.match(line)):
            inner, index = _indented(lines, index + 1, len(found[1]))
            body = without_tool_blocks(inner, is_mdx, depth + 1)
            written.extend(
                [
                    "",
                    f"{found[1]}**{found[2]}**",
                    "",
                    *(f"{found[1]}{one}" if one else "" for one in body),
                    "",
                ]
            )
        elif depth < _DEPTH and (found := _CONTAINER.match(line)):
            end = ends.get(index)
            inner, index = (list(lines[index + 1 : end]), end + 1) if end is not None else ([], index + 1)
            written.extend(_quote(found[3], found[4] or found[5] or "", inner, found[1], is_mdx, depth))
        else:
            if not (
                _CONTENTS.match(line)
                or _CONTAINER_END.match(line)
                or (_MODULE.match(line) and (is_mdx or " from " in line))
            ):
                written.append(line)
            index += 1
    return written


def _quote(kind: str, title: str, inner: Sequence[str], indent: str, is_mdx: bool, depth: int) -> list[str]:
    """A callout (`> [!TIP]`) when its kind is one that people know, a quote with a bold title otherwise."""
    body = without_tool_blocks(inner, is_mdx, depth + 1)
    while body and not body[0].strip():
        body = body[1:]
    while body and not body[-1].strip():
        body = body[:-1]
    if not any(re.sub(r"<!--.*?-->", "", line).strip() for line in body):
        return []
    callout = _CALLOUTS.get(kind.lower(), "")
    title = title.strip().strip("*_ ")
    # "Tip" above a tip is what the callout says itself, in the language of the reader.
    title = "" if callout and title.lower().strip("!: ") in _SAID_ALREADY else title
    head = [f"{indent}> [!{callout}]"] if callout else []
    if title:
        head += [f"{indent}> **{title}**", f"{indent}>"]
    return ["", *head, *(f"{indent}> {line}".rstrip() for line in body), ""]


def _indented(lines: Sequence[str], start: int, indent: int) -> tuple[list[str], int]:
    """The lines from `start` that are indented deeper, without that indentation."""
    inner: list[str] = []
    index = start
    while index < len(lines):
        line = lines[index].expandtabs(4)
        if line.strip() and len(line) - len(line.lstrip()) < indent + 4:
            break
        inner.append(line[indent + 4 :])
        index += 1
    while inner and not inner[-1].strip():
        inner.pop()
        index -= 1
    return inner, index


def _container_ends(lines: Sequence[str]) -> dict[int, int]:
    """For every line that opens a container: the line that closes it. Found in one pass, as many may stay open."""
    ends: dict[int, int] = {}
    opened: list[int] = []
    for index, line in enumerate(lines):
        if ":::" not in line:
            continue
        if _CONTAINER_END.match(line):
            if opened:
                ends[opened.pop()] = index
        elif _CONTAINER.match(line):
            opened.append(index)
    return ends
