"""Writing together: an item's document, what was written in it, and the version that comes of it."""

from zwerm.library.actions.editing.drafts import begin_draft
from zwerm.library.actions.editing.rooms import (
    BegunAnew,
    Elsewhere,
    Opened,
    TooMuch,
    add_updates,
    attend,
    begun_of,
    came_from_elsewhere,
    last_from_elsewhere,
    open_room,
    read_since,
    standing_of_writers,
    title_in,
)
from zwerm.library.actions.editing.sessions import end_abandoned, keep_session, others_write_in

__all__ = [
    "BegunAnew",
    "Elsewhere",
    "Opened",
    "TooMuch",
    "add_updates",
    "attend",
    "begin_draft",
    "begun_of",
    "came_from_elsewhere",
    "end_abandoned",
    "keep_session",
    "last_from_elsewhere",
    "open_room",
    "others_write_in",
    "read_since",
    "standing_of_writers",
    "title_in",
]
