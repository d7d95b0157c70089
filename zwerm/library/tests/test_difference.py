from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from zwerm.library.rules.difference import Change, Piece, Rest, Skipped, compare

lines = st.lists(st.text("abc de.\t", max_size=20), max_size=12).map("\n".join)


def test_a_changed_word_is_told_within_its_line() -> None:
    (change,) = compare("Bel 2222 en wacht.", "Bel 1111 en wacht.")
    assert change == Change(
        (Piece("same", "Bel "), Piece("gone", "2222"), Piece("new", "1111"), Piece("same", " en wacht."))
    )


def test_lines_far_from_a_change_are_skipped_and_counted() -> None:
    old = "\n\n".join(f"Regel {number} blijft." for number in range(9))
    shown = compare(old, old.replace("Regel 4 blijft", "Regel vier gaat"))
    assert [part.unchanged if isinstance(part, Change) else part for part in shown] == [
        Skipped(3, tuple(Change((Piece("same", f"Regel {number} blijft."),)) for number in range(3))),
        True,
        False,
        True,
        Skipped(3, tuple(Change((Piece("same", f"Regel {number} blijft."),)) for number in range(6, 9))),
    ]


def test_a_line_that_came_stands_beside_no_other_line() -> None:
    old = "Zet de sensor aan.\nHang de sensor aan het bed.\nTest het alarm bij de balie."
    new = "Zet de sensor eerst aan.\nVraag of de patiënt het goed vindt.\nHang de sensor boven het bed.\nTest het alarm bij de balie."
    assert [change.kind for change in compare(old, new) if isinstance(change, Change)] == [
        "changed",
        "new",
        "changed",
        "same",
    ]


def test_a_picture_within_a_line_that_stayed_is_shown_and_not_its_address() -> None:
    picture = f"![De pomp](picture:{'a' * 64})"
    [change] = compare(f"Kijk {picture} eerst.", f"Kijk {picture} daarna.")
    assert isinstance(change, Change)
    assert [(piece.kind, piece.text) for piece in change.shown if not piece.picture] == [
        ("same", "Kijk "),
        ("same", " "),
        ("gone", "eerst"),
        ("new", "daarna"),
        ("same", "."),
    ]
    assert [(piece.picture, piece.alt) for piece in change.shown if piece.picture] == [("a" * 64, "De pomp")]


def test_a_picture_is_one_word() -> None:
    old, new = (f"Kijk: ![De pomp](picture:{letter * 64})" for letter in "ab")
    (change,) = compare(old, new)
    assert isinstance(change, Change)
    assert [(piece.kind, piece.picture, piece.alt) for piece in change.pieces[1:]] == [
        ("gone", "a" * 64, "De pomp"),
        ("new", "b" * 64, "De pomp"),
    ]


@pytest.mark.parametrize(
    ("line", "form"),
    [
        ("## Kop", "heading"),
        ("- een", "list"),
        ("2. twee", "list"),
        ("| a | b |", "row"),
        ("> zei", "quote"),
        ("#1", "text"),
    ],
)
def test_a_line_tells_what_it_looks_like(line: str, form: str) -> None:
    (change,) = compare("", line)
    assert isinstance(change, Change)
    assert change.form == form


def test_what_changed_beyond_reading_is_cut_off_and_said() -> None:
    *shown, last = compare("\n".join(f"a{n}" for n in range(2000)), "\n".join(f"b{n}" for n in range(2000)))
    assert last == Rest()
    assert len(shown) == 600


def test_blank_lines_alone_are_no_difference() -> None:
    assert compare("een\n\ntwee", "een\n\n\n\ntwee\n") == []


@settings(max_examples=200)
@given(lines, lines)
def test_the_pieces_make_up_both_texts(old: str, new: str) -> None:
    assume(old.split() != new.split())
    changes = [change for change in compare(old, new, context=1000) if isinstance(change, Change)]

    def told(kind: str) -> list[str]:
        made = ["".join(piece.text for piece in change.pieces if piece.kind in {"same", kind}) for change in changes]
        return [line for line in made if line]

    assert sorted(told("new")) == sorted(line for line in new.split("\n") if line.strip())
    assert sorted(told("gone")) == sorted(line for line in old.split("\n") if line.strip())


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("## Oude kop", "## Nieuwe kop", ["Oude", "Nieuwe", " kop"]),
        ("", "## Kop", ["Kop"]),
        ("## Kop", "### Kop", ["#", "## Kop"]),
        ("Was **altijd** je handen.", "Was **altijd** je voeten.", ["Was altijd je ", "handen", "voeten", "."]),
        ("Was altijd je handen.", "Was **altijd** je handen.", ["Was ", "**", "altijd", "**", " je handen."]),
        ("  - twee man", "  - drie man", ["  • ", "twee", "drie", " man"]),
        ("", "* [ ] bellen", ["☐ bellen"]),
        ("- [x] bellen", "- [x] mailen", ["☑ ", "bellen", "mailen"]),
        ("- [ ] bellen", "- [x] bellen", ["☐ ", "☑ ", "bellen"]),
        ("  - bel nu", "  - [X] bel nu", ["  • ", "  ☑ ", "bel nu"]),
        ("- bellen", "1. bellen", ["-", "1.", " bellen"]),
        ("1. bellen", "1. mailen", ["1. ", "bellen", "mailen"]),
        ("5 ** 2 en 3 ** 2", "5 ** 2 en 4 ** 2", ["5 ** 2 en ", "3", "4", " ** 2"]),
    ],
)
def test_readers_see_no_signs_of_a_text_but_where_those_changed(old: str, new: str, shown: list[str]) -> None:
    change = compare(old, new)[-1]
    assert isinstance(change, Change)
    assert [piece.text for piece in change.shown] == shown


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("| Wie | Bel |", "| Wie | Mail |", [("Wie", ""), ("Bel",), ("Mail",)]),
        ("| Wie | Bel |", "| Wie | Bel | Wanneer |", [("Wie", "Bel", ""), (" Wanneer",)]),
        ("| Wie | Bel |", "| Bel |", [("Wie ",), ("", "Bel")]),
        ("", "| a \\| b | **c** |", [("a | b", "c")]),
    ],
)
def test_a_row_of_a_table_is_shown_in_cells(old: str, new: str, shown: list[tuple[str, ...]]) -> None:
    (change,) = compare(old, new)
    assert isinstance(change, Change)
    assert [piece.cells for piece in change.shown] == shown


def test_a_row_that_was_rewritten_has_its_edges_left_out_twice() -> None:
    row = Change((Piece("gone", "| Wie | Bel |"), Piece("new", "| Waar | Loop |")))
    assert [piece.cells for piece in row.shown] == [("Wie", "Bel"), ("Waar", "Loop")]


@pytest.mark.parametrize(
    ("old", "new", "nothing"),
    [
        ("", "| --- | :-: |", False),
        ("", "| --- | --- |", True),
        ("| --- | --- |", "| --- | --- | --- |", True),
        ("| --- | --- |", "| --: | --- |", False),
        ("", "| - | a |", False),
    ],
)
def test_the_line_below_the_heads_of_a_table_is_shown_only_when_columns_are_aligned_otherwise(
    old: str, new: str, nothing: bool
) -> None:
    assert all(isinstance(change, Change) and change.says_nothing for change in compare(old, new)) is nothing
