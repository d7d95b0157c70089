"""A text that was changed elsewhere comes into a document that people write in: no block is doubled and nothing new goes."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as some
from pycrdt import Doc

from zwerm.library.rules.rich.documents import read_document, said_by, write_document
from zwerm.library.rules.rich.merging import take_over
from zwerm.library.rules.rich.shared import blocks_in, put_blocks
from zwerm.library.rules.rich.tree import Node, node, text, words_of
from zwerm.library.tests.test_rich_text import BLOCK


def test_a_text_changed_elsewhere_is_taken_over_and_nothing_written_here_goes() -> None:
    base, theirs = read_document("een\n\ntwee\n\ndrie\n"), read_document("een\n\nTWEE\n\ndrie\n\nvier\n")
    doc: Doc[Any] = Doc()
    put_blocks(doc, base.nodes)
    put_blocks(doc, [node("paragraph", [text("nul")])], 0)
    take_over(doc, base.nodes, theirs.nodes)
    assert write_document(blocks_in(doc), base) == "nul\n\neen\n\nTWEE\n\ndrie\n\nvier\n"


def test_where_both_changed_the_same_words_both_stand() -> None:
    base, theirs = read_document("een\n\ntwee\n"), read_document("een\n\nvan hen\n")
    doc: Doc[Any] = Doc()
    put_blocks(doc, [base.nodes[0], node("paragraph", [text("van mij")])])
    take_over(doc, base.nodes, theirs.nodes)
    assert write_document(blocks_in(doc), base) == "een\n\nvan mij\n\nvan hen\n"


@settings(max_examples=25)
@given(some.lists(BLOCK, min_size=1, max_size=5), some.data())
def test_a_change_from_elsewhere_is_all_that_changes_whatever_an_editor_held(
    nodes: list[Node], data: some.DataObject
) -> None:
    doc: Doc[Any] = Doc()
    put_blocks(doc, nodes)
    base = read_document(write_document(nodes, read_document("")))
    there = list(base.nodes)
    for number in range(data.draw(some.integers(1, 2))):
        at = data.draw(some.integers(0, len(there)))
        new = [node("paragraph", [text(f"nieuw {number}")])]
        there[at : at + data.draw(some.integers(0, 2))] = data.draw(some.sampled_from([new, []]))
    theirs = read_document(write_document(there, base))
    take_over(doc, base.nodes, theirs.nodes)
    assert said_by(blocks_in(doc)) == said_by(theirs.nodes)


CHANGES = some.lists(
    some.tuples(some.sampled_from(["change", "remove", "add", "move", "empty"]), some.integers(0, 6)), max_size=4
)


def changed(words: list[str], changes: list[tuple[str, int]], by: str) -> list[str]:
    made = list(words)
    for number, (how, at) in enumerate(changes):
        at %= len(made) + (how == "add") or 1
        if how == "add":
            made.insert(at, f"{by} {number}")
        elif made:
            old = made.pop(at)
            new = {"change": f"{by} {number}", "empty": "", "move": old}.get(how)
            if new is not None:
                made.insert(number % (len(made) + 1) if how == "move" else at, new)
    return made


@settings(max_examples=100)
@given(some.integers(0, 6), CHANGES, CHANGES)
def test_whatever_two_change_at_once_no_block_is_doubled_and_none_that_is_new_goes(
    size: int, mine: list[tuple[str, int]], theirs: list[tuple[str, int]]
) -> None:
    words = [f"blok {number}" for number in range(size)]
    here, there = changed(words, mine, "mijn"), changed(words, theirs, "hun")
    doc: Doc[Any] = Doc()
    put_blocks(doc, [node("paragraph", [text(f"{one} ")] if one else []) for one in here])
    take_over(doc, *([node("paragraph", [text(one)]) for one in some if one] for some in (words, there)))
    stand = [said for one in blocks_in(doc) if (said := words_of(one).strip())]
    both, new = set(here) & set(there), (set(here) | set(there)) - set(words)
    assert sorted(stand) == sorted((both | new) - {""})
