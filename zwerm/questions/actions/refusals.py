"""Why something is not done, told to the person who tried."""

from __future__ import annotations

from unicodedata import category

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zwerm.library.rules.markdown import clean_text

MOST_IN_TITLE = 300
MOST_CHARACTERS = 20_000
MOST_IN_COMMENT = 2_000


class NotDone(Exception):
    """Nothing was written. `reason` can be shown; `field` is the part of a form that it is about."""

    def __init__(self, reason: str | Promise, field: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.field = field


class NotAllowed(NotDone):
    """This person may not do that here."""

    def __init__(self) -> None:
        super().__init__(_("You cannot do that here."))


def shows(text: str) -> bool:
    """Whether there is anything to read in it: signs that take no place, or only make it, are nothing."""
    return any(category(sign)[0] not in "CZ" for sign in text)


def check_title(title: str) -> str:
    """As it will be kept. Raises NotDone."""
    title = " ".join(clean_text(title).split())
    if not shows(title):
        raise NotDone(_("Write your question in a sentence."), "title")
    if len(title) > MOST_IN_TITLE:
        raise NotDone(_("Say it in at most 300 characters. The rest fits below."), "title")
    return title


def check_words(text: str, *, may_be_empty: bool = False) -> str:
    """Words in Markdown, as they will be kept. Raises NotDone."""
    text = clean_text(text).strip()
    if not shows(text) and not may_be_empty:
        raise NotDone(_("Write something first."), "text")
    if len(text) > MOST_CHARACTERS:
        raise NotDone(_("Say it in at most 20,000 characters."), "text")
    return text


def check_comment(words: str) -> str:
    """A few plain words, as they will be kept. Raises NotDone."""
    words = "\n".join(line.rstrip() for line in clean_text(words).strip().split("\n"))
    if not shows(words):
        raise NotDone(_("Write something first."), "words")
    if len(words) > MOST_IN_COMMENT:
        raise NotDone(_("Say it in at most 2,000 characters. Longer words fit in an answer."), "words")
    return words
