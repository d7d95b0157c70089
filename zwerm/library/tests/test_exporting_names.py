"""Who wrote a version elsewhere stays named, also when they are nobody here."""

from __future__ import annotations

from pathlib import Path

from zwerm.library.actions.importing import import_paths
from zwerm.library.models import Item
from zwerm.library.tests.test_exporting import empty, exported, kept, opened, packed
from zwerm.people.models import Membership, Person
from zwerm.people.tests.world import World

__all__ = ["kept"]


def names_in(item: Item) -> list[str]:
    return [version.names for version in Item.objects.get(id=item.id).versions.order_by("number")]


def test_who_wrote_it_and_is_nobody_here_stays_named_with_each_version_and_goes_along_again(
    world: World, kept: list[Item], tmp_path: Path
) -> None:
    place = packed(opened(exported(world.sanne, world.team.space)), tmp_path / "seh.zip")
    before = [names_in(item) for item in kept]
    empty()
    Membership.objects.create(space=world.organisation, person=world.priya, role="steward")
    Person.objects.filter(id=world.kees.id).update(is_active=False)
    import_paths(world.priya, world.organisation, [place])
    people = Person.objects.count()
    assert [names_in(item) for item in kept] == before
    assert "Kees Mulder" in world.client(world.otto).get(f"{kept[1].get_absolute_url()}versions/").text
    lesson = Item.objects.get(id=kept[1].id).version
    assert (lesson.author, lesson.strangers) == (None, ["Kees Mulder"])
    again = packed(opened(exported(world.priya, world.organisation)), tmp_path / "again.zip")
    empty()
    import_paths(world.priya, world.organisation, [again])
    assert [names_in(item) for item in kept] == before
    assert Person.objects.count() == people


def test_a_name_becomes_an_account_only_when_who_looks_after_the_space_brings_it_in_again(
    world: World, kept: list[Item], tmp_path: Path
) -> None:
    place = packed(opened(exported(world.sanne, world.team.space)), tmp_path / "seh.zip")
    empty()
    Person.objects.filter(id=world.kees.id).update(is_active=False)
    import_paths(world.fatima, world.organisation, [place])
    lesson = Item.objects.get(id=kept[1].id)
    Person.objects.filter(id=world.kees.id).update(is_active=True)
    world.client(world.kees).get(lesson.get_absolute_url())
    import_paths(world.fatima, world.organisation, [place])
    assert lesson.versions.get().strangers == ["Kees Mulder"], "who does not look after it may say anything"
    Membership.objects.create(space=world.organisation, person=world.priya, role="steward")
    import_paths(world.priya, world.organisation, [place])
    version = lesson.versions.get()
    assert (version.author, version.strangers) == (world.kees, None)
    assert lesson.credits.get().person == world.kees
    howto = Item.objects.get(id=kept[0].id)
    assert set(howto.versions.get(number=2).authors.all()) == {world.fatima, world.kees}
    assert [credit.name for credit in howto.credits.filter(person=None)] == ["Jan van Buiten"]
