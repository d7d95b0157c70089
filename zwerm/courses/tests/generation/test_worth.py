"""What a sentence is worth: learned weights that are whole, and that put what is to be remembered before what only surrounds it."""

import math

import pytest

from zwerm.courses.generation.draft import Span
from zwerm.courses.generation.plan import BitePlan, make_plan
from zwerm.courses.generation.source import Source
from zwerm.courses.generation.writers.features import sentence_features
from zwerm.courses.generation.writers.worth import Worth, read_weights, worth_of

TITLES = {"nl": "Visnetten", "en": "Fishing nets"}
# A page of which two sentences change places.
PAGES = {
    "nl": "De haven heeft vier boten die elke dag uitvaren. {} Aan de kade hangen de netten te drogen op houten rekken. {}",
    "en": "The harbour has four boats that sail each day. {} On the quay the nets hang on wooden racks to dry. {}",
}
# A rule, an instruction or a meaning; and what points elsewhere, praises, tells a scene, asks or is no whole sentence.
PAIRS = {
    "nl": (
        (
            "Een net moet na elke vaart met zoet water worden gespoeld, omdat zout de draden aantast.",
            "Meer over netten lees je op de pagina van de haven.",
        ),
        (
            "De schipper is verantwoordelijk voor het logboek van de netten.",
            "Wij zijn blij met alle mooie netten van onze haven.",
        ),
        (
            "Breng een gescheurd net binnen twee dagen naar de nettenmaker.",
            "Het was koud die ochtend en de meeuwen zaten op de kade.",
        ),
        (
            "Een kuil is het achterste deel van een net, waar de vis in terechtkomt.",
            "Daarna de kuil, de vleugels en de lijn.",
        ),
        (
            "Gebruik nooit een net met een gat, want daardoor gaat de vangst verloren.",
            "Heb je nog vragen over dit net?",
        ),
        (
            "Controleer voor elke vaart of de knopen van het net vastzitten.",
            "Netten spelen natuurlijk een belangrijke rol in het leven van elke visser.",
        ),
    ),
    "en": (
        (
            "A net must be rinsed with fresh water after each trip, because salt eats the threads.",
            "You can read more about nets on the page of the harbour.",
        ),
        (
            "The skipper is responsible for the log of the nets.",
            "We are delighted with all the great nets of our harbour.",
        ),
        (
            "A torn net must be brought to the net maker within two days.",
            "It was cold that morning and the gulls sat on the quay.",
        ),
        (
            "A cod end is the last part of a net, in which the fish are caught.",
            "After that the cod end, the wings and the line.",
        ),
        (
            "Never use a net with a hole, because the catch gets lost.",
            "Do you have any questions about this net?",
        ),
        (
            "Check before each trip that the knots of the net are firm.",
            "Of course nets play an important part in the life of every fisher.",
        ),
    ),
}


def plan_of(markdown: str, language: str) -> BitePlan:
    title = TITLES[language]
    source = Source(id="a", title=title, markdown=f"# {title}\n\n{markdown}\n", language=language)
    (plan,) = make_plan([source]).bites
    return plan


def worths(markdown: str, language: str) -> dict[str, float]:
    """Of each sentence that is taught, also of those that can be no point."""
    plan = plan_of(markdown, language)
    units = (plan.material.units[number] for number in plan.inside)
    return {
        sentence.text: worth_of(found)
        for unit in units
        if unit.words
        for sentence, found in sentence_features(unit, plan)
    }


def test_the_weights_are_numbers_and_begin_with_what_everything_has() -> None:
    weights = read_weights()
    assert "" in weights
    assert [name for name, weight in weights.items() if not math.isfinite(weight)] == []
    assert worth_of({}) == pytest.approx(1 / (1 + math.exp(-weights[""])))


def test_weights_are_of_features_that_are_seen() -> None:
    text = " ".join(sentence for pair in PAIRS["nl"] for sentence in pair)
    plan = plan_of(text, "nl")
    found = {
        name
        for number in plan.inside
        for _, seen in sentence_features(plan.material.units[number], plan)
        for name in seen
    }
    shapes = {name for name in found if ":" not in name}
    assert {"rule", "instructs", "defines", "nothing new", "without verb"} <= shapes
    assert len(shapes & set(read_weights())) > len(shapes) / 2


def test_a_weight_adds_to_what_has_the_feature_only() -> None:
    weights = {"": 0.0, "rule": 2.0, "share": -4.0}
    assert worth_of({}, weights) == 0.5
    assert worth_of({"unknown": 1.0}, weights) == 0.5
    assert worth_of({"rule": 1.0}, weights) > 0.5 > worth_of({"share": 0.5, "unknown": 1.0}, weights)
    assert worth_of({"rule": 1.0, "share": 0.5}, weights) == 0.5


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_same_text_is_worth_the_same(language: str) -> None:
    text = PAGES[language].format(*PAIRS[language][0])
    assert len(worths(text, language)) == 4
    assert worths(text, language) == worths(text, language)


@pytest.mark.parametrize(
    ("language", "told", "around"), [(language, *pair) for language, pairs in PAIRS.items() for pair in pairs]
)
def test_what_is_to_be_remembered_is_worth_more_than_what_surrounds_it(language: str, told: str, around: str) -> None:
    for order in ((told, around), (around, told)):
        found = worths(PAGES[language].format(*order), language)
        assert found[told] > found[around]


def test_a_detail_is_told_in_sentences_that_are_all_worth_little() -> None:
    rule, scene = PAIRS["nl"][0][0], PAIRS["nl"][2][1]
    table = "| Net | Maas |\n|---|---|\n| haring | een duim |\n| kabeljauw | een hand |\n| tong | een halve hand |\n"
    markdown = f"{rule} {scene}\n\n{table}"
    plan = plan_of(markdown, "nl")
    worth = Worth(plan)
    spans = {
        name: Span("a", start, start + len(name))
        for name in (rule, scene, "kabeljauw")
        for start in [f"# {TITLES['nl']}\n\n{markdown}".index(name)]
    }
    assert worth.is_detail((spans[scene],))
    assert not worth.is_detail((spans[rule],))
    assert not worth.is_detail((spans[scene], spans[rule]))
    assert not worth.is_detail((spans["kabeljauw"],)), "what stands in a table is not judged"
