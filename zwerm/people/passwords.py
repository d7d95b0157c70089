"""What a password here must be, besides long enough (settings.py): not guessed at once, and in no breach that is known here."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    MinimumLengthValidator,
    UserAttributeSimilarityValidator,
)
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from zwerm.operations.registry import Health
from zwerm.people.models import Space
from zwerm.people.rules.passwords import guessable, is_in_sorted_file

if TYPE_CHECKING:
    from zwerm.people.models import Person


@cache
def _common() -> frozenset[str]:
    """Django's own list of twenty thousand, read when someone first chooses a password."""
    return frozenset(CommonPasswordValidator().passwords)


class LongEnough(MinimumLengthValidator):
    """Django's own, in words that are translated."""

    def get_error_message(self) -> str:
        return _("This password is too short. Take at least %(number)d characters.") % {"number": self.min_length}


class UnlikeTheirName(UserAttributeSimilarityValidator):
    """Django's own, in words that need no article before the name of a field."""

    def get_error_message(self) -> str:
        return _("This password looks too much like your name or e-mail address.")


class NotGuessable:
    """No known words with a year or a sign behind them, and not the organisation's name."""

    def validate(self, password: str, user: Person | None = None) -> None:
        told = [*Space.objects.filter(kind=Space.Kind.ORGANISATION).values_list("name", flat=True)]
        told.append((urlsplit(settings.SITE_URL).hostname or "").replace(".", " "))
        if user is not None:
            told += [user.name, user.email]
        if guessable(password, told, lambda word: word in _common()):
            raise ValidationError(
                _(
                    "This password is guessed quickly: it is a well-known word with something added. Take a sentence that only you would say."
                ),
                code="password_guessable",
            )

    def get_help_text(self) -> str:
        return _("No well-known word with a year or a sign behind it.")


class NotBreached:
    """Not in the file of breached passwords, when an administrator has given one."""

    def validate(self, password: str, user: Person | None = None) -> None:
        if not settings.BREACHED_PASSWORDS:
            return
        try:
            known = is_in_sorted_file(password, Path(settings.BREACHED_PASSWORDS))
        except OSError:
            # `zwerm doctor` tells that the file is gone; nobody is kept from choosing a password by it.
            return
        if known:
            raise ValidationError(
                _("This password has leaked somewhere before, so attackers try it. Choose another one."),
                code="password_breached",
            )

    def get_help_text(self) -> str:
        return _("No password that has leaked before.")


def check_breached_file() -> Health:
    if not settings.BREACHED_PASSWORDS:
        return Health("off", "no file of breached passwords; well-known words are refused all the same")
    path = Path(settings.BREACHED_PASSWORDS)
    try:
        with path.open("rb") as file:
            keys = [line[:40].upper() for line in (file.readline() for _ in range(1000)) if line]
    except OSError as error:
        return Health("bad", f"{path} cannot be read ({error.strerror})", "Set ZWERM_BREACHED_PASSWORDS to the file.")
    if not keys or keys != sorted(keys) or any(len(key) < 40 for key in keys):
        return Health(
            "bad",
            f"{path} is not a list of SHA-1 in order",
            "Take the download that is ordered by hash, one `HASH:count` a line.",
        )
    return Health("good", f"{path}")
