import io
from collections.abc import Callable
from typing import Any

import pptx
import pytest
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Cm

from zwerm.library.imports.document import Note, Refused
from zwerm.library.imports.tests.making import picture, read, rezipped

Deck = Any
TITLE, BULLETS = 0, 1


def made(write: Callable[[Deck], object]) -> bytes:
    deck = pptx.Presentation()
    deck.core_properties.title = "PowerPoint Presentation"
    write(deck)
    output = io.BytesIO()
    deck.save(output)
    return output.getvalue()


def add_bullets(deck: Deck, title: str, *lines: tuple[int, str]) -> Any:
    slide = deck.slides.add_slide(deck.slide_layouts[BULLETS])
    slide.shapes.title.text = title
    frame = slide.placeholders[1].text_frame
    for index, (level, text) in enumerate(lines):
        paragraph = frame.paragraphs[0] if index == 0 else frame.add_paragraph()
        paragraph.text, paragraph.level = text, level
    return slide


def test_each_slide_is_a_heading_with_its_bullets_and_the_first_gives_the_title() -> None:
    def write(deck: Deck) -> None:
        opening = deck.slides.add_slide(deck.slide_layouts[TITLE])
        opening.shapes.title.text = "Veilig\nmedicijnen geven"
        opening.placeholders[1].text = "Training voor de avonddienst"
        slide = add_bullets(
            deck, "Dubbele controle", (0, "Altijd met twee"), (1, "ook 's nachts"), (0, "Noteer beide namen")
        )
        slide.notes_slide.notes_text_frame.text = "Vertel over die keer in mei."

    document = read("a.pptx", made(write))
    assert document.title == "Veilig medicijnen geven"
    assert document.markdown == (
        "Training voor de avonddienst\n\n## Dubbele controle\n\n- Altijd met twee\n  - ook 's nachts\n- Noteer beide namen\n\n"
        "> Vertel over die keer in mei.\n"
    )


def test_tables_charts_and_pictures_of_a_slide_are_kept() -> None:
    def write(deck: Deck) -> None:
        slide = deck.slides.add_slide(deck.slide_layouts[5])
        slide.shapes.title.text = "Cijfers"
        table = slide.shapes.add_table(2, 2, Cm(1), Cm(4), Cm(5), Cm(2)).table
        for index, text in enumerate(("Jaar", "Aantal", "2025", "12")):
            table.cell(index // 2, index % 2).text = text
        data: Any = CategoryChartData()  # type: ignore[no-untyped-call]
        data.categories = ["mei", "juni"]
        data.add_series("Vallen", (3, 1.5))
        slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, Cm(1), Cm(8), Cm(5), Cm(5), data)
        slide.shapes.add_picture(io.BytesIO(picture()), Cm(1), Cm(14))

    document = read("map/cijfers.pptx", made(write))
    assert document.title == "Cijfers"
    assert "| Jaar | Aantal |\n| --- | --- |\n| 2025 | 12 |" in document.markdown
    assert "|  | Vallen |\n| --- | --- |\n| mei | 3 |\n| juni | 1.5 |" in document.markdown
    assert len(document.pictures) == 1


def test_shapes_are_read_from_top_to_bottom_whatever_order_they_were_made_in() -> None:
    def write(deck: Deck) -> None:
        slide = deck.slides.add_slide(deck.slide_layouts[5])
        slide.shapes.title.text = "Indeling"
        for top, text in ((10, "onder"), (2, "boven"), (6, "midden")):
            slide.shapes.add_textbox(Cm(1), Cm(top), Cm(8), Cm(2)).text_frame.text = f"Dit staat {text} op het blad."

    words = read("a.pptx", made(write)).markdown
    assert words.index("boven") < words.index("midden") < words.index("onder")


def test_hidden_slides_are_left_out_with_a_note() -> None:
    def write(deck: Deck) -> None:
        add_bullets(deck, "Zichtbaar", (0, "een"), (0, "twee"))
        add_bullets(deck, "Verborgen", (0, "geheim"), (0, "plan"))._element.set("show", "0")

    document = read("a.pptx", made(write))
    assert "geheim" not in document.markdown
    assert Note("hidden_slides_left_out", {"count": 1}) in document.notes


def test_a_slide_that_goes_on_under_the_same_title_is_one_part() -> None:
    def write(deck: Deck) -> None:
        add_bullets(deck, "Opening van de dag", (0, "welkom"), (0, "koffie"))
        add_bullets(deck, "Regels", (0, "een"), (0, "twee"))
        add_bullets(deck, "Regels", (0, "drie"), (0, "vier"))

    assert read("a.pptx", made(write)).markdown.count("## Regels") == 1


def test_a_presentation_with_entities_is_refused() -> None:
    package = made(lambda deck: add_bullets(deck, "a", (0, "b")))
    hostile = rezipped(package, {"ppt/slides/slide1.xml": "<!DOCTYPE l [<!ENTITY a 'ha'>]><l>&a;</l>"})
    with pytest.raises(Refused) as refusal:
        read("a.pptx", hostile)
    assert refusal.value.reason.code == "xml_entities_refused"
