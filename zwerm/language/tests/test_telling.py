"""What gives another word away, who acts, what answers a question, and what can be read on its own."""

import pytest

from zwerm.language.acronyms import spelled_by
from zwerm.language.agents import find_actors, head_of, is_anybody, names_agent
from zwerm.language.alike import look_alike, tells_of
from zwerm.language.definitions import find_definition
from zwerm.language.oppositions import find_opposed
from zwerm.language.standalone import is_open, stands_alone
from zwerm.language.whole import is_half_clause


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("title", "titel", True),
        ("scale", "scalability", True),
        ("instance", "instantie", True),
        ("anonimiseren", "anoniem", True),
        ("publicatie", "gepubliceerd", True),
        ("controleur", "controleert", True),
        ("later", "latency", True),
        ("koelkast", "koelcel", False),
        ("arts", "arme", False),
        ("team", "tram", False),
    ],
)
def test_words_that_give_each_other_away_start_alike_or_hold_the_same_letters(
    one: str, other: str, alike: bool
) -> None:
    assert look_alike(one, other) is alike
    assert look_alike(other, one) is alike


def test_words_of_grammar_give_nothing_away() -> None:
    assert tells_of("de sleutel van de kluis", "Elke sleutel hangt bij de portier", "nl") == {"sleutel"}
    assert tells_of("de kast van de balie", "De deur van het gebouw", "nl") == frozenset()


@pytest.mark.parametrize(
    ("short", "text", "spells"),
    [
        ("AVG", "de Algemene Verordening Gegevensbescherming", True),
        ("VWS", "Het Ministerie van Volksgezondheid, Welzijn en Sport", True),
        ("ICU", "the ward where patients are watched day and night", False),
        ("Avg", "Algemene Verordening Gegevensbescherming", False),
    ],
)
def test_first_letters_spell_an_abbreviation(short: str, text: str, spells: bool) -> None:
    assert spelled_by(short, text) is spells


@pytest.mark.parametrize(
    ("phrase", "language", "acts"),
    [
        ("De kwaliteitsmanager van het project", "nl", True),
        ("Het zorgteam", "nl", True),
        ("Een chauffeur", "nl", True),
        ("De printer", "nl", False),
        ("De voorraad", "nl", False),
        ("Managers", "en", False),
        ("Each manager", "en", False),
        ("The incident lead", "en", True),
        ("Your manager", "en", True),
        ("The server", "en", False),
    ],
)
def test_who_acts_is_called_by_a_role_and_meant_alone(phrase: str, language: str, acts: bool) -> None:
    assert names_agent(phrase, language) is acts


@pytest.mark.parametrize(
    ("text", "language", "actors"),
    [
        ("De portier sluit de deur om acht uur.", "nl", ["De portier"]),
        ("Als de deur klemt, belt de portier de klusser.", "nl", ["de portier"]),
        ("De lijst wordt door de hoofdverpleegkundige getekend.", "nl", ["de hoofdverpleegkundige"]),
        ("If the key is lost, the head nurse will report it.", "en", ["the head nurse"]),
        ("The list is signed by the head nurse.", "en", ["the head nurse"]),
        ("Ask the manager for a key before noon.", "en", []),
        ("De kosten van een leverancier stijgen.", "nl", []),
        ("De arts van de afdeling tekent de lijst.", "nl", []),
    ],
)
def test_actors_are_found_where_they_do_what_is_told(text: str, language: str, actors: list[str]) -> None:
    assert [text[start:end] for start, end in find_actors(text, language)] == actors


def test_a_person_or_your_team_is_nobody_in_particular() -> None:
    assert is_anybody("een persoon")
    assert is_anybody("Your team")
    assert not is_anybody("het zorgteam")
    assert head_of("The hiring manager of the team") == "manager"


@pytest.mark.parametrize(
    "text",
    [
        "Tot slot is het gebruik van de kluis in een aantal gevallen verplicht.",
        "De stap naar een nieuw slot is een bewuste keuze om de deur veiliger te maken.",
        "Met een digitaal slot wordt een melding verstuurd zodra de deur opengaat.",
        "De balie is een eenvoudige manier om bezoekers te helpen met hun vragen.",
        "De weekstaat is een intern stuk en de uitkomsten worden alleen gedeeld met de afdeling.",
    ],
)
def test_what_is_no_meaning_is_not_taken_for_one(text: str) -> None:
    assert find_definition(text, "nl") is None


@pytest.mark.parametrize(
    ("text", "term", "meaning"),
    [
        ("Met een nachtslot wordt een slot dat alleen van binnen opent bedoeld.", "nachtslot", "een slot dat alleen van binnen opent"),
        ("Onder een dagpas verstaan we een pas die om middernacht vervalt.", "dagpas", "een pas die om middernacht vervalt"),
    ],
)  # fmt: skip
def test_what_is_meant_by_a_word_is_its_meaning(text: str, term: str, meaning: str) -> None:
    found = find_definition(text, "nl")
    assert found is not None
    assert (text[slice(*found.term)], text[slice(*found.meaning)]) == (term, meaning)


@pytest.mark.parametrize(
    "text",
    [
        "First contact is a slightly more granular version of the list of the desk.",
        "The day a guest becomes a patient is the day that the doctor signs the list.",
        "A badge is a card that opens the gate -- this card and no other one.",
    ],
)
def test_what_compares_or_runs_on_is_no_meaning(text: str) -> None:
    assert find_definition(text, "en") is None


def test_the_resources_below_are_no_term() -> None:
    assert find_definition("The below resources are for nurses who work at night on the ward.", "en") is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Neem dan contact op met de portier die je heeft geholpen.", "nl"),
        ("Voor de balie is dat het laatste middel: bezoekers vragen om te wachten.", "nl"),
        ("Hoe streng dat is, bepaalt de afdeling zelf elk jaar.", "nl"),
        ("Geldt voor alle afdelingen van het ziekenhuis.", "nl"),
        ("Zorgt ervoor dat alleen de portier de poort opent.", "nl"),
        ("Merk op dat de poort vanzelf weer dicht gaat.", "nl"),
        ("Je kunt bellen met de balie op om een pas te laten maken.", "nl"),
        ("Applies for any visit to the ward of more than an hour.", "en"),
        ("E.g. the nurses who work at night on the ward.", "en"),
        ("To protect the privacy, the trust and the rights of patients.", "en"),
    ],
)
def test_what_leans_on_what_was_said_or_is_half_does_not_stand_alone(text: str, language: str) -> None:
    assert not stands_alone(text, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Belangrijk is dat een arts het dossier leest.", "nl"),
        ("Meer dan twee collega's lezen de lijst elke dag.", "nl"),
        ("Uses of the room are planned by the desk.", "en"),
        ("To open the door, hold the badge against the plate.", "en"),
    ],
)
def test_what_looks_like_it_stands_alone_all_the_same(text: str, language: str) -> None:
    assert stands_alone(text, language)


def test_an_aim_needs_its_main_clause() -> None:
    assert is_half_clause("To protect the privacy, the trust and the rights of patients.", "en")
    assert not is_half_clause("To open the door, you hold the badge against the plate.", "en")


@pytest.mark.parametrize(
    ("lead", "open_"),
    [
        ("Passen zijn er bijvoorbeeld voor:", True),
        ("The desk hands out, for example:", True),
        ("Geef de pas af bij:", False),
        ("Every pass shows:", False),
    ],
)
def test_a_lead_that_gives_examples_leaves_its_list_open(lead: str, open_: bool) -> None:
    assert is_open(lead) is open_


@pytest.mark.parametrize(
    ("text", "language", "word"),
    [
        ("De portier telt de sleutels wekelijks.", "nl", "wekelijks"),
        ("De portier telt de sleutels wekelijks of maandelijks.", "nl", ""),
        ("The porter counts the keys weekly or every other week.", "en", ""),
        ("The weekly count is done by the porter.", "en", ""),
        ("Smoking near the oxygen is forbidden.", "en", ""),
        ("A badge is optional.", "en", "optional"),
    ],
)
def test_a_word_of_a_set_is_asked_where_no_other_of_the_set_would_do(text: str, language: str, word: str) -> None:
    assert [text[found.start : found.end] for found in find_opposed(text, language)] == ([word] if word else [])
