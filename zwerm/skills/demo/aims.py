"""What the teams and the whole of the demo want to be able to by a day."""

from __future__ import annotations

import tomllib
from datetime import timedelta
from pathlib import Path

from django.db import transaction

from zwerm.operations.days import organisation_day
from zwerm.people.models import Duty, Person, Space
from zwerm.skills.actions import add_aim, ask_of_aim, choose_people
from zwerm.skills.models import Aim, Skill

FILE = Path(__file__).parent / "aims.toml"


@transaction.atomic
def make_aims() -> None:
    """Safe to repeat: where any are, nothing is added."""
    if Aim.objects.exists():
        return
    by = Person.objects.filter(duty_set__name=Duty.Name.LD).order_by("email").first()
    assert by is not None
    people = {person.email: person for person in Person.objects.all()}
    spaces = {space.slug: space for space in Space.objects.all()}
    skills = {label.text: skill for skill in Skill.objects.named() for label in skill.labels if label.language == "nl"}
    today = organisation_day()
    for entry in tomllib.loads(FILE.read_text("utf-8"))["aim"]:
        until = today + timedelta(days=entry["days"])
        aim = add_aim(by, spaces[entry["space"]], entry["name"], entry["about"], until)
        for name, level, many in entry["asks"]:
            ask_of_aim(by, aim, skills[name], level, many)
        if "people" in entry:
            choose_people(by, aim, [people[email] for email in entry["people"]])
