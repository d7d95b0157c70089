import subprocess
from collections.abc import Iterator

import pytest

from zwerm.library.imports import sandbox as sandboxes
from zwerm.library.imports.document import Refused
from zwerm.library.imports.sandbox import Sandbox
from zwerm.library.imports.tests.making import zipped

PAGE = "<html><head><title>Handen wassen</title></head><body><p>Was je handen voor en na elk bezoek aan een kamer.</p></body></html>"
WORKER = """
import os, sys, time
from zwerm.library.imports import worker
def read(path, data):
    if path == "hangt.html": time.sleep(600)
    if path == "valt.html": os.abort()
    if path == "eet.html": return [bytearray(64 * 1024 * 1024) for _ in range(1000)]
    if path == "praat.html": print("hoi" * 100)
    return original(path, data)
original, worker.read_document = worker.read_document, read
worker.main()
"""


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> Iterator[Sandbox]:
    """A sandbox whose worker breaks on certain names, as a reader would on certain files."""
    popen = subprocess.Popen
    monkeypatch.setattr(subprocess, "Popen", lambda command, **more: popen([command[0], "-c", WORKER], **more))
    with Sandbox(seconds=60) as sandbox:
        yield sandbox


def test_a_document_comes_back_whole_from_the_other_process() -> None:
    with Sandbox() as sandbox:
        document = sandbox.read("a.html", PAGE.encode())
    assert (document.title, document.markdown) == (
        "Handen wassen",
        "Was je handen voor en na elk bezoek aan een kamer.\n",
    )


def test_a_refusal_comes_back_with_its_parameters() -> None:
    with Sandbox() as sandbox, pytest.raises(Refused) as refusal:
        sandbox.read("a.docx", zipped({"word/document.xml": "<!DOCTYPE a>"}))
    assert (refusal.value.reason.code, refusal.value.reason.params) == (
        "xml_entities_refused",
        {"part": "word/document.xml"},
    )


@pytest.mark.parametrize(
    ("path", "reason"),
    [("hangt.html", "too_slow"), ("valt.html", "needs_too_much_memory"), ("eet.html", "needs_too_much_memory")],
)
def test_a_file_that_breaks_its_reader_gets_a_reason_and_the_next_one_is_read(
    broken: Sandbox, path: str, reason: str
) -> None:
    broken.seconds = 1 if reason == "too_slow" else 60
    with pytest.raises(Refused) as refusal:
        broken.read(path, PAGE.encode())
    assert refusal.value.reason.code == reason
    broken.seconds = 60
    assert broken.read("goed.html", PAGE.encode()).title == "Handen wassen"


def test_a_reader_that_prints_does_not_spoil_the_answer(broken: Sandbox) -> None:
    assert broken.read("praat.html", PAGE.encode()).title == "Handen wassen"


def test_the_other_process_gets_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZWERM_SECRET_KEY", "geheim")
    assert "ZWERM_SECRET_KEY" not in sandboxes._bare_environment()


def test_small_texts_need_no_other_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "Popen", None)
    with Sandbox() as sandbox:
        assert sandbox.read("a.md", b"# Rooster\n\nTekst.\n").title == "Rooster"


def test_many_small_texts_read_the_same_as_few() -> None:
    texts = [f"# Blad {number}\n\nTekst van blad {number}.\n".encode() for number in range(60)]
    with Sandbox() as sandbox:
        titles = [sandbox.read(f"{number}.md", text).title for number, text in enumerate(texts)]
    assert titles == [f"Blad {number}" for number in range(60)]


def test_a_text_that_includes_another_is_read_where_the_others_are_seen() -> None:
    with Sandbox() as sandbox:
        for _ in range(60):
            document = sandbox.read("a.md", b'# Blad\n\n#include "deel.md"\n', {"deel.md": "Het deel."}.get)
    assert document.markdown == "Het deel.\n"
