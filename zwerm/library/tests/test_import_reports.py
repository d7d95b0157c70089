"""The report of an import stays as it was, whatever later imports of the same files do."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import timedelta
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from zwerm.library.actions.importing import import_paths, import_upload
from zwerm.library.actions.importing import lines as importing_lines
from zwerm.library.actions.importing import run as importing_run
from zwerm.library.actions.importing.lines import LINES, clear_lines
from zwerm.library.models import ImportedFile, ImportLine, ImportRun, Item
from zwerm.library.views import importing
from zwerm.people.actions import NotAllowed, clear_what_is_too_old, keep_for
from zwerm.people.actions.privacy.keeping import what_would_go
from zwerm.people.tests.world import World

FILES = {
    "rooster.md": "# Rooster\n\nHet rooster hangt naast de deur van de keuken.\n",
    "sleutel.md": "# Sleutel\n\nDe sleutel ligt bij de receptie, in de tweede la.\n",
    "leeg.md": "",
}
NOTHING = "Er was niets om te importeren"
TAKEN = "Een latere import nam regels van dit verslag over"


@pytest.fixture(autouse=True)
def home(settings: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings.HOME = tmp_path  # type: ignore[attr-defined]

    class Queue:
        """Stands for the queue: what is asked waits until the test does it."""

        enqueue = staticmethod(lambda run: None)

    monkeypatch.setattr(importing, "import_later", Queue)
    return tmp_path


@pytest.fixture
def fatima(world: World) -> Client:
    return world.client(world.fatima, language="nl")


def sent(client: Client, world: World, files: dict[str, str], name: str = "map.zip") -> ImportRun:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        for path, body in files.items():
            archive.writestr(path, body)
    given = {"space": str(world.team.space.id), "files": [SimpleUploadedFile(name, output.getvalue())]}
    address = client.post(reverse("library:imports"), given).headers["Location"]
    return ImportRun.objects.get(id=address.strip("/").rpartition("/")[2])


def brought(client: Client, world: World, files: dict[str, str]) -> ImportRun:
    run = sent(client, world, files)
    import_upload(run.id)
    return run


def page_of(client: Client, run: ImportRun) -> str:
    return client.get(reverse("library:import", args=[run.id])).content.decode()


def main_of(page: str) -> str:
    found = re.search(r'<div class="stack" role="status">.*', page, re.DOTALL)
    assert found
    return found[0].partition("</main>")[0]


def groups_of(client: Client, run: ImportRun) -> dict[str, list[str]]:
    groups = client.get(reverse("library:import", args=[run.id])).context["groups"]
    return {str(group["outcome"]): [row["path"] for row in group["rows"]] for group in groups}


def test_each_import_of_the_same_zip_keeps_its_own_report(world: World, fatima: Client) -> None:
    first = brought(fatima, world, FILES)
    before = main_of(page_of(fatima, first))
    assert all(words in before for words in ("Rooster", "Sleutel", "leeg.md", "Dit bestand is leeg.", "Binnengekomen"))
    second = brought(fatima, world, FILES)
    third = brought(fatima, world, {**FILES, "rooster.md": FILES["rooster.md"] + "En ook in de gang.\n"})
    assert main_of(page_of(fatima, first)) == before
    left_out = ["map.zip › leeg.md"]
    both = ["map.zip › rooster.md", "map.zip › sleutel.md"]
    assert groups_of(fatima, first) == {"skipped": left_out, "imported": both}
    assert groups_of(fatima, second) == {"skipped": left_out, "unchanged": both}
    assert groups_of(fatima, third) == {"skipped": left_out, "updated": both[:1], "unchanged": both[1:]}
    assert world.client(world.kees).get(reverse("library:import", args=[first.id])).status_code == 404


def test_a_line_stays_when_its_text_is_removed(world: World, fatima: Client) -> None:
    run = brought(fatima, world, FILES)
    Item.objects.update(current=None)
    Item.objects.all().delete()
    page = page_of(fatima, run)
    assert "map.zip › rooster.md" in page
    assert "/knowledge/items/" not in main_of(page)


def test_an_import_that_was_killed_tells_each_file_once(
    world: World, fatima: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    brought(fatima, world, {**FILES, "a.md": "# Weg\n\nDit bestand verdwijnt straks uit de map.\n"})
    run = sent(fatima, world, FILES)

    def dies(run: ImportRun) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(importing_run, "finish", dies)
        with pytest.raises(KeyboardInterrupt):
            import_upload(run.id)
    import_upload(run.id)
    told = groups_of(fatima, run)
    assert told["gone"] == ["map.zip › a.md"]
    assert sorted(path for paths in told.values() for path in paths) == [
        f"map.zip › {name}" for name in ("a.md", "leeg.md", "rooster.md", "sleutel.md")
    ]


def test_an_import_that_ends_while_another_meets_the_same_files_tells_what_it_did(
    world: World, fatima: Client, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = sent(fatima, world, FILES), sent(fatima, world, FILES)
    original, asked = importing_lines.finish, []

    def finish(run: ImportRun) -> None:
        asked.append(run.id)
        if len(asked) == 1:
            import_paths(world.fatima, world.team.space, [path], run=second)
        original(run)

    path = next((home / second.upload).iterdir())
    monkeypatch.setattr(importing_run, "finish", finish)
    import_upload(first.id)
    assert groups_of(fatima, first)["imported"] == ["map.zip › rooster.md", "map.zip › sleutel.md"]
    assert groups_of(fatima, second)["unchanged"] == ["map.zip › rooster.md", "map.zip › sleutel.md"]


def test_who_may_not_write_there_any_more_reads_so(world: World, fatima: Client) -> None:
    run = sent(fatima, world, FILES)
    world.team.space.memberships.filter(person=world.fatima).delete()
    import_upload(run.id)
    page = page_of(fatima, run)
    assert "map.zip" in main_of(page)
    assert "Je mag in deze ruimte niet meer schrijven." in page
    assert NOTHING not in page


def test_only_where_there_was_nothing_it_says_so(world: World, fatima: Client) -> None:
    run = brought(fatima, world, {})
    assert NOTHING in page_of(fatima, run)


def test_files_that_are_set_aside_after_all_are_told_so_in_the_report(world: World, fatima: Client) -> None:
    brought(fatima, world, FILES)
    run = brought(fatima, world, {"leeg.md": ""})
    held = "De tekst blijft voorlopig staan, want meer dan de helft"
    assert page_of(fatima, run).count(held) == 2
    fatima.post(reverse("library:setting-aside", args=[run.id]))
    page = page_of(fatima, run)
    assert held not in page
    assert groups_of(fatima, run)["gone"] == ["map.zip › rooster.md", "map.zip › sleutel.md"]
    assert reverse("library:all-back", args=[run.id]) in page
    brought(fatima, world, FILES)
    page = page_of(fatima, run)
    assert groups_of(fatima, run)["gone"] == ["map.zip › rooster.md", "map.zip › sleutel.md"]
    assert reverse("library:all-back", args=[run.id]) not in page


def test_the_report_keeps_to_the_budget_of_a_page(world: World, fatima: Client) -> None:
    costs = []
    some = {f"{one}.md": f"# Stuk {one}\n\nEen eigen zin {one}.\n" for one in range(5)}
    changed = {"1.md": "# Stuk 1\n\nDit staat er nu in.\n", "nieuw.md": "# Nieuw\n\nDit is nieuw.\n"}
    for files in (FILES, FILES | some, FILES | some | changed, {"leeg.md": "", **changed}):
        run = brought(fatima, world, files)
        page_of(fatima, run)
        with CaptureQueriesContext(connection) as queries:
            page_of(fatima, run)
        costs.append(len(queries))
    assert {"skipped", "gone", "unchanged"} == set(groups_of(fatima, run))
    assert max(costs) <= 12, [query["sql"][:150] for query in queries]


def as_before(*runs: ImportRun) -> None:
    """As it was when imports kept no lines of their own, and then came to this version."""
    ImportLine.objects.all().delete()
    import_module("zwerm.library.migrations.0034_lines_of_imports").tell(apps, connection.schema_editor())
    assert set(ImportLine.objects.values_list("run", flat=True)) == {run.id for run in runs}


def test_what_an_import_of_before_lost_is_told_with_where_it_is_now(world: World, fatima: Client) -> None:
    first, second = brought(fatima, world, FILES), brought(fatima, world, FILES)
    third = brought(fatima, world, FILES)
    whole = main_of(page_of(fatima, third))
    as_before(third)
    assert main_of(page_of(fatima, third)) == whole
    for run in (first, second):
        page = page_of(fatima, run)
        assert TAKEN in page
        assert reverse("library:import", args=[third.id]) in main_of(page)
        assert NOTHING not in page
    assert (
        "A later import took over lines"
        in world.client(world.fatima, language="en").get(reverse("library:import", args=[first.id])).content.decode()
    )


def test_an_import_of_before_tells_what_it_still_has_and_that_there_was_more(world: World, fatima: Client) -> None:
    first = brought(fatima, world, FILES)
    second = brought(fatima, world, FILES)
    ImportedFile.objects.filter(path__endswith="sleutel.md").update(run=first, outcome="imported")
    as_before(first, second)
    page = page_of(fatima, first)
    assert groups_of(fatima, first) == {"imported": ["map.zip › sleutel.md"]}
    assert TAKEN in page
    assert reverse("library:import", args=[second.id]) in main_of(page)


def long_ago(run: ImportRun, months: int) -> ImportRun:
    ImportRun.objects.filter(id=run.id).update(finished=timezone.now() - timedelta(days=months * 31))
    return run


def test_after_a_year_the_numbers_of_a_report_stay_and_its_lines_go(world: World, fatima: Client) -> None:
    old, newer = brought(fatima, world, FILES), brought(fatima, world, FILES)
    long_ago(old, 13)
    clear_what_is_too_old()
    assert not old.lines.exists()
    assert newer.lines.count() == 3
    page = main_of(page_of(fatima, old))
    groups = fatima.get(reverse("library:import", args=[old.id])).context["groups"]
    assert {group["outcome"]: group["count"] for group in groups} == {"skipped": 1, "imported": 2}
    assert "rooster.md" not in page
    assert "Zo lang bewaart Zwerm de regels van een verslag: 1 jaar." in page
    assert TAKEN not in page
    assert NOTHING not in page
    assert "?outcome=" not in page, "there is no more to show"
    assert Item.objects.published().count() == 2


def test_an_import_that_is_not_done_keeps_its_lines(world: World, fatima: Client) -> None:
    run = brought(fatima, world, FILES)
    ImportRun.objects.filter(id=run.id).update(finished=None)
    assert clear_lines(timezone.now() + timedelta(days=1)) == 0
    assert run.lines.count() == 3


def test_the_administrator_reads_how_many_lines_go_before_it_is_done_and_chooses_how_long(
    world: World, fatima: Client
) -> None:
    run = long_ago(brought(fatima, world, FILES), 5)
    clear_what_is_too_old()
    assert run.lines.count() == 3
    assert [one.number for one in what_would_go({LINES: 3})] == [3]
    with pytest.raises(NotAllowed):
        keep_for(world.fatima, {LINES: 3})
    keep_for(world.priya, {LINES: 0})
    long_ago(run, 100)
    clear_what_is_too_old()
    assert run.lines.count() == 3
    keep_for(world.priya, {LINES: 3})
    clear_what_is_too_old()
    clear_what_is_too_old()
    run.refresh_from_db()
    assert (run.lines.count(), run.counts) == (0, {"skipped": 1, "imported": 2})


def test_what_is_kept_of_someone_says_how_long_lines_of_imports_are(world: World, fatima: Client) -> None:
    keep_for(world.priya, {LINES: 24})
    assert (
        "Wat er van elk bestand werd dat je importeerde: 2 jaar."
        in fatima.get(reverse("people:recorded")).content.decode()
    )
