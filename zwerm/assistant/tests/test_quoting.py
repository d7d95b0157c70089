"""That an answer quoted an item counts as a use of it, without anyone being seen to ask."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from zwerm.assistant.actions import answers_with, forget_old_counts
from zwerm.assistant.models import Quoted
from zwerm.assistant.tests.test_asking import QUESTION, keep
from zwerm.library.models import Item
from zwerm.library.tests.test_pages import words
from zwerm.people.tests.world import World


def quoted(item: Item) -> int:
    count: int = Item.objects.annotate(quoted=answers_with()).values_list("quoted", flat=True).get(id=item.id)
    return count


def test_what_answers_quote_asks_its_owner_first_and_tells_nobody_who_asked(world: World) -> None:
    other = keep(world, world.team.space, "# Fietsen\n\nJe fiets staat in de kelder.\n", "Je fiets")
    item = keep(world, world.team.space)
    yesterday = timezone.localdate() - timedelta(days=1)
    Item.objects.filter(id=item.id).update(due=yesterday)
    Item.objects.filter(id=other.id).update(due=yesterday - timedelta(days=9))
    kees, fatima = world.client(world.kees), world.client(world.fatima)
    for _ in range(2):
        kees.get(reverse("assistant:ask"), {"q": QUESTION})
    assert (quoted(item), quoted(other)) == (1, 0), "the same page again is the same answer"
    fatima.get(reverse("assistant:ask"), {"q": QUESTION})
    assert quoted(item) == 1, "an own question is no use of one's own text"
    kees.get("/search/", {"q": QUESTION})
    assert quoted(item) == 1, "nor is the same answer on the search page"
    page = words(fatima.get("/knowledge/upkeep/"))
    assert page.index("Een datalek melden") < page.index("Je fiets")
    assert "quoted in an answer lately" in page
    world.client(world.kees).get("/search/", {"q": QUESTION})
    assert quoted(item) == 2, "the search page quotes as well"
    (row,) = Quoted.objects.all()
    assert row.week.weekday() == 0
    assert {field.name for field in Quoted._meta.fields} == {"id", "item", "week", "answers", "right", "wrong"}


def test_counts_are_of_the_last_months_alone(world: World) -> None:
    item = keep(world, world.team.space)
    old = timezone.localdate() - timedelta(weeks=14)
    Quoted.objects.create(item=item.id, week=old, answers=9)
    assert quoted(item) == 0
    forget_old_counts()
    assert not Quoted.objects.exists()
