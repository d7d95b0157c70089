"""A draft is given to a colleague by who wrote it, and by nobody else."""

from __future__ import annotations

from zwerm.library.actions import keep_item, revise_item
from zwerm.library.models import Item, Version
from zwerm.library.tests.test_pages import words
from zwerm.people.actions import hand_over
from zwerm.people.tests.world import World


def test_who_wrote_a_draft_gives_it_to_a_colleague_who_writes_there(world: World) -> None:
    item = keep_item(world.kees, world.team.space, "lesson", "De pomp", "Eerst dacht ik iets anders.", publish=False)
    revise_item(world.kees, item, "De pomp", "De pomp viel uit.")
    place = f"/knowledge/{item.id}/giving/"
    kees = world.client(world.kees)
    assert world.fatima.name in words(kees.get(place, {"q": world.fatima.name}))
    assert world.otto.name not in words(kees.get(place, {"q": world.otto.name})).split("Search a colleague")[-1]
    assert kees.post(place, {"to": str(world.otto.pk)}).status_code == 404
    assert world.client(world.fatima).post(place, {"to": str(world.fatima.pk)}).status_code == 404
    kees.post(place, {"to": str(world.fatima.pk)})
    page = words(world.client(world.fatima).get(item.get_absolute_url()))
    assert "De pomp viel uit." in page
    assert world.kees.name in page
    assert kees.get(item.get_absolute_url()).status_code == 404
    assert [one.number for one in Version.objects.visible_to(world.fatima).filter(item=item)] == [2]
    assert set(Version.objects.get(item=item, number=2).authors.all()) == {world.kees, world.fatima}


def test_a_draft_in_ones_own_space_cannot_be_given(world: World) -> None:
    item = keep_item(world.kees, world.kees.private_space, "lesson", "Van mij", "Alleen van mij.", publish=False)
    kees = world.client(world.kees)
    assert "This draft is in your own space" in words(kees.get(f"/knowledge/{item.id}/giving/"))
    assert kees.post(f"/knowledge/{item.id}/giving/", {"to": str(world.fatima.pk)}).status_code == 404


def test_an_administrator_hands_no_draft_over_and_does_not_read_its_title(world: World) -> None:
    item = keep_item(world.kees, world.organisation, "lesson", "Geheim plan", "Nog niet af.", publish=False)
    address = f"/administration/people/{world.kees.pk}/leaving/?to={world.fatima.pk}"
    page = words(world.client(world.priya).get(address))
    assert "Drafts of texts 1 in all. Nobody else reads these." in page
    assert "Geheim plan" not in page
    hand_over(world.priya, world.kees, world.fatima, close=False)
    assert Item.objects.get(id=item.id).author == world.kees
