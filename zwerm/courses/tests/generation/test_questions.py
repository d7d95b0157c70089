"""Which questions the two small documents give, and that wrong options are of the kind of the right one."""

import pytest

from zwerm.courses.generation.course import draft_course
from zwerm.courses.generation.draft import (
    Flashcards,
    Gap,
    Glossary,
    Matching,
    MultipleChoice,
    Numeric,
    Ordering,
    Question,
    SingleChoice,
)
from zwerm.courses.generation.plan import make_plan
from zwerm.courses.generation.source import Source
from zwerm.courses.tests.generation.world import blocks, dutch, english, every_point, everything_of, points
from zwerm.language.standalone import leans_on_context


def everything(*sources: Source) -> list[Question]:
    return everything_of(make_plan(list(sources)).material)


@pytest.fixture(scope="module")
def dutch_questions() -> list[Question]:
    return everything(dutch())


@pytest.fixture(scope="module")
def english_questions() -> list[Question]:
    return everything(english())


def of(questions: list[Question], kind: type[Question]) -> list[Question]:
    return [question for question in questions if isinstance(question, kind)]


def test_numbered_steps_are_put_in_order(dutch_questions: list[Question], english_questions: list[Question]) -> None:
    (order,) = of(dutch_questions, Ordering)
    assert isinstance(order, Ordering)
    assert order.stem == "Zet de stappen in de juiste volgorde: ‘Een partij ontvangen’."
    assert [item.text for item in order.items] == [
        "Vergelijk het aantal dozen met de pakbon",
        "Lees de meter af in het bijzijn van de chauffeur",
        "Noteer de waarde op het ontvangstformulier",
        "Leg de dozen in de koelkast, de oudste vooraan",
        "Zet de partij in het voorraadsysteem",
    ]
    (order,) = of(english_questions, Ordering)
    assert isinstance(order, Ordering)
    assert order.stem == "Put the steps in the right order: ‘Running the response’."
    assert len(order.items) == 5


def test_limits_are_asked_as_numbers(dutch_questions: list[Question], english_questions: list[Question]) -> None:
    asked = [(q.before, q.shown, q.after, q.answer, q.unit) for q in dutch_questions if isinstance(q, Numeric)]
    assert (
        "Een afwijking van meer dan ",
        "15",
        " minuten moet worden gemeld bij de dienstdoende apotheker.",
        15.0,
        "minute",
    ) in asked
    asked = [(q.before, q.shown, q.after, q.answer, q.unit) for q in english_questions if isinstance(q, Numeric)]
    assert ("The on-call engineer must acknowledge an alert within ", "10", " minutes.", 10.0, "minute") in asked


def test_labelled_entries_are_matched_or_told_apart(
    dutch_questions: list[Question], english_questions: list[Question]
) -> None:
    matched = [
        [(pair.left.text, pair.right.text) for pair in q.pairs] for q in dutch_questions if isinstance(q, Matching)
    ]
    assert [
        ("Centrale apotheek", "Vaste sonde met alarm"),
        ("Prikpost", "Datalogger in de koelbox"),
        ("Bestelwagen", "Kaartje in de doos"),
    ] in matched or any(("Chauffeur", "Levert de dozen af en tekent voor ontvangst") in pairs for pairs in matched)
    # Of levels what belongs to them stands in their own order.
    assert not [q for q in english_questions if isinstance(q, SingleChoice | Matching) and "levels" in q.stem]


def test_meanings_are_asked_with_other_meanings_as_wrong_options(english_questions: list[Question]) -> None:
    meanings = {
        "Any event that interrupts a service or threatens the data of our customers",
        "An event that could have become an incident but did no harm",
        "A temporary measure that restores the service without removing the cause",
    }
    asked = [q for q in english_questions if isinstance(q, Matching) and {p.right.text for p in q.pairs} == meanings]
    told = [q for q in english_questions if isinstance(q, SingleChoice) and {o.text for o in q.options} <= meanings]
    assert asked or told


def test_rules_are_completed_with_the_consequences_of_other_rules(dutch_questions: list[Question]) -> None:
    completed = [q for q in dutch_questions if isinstance(q, SingleChoice) and q.quote.endswith("…")]
    for question in completed:
        assert all(option.text[0].islower() for option in question.options)
    assert any(q.quote.startswith("Als ") for q in completed)


def test_options_stand_in_the_order_of_the_alphabet_so_that_place_tells_nothing(
    dutch_questions: list[Question], english_questions: list[Question]
) -> None:
    for question in dutch_questions + english_questions:
        if isinstance(question, SingleChoice | MultipleChoice):
            texts = [option.text.casefold() for option in question.options]
            assert texts == sorted(texts)


def test_every_option_says_where_its_words_stand(dutch_questions: list[Question]) -> None:
    markdown = dutch().markdown
    for question in dutch_questions:
        if isinstance(question, SingleChoice | MultipleChoice):
            for option in question.options:
                (span,) = option.spans
                found = markdown[span.start : span.end].replace("**", "")
                assert found.casefold().startswith(option.text.casefold()[:12])


def test_a_gap_with_choices_has_its_answer_among_them(
    dutch_questions: list[Question], english_questions: list[Question]
) -> None:
    for question in dutch_questions + english_questions:
        if isinstance(question, Gap) and question.choices:
            assert question.choices.count(question.answer) == 1


def test_key_points_stand_on_their_own() -> None:
    for source in (dutch(), english()):
        course = draft_course([source])
        assert 3 <= len(points(course)) <= 5
        assert not any(leans_on_context(text, course.language) for text in every_point(course))


def test_the_glossary_holds_the_terms_that_the_document_defines() -> None:
    (glossary,) = blocks(draft_course([dutch()]), "glossary")
    assert isinstance(glossary, Glossary)
    assert {term.term: term.meaning.text for term in glossary.terms} == {
        "Datalogger": "een meter die elke vijf minuten de temperatuur opslaat",
        "Koelketen": "het geheel van afspraken en apparatuur waarmee een vaccin van fabriek tot prikstoel op temperatuur blijft",
        "Koude-indicator": "een kaartje dat van kleur verandert zodra de doos te koud is geweest",
        "Vriesbreuk": "een beschadiging van het vaccin die ontstaat doordat de vloeistof bevriest",
    }


def test_flashcards_ask_meanings_and_limits() -> None:
    course = draft_course([english()])
    cards = {
        card.front: card.back
        for block in blocks(course, "flashcards")
        if isinstance(block, Flashcards)
        for card in block.cards
    }
    assert (
        cards["What is an ‘incident’?"] == "Any event that interrupts a service or threatens the data of our customers."
    )
    assert (
        cards["‘Severity’: which number? The on-call engineer must acknowledge an alert within ____ minutes."] == "10"
    )
    assert {card.front for card in course.cards} == set(cards)


def test_the_reflection_is_about_the_readers_own_work() -> None:
    (reflection,) = blocks(draft_course([english()]), "reflection")
    assert reflection.kind == "reflection"
    assert "you" in reflection.prompt  # type: ignore[union-attr]
