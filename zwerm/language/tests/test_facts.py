"""What sentences say: definitions, quantities, ties, abbreviations, and whether they can stand alone."""

import pytest

from zwerm.language.acronyms import find_acronyms
from zwerm.language.conditions import find_tied
from zwerm.language.definitions import find_definition
from zwerm.language.key_phrases import find_key_phrases
from zwerm.language.narrative import heads_a_story, tells_what_happened
from zwerm.language.numbers import find_quantities
from zwerm.language.oppositions import find_opposed
from zwerm.language.reading_time import WORDS_PER_MINUTE, minutes_to_read
from zwerm.language.standalone import leans_on_context, stands_alone


@pytest.mark.parametrize(
    ("text", "language", "term", "meaning"),
    [
        ("Een datalogger is een meter die de temperatuur opslaat.", "nl", "datalogger", "een meter die de temperatuur opslaat"),
        ("Onder verzuim wordt verstaan afwezigheid door ziekte of letsel.", "nl", "verzuim", "afwezigheid door ziekte of letsel"),
        ("Bekwaam betekent dat je het onlangs nog hebt laten zien.", "nl", "Bekwaam", "dat je het onlangs nog hebt laten zien"),
        ("Protocollen zijn stappen die een risico kleiner maken.", "nl", "Protocollen", "stappen die een risico kleiner maken"),
        ("A near miss is an event that could have done harm.", "en", "near miss", "an event that could have done harm"),
        ("Exposure refers to the state of being vulnerable to threats.", "en", "Exposure", "the state of being vulnerable to threats"),
        ("Controls are measures that reduce a risk.", "en", "Controls", "measures that reduce a risk"),
        ("A depot is a building for spare parts, where two colleagues work.", "en", "depot", "a building for spare parts"),
    ],
)  # fmt: skip
def test_a_definition_gives_the_term_and_its_meaning(text: str, language: str, term: str, meaning: str) -> None:
    found = find_definition(text, language)
    assert found is not None
    assert (text[slice(*found.term)], text[slice(*found.meaning)]) == (term, meaning)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Het doel is een goede samenwerking tussen de teams.", "nl"),
        ("Dit is een maatregel die altijd helpt.", "nl"),
        ("Bias herkennen is een belangrijke stap in het proces.", "nl"),
        ("De deur is geen uitgang voor bezoekers van buiten.", "nl"),
        ("Hiervoor is een testomgeving nodig waarin je oefent.", "nl"),
        ("It is a tool that helps teams work together.", "en"),
        ("The goal is a culture that helps people learn.", "en"),
        ("Slack is a great way to talk with your team.", "en"),
        ("Alerts are assigned to the team that owns the service.", "en"),
        ("Zero waste is a phrase that people use a lot these days.", "en"),
        ("Cases where the visitor is a family member of the patient ask for care.", "en"),
        ("Duurzaamheid is een begrip dat veel wordt gebruikt.", "nl"),
        ("Situaties waarin de bezoeker is een familielid vragen om zorg.", "nl"),
        ("De bescherming van gegevens is een grondrecht in de Europese Unie.", "nl"),
        ("Een voorbeeld van toezicht is het nakijken van de uitkomst door een mens.", "nl"),
    ],
)
def test_praise_aims_and_loose_pronouns_are_no_definitions(text: str, language: str) -> None:
    assert find_definition(text, language) is None


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Meld dit binnen 15 minuten.", "nl", [(15.0, "minute")]),
        ("De boete is maximaal € 1.250,50 per keer.", "nl", [(1250.5, "€")]),
        ("The fee is at most $1,250 and takes two weeks.", "en", [(1250.0, "$"), (2.0, "week")]),
        ("Volgens artikel 13 van de norm ISO 27001 gold dit op 3 mei 2024.", "nl", []),
        ("De dienst begint om 14.00 uur.", "nl", []),
        ("Minstens 80% van de 12 leden stemt.", "nl", [(80.0, "%"), (12.0, "leden")]),
    ],
)
def test_quantities_have_a_value_and_a_unit_and_names_are_no_quantities(
    text: str, language: str, expected: list[tuple[float, str]]
) -> None:
    assert [(found.value, found.unit) for found in find_quantities(text, language)] == expected


@pytest.mark.parametrize(
    ("text", "language", "tie", "first"),
    [
        ("Als de koelkast uitvalt, verplaats je de voorraad.", "nl", "condition", "Als de koelkast uitvalt"),
        ("If the workaround fails twice, ask another team for help.", "en", "condition", "If the workaround fails twice"),
        ("De chauffeur moet een kapotte doos weigeren.", "nl", "duty", "De chauffeur moet"),
        ("The scribe must write down every decision.", "en", "duty", "The scribe must"),
        ("Slechte data kunnen leiden tot verkeerde en dure besluiten.", "nl", "effect", "Slechte data kunnen leiden tot"),
        ("Mensen maken fouten omdat het systeem hen niet helpt.", "nl", "cause", "Mensen maken fouten"),
    ],
)  # fmt: skip
def test_ties_give_what_comes_first(text: str, language: str, tie: str, first: str) -> None:
    found = find_tied(text, language)
    if tie == "cause":
        assert found is None  # three words before "omdat" are too few to ask about
        return
    assert found is not None
    assert (found.tie, text[slice(*found.first)]) == (tie, first)


@pytest.mark.parametrize(
    ("text", "language", "alone"),
    [
        ("De apotheker controleert de koelkast twee keer per dag.", "nl", True),
        ("Daarom controleert de apotheker de koelkast.", "nl", False),
        ("Dit geldt voor alle koelkasten in het huis.", "nl", False),
        ("Het is belangrijk om de koelkast te controleren.", "nl", False),
        ("De regels gelden ook voor de prikpost in de wijk.", "nl", False),
        ("Na de laatste nacht slaapt hij maar vier uur.", "nl", False),
        ("The engineer must acknowledge an alert within ten minutes.", "en", True),
        ("However, the engineer must acknowledge every alert.", "en", False),
        ("They acknowledge an alert within ten minutes.", "en", False),
        ("The steps are described in the section below.", "en", False),
        ("Does the engineer acknowledge every alert?", "en", False),
        ("These alerts are sent to the engineer on call.", "en", False),
    ],
)
def test_a_sentence_stands_alone_when_nothing_in_it_points_back(text: str, language: str, alone: bool) -> None:
    assert stands_alone(text, language) is alone


def test_a_word_that_points_at_its_own_sentence_does_not_lean() -> None:
    assert stands_alone("Een doos die te warm was, krijgt een sticker voordat deze doos weg mag.", "nl")
    assert not leans_on_context("A datalogger stores the temperature.", "en")


def test_abbreviations_are_found_with_what_they_stand_for() -> None:
    text = (
        "Een business impact analyse (BIA) en een projectstartarchitectuur (PSA). Paid Time Off (PTO) and we (ABC) too."
    )
    assert find_acronyms(text) == {
        "BIA": "business impact analyse",
        "PSA": "projectstartarchitectuur",
        "PTO": "Paid Time Off",
    }


def test_key_phrases_are_nouns_and_come_in_the_order_of_weight() -> None:
    sentences = [
        "De apotheker leest de meter af.",
        "De meter hangt in de koelkast.",
        "Een meter zonder stroom piept.",
        "De koelkast piept.",
    ]
    found = [phrase.text for phrase in find_key_phrases(sentences, "nl", ["De meter"])]
    assert found[:2] == ["meter", "koelkast"]
    assert "piept" not in found
    assert found == [phrase.text for phrase in find_key_phrases(sentences, "nl", ["De meter"])]


def test_a_word_of_a_closed_set_is_found_with_what_it_excludes() -> None:
    (found,) = find_opposed("De bewaker telt de sleutels wekelijks.", "nl")
    assert found.choices == ("dagelijks", "wekelijks", "maandelijks", "jaarlijks")
    assert list(find_opposed("Report weekly or monthly.", "en")) == []


def test_stories_and_figures_are_told_apart_from_rules() -> None:
    assert tells_what_happened("De beste afdeling zat op 90%.", "nl")
    assert tells_what_happened("In 2024 sales grew by half.", "en")
    assert not tells_what_happened("Meld een afwijking binnen een kwartier.", "nl")
    assert heads_a_story("Een voorbeeld dat echt zo ging")
    assert not heads_a_story("Stappen")


def test_reading_time_counts_words() -> None:
    assert minutes_to_read("woord " * WORDS_PER_MINUTE) == 1


def test_a_case_that_stops_within_brackets_is_no_case() -> None:
    assert (
        find_tied("If somebody knows the code (e.g., Anna in team A), that person is listed as an owner.", "en") is None
    )


def test_a_meaning_goes_on_after_the_last_of_its_things() -> None:
    text = "Access management refers to a set of processes, technologies, and policies that decide who may see what."
    found = find_definition(text, "en")
    assert found is not None
    assert text[slice(*found.meaning)].endswith("who may see what")
