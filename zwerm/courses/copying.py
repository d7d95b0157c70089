"""What someone takes along of courses: what they wrote in them, and their answers beside the questions."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import QuerySet

from zwerm.courses.generation import draft
from zwerm.courses.models import Bite, Block, Course, Media, Question
from zwerm.courses.models.sight import questions_for, visible_blocks
from zwerm.people.models import Person

SHOWN = ("picture", "video")
ENDINGS = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp", "image/gif": "gif", "video/mp4": "mp4"}


def _blocks(person: Person) -> QuerySet[Block]:
    """In courses that they may change, as far as they still see what the words rest on."""
    mine = Course.objects.written_by(person)
    return visible_blocks(person).filter(bite__course__in=mine).select_related("bite__course")


def written(person: Person) -> Iterator[tuple[str, bytes]]:
    """Each course as a file of its own: parts, blocks and questions, in their order."""
    blocks = _blocks(person).order_by("bite__course", "bite__position", "position")
    for course, theirs in groupby(blocks, lambda block: block.bite.course):
        parts = [
            {"title": bite.title, "minutes": bite.minutes, "blocks": [_told(block) for block in some]}
            for bite, some in groupby(theirs, lambda block: block.bite)
        ]
        told = {"title": course.title, "language": course.language, "parts": parts}
        yield (
            f"courses/{course.pk}.json",
            json.dumps(told, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1).encode(),
        )


def _told(block: Block) -> dict[str, Any]:
    told = {"kind": block.kind, "content": block.content}
    if questions := [question.content for question in block.questions.all()]:
        told["questions"] = questions
    return told


def media(person: Person) -> Iterator[tuple[str, str]]:
    """Pictures and videos in them: (name, where it lies on storage)."""
    contents = _blocks(person).filter(kind__in=SHOWN).values_list("content", flat=True)
    for one in Media.objects.filter(pk__in={content["hash"] for content in contents}):
        yield f"courses/{one.hash}.{ENDINGS.get(one.media_type, one.media_type.rpartition('/')[2])}", one.path


def name_bites(person: Person, keys: Iterable[UUID]) -> dict[UUID, str]:
    seen = Bite.objects.filter(course__in=Course.objects.visible_to(person), pk__in=list(keys))
    return dict(seen.values_list("pk", "title"))


def name_questions(person: Person, keys: Iterable[UUID]) -> dict[UUID, str]:
    return {question.pk: asked(question.value) for question in questions_for(person).filter(pk__in=list(keys))}


def asked(question: draft.Question) -> str:
    if isinstance(question, draft.Gap | draft.Numeric):
        return f"{question.stem} {question.before}…{question.after}".strip()
    return question.stem


def say_what_was_given(person: Person, rows: list[dict[str, Any]]) -> None:
    """The words that were chosen instead of their numbers, where the question is still the one that was answered."""
    keys = {row["question"]["id"] for row in rows}
    known = {str(question.pk): question for question in questions_for(person).filter(pk__in=keys)}
    for row in rows:
        question: Question | None = known.get(row["question"]["id"])
        if question and question.edition == row["edition"]:
            row["given"] = given_words(question.value, [str(one) for one in row["given"]])


def given_words(question: draft.Question, given: list[str]) -> list[str]:
    match question:
        case draft.SingleChoice() | draft.MultipleChoice():
            words = [option.text for option in question.options]
        case draft.Ordering():
            words = [item.text for item in question.items]
        case draft.Matching():
            words = [pair.right.text for pair in question.pairs]
            given = [number for number in given if number.isdecimal() and int(number) < len(words)]
            return [
                f"{pair.left.text}: {words[int(number)]}" for pair, number in zip(question.pairs, given, strict=False)
            ]
        case _:
            return given
    return [words[int(one)] if one.isdecimal() and int(one) < len(words) else one for one in given]
