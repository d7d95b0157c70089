"""PDF files."""

from zwerm.library.imports.document import Document, Refused


def read(data: bytes, path: str) -> Document:
    raise Refused("unsupported_kind", kind="pdf")
