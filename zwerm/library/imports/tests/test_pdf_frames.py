"""What is drawn in PDF files decides: lines say what a cell is, boxes say what is read apart."""

import re
from collections.abc import Sequence

import pytest
import typst

from zwerm.library.imports.tests.making import read

STAFF = [("Dag", "Vroeg", "Laat", "Nacht"), ("Maandag", "7", "5", "3"), ("Zaterdag en zondag", "5", "4", "2")]
RULES = [("Soort", "Vergoeding", "Reiskosten"), ("Verplicht", "100%", "ja"), ("Op eigen verzoek", "25%", "nee")]
LONG = "Wie een storing ziet die iedereen hindert, belt meteen en wacht niet tot het overleg van de volgende ochtend."
BREAK = "\\ "
TEXT = "De balie is elke dag open van acht tot vijf, ook als het regent. Wie later komt, belt de portier en wacht."
NUMBERS = ["Balie: toestel 100", "Portier: toestel 220", "Brand: toestel 222"]


def typeset(source: str) -> str:
    return read("a.pdf", typst.compile(source.encode())).markdown.strip()


def table(rows: Sequence[tuple[str, ...]], settings: str) -> str:
    return f"#table({settings}," + ",".join(f"[{cell}]" for row in rows for cell in row) + ")\n"


def as_markdown(rows: Sequence[tuple[str, ...]]) -> str:
    head, *others = (f"| {' | '.join(row)} |" for row in rows)
    return "\n".join([head, "|" + " --- |" * len(rows[0]), *others])


@pytest.mark.parametrize("align", ["left", "center", "right"])
@pytest.mark.parametrize("heads", ["left", "center", "right"])
@pytest.mark.parametrize("rows", [STAFF, RULES])
def test_lines_decide_the_columns_wherever_a_text_stands_in_its_cell(
    rows: Sequence[tuple[str, ...]], heads: str, align: str
) -> None:
    columns = f"columns: (2fr,{'1fr,' * (len(rows[0]) - 1)})"
    source = table(
        rows, f"{columns}, align: (x, y) => if y == 0 {{ {heads} }} else if x == 0 {{ left }} else {{ {align} }}"
    )
    assert typeset(f"{TEXT}\n\n{source}\n{TEXT}") == f"{TEXT}\n\n{as_markdown(rows)}\n\n{TEXT}"


def test_a_heading_of_two_lines_is_one_cell() -> None:
    rows = [("Middel", "Hoogste dosis per dag", "Let op"), ("Pijnstiller", "4 gram", "nooit nuchter")]
    source = table(rows, "columns: (3cm, 2.2cm, 4cm), align: (_, y) => if y == 0 { center + horizon } else { left }")
    assert typeset(source) == as_markdown(rows)


def test_a_table_right_below_another_is_a_table_of_its_own() -> None:
    source = (
        f"#set block(spacing: 0pt)\n{table(RULES, 'columns: (3fr, 1fr, 2fr)')}\n{table(STAFF, 'columns: 4 * (1fr,)')}"
    )
    assert typeset(source) == f"{as_markdown(RULES)}\n\n{as_markdown(STAFF)}"


def test_a_heading_over_two_columns_is_told_with_both() -> None:
    text = typeset(
        "#table(columns: 4, table.cell(rowspan: 2)[Soort], table.cell(colspan: 2)[Dagen], table.cell(rowspan: 2)[Bij],"
        "[Voltijd], [Halftijd], [Vakantie], [25], [12,5], [Anne], [Verhuizing], [2], [1], [Bram])"
    )
    rows = [
        ("Soort", "Dagen<br>Voltijd", "Dagen<br>Halftijd", "Bij"),
        ("Vakantie", "25", "12,5", "Anne"),
        ("Verhuizing", "2", "1", "Bram"),
    ]
    assert text == as_markdown(rows)


def test_a_first_row_over_all_columns_stands_above_its_table() -> None:
    cells = "".join(f"[{cell}]," for row in STAFF for cell in row)
    text = typeset(f"#table(columns: 4, table.cell(colspan: 4)[Wie er werkt], {cells})")
    assert text == f"Wie er werkt\n\n{as_markdown(STAFF)}"


def test_words_with_a_line_below_them_are_no_rows() -> None:
    rows = [("Waar", "Wat"), ("#underline[de hele lange naam van de afdeling]", "Open"), ("Boven", "#underline[Dicht]")]
    text = typeset(table(rows, "columns: (3cm, 3cm), inset: 2pt"))
    assert text == as_markdown([("Waar", "Wat"), ("de hele lange naam van de afdeling", "Open"), ("Boven", "Dicht")])


@pytest.mark.parametrize("look", ["stroke: 1pt", "fill: luma(230)", "fill: luma(230), radius: 4pt"])
@pytest.mark.parametrize("size", [9, 11])
@pytest.mark.parametrize("left", [True, False])
def test_a_box_beside_a_text_is_read_whole(left: bool, size: int, look: str) -> None:
    box, text = (
        f"rect({look}, inset: 8pt, width: 100%)[#text({size}pt)[{BREAK.join(NUMBERS)}]]",
        f"[{TEXT} {TEXT}\n\n== Later\n{TEXT}]",
    )
    sides = ["2fr", "3fr"] if left else ["3fr", "2fr"]
    cells = [box, text] if left else [text, box]
    parts = ["\n\n".join(NUMBERS), f"{TEXT} {TEXT}\n\n## Later\n\n{TEXT}"]
    shown = typeset(f"#grid(columns: ({','.join(sides)}), gutter: 10mm, {','.join(cells)})\n{TEXT} {TEXT}")
    assert shown == "\n\n".join([*(parts if left else parts[::-1]), f"{TEXT} {TEXT}"])


def test_rows_with_a_ground_in_colour_are_rows_and_no_boxes() -> None:
    rows = [("Naam", "Wat"), *((f"Afdeling {number}", f"{TEXT} {TEXT}") for number in range(4))]
    text = typeset(table(rows, "columns: (1fr, 3fr), stroke: none, fill: (_, y) => if calc.odd(y) { luma(230) }"))
    assert [line.count("balie") for line in text.split("\n") if line.startswith("| Afdeling")] == [2] * 4


def test_cells_for_a_name_below_each_other_and_beside_each_other_keep_their_words() -> None:
    fields = "".join(f"[{name}], []," for name in ("Naam", "Afdeling", "Telefoon"))
    text = typeset(f"#table(columns: (1fr, 2fr), {fields})\n#table(columns: (1fr, 1fr), [Handtekening], [Datum])")
    assert text.split() == ["Naam", "Afdeling", "Telefoon", "Handtekening", "Datum"]


@pytest.mark.parametrize("count", [4, 6])
def test_cards_that_stand_in_rows_are_read_row_by_row(count: int) -> None:
    cards = "".join(f"rect(width: 100%)[Kaart {number}. {TEXT * (1 + number // 3)}]," for number in range(count))
    text = typeset(f"{TEXT}\n#grid(columns: (1fr, 1fr), gutter: 8mm, {cards})\n{TEXT}")
    assert re.findall(r"Kaart (\d)", text) == [str(number) for number in range(count)]


def test_cells_that_each_have_a_border_of_their_own_are_one_table() -> None:
    cells = "".join(f"rect(width: 100%, inset: 3pt)[{cell}]," for row in RULES for cell in row)
    assert typeset(f"#grid(columns: (2cm, 2.3cm, 3cm), gutter: 1.5pt, {cells})") == as_markdown(RULES)


@pytest.mark.parametrize("named", [True, False], ids=["a heading in bold", "no heading"])
def test_a_drawn_table_that_goes_on_over_the_page_is_one_table_below_its_heading(named: bool) -> None:
    rows = [
        ("*Nr*", "*Wat*") if named else ("0", "Begin"),
        *((f"{at}", f"Deel {at} van de lijst") for at in range(1, 90)),
    ]
    text = typeset(table(rows, "columns: (2cm, 6cm)"))
    assert [line.split()[1] for line in text.split("\n") if "Deel" in line] == [str(number) for number in range(1, 90)]
    assert (text.count("| --- |") == 1) == named


@pytest.mark.parametrize("above", [23.3, 22.4, 21.6])
def test_a_row_that_a_page_breaks_is_one_row_and_a_heading_stays_with_its_table(above: float) -> None:
    rows = [("*Nr*", "*Wat*"), ("7", LONG.replace(",", " en")), ("8", "Klaar")]
    text = typeset(f"{TEXT}\n#v({above}cm)\n{table(rows, 'columns: (2cm, 4cm)')}\n{TEXT}")
    cells = [("**Nr**", "**Wat**"), *rows[1:]]
    assert text.replace("<br>", " ") == f"{TEXT}\n\n{as_markdown(cells)}\n\n{TEXT}"


def test_rows_in_small_letters_on_two_pages_are_rows() -> None:
    rows = [("naam", "taak"), *((f"deel {at}", "gaat door") for at in range(1, 90))]
    text = typeset(table(rows, "columns: (2cm, 6cm)"))
    assert re.findall(r"deel (\d+) \|", text) == [str(number) for number in range(1, 90)]


def test_four_fields_with_a_heading_and_points_are_four_cells() -> None:
    fields = {
        "Sterk": ("kort", "vlug"),
        "Zwak": ("duur", "oud"),
        "Kansen": ("geld", "werk"),
        "Gevaren": ("tijd", "ruis"),
    }
    cells = "".join(
        f"[*{name}*\n{''.join(f'- {point}' + chr(10) for point in points)}]," for name, points in fields.items()
    )
    shown = [f"**{name}**<br>" + "<br>".join(f"• {point}" for point in points) for name, points in fields.items()]
    assert typeset(f"#table(columns: (1fr, 1fr), {cells})") == as_markdown([(shown[0], shown[1]), (shown[2], shown[3])])


def test_rows_that_stand_between_two_lines_below_a_heading_are_rows() -> None:
    head, *others = STAFF
    cells = "".join(f"[{cell}]," for cell in head) + "".join(
        f"[{BREAK.join(row[column] for row in others)}]," for column in range(len(head))
    )
    assert typeset(f"#table(columns: (3fr, 1fr, 1fr, 1fr), {cells})") == as_markdown(STAFF)


@pytest.mark.parametrize("align", ["left", "center", "right"])
def test_tags_tell_the_cells_of_a_table_without_lines(align: str) -> None:
    rows = [("Ernst", "Binnen", "Wie beslist"), ("Hoog", LONG, "Anne"), ("Laag", "", "de eigenaar van het product")]
    settings = f"columns: (2cm, 5cm, 3cm), stroke: none, align: {align}"
    assert typeset(f"{TEXT}\n\n{table(rows, settings)}\n{TEXT}") == f"{TEXT}\n\n{as_markdown(rows)}\n\n{TEXT}"


def test_tags_that_disagree_with_the_page_are_left_aside_and_lose_nothing() -> None:
    cells = "[Een], [Twee], [#move(dx: -9cm, dy: 4cm)[Drie]], [Vier], [#move(dy: -3cm)[Vijf]], [Zes]"
    text = typeset(f"{TEXT}\n#v(4cm)\n#table(columns: (1fr, 1fr), stroke: none, {cells})\n{TEXT}")
    assert all(text.count(word) == 1 for word in ("Een", "Twee", "Drie", "Vier", "Vijf", "Zes"))
    assert text.count(TEXT) == 2
