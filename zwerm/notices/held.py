"""What notices holds of a person."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from zwerm.notices.registry import kinds, subjects
from zwerm.people.models import Person
from zwerm.people.registry import Fate, Holding, Table

REMOVED = Fate.REMOVED


def _finish(person: Person, rows: list[dict[str, Any]]) -> None:
    """Kinds in the words that are read, and things by what they are called, as far as the person sees them now."""
    of_subject: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if known := kinds.get(row["kind"]):
            of_subject[known.subject].add(row["thing"])
    shown = {name: subjects[name].load(person, things) for name, things in of_subject.items()}
    for row in rows:
        if known := kinds.get(row["kind"]):
            found = shown[known.subject].get(row["thing"])
            row["kind"] = {"id": known.name, "name": str(known.says)}
            row["thing"] = {"id": row["thing"], "name": found.title if found else ""}


def _name_kinds(person: Person, rows: list[dict[str, Any]]) -> None:
    for row in rows:
        if known := kinds.get(row["kind"]):
            row["kind"] = {"id": known.name, "name": str(known.label)}


def _wishes_to_read(row: dict[str, Any]) -> dict[str, Any]:
    hours = {name: f"{row[name]:%H:%M}" for name in ("digest_at", "quiet_from", "quiet_until")}
    return {
        **row,
        **hours,
        "off": ", ".join(str(WEEKDAYS[int(day)]) for day in row["off"]),
        "digest_day": str(WEEKDAYS[row["digest_day"]]),
    }


WISHES = ("mail", "budget", "digest", "digest_day", "digest_at", "quiet_from", "quiet_until", "off")
HOLDINGS = (
    Holding(
        name="notices",
        order=29,
        title=_("Notices"),
        what=_("What was told to you and when you read it: of what kind it was and about which thing, not its words. On which days you were sent messages, whether your mail server refused them, what you chose to hear, and on which devices: with the address at which the maker of your browser passes messages on."),
        why=_("So that you hear what is about you and what you follow, when and how you want it, and not too much of it."),
        seen_by=_("Only you."),
        kept=_("For as long as you have an account; what was told for as long as your administrator chose."),
        erased=_("They are removed."),
        tables=(
            Table("notices.Notice", "person", REMOVED, ("kind", "thing", "came", "before", "read"), finish=_finish),
            Table("notices.Sending", "person", REMOVED, ("way", "day", "number")),
            Table("notices.Refusal", "person", REMOVED, ("code", "since", "again")),
            Table("notices.Wishes", "person", REMOVED, WISHES, shows=_wishes_to_read),
            Table("notices.Choice", "person", REMOVED, ("kind", "mail", "push"), finish=_name_kinds),
            Table("notices.Device", "person", REMOVED, ("browser", "since", "endpoint")),
        ),
    ),
)  # fmt: skip

LABELS = {
    "came": _("came"), "before": _("of use until"), "read": _("read"), "way": _("way"), "day": _("day"), "number": _("number"), "code": _("answer of the mail server"), "push": _("on devices"), "browser": _("browser"), "endpoint": _("where messages are passed on"),
    "again": _("tried again"), "mail": _("by mail"), "budget": _("messages a day"), "digest": _("overview"), "digest_day": _("day of the overview"),
    "digest_at": _("time of the overview"), "quiet_from": _("nothing from"), "quiet_until": _("nothing until"), "off": _("days without messages"),
}  # fmt: skip
ABOUT_NOBODY: dict[str, str] = {}
