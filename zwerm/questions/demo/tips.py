"""What the colleagues of the demo tell one another in passing."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction

from zwerm.people.models import Person, Space
from zwerm.questions.actions.tips import last_of, react, seen_up_to, tell_tip
from zwerm.questions.models import Tip

FILE = Path(__file__).parent / "tips.toml"
# They looked yesterday; what came since is new to them.
LOOKED = ("seh", ("sanne.devries", "fatima.elamrani"))


@transaction.atomic
def make_tips() -> None:
    """Safe to repeat: when there are tips, they stay as they are."""
    if Tip.objects.exists():
        return
    people = {person.email.partition("@")[0]: person for person in Person.objects.all()}
    spaces = {space.slug: space for space in Space.objects.all()}
    told = sorted(tomllib.loads(FILE.read_text("utf-8"))["tip"], key=_when)
    slug, lookers = LOOKED
    for entry in told:
        if entry["space"] == slug and entry["days"] == 0:
            for name in lookers:
                seen_up_to(people[name], spaces[slug], last_of(spaces[slug].pk))
        tip = _tell(entry, people, spaces[entry["space"]], None)
        for reply in entry.get("reply", ()):
            _tell(reply, people, spaces[entry["space"]], tip)


def _tell(entry: dict[str, Any], people: dict[str, Person], space: Space, thread: Tip | None) -> Tip:
    tip = tell_tip(people[entry["by"]], space, entry["words"], thread=thread, when=_when(entry))
    for kind, names in entry.get("reactions", {}).items():
        for name in names:
            react(people[name], tip, kind)
    return tip


def _when(entry: dict[str, Any]) -> datetime:
    """Never later than now: whoever makes the demo at night sees what was said yesterday."""
    hour, minute = entry["at"].split(":")
    when = (datetime.now(UTC) - timedelta(days=entry["days"])).replace(
        hour=int(hour), minute=int(minute), second=0, microsecond=0
    )
    return when if when < datetime.now(UTC) else when - timedelta(days=1)
