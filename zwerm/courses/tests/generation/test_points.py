"""Which sentences are points to remember: what must be done, when and by whom, before what is true of anything."""

import pytest

from zwerm.courses.generation.course import draft_course
from zwerm.courses.generation.draft import CourseDraft
from zwerm.courses.generation.plan import make_plan
from zwerm.courses.generation.source import Source
from zwerm.courses.generation.writers.points import find_points
from zwerm.courses.tests.generation import world
from zwerm.courses.tests.generation.world import every_point

KIND = {
    "nl": (
        "Goede visnetten zijn belangrijk voor iedereen in de haven. Er komen steeds vaker uitdagende golven op de netten af. "
        "Wij geloven dat mooie netten een grote rol spelen in de vangst. Natuurlijk zijn netten waardevol voor de visser en de haven."
    ),
    "en": (
        "Good fishing nets are important to everybody in the harbour. It is never easy to keep the nets of a harbour whole. "
        "We believe that nets play a big part in the catch. Of course a useful net is valuable to the fisher and the harbour."
    ),
}
TOLD = {
    "nl": (
        "Een net moet na elke vaart met zoet water worden gespoeld.",
        "De schipper is verantwoordelijk voor het logboek en controleert elke avond of alle netten zijn geteld.",
        "Breng een gescheurd net altijd binnen twee dagen naar de nettenmaker, zodat het niet verder scheurt.",
    ),
    "en": (
        "A net must be rinsed with fresh water after each trip.",
        "The skipper is responsible for the log of the nets and signs it every evening.",
        "A torn net must be brought to the net maker in the harbour within two days.",
    ),
}


def worths(text: str, language: str, title: str = "") -> dict[str, float]:
    """What each that may be a point is worth."""
    title = title or {"nl": "Visnetten", "en": "Fishing nets"}[language]
    plan = make_plan([Source(id="a", title=title, markdown=f"# {title}\n\n{text}\n", language=language)])
    return {point.sentence.text: point.worth for bite in plan.bites for point in find_points(bite)}


def drafted(text: str, language: str) -> CourseDraft:
    title = {"nl": "Visnetten", "en": "Fishing nets"}[language]
    return draft_course([Source(id="a", title=title, markdown=f"# {title}\n\n{text}\n", language=language)])


def points(text: str, language: str) -> list[str]:
    """Those that stand in the draft or are offered."""
    return every_point(drafted(text, language))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_must_be_done_and_by_whom_is_worth_more_than_what_is_true_of_anything(language: str) -> None:
    found = worths(f"{KIND[language]} {' '.join(TOLD[language])}", language)
    assert min(found[told] for told in TOLD[language]) > max(
        worth for text, worth in found.items() if text not in TOLD[language]
    )
    made = drafted(f"{KIND[language]} {' '.join(TOLD[language])}", language)
    assert set(world.points(made)) <= set(TOLD[language]) <= set(every_point(made))


@pytest.mark.parametrize(
    ("lead", "told"),
    [("Waarom we dit doen", "Wat we afspraken in de haven"), ("Inleiding", "Wat doen we de volgende keer")],
)
def test_what_was_agreed_or_learnt_is_worth_more_than_what_leads_in(lead: str, told: str) -> None:
    one, other = (f"Een net moet {how} zijn voordat het op het dek van de boot ligt." for how in ("droog", "schoon"))
    rest = "De vissers zien dat graag."
    for first, second in ((one, other), (other, one)):
        found = worths(f"## {lead}\n\n{first} {rest}\n\n## {told}\n\n{second} {rest}", "nl")
        assert found[second] > found[first]


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("Het register van netten staat op https://netten.haven.example.", "nl"),
        ("Stuur de maten van het net naar de bovenstaande vissers.", "nl"),
        ("Op één maas voor haring, op twee voor kabeljauw.", "nl"),
        ("Hoe de vissers netten boeten, staat in Netten boeten voor de winter.", "nl"),
        ("De kade is nu klaar voor de netten.", "nl"),
        ("You can use these as a start for the nets.", "en"),
        ("Be sure to show the net to the fishers above.", "en"),
        ("The skipper should then hang the net on the rack.", "en"),
        ("Make sure that the fishers know both.", "en"),
        ("In most cases the fishers cut the net loose.", "en"),
    ],
)
def test_what_points_elsewhere_or_says_half_is_no_point(sentence: str, language: str) -> None:
    found = points(f"{KIND[language]} {sentence} {' '.join(TOLD[language])}", language)
    assert TOLD[language][0] in found
    assert sentence not in found


def test_a_place_above_something_is_a_point() -> None:
    sentence = "Fishers must hang wet nets above the stove of the shed."
    assert sentence in worths(f"{KIND['en']} {sentence}", "en")
    assert not [
        text for text in worths(f"{KIND['en']} {sentence.replace('the stove', 'and')}", "en") if "stove" in text
    ]


def test_what_stands_in_a_sum_is_no_point() -> None:
    text = f"{' '.join(TOLD['nl'])}\n\n## Som 4, de mazen\n\nEen net van 300 mazen moet in 3 banen worden geknoopt. Elke baan heeft dan 100 mazen van de draad."
    found = points(text, "nl")
    assert found
    assert not [point for point in found if "mazen" in point]


def test_what_happened_is_no_point_in_a_text_without_a_title_of_its_own() -> None:
    rules = " ".join(TOLD["nl"])
    story = "Elke visser moet een halve dag boeten. Het net moet dan drie uur in het water blijven. De haven staat die ochtend vol."
    text = f"## Wat gebeurde er\n\n{story}\n\n## Wat doen we de volgende keer\n\n{rules}\n"
    made = draft_course([Source(id="a", title="Netten kwijt", markdown=text, language="nl")])
    found = every_point(made)
    assert found
    assert set(found) <= set(TOLD["nl"])


def test_a_sentence_that_ends_in_the_page_to_read_is_no_point() -> None:
    pointer = "Hoe de netten moeten worden geboet, lees je hier: [Boeten](https://haven.example/boeten)."
    assert [point for point in points(f"{KIND['nl']} {pointer} {TOLD['nl'][0]}", "nl") if "geboet" in point] == []
