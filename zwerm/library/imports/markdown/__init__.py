"""Markdown of all dialects."""

from zwerm.library.imports.markdown.reading import read

__all__ = ["read"]
