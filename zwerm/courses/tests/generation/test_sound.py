"""What a strict reader marked: tables by their headings, lists of days, advertising, parts without a question, and the same twice."""

import pytest

from zwerm.courses.generation.bites.packing import join_mute
from zwerm.courses.generation.course import draft_course
from zwerm.courses.generation.draft import Gap, MultipleChoice, Numeric, Question, SingleChoice
from zwerm.courses.generation.plan import make_plan
from zwerm.courses.generation.source import Source
from zwerm.courses.generation.writers.reflection import write_reflections
from zwerm.courses.tests.generation.world import bite_texts, everything_of
from zwerm.language.forms import root
from zwerm.language.imperatives import tells_to

FILLER = "The clinic keeps a register of visitors at the desk. Every visitor signs the register before entering a ward."


def asked(markdown: str, language: str = "en", title: str = "Visits") -> list[Question]:
    material = make_plan([Source(id="a", title=title, markdown=markdown, language=language)]).material
    return everything_of(material)


TERMS = """# Woorden

## Wie doet wat

| Term/afkorting | Toelichting |
|---|---|
| Portier | Iemand die bezoekers bij de deur ontvangt en ze de weg wijst |
| Koerier | Iemand die elke ochtend pakjes en brieven van het plein haalt |
| Klusser | Iemand die na sluitingstijd kapotte stoelen en lampen maakt |
"""


def test_terms_in_a_table_are_asked_by_what_they_mean_and_not_by_its_columns() -> None:
    found = asked(TERMS, "nl")
    assert found
    assert not [question for question in found if "Toelichting" in question.stem or "afkorting" in question.stem]
    assert {question.stem for question in found} <= {"Zet bij elk begrip wat het betekent.", "Wat betekent ‘Portier’?"}


def test_what_was_done_on_which_day_is_not_asked() -> None:
    days = "".join(
        f"- {day} March 2024: {what}\n"
        for day, what in (
            (3, "First rules for visitors"),
            (9, "New map of the wards"),
            (20, "Other hours for the desk"),
        )
    )
    assert not [
        question for question in asked(f"# Desk\n\n## Growth\n\n{FILLER}\n\n{days}") if "March" in str(question)
    ]


def test_norms_are_not_asked_by_their_number() -> None:
    rows = "".join(
        f"| ISO 1910{n} | {what} |\n"
        for n, what in ((1, "Rules for maps"), (3, "Names of places"), (5, "Tests of doors"))
    )
    assert not [q for q in asked(f"# Desk\n\n{FILLER}\n\n| Norm | Subject |\n|---|---|\n{rows}") if "ISO" in str(q)]


MAY = """# Bringing things

## OK

- Fruit and bread in a closed bag
- A book or a game for the evening
- Flowers without earth in a vase

## Not OK

- A candle or a lamp with an open flame
- Food that has to be kept in a fridge
- Pets, also when they stay in a cage
"""


def test_what_may_is_asked_among_what_may_not() -> None:
    (question,) = [one for one in asked(MAY, title="Bringing things") if isinstance(one, MultipleChoice)]
    assert question.stem == "What belongs to ‘Bringing things – OK’? Choose all that is right."
    wrong = {option.text for option in question.options if not option.correct}
    assert wrong < {
        "A candle or a lamp with an open flame",
        "Food that has to be kept in a fridge",
        "Pets, also when they stay in a cage",
    }
    assert len(wrong) == 2


def test_a_sentence_stands_under_its_heading() -> None:
    text = f"# Desk\n\n{FILLER}\n\n## Night shift\n\nYou must tell the guard at least 20 minutes before you leave."
    (number,) = [question for question in asked(text, title="Desk") if isinstance(question, Numeric)]
    assert number.stem == "‘Night shift’: how many minutes? Fill in the number."


def test_what_another_part_says_word_for_word_is_asked_once() -> None:
    rule = "You must tell the guard at least 20 minutes before you leave."
    text = f"# Boxes\n\n## Morning\n\n{FILLER} {rule}\n\n## Evening\n\n{rule} {FILLER}"
    found = [question for question in asked(text) if isinstance(question, Numeric)]
    assert len(found) == 1


@pytest.mark.parametrize(
    ("sentence", "is_asked"),
    [
        ("You must close the cupboard before leaving the ward for a break.", False),
        ("Guards lock the door of the clinic after counting the visitors.", False),
        ("Guards count the keys of the clinic weekly, with a nurse of the ward.", True),
        ("Guards count the keys of the clinic weekly or monthly, with a nurse.", False),
        ("The weekly count of the keys is done by a nurse of the ward.", False),
        ("More care is required of all nurses who work at night on the ward.", False),
    ],
)
def test_what_anybody_fills_in_is_not_asked(sentence: str, is_asked: bool) -> None:
    found = [
        q
        for q in asked(f"# Ward\n\nThe clinic keeps a register of visitors at the desk.\n\n## Rest\n\n{sentence}")
        if isinstance(q, Gap) and q.before in sentence
    ]
    assert bool(found) is is_asked


SOLD = """# Samen leren

Collega's leren van elkaar door vragen te stellen en samen fouten te bespreken. Een vast uur per week helpt daarbij.

- Een gesprek na elke dienst houdt kennis vast in het team.
- Leerdoos: voor het maken van lessen in een paar minuten.

## Waarom het werkt

Wie iets uitlegt, onthoudt het zelf langer dan wie alleen luistert. De afdeling ziet daardoor minder fouten bij de overdracht.
Elke portier leert zo van de vorige. De kok vertelt wat er in de week misging met de bestelling.
De chauffeur hoort aan de balie welke poort die dag gesloten blijft. Met Leerdoos kun je dat nog sneller regelen. Een vraag van een nieuwe collega brengt vaak een oude gewoonte aan het licht.

## Begin nu met Leerdoos

Leerdoos geeft je team alle lessen op één plek. Neem vandaag nog contact op voor een gratis demo.
"""


def test_advertising_is_left_out_and_the_author_reads_so() -> None:
    made = draft_course([Source(id="a", title="Samen leren", markdown=SOLD, language="nl")])
    texts = " ".join(text for bite in made.bites for text in bite_texts(bite))
    assert "Leerdoos" not in texts
    assert "vandaag nog" not in texts
    assert "brengt vaak een oude gewoonte aan het licht" in texts
    assert "advertising" in {left.reason for left in made.left_out}


def test_a_text_about_what_it_names_is_no_advertising() -> None:
    text = SOLD.replace("vandaag nog contact op voor een gratis demo", "de map mee naar de afdeling")
    made = draft_course([Source(id="a", title="Samen leren", markdown=text, language="nl")])
    assert "Leerdoos geeft je team" in " ".join(text for bite in made.bites for text in bite_texts(bite))


def test_a_part_that_nothing_can_be_asked_about_goes_with_its_shorter_neighbour() -> None:
    words = " ".join(["word"] * 120)
    text = "".join(f"# Part {number}\n\n{words}.\n\n" for number in range(6))
    units = make_plan([Source(id="a", title="Parts", markdown=text, language="en")]).material.units
    ranges = [range(3), range(3, 5), range(5, 6)]
    assert join_mute(ranges, units, lambda inside: True) == ranges
    assert join_mute(ranges, units, lambda inside: inside != range(3, 5)) == [range(3), range(3, 6)]


@pytest.mark.parametrize(
    ("text", "language", "tells"),
    [
        ("Meld een storing meteen bij de portier.", "nl", True),
        ("Moet het formulier worden getekend.", "nl", False),
        ("De portier meldt een storing.", "nl", False),
        ("Send the form to the desk.", "en", True),
        ("Don't send the form by mail.", "en", True),
        ("Visitors send the form to the desk.", "en", False),
    ],
)
def test_whether_the_reader_is_told_to_do_something(text: str, language: str, tells: bool) -> None:
    assert tells_to(text, language) is tells


@pytest.mark.parametrize(("one", "other"), [("gesteund", "ondersteun"), ("aangepast", "aanpas"), ("werk", "samenwerk")])
def test_what_stands_before_and_after_a_dutch_word_hides_its_root(one: str, other: str) -> None:
    assert root(one, "nl").replace(" ", "") == root(other, "nl").replace(" ", "") != ""


VALUES = f"""# Bloedgas

{FILLER}

## Waarde

| Waarde | Laag | Wat het zegt |
|---|---|---|
| pH | 7,35 | Het bloed is te zuur voor de nieren |
| pCO2 | 35 mmHg of lager | De patiënt ademt te snel of te diep |
| Lactaat | 0,5 mmol per liter | De spieren krijgen lucht genoeg |
"""


def test_a_bare_figure_is_no_description() -> None:
    told = [q for q in asked(VALUES, "nl", "Bloedgas") if isinstance(q, SingleChoice) and q.quote]
    assert not [q for q in told if q.quote[0].isdigit()]


def reflections(markdown: str, language: str = "nl", title: str = "Wacht", spoken: bool = False) -> list[str]:
    source = Source(id="a", title=title, markdown=markdown, language=language, spoken_in_quotes=spoken)
    return [prompt.prompt for bite in make_plan([source]).bites for prompt in write_reflections(bite)]


GATE = (
    "De portier sluit de deur van het gebouw elke avond op slot. Een bezoeker zonder pas wacht buiten bij de poort van het terrein. "
    "De bezoeker laat een pas zien en schrijft zijn naam in het boek, dat naast de balie ligt."
)


@pytest.mark.parametrize("heading", ["Sleutelbeheer", "Doelgroep", "Figuur 2: de poort", "Vergadering 27 oktober 2021", "Anna Verhoeven"])  # fmt: skip
def test_what_one_thinks_back_on_is_named_only_where_a_lesson_ends_with_it(heading: str) -> None:
    found = reflections(f"## {heading}\n\n{GATE}\n", title=heading)
    assert len(found) == 3
    assert not [one for one in found if heading in one]
    lesson = reflections(f"## {heading}\n\n{GATE}\n\n## Wat doen we de volgende keer\n\nDe portier belt eerst.\n")
    assert "Wat doen we de volgende keer" in lesson[0]
    assert set(lesson[1:]) == set(found)


SPOKEN = """## Deur

De portier sluit de deur van het gebouw elke avond om acht uur. Wie daarna komt, belt aan bij de balie. Een bezoeker zonder pas wacht bij de poort, tot de portier zijn naam in het boek heeft geschreven.

> Vertel een eigen ervaring met een bezoeker die te laat kwam.

## Bronnen

- Handboek van de portier, derde druk
- Regels voor het gebouw van de gemeente
"""


@pytest.mark.parametrize("spoken", [True, False])
def test_what_the_speaker_has_to_do_is_no_lesson(spoken: bool) -> None:
    made = draft_course([Source(id="a", title="Wacht", markdown=SPOKEN, language="nl", spoken_in_quotes=spoken)])
    texts = " ".join(text for bite in made.bites for text in bite_texts(bite))
    assert "De portier sluit de deur" in texts
    assert ("Vertel een eigen ervaring" in texts) is not spoken
    assert "Handboek van de portier" not in texts
