from __future__ import annotations

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from zwerm.library.rules.difference import Change, Piece, Skipped, compare

lines = st.lists(st.text("abc de.\t", max_size=20), max_size=12).map("\n".join)


def test_a_changed_word_is_told_within_its_line() -> None:
    (change,) = compare("Bel 2222 en wacht.", "Bel 1111 en wacht.")
    assert change == Change(
        (Piece("same", "Bel "), Piece("gone", "2222"), Piece("new", "1111"), Piece("same", " en wacht."))
    )


def test_lines_far_from_a_change_are_skipped_and_counted() -> None:
    old = "\n\n".join(f"Regel {number} blijft." for number in range(9))
    shown = compare(old, old.replace("Regel 4 blijft", "Regel vier gaat"))
    assert [part.lines if isinstance(part, Skipped) else part.unchanged for part in shown] == [3, True, False, True, 3]


@settings(max_examples=200, deadline=None)
@given(lines, lines)
def test_the_pieces_make_up_both_texts(old: str, new: str) -> None:
    assume(old.split() != new.split())
    changes = [change for change in compare(old, new, context=1000) if isinstance(change, Change)]

    def told(kind: str) -> list[str]:
        made = ["".join(piece.text for piece in change.pieces if piece.kind in {"same", kind}) for change in changes]
        return [line for line in made if line]

    assert sorted(told("new")) == sorted(line for line in new.split("\n") if line.strip())
    assert sorted(told("gone")) == sorted(line for line in old.split("\n") if line.strip())
