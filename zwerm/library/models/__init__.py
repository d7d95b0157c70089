from zwerm.library.models.item import Credit, Item, ItemQuerySet, Link, Visit, cite_url
from zwerm.library.models.picture import Picture, PictureUse
from zwerm.library.models.version import Passage, Version

__all__ = [
    "Credit",
    "Item",
    "ItemQuerySet",
    "Link",
    "Passage",
    "Picture",
    "PictureUse",
    "Version",
    "Visit",
    "cite_url",
]
