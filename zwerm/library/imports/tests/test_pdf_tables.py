"""Tables of PDF files: their rows, whole and apart, and nothing of the paper that they stand on."""

import re

import pytest
import typst

from zwerm.library.imports.tests.making import read
from zwerm.library.imports.tests.paper import Paper


def rows_of(paper: Paper, *rows: tuple[str, ...], lefts: tuple[int, ...], gap: float = 4) -> None:
    for row in rows:
        paper.top += gap
        for left, text in zip(lefts, row, strict=False):
            if text:
                paper.put(text, left, paper.top)
        paper.top += 12


def test_aligned_columns_of_short_texts_are_a_table() -> None:
    paper = Paper()
    paper.prose()
    for row in (("Tijd", "Taak", "Wie"), ("23:00", "Overdracht", "Iedereen"), ("01:00", "Ronde", "Anne")):
        paper.top += 8
        for column, text in enumerate(row):
            paper.put(text, 70 + column * 120, paper.top)
        paper.top += 12
    table = "| Tijd | Taak | Wie |\n| --- | --- | --- |\n| 23:00 | Overdracht | Iedereen |\n| 01:00 | Ronde | Anne |"
    assert table in paper.read().markdown


@pytest.mark.parametrize("column", [0, 1, 2])
def test_the_last_line_of_a_last_row_belongs_to_its_cell(column: int) -> None:
    paper = Paper()
    paper.prose()
    lefts = (70, 190, 330)
    rows = [("Soort", "Antwoord", "Wie"), ("Hoog", "een uur", "Anne"), ("Laag", "een week", "Bram")]
    rows_of(paper, *rows, lefts=lefts, gap=8)
    paper.top += 1
    paper.put("of later", lefts[column], paper.top)
    paper.top += 24
    paper.line("Bel altijd twee keer, en wacht daarna vijf minuten op de trap.")
    table, after = paper.read().markdown.strip().split("\n\n")[-2:]
    cells = [f"{text} of later" if column == at else text for at, text in enumerate(rows[-1])]
    assert table.split("\n")[-1].replace("<br>", " ") == f"| {' | '.join(cells)} |"
    assert after == "Bel altijd twee keer, en wacht daarna vijf minuten op de trap."


def test_a_word_broken_in_a_cell_is_made_whole() -> None:
    source = '#set text(hyphenate: true, lang: "nl")\n#table(columns: (1.9cm, 3cm), [Wat], [Wie], [Verantwoordelijkheden], [Anne])'
    assert "| Verantwoordelijkheden | Anne |" in read("a.pdf", typst.compile(source.encode())).markdown


def test_remarks_between_the_rows_of_a_table_do_not_end_it() -> None:
    paper = Paper()
    lefts = (70, 150, 300, 400)
    paper.prose()
    paper.top += 20
    rows_of(paper, ("Nr", "Les", "Dag", "Wie"), ("1", "Tillen", "ma", "Anne"), lefts=lefts)
    paper.line("(40 minuten); in de gymzaal op de begane grond", 150)
    rows_of(paper, ("2", "Prikken", "di", "Bram"), lefts=lefts)
    paper.line("(20 minuten)", 150)
    rows_of(paper, ("Samen", "", "", "2"), lefts=lefts)
    table = paper.read().markdown.split("\n\n")[-1].strip().split("\n")
    assert table == [
        "| Nr | Les | Dag | Wie |",
        "| --- | --- | --- | --- |",
        "| 1 | Tillen<br>(40 minuten); in de gymzaal op de begane grond | ma | Anne |",
        "| 2 | Prikken<br>(20 minuten) | di | Bram |",
        "| Samen |  |  | 2 |",
    ]


def test_a_footer_that_a_long_table_ran_into_stands_below_the_table() -> None:
    paper = Paper()
    paper.prose()
    for number in range(5):
        for left, text in zip(
            (70, 150, 300), (("Nr", "Dienst", "Uren"), (f"{number}", "Nacht", "8"))[number > 0], strict=True
        ):
            paper.put(text, left, 600 + number * 10, 7)
    paper.put("Dit rooster geldt zolang de afdeling niets anders zegt, en zonder tegenbericht.", 70, 615, 6)
    paper.put("Vragen over het rooster stel je aan de planning van de eigen afdeling.", 70, 625, 6)
    table, *below = paper.read().markdown.strip().split("\n\n")[1:]
    assert table.split("\n")[2:] == [f"| {number} | Nacht | 8 |" for number in range(1, 5)]
    assert [text.split()[0] for text in below] == ["Dit", "Vragen"]


def test_a_frame_around_several_rows_keeps_them_apart_but_not_the_lines_of_one_text() -> None:
    paper = Paper()
    lefts = (70, 200, 400)
    paper.prose()
    paper.top += 20
    for block in (
        [("Onderdeel", "Uitleg", "Uren")],
        [("Voorrijden", "met de bus", "2"), ("Plaatsen", "in de gang", "1.5"), ("Afronden", "", "-")],
        [
            ("Let op", "Een tekst die de hele breedte van deze", "3"),
            ("", "kolom vult en dus op de volgende regel", ""),
            ("", "verder gaat.", ""),
        ],
    ):
        paper.rule(paper.top)
        rows_of(paper, *block, lefts=lefts, gap=2)
        paper.top += 4
    paper.rule(paper.top)
    table = paper.read().markdown.split("\n\n")[-1].strip().split("\n")
    assert table == [
        "| Onderdeel | Uitleg | Uren |",
        "| --- | --- | --- |",
        "| Voorrijden | met de bus | 2 |",
        "| Plaatsen | in de gang | 1.5 |",
        "| Afronden |  | - |",
        "| Let op | Een tekst die de hele breedte van deze kolom vult en dus op de volgende regel verder gaat. | 3 |",
    ]


@pytest.mark.parametrize("of_one", [True, False], ids=["a line along all rows", "a line beside each row"])
def test_cells_that_a_line_parts_are_cells_however_near_they_stand(of_one: bool) -> None:
    paper = Paper()
    paper.prose()
    paper.top += 20
    lefts, begin = (70, 116, 187), paper.top
    for row in (("Wat", "Hoe lang mee", "Boete"), ("Boekje", "eenentwintig", "0,20"), ("Film", "zeven", "0,50")):
        top = paper.top
        paper.rule(top)
        rows_of(paper, row, lefts=lefts, gap=2)
        paper.top += 4
        if not of_one:
            for left in lefts:
                paper.upright(left - 4, top, paper.top)
    if of_one:
        for left in lefts:
            paper.upright(left - 4, begin, paper.top)
    paper.rule(paper.top)
    table = paper.read().markdown.split("\n\n")[-1].strip().split("\n")
    assert table == [
        "| Wat | Hoe lang mee | Boete |",
        "| --- | --- | --- |",
        "| Boekje | eenentwintig | 0,20 |",
        "| Film | zeven | 0,50 |",
    ]


@pytest.mark.parametrize("rows", [2, 3, 4])
@pytest.mark.parametrize("stroke", ["(x: 0.4pt, y: none)", "0.5pt"])
def test_a_small_tight_table_has_rows_and_cells(rows: int, stroke: str) -> None:
    cells = [("Dag", "Tijd", "Wie"), ("Maandag", "8 tot 15", "Groep 1"), ("Woensdag", "10 tot 17", "Groep 2")]
    cells = [*cells, ("Zaterdag", "11 tot 18", "Groep 3")][:rows]
    source = "".join(f"[{cell}]," for row in cells for cell in row)
    text = read("a.pdf", typst.compile(f"#table(columns: 3, inset: 0.6pt, stroke: {stroke}, {source})".encode()))
    head, _, *others = text.markdown.strip().split("\n")
    assert [head, *others] == [f"| {' | '.join(row)} |" for row in cells]


def test_short_codes_with_a_line_after_them_are_cells_and_no_list() -> None:
    rows = [("Nr", "Betekenis"), ("E1", "Geen water"), ("E4", "Filter verstopt"), ("E7", "Deur open")]
    source = "".join(f"[{cell}]," for row in rows for cell in row)
    text = read("a.pdf", typst.compile(f"#table(columns: 2, inset: 2pt, {source})".encode()))
    head, _, *others = text.markdown.strip().split("\n")
    assert [head, *others] == [f"| {' | '.join(row)} |" for row in rows]


def test_a_line_parts_cells_that_are_written_one_after_the_other() -> None:
    paper = Paper()
    paper.prose()
    top = paper.top + 20
    for number in range(3):
        begin = top + number * 30
        paper.rule(begin - 3)
        for left, words in (
            (70, "van maandag tot en|met vrijdag, en niet"),
            (163, "van acht tot vier uur, en|daarna niet meer"),
        ):
            for line, text in enumerate(words.split("|")):
                paper.put(text, left, begin + line * 12)
    paper.rule(top + 87)
    paper.upright(160, top - 3, top + 87)
    table = paper.read().markdown.split("\n\n")[-1].strip().split("\n")
    assert [re.sub(r"<br>", " ", row) for row in table if "---" not in row] == [
        "| van maandag tot en met vrijdag, en niet | van acht tot vier uur, en daarna niet meer |"
    ] * 3


@pytest.mark.parametrize("height", [14, 22])
def test_a_key_with_an_edge_is_a_word_of_its_sentence(height: int) -> None:
    paper = Paper()
    paper.prose()
    paper.line("Druk op Enter om het formulier te sturen, en wacht.", gap=10)
    for across in (106, 138):
        paper.upright(across, paper.top - 6 - height / 2, paper.top - 6 + height / 2)
    paper.prose()
    assert "Druk op Enter om het formulier te sturen" in paper.read().markdown


def test_a_table_over_many_pages_keeps_its_rows_and_the_names_of_its_columns() -> None:
    paper = Paper()
    lefts = (70, 150, 300)
    for page in range(4):
        if page:
            paper.turn()
        paper.put("Rooster van de afdeling, versie 3", 70, 25, 8)
        for line, text in enumerate((f"Blad {page + 1} van 4", "Geldig tot 2027")):
            for left, cell in zip(lefts, ("Intern", "Planning", text), strict=True):
                paper.put(cell, left, 790 + line * 12, 8)
        paper.top = 60
        rows = [(f"{page * 42 + row}", "Nacht", "8 uur") for row in range(42)]
        rows_of(paper, ("Nr", "Dienst", "Duur"), *rows, lefts=lefts)
    lines = [line for line in paper.read().markdown.split("\n") if line and "---" not in line]
    assert [line for line in lines if "Nacht" not in line] == ["| Nr | Dienst | Duur |"] * 4
    assert [line.split()[1] for line in lines if "Nacht" in line] == [str(number) for number in range(168)]
