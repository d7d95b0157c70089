from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from zwerm.assistant.models import Verdict
from zwerm.people.models import Person
from zwerm.records.actions import record
from zwerm.records.models import ModelCall
from zwerm.records.vocabulary import OWN, Activity

LATELY = timedelta(days=1)
QUESTION_TYPE = f"{OWN}types/question"


def judge(person: Person, question: str, right: bool, items: Sequence[str]) -> Verdict:
    """Keep what the asker thought of the answer; asked and judged again, the latest holds."""
    verdict, _ = Verdict.objects.update_or_create(
        person=person,
        question=hashlib.sha256(question.strip().casefold().encode()).hexdigest(),
        defaults={"right": right, "items": list(items)[:10], "when": timezone.now()},
    )
    return verdict


@transaction.atomic
def record_answered(person: Person) -> None:
    """That someone asked and got an answer; not what they asked: a question may be private.

    What found no answer stands nowhere by name: who then asks colleagues anonymously would be told by its moment (docs/decisions/0145).
    """
    record(
        person,
        "asked",
        Activity(f"{OWN}activities/question", QUESTION_TYPE, {"en": "a question", "nl": "een vraag"}),
        success=True,
    )


def forget_lately(person: Person) -> None:
    """What they judged in the last day, and what a language model was asked for them then: who knows the words of a question can tell it from those."""
    since = timezone.now() - LATELY
    Verdict.objects.filter(person=person, when__gte=since).delete()
    ModelCall.objects.filter(person=person, when__gte=since).exclude(content="").update(content="")
