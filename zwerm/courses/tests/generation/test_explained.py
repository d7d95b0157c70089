"""Which of the things that a text explains side by side is the one described."""

import pytest

from zwerm.courses.generation.course import draft_course
from zwerm.courses.generation.draft import Numeric, Quiz, SingleChoice
from zwerm.courses.generation.flaws import Setting
from zwerm.courses.generation.plan import make_plan
from zwerm.courses.generation.questions import amounts
from zwerm.courses.generation.questions.explained import propose, propose_others
from zwerm.courses.generation.questions.proposal import Candidate
from zwerm.courses.generation.source import Source

METHODS = """# Bread

## What are the most common methods of mixing?

1. **Autolyse**:

    Autolyse involves letting flour and water rest together before the salt goes in, so that less kneading is needed.

2. **Double hydration**:

    In this method, bakers hold back a third of the liquid until the gluten has formed.

3. **Lamination**:

    Lamination encompasses folding butter between thin sheets of dough, which gives a flaky crumb.

4. **Scalding**:

    Boiling milk over part of the grain swells the starch and keeps a loaf soft for days.
"""
FLOURS = """# Meel

## Soorten meel

### Bloem

Een fijne witte stof waaruit de vliezen zijn gezeefd.

### Griesmeel

Grof gebroken kernen van harde tarwe, waarmee pasta wordt gemaakt.

### Spelt

Een oude graansoort waarvan het kaf nog om de korrel zit.
"""


def asked(markdown: str) -> list[SingleChoice]:
    material = make_plan([Source(id="a", title="", markdown=markdown)]).material
    found = (
        Candidate(one, Setting(material.language)).question for one in propose(material, range(len(material.units)))
    )
    return [one for one in found if isinstance(one, SingleChoice)]


def test_a_description_is_asked_among_its_siblings() -> None:
    told = {next(o.text for o in q.options if o.correct): (q.quote, len(q.options)) for q in asked(METHODS)}
    assert told["Autolyse"][0].startswith("… involves letting flour and water rest")
    assert told["Double hydration"][0].startswith("… bakers hold back")
    assert {number for _, number in told.values()} == {4}


def test_headings_that_are_kinds_are_asked_too() -> None:
    told = [next(o.text for o in q.options if o.correct) for q in asked(FLOURS)]
    assert {"Bloem", "Spelt"} <= set(told)


def test_a_name_that_comes_back_in_its_description_is_not_asked() -> None:
    told = asked(METHODS.replace("Boiling milk over part", "Pouring scalded milk over part"))
    assert "Scalding" not in [next(o.text for o in q.options if o.correct) for q in told]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("What are the most common methods of mixing?", "Links and sources"),
        ("What are the most common methods of mixing?", "Benefits"),
        ("Autolyse", "2 May"),
        ("3. **Lamination**", "3. **[Lamination](https://example.org/l)**"),
    ],
)
def test_what_is_no_thing_to_know_is_not_asked(old: str, new: str) -> None:
    assert len(asked(METHODS.replace(old, new))) < len(asked(METHODS))


def test_in_a_draft_at_most_three_ask_for_a_term() -> None:
    (bite,) = draft_course([Source(id="a", title="", markdown=METHODS)]).bites
    found = [
        q for block in bite.blocks if isinstance(block, Quiz) for q in block.questions if isinstance(q, SingleChoice)
    ]
    assert 1 <= len(found) <= 3


LIMITS = """# Oven

The vents of the oven must be cleaned within five working days after an alarm. Tell the baker (no later than 24 hours before
a delivery) how many loaves are needed. Whoever has been ill for more than six weeks talks with the baker before a shift.
Within three days of the first alarm to the baker.
"""


def test_limits_in_more_forms_are_asked() -> None:
    """In working days, between brackets and after "has been"; not in half a sentence."""
    material = make_plan([Source(id="a", title="", markdown=LIMITS)]).material
    found = [v for p in amounts.propose(material, range(len(material.units))) if p.worth >= 0.5 for v in p.versions]
    assert [(q.answer, q.unit) for q in found if isinstance(q, Numeric)] == [(5, "workday"), (24, "hour"), (6, "week")]


def test_an_item_without_a_full_stop_is_a_rule_too() -> None:
    markdown = "# Keys\n\n## Leaving\n\n- The keys of the oven are handed in within 48 hours after the last shift\n- The locker is emptied\n"
    material = make_plan([Source(id="a", title="", markdown=markdown)]).material
    assert [(one.value, one.measure) for one in material.amounts] == [(48, "hour")]


def test_what_is_announced_as_no_kinds_is_for_the_author() -> None:
    markdown = METHODS.replace("What are the most common methods of mixing?", "In our bakery").replace(
        "In this method, bakers hold back", "Double hydration holds back"
    )
    material = make_plan([Source(id="a", title="", markdown=markdown)]).material
    assert not asked(markdown)
    assert list(propose_others(material, range(len(material.units))))
