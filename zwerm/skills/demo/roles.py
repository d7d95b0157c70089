"""What the work in the demo asks, and whose role that is."""

from __future__ import annotations

import tomllib
from pathlib import Path

from django.db import transaction

from zwerm.people.models import Duty, Person
from zwerm.skills.actions import add_role, ask_of_role, choose_role
from zwerm.skills.models import Role, Skill

FILE = Path(__file__).parent / "roles.toml"


@transaction.atomic
def make_roles() -> None:
    """Safe to repeat: where roles are, nothing is added."""
    if Role.objects.exists():
        return
    by = Person.objects.filter(duty_set__name=Duty.Name.LD).order_by("email").first()
    assert by is not None
    people = {person.email: person for person in Person.objects.all()}
    skills = {label.text: skill for skill in Skill.objects.named() for label in skill.labels if label.language == "nl"}
    for entry in tomllib.loads(FILE.read_text("utf-8"))["role"]:
        role = add_role(by, entry["name"], entry["about"])
        for name, level in entry["asks"]:
            ask_of_role(by, role, skills[name], level)
        for email in entry["own"]:
            choose_role(people[email], role)
