"""What was said about items goes along with a space, and comes back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from zwerm.library.actions.importing import import_paths
from zwerm.library.actions.talk.comments import comment_on, hide_comment, reply_to, withdraw_comment
from zwerm.library.models import Comment, Item, Mention
from zwerm.library.rules.anchors import Quote
from zwerm.library.tests.test_exporting import changed, empty, exported, kept, opened, packed
from zwerm.people.models import Membership
from zwerm.people.tests.world import World

__all__ = ["kept"]


def talk_in(files: dict[str, bytes], title: str) -> list[dict[str, Any]]:
    (found,) = [item for item in json.loads(files["zwerm.json"])["items"] if item["title"] == title]
    return list(found.get("talk", []))


@pytest.fixture
def talked(world: World, kept: list[Item]) -> Item:
    """Talk on marked words, with a reply that names someone, one taken back, one hidden and one by a stranger."""
    howto = Item.objects.get(id=kept[0].id)
    marked = comment_on(world.kees, howto, "Hoe goed?", about=Quote("Kijk eerst goed."))
    reply_to(world.fatima, marked, f"Twee keer. @{world.sanne.name} weet het.", picked={world.sanne.id})
    gone = comment_on(world.otto, howto, "Dit klopt niet.")
    reply_to(world.kees, gone, "Toch wel.")
    withdraw_comment(world.otto, gone)
    hide_comment(world.sanne, comment_on(world.otto, howto, "Dom stuk."))
    Comment.objects.create(item=howto, who="Jan van Buiten", words="Bij ons ook.", when=timezone.now())
    return howto


def test_what_was_said_goes_along_and_comes_back_with_who_said_it(world: World, talked: Item, tmp_path: Path) -> None:
    first = opened(exported(world.sanne, world.team.space))
    place = packed(first, tmp_path / "seh.zip")
    Comment.objects.all().delete()
    empty()
    Membership.objects.create(space=world.organisation, person=world.priya, role="steward")
    import_paths(world.priya, world.organisation, [place])
    assert talk_in(opened(exported(world.priya, world.organisation)), "De pomp") == talk_in(first, "De pomp")
    page = world.client(world.kees).get(talked.get_absolute_url()).content.decode()
    assert "Hoe goed?" in page
    assert "Jan van Buiten" in page
    assert "Dom stuk." not in page
    assert "Dit klopt niet." not in page
    marked = Comment.objects.get(words="Hoe goed?")
    assert marked.version == Item.objects.get(id=talked.id).current
    assert Comment.objects.get(words__startswith="Twee").named == {world.sanne.name: str(world.sanne.id)}
    assert not Mention.objects.filter(comment__isnull=False).exists(), "nobody is told of what was said long ago"


def test_who_does_not_look_after_a_space_takes_no_hidden_words_along_and_brings_none_under_a_name(
    world: World, talked: Item, tmp_path: Path
) -> None:
    Membership.objects.create(space=world.team.space, person=world.priya, role="member")
    mine = exported(world.priya, world.team.space)
    assert b"Dom stuk." not in b"".join(opened(mine).values())
    place = packed(opened(exported(world.sanne, world.team.space)), tmp_path / "seh.zip")
    import_paths(world.fatima, world.organisation, [place])
    brought = Comment.objects.filter(item__space=world.organisation)
    assert brought.count() == 6
    assert set(brought.exclude(person=None).values_list("person", flat=True)) == {world.fatima.id}
    assert brought.get(words="Hoe goed?").who == "Kees Mulder"


def test_remarks_on_words_that_are_gone_from_the_text_tell_which_words(
    world: World, talked: Item, tmp_path: Path
) -> None:
    files = opened(exported(world.sanne, world.team.space))
    files["de-pomp.md"] = b"# De pomp\n\nHeel iets anders staat hier nu.\n"
    place = packed(
        changed(
            files,
            lambda told: [
                item["versions"].clear()
                or item["versions"].append({"number": 9, "title": "x", "made": item["created"], "sha256": "0" * 64})
                for item in told["items"]
            ],
        ),
        tmp_path / "seh.zip",
    )
    import_paths(world.sanne, world.organisation, [place])
    words = Comment.objects.filter(item__space=world.organisation, thread=None).values_list("words", flat=True)
    assert "“Kijk eerst goed.”\n\nHoe goed?" in words
