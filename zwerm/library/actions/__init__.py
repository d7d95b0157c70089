from zwerm.library.actions.attachment import keep_attachment
from zwerm.library.actions.draft import discard_draft, place_draft
from zwerm.library.actions.exporting import export_space, exportable_by
from zwerm.library.actions.files import keep_files
from zwerm.library.actions.keep import Credited, keep_item
from zwerm.library.actions.picture import keep_picture
from zwerm.library.actions.publish import publish_item
from zwerm.library.actions.refusals import Conflict, NotAFile, NotAllowed, NotAPicture, NotKept
from zwerm.library.actions.render import render_again, up_to_date
from zwerm.library.actions.revise import may_revise, revise_item
from zwerm.library.actions.sweep import sweep_kept, sweep_uploads
from zwerm.library.actions.upkeep import (
    confirm_item,
    doubt_item,
    give_item,
    may_keep,
    set_rhythm,
    set_rhythm_of,
    settle_doubt,
)
from zwerm.library.actions.visit import visit_item
from zwerm.library.actions.written import refresh_links

__all__ = [
    "Conflict",
    "Credited",
    "NotAFile",
    "NotAPicture",
    "NotAllowed",
    "NotKept",
    "confirm_item",
    "discard_draft",
    "doubt_item",
    "export_space",
    "exportable_by",
    "give_item",
    "keep_attachment",
    "keep_files",
    "keep_item",
    "keep_picture",
    "may_keep",
    "may_revise",
    "place_draft",
    "publish_item",
    "refresh_links",
    "render_again",
    "revise_item",
    "set_rhythm",
    "set_rhythm_of",
    "settle_doubt",
    "sweep_kept",
    "sweep_uploads",
    "up_to_date",
    "visit_item",
]
