"""What is likely worth remembering stands in a draft; what may be is offered to its author, a point in each suggestion."""

import msgspec
import pytest

from zwerm.courses.generation.course import draft_course
from zwerm.courses.generation.draft import CourseDraft, Doubt, KeyPoints, OpenAnswer, Quiz, Sentence, Suggestion
from zwerm.courses.generation.plan import make_plan
from zwerm.courses.generation.resolve import unresolved
from zwerm.courses.generation.source import Source
from zwerm.courses.generation.suggesting import suggest
from zwerm.courses.generation.writers.points import LEAST, LEAST_CORE, Point, find_points
from zwerm.courses.generation.writers.suggested import LEAST as LEAST_OFFERED
from zwerm.courses.generation.writers.suggested import MOST, suggest_points
from zwerm.courses.tests.generation.world import (
    SOMEWHERE,
    blocks,
    dutch,
    english,
    every_point,
    points,
    suggested_points,
)
from zwerm.language.summaries import Candidate

DYKE = Source(
    id="dyke",
    title="De dijk bij hoog water",
    language="nl",
    markdown="""# De dijk bij hoog water

De dijk ligt tussen de rivier en het dorp. De dijkwacht is verantwoordelijk voor het logboek en tekent het elke avond.
Bij hoog water moet de dijkwacht elke twee uur langs de dijk lopen, zodat een lek op tijd wordt gezien.
Wie een lek ziet, moet eerst de dijkgraaf bellen en daarna pas zelf zand storten. Natte plekken kunnen ook van regen zijn.
De schapen blijven van de dijk zolang het water hoog staat, want hun hoeven maken de klei stuk.

## Materiaal

De zandzakken liggen in de schuur naast het gemaal. Controleer na elk hoog water of er genoeg zakken zijn en vul de voorraad aan.
Elke zak weegt gevuld twintig kilo. Een volle aanhanger moet door twee mensen worden gelost.
De lampen hangen naast de deur van de schuur. Laad de lampen op na elke nacht, zodat ze de volgende keer branden.
""",
)
SOURCES = {"dyke": DYKE, "nl": dutch(), "en": english()}


def worth_of(source: Source) -> dict[str, Point]:
    return {point.sentence.text: point for bite in make_plan([source]).bites for point in find_points(bite)}


def own_words(made: CourseDraft) -> list[OpenAnswer]:
    quizzes = [block for block in blocks(made, "quiz") if isinstance(block, Quiz)]
    return [question for quiz in quizzes for question in quiz.questions if isinstance(question, OpenAnswer)]


@pytest.mark.parametrize("name", SOURCES)
def test_what_stands_is_likely_worth_it_and_what_is_offered_may_be(name: str) -> None:
    made, found = draft_course([SOURCES[name]]), worth_of(SOURCES[name])
    assert points(made)
    assert suggested_points(made)
    for text in points(made):
        assert found[text].worth >= (LEAST_CORE if found[text].is_core else LEAST)
    for text in suggested_points(made):
        assert found[text].worth >= LEAST_OFFERED
    assert not set(points(made)) & set(suggested_points(made))


@pytest.mark.parametrize("name", SOURCES)
def test_what_is_offered_stands_in_the_order_of_the_text_at_its_place_and_survives_json(name: str) -> None:
    source = SOURCES[name]
    made = draft_course([source])
    assert unresolved(made, [source]) == []
    for bite in made.bites:
        offered = [one for one in bite.suggested if isinstance(one.value, KeyPoints)]
        assert len(offered) <= MOST
        assert {one.why for one in offered} <= {Doubt.good_to_know}
        starts = [
            point.spans[0].start for one in offered if isinstance(one.value, KeyPoints) for point in one.value.points
        ]
        assert starts == sorted(starts)
        for one in bite.suggested:
            assert msgspec.json.decode(msgspec.json.encode(one), type=Suggestion) == one
    assert made == draft_course([source])


def test_no_point_is_offered_that_repeats_one_that_stands() -> None:
    (plan,) = make_plan([DYKE]).bites
    there = [
        point
        for block in blocks(draft_course([DYKE]), "key_points")
        if isinstance(block, KeyPoints)
        for point in block.points
    ]
    one = suggest_points(plan, there)[0].value
    assert isinstance(one, KeyPoints)
    (point,) = one.points
    said = Sentence(f"Let op: {point.text}", SOMEWHERE)
    assert one in [other.value for other in suggest(plan, [KeyPoints(tuple(there))])]
    assert one not in [other.value for other in suggest(plan, [KeyPoints((*there, said))])]


@pytest.mark.parametrize(
    ("worth", "is_core", "stands"), [(0.7, False, True), (0.6, False, False), (0.6, True, True), (0.45, True, False)]
)
def test_steps_stand_where_other_points_are_only_offered(worth: float, is_core: bool, stands: bool) -> None:
    candidate = Candidate(frozenset(), 0)
    assert Point(Sentence("Stappen: een; twee; drie.", ()), candidate, worth, is_core).may_stand is stands


def test_of_a_story_no_point_is_offered() -> None:
    story = Source(id="a", title=DYKE.title, markdown=DYKE.markdown, language="nl", is_story=True)
    assert suggested_points(draft_course([story])) == []


@pytest.mark.parametrize(("standing", "stand"), [(0, False), (1, False), (2, True)])
def test_one_point_alone_is_offered_and_own_words_are_compared_with_the_text(standing: int, stand: bool) -> None:
    rules = (
        "De dijkwacht moet voor elke ronde de lamp controleren, zodat hij een lek op tijd ziet.",
        "Elke schipper moet altijd eerst de haven bellen en het logboek tekenen, omdat de haven moet weten wie er vaart.",
    )
    filler = "De brug is groen geverfd. Langs de kade staan vier oude bomen met een bank eronder. In het water drijven eenden, en soms een zwaan. Op de bank zit in de zomer vaak iemand met een boek of een krant te lezen."
    text = f"# Varen langs de dijk\n\n{filler} {' '.join(rules[:standing])} Op de kade ruikt het naar vis.\n"
    made = draft_course([Source(id="a", title="Varen langs de dijk", markdown=text, language="nl")])
    assert points(made) == (list(rules) if stand else [])
    assert set(every_point(made)) >= set(rules[:standing])
    (asked,) = own_words(made)
    assert asked.model == ""


RULE = "De dijkwacht moet voor elke ronde {} controleren, zodat hij een lek op tijd ziet."
TOLD = "Langs de dijk staan bomen en banken. In het water drijven eenden, en soms een zwaan. Op de bank zit vaak iemand met een krant, en daarnaast ligt meestal een hond te slapen."


@pytest.mark.parametrize(("others", "stands"), [(1, True), (4, False)])
def test_points_of_one_section_among_many_are_offered(others: int, stands: bool) -> None:
    rules = f"{RULE.format('de lamp')} Elke schipper moet altijd eerst de haven bellen en het logboek tekenen, omdat de haven moet weten wie er vaart."
    parts = "".join(
        f"## Deel {number} van de oever\n\n{TOLD.replace('bank', f'bank {number}')}\n\n" for number in range(others)
    )
    text = f"# De dijk\n\n## De ronde\n\n{rules}\n\n{parts}"
    made = draft_course([Source(id="a", title="De dijk", markdown=text, language="nl")])
    assert bool(points(made)) is stands
    assert every_point(made)


def test_one_item_of_a_list_is_no_point_by_itself() -> None:
    listed = "\n".join(
        f"- {RULE.format(what)} Dat staat in het boek dat bij de deur van de schuur ligt en dat de dijkgraaf elke maand leest."
        for what in ("de lamp", "het touw", "de sleutel")
    )
    text = f"# De dijk\n\n{TOLD}\n\nDit hoort bij het werk:\n\n{listed}\n"
    made = draft_course([Source(id="a", title="De dijk", markdown=text, language="nl")])
    assert points(made) == []
    assert RULE.format("de lamp") in suggested_points(made)


BEFORE = "1. Zet de lamp aan en kijk of hij brandt.\n2. Bel de dijkgraaf en zeg dat je gaat.\n3. Loop met zijn tweeën langs het water.\n"
AFTER = (
    "1. Hang de lamp terug aan de haak.\n2. Schrijf in het boek wat je zag.\n3. Bel de dijkgraaf dat je terug bent.\n"
)


@pytest.mark.parametrize(
    ("after", "standing"), [("", 1), (AFTER, 2), ("1. De lamp.\n2. Het boek.\n3. De sleutel.\n", 0)]
)
def test_of_two_lists_of_steps_both_stand_or_both_are_offered(after: str, standing: int) -> None:
    second = f"## Stappen na de ronde\n\n{after}" if after else ""
    text = f"# De ronde\n\n{TOLD}\n\n## Stappen voor de ronde\n\n{BEFORE}\n{second}"
    made = draft_course([Source(id="a", title="De ronde", markdown=text, language="nl", is_how_to=True)])
    assert len(points(made)) == standing
    assert [point for point in every_point(made) if point.startswith("Stappen voor de ronde")]
