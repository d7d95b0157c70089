"""Cutting marked pieces out of text in one pass, however hostile the text: no regular expression looks ahead for an end."""

from collections import deque
from collections.abc import Callable


def cut(text: str, start: str, end: str, replace: Callable[[str], str] | None = None) -> str:
    """`text` with every piece from `start` up to and including `end` replaced, or gone. A start without an end stays."""
    if start not in text:
        return text
    pieces: list[str] = []
    at = 0
    while (begin := text.find(start, at)) >= 0:
        stop = text.find(end, begin + len(start))
        if stop < 0:
            break
        pieces.append(text[at:begin])
        pieces.append(replace(text[begin : stop + len(end)]) if replace else "")
        at = stop + len(end)
    pieces.append(text[at:])
    return "".join(pieces)


def outside_code(text: str, change: Callable[[str], str]) -> str:
    """`text` with `change` applied to all that does not stand between backticks."""
    if "`" not in text:
        return change(text)
    return "\n\n".join(_outside_code(paragraph, change) for paragraph in text.split("\n\n"))


def _outside_code(text: str, change: Callable[[str], str]) -> str:
    runs = _backtick_runs(text)
    following: dict[int, deque[int]] = {}
    for index, (start, end) in enumerate(runs):
        following.setdefault(end - start, deque()).append(index)
    codes: list[tuple[int, int]] = []
    index = 0
    while index < len(runs):
        start, end = runs[index]
        same = following[end - start]
        while same and same[0] <= index:
            same.popleft()
        if same:
            codes.append((start, runs[same[0]][1]))
            index = same[0] + 1
        else:
            index += 1
    # Codes are set apart by a mark while the text around them changes, so that a tag may span one.
    pieces, at = [], 0
    for start, end in codes:
        pieces.append(text[at:start])
        at = end
    changed = change("\x00".join([*pieces, text[at:]])).split("\x00")
    if len(changed) != len(codes) + 1:
        changed = [change(piece) for piece in [*pieces, text[at:]]]
    written = [changed[0]]
    for (start, end), after in zip(codes, changed[1:], strict=True):
        written += [text[start:end], after]
    return "".join(written)


def _backtick_runs(text: str) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    at = text.find("`")
    while at >= 0:
        end = at
        while end < len(text) and text[end] == "`":
            end += 1
        if at == 0 or text[at - 1] != "\\":
            runs.append((at, end))
        at = text.find("`", end)
    return runs
