"""Web pages, as saved or exported."""

from zwerm.library.imports.html.reading import html_to_blocks, read, read_mhtml

__all__ = ["html_to_blocks", "read", "read_mhtml"]
