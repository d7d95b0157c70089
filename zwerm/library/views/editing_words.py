"""The buttons of the editor and the lines of its slash menu, in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext


@dataclass(frozen=True)
class Tool:
    """`name` is what islands/writing/commands.ts calls it; `words`: other words that find it;
    `in_table`: only there; `in_line`: it stands in a line, and so in a table's cell too.
    """

    name: str
    icon: str
    label: str
    words: str = ""
    in_table: bool = False
    in_line: bool = False


def tools() -> list[list[Tool]]:
    """In groups, in the order of use."""
    return [
        [Tool("bold", "bold", _("Bold")), Tool("italic", "italic", _("Italic")), Tool("link", "link", _("Link"))],
        [
            Tool("bullets", "list", _("List")),
            Tool("numbers", "numbers", _("Numbered list")),
            Tool("tasks", "tasks", _("To-do list")),
        ],
        [
            Tool("picture", "picture", _("Picture")),
            Tool("file", "file", _("File")),
            Tool("table", "sheet", _("Table")),
            Tool("note", "info", _("Callout")),
            Tool("insert", "plus", _("Add something else")),
        ],
        [
            Tool("strike", "strike", _("Struck through")),
            Tool("code", "code", _("Code in a line")),
            Tool("undo", "undo", pgettext("what was just typed", "Undo")),
            Tool("redo", "refresh", _("Redo")),
        ],
    ]


def commands() -> list[Tool]:
    """What can be put in by typing a slash."""
    return [
        Tool("rowAfter", "sheet", _("Row below"), "rij erbij row", in_table=True),
        Tool("columnAfter", "sheet", _("Column beside"), "kolom erbij column", in_table=True),
        Tool("rowGone", "trash", _("Remove row"), "rij weg row", in_table=True),
        Tool("columnGone", "trash", _("Remove column"), "kolom weg column", in_table=True),
        Tool("tableGone", "trash", _("Remove table"), "tabel weg table", in_table=True),
        Tool("heading2", "heading", _("Heading"), "kop titel title h2"),
        Tool("heading3", "heading", _("Smaller heading"), "kop subkop h3"),
        Tool("paragraph", "page", _("Plain text"), "alinea paragraph"),
        Tool("bullets", "list", _("List"), "lijst opsomming bullets"),
        Tool("numbers", "numbers", _("Numbered list"), "genummerd stappen steps numbers"),
        Tool("tasks", "tasks", _("To-do list"), "taken checklist afvinken tasks"),
        Tool("table", "sheet", _("Table"), "tabel rijen kolommen"),
        Tool("note", "info", _("Callout: good to know"), "kader callout let op opmerking note"),
        Tool("tip", "good", _("Callout: tip"), "kader callout tip"),
        Tool("warning", "warning", _("Callout: watch out"), "kader callout waarschuwing warning"),
        Tool("quote", "quote", _("Quote"), "citaat aanhaling"),
        Tool("picture", "picture", _("Picture"), "plaatje foto afbeelding image photo", in_line=True),
        Tool("file", "file", _("File"), "bestand bijlage pdf word excel attachment", in_line=True),
        Tool("item", "link", _("Link to something here"), "verwijzing koppeling item link", in_line=True),
        Tool("link", "link", _("Link"), "koppeling adres website url", in_line=True),
        Tool("person", "person", _("Name a colleague"), "persoon collega mention", in_line=True),
        Tool("codeblock", "code", _("Code"), "codeblok commando"),
        Tool("divider", "more", _("Line across"), "scheiding streep hr divider"),
    ]
