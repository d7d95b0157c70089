"""Who knows: what colleagues are found for, why, what they agreed to, and who must not hear of it."""

from __future__ import annotations

import re
from argparse import Namespace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape
from django.utils.translation import override

from zwerm.library.actions import confirm_item, keep_item
from zwerm.library.models import Item, ItemSkill
from zwerm.operations.registry import Refused
from zwerm.people.actions import join_space
from zwerm.people.actions.privacy.copy import rows_of
from zwerm.people.models import AuditEntry, Person, Space
from zwerm.people.registry import holdings
from zwerm.people.tests.world import World
from zwerm.records.models import Statement
from zwerm.skills.actions import Told, add_skill, confirm, knows_in, merge_skills, standings, tell_ability
from zwerm.skills.commands.knows import run
from zwerm.skills.models import Consent, Skill

pytestmark = pytest.mark.django_db
WHO, MINE = "/skills/knows/", "/skills/found-for/"
QUESTION = "Hoe verbind ik een wond?"
TEXT = "## Zo doe je het\n\nVerbind de wond met een gaas. Maak de wond eerst schoon met water."
MARCH = datetime(2026, 3, 5, tzinfo=UTC)


def keep(by: Person, space: Space, title: str = "Een wond verbinden", *skills: Skill) -> Item:
    item = keep_item(by, space, "howto", title, TEXT, language="nl", created=MARCH, updated=MARCH)
    ItemSkill.objects.bulk_create([ItemSkill(thing=item, skill=skill, by=by) for skill in skills])
    return item


def new_skill(world: World, nl: str) -> Skill:
    return add_skill(world.tom, Told("skill", {"nl": nl}))


@pytest.fixture
def wound(world: World) -> Skill:
    return new_skill(world, "Wondzorg")


def answer(world: World, person: Person, about: Skill | Space, answer: str = "yes") -> None:
    kind = "skill" if isinstance(about, Skill) else "space"
    given = world.client(person).post(f"{MINE}{kind}/{about.pk}/", {"answer": answer})
    assert given.status_code == 302


def asked(world: World, reader: Person, question: str = QUESTION, language: str = "nl") -> str:
    return world.client(reader, language).get(WHO, {"q": question}).text


def main_of(page: str) -> str:
    """Without what differs each time."""
    return re.sub(r'(name="csrfmiddlewaretoken" value|nonce)="[^"]*"', "", page.partition("<main")[2])


def finds(world: World, reader: Person, person: Person, question: str = QUESTION) -> bool:
    return person.name in asked(world, reader, question)


def test_nobody_is_found_before_they_said_yes_and_then_with_the_reason(world: World, wound: Skill) -> None:
    keep(world.fatima, world.team.space, "Een wond verbinden", wound)
    assert "Hiervoor is nog niemand te vinden" in asked(world, world.otto)
    proposed = world.client(world.fatima, "nl").get(MINE).text
    assert "Mogen collega’s je hiervoor vinden?" in proposed
    assert "omdat je “Een wond verbinden” schreef in maart 2026" in proposed
    answer(world, world.fatima, wound)
    shown = asked(world, world.otto)
    assert "Fatima El Amrani" in shown
    assert "omdat Fatima El Amrani “Een wond verbinden” schreef in maart 2026" in shown
    assert "because Fatima El Amrani wrote “Een wond verbinden” in March 2026" in asked(
        world, world.otto, language="en"
    )
    assert finds(world, world.otto, world.fatima, "wondzorg")
    assert not finds(world, world.fatima, world.otto), "who asks for themselves finds others only"
    assert "knower" not in asked(world, world.fatima)


@pytest.mark.parametrize("said", ["hidden", "no", ""])
def test_hiding_declining_and_taking_back_count_from_the_next_request_on(world: World, wound: Skill, said: str) -> None:
    keep(world.fatima, world.team.space, "Een wond verbinden", wound)
    answer(world, world.fatima, wound)
    browser = world.client(world.otto, "nl")
    assert "Fatima" in browser.get(WHO, {"q": QUESTION}).text
    answer(world, world.fatima, wound, said)
    assert "Fatima" not in browser.get(WHO, {"q": QUESTION}).text
    assert Consent.objects.count() == (1 if said else 0)


def test_who_pauses_is_found_for_nothing_not_even_what_they_say_themselves(world: World, wound: Skill) -> None:
    keep(world.fatima, world.team.space, "Een wond verbinden", wound)
    answer(world, world.fatima, wound)
    tell_ability(world.fatima, wound, 4, "everyone", asks=True)
    fatima = world.client(world.fatima, "nl")
    assert "Niemand vindt je nu" in fatima.post(f"{MINE}pause/", {"paused": "yes"}, follow=True).text
    for address in (f"{WHO}?q=wondzorg", wound.get_absolute_url(), "/ask/?q=wie+weet+iets+van+wondzorg"):
        assert "Fatima" not in world.client(world.otto).get(address).text, address
    assert "Collega’s vinden je weer" in fatima.post(f"{MINE}pause/", follow=True).text
    assert finds(world, world.otto, world.fatima, "wondzorg")


def test_what_is_in_a_closed_space_speaks_only_to_people_of_that_space(world: World, wound: Skill) -> None:
    before = main_of(asked(world, world.otto))
    for number in range(3):
        keep(world.fatima, world.closed, f"Geheime wond {number}", wound)
    answer(world, world.fatima, wound)
    assert finds(world, world.kees, world.fatima)
    assert main_of(asked(world, world.otto)) == before, "no name, no count and no other order"
    # Beside something open, what is closed makes nobody surer either.
    keep(world.fatima, world.team.space, "Een wond verbinden", wound)
    one = run(Namespace(question=[QUESTION], queries=None, limit=10, person=world.otto.email, place=None))
    Item.objects.filter(space=world.closed).update(published=None)
    assert run(Namespace(question=[QUESTION], queries=None, limit=10, person=world.otto.email, place=None)) == one
    assert "Geheime" not in asked(world, world.otto)


def test_what_is_about_no_skill_stands_for_its_space(world: World) -> None:
    keep(world.fatima, world.team.space)
    assert not finds(world, world.otto, world.fatima)
    proposed = world.client(world.fatima, "nl").get(MINE).text
    assert f"Wat je deed in {world.team.space.name}, zonder vaardigheid" in proposed
    answer(world, world.fatima, world.team.space)
    assert finds(world, world.otto, world.fatima)


def test_what_they_did_not_answer_is_not_told_to_who_asks_for_it_by_name(world: World, wound: Skill) -> None:
    talk = new_skill(world, "Slechtnieuwsgesprek")
    keep(world.fatima, world.team.space, "Een wond verbinden", wound, talk)
    answer(world, world.fatima, wound)
    assert finds(world, world.otto, world.fatima, "wondzorg")
    assert not finds(world, world.otto, world.fatima, "slechtnieuwsgesprek")
    answer(world, world.fatima, talk, "no")
    assert finds(world, world.otto, world.fatima, "wondzorg")
    assert not finds(world, world.otto, world.fatima), (
        "a text that also is about what is not theirs speaks only by name"
    )


def test_of_two_skills_that_became_one_a_no_to_either_is_a_no(world: World, wound: Skill) -> None:
    other = new_skill(world, "Wonden verbinden")
    keep(world.fatima, world.team.space, "Een wond verbinden", wound)
    answer(world, world.fatima, other, "no")
    answer(world, world.fatima, wound)
    assert finds(world, world.otto, world.fatima)
    merge_skills(world.tom, other, wound)
    assert not finds(world, world.otto, world.fatima)
    answer(world, world.fatima, wound)
    assert finds(world, world.otto, world.fatima)


def test_drafts_and_who_left_are_not_found(world: World, wound: Skill) -> None:
    item = keep(world.fatima, world.team.space, "Een wond verbinden", wound)
    answer(world, world.fatima, wound)
    assert finds(world, world.otto, world.fatima)
    Item.objects.filter(pk=item.pk).update(published=None)
    assert not finds(world, world.otto, world.fatima)
    Item.objects.filter(pk=item.pk).update(published=MARCH)
    assert finds(world, world.otto, world.fatima)
    Person.objects.filter(pk=world.fatima.pk).update(is_active=False)
    assert not finds(world, world.otto, world.fatima)


def test_work_and_word_count_together_and_a_word_only_for_whom_it_is_shown(world: World, wound: Skill) -> None:
    keep(world.fatima, world.team.space, "Een wond verbinden", wound)
    answer(world, world.fatima, wound)
    tell_ability(world.kees, wound, 3, "teams", asks=False)
    tell_ability(world.fatima, wound, 3, "everyone", asks=False)
    shown = asked(world, world.sanne, "wondzorg")
    assert 0 < shown.find("Fatima El Amrani") < shown.find("Kees Mulder")
    assert "Kees Mulder" not in asked(world, world.otto, "wondzorg")


def test_looking_after_a_text_and_seeing_that_it_holds_count_too(world: World, wound: Skill) -> None:
    item = keep(world.fatima, world.team.space, "Een wond verbinden", wound)
    Item.objects.filter(pk=item.pk).update(owner=world.kees)
    confirm_item(world.kees, Item.objects.get(pk=item.pk))
    answer(world, world.kees, wound)
    assert "omdat Kees Mulder “Een wond verbinden” bijhoudt" in asked(world, world.otto)


def test_nobody_hears_what_was_answered(world: World, wound: Skill) -> None:
    keep(world.fatima, world.team.space, "Een wond verbinden", wound)
    log, looks = Statement.objects.count(), AuditEntry.objects.count()
    answer(world, world.fatima, wound)
    world.client(world.fatima).post(f"{MINE}pause/", {"paused": "yes"})
    assert (Statement.objects.count(), AuditEntry.objects.count()) == (log, looks)
    for reader in (world.otto, world.priya, world.tom, world.sanne):
        assert "Een wond verbinden" not in world.client(reader).get(MINE).text


def test_a_space_that_one_does_not_see_and_one_that_is_not_there_are_the_same(world: World, wound: Skill) -> None:
    otto = world.client(world.otto)
    closed, nowhere = (otto.post(f"{MINE}space/{key}/", {"answer": "yes"}) for key in (world.closed.pk, uuid4()))
    assert (closed.status_code, nowhere.status_code) == (404, 404)
    assert main_of(closed.text) == main_of(nowhere.text)
    for address, given in (
        (f"{MINE}skill/{uuid4()}/", {"answer": "yes"}),
        (f"{MINE}skill/{wound.pk}/", {"answer": "maybe"}),
        (f"{MINE}skill/{wound.pk}/", {}),
        (f"{MINE}other/{wound.pk}/", {"answer": "yes"}),
    ):
        assert otto.post(address, given).status_code == 404
    assert not Consent.objects.exists()
    assert otto.get(f"{MINE}skill/{wound.pk}/").status_code == 405
    for address in (WHO, MINE):
        assert urlsplit(world.client().get(address)["Location"]).path == "/account/login/"


def test_what_is_asked_is_shown_as_words(world: World) -> None:
    hostile = '<script>alert("x")</script>'
    page = asked(world, world.otto, hostile)
    assert hostile not in page
    assert escape(hostile) in page
    assert world.client(world.otto).get(WHO, {"q": "\x00%_'\"" * 80}).status_code == 200


def test_three_people_cost_as_much_as_one(world: World, wound: Skill) -> None:
    def cost(reader: Person, address: str) -> int:
        browser = world.client(reader)
        browser.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(address).status_code == 200
        return len(asked)

    keep(world.fatima, world.team.space, "Een wond verbinden", wound)
    answer(world, world.fatima, wound)
    tell_ability(world.fatima, wound, 3, "everyone", asks=False)
    pages = (world.otto, f"{WHO}?q=wondzorg"), (world.fatima, MINE)
    one = [cost(*page) for page in pages]
    for person in (world.kees, world.sanne):
        keep(person, world.team.space, f"De wond van {person.name}", wound)
        answer(world, person, wound)
        tell_ability(person, wound, 3, "everyone", asks=False)
    keep(world.fatima, world.team.space, "Nog een wond", wound, new_skill(world, "Gaas"))
    assert finds(world, world.otto, world.sanne, "wondzorg")
    assert [cost(*page) for page in pages] == one
    assert max(one) <= 12, one


def test_the_command_tells_people_with_what_speaks_for_them(world: World, wound: Skill) -> None:
    def told(person: str | None) -> Any:
        return run(Namespace(question=["wondzorg"], queries=None, limit=10, person=person, place=None))

    keep(world.fatima, world.team.space, "Een wond verbinden", wound)
    keep(world.fatima, world.closed, "Geheime wond", wound)
    assert told(None) == []
    answer(world, world.fatima, wound)
    for person, titles in ((None, {"Een wond verbinden"}), (world.kees.email, {"Een wond verbinden", "Geheime wond"})):
        [one] = told(person)
        assert one["person"] == world.fatima.email
        assert 0.3 < one["confidence"] < 0.7
        assert {(why["kind"], why["title"], why["when"]) for why in one["evidence"]} == {
            ("wrote", title, "2026-03-05") for title in titles
        }
    assert told(world.fatima.email) == []


def test_what_somebody_takes_along_says_what_they_answered(world: World, wound: Skill) -> None:
    answer(world, world.fatima, wound, "hidden")
    answer(world, world.fatima, world.team.space)
    table = next(table for table in holdings["consents"].tables if table.model == "skills.Consent")
    with override("nl"):
        rows = list(rows_of(world.fatima, table))
    assert [row["answer"]["name"] for row in rows] == ["niet getoond", "collega’s vinden je ervoor"]
    assert [row["skill"] and row["skill"]["name"] for row in rows] == ["Wondzorg", None]


def test_what_someone_did_tells_them_how_well_they_can_it_and_nobody_else(world: World, wound: Skill) -> None:
    """Their own word alone is not held against them; what they wrote is a source beside it, unless they say it is not theirs."""
    own = "/skills/mine/"

    def reads(person: Person, address: str) -> str:
        return world.client(person, "nl").get(address).text

    tell_ability(world.fatima, wound, 2, "everyone", asks=False)
    assert "Samen:" not in reads(world.fatima, own)
    for number in range(5):
        keep(world.fatima, world.team.space, f"Een wond verbinden {number}", wound)
    keep(world.fatima, world.closed, "Een besloten wond", wound)
    shown = reads(world.fatima, own)
    assert "6 dingen die je deed tellen mee" in shown
    assert "Omdat je “Een wond verbinden" in shown
    assert "en nog 3" in shown
    assert "Samen:" in shown
    for reader in (world.otto, world.sanne, world.kees):
        theirs = reads(reader, world.fatima.get_absolute_url())
        assert "Samen:" not in theirs
        assert "tellen mee" not in theirs
    # More of it says more: one who did little stands lower with the same word.
    tell_ability(world.kees, wound, 2, "everyone", asks=False)
    keep(world.kees, world.team.space, "Een pleister plakken", wound)
    much, little = (next(iter(standings(one))).estimate for one in (world.fatima, world.kees))
    assert much
    assert little
    assert much.mean > little.mean
    # Hidden from others it still is theirs; “not mine” counts nowhere.
    answer(world, world.fatima, wound, "hidden")
    assert "6 dingen die je deed tellen mee" in reads(world.fatima, own)
    answer(world, world.fatima, wound, "no")
    shown = reads(world.fatima, own)
    assert "tellen mee" not in shown
    assert "Samen:" not in shown


def test_what_one_can_asks_no_more_however_much_one_did(world: World, wound: Skill) -> None:
    tell_ability(world.fatima, wound, 2, "everyone", asks=False)
    keep(world.fatima, world.team.space, "Een wond", wound)
    fatima = world.client(world.fatima)
    fatima.get("/skills/mine/")
    with CaptureQueriesContext(connection) as few:
        fatima.get("/skills/mine/")
    for number in range(5):
        keep(world.fatima, world.team.space, f"Een wond {number}", wound)
    with CaptureQueriesContext(connection) as many:
        fatima.get("/skills/mine/")
    assert len(many) == len(few) <= 12, [query["sql"][:90] for query in many]


def test_who_works_where_it_is_asked_goes_first_and_the_page_says_so(world: World, wound: Skill) -> None:
    """The two had as much to do with what is asked; one of them works in the community where it is asked."""
    join_space(world.sanne, world.community)
    keep(world.fatima, world.team.space, "Een wond verbinden", wound)
    keep(world.sanne, world.community, "Een wond verbinden", wound)
    bus = new_skill(world, "Vervoer")
    for number in range(3):
        item = keep_item(
            world.sanne, world.community, "howto", f"Bus {number}", "Neem de bus.", language="nl", created=MARCH
        )
        ItemSkill.objects.create(thing=item, skill=bus, by=world.sanne)
    for person, skill in ((world.fatima, wound), (world.sanne, wound), (world.sanne, bus)):
        answer(world, person, skill)
    browser = world.client(world.otto, "nl")
    anywhere = browser.get(WHO, {"q": QUESTION}).text
    assert 0 < anywhere.find("Fatima El Amrani") < anywhere.find("Sanne de Vries")
    assert "dingen in" not in anywhere
    page = browser.get(WHO, {"q": QUESTION, "in": world.community.slug}).text
    assert 0 < page.find("Sanne de Vries") < page.find("Fatima El Amrani")
    assert "omdat Sanne de Vries werkte aan 4 dingen in Fall prevention, laatst in maart 2026" in page
    assert f'<option value="{world.community.slug}" selected>' in page
    told: Any = run(Namespace(question=[QUESTION], queries=None, limit=1, person=None, place=world.community.slug))
    one = told[0]
    assert one["name"] == "Sanne de Vries"
    assert one["evidence"][-1] == {"kind": "place", "title": "Fall prevention", "when": "2026-03-05"}
    # A question to colleagues is asked in a space: whom it is offered to follows from that.
    first = [knows_in(space, QUESTION)[0].person for space in (world.organisation, world.community)]
    assert first == [world.fatima, world.sanne]


def test_a_place_names_nobody_who_did_nothing_of_what_is_asked(world: World, wound: Skill) -> None:
    keep(world.fatima, world.team.space, "Een wond verbinden", wound)
    answer(world, world.fatima, wound)
    join_space(world.sanne, world.community)
    bus = new_skill(world, "Vervoer")
    for number in range(3):
        item = keep_item(
            world.sanne, world.community, "howto", f"Bus {number}", "Neem de bus van acht uur.", language="nl"
        )
        ItemSkill.objects.create(thing=item, skill=bus, by=world.sanne)
    answer(world, world.sanne, bus)
    page = world.client(world.otto, "nl").get(WHO, {"q": "wondzorg", "in": world.community.slug}).text
    assert "Fatima El Amrani" in page
    assert "Sanne" not in page


def test_a_place_says_nothing_of_what_is_closed_hidden_or_not_agreed_to(world: World, wound: Skill) -> None:
    """Who sees the closed space reads that she works there; to anybody else naming it is as naming nothing at all."""
    keep(world.fatima, world.team.space, "Een wond verbinden", wound)
    for number in range(3):
        keep(world.fatima, world.closed, f"Geheime wond {number}", wound)
    answer(world, world.fatima, wound)
    asked_there = {"q": QUESTION, "in": world.closed.slug}
    assert "dingen in Works council" in world.client(world.kees, "nl").get(WHO, asked_there).text
    otto = world.client(world.otto, "nl")
    unseen, nowhere = (otto.get(WHO, asked_there | {"in": slug}).text for slug in (world.closed.slug, "bestaat-niet"))
    assert main_of(unseen) == main_of(nowhere)
    assert main_of(unseen) == main_of(otto.get(WHO, {"q": QUESTION}).text)
    assert "Works council" not in unseen
    # What she hid speaks for her nowhere, so neither does the place.
    answer(world, world.fatima, wound, "hidden")
    assert "dingen in" not in world.client(world.kees, "nl").get(WHO, asked_there).text
    with pytest.raises(Refused):
        run(Namespace(question=["wond"], queries=None, limit=10, person=world.otto.email, place=world.closed.slug))


def test_a_place_costs_one_query_at_most_however_much_is_in_it(world: World, wound: Skill) -> None:
    def cost(address: str) -> int:
        browser = world.client(world.otto)
        browser.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(address).status_code == 200
        return len(asked)

    address = f"{WHO}?q=wondzorg&in={world.community.slug}"
    keep(world.fatima, world.community, "Een wond verbinden", wound)
    answer(world, world.fatima, wound)
    one = cost(address)
    for number in range(3):
        keep(world.fatima, world.community, f"De wond {number}", wound)
    assert "things in Fall prevention" in world.client(world.otto).get(address).text
    assert cost(address) == one <= 12


def test_words_that_nobody_wrote_find_nobody_where_texts_have_skills(world: World, wound: Skill) -> None:
    keep(world.kees, world.team.space, "Een wond verbinden", wound)
    tell_ability(world.fatima, wound, 4, "everyone", asks=True)
    answered = world.client(world.kees, "nl").get(WHO, {"q": "xylofoonzwengel", "in": "seh"})
    assert answered.context["space"] == world.team.space
    assert "Fatima" not in answered.text


def test_a_letter_finds_nobody_unless_a_skill_is_called_so(world: World, wound: Skill) -> None:
    keep(world.fatima, world.team.space, "R: een wond verbinden, stap r", wound)
    answer(world, world.fatima, wound)
    tell_ability(world.fatima, wound, 5, "everyone", asks=True)
    beside = f"{WHO}beside/"
    for question in ("r", "é", "e e e", "Wie weet iets van R?"):
        assert not finds(world, world.otto, world.fatima, question), question
        assert not world.client(world.otto).get(beside, {"q": question}).text.strip()
    tell_ability(world.sanne, new_skill(world, "R"), 4, "everyone", asks=True)
    for question in ("r", "Wie weet iets van R?"):
        assert finds(world, world.otto, world.sanne, question), question
        assert world.sanne.name in world.client(world.otto).get(beside, {"q": question}).text
        assert not finds(world, world.otto, world.fatima, question), question


def test_what_somebody_did_that_is_beside_the_point_is_no_reason(world: World) -> None:
    interpreting, paper = new_skill(world, "Werken met een tolk"), new_skill(world, "Storingen oplossen")
    for number in range(6):
        keep(world.otto, world.organisation, f"Werken in dienst {number}")
    keep(world.fatima, world.organisation, "Werken op papier als alles plat ligt", paper)
    keep(world.fatima, world.organisation, "Bel een tolk en werk samen", paper)
    tell_ability(world.sanne, interpreting, 4, "everyone", asks=True)
    keep(world.sanne, world.organisation, "Werken op papier, de les", paper)
    for person in (world.fatima, world.sanne):
        answer(world, person, paper)
    shown = asked(world, world.kees, "werken met een tolk")
    assert "“Bel een tolk en werk samen”" in shown
    assert "Sanne de Vries" in shown
    assert "op papier" not in shown


@pytest.mark.parametrize("typed", ["reanimatie", "mondzorg reanimatie", "reanimaite mnodzorg", "reanimetax mondzrox"])
def test_what_one_can_with_something_to_find_asks_twelve_questions_at_most(
    world: World, wound: Skill, typed: str
) -> None:
    """With what others say of it and what was done for it, and whatever is typed: in order, with a slip, or with nothing like it."""
    also = [new_skill(world, name) for name in ("Mondzorg", "Reanimatie")]
    for skill in (wound, *also):
        tell_ability(world.fatima, skill, 4, "everyone", asks=False)
        confirm(world.kees, world.fatima, skill)
    keep(world.fatima, world.team.space, "Een wond verbinden", wound)
    keep(world.fatima, world.team.space, "Over niets bijzonders")
    browser = world.client(world.fatima, "nl")
    browser.get("/skills/mine/", {"q": typed})
    with CaptureQueriesContext(connection) as asked_for:
        page = browser.get("/skills/mine/", {"q": typed}).text
    assert "1 ding dat je deed telt mee" in page
    assert len(asked_for) <= 12, "\n".join(query["sql"] for query in asked_for)
