"""Bringing a text that was changed elsewhere into a document that people may have changed meanwhile."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from difflib import SequenceMatcher

from zwerm.library.rules.rich.documents import said_by
from zwerm.library.rules.rich.finding import found_again, numbered
from zwerm.library.rules.rich.shared import Shared, blocks_in, put_blocks, remove_blocks
from zwerm.library.rules.rich.tree import Node

Span = tuple[int, int, int, int]  # first and last in `base`, begin and end in `theirs`
Said = tuple[Node, ...]


def take_over(doc: Shared, base: Sequence[Node], theirs: Sequence[Node]) -> None:
    """Change `doc`, which began as `base`, by what turned `base` into `theirs`. Blocks that both changed are both kept.

    Two blocks are the same when they say the same. An editor's `doc` holds what Markdown cannot (a space at an end, an
    empty paragraph); `base` and `theirs` were read from Markdown. Compared as they stand, that would be a change.
    """
    old, new = _told(base), _told(theirs)
    matcher = SequenceMatcher(None, *numbered(old, new), autojunk=False)
    spans = [code[1:] for code in matcher.get_opcodes() if code[0] != "equal"]
    if not spans:
        return
    merging = _Merging(old, new, blocks_in(doc))
    for span in spans:
        merging.remove(*span[:2])
    for span in spans:
        merging.put(span, theirs)
    with doc.transaction():
        # From the end, so that places before stay what they were.
        for place in range(len(merging.mine), -1, -1):
            if place in merging.gone:
                remove_blocks(doc, place, 1)
            put_blocks(doc, merging.coming[place], place)


class _Merging:
    """What must happen to the blocks of a document, by their places in it before anything happens."""

    def __init__(self, old: list[Said], new: list[Said], mine: list[Node]) -> None:
        self.mine = _told(mine)
        self.gone: set[int] = set()
        self._old, self._new, self._origins = old, new, found_again(old, new)
        self.coming: defaultdict[int, list[Node]] = defaultdict(list)
        self._unclaimed = [len(said) for said in self.mine]
        # A block of source can say what several blocks say: what is compared are the parts.
        parts = [(at, part) for at, said in enumerate(old) for part in said]
        my_parts = [(place, part) for place, said in enumerate(self.mine) for part in said]
        self._places: defaultdict[int, list[int]] = defaultdict(list)  # of what stands in `old`, in the document
        self._free = set(range(len(self.mine)))
        found = found_again([part for _, part in parts], [part for _, part in my_parts])
        for (place, _), which in zip(my_parts, found, strict=True):
            if which is not None:
                self._places[parts[which][0]].append(place)
                self._free.discard(place)

    def remove(self, first: int, last: int) -> None:
        """What nobody here touched goes: they changed it. What is changed here stays."""
        for at in range(first, last):
            for place in self._places[at]:
                self._unclaimed[place] -= 1
                if not self._unclaimed[place]:
                    self.gone.add(place)

    def put(self, span: Span, theirs: Sequence[Node]) -> None:
        first, last, begin, end = span
        start = 1 + next((max(found) for at in range(first - 1, -1, -1) if (found := self._places[at])), -1)
        end_of_mine = len(self.mine)
        stop = next((min(found) for at in range(last, len(self._old)) if (found := self._places[at])), end_of_mine)
        taken = [place for at in range(first, last) for place in self._places[at] if place in self.gone]
        changed_here = last > first and not taken
        at = min(taken) if taken else stop if changed_here else start
        for number in range(begin, end):
            if self._moved_what_changed(self._origins[number]):
                continue
            said = self._new[number]
            here = (place for place in range(start, stop) if place in self._free and self.mine[place] == said)
            if (same := next(here, None)) is None:
                self.coming[at].append(theirs[number])
                continue
            # Here too they wrote this: it is there already.
            self._free.discard(same)
            start = at = same + 1

    def _moved_what_changed(self, at: int | None) -> bool:
        """They only moved it; here it became something else, or went."""
        return at is not None and len(self._places[at]) < len(self._old[at])


def _told(nodes: Sequence[Node]) -> list[Said]:
    return [tuple(said_by([one])) for one in nodes]
