"""Certificates on paper, as PDF: pure, the same certificate gives the same bytes.

Tagged, with title and language (PDF/UA-1), so that a screen reader reads it in order. `certificate.typ` is how it looks.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import msgspec

TEMPLATE = Path(__file__).with_name("certificate.typ")


class Paper(msgspec.Struct, frozen=True):
    """What stands on it, in the language of its holder. `valid` is empty where it stays valid."""

    language: str
    heading: str
    organisation: str
    given_to: str
    name: str
    finished: str
    title: str
    title_language: str
    awarded: str
    valid: str
    check: str
    address: str
    code_alt: str


def print_certificate(paper: Paper, moment: datetime) -> bytes:
    """The PDF. Letters that its typeface lacks (other scripts than Latin, Greek, Cyrillic, Arabic, Hebrew) come from the fonts of
    the machine; where it has none, they show as boxes, and the file is no longer PDF/UA.
    """
    # Imported late: 20 MB that a process needs which prints, and no other.
    import typst

    given = {"paper": msgspec.json.encode(paper).decode(), "code": _code(paper.address)}
    ways: tuple[dict[str, object], ...] = (
        {"ignore_system_fonts": True, "pdf_standards": ["ua-1"]},
        {"pdf_standards": ["ua-1"]},
        {},
    )
    for way in ways[:-1]:
        try:
            return _compile(given, moment, way)
        except typst.TypstError:
            continue
    return _compile(given, moment, ways[-1])


def _compile(given: dict[str, str], moment: datetime, way: dict[str, object]) -> bytes:
    import typst

    pdf: bytes = typst.compile(
        TEMPLATE.read_bytes(), format="pdf", sys_inputs=given, timestamp=moment.replace(microsecond=0), **way
    )  # type: ignore[call-overload]
    return pdf


def _code(address: str) -> str:
    """The address as a QR code, drawn as one path."""
    import qrcode

    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=0)
    code.add_data(address)
    rows = code.get_matrix()
    squares = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {len(rows)} {len(rows)}"><path d="{squares}"/></svg>'
