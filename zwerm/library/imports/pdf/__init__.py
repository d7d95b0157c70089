"""PDF files."""

from zwerm.library.imports.pdf.reading import read

__all__ = ["read"]
