"""Columns of PDF files: read one after the other, whatever stands in them or over them."""

import re
from collections.abc import Sequence

import pytest
import typst

from zwerm.library.imports.tests.making import read
from zwerm.library.imports.tests.paper import Paper

LEFT = "Elke zondag lopen we een route van tien kilometer door het bos en langs de rivier."
RIGHT = "Leden betalen per kwartaal. Wie later lid wordt, betaalt alleen over de rest van het jaar."
TABLE = [("Soort", "Bedrag"), *((f"Soort {number}", f"{number * 7} euro") for number in range(1, 9))]


def typeset(source: str) -> str:
    return read("a.pdf", typst.compile(source.encode())).markdown


def table(rows: Sequence[tuple[str, ...]], settings: str) -> str:
    return f"#table({settings}," + ",".join(f"[{cell}]" for row in rows for cell in row) + ")\n"


def as_markdown(rows: Sequence[tuple[str, ...]]) -> str:
    head, *others = (f"| {' | '.join(row)} |" for row in rows)
    return "\n".join([head, "|" + " --- |" * len(rows[0]), *others])


@pytest.mark.parametrize("lines", [3, 9])
def test_a_table_in_one_column_leaves_the_other_alone(lines: int) -> None:
    text = typeset(
        f"#set page(columns: 2)\n= Folder\n== Wandelen\n{f'{LEFT} ' * 12}\n#colbreak()\n"
        f"== Tarieven\n{f'{RIGHT} ' * lines}\n{table(TABLE, 'columns: 2, stroke: 0.5pt, inset: 4pt')}"
        "== Opzeggen\nOpzeggen kan per maand."
    )
    assert text == (
        f"## Wandelen\n\n{' '.join([LEFT] * 12)}\n\n## Tarieven\n\n{' '.join([RIGHT] * lines)}\n\n"
        f"{as_markdown(TABLE)}\n\n## Opzeggen\n\nOpzeggen kan per maand.\n"
    )


def test_boxes_around_texts_in_columns_are_no_table() -> None:
    boxes = "".join(f"#rect(width: 100%)[*Kaart {number}*\\ {LEFT} {RIGHT}]\n" for number in range(14))
    text = typeset(f"#set page(columns: 2)\n= Folder\n{boxes}")
    assert re.findall(r"Kaart (\d+)", text) == [str(number) for number in range(14)]
    assert text.count(f"{LEFT} {RIGHT}") == 14


@pytest.mark.parametrize("columns", [2, 3])
def test_columns_that_stand_close_together_are_columns(columns: int) -> None:
    text = typeset(
        f"#set page(columns: {columns})\n#set columns(gutter: 1em)\n#set par(justify: true)\n= Folder\n"
        + "".join(f"== Deel {number}\n{f'{LEFT} {RIGHT} ' * 3}\n" for number in range(9))
    )
    parts = (f"## Deel {number} {' '.join([LEFT, RIGHT] * 3)}" for number in range(9))
    assert text.split() == " ".join(parts).split()


@pytest.mark.parametrize("lower", range(2, 14, 2))
def test_the_lines_of_one_column_may_stand_between_those_of_the_other(lower: int) -> None:
    text = typeset(
        f"#set page(columns: 2)\n= Folder\n{f'{LEFT} ' * 12}\n#colbreak()\n#v({lower}pt)\nRechts. {f'{RIGHT} ' * 12}"
    )
    assert text == f"{' '.join([LEFT] * 12)}\n\nRechts. {' '.join([RIGHT] * 12)}\n"


def test_a_table_over_both_columns_is_a_table_and_the_columns_are_columns() -> None:
    rows = [("Wat", "Hoe"), *((f"{LEFT[:30]} {number}", f"{RIGHT[:50]} {number}") for number in range(8))]
    text = typeset(
        f'#set page(columns: 2)\n#place(top, scope: "parent", float: true)[{table(rows, "columns: (1fr, 1fr)")}]\n'
        f"{f'{LEFT} ' * 12}\n#colbreak()\nRechts. {f'{RIGHT} ' * 12}"
    )
    assert text == f"{as_markdown(rows)}\n\n{' '.join([LEFT] * 12)}\n\nRechts. {' '.join([RIGHT] * 12)}\n"


def test_a_table_over_the_whole_page_with_long_texts_is_no_columns() -> None:
    rows = [(f"Wat {number}: {LEFT} {LEFT}", f"Hoe {number}: {RIGHT} {RIGHT}") for number in range(8)]
    text = typeset(table(rows, "columns: 2"))
    assert [re.findall(r"(Wat|Hoe) (\d)", line) for line in text.split("\n") if "Wat" in line] == [
        [("Wat", str(number)), ("Hoe", str(number))] for number in range(8)
    ]


@pytest.mark.parametrize("size", [9, 11])
@pytest.mark.parametrize("left", [True, False])
def test_a_narrow_column_beside_a_wide_one_is_a_column(left: bool, size: int) -> None:
    wide, slim = f"{f'{LEFT} ' * 6}\n\n{f'{LEFT} ' * 4}", f"#set text({size}pt)\n{RIGHT}\n\n{RIGHT} {RIGHT}"
    sides = [slim, wide] if left else [wide, slim]
    cells = ", ".join(f"[{side}]" for side in sides)
    text = typeset(f"#grid(columns: ({'1fr, 3fr' if left else '3fr, 1fr'}), gutter: 9mm, {cells})\n{LEFT}")
    parts = [f"{RIGHT}\n\n{RIGHT} {RIGHT}", f"{' '.join([LEFT] * 6)}\n\n{' '.join([LEFT] * 4)}"]
    assert text == "\n\n".join([*(parts if left else parts[::-1]), LEFT]) + "\n"


def test_words_that_tell_what_a_text_beside_them_is_about_are_no_column() -> None:
    rows = [
        (f"Wat wij met deel {number} bedoelen, voor wie dat wil weten", f"Hoe {number}: {LEFT} {RIGHT}")
        for number in range(4)
    ]
    cells = "".join(f"[{cell}]," for row in rows for cell in row)
    text = typeset(f"#grid(columns: (1fr, 3fr), gutter: 4mm, {cells})")
    assert [re.findall(r"(deel|Hoe) (\d)", line) for line in text.split("\n") if "deel" in line] == [
        [("deel", str(number)), ("Hoe", str(number))] for number in range(4)
    ]


def test_words_that_are_placed_one_by_one_on_the_whole_page_are_no_columns() -> None:
    paper = Paper()
    words = f"{LEFT} {RIGHT}".split() * 12
    across = 70.0
    for word in words:
        if across + len(word) * 6 > 520:
            across, paper.top = 70.0, paper.top + 13
        paper.put(word, across, paper.top, font="Courier")
        across += len(word) * 6 + 7
    assert paper.read().markdown.replace("`", "").split() == words
