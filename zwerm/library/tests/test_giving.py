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


def test_several_drafts_are_given_at_once_as_far_as_the_colleague_writes_there_and_they_hear_it(world: World) -> None:
    shared = [
        keep_item(world.kees, world.team.space, "lesson", f"Klad {n}", "Nog niet af.", publish=False) for n in (1, 2, 3)
    ]
    closed = keep_item(world.kees, world.closed, "page", "Besloten klad", "Van de raad.", publish=False)
    own = keep_item(world.kees, world.kees.private_space, "page", "Eigen klad", "Van mij.", publish=False)
    place, kees = "/knowledge/giving/", world.client(world.kees)
    assert place in kees.get("/knowledge/").text
    assert world.sanne.name in words(kees.get(place, {"q": world.sanne.name}))
    page = kees.get(place, {"to": str(world.sanne.pk)}).text
    offered, left = page.split('id="left"')
    assert [str(item.pk) in offered for item in (*shared, closed, own)] == [True, True, True, False, False]
    assert "Besloten klad" in left
    assert "1 draft is in your own space" in left
    for wrong in ([closed.pk], [shared[0].pk, own.pk]):
        assert kees.post(place, {"to": str(world.sanne.pk), "draft": [str(key) for key in wrong]}).status_code == 404
    chosen = [str(item.pk) for item in shared[:2]]
    assert world.client(world.otto).post(place, {"to": str(world.sanne.pk), "draft": chosen}).status_code == 404
    assert set(Item.objects.filter(author=world.kees, published=None)) == {*shared, closed, own}
    kees.post(place, {"to": str(world.sanne.pk), "draft": chosen})
    assert set(Item.objects.filter(author=world.sanne, published=None)) == set(shared[:2])
    today = words(world.client(world.sanne).get("/"))
    assert f"From {world.kees.name} · Drafts of texts Klad 1 Klad 2" in today
