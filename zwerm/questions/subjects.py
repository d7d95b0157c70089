"""What notices about questions show."""

from __future__ import annotations

from collections.abc import Collection

from zwerm.notices.registry import Shown
from zwerm.people.models import Person
from zwerm.questions.models import Question


def questions(person: Person, keys: Collection[str]) -> dict[str, Shown]:
    found = Question.objects.visible_to(person).standing().filter(pk__in=keys).select_related("space")
    return {str(one.pk): Shown(one.title, one.get_absolute_url(), one.language, one.space) for one in found}
