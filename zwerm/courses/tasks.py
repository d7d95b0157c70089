from __future__ import annotations

from uuid import UUID

from django.utils import translation
from django_tasks import task

from zwerm.courses.actions.draft import carry_out
from zwerm.courses.actions.remake import carry_out_remaking
from zwerm.courses.actions.stale import compare_item
from zwerm.courses.models import Drafting, Remaking


@task()
def draft_later(drafting: str) -> None:
    asked = Drafting.objects.select_related("person", "space").get(pk=drafting)
    with translation.override(asked.person.written_in):
        carry_out(asked)


@task()
def remake_later(remaking: str) -> None:
    # The author may have taken the block out meanwhile.
    asked = Remaking.objects.select_related("person", "block__bite__course").filter(pk=remaking).first()
    if asked:
        with translation.override(asked.person.written_in):
            carry_out_remaking(asked)


@task()
def compare_later(item: str) -> None:
    compare_item(UUID(item))
