from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction

from zwerm.people.models import Space
from zwerm.people.tests.world import World


def names(spaces: object) -> set[str]:
    return {space.name for space in spaces}  # type: ignore[attr-defined]  # any iterable of spaces


def test_a_member_sees_open_spaces_their_closed_ones_and_their_own(world: World) -> None:
    assert names(world.fatima.spaces()) == {
        "Lindehof", "Emergency department", "Fall prevention", "Works council", "Fatima El Amrani"
    }  # fmt: skip


def test_an_outsider_sees_nothing_closed(world: World) -> None:
    assert names(world.otto.spaces()) == {"Lindehof", "Emergency department", "Fall prevention", "Otto Outsider"}


def test_a_duty_gives_no_sight(world: World) -> None:
    assert "Works council" not in names(world.priya.spaces())


def test_who_left_sees_nothing_even_where_they_were_a_member(world: World) -> None:
    assert names(world.gone.spaces()) == set()


def test_a_visitor_sees_nothing(world: World) -> None:
    assert names(Space.objects.visible_to(AnonymousUser())) == set()


def test_everyone_writes_in_the_organisation_and_members_in_their_spaces(world: World) -> None:
    assert names(Space.objects.writable_by(world.otto)) == {"Lindehof", "Otto Outsider"}
    assert "Emergency department" in names(Space.objects.writable_by(world.fatima))


def test_a_closed_kind_of_space_can_not_be_opened_even_in_the_database(world: World) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Space.objects.create(kind=Space.Kind.CIRCLE, slug="kring", name="Kring", open=True)


def test_a_stranger_is_asked_to_sign_in_and_comes_back_to_the_page(world: World) -> None:
    response = world.client().get("/?a=1")
    assert response.status_code == 302
    assert response.headers["Location"] == "/account/login/?next=%2F%3Fa%3D1"
