"""Why a file did not come in, or what was left out of it, in the language of the reader."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from zwerm.library.imports.limits import MB

REASONS: dict[str, str | Promise] = {
    "bad_zip": _("This zip file is damaged. Make it again and try once more."),
    "changed_here": _("Somebody changed this in Zwerm. That text stays; the new text waits for you as a draft."),
    "damaged": _("This file is damaged or not what its name says. Open it yourself, save it again and try once more."),
    "empty": _("This file is empty."),
    "encrypted": _("This file is locked with a password. Save it without a password and try again."),
    "export_unusable": _(
        "This is not as Zwerm wrote it (%(why)s). The files beside it came in as ordinary documents, without their history."
    ),
    "gone": _("This file is no longer there. What it said stays here, until somebody changes it."),
    "gone_changed": _("This file is no longer there. Its text stays, because colleagues worked on it here."),
    "gone_elsewhere": _(
        "This file is no longer there. Its text stays, because it also came from another folder or file."
    ),
    "gone_kept": _("This file is no longer there. Its text stays, because a colleague put it back."),
    "gone_most": _(
        "This file is no longer there. Its text stays for now, because more than half of the files are gone."
    ),
    "gone_set_aside": _("This file is no longer there. Its text is set aside: colleagues no longer find it."),
    "is_link": _("This is a link to another place. Links are not followed."),
    "needs_too_much_memory": _("Reading this file took too much memory. Split it and try again."),
    "no_text_found": _("There is no text to read in this file. If it is a scan, it needs text recognition first."),
    "not_found": _("There is nothing at this place."),
    "not_in_export": _("This is no longer in the export, so it is missing from %(titles)s."),
    "not_writable": _("You may no longer write in this space, so this did not come in."),
    "not_text": _("This does not look like text."),
    "old_office_format": _("This is an old Office format. Save it as docx or pptx and try again."),
    "path_outside": _("This name leads outside the folder. It was not opened."),
    "picture_unused": _("This picture is not shown in any of the documents."),
    "reader_failed": _("This file could not be read (%(error)s). The other files are not affected."),
    "removed_here": _("This was removed in Zwerm and does not come back."),
    "too_deep": _("This file is nested too deeply to read."),
    "too_large": _("This file is too large: it can have %(most)s MB at most. Split it and try again."),
    "too_many_files": _("This zip file holds too many files. Split it and try again."),
    "too_much_text": _("There is too much text in this file for one item. Split it and try again."),
    "too_slow": _("Reading this file took too long. Split it and try again."),
    "unreadable": _("This file could not be opened. Look at its permissions."),
    "unusable_in_export": _("This is damaged, too large or not allowed here, so it is missing from %(titles)s."),
    "unsupported_kind": _("Zwerm cannot read this kind of file (%(kind)s)."),
    "xml_entities_refused": _("This file holds instructions that no ordinary document has. It was not opened."),
    "zip_bomb": _("This file unpacks to far more than it should. It was not opened."),
}
NOTES: dict[str, str | Promise] = {
    "bad_encoding_repaired": _("Characters were repaired; it was not saved as UTF-8."),
    "changes_accepted": _("Tracked changes were taken as accepted."),
    "changed_in_export": _("Pictures and files that are not what they were came in as they are now: %(count)s."),
    "comments_left_out": _("Comments were left out: %(count)s."),
    "drawing_left_out": _("Drawings were left out: %(count)s."),
    "file_too_large": _("Files that it links to are larger than %(most)s megabytes and were left out: %(count)s."),
    "hidden_slides_left_out": _("Hidden slides were left out: %(count)s."),
    "include_not_found": _("Parts from other files were not found: %(count)s."),
    "kept_as_new": _("This is like nothing that was here under this name: kept as a new item."),
    "links_became_words": _("These links lead to what was not imported, and are plain words now: %(links)s."),
    "link_without_target": _("Links to files that did not come in lead nowhere now: %(count)s."),
    "edited_outside": _("This file was changed after it was exported. That text is a new version."),
    "moved": _("This file was at %(path)s before."),
    "part_unreadable": _("A part could not be read."),
    "past_left_out": _("Earlier versions that could not be read were left out: %(count)s."),
    "path_outside": _("A link that leads outside the folder was left out."),
    "picture_left_out": _("Pictures were left out: %(count)s."),
    "replaces": _("Replaces “%(title)s”. What that said stays under its versions."),
    "site_parts_left_out": _("Menus, adverts and other parts of the site were left out."),
    "some_links_became_words": _(
        "These links lead to what was not imported, and are plain words now: %(links)s and %(more)s more."
    ),
    "some_pages_without_text": _("Pages without text, such as scans: %(count)s."),
    "table_cut": _("Something very long was cut off."),
}

# Why pictures were left out. Reports of before this was told have a code alone.
PICTURES = {
    "damaged": _("Pictures that are damaged were left out: %(count)s."),
    "kind": _("Pictures of a kind that we do not show, such as EMF or SVG, were left out: %(count)s."),
    "large": _("Pictures that are too large were left out: %(count)s."),
    "many": _("One document has so many pictures that the last ones were left out: %(count)s."),
    "missing": _("Pictures that were not among the files were left out: %(count)s."),
    "remote": _("Pictures that stand on another site were left out, for nothing is fetched from there: %(count)s."),
}


def tell_note(code: str, params: Mapping[str, Any]) -> str:
    """One sentence for a reason or a note. A code that nobody translated yet is shown itself."""
    if code == "unsupported_kind" and params.get("kind", "?") == "?":
        return _now("This file does not say what kind of file it is, so Zwerm cannot read it.")
    sentence = REASONS.get(code) or NOTES.get(code)
    if code == "picture_left_out":
        sentence = PICTURES.get(params.get("why", ""), sentence)
    if sentence is None:
        return _now("Left out (%(code)s).") % {"code": code}
    # Limits are kept in bytes.
    most = int(params.get("limit", 0)) // MB or "?"
    known = {"most": most, "kind": "?", "error": "?", "count": "?", "path": "?", "title": "?", "titles": "?", **params}
    return str(sentence) % known
