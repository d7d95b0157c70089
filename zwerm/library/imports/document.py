"""What a reader hands over: one document in Markdown, or the reason why there is none."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Note:
    """Something that a person should know about one file: a code and its parameters, so that it can be translated.

    The same shape serves for what was repaired or left out (a note on a document) and for why a file did not
    come in at all (a reason, see `Refused`). All codes stand in `NOTES` and `REASONS`.
    """

    code: str
    params: dict[str, str | int] = field(default_factory=dict)


Reason = Note

NOTES = frozenset(
    {
        "bad_encoding_repaired",
        "changes_accepted",
        "comments_left_out",
        "drawing_left_out",
        "hidden_slides_left_out",
        "include_not_found",
        "part_unreadable",
        "path_outside",
        "picture_left_out",
        "site_parts_left_out",
        "some_pages_without_text",
        "table_cut",
    }
)

REASONS = frozenset(
    {
        "bad_zip",
        "damaged",
        "empty",
        "encrypted",
        "is_link",
        "needs_too_much_memory",
        "no_text_found",
        "not_found",
        "not_text",
        "old_office_format",
        "path_outside",
        "reader_failed",
        "too_deep",
        "too_large",
        "too_many_files",
        "too_much_text",
        "too_slow",
        "unreadable",
        "unsupported_kind",
        "xml_entities_refused",
        "zip_bomb",
    }
)


class Refused(Exception):
    """This file does not come in; `reason` says why. The rest of an import goes on."""

    def __init__(self, code: str, **params: str | int) -> None:
        super().__init__(code, params)
        self.reason = Reason(code, params)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a document. The Markdown shows it as `![alt](picture:NAME)`; the name is made from its content."""

    name: str
    data: bytes
    media_type: str
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One file as Markdown.

    `title` is never empty and does not return as the first heading of `markdown`. `links` are the relative links
    to other files as they stand in the Markdown, so that whoever knows those files can turn them into links
    between items. `wanted_pictures` are pictures that lie beside the document rather than in it.
    """

    title: str
    markdown: str
    authors: tuple[str, ...] = ()
    created: datetime | None = None
    modified: datetime | None = None
    language: str | None = None
    tags: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()
    links: tuple[str, ...] = ()
    wanted_pictures: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
