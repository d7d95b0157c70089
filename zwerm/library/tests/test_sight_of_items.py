from __future__ import annotations

from uuid import UUID

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zwerm.library.actions import keep_item, keep_picture, publish_item, revise_item
from zwerm.library.models import Credit, Item, Picture, Version
from zwerm.library.models.sight import SeenItem
from zwerm.library.tests.test_keeping import TEXT, png
from zwerm.people.models import Membership
from zwerm.people.tests.world import World

WRITERS, SPACES = ("fatima", "kees", "sanne", "otto"), ("organisation", "team", "community", "closed")
acts = st.lists(
    st.tuples(st.sampled_from(WRITERS), st.sampled_from(SPACES), st.booleans(), st.booleans()), min_size=1, max_size=6
)
memberships = st.sets(st.tuples(st.sampled_from(WRITERS), st.sampled_from(("team", "community", "closed"))))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts, memberships)
def test_items_versions_and_pictures_are_seen_by_exactly_who_may(
    world: World, made: list[tuple[str, str, bool, bool]], belongs: set[tuple[str, str]]
) -> None:
    """Told apart from the code: a space is open or one is a member; a draft, and what it said before, is its author's.

    What is set aside is seen by whoever saw it, and by nobody among what counts.
    """
    Item.objects.update(current=None)
    Version.objects.all().delete()
    Item.objects.all().delete()
    spaces = {
        "organisation": world.organisation,
        "team": world.team.space,
        "community": world.community,
        "closed": world.closed,
    }
    people = {name: getattr(world, name) for name in WRITERS}
    items: dict[UUID, tuple[str, str, bool, bool]] = {}
    Membership.objects.exclude(space__kind="private").delete()
    for person in people.values():
        for place in spaces.values():
            Membership.objects.get_or_create(person=person, space=place)
    pictures = {}
    for number, (author, space, draft, revised) in enumerate(made):
        picture = keep_picture(png(f"#{number:06x}"))
        text = f"{TEXT}\n![x](picture:{picture.hash})"
        item = keep_item(people[author], spaces[space], "page", f"Stuk {number}", text, publish=False)
        if revised:
            revise_item(people[author], item, f"Stuk {number}", f"{text}\nMeer.")
        if not draft:
            publish_item(people[author], item)
        items[item.id] = pictures[picture.hash] = (author, space, draft, revised)
    aside = set(list(items)[::2])
    Item.objects.filter(id__in=aside, published__isnull=False).update(set_aside=timezone.now())
    Membership.objects.exclude(space__kind="private").delete()
    for name, space in belongs:
        Membership.objects.create(person=people[name], space=spaces[space])
    for name, person in people.items():

        def sees(told: tuple[str, str, bool, bool], name: str = name) -> bool:
            author, space, draft, _ = told
            return (space != "closed" or (name, space) in belongs) and (not draft or author == name)

        assert set(Item.objects.visible_to(person).values_list("id", flat=True)) == {
            id for id, told in items.items() if sees(told)
        }
        assert set(Item.objects.visible_to(person).published().values_list("id", flat=True)) == {
            id for id, told in items.items() if sees(told) and not told[2] and id not in aside
        }
        about_seen = Credit.objects.filter(SeenItem("item", person=person.pk))
        assert set(about_seen.values_list("item", flat=True)) == {id for id, told in items.items() if sees(told)}
        assert {picture.hash for picture in Picture.objects.visible_to(person)} == {
            hash for hash, told in pictures.items() if sees(told)
        }
        for id, told in items.items():
            numbers = {version.number for version in Version.objects.visible_to(person).filter(item=id)}
            newest = 2 if told[3] else 1
            assert numbers == (set() if not sees(told) else set(range(1, newest + 1)) if told[0] == name else {newest})


def test_a_stranger_sees_nothing(world: World) -> None:
    from django.contrib.auth.models import AnonymousUser

    keep_item(world.fatima, world.organisation, "page", "Open", TEXT)
    for nobody in (AnonymousUser(), world.gone):
        assert not Item.objects.visible_to(nobody).exists()
        assert not Version.objects.visible_to(nobody).exists()
        assert not Picture.objects.visible_to(nobody).exists()


@pytest.mark.parametrize(
    "broken",
    ["zwerm.library.actions.keep.touch", "zwerm.library.actions.keep.record", "zwerm.library.actions.keep.write"],
)
def test_a_save_that_breaks_halfway_leaves_nothing(world: World, monkeypatch: pytest.MonkeyPatch, broken: str) -> None:
    def fails(*given: object, **named: object) -> None:
        raise RuntimeError("the power went out")

    monkeypatch.setattr(broken, fails)
    with pytest.raises(RuntimeError):
        keep_item(world.fatima, world.team.space, "page", "Half", TEXT)
    assert not Item.objects.exists()
    assert not Version.objects.exists()
