from __future__ import annotations

from collections.abc import Collection, Iterator

import pytest
from django.utils.text import format_lazy
from pytest_django.fixtures import Settings

from zwerm.notices.registry import Mail, NoticeKind, Shown, Subject, kinds, subjects
from zwerm.people.models import Person, Space


def _spaces(person: Person, keys: Collection[str]) -> dict[str, Shown]:
    found = Space.objects.visible_to(person).filter(pk__in=keys)
    return {str(one.pk): Shown(one.name, one.get_absolute_url(), "nl", one) for one in found}


@pytest.fixture(autouse=True)
def three_kinds(settings: Settings) -> Iterator[None]:
    """Notices about spaces, of the kinds `now`, `digest` and `no`: so they come by mail. Mail is set up."""
    settings.SENDS_MAIL = True
    subjects["space"] = Subject("space", _spaces)
    for order, mail in enumerate(Mail):
        says = format_lazy("Something {how} here", how=mail.value)
        kinds[mail.value] = NoticeKind(mail.value, 900 + order, "space", says, says, "space", mail)
    yield
    for mail in Mail:
        del kinds[mail.value]
    del subjects["space"]
