"""To whom questions are offered, what they say to it, and who must not hear of it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from threading import Thread

import pytest
from django.db import connection, transaction
from django.utils.timezone import localtime
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zwerm.library.actions import keep_item
from zwerm.library.models import Item
from zwerm.notices.models import Wishes
from zwerm.people.actions import add_person, open_community
from zwerm.people.models import Membership, Person, Space, Telling
from zwerm.people.tests.world import World
from zwerm.questions.actions import ask_anonymously, ask_question, give_answer, let_in, mix, pass_on, route
from zwerm.questions.actions.offers import promise_answer, refuse_offer, tell_why
from zwerm.questions.actions.room import keep_room, wants_of
from zwerm.questions.actions.routing import Planned, offer, plan
from zwerm.questions.models import Looked, Offer, Question, Waiting
from zwerm.questions.rules.routing import AT_ONCE, MOST_ASKED
from zwerm.records.models import Statement
from zwerm.skills.actions import Knower, Told, add_skill, answer_for, knows_in, pause, tell_ability
from zwerm.skills.actions.knower import Said
from zwerm.skills.models import Ability, Skill

pytestmark = pytest.mark.django_db
# A Monday at ten in Amsterdam.
MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)
TITLE = "Hoe verbind ik een wond?"


@pytest.fixture
def wound(world: World) -> Skill:
    return add_skill(world.tom, Told("skill", {"nl": "Wondzorg", "en": "Wound care"}))


def knows(skill: Skill, *people: Person) -> None:
    for person in people:
        tell_ability(person, skill, 4, "everyone", asks=True)


def ask(
    world: World,
    skill: Skill | None = None,
    *,
    by: Person | None = None,
    space: Space | None = None,
    title: str = TITLE,
    when: datetime = MONDAY,
) -> Question:
    about = [skill] if skill else []
    return ask_question(
        by or world.kees, space or world.organisation, title, skills=about, when=when - timedelta(hours=1)
    )


def offered(question: Question) -> set[str]:
    return {one.person.name.split()[0] for one in question.offers.select_related("person")}


def test_a_question_is_offered_to_who_knows_with_the_reason_and_only_they_see_that(world: World, wound: Skill) -> None:
    knows(wound, world.fatima)
    question = ask(world, wound)
    route(MONDAY)
    assert offered(question) == {"Fatima"}
    today = world.client(world.fatima, "nl").get("/").text
    assert "Collega’s vragen het jou" in today
    assert "omdat je zegt dat je dit kunt" in today
    own = world.client(world.fatima, "nl").get(question.get_absolute_url()).text
    assert "omdat je zegt dat je “Wondzorg” kunt" in own
    for other in (world.kees, world.sanne, world.priya, world.otto):
        client = world.client(other, "nl")
        for address in ("/", question.get_absolute_url(), "/questions/"):
            page = client.get(address).text
            assert "omdat je zegt" not in page
            assert f"{question.pk}/offer/" not in page
        assert client.post(f"/questions/{question.pk}/offer/promise/").status_code == 404
    assert not Statement.objects.filter(person=world.fatima, object_iri__contains=str(question.pk)).exists()
    route(MONDAY)
    assert question.offers.count() == 1


def test_what_somebody_wrote_counts_after_their_yes_and_the_reason_is_gone_with_their_sight(world: World) -> None:
    kept = keep_item(
        world.fatima,
        world.closed,
        "howto",
        "Een wond verbinden",
        "Verbind de wond met een gaas.",
        language="nl",
        created=MONDAY,
        updated=MONDAY,
    )
    question = ask(world, space=world.closed)
    route(MONDAY)
    assert offered(question) == set()
    answer_for(world.fatima, world.closed, "yes")
    Looked.objects.all().delete()
    route(MONDAY)
    assert offered(question) == {"Fatima"}
    fatima = world.client(world.fatima, "nl")
    assert "omdat je “Een wond verbinden” schreef" in fatima.get(question.get_absolute_url()).text
    Item.objects.filter(pk=kept.pk).update(space=open_community("Elders", "elders", open=False))
    assert "Een wond verbinden" not in fatima.get(question.get_absolute_url()).text


def test_a_question_of_words_that_nobody_wrote_leaves_the_others_their_round(
    world: World, wound: Skill, caplog: pytest.LogCaptureFixture
) -> None:
    knows(wound, world.fatima)
    item = keep_item(world.kees, world.team.space, "howto", "Een wond verbinden", "Met een gaas.", language="nl")
    world.client(world.kees).post(f"/skills/on/item/{item.pk}/", {"add": wound.pk})
    strange = ask(world, space=world.team.space, title="Xylofoonzwengel kwibusvlag?")
    question = ask(world, wound)
    route(MONDAY)
    assert offered(strange) == set()
    assert offered(question) == {"Fatima"}
    assert "could be looked for" not in caplog.text


def test_a_question_that_says_a_skill_in_other_forms_goes_to_who_can_it_and_one_that_says_none_to_nobody(
    world: World, wound: Skill
) -> None:
    knows(add_skill(world.tom, Told("skill", {"nl": "Infuus aanleggen"})), world.fatima)
    knows(wound, world.otto)
    apart = ask(world, title="Hoe leg je een infuus aan bij een angstige patiënt?")
    part = ask(world, title="Wie weet iets van wonden?")
    nothing = ask(world, title="Hoe werkt dat hier nou eigenlijk?")
    elsewhere = ask(world, title="Hoe repareer ik een vrachtwagenmotor?")
    route(MONDAY)
    assert (offered(apart), offered(part)) == ({"Fatima"}, {"Otto"})
    assert offered(nothing) | offered(elsewhere) == set()


def test_a_question_that_fails_leaves_the_others_alone_and_waits_as_long_as_any(
    world: World, wound: Skill, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    knows(wound, world.fatima)
    failing, question = ask(world, wound, title="Wat gaat er mis?"), ask(world, wound)
    looked: list[str] = []

    def fails_once(space: Space, words: str, *given: object, **named: object) -> list[Knower]:
        looked.append(words)
        if words == failing.title:
            raise RuntimeError("broken")
        return knows_in(space, words, *given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr("zwerm.questions.actions.routing.knows_in", fails_once)
    route(MONDAY)
    assert offered(question) == {"Fatima"}
    assert str(failing.pk) in caplog.text
    route(MONDAY + timedelta(minutes=5))
    assert looked.count(failing.title) == 1
    route(MONDAY + timedelta(hours=2))
    assert looked.count(failing.title) == 2


def test_an_offer_that_fails_leaves_the_others_alone(
    world: World, wound: Skill, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    knows(wound, world.fatima)
    knows(add_skill(world.tom, Told("skill", {"nl": "Valpreventie"})), world.otto)
    failing, question = ask(world, wound), ask(world, title="Valpreventie?")

    def fails_once(planned: Planned, now: datetime) -> Offer | None:
        if planned.question == failing.pk:
            raise RuntimeError("broken")
        return offer(planned, now)

    monkeypatch.setattr("zwerm.questions.actions.routing.offer", fails_once)
    route(MONDAY)
    assert (offered(failing), offered(question)) == (set(), {"Otto"})
    assert str(failing.pk) in caplog.text


def test_evidence_of_a_closed_space_counts_only_there(world: World) -> None:
    keep_item(
        world.fatima,
        world.closed,
        "howto",
        "Een wond verbinden",
        "Verbind de wond met een gaas.",
        language="nl",
        created=MONDAY,
        updated=MONDAY,
    )
    answer_for(world.fatima, world.closed, "yes")
    elsewhere, within = ask(world), ask(world, space=world.closed)
    route(MONDAY)
    assert offered(elsewhere) == set()
    assert offered(within) == {"Fatima"}


def test_who_does_not_see_the_space_paused_or_knows_of_it_already_is_not_asked(world: World, wound: Skill) -> None:
    knows(wound, world.fatima, world.kees, world.sanne, world.otto)
    pause(world.sanne)
    closed, everywhere = ask(world, wound, space=world.closed), ask(world, wound, title="Een andere vraag")
    world.client(world.otto).post(f"/questions/{everywhere.pk}/votes/")
    route(MONDAY)
    assert offered(closed) | offered(everywhere) == {"Fatima"}


def test_nothing_comes_on_a_free_day_outside_ones_hours_or_while_away(world: World, wound: Skill) -> None:
    knows(wound, world.fatima, world.sanne, world.otto)
    Telling.objects.create(
        person=world.fatima, name="days", text="mon:off,tue:office,wed:home,thu:off,fri:off", audience="me"
    )
    keep_room(world.sanne, begins=13, ends=17)
    keep_room(world.otto, away=date(2026, 3, 3))
    question = ask(world, wound)
    assert route(MONDAY) == []
    assert route(MONDAY + timedelta(hours=4)) != []
    assert offered(question) == {"Sanne"}
    route(MONDAY + DAY)
    assert offered(question) == {"Sanne", "Fatima"}
    night = ask(world, wound, title="En ’s nachts?")
    assert route(MONDAY + timedelta(hours=12)) == []
    assert offered(night) == set()


def test_in_the_rest_that_somebody_chose_for_notices_nothing_comes_and_weekends_can_be_working_days(
    world: World, wound: Skill
) -> None:
    knows(wound, world.fatima)
    Wishes.objects.create(person=world.fatima, off="01", quiet_from=time(8), quiet_until=time(11))
    question = ask(world, wound)
    assert route(MONDAY) == route(MONDAY + DAY) == []
    assert route(MONDAY + 2 * DAY) == []
    assert route(MONDAY + 2 * DAY + timedelta(hours=2)) != []
    assert offered(question) == {"Fatima"}
    weekend = ask(world, wound, title="En in het weekend?", when=MONDAY + 5 * DAY)
    route(MONDAY + 5 * DAY + timedelta(hours=2))
    assert offered(weekend) == {"Fatima"}


def test_one_a_day_and_no_more_in_seven_days_than_they_want(world: World, wound: Skill) -> None:
    knows(wound, world.fatima)
    keep_room(world.fatima, a_week=2)
    for number in range(6):
        ask(world, wound, title=f"Vraag {number} over een wond?")
    counts = []
    for day in range(9):
        for hour in (0, 6):
            route(MONDAY + day * DAY + timedelta(hours=hour))
        counts.append(Offer.objects.filter(person=world.fatima).count())
    assert counts == [1, 2, 2, 2, 2, 2, 2, 3, 4]
    keep_room(world.otto, a_week=0)
    knows(wound, world.otto)
    Looked.objects.all().delete()
    route(MONDAY + 9 * DAY)
    assert not Offer.objects.filter(person=world.otto).exists()


def test_who_had_less_is_asked_first_and_the_same_each_time(world: World, wound: Skill) -> None:
    people = [add_person(f"p{number}@lindehof.example", f"Kenner{number} Nul") for number in range(6)]
    knows(wound, *people)
    for number in range(3):
        ask(world, wound, title=f"Vraag {number} over een wond?")
    route(MONDAY)
    counts = [Offer.objects.filter(person=person).count() for person in people]
    assert counts == [1] * 6
    # What was done is what another would have done.
    with transaction.atomic():
        before = set(Offer.objects.values_list("question", "person"))
        Offer.objects.all().delete()
        Looked.objects.all().delete()
        route(MONDAY)
        assert set(Offer.objects.values_list("question", "person")) == before


def test_without_a_reaction_others_are_asked_and_then_nobody(world: World, wound: Skill) -> None:
    people = [add_person(f"p{number}@lindehof.example", f"Kenner{number} Nul") for number in range(9)]
    knows(wound, *people)
    question = ask(world, wound)
    sizes = []
    for hour in (0, 7, 24, 48, 72, 10 * 24, 12 * 24):
        route(MONDAY + timedelta(hours=hour))
        sizes.append(question.offers.count())
    assert sizes == [2, 2, 4, 6, 6, 6, 6]
    assert sizes[-1] == MOST_ASKED
    assert not Offer.objects.open().exists()
    first = question.offers.earliest("at").person
    assert 'id="offer"' not in world.client(first).get(question.get_absolute_url()).text


def test_not_me_brings_the_next_and_not_my_subject_counts_for_the_like_of_it_only(world: World, wound: Skill) -> None:
    knows(wound, world.fatima, world.sanne)
    keep_room(world.sanne, away=date(2026, 3, 2))
    falls = add_skill(world.tom, Told("skill", {"nl": "Valpreventie"}))
    question = ask(world, wound)
    route(MONDAY)
    fatima = world.client(world.fatima, "nl")
    why = f"/questions/{question.pk}/offer/refusal/why/"
    assert f'action="/questions/{question.pk}/offer/refusal/"' in fatima.get(question.get_absolute_url()).text
    assert fatima.post(why, {"why": "not-mine"}).status_code == 404
    # One click, and it is said. Why comes after it, for who wants to say.
    asked = fatima.post(f"/questions/{question.pk}/offer/refusal/", follow=True)
    assert Offer.objects.get(person=world.fatima).said == Offer.Said.NOT_ME
    assert "Ik heb nu geen tijd" in asked.text
    assert why not in fatima.get(question.get_absolute_url()).text
    assert why not in world.client(world.otto).get(question.get_absolute_url(), {"said": "not-me"}).text
    assert world.client(world.otto).post(why, {"why": "not-mine"}).status_code == 404
    assert fatima.post(why, {"why": "nonsense"}).status_code == 404
    # That they refused is no fault in an answer, and an answer that cannot be taken is no refusal.
    assert "field--error" not in asked.text
    untold = world.client(world.otto, "nl").post(f"/questions/{question.pk}/answers/", {"text": "  "})
    assert untold.status_code == 422
    assert "field--error" in untold.text
    assert "We zoeken verder" not in untold.text
    assert "minder" in fatima.post(why, {"why": "not-mine"}, follow=True).text
    already = "Je zei al dat dit niets voor jou is."
    assert already in fatima.post(why, {"why": "no-time"}, follow=True).text
    assert already in fatima.post(f"/questions/{question.pk}/offer/refusal/", follow=True).text
    assert Offer.objects.get(person=world.fatima).why == "not-mine"
    assert question.title not in fatima.get("/").text
    route(MONDAY + DAY)
    assert offered(question) == {"Fatima", "Sanne"}
    # For the same again Sanne goes first, though she had as many; for something else nothing changed.
    keep_room(world.fatima, a_week=20)
    keep_room(world.sanne, a_week=20)
    knows(falls, world.fatima, world.sanne)
    like, other = ask(world, wound, title="Nog een wond"), ask(world, falls, title="Een val")
    made = {(one.question, one.person) for one in plan(MONDAY + 2 * DAY)}
    assert (like.pk, world.sanne.pk) in made
    assert (other.pk, world.fatima.pk) in made


def test_who_promises_is_waited_for_longer(world: World, wound: Skill) -> None:
    knows(wound, world.fatima, world.sanne, world.otto)
    keep_room(world.sanne, away=date(2026, 3, 31))
    keep_room(world.otto, away=date(2026, 3, 31))
    question = ask(world, wound)
    route(MONDAY)
    world.client(world.fatima).post(f"/questions/{question.pk}/offer/promise/")
    Offer.objects.update(said_at=MONDAY)
    assert "You said that you will answer" in world.client(world.fatima).get(question.get_absolute_url()).text
    route(MONDAY + DAY + timedelta(hours=1))
    assert Offer.objects.open().exists()
    route(MONDAY + 2 * DAY)
    assert not Offer.objects.open().exists()


def test_an_answer_ends_it_for_everybody(world: World, wound: Skill) -> None:
    knows(wound, world.fatima, world.sanne)
    question = ask(world, wound)
    route(MONDAY)
    assert offered(question) == {"Fatima", "Sanne"}
    assert question.title in world.client(world.fatima).get("/notices/").text
    assert question.title not in world.client(world.otto).get("/notices/").text
    give_answer(world.otto, question, "Met een gaas.")
    assert question.title not in world.client(world.fatima).get("/notices/").text
    assert question.title not in world.client(world.fatima).get("/").text
    assert route(MONDAY + 3 * DAY) == []


def test_passed_on_it_comes_to_that_colleague_when_they_have_room_and_nobody_hears_whether(
    world: World, wound: Skill
) -> None:
    knows(wound, world.fatima)
    question = ask(world, wound)
    route(MONDAY)
    fatima = world.client(world.fatima, "en")
    found = fatima.get(f"/questions/{question.pk}/offer/passing/", {"q": "Otto"}).text
    assert "Otto Outsider" in found
    assert (
        "Kees Mulder"
        not in fatima.get(f"/questions/{question.pk}/offer/passing/", {"q": "Kees"}).text.split("<main", 1)[1]
    )
    slipped = fatima.get(f"/questions/{question.pk}/offer/passing/", {"q": "Outsidre"}).text
    assert "Nobody is called “Outsidre”. Did you mean:" in slipped
    assert f"?to={world.otto.pk}" in slipped
    assert (
        "Mulder"
        not in fatima.get(f"/questions/{question.pk}/offer/passing/", {"q": "Muldre"}).text.split("<main", 1)[1]
    )
    said = fatima.post(f"/questions/{question.pk}/offer/passing/", {"to": world.otto.pk}, follow=True).text
    keep_room(world.otto, a_week=0)
    route(MONDAY)
    assert offered(question) == {"Fatima"}
    keep_room(world.otto)
    route(MONDAY + timedelta(hours=2))
    assert offered(question) == {"Fatima", "Otto"}
    assert "Fatima El Amrani passed it on to you" in world.client(world.otto, "en").get("/").text
    assert "If they have room for it" in said
    # To the same once more says the same, and nothing comes of it.
    again = ask(world, wound, title="Nog een wond")
    Offer.objects.create(question=again, person=world.fatima, at=MONDAY)
    Offer.objects.create(question=again, person=world.otto, at=MONDAY)
    assert (
        "If they have room for it"
        in fatima.post(f"/questions/{again.pk}/offer/passing/", {"to": world.otto.pk}, follow=True).text
    )
    route(MONDAY + DAY)
    assert again.offers.filter(person=world.otto).count() == 1


@pytest.mark.parametrize(
    ("became", "told"),
    [
        ("answered", "Een collega heeft dit intussen beantwoord."),
        ("answered by them", "Je hebt dit al beantwoord."),
        ("lapsed", "We hebben intussen verder gevraagd."),
        ("refused", "Je zei al dat dit niets voor jou is."),
        ("passed on", "Je gaf dit al door."),
    ],
)
def test_who_says_a_word_too_late_reads_what_became_of_it_at_the_question(
    world: World, wound: Skill, became: str, told: str
) -> None:
    knows(wound, world.fatima)
    question = ask(world, wound)
    route(MONDAY)
    one = Offer.objects.get(person=world.fatima)
    if became == "answered":
        give_answer(world.otto, question, "Met een gaas.")
    elif became == "answered by them":
        give_answer(world.fatima, question, "Met een gaas.")
    elif became == "lapsed":
        route(MONDAY + 3 * DAY)
    elif became == "refused":
        refuse_offer(world.fatima, one)
    else:
        pass_on(world.fatima, one, world.otto)
    said = Offer.objects.values("said", "passed_to", "lapsed").get(pk=one.pk)
    at = f"/questions/{question.pk}/offer/"
    browser = world.client(world.fatima, "nl")
    for what in ("promise", "refusal", "passing", "look"):
        to = {"to": world.sanne.pk}
        answer = browser.get(f"{at}passing/") if what == "look" else browser.post(f"{at}{what}/", to)
        assert answer["Location"] == question.get_absolute_url()
        assert told in browser.get(question.get_absolute_url()).text
    assert Offer.objects.values("said", "passed_to", "lapsed").get(pk=one.pk) == said
    for stranger in (world.sanne, world.gone):
        answer = world.client(stranger, "nl").post(f"{at}promise/")
        assert answer.status_code == 404 or answer["Location"].startswith("/account/login/")
        assert told not in answer.text


def test_who_sees_the_question_no_longer_is_told_nothing_of_it(world: World, wound: Skill) -> None:
    knows(wound, world.fatima)
    question = ask(world, wound, space=world.closed)
    route(MONDAY)
    give_answer(world.kees, question, "Met een gaas.")
    Membership.objects.filter(person=world.fatima, space=world.closed).delete()
    for what in ("promise", "refusal", "refusal/why", "passing"):
        assert world.client(world.fatima).post(f"/questions/{question.pk}/offer/{what}/").status_code == 404


def test_of_a_closed_space_it_is_passed_on_within(world: World, wound: Skill) -> None:
    knows(wound, world.fatima)
    question = ask(world, wound, space=world.closed)
    route(MONDAY)
    fatima = world.client(world.fatima)
    slipped = fatima.get(f"/questions/{question.pk}/offer/passing/", {"q": "Outsidre"}).text
    assert "Otto" not in slipped.split("<main", 1)[1]
    assert (
        "Otto Outsider"
        not in fatima.get(f"/questions/{question.pk}/offer/passing/", {"q": "Otto"}).text.split("<main", 1)[1]
    )
    assert fatima.post(f"/questions/{question.pk}/offer/passing/", {"to": world.otto.pk}).status_code == 404
    Membership.objects.filter(person=world.fatima, space=world.closed).delete()
    assert fatima.post(f"/questions/{question.pk}/offer/refusal/").status_code == 404
    assert question.title not in fatima.get("/").text


def test_of_an_anonymous_question_who_asked_is_not_left_out(world: World, wound: Skill) -> None:
    """Who is missing among those who know would be who asked it."""
    knows(wound, world.fatima, world.kees)
    ask_anonymously(world.kees, world.organisation, "Hoe doe je wondzorg?")
    mix()
    let_in(world.priya, Waiting.objects.get())
    question = Question.objects.get()
    Question.objects.update(asked=MONDAY - timedelta(hours=1))
    route(MONDAY)
    assert offered(question) == {"Fatima", "Kees"}


def test_the_asker_reads_the_same_whoever_was_asked(world: World, wound: Skill) -> None:
    question = ask(world, wound, when=datetime.now(UTC))
    kees = world.client(world.kees)

    def read() -> list[str]:
        page = kees.get(question.get_absolute_url()).text
        shown = page[page.index("<main") : page.index('name="key"')]
        return [line for line in shown.splitlines() if "csrf" not in line]

    before = read()
    assert "colleagues who may know" in str(before)
    for person in (world.fatima, world.otto):
        Offer.objects.create(question=question, person=person, at=MONDAY)
    assert read() == before
    refuse_offer(world.fatima, Offer.objects.get(person=world.fatima))
    promise_answer(world.otto, Offer.objects.get(person=world.otto))
    assert read() == before


def test_somebody_chooses_their_room(world: World) -> None:
    otto = world.client(world.otto)
    assert 'name="a_week"' in otto.get("/questions/room/").text
    assert otto.post("/questions/room/", {"a_week": "5", "begins": "9", "ends": "9", "away": ""}).status_code == 422
    assert (
        otto.post("/questions/room/", {"a_week": "5", "begins": "9", "ends": "13", "away": "2026-03-09"}).status_code
        == 302
    )
    wants = wants_of([world.otto.pk])[world.otto.pk]
    assert (wants.a_week, wants.hours.begins, wants.hours.ends, wants.hours.away) == (5, 9, 13, date(2026, 3, 9))
    otto.post("/questions/room/", {"a_week": "", "begins": "", "ends": "", "away": ""})
    assert wants_of([world.otto.pk])[world.otto.pk].a_week == 3


@pytest.mark.django_db(transaction=True)
def test_workers_that_offer_at_the_same_moment_keep_to_every_limit(world: World) -> None:
    """One colleague who wants one question, and one question that waits for two colleagues at most."""
    questions = [ask(world, title=f"Vraag {number}?") for number in range(4)]
    people = [world.fatima, world.sanne, world.otto, world.tom]
    jobs = [Planned(question.pk, world.priya.pk) for question in questions]
    jobs += [Planned(questions[0].pk, person.pk) for person in people]
    failures: list[Exception] = []

    def work(job: Planned) -> None:
        try:
            offer(job, MONDAY)
        except Exception as failure:
            failures.append(failure)
        finally:
            connection.close()

    threads = [Thread(target=work, args=[job]) for job in (*jobs, *jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert Offer.objects.filter(person=world.priya).count() == 1
    assert Offer.objects.filter(question=questions[0]).count() == AT_ONCE
    check_limits()


MOVES = st.lists(
    st.tuples(
        st.sampled_from(
            ["ask", "ask closed", "later", "plan", "plan", "do", "do", "do", "refuse", "promise", "pass", "answer"]
        ),
        st.integers(0, 5),
    ),
    max_size=50,
)


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(MOVES, st.integers(0, 3))
def test_whatever_happens_in_whatever_order_no_limit_is_passed_and_everything_ends(
    world: World, monkeypatch: pytest.MonkeyPatch, moves: list[tuple[str, int]], a_week: int
) -> None:
    """Several workers plan and do in any order: what each planned may be old when it is done. Everybody is thought to know, also who may not see it."""
    everybody = [world.fatima, world.sanne, world.otto, world.kees]
    known = [Knower(person, 0.5, [Said(Skill(), Ability(at=MONDAY))]) for person in everybody]
    monkeypatch.setattr("zwerm.questions.actions.routing.knows_in", lambda *given, **named: known)
    with transaction.atomic():
        keep_room(world.fatima, a_week=a_week, begins=9, ends=12)
        Telling.objects.create(person=world.sanne, name="days", text="mon:off,tue:office,wed:office,thu:off,fri:home")
        now = play(world, moves)
        check_limits()
        for day in range(20):
            for hour in (0, 2, 5, 14):
                route(now + day * DAY + timedelta(hours=hour))
        check_limits()
        assert not Offer.objects.open().exists()
        assert plan(now + 20 * DAY) == []
        transaction.set_rollback(True)


def play(world: World, moves: list[tuple[str, int]]) -> datetime:
    """Answers what time it is then."""
    now: datetime = MONDAY
    planned: list[Planned] = []
    for what, number in moves:
        if what.startswith("ask"):
            ask(world, space=world.closed if "closed" in what else None, when=now, title=f"Vraag {number}?")
        elif what == "later":
            now += timedelta(hours=1 + 5 * number)
        elif what == "plan":
            Looked.objects.all().delete()
            planned += plan(now)
        elif what == "do" and planned:
            offer(planned.pop(number % len(planned)), now)
        elif some := list(Offer.objects.open().order_by("id")):
            say(world, what, some[number % len(some)])
            # Said in the time of the play.
            Offer.objects.filter(said_at__gt=now).update(said_at=now)
    return now


def say(world: World, what: str, one: Offer) -> None:
    if what == "refuse":
        refuse_offer(one.person, one)
        tell_why(one.person, one, "not-mine")
    elif what == "promise":
        promise_answer(one.person, one)
    elif what == "answer":
        give_answer(world.tom, one.question, "Zo.")
    elif what == "pass" and one.person != world.fatima:
        pass_on(one.person, one, world.fatima)


def check_limits() -> None:
    rows = list(Offer.objects.select_related("person", "question__space"))
    assert len({(one.person_id, one.question_id) for one in rows}) == len(rows)
    for one in rows:
        assert one.person_id != one.question.person_id
        assert one.question.space.seen_by().filter(pk=one.person_id).exists()
        wants = wants_of([one.person_id])[one.person_id]
        assert wants.hours.has(localtime(one.at))
        week = [other for other in rows if other.person_id == one.person_id and one.at <= other.at < one.at + 7 * DAY]
        assert len(week) <= wants.a_week
        assert sum(other.question_id == one.question_id for other in rows) <= MOST_ASKED


def test_whom_somebody_thinks_of_is_asked_first_by_one_click_on_their_page(world: World) -> None:
    page = world.client(world.kees).get(world.otto.get_absolute_url()).text
    address = f"/questions/new/?to={world.otto.pk}"
    assert f'href="{address}"' in page
    assert address not in world.client(world.otto).get(world.otto.get_absolute_url()).text
    form = world.client(world.kees).get(address).text
    assert "Otto Outsider is asked first" in form
    given = {"title": TITLE, "text": "", "space": str(world.organisation.pk), "to": str(world.otto.pk)}
    world.client(world.kees).post("/questions/new/", given)
    question = Question.objects.get()
    Question.objects.update(asked=MONDAY - timedelta(hours=1))
    route(MONDAY)
    assert offered(question) == {"Otto"}
    assert "because Kees Mulder thought of you" in world.client(world.otto, "en").get(question.get_absolute_url()).text
    assert "thought of you" not in world.client(world.fatima, "en").get(question.get_absolute_url()).text


def test_nobody_is_named_who_does_not_see_it_nor_when_it_is_asked_anonymously(world: World) -> None:
    given = {"title": TITLE, "text": "", "space": str(world.closed.pk), "to": str(world.otto.pk)}
    answer = world.client(world.kees, "en").post("/questions/new/", given)
    assert answer.status_code == 422
    assert "Otto Outsider does not read what is asked there." in answer.text
    assert not Question.objects.exists()
    for nobody in (world.kees.pk, world.gone.pk, "nonsense", ""):
        assert "is asked first" not in world.client(world.kees, "en").get("/questions/new/", {"to": str(nobody)}).text
    anonymous = {**given, "space": str(world.organisation.pk), "anonymous": "on"}
    assert world.client(world.kees).post("/questions/new/", anonymous).status_code == 200
    mix()
    assert Waiting.objects.count() == 1
    assert not Question.objects.filter(named__isnull=False).exists()


def test_whom_somebody_thinks_of_keeps_their_own_room(world: World) -> None:
    keep_room(world.otto, a_week=0)
    pause(world.fatima)
    for person in (world.otto, world.fatima):
        question = ask_question(world.kees, world.organisation, TITLE, to=person, when=MONDAY - timedelta(hours=1))
        route(MONDAY)
        assert offered(question) == set()
