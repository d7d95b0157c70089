"""How far a rule goes, in which order and unless what; cases with what applies; and what is no subject to ask about."""

from collections import Counter

from zwerm.courses.generation.draft import Gap, Matching, Question
from zwerm.courses.generation.plan import make_plan
from zwerm.courses.generation.questions.quiz import choose_questions
from zwerm.courses.generation.source import Source

RULES = """# Fridge

Insulin must be kept cold. All boxes from the pharmacy are counted by two nurses on the ward. Boxes can only be opened by
the nurse who has the key of the cupboard. You must close the cupboard before leaving the ward for a break. Open boxes go
back to the pharmacy unless the doctor has signed for them on the list.
"""
CASES = """# Storingen

Als de koelkast een alarm geeft, verplaats je de dozen naar de reservekast. Wanneer een recept onleesbaar is, overleg je
met de voorschrijvende arts. Indien een bezoeker onwel wordt, bel je het interne noodnummer.

Zodra het ventiel lekt, sluit je de hoofdkraan in de kelder.
"""


def asked(markdown: str) -> list[Question]:
    material = make_plan([Source(id="a", title="", markdown=markdown)]).material
    return list(choose_questions(material, range(len(material.units)), 40, Counter()))


def test_how_far_a_rule_goes_is_asked_against_what_contradicts_it() -> None:
    told = {q.answer: q.choices for q in asked(RULES) if isinstance(q, Gap)}
    known = {
        "All": ("All", "Some", "No"),
        "only": ("only", "also", "never"),
        "before": ("before", "after", "while"),
        "unless": ("unless", "if", "even if"),
    }
    assert told
    assert all(known[answer] == choices for answer, choices in told.items() if answer in known)
    assert len(known.keys() & told.keys()) == 2, "at most two of a kind in a bite"


def test_cases_are_matched_with_what_applies_then() -> None:
    (match,) = [q for q in asked(CASES) if isinstance(q, Matching)]
    assert match.stem == "Zet bij elk geval wat dan geldt."
    ends = {pair.left.text: pair.right.text for pair in match.pairs}
    assert ends["Zodra het ventiel lekt, …"] == "… sluit je de hoofdkraan in de kelder"
    assert len(ends) == 4


def test_cases_that_speak_of_the_same_are_not_matched() -> None:
    same = CASES.replace("een bezoeker onwel wordt", "de koelkast leeg is").replace(
        "het ventiel lekt", "het recept mist"
    )
    assert not [q for q in asked(same) if isinstance(q, Matching)]


def test_a_heading_that_comes_back_or_tells_somebody_something_is_no_subject() -> None:
    piece = "The {0} writes a {1} for the {2} every morning before the round starts.\n\n"
    words = [
        ("nurse", "list", "ward"),
        ("porter", "note", "gate"),
        ("cook", "menu", "kitchen"),
        ("guard", "report", "fence"),
    ]
    named = ["Menus", "General", "General", "Don't wait for help"]
    markdown = "# Mornings\n\n" + "".join(
        f"## {name}\n\n{piece.format(*row)}" for name, row in zip(named, words, strict=True)
    )
    assert not [q for q in asked(markdown) if "‘General’" in q.stem or "wait for help" in q.stem]
