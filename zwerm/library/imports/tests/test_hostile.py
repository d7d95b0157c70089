"""Files made to do harm or to be strange: each ends soon, with a document or with a reason."""

import base64
import io
import struct
import unicodedata
import zlib

import docx
import pytest

from zwerm.library.imports import limits
from zwerm.library.imports.document import Note, Refused
from zwerm.library.imports.tests.making import read, rezipped

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LAUGHS = '<!DOCTYPE %s [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE %s [<!ENTITY b SYSTEM "file:///etc/passwd">]>'
ROWS = limits.TABLE_ROWS + 500


def word(body: str, before: str = "") -> bytes:
    output = io.BytesIO()
    docx.Document().save(output)
    document = f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    return rezipped(output.getvalue(), {"word/document.xml": before + document})


def word_table(rows: int) -> bytes:
    cell = "<w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc>"
    return word(f"<w:tbl>{f'<w:tr>{cell}{cell}</w:tr>' * rows}</w:tbl>")


def huge_picture() -> bytes:
    """A few hundred bytes that say to be ten thousand million pixels."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    size = struct.pack(">IIBBBBB", 100_000, 100_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size) + chunk(b"IDAT", zlib.compress(bytes(999))) + chunk(b"IEND", b"")


@pytest.mark.parametrize("head", [LAUGHS, OUTSIDE])
def test_entities_are_refused_wherever_they_stand(head: str) -> None:
    for path, data in {
        "a.docx": word("<w:p><w:r><w:t>&b;</w:t></w:r></w:p>", head % "w:document"),
        "a.html": (head % "html" + "<html><body><p>&b; tekst</p></body></html>").encode(),
    }.items():
        with pytest.raises(Refused) as refusal:
            read(path, data)
        assert refusal.value.reason.code == "xml_entities_refused"


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("lang.docx", word_table(ROWS)),
        ("lang.html", f"<html><body><table>{'<tr><td>a<td>a' * ROWS}</table></body></html>".encode()),
    ],
)
def test_a_table_without_end_is_cut_and_says_so(path: str, data: bytes) -> None:
    document = read(path, data)
    assert document.markdown.count("\n| a | a |") == limits.TABLE_ROWS - 1
    assert document.notes == (Note("table_cut", {"count": 1}),)


def test_cells_that_say_to_be_endless_are_not_made() -> None:
    page = b"<html><body><table><tr><td colspan=1000000 rowspan=1000000>a<td>b<tr><td>c</table><p>Tekst.</body></html>"
    assert read("a.html", page).markdown == "| a | b |\n| --- | --- |\n| c |  |\n\nTekst.\n"


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.html", "<html><body>" + "<div>" * 50_000 + "tekst"),
        ("a.html", "<html><body>" + "<ul><li>" * 5_000 + "tekst"),
        ("a.html", "<html><body>" + "<table><tr><td>" * 5_000 + "tekst"),
    ],
)
def test_what_is_nested_without_end_is_refused(path: str, text: str) -> None:
    with pytest.raises(Refused) as refusal:
        read(path, text)
    assert refusal.value.reason.code == "too_deep"


@pytest.mark.parametrize(
    "text",
    ["\n".join(f"{'  ' * depth}- a" for depth in range(700)), ">" * 20_000 + " tekst", "x" + " " * 40_000 + "{y"],
)
def test_markdown_that_is_nested_or_indented_without_end_is_read(text: str) -> None:
    assert read("a.md", text).markdown.rstrip().endswith(text[-1])


def test_a_picture_that_says_to_be_huge_is_left_out() -> None:
    picture = base64.b64encode(huge_picture()).decode()
    document = read("a.html", f'<html><body><p>Tekst.</p><img src="data:image/png;base64,{picture}"></body></html>')
    assert (document.markdown, document.pictures) == ("Tekst.\n", ())
    assert [note.code for note in document.notes] == ["picture_left_out"]


@pytest.mark.parametrize(
    ("path", "data", "reason"),
    [
        ("half.docx", word("<w:p><w:r><w:t>Tekst.</w:t></w:r></w:p>")[:900], "damaged"),
        ("staart.docx", word("<w:p><w:r><w:t>Tekst.</w:t></w:r></w:p>")[:-30], "damaged"),
        ("plaatje.pdf", huge_picture(), "damaged"),
        ("pdf.docx", b"%PDF-1.4 en verder niets", "damaged"),
        ("leeg.pdf", b"", "empty"),
        ("niets.md", b"\xef\xbb\xbf \n", "no_text_found"),
        ("nullen.md", b"# Kop\n\nEen\x00zin\x00met\x00nul.\n", "not_text"),
        ("alles.txt", bytes(range(256)) * 50, "not_text"),
        ("kring.pdf", b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R]/Count 999999>>"
         b"endobj\ntrailer<</Root 1 0 R>>", "no_text_found"),
    ],
)  # fmt: skip
def test_a_file_that_is_broken_or_no_document_says_so(path: str, data: bytes, reason: str) -> None:
    with pytest.raises(Refused) as refusal:
        read(path, data)
    assert refusal.value.reason.code == reason


def test_encodings_that_were_mixed_in_one_file_are_both_read() -> None:
    document = read("a.md", "Café één. ".encode() + "Naïef geïnd.\n".encode("cp1252"))
    assert document.markdown == "Café één. Naïef geïnd.\n"
    assert [note.code for note in document.notes] == ["bad_encoding_repaired"]


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("verslag\u202efdp.md", "Verslagfdp"),
        ("e\u0301e\u0301n.md", "Één"),
        ("\u200bmap/\U0001f600 blij.md", "\U0001f600 blij"),
        ("日本.md", "日本"),
    ],
)
def test_names_in_odd_letters_give_a_title_that_reads_as_it_shows(path: str, title: str) -> None:
    assert unicodedata.normalize("NFC", read(path, "Gewone tekst.\n").title) == title


def test_a_web_page_that_is_called_markdown_is_read_as_a_page() -> None:
    page = "<!doctype html><html><head><title>Rooster van mei</title></head><body><p>Tekst.</p></body></html>"
    assert (read("a.md", page).title, read("a.md", page).markdown) == ("Rooster van mei", "Tekst.\n")


def test_a_line_of_twenty_thousand_pieces_is_read_whole_in_every_format() -> None:
    """What was slow by the square of its length: runs of one format, and lines of one list."""
    many = 20_000
    runs = "".join(f"<w:r><w:t xml:space='preserve'>w{number} </w:t></w:r>" for number in range(many))
    document = read("a.docx", word(f"<w:p>{runs}</w:p>"))
    assert len(document.markdown.split()) == many
    lines = "".join(f"<li>Regel {number}</li>" for number in range(many))
    page = read("a.html", f"<html><body><h1>Lijst</h1><ul>{lines}</ul></body></html>")
    assert page.markdown.count("- Regel ") == many
    spans = "".join(f"<b>b{number}</b> <i>i{number}</i> " for number in range(many // 4))
    page = read("a.html", f"<html><body><p>{spans}</p></body></html>")
    assert f"**b{many // 4 - 1}** *i{many // 4 - 1}*" in page.markdown
