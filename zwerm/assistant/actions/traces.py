"""What stays of it that somebody asked: that they did, without a word of it, and not even that of what found no answer."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from zwerm.assistant.models import Quoted
from zwerm.operations.traces import write_anew
from zwerm.people.models import Person
from zwerm.records.actions import record
from zwerm.records.models import ModelCall
from zwerm.records.vocabulary import OWN, Activity

LATELY = timedelta(days=1)
QUESTION_TYPE = f"{OWN}types/question"


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


def blur_lately() -> None:
    """What was counted of answers is written anew, and what a language model was asked for anybody in the last day loses its words.

    Call it alone with `Quoted`, when somebody asked anonymously: who knows the words of their question could tell it from those.
    """
    write_anew(Quoted, list(Quoted.objects.all()), whole=True)
    since = timezone.now() - LATELY
    ModelCall.objects.filter(when__gte=since, purpose="answer").exclude(content="").update(content="")
