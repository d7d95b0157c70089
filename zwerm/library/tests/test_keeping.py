from __future__ import annotations

import io
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from zwerm.library.actions import (
    Conflict,
    NotAllowed,
    NotAPicture,
    NotKept,
    keep_item,
    keep_picture,
    publish_item,
    revise_item,
    visit_item,
)
from zwerm.library.models import Item, Picture, Version
from zwerm.people.tests.world import World
from zwerm.records.models import Statement
from zwerm.search.models import Change

TEXT = "## Wat gebeurde er\n\nDe pomp viel uit. Niemand hoorde het alarm.\n\n## Wat leerden we\n\n- Kijk ook zelf.\n"


def png(colour: str = "red", size: tuple[int, int] = (4, 3), mode: str = "RGB") -> bytes:
    written = io.BytesIO()
    Image.new(mode, size, colour).save(written, "PNG")
    return written.getvalue()


def test_keeping_an_item_writes_all_of_it_and_tells_search_and_the_records(world: World) -> None:
    item = keep_item(world.fatima, world.team.space, "lesson", "De pomp", TEXT)
    version = Item.objects.get(id=item.id).version
    assert (version.number, version.text, version.published) == (1, TEXT, item.published)
    assert item.language == "nl"
    assert [passage.heading for passage in version.passages.all()] == [["Wat gebeurde er"], ["Wat leerden we"]]
    assert [credit.person for credit in item.credits.all()] == [world.fatima]
    told = Statement.objects.get()
    assert (told.verb, told.person, told.object_iri, told.space) == (
        "shared",
        world.fatima,
        f"urn:uuid:{item.id}",
        world.team.space,
    )
    assert list(Change.objects.values_list("kind", "key")) == [("item", str(item.id))]


def test_a_draft_is_seen_by_its_author_alone_and_search_is_not_told(world: World) -> None:
    item = keep_item(world.fatima, world.team.space, "lesson", "Nog niet af", TEXT, publish=False)
    assert Item.objects.visible_to(world.fatima).count() == 1
    assert Item.objects.visible_to(world.kees).count() == 0
    assert Change.objects.count() == 0
    assert Statement.objects.get().space is None
    revise_item(world.fatima, item, "Bijna af", TEXT + "\nDe naam van de patiënt hoort er niet in.\n")
    revise_item(world.fatima, item, "Af", TEXT)
    publish_item(world.fatima, item)
    assert Item.objects.visible_to(world.kees).get().title == "Af"
    assert [version.number for version in Version.objects.visible_to(world.kees)] == [3]
    assert [version.number for version in Version.objects.visible_to(world.fatima)] == [3, 2, 1]
    assert [told.verb for told in Statement.objects.order_by("sequence")] == ["authored", "shared"]


def test_who_is_no_member_of_a_space_cannot_write_there(world: World) -> None:
    with pytest.raises(NotAllowed):
        keep_item(world.otto, world.team.space, "lesson", "Stiekem", TEXT)
    item = keep_item(world.fatima, world.team.space, "lesson", "De pomp", TEXT)
    with pytest.raises(NotAllowed):
        revise_item(world.otto, item, "De pomp", "Anders")
    assert Version.objects.count() == 1


@pytest.mark.parametrize(
    ("title", "text", "field"),
    [("", TEXT, "title"), ("x" * 301, TEXT, "title"), ("De pomp", " \n", "text"), ("De pomp", "a" * 1_000_001, "text")],
)
def test_what_cannot_be_kept_is_refused_with_a_reason(world: World, title: str, text: str, field: str) -> None:
    with pytest.raises(NotKept) as refused:
        keep_item(world.fatima, world.team.space, "lesson", title, text)
    assert refused.value.field == field
    assert Item.objects.count() == 0


def test_two_editors_of_one_version_do_not_overwrite_each_other(world: World) -> None:
    item = keep_item(world.fatima, world.team.space, "lesson", "De pomp", TEXT)
    revise_item(world.fatima, item, "De pomp", "Van Fatima", based_on=1)
    with pytest.raises(Conflict) as conflict:
        revise_item(world.kees, item, "De pomp", "Van Kees", based_on=1)
    assert conflict.value.current.text == "Van Fatima"
    revise_item(world.kees, item, "De pomp", "Van Fatima en Kees", based_on=2)
    assert [version.text for version in item.versions.all()] == ["Van Fatima en Kees", "Van Fatima", TEXT]


def test_the_same_words_again_make_no_new_version(world: World) -> None:
    item = keep_item(world.fatima, world.team.space, "lesson", "De pomp", TEXT)
    assert revise_item(world.kees, item, "De pomp", TEXT, based_on=1).number == 1
    assert Statement.objects.count() == 1


def test_an_imported_item_keeps_its_dates_its_names_and_its_path(world: World) -> None:
    made = datetime(2019, 3, 4, tzinfo=UTC)
    item = keep_item(
        world.kees,
        world.team.space,
        "page",
        "Oud",
        TEXT,
        credits=("J. de Boer", world.sanne),
        created=made,
        source="a/oud.docx",
    )
    assert (item.created, item.updated, item.source) == (made, made, "a/oud.docx")
    assert [(credit.name, credit.person) for credit in item.credits.all()] == [
        ("J. de Boer", None),
        ("Sanne de Vries", world.sanne),
    ]
    assert Statement.objects.get().verb == "imported"


def test_links_follow_the_newest_version(world: World) -> None:
    first, second = (keep_item(world.fatima, world.team.space, "page", name, TEXT) for name in ("Een", "Twee"))
    text = f"Zie [een](item:{first.id}) en [niets](item:{uuid4()})."
    item = keep_item(world.fatima, world.team.space, "page", "Wijzer", text)
    assert [link.target for link in item.links.all()] == [first]
    assert f'<a href="/knowledge/{first.id}/"' in item.version.html
    revise_item(world.fatima, item, "Wijzer", f"Zie [twee](item:{second.id}).")
    assert [link.target for link in item.links.all()] == [second]


def test_a_picture_is_kept_once_and_seen_with_the_items_that_show_it(world: World) -> None:
    picture = keep_picture(png())
    assert keep_picture(png()) == picture
    assert (picture.media_type, picture.width, picture.height) == ("image/png", 4, 3)
    with default_storage.open(picture.path) as file:
        assert file.read() == png()
    assert not Picture.objects.visible_to(world.fatima).exists()
    item = keep_item(world.fatima, world.closed, "page", "Foto", f"![Rood](picture:{picture.hash})")
    assert Picture.objects.visible_to(world.kees).get() == picture
    assert not Picture.objects.visible_to(world.otto).exists()
    assert f'src="/knowledge/pictures/{picture.hash}/" alt="Rood" width="4" height="3"' in item.version.html


def test_a_half_written_picture_is_written_again(world: World) -> None:
    picture = keep_picture(png("blue"))
    with default_storage.open(picture.path, "wb") as file:
        file.write(b"half")
    keep_picture(png("blue"))
    with default_storage.open(picture.path) as file:
        assert file.read() == png("blue")


def test_where_a_photo_was_taken_is_not_kept(world: World) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Telefoon van Fatima"
    written = io.BytesIO()
    Image.new("RGB", (40, 20), "green").save(written, "JPEG", exif=exif)
    picture = keep_picture(written.getvalue())
    assert (picture.width, picture.height) == (20, 40)
    with default_storage.open(picture.path) as file:
        assert b"Fatima" not in file.read()


@pytest.mark.parametrize(
    "data", [b"", b"<svg onload='alert(1)'/>", b"%PDF-1.4", png()[:40], png("white", (9000, 9000), "1")]
)
def test_what_is_no_safe_picture_is_refused(world: World, data: bytes) -> None:
    with pytest.raises(NotAPicture):
        keep_picture(data)
    assert Picture.objects.count() == 0


def test_reading_is_recorded_once_a_day_and_never_for_the_author(world: World) -> None:
    item = keep_item(world.fatima, world.team.space, "lesson", "De pomp", TEXT)
    assert visit_item(world.kees, item)
    assert not visit_item(world.kees, item)
    assert not visit_item(world.fatima, item)
    assert [told.person for told in Statement.objects.filter(verb="experienced")] == [world.kees]
    item.visits.update(last=datetime(2020, 1, 1, tzinfo=UTC).date())
    assert visit_item(world.kees, item)
