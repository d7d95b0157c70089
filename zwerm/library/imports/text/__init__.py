"""Plain text, and web pages pasted as plain text."""

from zwerm.library.imports.text.reading import read

__all__ = ["read"]
