"""Somebody was erased: their name went out of words here, and what was made of those words is made again."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from zwerm.questions.models import Answer, Question
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
