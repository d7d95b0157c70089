import io
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt

from zwerm.library.imports.document import Note, Refused
from zwerm.library.imports.tests.making import member, picture, read, rezipped

Word = Any


def made(write: Callable[[Word], object], title: str = "", author: str = "") -> bytes:
    document = docx.Document()
    document.core_properties.title = title
    document.core_properties.author = author
    write(document)
    output = io.BytesIO()
    document.save(output)
    return output.getvalue()


def markdown(write: Callable[[Word], object]) -> str:
    return read("map/werkwijze.docx", made(write)).markdown


def add_xml(document: Word, xml: str) -> None:
    document.element.body.insert(0, parse_xml(xml.replace("<w:p>", f"<w:p {nsdecls('w')}>", 1)))


def test_headings_lists_and_emphasis_become_markdown() -> None:
    def write(document: Word) -> None:
        document.add_heading("Valrisico", 1)
        paragraph = document.add_paragraph("Meet het risico ")
        paragraph.add_run("elke dienst").bold = True
        paragraph.add_run(" en ")
        paragraph.add_run("overleg").italic = True
        paragraph.add_run(".")
        document.add_heading("Stappen", 2)
        for text in ("Vraag", "Kijk"):
            document.add_paragraph(text, style="List Number")
        document.add_paragraph("Bril", style="List Bullet")
        document.add_paragraph("Schoenen", style="List Bullet 2")
        document.add_heading("Daarna", 1)
        document.add_paragraph("Schrijf op.")

    assert markdown(write) == (
        "## Valrisico\n\nMeet het risico **elke dienst** en *overleg*.\n\n### Stappen\n\n1. Vraag\n2. Kijk\n\n- Bril\n  - Schoenen\n\n"
        "## Daarna\n\nSchrijf op.\n"
    )


def test_a_table_becomes_a_pipe_table_and_a_frame_of_one_cell_disappears() -> None:
    def write(document: Word) -> None:
        table = document.add_table(rows=2, cols=2)
        for row, texts in zip(table.rows, (("Dag", "Wie"), ("ma | di", "Anne\nBram")), strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
        document.add_table(rows=1, cols=1).rows[0].cells[0].text = "Alleen een kader."

    assert markdown(write) == "| Dag | Wie |\n| --- | --- |\n| ma \\| di | Anne<br>Bram |\n\nAlleen een kader.\n"


def test_merged_cells_keep_the_columns_in_place() -> None:
    def write(document: Word) -> None:
        table = document.add_table(rows=3, cols=3)
        for index, cell in enumerate(cell for row in table.rows for cell in row.cells):
            cell.text = str(index)
        table.cell(1, 0).merge(table.cell(2, 0))
        table.cell(0, 0).merge(table.cell(0, 1))

    assert markdown(write).splitlines()[2:] == ["| 3<br>6 | 4 | 5 |", "|  | 7 | 8 |"]


def test_a_picture_is_taken_out_and_shown_by_its_content() -> None:
    data = picture()
    document = read("a.docx", made(lambda word: (word.add_paragraph("Zie hier."), word.add_picture(io.BytesIO(data)))))
    assert [kept.data for kept in document.pictures] == [data]
    assert f"![](picture:{document.pictures[0].name})" in document.markdown


def test_title_author_and_dates_come_from_the_properties_but_not_when_a_program_made_them_up() -> None:
    def write(document: Word) -> None:
        document.core_properties.created = datetime(2024, 3, 1, 9, 0)  # noqa: DTZ001
        document.add_paragraph("Tekst over de overdracht.")

    kept = read(
        "x/2024-03_overdracht-avond.docx", made(write, "Overdracht van de avonddienst", "Noor Bakker; J. de Wit")
    )
    assert (kept.title, kept.authors, kept.created) == (
        "Overdracht van de avonddienst",
        ("Noor Bakker", "J. de Wit"),
        datetime(2024, 3, 1, 9, 0, tzinfo=UTC),
    )
    garbage = read("x/2024-03_overdracht-avond.docx", made(write, "Microsoft Word - Document1.doc", "python-docx"))
    assert (garbage.title, garbage.authors) == ("Overdracht avond", ())


def test_the_paragraph_in_title_style_is_the_title_and_is_not_repeated() -> None:
    document = read("a.docx", made(lambda word: (word.add_heading("Handreiking", 0), word.add_paragraph("Inhoud."))))
    assert (document.title, document.markdown) == ("Handreiking", "Inhoud.\n")


def test_bold_lines_are_headings_when_nobody_used_the_styles() -> None:
    def write(document: Word) -> None:
        document.add_paragraph("").add_run("Waarom").bold = True
        document.add_paragraph("Omdat het helpt.")
        run = document.add_paragraph("").add_run("Hoe")
        run.font.size = Pt(18)
        document.add_paragraph("Samen.")

    assert markdown(write) == "## Waarom\n\nOmdat het helpt.\n\n## Hoe\n\nSamen.\n"


def test_links_keep_their_address_and_harmful_ones_only_their_words() -> None:
    def link(document: Word, address: str, words: str) -> None:
        key = document.part.relate_to(
            address, "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink", True
        )
        document.add_paragraph()._p.append(
            parse_xml(f'<w:hyperlink {nsdecls("w", "r")} r:id="{key}"><w:r><w:t>{words}</w:t></w:r></w:hyperlink>')
        )

    def write(document: Word) -> None:
        link(document, "https://example.org/a", "daar")
        link(document, "../roosters/mei.docx", "rooster")
        link(document, "javascript:alert(1)", "niets")

    document = read("a.docx", made(write))
    assert document.markdown == "[daar](https://example.org/a)\n\n[rooster](../roosters/mei.docx)\n\nniets\n"
    assert document.links == ("../roosters/mei.docx",)


def test_tracked_changes_count_as_accepted_and_hidden_text_stays_hidden() -> None:
    xml = (
        "<w:p><w:r><w:t xml:space='preserve'>Wij </w:t></w:r><w:del w:id='1'><w:r><w:delText>oud</w:delText></w:r></w:del>"
        "<w:ins w:id='2'><w:r><w:t>nieuw</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>geheim</w:t></w:r></w:p>"
    )
    document = read("a.docx", made(lambda word: add_xml(word, xml)))
    assert document.markdown == "Wij nieuw\n"
    assert Note("changes_accepted") in document.notes


def test_a_table_of_contents_and_page_numbers_are_left_out() -> None:
    xml = (
        "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>TOC \\o</w:instrText></w:r>"
        "<w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>Hoofdstuk 1 ... 3</w:t></w:r>"
        "<w:r><w:fldChar w:fldCharType='end'/></w:r><w:r><w:t>Tekst</w:t></w:r></w:p>"
    )
    assert markdown(lambda word: add_xml(word, xml)) == "Tekst\n"


def test_footnotes_and_equations_are_kept() -> None:
    math = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    xml = (
        f"<w:p><w:r><w:t>Zie</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r><w:r><w:t xml:space='preserve'> en </w:t></w:r>"
        f"<m:oMath {math}><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath></w:p>"
    )
    package = made(lambda word: add_xml(word, xml))
    notes = f"<w:footnotes {nsdecls('w')}><w:footnote w:id='2'><w:p><w:r><w:t>Bron: de richtlijn.</w:t></w:r></w:p></w:footnote></w:footnotes>"
    relations = member(package, "word/_rels/document.xml.rels").replace(
        "</Relationships>",
        '<Relationship Id="rIdN" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" Target="footnotes.xml"/></Relationships>',
    )
    document = read(
        "a.docx", rezipped(package, {"word/footnotes.xml": notes, "word/_rels/document.xml.rels": relations})
    )
    assert document.markdown == "Zie[^1] en a/2\n\n[^1]: Bron: de richtlijn.\n"


@pytest.mark.parametrize(
    ("part", "body", "reason"),
    [
        (
            "word/document.xml",
            "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><x>&a;</x>",
            "xml_entities_refused",
        ),
        ("word/document.xml", "<w:document", "damaged"),
        ("word/document.xml", None, "damaged"),
        ("docProps/core.xml", "<!DOCTYPE x [<!ENTITY a 'aaaa'>]><x>&a;</x>", "xml_entities_refused"),
        ("word/document.xml", "<a>" * 5_000 + "</a>" * 5_000, "too_deep"),
    ],
)
def test_a_hostile_or_broken_word_file_is_refused_with_its_reason(part: str, body: str | None, reason: str) -> None:
    package = rezipped(made(lambda word: word.add_paragraph("x")), {part: body})
    with pytest.raises(Refused) as refusal:
        read("a.docx", package)
    assert refusal.value.reason.code == reason


def test_a_word_file_that_unpacks_to_too_much_is_a_bomb() -> None:
    package = rezipped(made(lambda word: word.add_paragraph("x")), {"word/document.xml": b" " * 30_000_000})
    with pytest.raises(Refused) as refusal:
        read("a.docx", package)
    assert refusal.value.reason.code == "zip_bomb"
