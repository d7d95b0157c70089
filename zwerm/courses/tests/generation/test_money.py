"""A sum of money is asked where it is one to know: what somebody may spend or gets, and not what a thing costs."""

import pytest

from zwerm.courses.generation.draft import Numeric
from zwerm.courses.tests.generation.test_sound import FILLER, asked


def sums(sentence: str, heading: str = "Expenses", language: str = "en") -> list[tuple[str, float]]:
    found = asked(f"# Clinic\n\n{FILLER}\n\n## {heading}\n\n{sentence}", language, title="Clinic")
    return [(question.stem, question.answer) for question in found if isinstance(question, Numeric)]


@pytest.mark.parametrize(
    ("sentence", "answer"),
    [
        ("Nurses may spend up to $1,500 on a course in each year.", 1500),
        ("Receipts are required for meals on the road of more than $25 a day.", 25),
        ("The clinic offers a $400 stipend for a bicycle to every nurse.", 400),
    ],
)
def test_what_somebody_may_spend_or_gets_is_asked(sentence: str, answer: float) -> None:
    assert sums(sentence) == [("‘Expenses’: how many dollars? Fill in the number.", answer)]


@pytest.mark.parametrize(
    "sentence",
    [
        "The bus from the station to the clinic costs $4 in the morning.",
        "The clinic may spend up to $3 million on the new wing for the children.",
        "Nurses in the north may spend up to $900 CAD on a course in each year.",
        "For example: a nurse may spend up to $700 on a course about wounds.",
        "Nurses may read the page [meals under $25 on the road](meals.md) before they spend something.",
    ],
)
def test_a_price_a_part_of_a_number_and_an_example_are_not_asked(sentence: str) -> None:
    assert sums(sentence) == []


def test_a_number_that_a_heading_tells_is_not_asked() -> None:
    sentence = "Meals on the road of more than $25 must be approved by the head of the ward."
    assert sums(sentence, "Meals")
    assert sums(sentence, "Meals over $25") == []


def test_an_answer_is_asked_without_the_letter_that_marks_it() -> None:
    text = "Q: When do I hand in the form?\n\nA: You must hand in the form within 30 days of the visit to the clinic."
    found = [q for q in asked(f"# Clinic\n\n{FILLER}\n\n{text}") if isinstance(q, Numeric)]
    assert [(q.before, q.answer) for q in found] == [("You must hand in the form within ", 30)]


@pytest.mark.parametrize(
    ("sentence", "is_asked"),
    [
        ("De kliniek vergoedt reiskosten tot maximaal € 15 per dag aan elke zuster.", True),
        ("Een kopje koffie kost € 2 bij de balie van de kliniek.", False),
    ],
)
def test_the_same_holds_in_dutch(sentence: str, is_asked: bool) -> None:
    assert bool(sums(sentence, "Reizen", "nl")) is is_asked


@pytest.mark.parametrize(
    ("sentence", "language", "answer"),
    [
        ("Elke zuster krijgt $1,500 voor een cursus in het buitenland.", "nl", 1500),
        ("Elke zuster krijgt € 1.500 voor een cursus in het buitenland.", "nl", 1500),
        ("Elke zuster krijgt € 2,50 voor het eten van elke dienst in de kantine.", "nl", 2.5),
        ("Nurses may spend up to € 1.500 on a course in each year.", "en", 1500),
    ],
)
def test_a_sum_is_worth_the_same_in_either_notation(sentence: str, language: str, answer: float) -> None:
    assert [value for _, value in sums(sentence, "Reizen", language)] == [answer]


def test_dollars_are_called_so_in_dutch() -> None:
    ((stem, _),) = sums("Elke zuster krijgt $1,500 voor een cursus in het buitenland.", "Reizen", "nl")
    assert stem == "‘Reizen’: hoeveel dollar? Vul het getal in."
