from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from zwerm.people.backend import WithDuties
from zwerm.people.models import Duty, Person, Space
from zwerm.people.models.prepared import Prepared
from zwerm.people.tests.world import World


def _seen(person: Person) -> QuerySet[Any, Any]:
    """With the person twice, and an id and a yes or no that databases keep each in their own way."""
    mine = Space.objects.filter(memberships__person=person).values("pk")
    seen: Any = Space.objects.visible_to(person).filter(pk__in=mine)
    found: QuerySet[Any, Any] = seen.order_by("name").values_list("id", "name", "open")
    return found


def test_a_prepared_question_answers_each_as_the_question_itself_does(world: World) -> None:
    prepared = Prepared(_seen)
    for person in (world.kees, world.fatima, world.otto, world.kees):
        assert prepared.rows(person) == list(_seen(person))


def test_it_is_one_query_and_gives_nothing_to_who_left(world: World) -> None:
    prepared = Prepared(_seen)
    with CaptureQueriesContext(connection) as asked:
        prepared.rows(world.kees)
    assert len(asked) == 1
    assert prepared.rows(world.gone) == []


def test_who_asks_for_a_page_is_read_whole_with_their_duties_and_who_left_is_nobody(world: World) -> None:
    Duty.objects.get_or_create(person=world.kees, name=Duty.Name.ADMIN)
    known = Person.objects.get(pk=world.kees.pk)
    with CaptureQueriesContext(connection) as asked:
        read = WithDuties().get_user(world.kees.pk)
        assert read is not None
        assert Duty.Name.ADMIN in read.duties
    assert len(asked) == 1
    fields = [field.attname for field in Person._meta.concrete_fields]
    assert {name: getattr(read, name) for name in fields} == {name: getattr(known, name) for name in fields}
    assert WithDuties().get_user(world.gone.pk) is None


def test_keys_of_other_things_are_exchanged_too_in_their_order(world: World) -> None:
    def build(person: Person, *spaces: Any) -> QuerySet[Any, Any]:
        first, *rest = (
            Space.objects.visible_to(person).filter(pk=space).order_by().values_list("id", "name") for space in spaces
        )
        found: QuerySet[Any, Any] = first.union(*rest, all=True)
        return found

    prepared = Prepared(build, keys=2)
    for person in (world.kees, world.otto, world.kees):
        for two in ((world.closed.pk, world.organisation.pk), (world.organisation.pk, world.team.space.pk)):
            assert sorted(prepared.rows(person, *two)) == sorted(build(person, *two))
    twice = prepared.rows(world.otto, world.organisation.pk, world.organisation.pk)
    assert twice == [(world.organisation.pk, world.organisation.name)] * 2
    with pytest.raises(ValueError, match="zip"):
        prepared.rows(world.otto, world.organisation.pk)
