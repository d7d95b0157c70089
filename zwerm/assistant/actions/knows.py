"""Beside an answer: colleagues who know what it is about."""

from __future__ import annotations

from zwerm.assistant.actions.ask import Answer
from zwerm.people.models import Person
from zwerm.skills.actions import Knower, knows

MOST_PEOPLE = 3


# Of who is told to know less than this the answer says nothing, when it is not sure itself.
LEAST = 0.2


def who_knows(reader: Person, question: str, answer: Answer) -> list[Knower]:
    """A few, by the skills that the question names, and by the texts behind an answer that is sure. Who agreed to be found for it, or said so themselves."""
    if not answer.sure:
        return [one for one in knows(question, reader, most=MOST_PEOPLE, things=[]) if one.confidence >= LEAST]
    items = dict.fromkeys(source.item.pk for sentence in answer.sentences for source in sentence.sources)
    return knows(question, reader, most=MOST_PEOPLE, things=[("item", key) for key in items])
