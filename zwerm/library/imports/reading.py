"""One file in, one document out: the reader that its kind needs, with every failure as a clear reason."""

from collections.abc import Mapping

from zwerm.library.imports import limits
from zwerm.library.imports.document import Document, Refused
from zwerm.library.imports.kinds import kind_of
from zwerm.library.imports.markdown.reading import Lookup, nothing

# Raised when readers give other Markdown for the same bytes: then files that did not change are read again.
READER = 9


def read_document(
    path: str,
    data: bytes,
    lookup: Lookup = nothing,
    variables: Mapping[str, str] | None = None,
) -> Document:
    """The document in `data`; `path` is its path in the collection, for its kind, its title and its date.

    `lookup` gives the text of another file of the collection (includes in Markdown), `variables` fill in `$NAME$`.
    Raises `Refused` with the reason; nothing else leaves this function.
    """
    try:
        if len(data) > limits.FILE_BYTES:
            raise Refused("too_large", size=len(data), limit=limits.FILE_BYTES)
        return _read(kind_of(path, data), path, data, lookup, variables)
    except Refused as refusal:
        # A Word or PowerPoint file is a zip, but whoever wrote it knows nothing of that.
        if refusal.reason.code == "bad_zip":
            raise Refused("damaged") from refusal
        raise
    except MemoryError as error:
        raise Refused("needs_too_much_memory") from error
    except RecursionError as error:
        raise Refused("too_deep") from error
    except Exception as error:
        # A file that confuses a reader must not stop the others; the name of the error helps whoever mends the reader.
        raise Refused("reader_failed", error=type(error).__name__) from error


def _read(
    kind: str,
    path: str,
    data: bytes,
    lookup: Lookup,
    variables: Mapping[str, str] | None,
) -> Document:
    # Each reader is loaded when it is needed: Word and PDF bring libraries that most runs can do without.
    if kind == "markdown":
        from zwerm.library.imports import markdown

        return markdown.read(data, path, lookup, variables)
    if kind == "text":
        from zwerm.library.imports import text

        return text.read(data, path, lookup, variables)
    if kind == "html":
        from zwerm.library.imports import html

        return html.read(data, path)
    if kind == "mhtml":
        from zwerm.library.imports import html

        return html.read_mhtml(data, path)
    if kind == "docx":
        from zwerm.library.imports import docx

        return docx.read(data, path)
    if kind == "pptx":
        from zwerm.library.imports import pptx

        return pptx.read(data, path)
    from zwerm.library.imports import pdf

    return pdf.read(data, path)
