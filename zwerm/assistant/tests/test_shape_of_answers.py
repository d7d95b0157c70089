"""An answer has the shape of what was asked: a place for "where", somebody for "who", the steps for "how do I"; or it says that it may be beside the point."""

from __future__ import annotations

import pytest
from django.urls import reverse

from zwerm.assistant.actions import ask
from zwerm.assistant.rules.places import names_place
from zwerm.assistant.rules.question import Kind, Question, kind_of, thing_to_explain
from zwerm.assistant.rules.signs import shows, tells
from zwerm.assistant.rules.somebody import names_somebody
from zwerm.library.actions import keep_item
from zwerm.people.tests.world import World

BEHIND = """## Wanneer gebruik je dit

Een machine in de loods doet niet wat je verwacht.

## Stappen

1. Zet de motor uit.
2. Hang de rode kaart aan het stuur. Dan rijdt niemand ermee weg.
3. Breng de sleutel naar de balie.

## Waar let je op

Een heftruck die gevallen is, rijdt soms scheef.
"""
STEPS = [
    "Zet de motor uit.",
    "Hang de rode kaart aan het stuur. Dan rijdt niemand ermee weg.",
    "Breng de sleutel naar de balie.",
]


@pytest.mark.same_code
@pytest.mark.parametrize("question", ["Wat doe ik als de heftruck hapert?", "Waar laat ik een heftruck die hapert?"])
def test_steps_of_a_page_whose_title_says_the_task_come_though_its_best_sentence_stands_behind_them(
    world: World, question: str
) -> None:
    keep_item(world.fatima, world.team.space, "howto", "De heftruck hapert, wat nu?", BEHIND, language="nl")
    answer = ask(world.kees, question)
    assert [each.text for each in answer.sentences if each.item] == STEPS
    assert answer.sure


def test_steps_of_a_page_about_something_else_do_not_come_with_one_of_them(world: World) -> None:
    text = "## Stappen\n\n1. Kijk eerst naar het adres.\n2. Wil je zeker weten wie er belt, bel dan zelf terug.\n3. Gooi de brief weg."
    keep_item(world.fatima, world.team.space, "howto", "Valse brieven", text, language="nl")
    told = [each.text for each in ask(world.kees, "Hoe weet ik zeker wie er belt?").sentences]
    assert told == ["Wil je zeker weten wie er belt, bel dan zelf terug."]


def test_steps_are_not_about_what_one_of_them_only_mentions(world: World) -> None:
    text = "## Stappen\n\n1. Was je laarzen.\n2. Veeg de kas schoon.\n3. Spoel de vloer van de kas.\n4. Sluit de deur."
    keep_item(world.fatima, world.team.space, "howto", "De kas schoonvegen", text, language="nl")
    answer = ask(world.kees, "Hoe veeg ik mijn laarzen schoon?")
    assert not (answer.answered and answer.sure)


ITEMS = {
    "Regen": "Mijn fiets werd in de ochtend nat, en mijn jas ook.",
    "De ladder": "De ladder hangt in de gang naast de meterkast.",
    "Gif": "Gif is een van de pijnstillers die onder de Gifwet vallen. We tellen het gif voor elke ronde.",
    "De kassa": "De planner telt de kassa na sluitingstijd.",
    "De poort": "Wie de poort klemt, duwt hem zelf weer los.",
    "De lift": "Bij een storing van de lift bel je de huismeester, 4312.",
    "Druk": "De druk was laag. 'Ik meet zo nog eens,' zei hij over de druk in de ketel.",
    "De poort-wacht": "De poort-wacht gaat om tien uur naar huis.",
    "Kaarten": "Een bijna-botsing is een botsing die net niet gebeurde.\n\n- **Blauwe kaart**: een chauffeur die net begint\n- **Groene kaart**: een chauffeur met ervaring",
    "Sleutels": "Een sleutel inleveren doe je bij de balie, met je pas.",
}


@pytest.fixture
def library(world: World) -> World:
    for title, text in ITEMS.items():
        keep_item(world.fatima, world.team.space, "page", title, text, language="nl")
    return world


# Words that the answer holds; nothing where none is told as the answer.
TOLD = {
    "Waar staat mijn fiets?": "",
    "Waar hangt de ladder?": "naast de meterkast",
    "Wie telt het gif?": "",
    "Wie telt de kassa?": "De planner",
    "Wie bel ik als de poort klemt?": "",
    "Wie bel ik bij een storing van de lift?": "4312",
    "Hoe vaak meet ik de druk in de ketel?": "",
    "Hoe laat gaat de poort-wacht naar huis?": "tien uur",
    "Wat is een bijna-botsing?": "net niet gebeurde",
    "Wat betekent een blauwe kaart?": "een chauffeur die net begint",
    "Hoe lever ik mijn sleutel in?": "bij de balie",
}


def test_only_what_has_the_shape_of_what_was_asked_is_told_as_the_answer(library: World) -> None:
    answers = {question: ask(library.kees, question) for question in TOLD}
    told = {
        question: " ".join(each.text for each in one.sentences) if one.sure else "" for question, one in answers.items()
    }
    assert {question: words for question, words in told.items() if bool(words) != bool(TOLD[question])} == {}
    assert {question: words for question, words in told.items() if TOLD[question] not in words} == {}


def test_a_place_that_is_not_told_is_marked_on_the_page(library: World) -> None:
    keep_item(
        library.fatima, library.team.space, "page", "Helm", "Een helm voor de helling is verplicht.", language="nl"
    )
    page = library.client(library.kees).get(reverse("assistant:ask"), {"q": "Waar is mijn helm voor de helling?"})
    assert "It may be beside the point" in page.content.decode()


CASES = """De ketel heeft een klep.

| wat je ziet | wat je doet |
|---|---|
| bruin water | elke 3 dagen de klep spoelen |
| helder water | elke 30 dagen de klep spoelen |
"""


@pytest.mark.same_code
@pytest.mark.parametrize(
    ("question", "sure", "words"),
    [
        ("Hoe vaak spoel ik de klep?", False, "bruin water"),
        ("Hoe vaak spoel ik de klep bij bruin water?", True, "elke 3 dagen"),
    ],
)
def test_an_amount_that_holds_in_one_case_comes_with_it_and_is_the_answer_only_to_who_names_it(
    world: World, question: str, sure: bool, words: str
) -> None:
    keep_item(world.fatima, world.team.space, "page", "Klep spoelen", CASES, language="nl")
    answer = ask(world.kees, question)
    assert (answer.answered, answer.sure) == (True, sure)
    assert words in " ".join(each.text for each in answer.sentences)


def test_what_was_not_chosen_is_not_how_it_is(world: World) -> None:
    text = "## Wat we niet kozen\n\n- Hekken altijd open in de nacht.\n\n## Wat we kozen\n\nHekken gaan open als de bewaker er is."
    keep_item(world.fatima, world.team.space, "decision", "Hekken", text, language="nl")
    told = ask(world.kees, "Wanneer gaan de hekken open?").sentences
    assert [each.text for each in told] == ["Hekken gaan open als de bewaker er is."]


def test_what_a_speaker_says_along_weighs_less_than_the_slide(world: World) -> None:
    text = "## De pomp\n\n> De pomp gaat in november uit bij mijn oom.\n\nDe pomp gaat in maart weer uit."
    keep_item(world.fatima, world.team.space, "page", "Techniek", text, language="nl")
    assert ask(world.kees, "Wanneer gaat de pomp uit?").sentences[0].text == "De pomp gaat in maart weer uit."


@pytest.mark.parametrize(
    ("text", "language", "somebody"),
    [
        ("Het valt onder de Opiumwet.", "nl", False),
        ("Pijnstillers liggen in de kamers.", "nl", False),
        ("Op Interne is het rustig.", "nl", False),
        ("Er is voorraad voor elke dienst.", "nl", False),
        ("Op Interne is het Lotte.", "nl", True),
        ("Na de proefdag belt de ledenbeheerder je op.", "nl", True),
        ("Daarna haalt een ouder hem op.", "nl", True),
        ("De trainingen zijn op het plein.", "nl", False),
        ("Vraag het aan Karin Lammers.", "nl", True),
        ("Karin Lammers weet het.", "nl", True),
        ("De omloper belt de sterilisatie.", "nl", True),
        ("Wie het eerst komt, opent de deur.", "nl", True),
        ("Wie heeft de sleutel?", "nl", False),
        ("mail naar balie@voorbeeld.nl", "nl", True),
        ("Op Maandag is alles dicht.", "nl", False),
        ("It is written on Monday in English.", "en", False),
        ("The painkillers, letters and orders are there.", "en", False),
        ("Ask your team lead.", "en", True),
        ("Do the test with Julia.", "en", True),
    ],
)
def test_no_capital_or_ending_by_itself_is_somebody(text: str, language: str, somebody: bool) -> None:
    assert names_somebody(text, language) is somebody


@pytest.mark.parametrize(
    ("question", "text", "told"),
    [
        ("Who is the chief executive?", "Chief executive, responsible for what we spend.", False),
        ("Who is the chief executive?", "The chief executive decides what we buy.", False),
        ("Who is the chief executive?", "Our chief executive is Ann Miller.", True),
        ("Wie is de directeur?", "De directeur tekent contracten boven tien mille.", False),
        ("Wie is de directeur?", "De directeur is Karin Lammers.", True),
        ("Wie is de directeur?", "Karin is de directeur.", True),
        ("Wie is de penningmeester van de club?", "De penningmeester int de contributie.", False),
        ("Wie is de penningmeester van de club?", "Penningmeester: Kees Tolman", True),
        ("Wie tekent contracten?", "De directeur tekent contracten boven tien mille.", True),
    ],
)
def test_who_somebody_is_is_not_told_by_what_they_do(question: str, text: str, told: bool) -> None:
    language = "en" if question.startswith("Who") else "nl"
    assert bool(tells(text, Question(question, language, kind_of(question, language), ()), language)) is told


@pytest.mark.parametrize(
    ("text", "language", "place"),
    [
        ("Dat was in de ochtend.", "nl", False),
        ("We letten op de tijd.", "nl", False),
        ("Waar haalt u dit op?", "nl", False),
        ("In de praktijk gaat dat goed.", "nl", False),
        ("De lijst is voor T1 en T2.", "nl", False),
        ("Het is te vinden aan de binnenkant van de deur.", "nl", True),
        ("Zet het in de rode bak.", "nl", True),
        ("Koffie is er op de begane grond.", "nl", True),
        ("Het hangt naast de deur.", "nl", True),
        ("Je vindt ons in A0.12.", "nl", True),
        ("Klik op de driehoek rechtsboven.", "nl", True),
        ("Dat staat onder Mijn tegoed, in het menu.", "nl", True),
        ("Ask it in the morning.", "en", False),
        ("Behind the linen room.", "en", True),
        ("Click the triangle at the top right.", "en", True),
    ],
)
def test_in_the_is_no_place_by_itself(text: str, language: str, place: bool) -> None:
    assert names_place(text, language) is place


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Wie bel ik als de lift vastzit?", Kind.CALL),
        ("Wie belt de patiënt?", Kind.WHO),
        ("Who do I call when the lift is stuck?", Kind.CALL),
    ],
)
def test_whom_to_call_is_told_by_a_number_or_by_a_call(question: str, kind: Kind) -> None:
    assert kind_of(question, "en" if question.startswith("Who") else "nl") is kind


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Bonnen lever je in voor de vijfde van de maand.", 1.0),
        ("De winkel is open op elke eerste werkdag.", 1.0),
        ("Bonnen lever je in bij de vijfde deur.", 0.0),
    ],
)
def test_the_fifth_of_the_month_is_a_day_and_the_fifth_door_is_none(text: str, told: float) -> None:
    assert shows(text, Kind.WHEN, "nl") == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Terug in een laag bed, bel bij de hand.", 0.0),
        ("Bel de centrale.", 1.0),
        ("lift, water, stroom: 4500", 1.0),
        ("Wie een kar brengt, neemt hem mee terug.", 0.0),
    ],
)
def test_a_bell_is_nobody_to_call(text: str, told: float) -> None:
    assert shows(text, Kind.CALL, "nl") == told


@pytest.mark.parametrize(
    ("question", "language", "thing"),
    [
        ("Wat is een bijna-incident?", "nl", "bijna-incident"),
        ("Wat betekent een gele kaart op de deur?", "nl", "gele kaart"),
        ("What does the blue drop on the board mean?", "en", "blue drop"),
        ("Wat is er gisteren met de nieuwe kar gebeurd?", "nl", ""),
    ],
)
def test_what_is_to_be_explained_is_a_short_name(question: str, language: str, thing: str) -> None:
    assert thing_to_explain(question, language) == thing


def test_how_long_is_no_slip_for_another_word_where_nothing_else_says_long(world: World) -> None:
    text = "De boot ligt in de gang. Een boot leen je voor twee weken."
    keep_item(world.fatima, world.team.space, "page", "Boten lenen", text, language="nl")
    answer = ask(world.kees, "Hoe lang mag ik een boot lenen?")
    assert [each.text for each in answer.sentences] == ["Een boot leen je voor twee weken."]
    assert answer.sure
