"""Short pages of a shop and a workshop: what is plain there is asked, and what is no question is not."""

import pytest

from zwerm.courses.generation.course import draft_course
from zwerm.courses.generation.draft import CourseDraft, Glossary, Numeric, Option, Ordering, SingleChoice
from zwerm.courses.generation.flaws import Setting, find_flaw
from zwerm.courses.generation.source import Source
from zwerm.courses.tests.generation.world import blocks, choice, gap, questions, suggested
from zwerm.language.imperatives import tells_to
from zwerm.language.numbers import find_quantities, is_clock_time

FILLING = "De werkplaats ligt aan de haven en is elke dag open. Bezoekers lopen alleen mee met een begeleider."


def made(markdown: str, language: str = "nl") -> CourseDraft:
    return draft_course([Source(id="a", title="De werkplaats", markdown=markdown, language=language, is_how_to=True)])


def orders(course: CourseDraft) -> list[list[str]]:
    return [[item.text for item in q.items] for q in questions(course, "order") if isinstance(q, Ordering)]


def amounts(course: CourseDraft) -> list[str]:
    return [q.shown for q in questions(course, "numeric") if isinstance(q, Numeric)]


@pytest.mark.parametrize(
    "when", ["voor tien uur", "tot tien uur", "na 9 uur", "vanaf 7 uur", "om acht uur", "before ten o’clock"]
)
def test_an_hour_of_the_day_is_never_asked_as_a_number_of_hours(when: str) -> None:
    language = "en" if "clock" in when else "nl"
    sentence = (
        f"De koerier moet op dinsdag {when} bij de balie zijn."
        if language == "nl"
        else f"The courier must be at the desk {when}."
    )
    found = list(find_quantities(sentence, language))
    assert all(is_clock_time(sentence, one.start, one.end) for one in found)
    assert amounts(made(f"# De balie\n\n{FILLING} {sentence}\n", language)) == []


@pytest.mark.parametrize("how_long", ["binnen tien uur", "minstens 48 uur", "niet langer dan tot 48 uur"])
def test_how_many_hours_something_may_take_is_no_hour_of_the_day(how_long: str) -> None:
    sentence = f"Het vat moet {how_long} leeg zijn."
    assert [is_clock_time(sentence, one.start, one.end) for one in find_quantities(sentence, "nl")] == [False]


EMERGENCY = f"""# De werkplaats

{FILLING}

## Als iemand zuur op de huid krijgt

1. Bel 112.
2. Sluit de kraan van het vat.
3. Laat de collega onder de douche staan.
4. Bewaar het etiket van de fles.
5. Vul het formulier in en breng het naar de balie.
"""
WHEEL = """# Changing a blade

A blade that comes loose can kill someone, so follow every step. The saw stands in the back of the shop.

## Fitting the blade

1. Clean the spindle with the brush.
2. Put the blade on by hand.
3. Lower the guard over the blade.
4. Tighten the nut with the torque wrench.
5. Write the torque on the card.
"""


@pytest.mark.parametrize(("markdown", "language"), [(EMERGENCY, "nl"), (WHEEL, "en")])
def test_numbered_instructions_are_steps_to_put_in_order(markdown: str, language: str) -> None:
    (order,) = orders(made(markdown, language))
    assert len(order) >= 4


@pytest.mark.parametrize(
    ("text", "language"),
    [("Sluit de kraan.", "nl"), ("Laat de deur open.", "nl"), ("Bel 112.", "nl"), ("Kneed 8 minuten op stand 2.", "nl"), ("Tighten the nut.", "en"), ("Lower the guard.", "en"), ("Cover the blade.", "en")],
)  # fmt: skip
def test_an_instruction_is_told_by_its_verb(text: str, language: str) -> None:
    assert tells_to(text, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [("Moet de kraan dicht?", "nl"), ("Zuur tast de huid aan.", "nl"), ("Groepen 3 en 4 gaan mee.", "nl"), ("Cover letters are read by two people.", "en"), ("Labels tell what is inside.", "en")],
)  # fmt: skip
def test_what_only_looks_like_one_is_no_instruction(text: str, language: str) -> None:
    assert not tells_to(text, language)


def test_what_means_that_is_a_word_of_the_glossary() -> None:
    page = f"# De werkplaats\n\n{FILLING}\n\n## Nagloei\n\nNagloei betekent dat metaal na het slijpen nog heet genoeg is om papier aan te steken.\n"
    (glossary,) = blocks(made(page), "glossary")
    assert isinstance(glossary, Glossary)
    assert [(term.term, term.meaning.text[:20]) for term in glossary.terms] == [("Nagloei", "dat metaal na het sl")]


@pytest.mark.parametrize(
    ("sentence", "shown", "language"),
    [
        ("De bladdikte is minimaal 1,6 millimeter.", "1,6", "nl"),
        ("The legal minimum width of a blade is 1.6 millimetres.", "1.6", "en"),
        ("A blade of this shop needs 120 newton metres on the nut.", "", "en"),
        ("Every blade needs 120 newton metres on the nut.", "120", "en"),
        ("Draai de moer van elk blad vast met 180 Nm.", "180", "nl"),
    ],
)
def test_a_measure_is_asked_whatever_the_way_its_unit_is_written(sentence: str, shown: str, language: str) -> None:
    opening = (
        FILLING
        if language == "nl"
        else "The saw stands in the back of the shop. Visitors walk along with a guide only."
    )
    assert amounts(made(f"# The saw\n\n{opening}\n\n## Blades\n\n{sentence}\n", language)) == ([shown] if shown else [])


NO_STEPS = """# Hiring for the shop

The shop takes people on all year. A letter is enough to apply.

## Hiring process

1. Current places have no closing date and letters are read as they come.
2. Two colleagues read the letter.
3. The candidate walks along for a morning.
4. Approximately 80% of the morning is spent at the saw.
5. The foreman decides.
"""
CUT_OFF = """# Claiming costs

The shop pays what you buy for it. Keep the receipt of what you buy.

## How to claim

1. Open the form on the desk computer.
2. In the form under type select:
   - Tools
   - Clothes
3. Enter the sum in the form.
4. Then choose
5. Check the following:
   - The date
   - The sum
6. Put the receipt in the tray.
7. Send the form to the foreman.
8. Wait for the mail from the bank.
"""


def test_what_tells_how_things_are_is_no_step() -> None:
    course = made(NO_STEPS, "en")
    assert orders(course) == []
    offered = [item.text for question, _ in suggested(course) for item in getattr(question, "items", ())]
    assert [text for text in offered if "closing date" in text or "80%" in text] == []


def test_steps_of_which_a_list_or_picture_completes_one_are_not_put_in_order() -> None:
    assert orders(made(CUT_OFF, "en")) == []


def test_good_advice_for_any_time_is_no_mistake_before_an_event() -> None:
    page = """# Fairs

We go to fairs with the saw and talk to people about wood.

## Before the fair

- Order the boards for the stand
- Charge the drill in the van
- Print the price list for the saw
- Pack the first aid box in the van

## During the fair

- Be ready to take photos of visitors
- Make sure that everybody drinks enough water
- Sweep the floor of the stand
- Count the boards that are sold

## After the fair

- Write a card to those who bought boards
- Empty the van behind the shop
- Return the keys to the hall
- Wash the cloths of the stand
"""
    wrong = [
        option.text
        for q in questions(made(page, "en"))
        for option in getattr(q, "options", ())
        if isinstance(option, Option) and not option.correct
    ]
    assert [text for text in wrong if text.startswith(("Be ready", "Make sure"))] == []


SETTING = Setting("nl")


def test_options_are_short_for_something_all_or_none() -> None:
    long = choice("Wat betekent ‘ZWB’?", "Zaagwerkbank", "MTP", "Muurplaat van thuis", "Vloerbalk")
    assert find_flaw(long, SETTING) == (
        "implausible_distractor",
        "“MTP” is short for something, or spelled out, and the correct option is not",
    )
    assert find_flaw(choice("Hoe heet de norm voor zagen?", "NEN", "ISO", "DIN", "BSI"), SETTING) is None


def test_a_word_of_the_label_in_the_right_answer_gives_it_away_also_when_one_other_has_it() -> None:
    right = "Ensuring that only people with a badge can access and change the stock is vital"
    others = (
        "Crates that stand apart prevent access to the yard from the canal",
        "Boards go from the shop to the van over the quay",
    )
    flaw = find_flaw(choice("‘The yard’: what is true of ‘Access Control’?", right, *others), Setting("en"))
    assert flaw is not None
    assert flaw.rule == "repeated_words"


def test_a_step_of_a_sum_and_what_a_sum_is_for_are_not_asked() -> None:
    numeric = Numeric("How many hours?", "Multiply the hourly wage by ", " hours.", 8.0, "8", (), ())
    assert (find_flaw(numeric, Setting("en")) or ("",))[0] == "trivial"
    assert (find_flaw(gap("Een lid betaalt 52 euro ", "per jaar", ".", "per maand", "per week"), SETTING) or ("",))[
        0
    ] == "trivial"


def test_a_question_with_options_of_one_form_stays() -> None:
    question = choice(
        "Wat betekent ‘nagloei’?",
        "Dat metaal na het slijpen heet blijft",
        "Dat hout na het zagen krom trekt",
        "Dat verf na het drogen bladdert",
    )
    assert isinstance(question, SingleChoice)
    assert find_flaw(question, SETTING) is None


def test_a_remark_among_steps_is_left_out_and_cases_are_no_order() -> None:
    remark = (
        WHEEL.replace("3. Lower the guard", "3. You'll likely see some dust.\n4. Lower the guard")
        .replace("4. Tighten", "5. Tighten")
        .replace("5. Write", "6. Write")
    )
    (order,) = orders(made(remark, "en"))
    assert [item for item in order if "dust" in item] == []
    cases = WHEEL.replace("Put the blade on by hand.", "If it is a long blade, call the foreman.").replace(
        "Lower the guard over the blade.", "If it is a short blade, put it on by hand."
    )
    assert orders(made(cases, "en")) == []


def test_a_number_of_what_is_only_called_they_is_not_asked() -> None:
    page = "# The saw\n\nThe saw stands in the back of the shop. Visitors walk along with a guide only.\n\n## Cards\n\nBy default, they'll be thrown away after 60 minutes.\n"
    assert amounts(made(page, "en")) == []


def test_a_stretch_of_time_that_is_told_once_is_not_asked() -> None:
    page = f"# De zaag\n\n{FILLING}\n\n## Bouw\n\nDe werkplaats moet de komende 10 jaar op de kade blijven.\n"
    assert amounts(made(page)) == []


def test_remarks_are_no_label_that_is_asked() -> None:
    page = f"# De zaag\n\n{FILLING}\n\n## De kaart\n\nOp de kaart staan deze velden:\n\n- **Doel**: Wat de klant met het hout wil maken.\n- **Maat**: De lengte en breedte van elke plank.\n- **Opmerkingen**: Eventuele toevoegingen van de zager.\n- **Soort**: De boom waar het hout van komt.\n"
    assert [q.stem for q in questions(made(page)) if "Opmerkingen" in str(q)] == []


def test_a_word_that_only_the_right_option_is_like_gives_it_away_though_others_are_like_other_words() -> None:
    question = choice(
        "Waar gaat deze omschrijving over?",
        "Title",
        "DocumentFolder",
        "DocumentType",
        "BuildPath",
        quote="De titel van het document",
    )
    split = choice(
        "Waar gaat deze omschrijving over?",
        "Title",
        "Document folder",
        "Document type",
        "Build path",
        quote="De titel van het document",
    )
    assert [(find_flaw(one, SETTING) or ("",))[0] for one in (question, split)] == ["repeated_words"] * 2


def test_a_step_that_names_those_before_it_is_not_put_in_order() -> None:
    said = "Weeg na alle voorgaande stappen af of het hout past"
    page = EMERGENCY.replace("Bewaar het etiket van de fles", said)
    assert [items for items in orders(made(page)) if said in items] == []
