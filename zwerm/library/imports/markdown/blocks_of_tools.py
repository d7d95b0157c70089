"""Blocks that only some tools know (MkDocs, Docusaurus, MDX, includes) → plain Markdown."""

import re
from collections.abc import Sequence

from zwerm.library.imports.fences import fence_end

_ADMONITION = re.compile(
    r"^(\s*)(?:!!!|\?\?\?\+?)\s+([\w-]+)((?:\s+(?!\")[\w-]+)*)\s*(?:\"([^\"]*)\")?\s*$"
)
_TAB = re.compile(r"^(\s*)===[!+]?\s+\"([^\"]*)\"\s*$")
_CONTAINER = re.compile(r"^(\s*)(:{3,})\s*([\w-]+)\s*(?:\[(.*)\]|\{[^}]*\}|(.*))?\s*$")
_CONTAINER_END = re.compile(r"^\s*(:{3,})\s*$")
_MODULE = re.compile(
    r"^(import\s+(?:[\w{*][^;'\"]*\s+from\s+)?['\"][^'\"]+['\"];?\s*|export\s+(const|let|default|function|\*|\{).*)$"
)
_CONTENTS = re.compile(r"^\s*\[{1,2}_?TOC_?\]{1,2}\s*$", re.IGNORECASE)
_DEPTH = 8


def without_tool_blocks(
    lines: Sequence[str], is_mdx: bool, depth: int = 0
) -> list[str]:
    """Admonitions and containers become quotes with a bold title, tabs bold lines; imports of MDX go. Code is left alone."""
    written: list[str] = []
    index = 0
    while index < len(lines):
        line = lines[index]
        end = fence_end(lines, index)
        if end is not None:
            written.extend(lines[index:end])
            index = end
        elif depth < _DEPTH and (found := _ADMONITION.match(line)):
            inner, index = _indented(lines, index + 1, len(found[1]))
            written.extend(
                _quote(
                    found[4] if found[4] is not None else _kind(found[2]),
                    inner,
                    found[1],
                    is_mdx,
                    depth,
                )
            )
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
            inner, index = _contained(lines, index + 1, len(found[2]))
            title = (found[4] or found[5] or "").strip() or _kind(found[3])
            written.extend(_quote(title, inner, found[1], is_mdx, depth))
        else:
            if not (
                _CONTENTS.match(line)
                or _CONTAINER_END.match(line)
                or (_MODULE.match(line) and (is_mdx or " from " in line))
            ):
                written.append(line)
            index += 1
    return written


def _kind(name: str) -> str:
    return name.replace("-", " ").capitalize()


def _quote(
    title: str, inner: Sequence[str], indent: str, is_mdx: bool, depth: int
) -> list[str]:
    body = without_tool_blocks(inner, is_mdx, depth + 1)
    while body and not body[0].strip():
        body = body[1:]
    while body and not body[-1].strip():
        body = body[:-1]
    if not any(re.sub(r"<!--.*?-->", "", line).strip() for line in body):
        return []
    title = title.strip().strip("*_ ")
    head = [f"{indent}> **{title}**", f"{indent}>"] if title else []
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


def _contained(lines: Sequence[str], start: int, colons: int) -> tuple[list[str], int]:
    """The lines from `start` up to the matching end."""
    depth = 1
    for index in range(start, len(lines)):
        end = _CONTAINER_END.match(lines[index])
        if end:
            depth -= 1
            if depth == 0:
                return list(lines[start:index]), index + 1
        elif _CONTAINER.match(lines[index]):
            depth += 1
    return [], start
