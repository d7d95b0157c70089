from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import translation

from zwerm.library.actions import keep_item
from zwerm.library.actions.importing import import_upload, tell_note
from zwerm.library.actions.importing import writing as importing_writing
from zwerm.library.models import ImportedFile, ImportRun, Item
from zwerm.library.views import importing
from zwerm.people.models import Space
from zwerm.people.tests.world import World
from zwerm.records.models import Statement
from zwerm.records.vocabulary import is_step

TEXT = b"# Rooster\n\nHet rooster hangt naast de deur van de keuken.\n"


class Queue:
    """Stands for the queue: what is asked waits until the test does it."""

    @staticmethod
    def enqueue(run: str) -> None:
        assert ImportRun.objects.filter(id=run).exists()


@pytest.fixture(autouse=True)
def home(settings: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings.HOME = tmp_path  # type: ignore[attr-defined]
    monkeypatch.setattr(importing, "import_later", Queue)
    return tmp_path


def zipped(**members: str) -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        for name, body in members.items():
            archive.writestr(name.replace("_", "."), body)
    return output.getvalue()


def upload(client: Client, world: World, *files: tuple[str, bytes], **more: object) -> ImportRun:
    given = {
        "space": str(world.team.space.id),
        "files": [SimpleUploadedFile(name, body) for name, body in files],
        **more,
    }
    response = client.post(reverse("library:imports"), given)
    run = ImportRun.objects.get()
    assert response.headers["Location"] == reverse("library:import", args=[run.id])
    return run


def test_an_upload_is_imported_in_the_background_and_reported_per_file(world: World, home: Path) -> None:
    client = world.client(world.fatima, language="nl")
    run = upload(
        client,
        world,
        ("rooster.md", TEXT),
        ("leeg.txt", b" "),
        ("nul.md", b""),
        ("meer.zip", zipped(a_md="# In de zip\n\nOok dit komt mee.\n")),
    )
    assert Item.objects.count() == 0
    assert "hx-trigger" in client.get(reverse("library:import", args=[run.id])).content.decode()
    import_upload(run.id)
    page = client.get(reverse("library:import", args=[run.id])).content.decode()
    assert "hx-trigger" not in page
    assert {item.title for item in Item.objects.all()} == {"Rooster", "In de zip"}
    assert all(words in page for words in ("Rooster", "In de zip", "leeg.txt", "nul.md", "Dit bestand is leeg."))
    assert not any((home / "uploads").iterdir())


def test_a_whole_import_is_one_act_of_whoever_brings_it_in(world: World) -> None:
    client = world.client(world.fatima, language="nl")
    files = [(f"stuk-{number}.md", TEXT.replace(b"Rooster", b"Stuk %d" % number)) for number in range(3)]
    import_upload(upload(client, world, *files).id)
    acts = {(statement.verb, is_step(statement.verb)) for statement in Statement.objects.filter(person=world.fatima)}
    assert acts == {("imported", True), ("gathered", False)}
    assert Statement.objects.filter(verb="gathered").count() == 1
    told = [line.sentence for day in client.get("/records/me/").context["days"] for line in day.lines]
    assert told == [
        "Je haalde teksten uit stuk-0.md en nog 2 binnen",
        "Je haalde 3 documenten uit stuk-0.md en nog 2 binnen",
    ]


def test_a_report_tells_in_which_zip_a_file_was_and_what_was_wrong_with_the_file_itself(world: World) -> None:
    client = world.client(world.fatima, language="nl")
    bomb = zipped(big_txt=" ", a_md="# Kort\n\nTekst.\n")
    run = upload(client, world, ("bomb.zip", bomb), ("half.zip", b"PK"), ("x.docx", b"PK\x03\x04 half"))
    import_upload(run.id)
    page = client.get(reverse("library:import", args=[run.id])).content.decode()
    assert "bomb.zip › big.txt" in page
    assert "Dit bestand is beschadigd" in page
    assert page.count("Dit zipbestand") == 1
    assert "half.zip ›" not in page
    with translation.override("nl"):
        assert "hoogstens 20 MB" in tell_note("too_large", {"size": 21 * 1024**2, "limit": 20 * 1024**2})


def test_a_report_tells_why_pictures_were_left_out(world: World) -> None:
    client = world.client(world.fatima, language="nl")
    text = b"# Een\n\nZie ![de kamer](img/kamer.png) en ![het bed](img/bed.png).\n"
    page = b"<html><body><h1>Twee</h1><p>Kijk <img src='https://elders.example/a.png' width='300' alt='Plein'> hier, en lees dit goed.</p></body></html>"
    run = upload(client, world, ("a.md", text), ("b.html", page))
    import_upload(run.id)
    shown = client.get(reverse("library:import", args=[run.id])).content.decode()
    assert "Afbeeldingen die niet bij de bestanden zaten, weggelaten: 2." in shown
    assert "Afbeeldingen die op een andere website staan weggelaten, want daar halen we niets op: 1." in shown


def test_a_folder_keeps_the_places_of_its_files(world: World) -> None:
    client = world.client(world.fatima)
    files = [SimpleUploadedFile("a.md", b"# Een\n\nZie [twee](b.md).\n"), SimpleUploadedFile("b.md", TEXT)]
    run = upload(client, world, files=[], folder=files, folder_paths=["map/x/a.md", "map/x/b.md"])
    import_upload(run.id)
    assert set(Item.objects.values_list("source", flat=True)) == {"x/a.md", "x/b.md"}
    assert "item:" in Item.objects.get(source="x/a.md").version.text


def test_uploading_the_same_again_makes_no_doubles(world: World) -> None:
    client = world.client(world.fatima)
    for _ in range(2):
        run = upload(client, world, ("rooster.md", TEXT))
        import_upload(run.id)
        ImportRun.objects.all().delete()
    assert Item.objects.count() == 1


def test_two_files_of_the_same_name_both_come_in(world: World) -> None:
    client = world.client(world.fatima)
    other = b"# Sleutel\n\nDe sleutel ligt bij de receptie, in de tweede la van links.\n"
    for _ in range(2):
        run = upload(client, world, ("notitie.md", TEXT), ("notitie.md", other))
        import_upload(run.id)
        page = client.get(reverse("library:import", args=[run.id])).content.decode()
        assert all(words in page for words in ("Rooster", "Sleutel", "notitie.md", "notitie (2).md"))
        ImportRun.objects.all().delete()
    assert set(Item.objects.values_list("title", "source")) == {
        ("Rooster", "notitie.md"),
        ("Sleutel", "notitie (2).md"),
    }


def test_paths_that_cannot_be_files_of_one_folder_are_refused_and_leave_nothing(world: World, home: Path) -> None:
    client = world.client(world.fatima, language="nl")
    for paths, says in (
        (["d", "d/b.md"], "zowel een bestand als een map"),
        (["d/b.md", "d"], "zowel een bestand als een map"),
        (["x/..", "a.md"], "geen plek in een map"),
        (["../../../weg.md", "a.md"], "geen plek in een map"),
        (["m/" + "x" * 300 + ".md", "a.md"], "is te lang"),
    ):
        folder = [SimpleUploadedFile("a.md", TEXT), SimpleUploadedFile("b.md", TEXT)]
        given = {"space": str(world.team.space.id), "folder": folder, "folder_paths": paths}
        response = client.post(reverse("library:imports"), given)
        assert (response.status_code, says in response.content.decode()) == (422, True), paths
        assert (list(home.rglob("*.md")), list(home.glob("uploads/*"))) == ([], [])
    assert ImportRun.objects.count() == 0


def test_choosing_nothing_or_a_closed_space_says_what_to_do(world: World) -> None:
    client = world.client(world.otto, language="nl")
    nothing = client.post(reverse("library:imports"), {"space": str(world.organisation.id)})
    assert nothing.status_code == 422
    assert "Kies een of meer bestanden" in nothing.content.decode()
    closed = client.post(
        reverse("library:imports"), {"space": str(world.closed.id), "files": [SimpleUploadedFile("a.md", TEXT)]}
    )
    assert closed.status_code == 422
    assert ImportRun.objects.count() == 0


def test_the_page_names_the_limit_and_begins_with_the_space_that_nobody_else_sees(world: World) -> None:
    page = world.client(world.fatima, language="nl").get(reverse("library:imports"))
    own = Space.objects.private_of(world.fatima).get()
    assert page.context["form"]["space"].value() == own.id
    assert "Hoogstens 100 MB tegelijk." in page.content.decode()


def test_who_sends_too_much_reads_the_limit_in_their_own_language(world: World) -> None:
    page = world.client(world.fatima, language="nl").get(reverse("ui:too-large"))
    assert page.status_code == 413
    assert "Je kunt 100 MB tegelijk sturen" in page.content.decode()


def test_a_report_is_for_whoever_imported_and_for_nobody_else(world: World) -> None:
    run = upload(world.client(world.fatima), world, ("rooster.md", TEXT))
    import_upload(run.id)
    assert world.client(world.kees).get(reverse("library:import", args=[run.id])).status_code == 404
    assert "rooster.md" not in world.client(world.kees).get(reverse("library:imports")).content.decode()


def test_an_import_that_was_killed_goes_on_and_a_finished_one_is_left_alone(world: World) -> None:
    run = upload(world.client(world.fatima), world, ("rooster.md", TEXT))
    import_upload(run.id)
    import_upload(run.id)
    assert Item.objects.get().versions.count() == 1


def test_an_import_that_goes_on_tells_all_that_came_in_with_it(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    run = upload(world.client(world.fatima), world, ("1.md", TEXT), ("2.md", TEXT + b"En nog iets.\n"))
    original, seen = keep_item, []

    def dies(*args: Any, **more: Any) -> Item:
        seen.append(args)
        if len(seen) == 2:
            raise KeyboardInterrupt
        return original(*args, **more)

    monkeypatch.setattr(importing_writing, "keep_item", dies)
    with pytest.raises(KeyboardInterrupt):
        import_upload(run.id)
    monkeypatch.setattr(importing_writing, "keep_item", original)
    import_upload(run.id)
    assert Item.objects.count() == 2
    assert set(run.files.values_list("outcome", flat=True)) == {ImportedFile.Outcome.IMPORTED}


@pytest.mark.parametrize("count", [1, 3])
def test_the_report_needs_no_more_queries_for_more_files(
    world: World, count: int, django_assert_max_num_queries: object
) -> None:
    client = world.client(world.fatima)
    run = upload(client, world, *((f"{number}.md", TEXT) for number in range(count)))
    import_upload(run.id)
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        client.get(reverse("library:import", args=[run.id]))


def test_while_it_runs_the_page_tells_how_far_it_is(world: World) -> None:
    run = upload(world.client(world.fatima), world, ("rooster.md", TEXT))
    ImportRun.objects.filter(id=run.id).update(total=10, done=3)
    page = world.client(world.fatima, language="nl").get(reverse("library:import", args=[run.id])).content.decode()
    assert "3 van 10 bestanden" in page
    assert 'hx-trigger="every 1s"' in page
