"""Writing together: an item's document, what was written in it, and the version that comes of it."""

from zwerm.library.actions.editing.drafts import UNTITLED, begin_draft
from zwerm.library.actions.editing.rooms import (
    Opened,
    TooMuch,
    add_updates,
    attend,
    open_room,
    read_since,
)
from zwerm.library.actions.editing.sessions import end_abandoned, keep_session

__all__ = [
    "UNTITLED",
    "Opened",
    "TooMuch",
    "add_updates",
    "attend",
    "begin_draft",
    "end_abandoned",
    "keep_session",
    "open_room",
    "read_since",
]
