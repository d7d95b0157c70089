"""Questions that follow on an earlier one in the same conversation."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from zwerm.assistant.actions import ask
from zwerm.assistant.models import Quoted
from zwerm.assistant.rules.following import leans
from zwerm.library.actions import keep_item
from zwerm.people.tests.world import World
from zwerm.records.models import Statement

ITEMS = {
    "De orchideeën in de kas": "Orchideeën krijgen water op maandag. In het weekend krijgen orchideeën geen water, "
    "want dan is de kas dicht. Ria geeft de orchideeën voeding, eens per maand.",
    "De tomaten": "Tomaten krijgen elke dag water. In het weekend doet de bewaker dat.",
    "Openingstijden": "In het weekend is de winkel open van tien tot vier.",
}
BEFORE = "Wanneer krijgen de orchideeën water?"


@pytest.fixture
def library(world: World) -> World:
    for title, text in ITEMS.items():
        keep_item(world.fatima, world.team.space, "howto", title, text, language="nl")
    return world


def test_a_question_that_leans_on_the_one_before_is_answered_about_the_same_thing(library: World) -> None:
    answer = ask(library.kees, "En in het weekend?", BEFORE)
    assert answer.before == BEFORE
    assert any("In het weekend krijgen orchideeën geen water" in sentence.text for sentence in answer.sentences)
    assert answer.sentences[0].sources[0].item.title == "De orchideeën in de kas"


def test_another_kind_of_question_about_the_same_thing_gets_that_kind_of_answer(library: World) -> None:
    answer = ask(library.kees, "Wie geeft ze voeding?", BEFORE)
    assert [sentence.text for sentence in answer.sentences] == ["Ria geeft de orchideeën voeding, eens per maand."]


def test_the_earlier_answer_is_not_given_again_when_nothing_says_what_was_added(library: World) -> None:
    assert not ask(library.kees, "En met kerst?", BEFORE).answered


def test_a_question_that_stands_by_itself_is_not_read_with_the_one_before(library: World) -> None:
    answer = ask(library.kees, "Hoe vaak krijgen de tomaten water?", BEFORE)
    assert answer.before == ""
    assert "elke dag" in answer.sentences[0].text


def test_the_page_says_what_it_was_read_with_and_lets_it_be_asked_by_itself(library: World) -> None:
    client = library.client(library.kees, "nl")
    first = client.get("/ask/", {"q": BEFORE}).content.decode()
    assert f'name="after" value="{BEFORE}"' in first
    second = client.get("/ask/", {"q": "En in het weekend?", "after": BEFORE}).content.decode()
    assert f"Gelezen als vervolg op “{BEFORE}”" in second
    assert 'href="?q=En%20in%20het%20weekend%3F"' in second
    # What is asked next goes on from the question that stands by itself.
    assert f'name="after" value="{BEFORE}"' in second


def test_of_a_conversation_nothing_is_kept_but_that_something_was_asked(library: World) -> None:
    client = library.client(library.kees, "nl")
    client.get("/ask/", {"q": "En in het weekend?", "after": BEFORE})
    assert "weekend" not in str(list(Statement.objects.values()))
    assert "orchidee" not in str(list(Statement.objects.filter(verb="asked").values()))
    client.post("/ask/verdicts/", {"q": f"{BEFORE} En in het weekend?", "right": "yes"})
    assert "weekend" not in str(list(Quoted.objects.values()))


MOVED = {
    "De draaischijf": "De draaischijf staat in de hal. Ria maakt hem schoon. In de vakantie is hij uit.",
    "Vakantie": "In de vakantie is de hal dicht. In de vakantie is Bas de baas in de hal.",
}


def test_what_follows_on_is_looked_for_first_in_the_page_that_answered(world: World) -> None:
    for title, text in MOVED.items():
        keep_item(world.fatima, world.team.space, "page", title, text, language="nl")
    client = world.client(world.kees, "nl")
    first = client.get("/ask/", {"q": "Waar staat de draaischijf?"})
    page = first.context["page"]
    assert f'name="page" value="{page}"' in first.content.decode()
    second = client.get("/ask/", {"q": "En in de vakantie?", "after": "Waar staat de draaischijf?", "page": page})
    assert "In de vakantie is hij uit." in [each["text"] for each in second.context["sentences"]]
    assert second.context["page"] == page


def test_a_page_in_the_address_shows_nothing_to_who_may_not_see_it(library: World) -> None:
    text = "In het weekend krijgen de orchideeën water met limonade."
    hidden = keep_item(library.fatima, library.closed, "page", "Achter de hand", text, language="nl")
    asked = "En in het weekend?"
    told = " ".join(each.text for each in ask(library.fatima, asked, BEFORE, hidden.pk).sentences)
    assert "limonade" in told
    for person in (library.sanne, library.otto):
        answer = ask(person, asked, BEFORE, hidden.pk)
        assert answer.answered
        assert "limonade" not in " ".join(each.text for each in answer.sentences)
        assert hidden not in answer.related
    page = library.client(library.otto, "nl").get("/ask/", {"q": asked, "after": BEFORE, "page": str(hidden.pk)})
    assert "limonade" not in page.content.decode()
    assert (
        library.client(library.kees, "nl").get("/ask/", {"q": asked, "after": BEFORE, "page": "x"}).status_code == 200
    )


def test_a_question_that_is_answered_only_by_itself_asks_no_more_than_any_page(library: World) -> None:
    client = library.client(library.kees, "nl")
    before = "Welke schilder verft het plafond van het theater donkerblauw?"
    address = {"q": "En hoe vaak krijgen de tomaten water?", "after": before}
    client.get("/ask/", address)
    with CaptureQueriesContext(connection) as asked:
        page = client.get("/ask/", address)
    assert page.context["answer"].answered
    assert page.context["answer"].before == ""
    assert len(asked) <= 12


LEANING = {
    "nl": ["En als het weekend is?", "Hoe vaak?", "Mag dat ook thuis?", "Wie regelt dat?", "Hoe lang duurt het?", "Is het verplicht?", "Wat kost dat?"],
    "en": ["How often do they need it?", "And at the weekend?", "What about children?", "Why?", "Can I do it later?", "When is it due?"],
}  # fmt: skip
STANDING = {
    "nl": ["Hoe werkt het rooster?", "Wat is een datalek?", "Is het verplicht om een badge te dragen?", "Wie belt de collega die ziek is?", "Wat kost het parkeren?"],
    "en": ["What is the dress code?", "Is it allowed to bring a dog?", "Is there a canteen?", "What happens to a teammate that leaves?"],
}  # fmt: skip


@pytest.mark.parametrize("language", ["nl", "en"])
def test_only_questions_that_name_too_little_lean_on_the_one_before(language: str) -> None:
    assert [text for text in LEANING[language] if not leans(text, language)] == []
    assert [text for text in STANDING[language] if leans(text, language)] == []
