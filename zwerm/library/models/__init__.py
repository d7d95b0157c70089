from zwerm.library.models.aside import Aside
from zwerm.library.models.attachment import Attachment, AttachmentUse, AttachmentWords
from zwerm.library.models.editing import Room, RoomAuthor, RoomUpdate
from zwerm.library.models.imports import ImportedFile, ImportLine, ImportRun, file_key, source_key
from zwerm.library.models.item import Credit, Item, ItemQuerySet, Link, Visit, cite_url
from zwerm.library.models.likeness import Band, Likeness, Merger, Sketched
from zwerm.library.models.move import Move
from zwerm.library.models.picture import Picture, PictureUse
from zwerm.library.models.skills import ItemSkill
from zwerm.library.models.talk import Comment, Following, Mention, Reaction
from zwerm.library.models.upkeep import Confirmation, Doubt, Rhythm
from zwerm.library.models.version import Passage, Version, first_shared

__all__ = [
    "Aside",
    "Attachment",
    "AttachmentUse",
    "AttachmentWords",
    "Band",
    "Comment",
    "Confirmation",
    "Credit",
    "Doubt",
    "Following",
    "ImportLine",
    "ImportRun",
    "ImportedFile",
    "Item",
    "ItemQuerySet",
    "ItemSkill",
    "Likeness",
    "Link",
    "Mention",
    "Merger",
    "Move",
    "Passage",
    "Picture",
    "PictureUse",
    "Reaction",
    "Rhythm",
    "Room",
    "RoomAuthor",
    "RoomUpdate",
    "Sketched",
    "Version",
    "Visit",
    "cite_url",
    "file_key",
    "first_shared",
    "source_key",
]
