"""Beside an answer: colleagues who say that they can what the question is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from zwerm.assistant.actions.ask import Answer
from zwerm.library.models import ItemSkill
from zwerm.people.models import Person
from zwerm.skills.actions import able, named_in
from zwerm.skills.models import Ability, Skill, stands_for

MOST_SKILLS, MOST_PEOPLE = 3, 3
# What the question itself says counts as much as two texts.
OF_QUESTION = 2


@dataclass(frozen=True)
class Knows:
    """A colleague, and what they say of the skill for which they stand here."""

    person: Person
    skill: Skill
    ability: Ability


def who_knows(reader: Person, question: str, language: str, answer: Answer) -> list[Knows]:
    """A few, by what the question names and what the texts behind a sure answer are about. Only who said so themselves, and shows it to the reader.

    Who likes to be asked comes first, then who can it best; whoever asks is not among them.
    """
    items = {source.item.pk for sentence in answer.sentences for source in sentence.sources} if answer.sure else set()
    found: list[Knows] = []
    for skill in _skills(question, language, items):
        there = {one.person.pk for one in found}
        knowing = able(skill, reader).exclude(person=reader.pk).filter(level__gte=Ability.Level.ALONE)
        found += [
            Knows(ability.person, skill, ability)
            for ability in knowing[: MOST_PEOPLE + len(there)]
            if ability.person.pk not in there
        ]
    return found[:MOST_PEOPLE]


def _skills(question: str, language: str, items: Collection[UUID]) -> list[Skill]:
    weight: Counter[UUID] = Counter(dict.fromkeys(named_in(question, language), OF_QUESTION))
    rows = ItemSkill.objects.filter(thing__in=items).annotate(means=stands_for())
    weight.update(rows.values_list("means", flat=True))
    best = sorted(weight, key=lambda key: (-weight[key], str(key)))[:MOST_SKILLS]
    return Skill.objects.standing().in_order(best)
