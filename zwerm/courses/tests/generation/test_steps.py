"""A how-to is asked by its steps, also when they are many."""

from zwerm.courses.generation.course import draft_course
from zwerm.courses.generation.draft import CourseDraft, KeyPoints, Ordering, Quiz, SingleChoice
from zwerm.courses.generation.listing import split_listing
from zwerm.courses.generation.source import Source
from zwerm.courses.tests.generation.world import bite_texts, blocks, every_point, questions

STEPS = (
    "Zet de fietspomp naast het achterwiel. Dat scheelt lopen.",
    "Draai de ketting met de hand rond.",
    "Controleer de remblokken op slijtage: voor, achter en opzij.",
    "Zit er speling op het stuur? Meld het aan de werkplaats.",
    "Smeer de naaf met dun vet.",
    "Knijp beide remhendels stevig in.",
    "Span de spaken van het voorwiel.",
    "Vervang de batterij van de lamp.",
    "Schrijf het framenummer op de kaart.",
    "Hang de sleutel aan het bord.",
    "Maak een proefrit over de binnenplaats.",
    "Geef de kaart aan de balie af.",
)
HOW_TO = (
    "## Wanneer doe je dit\n\nElke dienstfiets wordt voor de winter nagekeken door iemand van de werkplaats.\n\n"
    + (
        "## Wat heb je nodig\n\nTwee handen, een pomp, een doek, dun vet, zaklamp, kaart met het framenummer.\n\n## Stappen\n\n"
    )
)


def how_to() -> CourseDraft:
    steps = "\n".join(f"{number}. {step}" for number, step in enumerate(STEPS, 1))
    markdown = f"{HOW_TO}{steps}\n"
    return draft_course(
        [Source(id="a", title="Een dienstfiets nakijken", markdown=markdown, language="nl", is_how_to=True)]
    )


def test_twelve_steps_are_no_order_to_ask_and_are_the_point_to_remember() -> None:
    made = how_to()
    assert not [question for question in questions(made) if isinstance(question, Ordering | SingleChoice)]
    (points,) = [block for block in blocks(made, "key_points") if isinstance(block, KeyPoints)]
    named = [item for point in points.points for item in split_listing(point.text)[1]]
    assert len(named) == len(STEPS)
    assert all(step.startswith(item) for step, item in zip(STEPS, named, strict=True))


def test_many_steps_are_asked_only_in_the_part_where_they_stand() -> None:
    steps = "\n".join(f"{number}. {step}" for number, step in enumerate(STEPS, 1))
    words = [
        f"In kamer {number} ligt een deken van {stof} op de plank naast het raam, die op maandag naar buiten gaat."
        for number, stof in enumerate(("wol", "vilt", "katoen", "linnen", "zijde", "jute", "hennep") * 18, 1)
    ]
    rest = "\n\n".join(" ".join(words[start : start + 6]) for start in range(0, len(words), 6))
    markdown = f"{HOW_TO}{steps}\n\n## De kamers\n\n{rest}\n"
    made = draft_course(
        [Source(id="a", title="Een dienstfiets nakijken", markdown=markdown, language="nl", is_how_to=True)]
    )
    assert len(made.bites) > 1
    elsewhere = [bite for bite in made.bites if not any("fietspomp" in text for text in bite_texts(bite))]
    assert elsewhere
    for bite in elsewhere:
        shown = [f"{question}" for block in bite.blocks if isinstance(block, Quiz) for question in block.questions]
        assert not [text for text in shown if "na deze stap" in text]


def test_what_is_needed_is_no_question_and_no_point() -> None:
    made = how_to()
    asked = [f"{question}" for question in questions(made)]
    assert not [text for text in (*asked, *every_point(made)) if "een doek" in text]


def listed(title: str, *items: str) -> CourseDraft:
    numbered = "\n".join(f"{number}. {item}" for number, item in enumerate(items, 1))
    told = "De werkplaats ligt achter de kas. Daar staan de fietsen van alle collega's die in het dorp werken.\n\n"
    markdown = f"# De werkplaats\n\n{told}## {title}\n\n{numbered}\n"
    return draft_course([Source(id="a", title="De werkplaats", markdown=markdown, language="nl", is_how_to=True)])


def orders(made: CourseDraft) -> list[Ordering]:
    return [question for question in questions(made) if isinstance(question, Ordering)]


def test_numbered_items_that_each_tell_what_to_do_are_steps_under_any_heading() -> None:
    (asked,) = orders(
        listed(
            "Een lekke band",
            "Zet de fiets op zijn kop.",
            "Haal het wiel uit het frame.",
            "Wip de buitenband met twee lepels los.",
            "Pomp de binnenband op en hang hem in een teil.",
        )
    )
    assert [item.text.split()[0] for item in asked.items] == ["Zet", "Haal", "Wip", "Pomp"]


def test_numbered_things_and_advice_are_no_steps() -> None:
    assert not orders(listed("Gereedschap", "De pomp bij de deur", "Een teil met water", "Twee bandenlepels", "Vet"))
    assert not orders(
        listed(
            "Omgaan met collega's",
            "Wees vriendelijk tegen wie zijn fiets brengt.",
            "Zorg voor een schone vloer.",
            "Vermijd lange wachttijden aan de balie.",
            "Vraag de collega wat er kapot is.",
        )
    )
