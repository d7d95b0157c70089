"""What a mail says. Of closed spaces it tells only of what kind something is: mail lies on servers and in boxes that Zwerm does not guard."""

from __future__ import annotations

from collections.abc import Sequence
from email.utils import parseaddr
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.signing import BadSignature, Signer
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zwerm.notices.actions.showing import Line
from zwerm.people.models import Person

MOST_LINES = 40


def ending_address(person: Person) -> str:
    """Where they stop mail of notices with one click, signed in or not (RFC 8058)."""
    return settings.SITE_URL + reverse("notices:mail-ending", args=[_signer().sign(str(person.pk))])


def whose(token: str) -> UUID | None:
    """The person to whom such an address was sent."""
    try:
        return UUID(_signer().unsign(token))
    except (BadSignature, ValueError):
        return None


def _signer() -> Signer:
    """With the secret of this installation."""
    return Signer(salt="notices.mail")


def title_outside(line: Line) -> str:
    """What a thing is called where Zwerm does not guard it: nothing, when not all colleagues see it."""
    space = line.shown.space
    return " ".join(line.shown.title.split()) if space is not None and space.open else ""


def letter(person: Person, lines: Sequence[Line], name: UUID, *, digest: bool) -> EmailMultiAlternatives:
    """In the reader's language, as plain words and as a small page. `name` is that of the sending: of one, all copies have the same Message-ID."""
    ending = ending_address(person)
    with translation.override(person.written_in), timezone.override(person.zone):
        told = [
            {
                "says": line.kind.says,
                "title": title_outside(line),
                "url": settings.SITE_URL + line.notice.get_absolute_url(),
            }
            for line in lines[:MOST_LINES]
        ]
        given = {
            "name": person.name,
            "lines": told,
            "more": max(0, len(lines) - MOST_LINES),
            "digest": digest,
            "inbox": settings.SITE_URL + reverse("notices:inbox"),
            "settings": settings.SITE_URL + reverse("notices:settings"),
            "ending": ending,
            "language": translation.get_language(),
        }
        message = EmailMultiAlternatives(
            subject=_subject(told, len(lines)),
            body=render_to_string("notices/mail/notices.txt", given).strip() + "\n",
            to=[person.email],
            headers={
                "Message-ID": f"<{name}@{_host()}>",
                "List-Unsubscribe": f"<{ending}>",
                "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
                "Auto-Submitted": "auto-generated",
            },
        )
        message.attach_alternative(render_to_string("notices/mail/notices.html", given), "text/html")
    return message


def _subject(told: list[dict[str, object]], number: int) -> str:
    if number != 1:
        words = ngettext("%(number)s notice for you", "%(number)s notices for you", number) % {"number": number}
        return f"Zwerm: {words}"
    says, title = str(told[0]["says"]), str(told[0]["title"])
    return Truncator(_("%(says)s: %(title)s") % {"says": says, "title": title} if title else says).chars(120)


def _host() -> str:
    address = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    return address.rpartition("@")[2] or urlsplit(settings.SITE_URL).hostname or "localhost"
