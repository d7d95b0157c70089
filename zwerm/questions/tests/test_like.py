"""What is there already, while somebody asks."""

from __future__ import annotations

import re
import tracemalloc
from datetime import UTC, datetime
from itertools import islice, product

from zwerm.library.actions import keep_item
from zwerm.people.models import Audience
from zwerm.people.tests.world import World
from zwerm.questions.actions import accept_answer, ask_question, give_answer
from zwerm.questions.models import Question
from zwerm.records.models import Statement
from zwerm.search.actions import follow_changes
from zwerm.skills.actions import Told, add_skill, answer_for, tell_ability, tell_skill
from zwerm.skills.models import Ability
from zwerm.skills.registry import kinds

SAID = "Hoe krijg ik een tolk voor Tigrinya op zondag?"


def typed(world: World, person: object, title: str = "Een tolk voor Tigrinya op zondag, hoe dan?") -> str:
    client = world.client(person)  # type: ignore[arg-type]
    return client.post("/questions/like/", {"title": title, "text": ""}).text


def test_a_solved_question_of_another_department_is_shown_however_old(world: World) -> None:
    long_ago = datetime(2019, 5, 2, 9, tzinfo=UTC)
    old = ask_question(world.sanne, world.team.space, SAID, when=long_ago)
    accept_answer(world.sanne, give_answer(world.kees, old, "Vraag naar de reservelijst.", when=long_ago), long_ago)
    keep_item(world.otto, world.organisation, "howto", "Een tolk voor Tigrinya bestellen op zondag", "Bel de lijn.")
    follow_changes()
    shown = typed(world, world.otto)
    assert f"/questions/{old.pk}/" in shown
    assert "Solved" in shown
    assert "Een tolk voor Tigrinya bestellen op zondag" in shown
    assert SAID in world.client(world.otto).get("/questions/new/", {"title": SAID}).text
    assert SAID in world.client(world.otto).get("/ask/", {"q": "tolk voor Tigrinya op zondag"}).text


def test_nothing_of_a_space_that_one_does_not_see_is_shown_and_nothing_is_kept_of_what_was_typed(world: World) -> None:
    hidden = ask_question(world.kees, world.closed, SAID)
    keep_item(world.kees, world.closed, "howto", "Een tolk voor Tigrinya bestellen op zondag", "Bel de lijn.")
    follow_changes()
    assert f"/questions/{hidden.pk}/" in typed(world, world.fatima)
    before = Statement.objects.count()
    shown = typed(world, world.otto)
    assert "Tigrinya" not in shown
    assert "Tigrinya" not in world.client(world.otto).get("/ask/", {"q": "tolk op zondag"}).text
    assert Statement.objects.count() == before
    assert Question.objects.count() == 1


def test_what_is_about_something_else_is_not_shown(world: World) -> None:
    ask_question(world.sanne, world.organisation, "Waar ligt de sleutel van de voorraadkast?")
    follow_changes()
    assert "sleutel" not in typed(world, world.otto)
    assert typed(world, world.otto, "").strip() == ""


SHORT = "Wat doe je bij een delier?"


def test_a_short_question_shows_what_says_it_and_nonsense_shows_nothing(world: World) -> None:
    keep_item(world.otto, world.organisation, "howto", "Delier herkennen met de DOS", "Scoor drie keer per dag.")
    keep_item(world.otto, world.organisation, "howto", "Wie je wanneer belt", "Het alarmnummer is 5555.")
    keep_item(world.kees, world.closed, "howto", "Delier bij een collega", "Dit is van ons.")
    for number in range(4):
        keep_item(world.otto, world.organisation, "howto", f"Delier op afdeling {number}", "Zo gaat dat daar.")
    follow_changes()
    shown = typed(world, world.otto, SHORT)
    assert "Delier" in shown
    assert shown.count("<li>") == 3
    assert "Delier bij een collega" not in shown
    assert "Wie je wanneer belt" not in shown
    assert "Wie je wanneer belt" in typed(world, world.otto, "Wat is het alarmnummer?")
    for nonsense in ("Wat is xyzzyq?", "Hoe is het?", "Wat is een ijsbaan?"):
        assert typed(world, world.otto, nonsense).strip() == ""


def test_who_wrote_what_is_there_stands_beside_it_once_they_agreed(world: World) -> None:
    care = add_skill(world.tom, Told(kind="skill", names={"nl": "Ouderenzorg"}))
    item = keep_item(world.fatima, world.organisation, "howto", "Delier herkennen met de DOS", "Scoor drie keer.")
    tell_skill(world.fatima, kinds["item"], item, care)
    follow_changes()
    assert "Fatima" not in typed(world, world.otto, SHORT)
    answer_for(world.fatima, care, "yes")
    assert "Fatima El Amrani" in typed(world, world.otto, SHORT)
    assert "Fatima" not in typed(world, world.fatima, SHORT).split("knowing-title")[-1]


def test_who_can_it_and_shows_that_stands_beside_it(world: World) -> None:
    skill = add_skill(world.tom, Told(kind="skill", names={"nl": "Werken met een tolk", "en": "Interpreting"}))
    tell_ability(world.fatima, skill, Ability.Level.HELPING, Audience.EVERYONE, asks=True)
    tell_ability(world.kees, skill, Ability.Level.HELPING, Audience.ME, asks=True)
    shown = typed(world, world.otto, "Wie helpt mij met werken met een tolk in de nacht?")
    assert "Fatima El Amrani" in shown
    assert "Kees Mulder" not in shown
    assert "Fatima" not in typed(world, world.fatima, "Wie helpt mij met werken met een tolk in de nacht?")


def test_a_word_of_four_thousand_letters_costs_no_more_than_words_do(world: World) -> None:
    ask_question(world.sanne, world.organisation, SAID)
    follow_changes()
    client = world.client(world.otto)
    client.post("/questions/like/", {"title": "Een tolk?", "text": "ongeveer"})
    tracemalloc.start()
    try:
        answer = client.post("/questions/like/", {"title": "", "text": "wondgips" * 500})
        assert (answer.status_code, answer.text.strip()) == (200, "")
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()


def test_a_long_explanation_in_many_words_shows_who_knows(world: World) -> None:
    skill = add_skill(world.tom, Told("skill", {"nl": "Tolk voor Tigrinya", "en": "Interpreting Tigrinya"}))
    tell_ability(world.fatima, skill, 4, "everyone", asks=True)
    follow_changes()
    many = " ".join("".join(letters) for letters in islice(product("bdfkm", "ae", "lnrst", "io", "pgvz"), 400))
    shown = world.client(world.otto).post("/questions/like/", {"title": SAID, "text": many})
    assert shown.status_code == 200
    assert "Fatima" in shown.text


def test_while_typing_nobody_is_named_for_what_nobody_knows_and_of_others_how_sure_it_is(world: World) -> None:
    skill = add_skill(world.tom, Told(kind="skill", names={"nl": "Medicijnen bewaren"}))
    item = keep_item(
        world.fatima, world.organisation, "howto", "De koelkast van de afdeling", "Lees hem om acht uur af."
    )
    tell_skill(world.fatima, kinds["item"], item, skill)
    answer_for(world.fatima, skill, "yes")
    tell_ability(world.fatima, skill, Ability.Level.LEADING, Audience.EVERYONE, asks=True)
    follow_changes()
    for nonsense in ("Hoe bak ik een cake voor de afdeling?", "e", "Waar vind ik een tandarts?"):
        assert "Fatima" not in typed(world, world.otto, nonsense), nonsense
    known = "Wie weet iets van de koelkast?"
    shown = typed(world, world.otto, known).split("knowing-title")[-1]
    assert "Fatima El Amrani" in shown
    assert re.search("(very|quite) likely knows this", shown)
    long = "Ik werk hier net en wil het meteen goed doen. " + "Gisteren was het druk met van alles en nog wat. " * 20
    sent = {"title": known, "text": long}
    assert "Fatima El Amrani" in world.client(world.otto).post("/questions/like/", sent).text
