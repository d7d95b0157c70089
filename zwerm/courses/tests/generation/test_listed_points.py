"""Lists, steps, rows and headings that hold the core of a part are points to remember, and the model of what is told in own words."""

import pytest

from zwerm.courses.generation.course import draft_course
from zwerm.courses.generation.draft import CourseDraft, OpenAnswer, Quiz, Reflection
from zwerm.courses.generation.listing import join_listing, split_listing, unstack_points
from zwerm.courses.generation.plan import make_plan
from zwerm.courses.generation.resolve import unresolved
from zwerm.courses.generation.source import Source
from zwerm.courses.generation.writers.points import find_points
from zwerm.courses.tests.generation.world import blocks, every_point, points

INTRO = {
    "nl": "De bakkerij aan de haven bakt elke nacht brood voor drie winkels in de stad.",
    "en": "The bakery at the harbour bakes bread for three shops in the town each night.",
}


def course(markdown: str, language: str = "nl", title: str = "Brood van de haven", kind: str = "") -> CourseDraft:
    source = Source(
        id="a",
        title=title,
        markdown=f"# {title}\n\n{markdown}\n",
        language=language,
        is_how_to=kind == "howto",
        is_story=kind == "story",
    )
    made = draft_course([source])
    assert unresolved(made, [source]) == []
    return made


def worths(markdown: str, title: str = "Brood van de haven") -> dict[str, float]:
    """What each that may be a point is worth."""
    plan = make_plan([Source(id="a", title=title, markdown=f"# {title}\n\n{markdown}\n", language="nl")])
    return {point.sentence.text: point.worth for bite in plan.bites for point in find_points(bite)}


def own_words(made: CourseDraft) -> list[OpenAnswer]:
    quizzes = [block for block in blocks(made, "quiz") if isinstance(block, Quiz)]
    return [question for quiz in quizzes for question in quiz.questions if isinstance(question, OpenAnswer)]


@pytest.mark.parametrize(
    ("language", "markdown", "point"),
    [
        (
            "nl",
            f"{INTRO['nl']}\n\nEen nieuwe oven moet op vier onderdelen worden gekeurd voordat de bakkers er brood in mogen bakken:\n\n- De stenen zitten vast en hebben geen scheuren\n- De schoorsteen is geveegd door een vakman\n- De deur sluit zonder kier\n- De aslade is leeg en schuift soepel\n",
            "Een nieuwe oven moet op vier onderdelen worden gekeurd voordat de bakkers er brood in mogen bakken: De stenen zitten vast en hebben geen scheuren; De schoorsteen is geveegd door een vakman; De deur sluit zonder kier; De aslade is leeg en schuift soepel.",
        ),
        (
            "en",
            f"{INTRO['en']}\n\nA baker is responsible for three tasks at the end of the night:\n\n- Empty the ash pan into the bucket beside the oven;\n- Close the door of the oven and lock the shop; and\n- Write in the log how many loaves were baked.\n",
            "A baker is responsible for three tasks at the end of the night: Empty the ash pan into the bucket beside the oven; Close the door of the oven and lock the shop; Write in the log how many loaves were baked.",
        ),
        (
            "nl",
            f"{INTRO['nl']}\n\n## Hoe heet moet de oven zijn\n\n| Brood | Zo heet |\n|---|---|\n| Wit | je houdt je hand er tien tellen in |\n| Bruin | je houdt je hand er acht tellen in |\n| Rogge | je houdt je hand er vijf tellen in |\n",
            "Hoe heet moet de oven zijn: Wit: je houdt je hand er tien tellen in; Bruin: je houdt je hand er acht tellen in; Rogge: je houdt je hand er vijf tellen in.",
        ),
    ],
)
def test_a_list_or_table_that_holds_the_core_is_a_point(language: str, markdown: str, point: str) -> None:
    assert point in every_point(course(markdown, language))


def test_a_table_of_more_than_two_columns_is_no_point() -> None:
    rows = "\n".join(
        f"| {name} | een uur bij {heat} graden | alleen op {day} |"
        for name, heat, day in (("Rogge", 240, "maandag"), ("Krent", 200, "vrijdag"), ("Vloer", 260, "zaterdag"))
    )
    table = f"## Zo bakken wij de broden van de haven\n\n| Brood | Bakken | Wanneer |\n|---|---|---|\n{rows}\n"
    assert not [text for text in worths(f"{INTRO['nl']}\n\n{table}") if "Krent" in text]


def test_names_with_what_they_mean_are_one_list_that_may_be_a_point() -> None:
    kinds = "- **Bloem**: meel zonder zemelen, voor wit brood en voor gebak van de winkel.\n- **Volkoren**: meel van de hele korrel, waar de bakkers het meeste van gebruiken.\n- **Spelt**: een oude graansoort die op arme grond groeit en weinig vraagt.\n"
    assert "Soorten meel: Bloem; Volkoren; Spelt." in worths(f"{INTRO['nl']}\n\n## Soorten meel\n\n{kinds}")


def test_headings_that_tell_what_to_do_are_a_point() -> None:
    steps = ["Pak het meel", "Leg het hout klaar", "Vul de aslade", "Sluit de deur"]
    told = "\n\n".join(
        f"## {step}\n\nDe bakker van dienst kijkt mee en schrijft het in het boek bij de deur." for step in steps
    )
    (point,) = [one for one in points(course(f"{INTRO['nl']}\n\n{told}")) if "; " in one]
    assert point == "Brood van de haven: Pak het meel; Leg het hout klaar; Vul de aslade; Sluit de deur."


STEPS = "## Zo maak je de oven aan\n\n1. Leeg de aslade in de emmer naast de oven. Draag een schort.\n2. Stapel het hout kruislings achter in de oven.\n3. Steek het papier onder het hout aan.\n4. Sluit de deur als het hout goed brandt. De rook trekt dan weg.\n"


@pytest.mark.parametrize("is_how_to", [True, False])
def test_the_steps_of_a_how_to_are_its_point_and_what_is_told(is_how_to: bool) -> None:
    steps = STEPS.replace("1.", "1. Eerst dit: geen vuur zonder schort.\n1.") if not is_how_to else STEPS
    made = course(f"{INTRO['nl']}\n\n{steps}", title="De oven aanmaken", kind="howto" if is_how_to else "")
    told = "Zo maak je de oven aan: Leeg de aslade in de emmer naast de oven. Draag een schort; Stapel het hout kruislings achter in de oven; Steek het papier onder het hout aan; Sluit de deur als het hout goed brandt. De rook trekt dan weg."
    assert (told in points(made)) == is_how_to


LESSON = """## Wat gebeurde er

Op zaterdag bleef de oven koud. De bakkers stonden om vier uur voor een dichte deur en belden de eigenaar uit bed.

## Wat doen we de volgende keer

- De sleutel hangt in een kastje naast de deur. Piet heeft de code gemaakt.
- Wie sluit, legt hout klaar voor de volgende ochtend. Dat was het moeilijkst.
- Bij twijfel bel je de buurman, ook 's nachts, en zeg je: "De oven is koud. Kom je helpen?"
"""


def test_what_a_lesson_will_do_is_its_point_asked_in_own_words_and_thought_about() -> None:
    made = course(LESSON, title="De oven bleef koud")
    (point,) = points(made)
    lead, items = split_listing(point)
    assert lead == "Wat doen we de volgende keer"
    assert items == [
        "De sleutel hangt in een kastje naast de deur. Piet heeft de code gemaakt",
        "Wie sluit, legt hout klaar voor de volgende ochtend. Dat was het moeilijkst",
        'Bij twijfel bel je de buurman, ook \'s nachts, en zeg je: "De oven is koud. Kom je helpen?"',
    ]
    (asked,) = own_words(made)
    assert asked.stem.startswith("‘De oven bleef koud’: wat is hieruit te leren?")
    assert asked.model == ""
    (thought,) = blocks(made, "reflection")
    assert isinstance(thought, Reflection)
    assert thought.prompt.startswith("Kijk nog eens naar ‘Wat doen we de volgende keer’.")


@pytest.mark.parametrize(
    "markdown",
    [
        # Examples, links, names of people, a form that is filled in, words that go on with what announces them, moments.
        "Denk bijvoorbeeld aan deze broden uit de streek:\n\n- Roggebrood\n- Krentenbrood\n- Suikerbrood\n",
        "De winkels van de bakkerij staan hier vermeld:\n\n- [Markt](https://brood.example/a)\n- [Haven](https://brood.example/b)\n- [Dijk](https://brood.example/c)\n",
        "In de bakkerij van de haven werken nu:\n\n- Piet Haverkamp, bakker\n- Anna de Groot, winkel\n- Joost Prins, bezorging\n",
        "### Markt\n\n- Eigenaar: de bakkerij zelf, al vele jaren\n- Huur: laag\n\n### Haven\n\n- Eigenaar: de gemeente van de stad\n- Huur: hoog\n",
        "Bij een nieuwe oven in de bakkerij:\n\n- moet je eerst de schoorsteen vegen\n- kun je pas na een dag bakken\n- mag je geen nat hout stoken\n",
        "## Het inwerken van een bakker\n\n- Dag 1\n- Week 2\n- De laatste maand\n",
    ],
)
def test_what_is_no_core_is_no_point(markdown: str) -> None:
    made = course(f"{INTRO['nl']} Elke bakker moet een schort dragen. De oven moet altijd schoon zijn.\n\n{markdown}")
    assert every_point(made)
    assert not [one for one in every_point(made) if "; " in one]


def test_a_story_has_no_points_and_nothing_to_count_and_asks_what_is_recognised() -> None:
    told = "Iedere nacht bakte ik 40 broden. Je moet een oven nooit alleen laten. Het brood mag niet langer dan 50 minuten in de oven. De straat rook naar rook en naar regen."
    made = course(told, title="Een nacht bij de oven", kind="story")
    assert [block.kind for block in made.bites[0].blocks] == ["text", "reflection"]
    (thought,) = blocks(made, "reflection")
    assert isinstance(thought, Reflection)
    assert thought.prompt.startswith("Wat herken je in ‘Een nacht bij de oven’")
    assert "flashcards" in {block.kind for block in course(told, title="Een nacht bij de oven").bites[0].blocks}


def test_this_with_the_name_of_the_page_can_be_read_alone() -> None:
    told = "Dit bakboek is bedoeld voor bakkers die pas beginnen. De oven staat in de kelder. Dit recept is van de oude bakker. Elke bakker moet een schort dragen."
    found = worths(told, title="Bakboek van de haven")
    assert "Dit bakboek is bedoeld voor bakkers die pas beginnen." in found
    assert not [one for one in found if one.startswith("Dit recept")]


@pytest.mark.parametrize(
    ("text", "lead", "items"),
    [
        ("Meel: bloem; spelt; rogge.", "Meel", ["bloem", "spelt", "rogge"]),
        ("Kies het meel; Vul de oven: eerst achter; Sluit de deur.", "", ["Kies het meel", "Vul de oven: eerst achter", "Sluit de deur"]),
        ("De oven is heet; blijf eraf.", "De oven is heet; blijf eraf.", []),
        ("Let op: de oven is heet.", "Let op: de oven is heet.", []),
    ],
)  # fmt: skip
def test_a_point_that_names_several_things_is_a_list(text: str, lead: str, items: list[str]) -> None:
    assert split_listing(text) == (lead, items)
    if items:
        assert join_listing(lead, items) == text


def test_points_of_drafts_of_before_are_read_from_their_lines() -> None:
    assert unstack_points("• Wat we doen:\n– kijken\n– bellen\n• Alleen dit.") == [
        ("Wat we doen:", ["kijken", "bellen"]),
        ("Alleen dit.", []),
    ]
