"""A colleague's name leads to their page; that of who left is only a name."""

from __future__ import annotations

from zwerm.library.actions import keep_item
from zwerm.people.models import Person
from zwerm.people.tests.world import World


def test_who_wrote_a_text_is_one_click_away_until_they_leave(world: World) -> None:
    item = keep_item(world.fatima, world.team.space, "howto", "Een wond verbinden", "Zo.", language="nl")
    link = f'<a href="{world.fatima.get_absolute_url()}">Fatima El Amrani</a>'
    browser = world.client(world.kees)
    assert link in browser.get(item.get_absolute_url()).text
    Person.objects.filter(pk=world.fatima.pk).update(is_active=False)
    page = browser.get(item.get_absolute_url()).text
    assert world.fatima.get_absolute_url() not in page
    assert "Fatima El Amrani" in page


def test_a_name_is_only_words(world: World) -> None:
    Person.objects.filter(pk=world.fatima.pk).update(name="<b>Fatima</b>")
    item = keep_item(world.fatima, world.team.space, "howto", "Een wond verbinden", "Zo.", language="nl")
    assert "<b>Fatima</b>" not in world.client(world.kees).get(item.get_absolute_url()).text
