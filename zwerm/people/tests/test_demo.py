"""Starting the demo once more leaves what people made of it."""

from __future__ import annotations

import pytest

from zwerm.people.demo.make import make_people
from zwerm.people.models import Membership, Space, Team


@pytest.mark.django_db
def test_what_is_there_already_stays_as_it_is() -> None:
    make_people()
    spaces, members = Space.objects.count(), Membership.objects.count()
    team = Team.objects.select_related("space").order_by("pk")[0].space
    organisation = Space.objects.get(kind=Space.Kind.ORGANISATION)
    community = Space.objects.filter(kind=Space.Kind.COMMUNITY).order_by("pk")[0]
    Space.objects.filter(pk=team.pk).update(open=False, about="Alleen van ons.")
    Space.objects.filter(pk=organisation.pk).update(name="Ons ziekenhuis")
    community.memberships.all()[:1].get().delete()
    make_people()
    team.refresh_from_db()
    organisation.refresh_from_db()
    assert (team.open, team.about, organisation.name) == (False, "Alleen van ons.", "Ons ziekenhuis")
    assert (Space.objects.count(), Membership.objects.count()) == (spaces, members - 1)
