from __future__ import annotations

from datetime import UTC, datetime

from django.db import transaction

from zwerm.people.models import Person
from zwerm.questions.actions.ask import activity
from zwerm.questions.actions.refusals import NotAllowed
from zwerm.questions.models import Answer, Question, Vote
from zwerm.records.actions import record


def vote_for(person: Person, thing: Question | Answer, when: datetime | None = None) -> None:
    """Somebody else's question: they want to know it too; an answer: it helped them. Twice is once. Raises NotAllowed."""
    question = _question_of(thing)
    if thing.person_id == person.id or thing.withdrawn or question.withdrawn:
        raise NotAllowed
    with transaction.atomic():
        _, new = Vote.objects.get_or_create(person=person, **_what(thing), defaults={"when": when or datetime.now(UTC)})
        if new:
            record(person, "backed", activity(question), space=question.space, when=when)


def take_back_vote(person: Person, thing: Question | Answer) -> None:
    """Safe to repeat."""
    Vote.objects.filter(person=person, **_what(thing)).delete()


def _question_of(thing: Question | Answer) -> Question:
    return thing if isinstance(thing, Question) else thing.question


def _what(thing: Question | Answer) -> dict[str, Question | Answer]:
    return {"question": thing} if isinstance(thing, Question) else {"answer": thing}
