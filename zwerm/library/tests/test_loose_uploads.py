"""Loose files in an upload: the same name is not always the same document."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from zwerm.library.actions import revise_item
from zwerm.library.actions.importing import import_upload, start_upload
from zwerm.library.models import ImportedFile, Item
from zwerm.people.tests.world import World

ELEPHANTS = (
    "Het olifantenpad loopt achter het parkeerdek langs naar de spoedeisende hulp en is ook met een bed goed te gaan. "
    "Wie hier 's nachts loopt, meldt zich eerst bij de portier, want de lampen gaan om elf uur uit. "
    "In de winter strooit de technische dienst het pad voor zes uur in de ochtend.\n"
)
GIRAFFES = (
    "Giraffen slapen maar kort en bijna altijd staand. De dierentuin telt elke nacht hoe lang, met een camera boven het "
    "hok. Vrijwilligers kijken de beelden na en schrijven op wanneer een dier gaat liggen, opstaat of eet.\n"
)
Uploads = Callable[..., str]


@pytest.fixture
def send(world: World, settings: object, tmp_path: Path) -> Uploads:
    """Upload these files together; answers the report."""
    settings.HOME = tmp_path  # type: ignore[attr-defined]

    def send(*files: tuple[str, str]) -> str:
        given = [(name, SimpleUploadedFile(name, text.encode())) for name, text in files]
        run = start_upload(world.fatima, world.team.space, given, "verslagen")
        import_upload(run.id)
        page = world.client(world.fatima, language="nl").get(reverse("library:import", args=[run.id]))
        return page.content.decode()

    return send


def titles() -> list[str]:
    return sorted(Item.objects.values_list("title", flat=True))


def test_another_document_of_the_same_name_becomes_an_item_of_its_own(send: Uploads) -> None:
    send(("verslag.md", "# Olifantenpad\n\n" + ELEPHANTS))
    page = send(("verslag.md", "# Giraffenpad\n\n" + GIRAFFES))
    assert "Lijkt op niets wat er was met deze naam: bewaard als nieuw stuk." in page
    assert titles() == ["Giraffenpad", "Olifantenpad"]
    assert [item.versions.count() for item in Item.objects.all()] == [1, 1]
    # Each is known again, whatever name it was given here.
    send(("verslag.md", "# Giraffenpad\n\n" + GIRAFFES))
    page = send(("verslag.md", "# Giraffenpad\n\nKort samengevat.\n"))
    assert "Vervangt “Giraffenpad”." in page
    assert titles() == ["Giraffenpad", "Olifantenpad"]
    assert Item.objects.get(title="Giraffenpad").versions.count() == 2


def test_a_newer_text_replaces_what_it_is_like_though_its_title_changed(send: Uploads) -> None:
    send(("verslag.md", "# Olifantenpad\n\n" + ELEPHANTS))
    page = send(("verslag.md", "# Het pad achter het parkeerdek\n\n" + ELEPHANTS + "\nVragen? Bel de portier.\n"))
    assert "Vervangt “Olifantenpad”." in page
    assert titles() == ["Het pad achter het parkeerdek"]


def test_a_title_that_only_repeats_the_name_of_the_file_makes_no_document_the_same(send: Uploads) -> None:
    send(("verslag.txt", ELEPHANTS))
    send(("verslag.txt", GIRAFFES))
    assert set(Item.objects.values_list("source", flat=True)) == {"verslag.txt", "verslag (2).txt"}


def test_one_word_changed_in_a_short_note_is_the_same_note(send: Uploads) -> None:
    send(("lijst.txt", "Melk, brood, kaas, appels en een krat water halen.\n"))
    send(("lijst.txt", "Melk, brood, boter, appels en een krat water halen.\n"))
    assert Item.objects.get().versions.count() == 2


def test_two_of_one_name_in_one_upload_never_replace_each_other_and_find_their_own_again(send: Uploads) -> None:
    one, two = ELEPHANTS, ELEPHANTS + "\nDit is de tweede uitgave, van de nachtdienst.\n"
    send(("verslag.md", "# Pad\n\n" + one), ("verslag.md", "# Pad\n\n" + two))
    assert Item.objects.count() == 2
    # The other way round, and both a little changed.
    send(("verslag.md", "# Pad\n\n" + two), ("verslag.md", "# Pad\n\n" + one))
    assert [item.versions.count() for item in Item.objects.all()] == [1, 1]
    send(("verslag.md", "# Pad\n\n" + two + "\nErbij.\n"), ("verslag.md", "# Pad\n\n" + one + "\nOok erbij.\n"))
    assert [item.versions.count() for item in Item.objects.all()] == [2, 2]


def test_a_file_that_cannot_be_read_touches_nothing_that_came_in_under_its_name(send: Uploads) -> None:
    send(("verslag.docx", "geen Word"), ("verslag.md", "# Olifantenpad\n\n" + ELEPHANTS))
    send(("verslag.md", "\x00\x01\x02" * 90))
    kept = ImportedFile.objects.get(path="verslag.md")
    assert (kept.outcome, kept.item) == (ImportedFile.Outcome.IMPORTED, Item.objects.get())
    assert ImportedFile.objects.get(path="verslag (2).md").outcome == ImportedFile.Outcome.SKIPPED


def test_what_people_made_of_it_here_is_what_a_newer_file_is_held_against(world: World, send: Uploads) -> None:
    send(("verslag.md", "# Olifantenpad\n\n" + ELEPHANTS))
    revise_item(world.kees, Item.objects.get(), "Giraffenpad", GIRAFFES)
    send(("verslag.md", "# Giraffenpad\n\n" + GIRAFFES))
    assert titles() == ["Giraffenpad"]


def item_of(name: str) -> Item:
    item = ImportedFile.objects.get(path=name).item
    assert item is not None
    return item


def text_of(name: str) -> str:
    return item_of(name).version.text


def test_links_between_files_that_are_chosen_together_keep_working(send: Uploads) -> None:
    page = send(
        (
            "olifant.md",
            f"# Olifantenpad\n\n{ELEPHANTS}\nZie [de giraffen](Giraffen.md#slaap) en [elders](map/giraffen.md).\n",
        ),
        ("Giraffen.md", f"# Giraffenpad\n\n{GIRAFFES}\nZie [de olifanten](./olifant.md).\n"),
    )
    assert "gewone woorden" not in page
    assert f"Zie [de giraffen](item:{item_of('Giraffen.md').pk}#slaap)" in text_of("olifant.md")
    assert f"[elders](item:{item_of('Giraffen.md').pk})" in text_of("olifant.md")
    assert f"[de olifanten](item:{item_of('olifant.md').pk})" in text_of("Giraffen.md")
    assert item_of("olifant.md").backlinks.filter(origin=item_of("Giraffen.md")).exists()


def test_a_link_to_what_was_not_chosen_becomes_words_and_the_report_says_which(send: Uploads) -> None:
    olifant = (
        f"# Olifantenpad\n\n{ELEPHANTS}\nZie [de giraffen](giraffen.md), [dit](a.md), [dat](b.md) en [nog](c.md).\n"
    )
    page = send(("olifant.md", olifant))
    assert (
        "Deze links gaan naar iets wat niet is meegenomen, en zijn nu gewone woorden: giraffen.md, a.md, b.md en nog 1."
        in page
    )
    assert "Zie de giraffen, dit, dat en nog." in text_of("olifant.md")
    # Chosen again, together with what it leads to, it leads there.
    page = send(("olifant.md", olifant), ("giraffen.md", f"# Giraffenpad\n\n{GIRAFFES}"))
    assert "Deze links gaan naar iets wat niet is meegenomen, en zijn nu gewone woorden: a.md, b.md, c.md." in page
    assert f"[de giraffen](item:{item_of('giraffen.md').pk})" in text_of("olifant.md")


def test_a_name_that_two_files_have_leads_to_neither(send: Uploads) -> None:
    page = send(
        ("verslag.md", "# Olifantenpad\n\n" + ELEPHANTS),
        ("verslag.md", "# Giraffenpad\n\n" + GIRAFFES),
        ("start.md", "# Begin hier\n\nLees [het verslag](verslag.md).\n"),
    )
    assert "gewone woorden: verslag.md." in page
    assert "Lees het verslag." in text_of("start.md")


def test_a_link_leads_to_the_file_that_was_chosen_under_whatever_name_it_is_known_here(send: Uploads) -> None:
    send(("verslag.md", "# Olifantenpad\n\n" + ELEPHANTS))
    send(
        ("verslag.md", "# Giraffenpad\n\n" + GIRAFFES),
        ("start.md", "# Begin hier\n\nLees [het verslag](verslag.md).\n"),
    )
    giraffes = Item.objects.get(title="Giraffenpad")
    assert text_of("start.md") == f"Lees [het verslag](item:{giraffes.pk}).\n"
