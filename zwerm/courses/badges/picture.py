"""The picture of a badge, drawn by `badge.typ`, and baking: the signed text goes along inside the picture (OB 3.0, section 5.3)."""

from __future__ import annotations

import zlib
from pathlib import Path
from struct import pack
from xml.sax.saxutils import escape, quoteattr

import msgspec

TEMPLATE = Path(__file__).with_name("badge.typ")
PIXELS = 640
POINTS = 256
SIGNATURE = b"\x89PNG\r\n\x1a\n"
# Signature, and the first chunk (IHDR) that must stay the first: length, name, 13 bytes, checksum.
AFTER_HEAD = len(SIGNATURE) + 4 + 4 + 13 + 4
NAMESPACE = "https://purl.imsglobal.org/ob/v3p0"


class Picture(msgspec.Struct, frozen=True):
    """What stands on it; `word`: that it was passed or finished, in `language`."""

    title: str
    organisation: str
    language: str
    word: str


def as_svg(picture: Picture, token: str = "") -> bytes:
    """With the signed text of a badge in it, or bare. Letters are drawn as shapes, so the title is told beside them."""
    drawn = _drawn(picture, "svg").decode()
    opening, ending, rest = drawn.partition(">")
    told = escape(f"{picture.title}, {picture.organisation}")
    baked = f"<openbadges:credential verify={quoteattr(token)}></openbadges:credential>" if token else ""
    names = f' xmlns:openbadges="{NAMESPACE}"' if token else ""
    return f'{opening}{names} role="img"{ending}{baked}<title>{told}</title>{rest}'.encode()


def as_png(picture: Picture, token: str = "") -> bytes:
    drawn = _drawn(picture, "png")
    if not token:
        return drawn
    # Keyword, not compressed, no language, no translated keyword, text.
    text = b"openbadgecredential\0\0\0\0\0" + token.encode()
    return drawn[:AFTER_HEAD] + _chunk(b"iTXt", text) + drawn[AFTER_HEAD:]


def _chunk(name: bytes, content: bytes) -> bytes:
    return pack(">I", len(content)) + name + content + pack(">I", zlib.crc32(name + content))


def _drawn(picture: Picture, form: str) -> bytes:
    # Imported late, as for certificates on paper.
    import typst

    given = {"badge": msgspec.json.encode(picture).decode()}
    ppi = {"ppi": 72.0 * PIXELS / POINTS} if form == "png" else {}
    drawn: bytes = typst.compile(TEMPLATE.read_bytes(), format=form, sys_inputs=given, **ppi)  # type: ignore[call-overload]
    return drawn
