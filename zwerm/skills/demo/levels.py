"""What colleagues of the demo say that they can, and what others say of it."""

from __future__ import annotations

import tomllib
from pathlib import Path

from django.db import transaction

from zwerm.people.models import Person
from zwerm.skills.actions import agree, confirm, refuse, say_level, tell_ability
from zwerm.skills.models import Ability, Opinion, Skill

FILE = Path(__file__).parent / "levels.toml"


@transaction.atomic
def make_levels() -> None:
    """Safe to repeat: where anything was said of another, nothing is added. Texts come before: what those tell stays."""
    if Opinion.objects.exists():
        return
    told = tomllib.loads(FILE.read_text("utf-8"))
    people = {person.email: person for person in Person.objects.all()}
    skills = {label.text: skill for skill in Skill.objects.named() for label in skill.labels if label.language == "nl"}
    there = set(Ability.objects.values_list("person__email", "skill"))
    for email, rows in told["can"].items():
        for name, level, audience in rows:
            if (email, skills[name].pk) not in there:
                asks = level > Ability.Level.ALONE and audience == "everyone"
                tell_ability(people[email], skills[name], level, audience, asks=asks)
    for by, of, name, answer in told["said"]["confirmed"]:
        _answer(confirm(people[by], people[of], skills[name]), answer)
    for by, of, name, level, answer, reply in told["said"]["levels"]:
        _answer(say_level(people[by], people[of], skills[name], level), answer, reply)


def _answer(said: Opinion, answer: str, reply: str = "") -> None:
    if answer == Opinion.Answer.AGREED:
        agree(said.person, said.pk, said.level)
    elif answer == Opinion.Answer.REFUSED:
        refuse(said.person, said.pk, reply)
