import re

import pytest
import typst

from zwerm.library.imports.document import Note, Refused
from zwerm.library.imports.tests.making import read
from zwerm.library.imports.tests.paper import PROSE, Paper


def test_lines_become_paragraphs_and_large_type_headings() -> None:
    paper = Paper()
    paper.line("Werken in de nacht", size=20, font="Helvetica-Bold")
    paper.line("1 De ronde", size=14, font="Helvetica-Bold", gap=12)
    paper.prose()
    paper.prose()
    paper.line("1.1 Daarna", size=12, font="Helvetica-Bold", gap=12)
    paper.prose()
    document = paper.read()
    text = " ".join(PROSE)
    assert document.title == "Werken in de nacht"
    assert document.markdown == f"## 1 De ronde\n\n{text}\n\n{text}\n\n### 1.1 Daarna\n\n{text}\n"


def test_a_line_below_a_table_in_small_type_is_no_heading() -> None:
    paper = Paper()
    paper.line("Linnenkamer", size=20, font="Helvetica-Bold")
    paper.line("Hieronder staat wanneer de balie open is.", gap=12)
    paper.top += 10
    for row in range(9):
        for column in range(3):
            paper.put(f"Dag {row}, loket nummer {column}", 70 + column * 140, paper.top, 8)
        paper.top += 14
    paper.line("Wat later komt, wassen wij de volgende dag.", gap=12)
    document = paper.read()
    assert document.title == "Linnenkamer"
    before, *_, after = document.markdown.strip().split("\n\n")
    assert before == "Hieronder staat wanneer de balie open is."
    assert after == "Wat later komt, wassen wij de volgende dag."


@pytest.mark.parametrize(
    ("size", "shown"), [(13, "Wij wassen alles wat u\nbrengt, ook op zondag."), (18, "## Wij wassen")]
)
def test_larger_type_that_ends_in_a_full_stop_is_a_sentence_unless_it_is_very_large(size: int, shown: str) -> None:
    paper = Paper()
    paper.line("Linnenkamer", size=24, font="Helvetica-Bold")
    paper.prose()
    for line in ("Wij wassen alles wat u", "brengt, ook op zondag."):
        paper.line(line, size=size, gap=2)
    paper.prose()
    assert f"\n\n{' '.join(shown.split())}" in paper.read().markdown


def test_words_broken_at_the_end_of_a_line_are_made_whole_but_real_hyphens_stay() -> None:
    paper = Paper()
    for text in (
        "Wij spreken hier over de samenwer-",
        "king tussen afdelingen, over de voor-",
        "en nadelen ervan en over het e-mail-",
        "adres. Een e-mailadres heeft ieder.",
    ):
        paper.line(text)
    assert paper.read().markdown == (
        "Wij spreken hier over de samenwerking tussen afdelingen, over de voor- en nadelen ervan en over het e-mailadres. Een e-mailadres heeft ieder.\n"
    )


def test_letters_that_are_drawn_as_one_wide_sign_are_read_once() -> None:
    source = b"= Handleiding koffiemachine\n#lorem(30)\n== Storing offline\n#lorem(30)"
    document = read("a.pdf", typst.compile(source))
    assert document.title == "Handleiding koffiemachine"
    assert "## Storing offline\n" in document.markdown


def test_a_line_that_is_written_in_two_goes_is_read_once() -> None:
    paper = Paper()
    paper.prose()
    paper.top += 20
    for left, words, below in (
        (70, "Bel bij", 0),
        (70, "zelf de balie.", 13),
        (105, "brand altijd", 0),
        (131, "Blijf staan.", 13),
    ):
        paper.put(words, left, paper.top + below)
    assert paper.read().markdown.endswith("\n\nBel bij brand altijd zelf de balie. Blijf staan.\n")


def test_headers_footers_and_page_numbers_are_no_part_of_the_text() -> None:
    paper = Paper()
    for number in range(1, 5):
        if number > 1:
            paper.turn()
        paper.put("Handboek nachtdienst - vertrouwelijk", 70, 30, 8)
        paper.put(f"Pagina {number} van 4", 480, 810, 8)
        paper.line(f"Dit is wat er op blad {'abcd'[number - 1]} staat, en niets meer.")
    assert paper.read().markdown.split("\n\n") == [
        *(f"Dit is wat er op blad {letter} staat, en niets meer." for letter in "abc"),
        "Dit is wat er op blad d staat, en niets meer.\n",
    ]


def test_the_number_of_a_row_at_the_foot_of_a_page_is_no_page_number() -> None:
    paper = Paper()
    texts = [
        ("De sleutel hangt bij de portier, naast", "de meterkast."),
        ("Fietsen staan in de kelder, achter", "het hek."),
    ]
    for page, text in enumerate(texts):
        if page:
            paper.turn()
        paper.prose()
        for line, words in enumerate(text):
            paper.put(words, 110, 770 + line * 13)
        paper.put(str(page + 11), 70, 776)
        paper.put(str(page + 1), 300, 815)
    shown = paper.read().markdown
    assert all(words in shown for text in texts for words in text)
    assert re.findall(r"\d+", shown) == ["11", "12"]


def test_a_paragraph_goes_on_over_the_page() -> None:
    paper = Paper()
    paper.line("De overdracht gebeurt aan het bed en duurt niet langer dan nodig is, want")
    paper.turn()
    paper.line("de patiënt hoort mee en mag zelf aanvullen wat er in de nacht is gebeurd.")
    assert "nodig is, want de patiënt hoort mee" in paper.read().markdown


def test_two_columns_are_read_one_after_the_other() -> None:
    paper = Paper()
    left = [f"Links staat regel {number} van deze lange kolom" for number in range(1, 9)]
    right = [f"Rechts staat regel {number} van de andere kolom" for number in range(1, 9)]
    for number, (one, other) in enumerate(zip(left, right, strict=True)):
        paper.put(one, 60, 80 + number * 13)
        paper.put(other, 320, 80 + number * 13)
    words = paper.read().markdown
    assert words.index("regel 8 van deze") < words.index("Rechts staat regel 1")


def test_lists_keep_their_depth_and_their_numbers() -> None:
    paper = Paper()
    paper.line("Neem mee:")
    for left, text in (
        (80, "• een lamp"),
        (80, "• een jas, want het is koud buiten en"),
        (90, "je loopt ver"),
        (100, "– handschoenen"),
    ):
        paper.line(text, left)
    paper.line("Doe daarna dit:", gap=8)
    for text in ("1. Bel aan.", "2. Wacht even."):
        paper.line(text, 80)
    assert paper.read().markdown == (
        "Neem mee:\n\n- een lamp\n- een jas, want het is koud buiten en je loopt ver\n  - handschoenen\n\nDoe daarna dit:\n\n1. Bel aan.\n2. Wacht even.\n"
    )


def test_pictures_stand_where_they_stood() -> None:
    paper = Paper()
    paper.prose()
    paper.picture(paper.top + 10)
    paper.top += 110
    paper.prose()
    document = paper.read()
    assert len(document.pictures) == 1
    parts = document.markdown.strip().split("\n\n")
    assert parts[1] == f"![](picture:{document.pictures[0].name})"
    assert parts[0] == parts[2] == " ".join(PROSE)


def test_a_scan_has_no_text_and_says_so() -> None:
    paper = Paper()
    paper.picture(10, side=400)
    with pytest.raises(Refused) as refusal:
        paper.read()
    assert refusal.value.reason.code == "no_text_found"


def test_a_page_that_is_only_a_picture_is_reported() -> None:
    paper = Paper()
    paper.prose()
    paper.turn()
    paper.picture(10, side=400)
    assert Note("some_pages_without_text", {"count": 1, "pages": 2}) in paper.read().notes


def test_a_document_without_a_clear_title_is_called_after_its_file() -> None:
    paper = Paper()
    paper.prose()
    assert paper.read().title == "Nachtdienst handleiding"


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"%PDF-1.7\ngeen pdf", "damaged"), (b"%PDF-1.4\n" + b"\x00" * 5_000, "damaged"), (b"", "empty")],
)
def test_a_broken_pdf_is_refused_with_its_reason(data: bytes, reason: str) -> None:
    with pytest.raises(Refused) as refusal:
        read("a.pdf", data)
    assert refusal.value.reason.code == reason


ENCRYPTED = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    b"3 0 obj<</Filter/Standard/V 1/R 2/Length 40/P -44/O<" + b"41" * 32 + b">/U<" + b"42" * 32 + b">>>endobj\n"
    b"trailer<</Root 1 0 R/Encrypt 3 0 R/ID[<41><41>]/Size 4>>\n%%EOF\n"
)


def test_a_pdf_with_a_password_says_so() -> None:
    with pytest.raises(Refused) as refusal:
        read("a.pdf", ENCRYPTED)
    assert refusal.value.reason.code == "encrypted"
