"""Drafts that have no title of their own yet: lists call them something, and the field for the title stays empty."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from zwerm.library.actions.refusals import NotKept

UNTITLED = _("Without a title yet")


def is_untitled(title: str) -> bool:
    """Whether its writer gave it no title so far, in whichever language they write."""
    names = set()
    for language, _name in settings.LANGUAGES:
        with override(language):
            names.add(str(UNTITLED))
    return title in names


def given_title(title: str) -> str:
    """What its writer called it: nothing, so far, when it is only called something for the time being."""
    return "" if is_untitled(title) else title


def check_titled(title: str) -> None:
    """Raises NotKept for a draft that nobody would find."""
    if is_untitled(title):
        raise NotKept(_("Give it a title first, so that colleagues find it. Your text is kept."), "title")
