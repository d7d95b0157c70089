import pytest

from zwerm.library.imports.document import Document, Note, Refused
from zwerm.library.imports.finishing import relative_links
from zwerm.library.imports.tests.making import read, zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600


@pytest.mark.parametrize(
    ("path", "data", "reason"),
    [
        ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        ("a.docx", OLE, "old_office_format"),
        ("a.doc", OLE, "old_office_format"),
        ("a.xlsx", b"PK\x03\x04", "unsupported_kind"),
        ("a.docx", zipped({"xl/workbook.xml": "x"}), "unsupported_kind"),
        ("a.exe", b"MZ", "unsupported_kind"),
        ("a", b"tekst", "unsupported_kind"),
        ("a.md", b"", "empty"),
        ("a.txt", b" \n\t\n", "empty"),
        ("a.docx", b"geen zip", "damaged"),
        ("a.docx", b"PK\x03\x04 half", "damaged"),
        ("a.txt", bytes(range(256)) * 40, "not_text"),
        ("a.md", b"\x00\x01\x02\x03" * 500, "not_text"),
        ("a.html", b"<!DOCTYPE a [<!ENTITY b 'c'>]><html><p>&b;</p></html>", "xml_entities_refused"),
        ("a.html", b"<html>" + b"<div>" * 5_000 + b"diep", "too_deep"),
        ("a.html", b"<html><body><script>alert(1)</script></body></html>", "no_text_found"),
        ("a.txt", b"a" * (21 * 1024 * 1024), "too_large"),
    ],
)
def test_a_file_that_cannot_come_in_says_why(path: str, data: bytes, reason: str) -> None:
    with pytest.raises(Refused) as refusal:
        read(path, data)
    assert refusal.value.reason.code == reason


def test_a_web_page_that_is_called_a_document_is_read_as_what_it_is() -> None:
    page = (
        "<!doctype html><html><body><p>Een pagina met genoeg tekst om te lezen, en nog een zin erbij.</p></body></html>"
    )
    assert read("a.doc.docx", page).markdown == read("a.txt", page).markdown == read("a.html", page).markdown


SENTENCE = (
    "Café, coördinatie en “geïnformeerd” zijn: de zorg én de cliënt. Wij hebben elke dag een overdracht om één uur.\n"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_text_in_any_encoding_reads_the_same(encoding: str) -> None:
    document = read("a.md", (SENTENCE * 5).encode(encoding))
    assert document.markdown.startswith(SENTENCE.strip())


def test_text_that_was_encoded_twice_is_repaired_and_says_so() -> None:
    document: Document = read(
        "a.md", (SENTENCE * 3).replace("“", "").replace("”", "").encode().decode("cp1252").encode()
    )
    assert "coördinatie en geïnformeerd" in document.markdown
    assert document.notes == (Note("bad_encoding_repaired", {"encoding": "UTF-8, twice"}),)


def test_a_few_damaged_bytes_do_not_change_the_rest() -> None:
    document = read("a.md", (SENTENCE * 30).encode() + b"\xff\xfe\n")
    assert document.markdown.count("coördinatie") == 30
    assert [note.code for note in document.notes] == ["bad_encoding_repaired"]


def test_relative_links_are_found_in_every_form() -> None:
    markdown = "[a](b.md) [c [d]](e.md 'titel') [![f](g.png)](h.md) [i](<j k.md>) \\[l](m.md) `[n](o.md)` [p](q_(r).md)"
    links, pictures = relative_links(markdown)
    assert (links, pictures) == (("b.md", "e.md", "h.md", "q_(r).md"), ("g.png",))
