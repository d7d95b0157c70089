"""Where things live, as written in Markdown (`item:…`, `picture:…`, `attachment:…`) and as a browser asks for them."""

from __future__ import annotations

import re
from uuid import UUID

KNOWLEDGE = "/knowledge/"
PICTURES = "/knowledge/pictures/"
FILES = "/knowledge/files/"
# Every id in a text gets this before it, so that no text can pose as a part of the page around it.
PREFIX = "part-"

_ITEM = re.compile(r"^(?:item:|/knowledge/)([0-9a-fA-F]{8}(?:-?[0-9a-fA-F]{4}){3}-?[0-9a-fA-F]{12})(/?(?:[?#].*)?)$")
_ATTACHMENT = re.compile(r"^attachment:([0-9a-f]{64})(?:\.([a-z0-9]{1,10}))?$")
_PICTURE = re.compile(r"^(?:picture:|/knowledge/pictures/)([0-9a-f]{64})/?$")


def item_in(address: str) -> UUID | None:
    """The item that a link in Markdown leads to; None when it leads elsewhere."""
    found = _ITEM.match(address)
    return UUID(found.group(1)) if found else None


def item_address(address: str) -> str:
    """`item:UUID`, with what follows it (`?from=…`, `#…`), as a browser asks for it. What it calls a section is called so on its page."""
    found = _ITEM.match(address)
    assert found, "ask item_in() first"
    rest, mark, section = found.group(2).lstrip("/").partition("#")
    if address.startswith("item:") and section and not section.startswith(PREFIX):
        section = f"{PREFIX}{section}"
    return f"{KNOWLEDGE}{UUID(found.group(1))}/{rest}{mark}{section}"


def picture_in(address: str) -> str | None:
    """The hash of the picture that an image in Markdown shows; None when it lies elsewhere."""
    found = _PICTURE.match(address)
    return found.group(1) if found else None


def picture_address(hash: str) -> str:
    return f"{PICTURES}{hash}/"


def attachment_in(address: str) -> tuple[str, str] | None:
    """Hash and ending of the file that a link in Markdown gives; None when it leads elsewhere."""
    found = _ATTACHMENT.match(address)
    return (found[1], found[2] or "") if found else None
