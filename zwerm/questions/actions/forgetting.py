"""Somebody was erased: their name went out of words here, and what was made of those words is made again."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from zwerm.people.actions import forgetter_of
from zwerm.people.registry import Going
from zwerm.people.rules.standing_in import stand_in
from zwerm.questions.models import Answer, Question, Tip, TipNaming
from zwerm.search.actions import touch


def follow_questions(keys: Collection[Any]) -> None:
    for question in Question.objects.filter(id__in=keys):
        question.say(question.text, question.language)
        question.save(update_fields=Question.WORDS)
    touch("question", *keys)


def follow_answers(keys: Collection[Any]) -> None:
    asked = set()
    for answer in Answer.objects.filter(id__in=keys):
        answer.say(answer.text, answer.language)
        answer.save(update_fields=Answer.WORDS)
        asked.add(answer.question_id)
    touch("question", *asked)


def forget_named(going: Going) -> int:
    """Tips that name them know whom they mean, also when a colleague has the same name. Nothing is removed but the name."""
    language = forgetter_of(going.person).language
    for naming in TipNaming.objects.filter(person=going.person).select_related("tip"):
        tip = naming.tip
        tip.words = tip.words.replace(f"@{naming.name}", stand_in(len(naming.name) + 1, language))
        tip.save(update_fields=["words"])
        going.reworded[Tip._meta.label].add(tip.pk)
    return 0
