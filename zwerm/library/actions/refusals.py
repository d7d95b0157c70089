"""Why something is not kept, told to the person who tried."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zwerm.library.models import Version

MOST_CHARACTERS = 1_000_000
MOST_IN_TITLE = 300


class NotKept(Exception):
    """Nothing was written. `reason` can be shown; `field` is the part of a form that it is about."""

    def __init__(self, reason: str | Promise, field: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.field = field


class NotAllowed(NotKept):
    """This person may not write there."""

    def __init__(self) -> None:
        super().__init__(_("You can read here, but only members of this space can write in it."), "space")


class NotAPicture(NotKept):
    """These bytes are no picture that a browser can show safely."""


class NotAFile(NotKept):
    """This file is not kept."""


class Conflict(NotKept):
    """Somebody else kept a newer version in the meantime: `current`."""

    def __init__(self, current: Version) -> None:
        super().__init__(
            _("Someone else changed this in the meantime. Your text is not lost: compare, and save again.")
        )
        self.current = current


def check_words(title: str, text: str) -> tuple[str, str]:
    """Title and text as they will be kept. Raises NotKept."""
    from zwerm.library.rules.markdown import clean_text

    title, text = " ".join(clean_text(title).split()), clean_text(text)
    if not title:
        raise NotKept(_("Give it a title."), "title")
    if len(title) > MOST_IN_TITLE:
        raise NotKept(_("The title can have 300 characters at most."), "title")
    if not text.strip():
        raise NotKept(_("Write something first."), "text")
    if len(text) > MOST_CHARACTERS:
        raise NotKept(_("This is longer than a million characters. Split it into several items."), "text")
    return title, text
