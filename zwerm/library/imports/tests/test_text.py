import contextlib
from datetime import UTC, datetime

import pytest

from zwerm.library.imports.document import Refused
from zwerm.library.imports.tests.making import read

ONE = "Een zwerm spreeuwen kent geen leider, en toch vliegt hij als één geheel door de avondlucht."
TWO = "Elke vogel let op de zeven vogels om zich heen, en dat blijkt genoeg te zijn voor de hele zwerm."


def text(content: str, path: str = "map/spreeuwen-in-de-lucht.txt") -> str:
    return read(path, content).markdown


def test_short_lines_above_a_text_are_headings_and_bullets_are_lists() -> None:
    content = f"{ONE}\n\nHoe het werkt\n\n{TWO}\n\n  • kijk\n  • vlieg mee\n\n1. eerst\n2. daarna\n"
    assert text(content) == f"{ONE}\n\n## Hoe het werkt\n\n{TWO}\n\n- kijk\n- vlieg mee\n\n1. eerst\n2. daarna\n"


def test_a_page_that_was_pasted_loses_what_the_site_put_around_it() -> None:
    content = (
        "Menu\nCalendar Icon - Site Template\nSeptember 30, 2025\n 5 min read\nDoor Noor Bakker\n\nLeren van spreeuwen\n\nLeren van spreeuwen\n\n"
        f"{ONE}\n\nDeel dit artikel\n\nWat wij doen\n\n{TWO}\n\nBron: J. Doe / Shutterstock.com\n\n{ONE}\n\n"
        "Bekijk ook deze gerelateerde berichten:\n\nTien tips\nwww.example.com\n© 2025 Alle rechten voorbehouden\nEen ogenblik geduld a.u.b.\n"
    )
    document = read("plakken.txt", content)
    assert (document.title, document.authors, document.created) == (
        "Leren van spreeuwen",
        ("Noor Bakker",),
        datetime(2025, 9, 30, tzinfo=UTC),
    )
    assert document.markdown == f"{ONE}\n\n## Wat wij doen\n\n{TWO}\n\n{ONE}\n"
    assert [note.code for note in document.notes] == ["site_parts_left_out"]


def test_a_note_that_is_no_page_loses_nothing() -> None:
    content = f"{ONE}\n\nGroet,\nNoor\n\nPS menu staat in de keuken\n"
    assert text(content) == f"{ONE}\n\nGroet,  \nNoor\n\nPS menu staat in de keuken\n"


THREE = "Bij 7 van de 10 vluchten keert de zwerm terug naar de boom waar hij begon, zo telden de kijkers."
HEADS = f"Eerst kijken\n\n{ONE}\n\nDan vliegen\n\n{TWO}\n\nDan weer kijken\n\n{ONE}\n\n"
CAPTIONS = (
    f"{HEADS}Terug naar de boom\n\nIn 7 of 10 flights the birds return to their tree\n\n{THREE}\n\n"
    f"Tellen per avond\n\n  • tel de vogels\n  • noteer het uur\nSpreeuwen boven water\n\nBron: J. Doe / Shutterstock.com\n\n{TWO}\n"
)


def test_captions_that_pictures_leave_behind_in_a_pasted_page_are_left_out() -> None:
    document = read("plakken.txt", f"Menu\nOver spreeuwen\n\n{CAPTIONS}")
    assert "In 7 of 10 flights" not in document.markdown
    assert "Spreeuwen boven water" not in document.markdown
    assert f"## Terug naar de boom\n\n{THREE}" in document.markdown
    assert "- noteer het uur\n\n" + TWO in document.markdown
    assert [note.params["count"] for note in document.notes] == [4]


def test_such_lines_of_a_note_that_somebody_typed_stay() -> None:
    shown = text(CAPTIONS.replace("Bron: J. Doe / Shutterstock.com", "Zo tel je ze"))
    assert "In 7 of 10 flights" in shown
    assert "Spreeuwen boven water" in shown


@pytest.mark.parametrize(
    "line",
    [
        "The story of the birds",
        "Only 3 of the birds return to their tree",
        "Vlucht 7 van de 10",
        "In 7 of 10 flights the birds return to their tree.",
    ],
)
def test_a_line_that_heads_a_text_or_says_something_new_stays_in_a_pasted_page(line: str) -> None:
    assert line in text(f"Menu\nOver spreeuwen\n\n{HEADS}{TWO}\n\n{line}\n\n{THREE}\n\nBekijk ook:\n")


def test_lines_broken_at_a_fixed_width_become_paragraphs_again() -> None:
    content = (
        "Een zwerm spreeuwen kent geen leider, en toch vliegt hij als een ge-\nheel door de avondlucht boven de stad, elke avond opnieuw zolang het\n"
        "herfst is en de dagen korter worden. Wie er onder staat, kijkt om-\nhoog en vergeet even waar hij naartoe ging, en dat is goed zo, want\n"
        "de bus komt vanzelf.\n\nEn dan is het weer stil.\n"
    )
    first, second = text(content).strip().split("\n\n")
    assert first.startswith("Een zwerm spreeuwen kent geen leider, en toch vliegt hij als een geheel door")
    assert "kijkt omhoog" in first
    assert second == "En dan is het weer stil."


def test_cells_from_a_spreadsheet_become_a_table() -> None:
    assert (
        text(f"{ONE}\n\nDag\tWie\nma\tAnne\ndi\tBram\n")
        == f"{ONE}\n\n| Dag | Wie |\n| --- | --- |\n| ma | Anne |\n| di | Bram |\n"
    )


def test_three_terms_with_their_meaning_in_a_row_are_a_list() -> None:
    content = f"{ONE}\nZwerm: vogels die samen vliegen.\nLeider: wie voorop gaat.\nBuur: wie naast je vliegt.\nVoorbeeld: spreeuwen boven Rome.\n"
    assert (
        "- **Zwerm**: vogels die samen vliegen.\n- **Leider**: wie voorop gaat.\n- **Buur**: wie naast je vliegt.\n\nVoorbeeld:"
        in text(content)
    )


def test_signs_that_mean_something_in_markdown_are_shown_as_they_are() -> None:
    content = "Reken 2 * 3 * 4 uit met a_b_c en <tag> of [haak] en zie https://example.org/a_b (daar).\n"
    assert (
        text(content)
        == "Reken 2 \\* 3 \\* 4 uit met a_b_c en \\<tag> of [haak] en zie <https://example.org/a_b> (daar).\n"
    )


def test_a_text_file_written_in_markdown_is_read_as_markdown() -> None:
    assert text("# Zwermen\n\nMet **vet** en:\n\n## Kop\n\nTekst.\n") == "Met **vet** en:\n\n## Kop\n\nTekst.\n"


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("spreeuwen-in-de-lucht.txt", "Spreeuwen in de lucht"),
        (
            "000_6918e68c93c23ae1.txt",
            "Een zwerm spreeuwen kent geen leider, en toch vliegt hij als één geheel door de…",
        ),
        ("17.txt", "Een zwerm spreeuwen kent geen leider, en toch vliegt hij als één geheel door de…"),
    ],
)
def test_a_text_without_a_title_gets_one_from_its_name_or_its_first_words(path: str, title: str) -> None:
    assert read(path, f"{ONE}\n\n{TWO}\n").title == title


@pytest.mark.parametrize("piece", ["a", "• ", "1. ", "A\n", "\t", "=\n", "a: b\n", "- ", "x\ty\n", "http://", "?\n"])
def test_a_text_made_to_take_for_ever_ends(piece: str) -> None:
    with contextlib.suppress(Refused):
        read("a.txt", piece * (20_000 // len(piece)))
