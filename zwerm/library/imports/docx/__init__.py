"""Word documents."""

from zwerm.library.imports.docx.reading import read

__all__ = ["read"]
