"""How long until a card returns, in words."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zwerm.practice.actions.clock import day_of


def wait_in_words(due: datetime, now: datetime) -> str:
    """Such as "10 min", "tomorrow", "5 days", "3 months"."""
    days = (day_of(due) - day_of(now)).days
    if days <= 0:
        return _("%(count)s min") % {"count": max(1, round((due - now).total_seconds() / 60))}
    if days == 1:
        return _("tomorrow")
    if days < 45:
        return ngettext("%(count)s day", "%(count)s days", days) % {"count": days}
    months = round(days / 30.4)
    if months < 24:
        return ngettext("%(count)s month", "%(count)s months", months) % {"count": months}
    years = round(days / 365.25)
    return ngettext("%(count)s year", "%(count)s years", years) % {"count": years}
