import ctypes
import io

import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytest
from PIL import Image

from zwerm.library.imports.document import Document, Note, Refused
from zwerm.library.imports.tests.making import read

WIDTH, HEIGHT = 595, 842
PROSE = (
    "De verpleegkundige loopt elk uur een ronde langs alle kamers en kijkt of",
    "iedereen rustig slaapt. Zij let op de bel, het infuus en de bedhekken, en",
    "schrijft op wat haar opvalt. Bij twijfel belt zij de dienstdoende arts.",
)


class Paper:
    """A PDF that is written line by line, as programs write them."""

    def __init__(self) -> None:
        self.pdf = pdfium.PdfDocument.new()
        self.fonts = {
            name: raw.FPDFText_LoadStandardFont(self.pdf, name.encode())
            for name in ("Helvetica", "Helvetica-Bold", "Courier")
        }
        self.page = self.pdf.new_page(WIDTH, HEIGHT)
        self.top = 80.0

    def turn(self) -> None:
        raw.FPDFPage_GenerateContent(self.page)
        self.page = self.pdf.new_page(WIDTH, HEIGHT)
        self.top = 80.0

    def put(self, text: str, left: float, top: float, size: float = 10, font: str = "Helvetica") -> None:
        words = raw.FPDFPageObj_CreateTextObj(self.pdf, self.fonts[font], ctypes.c_float(size))
        encoded = (text + "\x00").encode("utf-16-le")
        buffer = ctypes.cast(ctypes.create_string_buffer(encoded), ctypes.POINTER(ctypes.c_ushort))
        raw.FPDFText_SetText(words, buffer)
        raw.FPDFPageObj_Transform(words, 1, 0, 0, 1, left, HEIGHT - top - size)
        raw.FPDFPage_InsertObject(self.page, words)

    def line(self, text: str, left: float = 70, size: float = 10, font: str = "Helvetica", gap: float = 0) -> None:
        self.top += gap
        self.put(text, left, self.top, size, font)
        self.top += size * 1.25

    def prose(self, left: float = 70) -> None:
        self.top += 6
        for text in PROSE:
            self.line(text, left)

    def rule(self, top: float) -> None:
        path = raw.FPDFPageObj_CreateNewPath(70, HEIGHT - top)
        raw.FPDFPath_LineTo(path, 520, HEIGHT - top)
        raw.FPDFPageObj_SetStrokeWidth(path, 1)
        raw.FPDFPath_SetDrawMode(path, 0, True)
        raw.FPDFPage_InsertObject(self.page, path)

    def picture(self, top: float, side: int = 80) -> None:
        output = io.BytesIO()
        Image.new("RGB", (side, side), (90, 140, 200)).save(output, "JPEG")
        image = pdfium.PdfImage.new(self.pdf)
        image.load_jpeg(io.BytesIO(output.getvalue()), inline=True)
        image.set_matrix(pdfium.PdfMatrix().scale(side, side).translate(70, HEIGHT - top - side))
        self.page.insert_obj(image)

    def save(self) -> bytes:
        raw.FPDFPage_GenerateContent(self.page)
        output = io.BytesIO()
        self.pdf.save(output)
        return output.getvalue()

    def read(self, name: str = "map/nachtdienst-handleiding.pdf") -> Document:
        return read(name, self.save())


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


def rows_of(paper: Paper, *rows: tuple[str, ...], lefts: tuple[int, ...], gap: float = 4) -> None:
    for row in rows:
        paper.top += gap
        for left, text in zip(lefts, row, strict=False):
            if text:
                paper.put(text, left, paper.top)
        paper.top += 12


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
