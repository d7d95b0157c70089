"""Small helpers for the components: an icon, a person's tint."""

from __future__ import annotations

from functools import lru_cache
from zlib import crc32

from django import template
from django.forms import Form
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from zwerm.ui.sprites import SPRITES, icon_files

register = template.Library()
TINTS = 6


@register.simple_tag
def icon(name: str, size: str = "") -> SafeString:
    """A line icon from our own sprite. It is decoration: the words beside it carry the meaning."""
    return _icon(name, size)


@lru_cache(maxsize=512)
def _icon(name: str, size: str) -> SafeString:
    """Kept: a page has some fifty, of few kinds."""
    return format_html(
        '<svg class="icon{}" aria-hidden="true"><use href="{}#{}"/></svg>',
        f" icon--{size}" if size else "",
        static(icon_files().get(name, SPRITES[0])),
        name,
    )


@register.filter
def whole_minutes(minutes: float | None) -> int:
    """How long something takes, as people say it: whole minutes, at least one."""
    return max(1, round(minutes or 0))


@register.filter
def asks_secret(form: Form) -> bool:
    """Whether a field holds what a page never shows again: a password."""
    return any(getattr(field.field.widget, "input_type", "") == "password" for field in form)


@register.filter
def tint(name: object) -> int:
    """One of six tints, always the same for the same name."""
    return crc32(str(name).encode()) % TINTS


@register.filter
def initials(name: object) -> str:
    """At most two letters of a name; words like "van" and "de" don't count."""
    words = [word for word in str(name).split() if word[:1].isupper()] or str(name).split() or ["?"]
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()


@register.filter
def first_name(name: object) -> str:
    """The word that colleagues call someone by."""
    return next(iter(str(name).split()), "")


@register.filter
def breakable(address: object) -> SafeString:
    """An address of mail that may go on below after its @, rather than anywhere."""
    name, at, host = str(address).partition("@")
    return format_html("{}{}<wbr>{}", name, at, host)


@register.filter
def wordlist(words: str) -> list[str]:
    """A list written as words with spaces, for the patterns page."""
    return words.split()
