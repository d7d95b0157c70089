"""PowerPoint presentations."""

from zwerm.library.imports.pptx.reading import read

__all__ = ["read"]
