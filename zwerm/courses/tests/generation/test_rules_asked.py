"""How far a rule goes, in which order and unless what; and cases with what applies."""

from zwerm.courses.generation.draft import Gap, Question, SingleChoice
from zwerm.courses.generation.plan import make_plan
from zwerm.courses.generation.source import Source
from zwerm.courses.tests.generation.world import everything_of

RULES = """# Fridge

All boxes from the pharmacy are counted by two nurses on the ward. Boxes can only be opened by the nurse who has the key of
the cupboard. You must close the cupboard before leaving the ward for a break. The head of the ward counts the keys of the
cupboard weekly. Open boxes go back to the pharmacy unless the doctor has signed for them on the list. A nurse takes at least
two boxes out of the fridge. A signature of the doctor on the list of the fridge is optional. Smoking near the oxygen is forbidden.
"""
CASES = """# Storingen

## Koelkast

Als de koelkast een alarm geeft, bel dan de apotheker van dienst. Wanneer een doos te warm is geworden, zet dan de doos apart in
de rode bak. Indien de meter geen waarde toont, vul dan het formulier van de meter in.

## Deur

Zodra de voordeur klemt, vraag dan de klusser om het slot na te kijken.
"""


def asked(markdown: str) -> list[Question]:
    material = make_plan([Source(id="a", title="", markdown=markdown)]).material
    return everything_of(material)


def test_what_nobody_fills_in_by_ear_is_asked_against_what_contradicts_it() -> None:
    """How often and whether something is free to do; not "all", "only", "before", "unless", a minimum, or what is forbidden."""
    told = {q.answer: q.choices for q in asked(RULES) if isinstance(q, Gap) and q.answer.islower()}
    assert told == {
        "weekly": ("daily", "weekly", "monthly", "quarterly"),
        "optional": ("required", "optional", "forbidden"),
    }


def test_a_case_is_asked_among_the_other_cases_under_its_heading() -> None:
    found = [q for q in asked(CASES) if isinstance(q, SingleChoice)]
    (alarm,) = [q for q in found if q.quote == "Als de koelkast een alarm geeft, …"]
    assert [(option.text, option.correct) for option in alarm.options] == [
        ("bel dan de apotheker van dienst", True),
        ("vul dan het formulier van de meter in", False),
        ("zet dan de doos apart in de rode bak", False),
    ]


def test_a_case_with_none_beside_it_is_not_asked() -> None:
    assert not [q for q in asked(CASES) if isinstance(q, SingleChoice) and "voordeur" in q.quote]


def test_what_may_be_the_same_case_gives_no_wrong_option() -> None:
    same = CASES.replace("een doos te warm is geworden", "de koelkast een alarm blijft geven")
    found = [q for q in asked(same) if isinstance(q, SingleChoice) and "een alarm geeft" in q.quote]
    assert not [q for q in found if "zet dan de doos apart in de rode bak" in [option.text for option in q.options]]
