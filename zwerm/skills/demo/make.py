"""Gives the demo organisation its list of skills."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from django.db import transaction

from zwerm.people.models import Duty, Person
from zwerm.skills.actions import Told, add_skill
from zwerm.skills.models import Skill

FILE = Path(__file__).parent / "skills.toml"


@transaction.atomic
def make_skills() -> None:
    """Safe to repeat: where skills are, nothing is added."""
    if Skill.objects.exists():
        return
    by = Person.objects.filter(duty_set__name__in=[Duty.Name.LD, Duty.Name.ADMIN]).order_by("email").first()
    assert by is not None
    told = tomllib.loads(FILE.read_text("utf-8"))
    groups = {entry["nl"]: add_skill(by, _told(entry, Skill.Kind.GROUP)) for entry in told["group"]}
    for entry in told["skill"]:
        add_skill(by, _told(entry, entry.get("kind", Skill.Kind.SKILL), groups[entry["group"]]))


def _told(entry: dict[str, Any], kind: str, *groups: Skill) -> Told:
    return Told(
        kind=kind,
        names={language: entry[language] for language in ("nl", "en")},
        others={language: entry.get(f"others_{language}", ()) for language in ("nl", "en")},
        about={language: entry.get(f"about_{language}", "") for language in ("nl", "en")},
        broader=groups,
    )
