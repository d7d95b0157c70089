from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from django.test import Client
from django.test.utils import override_settings

from zwerm.courses.actions import ask_for_course, carry_out, health_of
from zwerm.courses.demo import CHANGING, COURSES, LEFT, make_courses
from zwerm.courses.models import Completion, Course, Drafting
from zwerm.library.actions import keep_item
from zwerm.library.actions.importing import import_paths
from zwerm.library.demo.make import make_items
from zwerm.library.models import ImportRun
from zwerm.people.demo.make import make_people
from zwerm.people.models import Space
from zwerm.people.tests.world import World

TEXT = """# Medische gegevens

Een datalek is een inbreuk op de beveiliging waarbij persoonsgegevens verloren gaan. Een datalek meld je binnen 24 uur bij de
servicedesk. De servicedesk beoordeelt de melding en belt de functionaris gegevensbescherming.

## Stappen

1. Sluit het scherm en blijf bij de computer.
2. Bel de servicedesk en noem je naam.
3. Vul het meldformulier in.
4. Vertel je leidinggevende wat er gebeurde.
"""


def test_a_text_becomes_a_draft_that_only_its_author_sees_until_it_is_published(world: World) -> None:
    item = keep_item(world.fatima, world.team.space, "howto", "Een datalek melden", TEXT, language="nl")
    browser = world.client(world.fatima, "nl")
    assert "Een datalek melden" in browser.get(f"/learn/new/?item={item.pk}").content.decode()
    answer = browser.post("/learn/new/", {"items": [str(item.pk)], "space": str(world.team.space.pk), "title": ""})
    assert answer.status_code == 302
    course = Course.objects.get()
    assert browser.get(answer.headers["Location"]).headers["Location"] == f"/learn/{course.pk}/draft/"
    draft = browser.get(f"/learn/{course.pk}/draft/").content.decode()
    assert "persoonsgegevens verloren gaan" in draft
    assert world.client(world.kees).get(f"/learn/{course.pk}/").status_code == 404
    browser.post(f"/learn/{course.pk}/publication/")
    assert world.client(world.kees).get(f"/learn/{course.pk}/").status_code == 200


def test_a_text_to_choose_is_found_without_its_accent_and_by_what_it_says(world: World) -> None:
    hands = keep_item(world.fatima, world.closed, "howto", "Handhygiëne", "Was je handen met zeep.", language="nl")
    about = keep_item(world.fatima, world.closed, "page", "Schoon werken", "Over hygiëne.", language="nl")
    browser = world.client(world.fatima, "nl")

    def found(words: str, chosen: str = "", person: Client = browser) -> list[str]:
        page = person.get("/learn/new/", {"q": words, "items": chosen}, headers={"HX-Request": "true"}).content.decode()
        return re.findall(r'name="items" value="([^"]+)"', page)

    for words in ("hygiene", "hygiëne", "HYGIËNE", "Handhygiene", "zeep"):
        assert str(hands.pk) in found(words), words
    assert found("hygiene schoon")[0] == str(about.pk)
    # What was chosen stays, and stands there once.
    assert found("hygiene", str(hands.pk)) == [str(hands.pk), str(about.pk)]
    assert found("hygiene", person=world.client(world.otto)) == []


def test_without_any_text_the_page_tells_so_and_leads_to_writing_and_bringing_in(world: World) -> None:
    browser = world.client(world.fatima, "nl")
    page = browser.get("/learn/new/").content.decode()
    assert "Er is nog geen tekst om een cursus van te maken" in page
    assert 'href="/knowledge/write/"' in page
    assert 'href="/knowledge/imports/"' in page
    assert "Geen tekst met deze woorden" not in page
    assert "Geen tekst met deze woorden" in browser.get("/learn/new/?q=zuil").content.decode()
    keep_item(world.fatima, world.closed, "page", "Zuil", "Een zuil.", language="nl")
    page = browser.get("/learn/new/?q=+").content.decode()
    assert "Zuil" in page
    assert "nog geen tekst" not in page
    # Whoever does not see that text has nothing to choose.
    assert "nog geen tekst" in world.client(world.otto, "nl").get("/learn/new/").content.decode()


@pytest.mark.parametrize(("source", "is_spoken"), [("map/Datalek.PPTX", True), ("map/datalek.docx", False)])
def test_what_is_told_with_a_slide_is_text_and_what_its_speaker_has_to_do_is_left_out_and_told(
    world: World, source: str, is_spoken: bool
) -> None:
    text = f"{TEXT}\n> Een verloren telefoon zonder code is ook een datalek. Vertel hier over die keer in mei."
    item = keep_item(world.fatima, world.team.space, "howto", "Datalek", text, language="nl", source=source)
    course = carry_out(ask_for_course(world.fatima, world.team.space, [item]))
    assert course is not None
    page = world.client(world.fatima, "nl").get(f"/learn/{course.pk}/draft/").content.decode()
    assert "Een verloren telefoon zonder code is ook een datalek." in page
    assert ("die keer in mei" in page) is not is_spoken
    assert ("Wat de spreker bij een presentatie moet doen" in page) is is_spoken


def test_a_text_that_someone_no_longer_sees_is_not_used(world: World) -> None:
    item = keep_item(world.kees, world.closed, "howto", "Een datalek melden", TEXT, language="nl")
    drafting = ask_for_course(world.kees, world.closed, [item])
    world.closed.memberships.filter(person=world.kees).delete()
    assert carry_out(Drafting.objects.select_related("person", "space").get(pk=drafting.pk)) is None
    assert Course.objects.count() == 0
    drafting.refresh_from_db()
    assert "je ziet ze niet meer" in drafting.failure


def test_the_page_on_which_one_waits_for_a_course_has_a_heading_whatever_became_of_it(world: World) -> None:
    item = keep_item(world.kees, world.closed, "howto", "Een datalek melden", TEXT, language="nl")
    drafting = ask_for_course(world.kees, world.closed, [item])
    browser, address = world.client(world.kees, "nl"), f"/learn/drafting/{drafting.pk}/"
    assert headings(browser.get(address).text) == ["Je cursus wordt gemaakt"]
    Drafting.objects.filter(pk=drafting.pk).update(failure="Er staat te weinig in.")
    assert headings(browser.get(address).text) == ["Hier kon geen cursus van worden gemaakt"]
    assert world.client(world.otto).get(address).status_code == 404


def headings(page: str) -> list[str]:
    return re.findall(r"<h1[^>]*>([^<]+)</h1>", page)


def test_a_search_keeps_what_was_chosen_and_typed_and_makes_nothing(world: World) -> None:
    one = keep_item(world.fatima, world.team.space, "howto", "Een datalek melden", TEXT, language="nl")
    two = keep_item(world.fatima, world.team.space, "howto", "De pomp ophangen", TEXT, language="nl")
    keep_item(world.kees, world.closed, "howto", "De pomp van de kring", TEXT, language="nl")
    browser, own = world.client(world.otto, "nl"), str(world.otto.memberships.get(space__kind="private").space_id)
    form = {"items": [str(one.pk)], "space": own, "title": "Veilig & wel", "q": "pomp"}
    # The first button is the one that Enter presses.
    assert (
        re.findall(r'<button type="submit"[^>]*name="(\w+)"', sent_by(browser.get("/learn/new/").text))[0] == "search"
    )
    page = browser.post("/learn/new/", form | {"search": "yes"}, follow=True)
    assert (page.status_code, Drafting.objects.count()) == (200, 0)
    assert offered(page.text) == [("Een datalek melden", True), ("De pomp ophangen", False)]
    assert ('value="pomp"' in page.text, 'value="Veilig &amp; wel"' in page.text) == (True, True)
    assert chosen_space(page.text) == [own]
    assert "csrf" not in page.redirect_chain[0][0]
    browser.post("/learn/new/", form | {"items": [str(one.pk), str(two.pk)]})
    assert Drafting.objects.get().items == [str(one.pk), str(two.pk)]


def test_without_a_text_the_texts_are_marked_and_the_search_stays(world: World) -> None:
    keep_item(world.fatima, world.team.space, "howto", "Een datalek melden", TEXT, language="nl")
    keep_item(world.fatima, world.team.space, "howto", "De pomp ophangen", TEXT, language="nl")
    page = world.client(world.fatima, "nl").post("/learn/new/", {"space": str(world.team.space.pk), "q": "pomp"})
    assert page.status_code == 422
    marked = re.search(r'<fieldset class="field choices field--error" aria-describedby="(\w+)"', page.text)
    assert marked
    assert "Kies minstens één tekst" in page.text[page.text.index(f'id="{marked[1]}"') :].partition("</p>")[0]
    assert offered(page.text) == [("De pomp ophangen", False)]
    assert 'value="pomp"' in page.text


def sent_by(page: str) -> str:
    return page[page.index('id="ask"') :].partition("</form>")[0]


def offered(page: str) -> list[tuple[str, bool]]:
    """The texts of a page, and whether each is chosen."""
    found = re.findall(r'<input[^>]*name="items"[^>]*>\s*(?:<span[^>]*>\s*)+([^<]+?)\s*<', page)
    chosen = re.findall(r'<input[^>]*name="items"[^>]*>', page)
    return [(title, "checked" in box) for title, box in zip(found, chosen, strict=True)]


def test_an_outsider_can_not_make_a_course_of_a_closed_text(world: World) -> None:
    item = keep_item(world.kees, world.closed, "howto", "Een datalek melden", TEXT, language="nl")
    browser = world.client(world.otto)
    page = browser.post("/learn/new/", {"items": [str(item.pk)], "space": str(world.organisation.pk)})
    assert page.status_code == 422
    assert "datalek" not in page.content.decode()
    assert Course.objects.count() == 0


def test_what_was_just_brought_in_can_become_a_course(world: World, tmp_path: Path) -> None:
    for number in range(2):
        (tmp_path / f"{number}.md").write_text(f"# Pomp {number}\n\nHang de pomp aan de lader.\n", "utf-8")
    import_paths(world.fatima, world.team.space, [tmp_path])
    client = world.client(world.fatima)
    report = client.get(f"/knowledge/imports/{ImportRun.objects.get().pk}/").content.decode()
    link = re.search(r'href="(/learn/new/\?item=[^"]+)"', report)
    assert link
    offered = client.get(html.unescape(link[1])).content.decode()
    assert len(re.findall(r'name="items"[^>]*checked', offered)) == 2


def test_making_a_course_twice_of_the_same_text_gives_the_same_course(world: World) -> None:
    item = keep_item(world.fatima, world.team.space, "howto", "Een datalek melden", TEXT, language="nl")
    made = []
    for _ in range(2):
        course = carry_out(ask_for_course(world.fatima, world.team.space, [item]))
        assert course is not None
        made.append(
            [
                (b.kind, b.content, [q.content for q in b.questions.all()])
                for bite in course.bites.all()
                for b in bite.blocks.all()
            ]
        )
    assert made[0] == made[1]


@override_settings(DEMO=True)
def test_the_demo_organisation_has_courses_with_colleagues_on_their_way(db: None) -> None:
    make_people()
    make_items()
    make_courses()
    make_courses()
    assert Course.objects.filter(revises=None).count() == len(COURSES)
    assert [course.title for course in Course.objects.orphaned()] == [LEFT[1]]
    assert Course.objects.exclude(revises=None).get().title == CHANGING
    assert Completion.objects.filter(passed=True).count() >= 2
    told = [one.found.flaw for course in Course.objects.published() for one in health_of(course)[1]]
    assert "against" in told


def test_a_space_of_ones_own_is_called_so_on_every_page(world: World) -> None:
    own = Space.objects.get(kind=Space.Kind.PRIVATE, memberships__person=world.otto)
    Space.objects.filter(pk=own.pk).update(name="Naam van de ruimte")
    item = keep_item(world.otto, own, "howto", "Een datalek melden", TEXT, language="nl")
    import_run = ImportRun.objects.create(person=world.otto, space=own, title="map")
    browser = world.client(world.otto, "nl")
    answer = browser.post("/learn/new/", {"items": [str(item.pk)], "space": str(own.pk), "title": ""})
    address = browser.get(answer.headers["Location"]).headers["Location"]
    for page in (
        "/knowledge/", "/knowledge/spaces/", f"/knowledge/spaces/{own.slug}/", item.get_absolute_url(), "/knowledge/imports/",
        f"/knowledge/imports/{import_run.pk}/", "/learn/new/", f"/learn/new/?item={item.pk}", address, "/learn/",
        "/search/?q=datalek", "/knowledge/write/page/",
    ):  # fmt: skip
        said = browser.get(page, follow=True).content.decode()
        assert "Naam van de ruimte" not in said, page
        assert "Mijn eigen ruimte" in said, page


def chosen_space(page: str) -> list[str]:
    return re.findall(r'<option value="([0-9a-f-]+)" selected', page)


def test_the_space_of_a_course_follows_the_texts_that_are_chosen(world: World) -> None:
    own = Space.objects.get(kind=Space.Kind.PRIVATE, memberships__person=world.otto)
    mine = keep_item(world.otto, own, "howto", "Een datalek melden", TEXT, language="nl")
    open_one = keep_item(world.tom, world.organisation, "howto", "Voor iedereen", TEXT, language="nl")
    browser = world.client(world.otto, "nl")
    everyone = str(world.organisation.pk)
    assert chosen_space(browser.get("/learn/new/").text) == [everyone]
    told = "Een cursus van deze teksten kan alleen in “Mijn eigen ruimte” staan."
    assert told not in browser.get("/learn/new/").text

    page = browser.get("/learn/new/", {"item": [str(open_one.pk), str(mine.pk)]}).text
    assert (chosen_space(page), told in page) == ([str(own.pk)], True)
    # While one chooses: what one chose oneself stays as long as a course may stand there.
    where = {"where": "yes", "items": [str(mine.pk)], "space": everyone}
    part = browser.get("/learn/new/", where, headers={"HX-Request": "true"}).text
    assert (chosen_space(part), told in part, "<html" in part) == ([str(own.pk)], True, False)
    where |= {"items": [str(open_one.pk)], "space": str(own.pk)}
    part = browser.get("/learn/new/", where, headers={"HX-Request": "true"}).text
    assert (chosen_space(part), told in part) == ([str(own.pk)], False)


def test_texts_that_have_no_space_in_common_say_so(world: World) -> None:
    own = Space.objects.get(kind=Space.Kind.PRIVATE, memberships__person=world.kees)
    mine = keep_item(world.kees, own, "howto", "Van mij", TEXT, language="nl")
    closed = keep_item(world.kees, world.closed, "howto", "Van de kring", TEXT, language="nl")
    told = "Een cursus van deze teksten kan alleen in “Mijn eigen ruimte” staan."
    browser = world.client(world.kees, "nl")
    assert told in browser.get("/learn/new/", {"item": [str(mine.pk), str(closed.pk)]}).text
    world.closed.memberships.filter(person=world.kees).delete()
    page = browser.get("/learn/new/", {"item": [str(mine.pk), str(closed.pk)]}).text
    assert told in page
    assert "Van de kring" not in page
