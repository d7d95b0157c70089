from __future__ import annotations

from django.utils import translation
from django_tasks import task

from zwerm.courses.actions.draft import carry_out
from zwerm.courses.models import Drafting


@task()
def draft_later(drafting: str) -> None:
    asked = Drafting.objects.select_related("person", "space").get(pk=drafting)
    with translation.override(asked.person.language or None):
        carry_out(asked)
