"""Fenced code in Markdown: where it starts and ends, so that nothing inside it is touched."""

import re
from collections.abc import Iterator, Sequence

_FENCE = re.compile(r"^(\s*(?:>\s?)*(?:[-*+]\s+|\d+[.)]\s+)?)(`{3,}|~{3,})(.*)$")


def fence_end(lines: Sequence[str], index: int) -> int | None:
    """Where the fenced code that starts at `index` ends (one past its last line), or None when none starts there."""
    found = _FENCE.match(lines[index])
    if not found or (found[2][0] == "`" and "`" in found[3]):
        return None
    closing = re.compile(rf"^\s*(?:>\s?)*\s*{re.escape(found[2][0])}{{{len(found[2])},}}\s*$")
    for end in range(index + 1, len(lines)):
        if closing.match(lines[end]):
            return end + 1
    return len(lines)


def segments(lines: Sequence[str]) -> Iterator[tuple[bool, str]]:
    """The text in pieces: code in fences (True), and prose (False)."""
    prose: list[str] = []
    index = 0
    while index < len(lines):
        end = fence_end(lines, index)
        if end is None:
            prose.append(lines[index])
            index += 1
            continue
        if prose:
            yield False, "\n".join(prose)
            prose = []
        yield True, "\n".join(lines[index:end])
        index = end
    if prose:
        yield False, "\n".join(prose)


def prose_of(text: str) -> str:
    """The text without its fenced code."""
    if "```" not in text and "~~~" not in text:
        return text
    return "\n".join(piece for is_code, piece in segments(text.split("\n")) if not is_code)
