from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml.html import fromstring
from pytest_django.fixtures import Settings

from zwerm.library.actions import keep_item, revise_item
from zwerm.library.models import Item
from zwerm.people.actions import join_space
from zwerm.people.models import Membership
from zwerm.people.tests.world import World
from zwerm.practice.actions import CardDraft, end_abandoned_sessions, keep_cards, make_cards, set_rhythm
from zwerm.practice.models import Card, Keep, Review, Rhythm, Session
from zwerm.practice.rules.memory import Stage
from zwerm.practice.tests.conftest import TEXT, MakeCards
from zwerm.records.models import Statement
from zwerm.records.projection import advance_all


@pytest.fixture(autouse=True)
def at_midday(settings: Settings) -> None:
    """What comes back in ten minutes comes back today, whatever the time is where the tests run."""
    settings.TIME_ZONE = f"Etc/GMT{datetime.now(UTC).hour - 12:+d}"


def words(text: str) -> str:
    """What a reader sees, on one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def hidden(text: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', text)
    assert found, name
    return found[1]


def sit_down(client: Client) -> str:
    client.post("/practice/session/")
    return client.get("/practice/session/").text


def answer(client: Client, page: str, rating: int, **extra: object) -> str:
    given = {name: hidden(page, name) for name in ("card", "key", "shown")}
    return client.post("/practice/session/answers/", {**given, "rating": rating, **extra}, follow=True).text


def make_due(count: int) -> None:
    for keep in Keep.objects.order_by("pk")[:count]:
        Keep.objects.filter(pk=keep.pk).update(
            stage=Stage.REVIEW,
            step=None,
            stability=8.0,
            difficulty=5.0,
            due=datetime.now(UTC) - timedelta(1),
            last_review=datetime.now(UTC) - timedelta(9),
            first_review=datetime.now(UTC) - timedelta(30),
        )


def test_who_keeps_no_cards_reads_how_to_begin(world: World) -> None:
    page = words(world.client(world.otto, "nl").get("/practice/").text)
    assert "Nog geen kaarten" in page
    assert "Onthoud dit" in page
    assert "Oefen vandaag" not in world.client(world.otto, "nl").get("/").text


@pytest.mark.parametrize(
    ("language", "expected"),
    [("nl", "3 kaarten vandaag Ongeveer 1 minuut. 1 daarvan is nieuw."), ("en", "3 cards today About 1 minute. 1 of them is new.")],
)  # fmt: skip
def test_today_tells_how_many_cards_wait_and_how_long_it_takes(
    world: World, pump: Item, cards_about: MakeCards, language: str, expected: str
) -> None:
    cards_about(pump, 3, world.kees)
    make_due(2)
    client = world.client(world.kees, language)
    assert expected in words(client.get("/").text)
    assert expected in words(client.get("/practice/").text)


def test_a_session_goes_from_card_to_card_and_tells_what_it_brought(
    world: World, pump: Item, cards_about: MakeCards
) -> None:
    cards_about(pump, 3, world.kees)
    make_due(3)
    client = world.client(world.kees, "nl")
    page = sit_down(client)
    assert "nog 3" in words(page)
    for rating in (3, 1, 4):
        assert "Vraag" in page
        assert "Antwoord" in page
        page = answer(client, page, rating)
    # The one that was not known comes back within the session.
    assert "nog 1 · 1 nog een keer" in words(page)
    page = words(answer(client, page, 3))
    assert "Je oefende 3 kaarten in 1 minuut. 2 daarvan wist je." in page
    assert "Nog eens lezen" in page
    assert [review.rating for review in Review.objects.order_by("pk")] == [3, 1, 4, 3]
    statement = Statement.objects.get(verb="practised")
    assert (statement.scaled, statement.person) == (0.75, world.kees)
    advance_all()
    assert "Je oefende 3 kaarten" in client.get("/records/me/").text


def test_the_card_shows_its_source_with_the_words_marked(world: World, pump: Item) -> None:
    start = TEXT.index("lader")
    draft = CardDraft("Waar hoort de pomp?", "Aan de lader.", item=pump, start=start, end=start + 5)
    keep_cards(world.kees, make_cards(world.fatima, pump.space, [draft], language="nl"))
    page = sit_down(world.client(world.kees, "nl"))
    assert "Hang de pomp na gebruik altijd aan de <mark>lader</mark>" in page
    assert f"/knowledge/{pump.pk}/?from={start}&amp;to={start + 5}&amp;version=1#cited" in page
    assert "sindsdien veranderd" not in page
    revise_item(world.fatima, pump, pump.title, TEXT + "\nEn meer.")
    assert "sindsdien veranderd" in world.client(world.kees, "nl").get("/practice/session/").text


def test_a_card_with_a_gap_hides_the_words_until_the_answer(world: World, pump: Item) -> None:
    draft = CardDraft("De batterij houdt het {{zes uur}}.", kind="cloze", item=pump)
    keep_cards(world.kees, make_cards(world.fatima, pump.space, [draft], language="nl"))
    page = sit_down(world.client(world.kees, "nl"))
    front, back = page.split("flashcard__back")
    assert "[…]" in front
    assert "zes uur" not in front
    assert "<strong>zes uur</strong>" in back


def test_a_double_click_counts_once(world: World, pump: Item, cards_about: MakeCards) -> None:
    cards_about(pump, 2, world.kees)
    make_due(2)
    client = world.client(world.kees)
    page = sit_down(client)
    answer(client, page, 3)
    answer(client, page, 3)
    assert Review.objects.count() == 1


def test_the_last_answer_is_taken_back_and_its_card_returns(world: World, pump: Item, cards_about: MakeCards) -> None:
    cards_about(pump, 3, world.kees)
    make_due(3)
    client = world.client(world.kees)
    first = sit_down(client)
    second = answer(client, first, 1)
    assert hidden(second, "card") != hidden(first, "card")
    page = client.post(f"/practice/session/answers/{Review.objects.get().pk}/withdrawal/", follow=True).text
    assert hidden(page, "card") == hidden(first, "card")
    assert hidden(page, "key") != hidden(first, "key")
    assert "3 left" in words(page)
    assert "once more" not in page
    answer(client, page, 4)
    assert Review.objects.counted().get().rating == 4


def test_a_session_tells_what_is_left_and_what_of_it_comes_once_more(
    world: World, pump: Item, cards_about: MakeCards
) -> None:
    """A new card comes twice: then the number stays, and says why."""
    cards_about(pump, 3, world.kees)
    client = world.client(world.kees)
    assert "3 cards today" in words(client.get("/practice/").text)
    page, told, shares = sit_down(client), [], []
    while "flashcard" in page:
        told.append(re.search(r"(\d+ left(?: · \d+ once more)?)", words(page))[1])  # type: ignore[index]
        value, most = map(int, re.search(r'<progress value="(\d+)" max="(\d+)"', page).groups())  # type: ignore[union-attr]
        shares.append(value / most)
        page = answer(client, page, 3)
    assert told == [
        "3 left",
        "3 left · 1 once more",
        "3 left · 2 once more",
        "3 left · 3 once more",
        "2 left · 2 once more",
        "1 left · 1 once more",
    ]
    assert shares == sorted(set(shares))


def test_what_is_left_never_says_more_than_one_sits_down_for(world: World, pump: Item, cards_about: MakeCards) -> None:
    """Who chose few minutes is not told of cards that come another day."""
    cards_about(pump, 30, world.kees)
    make_due(30)
    set_rhythm(world.kees, minutes=1, new_per_day=0, days_off=[])
    page = sit_down(world.client(world.kees))
    assert f"{Session.objects.get().aim} left" in words(page)
    assert Session.objects.get().aim < 30


def test_htmx_gets_the_next_card_alone_and_is_led_to_the_end(world: World, pump: Item, cards_about: MakeCards) -> None:
    cards_about(pump, 2, world.kees)
    make_due(2)
    client = world.client(world.kees)
    page = sit_down(client)
    headers = {"hx-request": "true"}
    for _ in range(2):
        given = {name: hidden(page, name) for name in ("card", "key", "shown")}
        response = client.post("/practice/session/answers/", {**given, "rating": 3}, headers=headers)
        page = response.text
        assert "<html" not in page
    assert response.status_code == 204
    assert response["HX-Redirect"] == f"/practice/sessions/{Session.objects.get().pk}/"


def test_a_card_out_of_sight_is_neither_served_nor_answered(world: World, secret: Item, cards_about: MakeCards) -> None:
    join_space(world.otto, world.closed)
    (card,) = cards_about(secret, 1, world.otto)
    client = world.client(world.otto, "nl")
    page = sit_down(client)
    assert "Reorganisatie" in page
    answer(client, page, 1)
    Membership.objects.filter(person=world.otto, space=world.closed).delete()
    given = {"card": card.pk, "key": "later", "shown": "0", "rating": 3}
    assert client.post("/practice/session/answers/", given).status_code == 404
    client.post("/practice/session/end/")
    ended = Session.objects.get()
    addresses = ("/practice/", "/practice/session/", "/practice/cards/", f"/practice/sessions/{ended.pk}/", "/")
    for address in addresses:
        assert "Reorganisatie" not in client.get(address, follow=True).text, address
    assert client.get(f"/practice/items/{secret.pk}/cards/").status_code == 404
    assert client.post(f"/practice/items/{secret.pk}/keeps/").status_code == 404
    assert client.post(f"/practice/cards/{card.pk}/keep/").status_code == 404


def test_nobody_gets_into_the_session_of_another(world: World, pump: Item, cards_about: MakeCards) -> None:
    cards_about(pump, 1, world.kees)
    make_due(1)
    client = world.client(world.kees)
    answer(client, sit_down(client), 3)
    session = Session.objects.get()
    assert world.client(world.otto).get(f"/practice/sessions/{session.pk}/").status_code == 404
    (card,) = Card.objects.all()
    given = {"card": card.pk, "key": "x", "shown": "0", "rating": 3}
    assert world.client(world.otto).post("/practice/session/answers/", given).status_code == 404
    assert world.client(world.otto).post(f"/practice/cards/{card.pk}/rest/").status_code == 404


def test_a_reader_makes_a_card_of_selected_words(world: World, pump: Item) -> None:
    client = world.client(world.kees, "nl")
    page = client.get(f"/practice/items/{pump.pk}/cards/", {"quote": "De batterij was leeg"}).text
    assert "De batterij was leeg" in page
    given = {
        "kind": "basic",
        "front": "Waarom ging het alarm?",
        "back": "De batterij was leeg.",
        "share": "on",
        "start": hidden_number(page, "start"),
        "end": hidden_number(page, "end"),
    }
    response = client.post(f"/practice/items/{pump.pk}/cards/", given, follow=True)
    assert response.redirect_chain == [(pump.get_absolute_url(), 302)]
    card = Card.objects.get()
    assert card.version is not None
    assert card.version.text[card.start : card.end] == "De **batterij** was leeg"
    assert (card.space, card.maker) == (pump.space, world.kees)
    assert Keep.objects.get().person == world.kees
    assert set(Statement.objects.filter(person=world.kees).values_list("verb", flat=True)) >= {"made-card", "kept"}
    assert "De <mark>batterij was leeg</mark>" not in sit_down(client)
    assert "<mark>De batterij was leeg</mark>" in client.get("/practice/session/").text


def filled(page: str) -> dict[str, str]:
    """What the form for a card sends when nothing is changed in it."""
    form = next(one for one in fromstring(page).forms if one.get("id") == "card")
    # A browser takes the first line end of a textarea away.
    return {name: value.removeprefix("\n") for name, value in form.form_values() if name != "csrfmiddlewaretoken"}


def saved(world: World, item: Item, page: str) -> Card:
    """The card that one click makes of the form as it stands."""
    sent = filled(page)
    response = world.client(world.kees).post(f"/practice/items/{item.pk}/cards/", sent, follow=True)
    assert response.redirect_chain == [(item.get_absolute_url(), 302)]
    return Card.objects.get()


def test_words_that_are_selected_within_a_sentence_become_its_gap(world: World, pump: Item) -> None:
    client = world.client(world.kees, "nl")
    page = client.get(f"/practice/items/{pump.pk}/cards/", {"quote": "zes uur"}).text
    assert "Een volle batterij houdt het <mark>zes uur</mark>" in page
    card = saved(world, pump, page)
    assert (card.kind, card.front) == ("cloze", "Een volle batterij houdt het {{zes uur}}.")
    assert card.version is not None
    assert card.version.text[card.start : card.end] == "zes uur"


def test_a_sentence_that_is_selected_is_asked_and_kept_with_one_click(world: World, pump: Item) -> None:
    said = "Een volle batterij houdt het zes uur."
    page = world.client(world.kees, "nl").get(f"/practice/items/{pump.pk}/cards/", {"quote": said}).text
    card = saved(world, pump, page)
    assert (card.kind, card.front) == ("cloze", "Een volle batterij houdt het {{zes}} uur.")
    assert card.version is not None
    assert card.version.text[card.start : card.end] == said


def test_without_a_selection_the_page_proposes_what_it_tells_and_two_clicks_keep_it(world: World, pump: Item) -> None:
    client = world.client(world.kees, "nl")
    address = f"/practice/items/{pump.pk}/cards/"
    page = client.get(address).text
    assert "Wat deze pagina je kan vragen" in page
    assert filled(page)["front"] == ""
    assert "Een volle batterij houdt het … uur." in words(page)
    (choose,) = re.findall(r'href="(\?choose=\d)#card"', page)
    card = saved(world, pump, client.get(address + choose).text)
    assert card.front == "Een volle batterij houdt het {{zes}} uur."


def test_a_page_that_asks_for_nothing_says_how_to_begin(world: World) -> None:
    item = keep_item(world.kees, world.team.space, "page", "Dank", "Bedankt allemaal!", language="nl")
    page = world.client(world.kees, "nl").get(f"/practice/items/{item.pk}/cards/", {"choose": "4"}).text
    assert "Wat deze pagina je kan vragen" not in page
    assert "Tip: selecteer een zin op de pagina" in page


def test_words_that_stand_nowhere_are_the_answer_that_they_were(world: World, pump: Item) -> None:
    page = world.client(world.kees).get(f"/practice/items/{pump.pk}/cards/", {"quote": "van een andere dag"}).text
    sent = filled(page)
    assert (sent["kind"], sent["front"], sent["back"]) == ("basic", "", "van een andere dag")
    assert "start" not in sent


def hidden_number(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="(\d+)"', page)
    assert found
    return found[1]


def test_a_card_is_only_for_oneself_when_one_may_not_write_there_or_does_not_share(world: World, pump: Item) -> None:
    """Otto reads the team's open page, and does not belong to the team."""
    page = world.client(world.otto).get(f"/practice/items/{pump.pk}/cards/").text
    assert "share" not in page
    given = {"kind": "basic", "front": "Q?", "back": "A", "share": "on"}
    world.client(world.otto).post(f"/practice/items/{pump.pk}/cards/", given)
    world.client(world.kees).post(f"/practice/items/{pump.pk}/cards/", {**given, "share": ""})
    assert [card.space.kind for card in Card.objects.all()] == ["private", "private"]
    assert not Card.objects.visible_to(world.fatima).exists()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"kind": "basic", "front": "Q?", "back": ""}, "Schrijf het antwoord op."),
        ({"kind": "cloze", "front": "Geen gat.", "back": ""}, "Zet {{ en }} om de woorden"),
        ({"kind": "basic", "front": "", "back": "A"}, "verplicht"),
        ({"kind": "poem", "front": "Q", "back": "A"}, "poem"),
    ],
)
def test_what_is_not_a_card_is_said_and_nothing_is_lost(
    world: World, pump: Item, given: dict[str, str], said: str
) -> None:
    response = world.client(world.kees, "nl").post(f"/practice/items/{pump.pk}/cards/", given)
    assert response.status_code == 422
    assert said in response.text
    assert (given["front"] or given["back"]) in response.text
    assert not Card.objects.exists()


def test_colleagues_keep_the_cards_about_a_page(world: World, pump: Item, cards_about: MakeCards) -> None:
    first, _, _ = cards_about(pump, 3)
    client = world.client(world.kees, "en")
    client.post(f"/practice/cards/{first.pk}/keep/")
    assert Keep.objects.count() == 1
    response = client.post(f"/practice/items/{pump.pk}/keeps/", follow=True)
    assert Keep.objects.filter(person=world.kees).count() == 3
    assert "Kept 2 cards." in response.text
    page = words(client.get("/practice/cards/").text)
    assert "Vraag 0 over De lege pomp?" in page
    client.post(f"/practice/cards/{first.pk}/rest/")
    assert "Vraag 0 over De lege pomp?" not in words(client.get("/practice/cards/").text)


def test_someone_chooses_how_to_practise(world: World) -> None:
    client = world.client(world.kees, "nl")
    given = {"minutes": "10", "new_per_day": "4", "days_off": ["5", "6"]}
    assert "Bewaard" in client.post("/practice/rhythm/", given, follow=True).text
    rhythm = Rhythm.objects.get()
    assert (rhythm.minutes, rhythm.new_per_day, rhythm.weekdays_off) == (10, 4, frozenset({5, 6}))
    page = client.get("/practice/rhythm/").text
    assert page.count("checked") == 3
    refused = client.post("/practice/rhythm/", {**given, "days_off": list("0123456")})
    assert refused.status_code == 422
    assert "ten minste één dag" in refused.text


def test_on_a_day_off_today_is_silent(world: World, pump: Item, cards_about: MakeCards) -> None:
    cards_about(pump, 1, world.kees)
    set_rhythm(world.kees, days_off=[datetime.now(UTC).astimezone().weekday()], new_per_day=5, minutes=5)
    client = world.client(world.kees, "en")
    assert "card today" not in client.get("/").text
    assert "Today is your day off" in words(client.get("/practice/").text)


def test_a_session_that_was_left_alone_ends_by_itself(world: World, pump: Item, cards_about: MakeCards) -> None:
    cards_about(pump, 4, world.kees)
    make_due(4)
    client = world.client(world.kees)
    answer(client, sit_down(client), 3)
    last = datetime.now(UTC) - timedelta(hours=2)
    Session.objects.update(active=last)
    end_abandoned_sessions()
    session = Session.objects.get()
    assert session.ended == last
    assert Statement.objects.get(verb="practised").timestamp == last
    end_abandoned_sessions()
    assert Statement.objects.filter(verb="practised").count() == 1


def test_sitting_down_and_getting_up_leaves_no_trace(world: World, pump: Item, cards_about: MakeCards) -> None:
    cards_about(pump, 1, world.kees)
    client = world.client(world.kees)
    sit_down(client)
    client.post("/practice/session/end/")
    assert not Session.objects.exists()
    assert not Statement.objects.filter(verb="practised").exists()


def test_a_session_ends_when_the_minutes_are_over(world: World, pump: Item, cards_about: MakeCards) -> None:
    cards_about(pump, 9, world.kees)
    make_due(9)
    client = world.client(world.kees)
    page = sit_down(client)
    while "flashcard" in page:
        page = answer(client, page, 4, shown=int(datetime.now(UTC).timestamp()) - 50)
    assert Review.objects.count() == 6
    assert "You practised 6 cards in 5 minutes." in words(page)


def test_statistics_count_what_came_back_and_never_shame(world: World, pump: Item, cards_about: MakeCards) -> None:
    cards = cards_about(pump, 12, world.kees)
    now = datetime.now(UTC)
    Review.objects.bulk_create(
        Review(
            person=world.kees,
            card=card,
            key=f"{number}",
            rating=1 if number < 3 else 3,
            when=now - timedelta(number),
            seconds=5,
            stage=Stage.REVIEW,
            before={},
        )
        for number, card in enumerate(cards)
    )
    page = words(world.client(world.kees, "nl").get("/practice/").text)
    assert "75%" in page
    assert "12 dagen geoefend" in page or "dagen geoefend 12" in page
    assert "Alleen jij ziet deze cijfers." in page


@pytest.mark.parametrize(
    "address", ["/", "/practice/", "/practice/session/", "/practice/cards/", "/practice/rhythm/", "{item}cards/"]
)
def test_the_number_of_queries_does_not_grow(world: World, pump: Item, cards_about: MakeCards, address: str) -> None:
    client = world.client(world.kees)
    set_rhythm(world.kees, days_off=[], new_per_day=5, minutes=5)
    address = address.format(item=f"/practice/items/{pump.pk}/")
    counts = []
    cards_about(pump, 2, world.kees)
    for rows in (1, 3):
        cards_about(pump, rows, world.kees)
        make_due(rows)
        client.post("/practice/session/")
        page = client.get("/practice/session/").text
        answer(client, page, 3)
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 12, counts
