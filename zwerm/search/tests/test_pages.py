from __future__ import annotations

import html
import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from zwerm.people.tests.world import World
from zwerm.search.tests.notes import Notes


def test_the_search_page_shows_what_answers_with_the_words_marked(world: World, notes: Notes) -> None:
    notes.keep("a", world.organisation, "Meld een val binnen een uur.", "Een val melden", authors=(world.kees.id,))
    page = world.client(world.otto).get("/search/?q=val+melden").content.decode()
    assert "Een <mark>val</mark> <mark>melden</mark>" in page
    assert "<mark>Meld</mark> een <mark>val</mark> binnen" in page
    assert "Kees Mulder" in page
    assert "1 result<" in page.replace("\n", "").replace("  ", "")


def test_a_name_that_came_with_a_document_is_shown_and_narrows_the_search(world: World, notes: Notes) -> None:
    notes.keep("a", world.organisation, "Over vallen.", "Vallen", names=("Joëlle de Vries",))
    notes.keep("b", world.organisation, "Meer over vallen.", "Bellen", authors=(world.kees.id,))
    client = world.client(world.otto, "nl")
    page = client.get("/search/?q=vallen").text
    (address,) = re.findall(r'href="([^"]*)">Joëlle de Vries</a>', page)
    narrowed = client.get(f"/search/{html.unescape(address)}").text
    assert 'value="Joëlle de Vries"' in narrowed
    assert "/a#0" in narrowed
    assert "/b#0" not in narrowed
    assert ">Van wie</span>" in narrowed


@pytest.mark.parametrize(("period", "days"), [("week", 7), ("month", 31), ("year", 365)])
def test_a_period_leaves_out_what_changed_before_it(world: World, notes: Notes, period: str, days: int) -> None:
    now = datetime.now(UTC)
    notes.keep("new", world.organisation, "Over vallen.", "Vallen", date=now - timedelta(days=days - 1))
    notes.keep("old", world.organisation, "Over vallen.", "Vallen", date=now - timedelta(days=days + 2))
    page = world.client(world.otto).get(f"/search/?q=vallen&period={period}").text
    assert "/new#0" in page
    assert "/old#0" not in page


def test_a_name_on_what_one_may_not_see_is_told_nowhere(world: World, notes: Notes) -> None:
    notes.keep("a", world.closed, "Over vallen.", "Vallen", names=("Joëlle de Vries",))
    client = world.client(world.otto)
    assert "Joëlle" in world.client(world.kees).get("/search/?q=vallen").text
    assert "Joëlle" not in client.get("/search/?q=vallen").text
    assert "There are results without your filters" not in client.get("/search/?q=vallen&by=joelle").text


def test_while_typing_only_the_results_come_and_words_may_be_unfinished(world: World, notes: Notes) -> None:
    notes.keep("a", world.organisation, "Over medicatieveiligheid.", "Medicatieveiligheid")
    answer = world.client(world.otto).get("/search/?q=medicat", headers={"hx-request": "true"})
    assert "<html" not in answer.content.decode()
    assert "/a#0" in answer.content.decode()
    assert "HX-Request" in answer["Vary"]


def test_the_address_while_typing_leaves_empty_filters_out(world: World, notes: Notes) -> None:
    answer = world.client(world.otto).get("/search/?q=medicat&kind=&space=&language=nl", headers={"hx-request": "true"})
    assert answer["HX-Replace-Url"] == "/search/?q=medicat&language=nl"


def test_the_bar_suggests_things_and_the_whole_search(world: World, notes: Notes) -> None:
    notes.keep("a", world.organisation, "Over medicatieveiligheid.", "Medicatieveiligheid")
    page = world.client(world.otto).get("/search/suggestions/?q=medi").content.decode()
    assert 'href="/a#0"' in page
    assert 'href="/search/?q=medi"' in page


def test_someone_who_did_not_sign_in_finds_nothing(world: World, notes: Notes) -> None:
    notes.keep("a", world.organisation, "Over medicatieveiligheid.", "Medicatieveiligheid")
    answer = world.client().get("/search/?q=medicatieveiligheid")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/login/")


def test_how_many_results_there_are_is_told_as_far_as_it_is_known(world: World, notes: Notes) -> None:
    def told(address: str) -> str:
        page = world.client(world.otto, "nl").get(f"/search/?q=vallen{address}").text
        return " ".join(page.split('role="status">')[1].split("</p>")[0].split())

    for number in range(10):
        notes.keep(f"{number}", world.organisation, f"Over vallen, {number}.")
    assert told("") == "10 resultaten"
    notes.keep("10", world.organisation, "Over vallen, 10.")
    assert told("") == "De eerste 10 resultaten; er zijn er meer"
    assert told("&page=2") == "Resultaten 11 tot en met 11"


def test_when_filters_hide_everything_the_page_says_so(world: World, notes: Notes) -> None:
    notes.keep("a", world.organisation, "Over vallen.", "Vallen")
    page = world.client(world.otto).get("/search/?q=vallen&language=en").content.decode()
    assert "There are results without your filters" in page


def test_a_word_that_nothing_says_is_named(world: World, notes: Notes) -> None:
    notes.keep("a", world.organisation, "Over vallen.", "Vallen")
    page = world.client(world.otto).get("/search/?q=vallen+xylofoonles").content.decode()
    assert "<strong>xylofoonles</strong>" in page
    assert "/a#0" in page


@pytest.mark.parametrize(
    "address", ["?q=", "?q=x&space=no", "?q=x&page=-3", "?q=x&kind=zzz&period=eeuw", "?q=%00(*%22"]
)
def test_an_address_that_makes_no_sense_still_gives_a_page(world: World, notes: Notes, address: str) -> None:
    assert world.client(world.otto).get(f"/search/{address}").status_code == 200


def test_a_query_that_looks_like_code_is_shown_as_words(world: World, notes: Notes) -> None:
    notes.keep("a", world.organisation, "<script>alert(1)</script> is code.", "<b>Vet</b>")
    page = world.client(world.otto).get("/search/?q=<script>alert(1)</script>").content.decode()
    assert "<script>alert" not in page
    assert "<b>Vet" not in page


def test_a_page_of_results_costs_as_many_queries_with_one_as_with_three(world: World, notes: Notes) -> None:
    client = world.client(world.fatima)

    def queries() -> int:
        client.get("/search/?q=vallen")
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert client.get("/search/?q=vallen").status_code == 200
        return len(seen)

    notes.keep("a", world.organisation, "Over vallen.", authors=(world.kees.id,))
    with_one = queries()
    notes.keep("b", world.team.space, "Over vallen.", authors=(world.sanne.id,))
    notes.keep("c", world.closed, "Over vallen.", authors=(world.fatima.id,))
    assert queries() == with_one <= 12
