"""Bringing a text that was changed elsewhere into a document that people may have changed meanwhile."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from difflib import SequenceMatcher

from zwerm.library.rules.rich.shared import Shared, blocks_in, put_blocks, remove_blocks
from zwerm.library.rules.rich.tree import Node


def take_over(doc: Shared, base: Sequence[Node], theirs: Sequence[Node]) -> None:
    """Change `doc`, which began as `base`, by what turned `base` into `theirs`. Blocks that both changed are both kept."""
    mine = blocks_in(doc)
    numbers: dict[Hashable, int] = {}
    base_ids, their_ids, my_ids = (
        [numbers.setdefault(one, len(numbers)) for one in nodes] for nodes in (base, theirs, mine)
    )
    where: dict[int, int] = {}
    for first, second, size in SequenceMatcher(None, base_ids, my_ids, autojunk=False).get_matching_blocks():
        where |= {first + step: second + step for step in range(size)}
    changes = SequenceMatcher(None, base_ids, their_ids, autojunk=False).get_opcodes()
    # From the end, so that places before stay what they were.
    with doc.transaction():
        for tag, first, last, begin, end in reversed(changes):
            if tag != "equal":
                _change(doc, where, (first, last), list(theirs[begin:end]), len(mine), set(mine))


def _change(
    doc: Shared, where: dict[int, int], span: tuple[int, int], new: list[Node], length: int, mine: set[Node]
) -> None:
    first, last = span
    places = [where.get(at) for at in range(first, last)]
    untouched = [place for place in places if place is not None]
    whole = len(untouched) == len(places) and (not places or untouched[-1] - untouched[0] == len(places) - 1)
    if whole and places:
        remove_blocks(doc, untouched[0], len(places))
        put_blocks(doc, new, untouched[0])
    elif whole:
        before = max((where[at] for at in where if at < first), default=-1)
        put_blocks(doc, new, before + 1)
    else:
        after = min((where[at] for at in where if at >= last), default=length)
        put_blocks(doc, [one for one in new if one not in mine], after)
