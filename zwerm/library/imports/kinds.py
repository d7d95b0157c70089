"""Which reader a file needs: its suffix says so, its first bytes must agree."""

from pathlib import PurePosixPath

from zwerm.library.imports.document import Reason, Refused

SUFFIXES = {
    ".docx": "docx",
    ".docm": "docx",
    ".dotx": "docx",
    ".pptx": "pptx",
    ".pptm": "pptx",
    ".ppsx": "pptx",
    ".potx": "pptx",
    ".pdf": "pdf",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".mhtml": "mhtml",
    ".mht": "mhtml",
    ".md": "markdown",
    ".mdx": "markdown",
    ".markdown": "markdown",
    ".mkd": "markdown",
    ".qmd": "markdown",
    ".txt": "text",
    ".text": "text",
}
PICTURE_SUFFIXES = frozenset(
    {
        ".png",
        ".jpg",
        ".jpeg",
        ".gif",
        ".webp",
        ".bmp",
        ".tif",
        ".tiff",
        ".svg",
        ".avif",
        ".ico",
    }
)
OLD_OFFICE_SUFFIXES = frozenset({".doc", ".dot", ".ppt", ".pps", ".pot"})
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")


def suffix_of(path: str) -> str:
    return PurePosixPath(path).suffix.lower()


def is_supported(path: str) -> bool:
    """Whether the name promises something that a reader knows."""
    return suffix_of(path) in SUFFIXES


def is_archive(path: str) -> bool:
    return suffix_of(path) == ".zip"


def is_picture(path: str) -> bool:
    return suffix_of(path) in PICTURE_SUFFIXES


def why_unsupported(path: str) -> Reason:
    """What to say of a file whose name promises nothing that a reader knows."""
    suffix = suffix_of(path)
    if suffix in OLD_OFFICE_SUFFIXES:
        return Reason("old_office_format")
    return Reason("unsupported_kind", {"kind": suffix.lstrip(".") or "?"})


def kind_of(path: str, data: bytes) -> str:
    """The reader for this file: `docx`, `pptx`, `pdf`, `html`, `mhtml`, `markdown` or `text`.

    Raises `Refused` for kinds that no reader knows, for old or encrypted Office files and for empty files.
    """
    suffix = suffix_of(path)
    if suffix not in SUFFIXES:
        reason = why_unsupported(path)
        raise Refused(reason.code, **reason.params)
    if not data.strip(b"\x00 \t\r\n"):
        raise Refused("empty")
    head = data[:1024]
    if head.startswith(_OLD_OFFICE):
        raise Refused("encrypted" if _ENCRYPTED_PACKAGE in data else "old_office_format")
    if b"%PDF-" in head:
        return "pdf"
    if head.startswith(_ZIP):
        return _package_kind(data)
    kind = SUFFIXES[suffix]
    if kind in {"docx", "pptx", "pdf"}:
        # Word and browsers save web pages under any name.
        if _looks_like_html(head):
            return "html"
        raise Refused("damaged", kind=suffix.lstrip("."))
    if kind in {"text", "markdown"} and _looks_like_html(head):
        return "html"
    return kind


def _looks_like_html(head: bytes) -> bool:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith((b"<!doctype html", b"<html"))


def _package_kind(data: bytes) -> str:
    """Names of parts stand uncompressed in a zip, so the kind can be seen without opening it."""
    if b"word/document" in data or b"word/_rels/" in data:
        return "docx"
    if b"ppt/presentation" in data or b"ppt/slides/" in data:
        return "pptx"
    if b"xl/workbook" in data:
        raise Refused("unsupported_kind", kind="xlsx")
    return "docx"
