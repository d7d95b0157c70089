"""The answer in the words of a model, while it comes: each sentence checked before it is shown, and kept when the rest fails."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from zwerm.assistant.actions import ask, write_answer, write_stepwise
from zwerm.assistant.rules.prompting import Reading, Said
from zwerm.assistant.tests.test_asking import QUESTION, keep
from zwerm.configuration import Configuration
from zwerm.language.tests.speaking import Speaker, speaking
from zwerm.people.tests.world import World
from zwerm.records.models import ModelCall, ModelDay

CALL = "Bij een datalek bel je binnen 24 uur de functionaris gegevensbescherming op 4711."
BREACH = "Een datalek is een inbreuk op de beveiliging."
SAID = f"{CALL} [2] De directeur belt je moeder [1]. {BREACH} [1][2] En dan nog iets"


@pytest.fixture
def speaker(monkeypatch: pytest.MonkeyPatch) -> Iterator[Speaker]:
    with speaking() as one:
        told = {"ZWERM_MODEL_URL": one.url, "ZWERM_MODEL_NAME": "demo", "ZWERM_MODEL_TIMEOUT": "60"}
        monkeypatch.setattr(settings, "CONFIGURATION", Configuration({"ZWERM_HOME": str(settings.HOME), **told}))
        yield one


def events(world: World, question: str = QUESTION) -> list[tuple[str, str]]:
    """What the page gets, as pairs of a name and a piece of HTML."""
    response = world.client(world.kees, "nl").get("/ask/written/", {"q": question})
    assert response["Content-Type"] == "text/event-stream"
    text = b"".join(response).decode()
    return [
        (name, "\n".join(line.removeprefix("data: ") for line in data.splitlines()))
        for name, data in re.findall(r"event: (\w+)\n((?:data: .*\n)+)\n", text)
    ]


def test_the_answer_grows_by_each_sentence_that_passes(world: World, speaker: Speaker) -> None:
    keep(world, world.team.space)
    speaker.says = SAID
    steps = list(write_stepwise(world.kees, ask(world.kees, QUESTION)))
    assert [[sentence.text for sentence in step.sentences] for step in steps] == [
        [CALL],
        [CALL, BREACH],
        [CALL, BREACH],
    ]


def test_what_is_cited_is_the_sentence_it_rests_on_and_a_source_that_does_not_say_it_is_none(
    world: World, speaker: Speaker
) -> None:
    text = f"## Melden\n\nEen **datalek** is een inbreuk op de\nbeveiliging. {CALL} Schrijf daarna op wat er gebeurde.\n\n## Fietsen\n\nEen datalek meld je ook op de fiets."
    keep(world, world.team.space, text)
    speaker.says = f"{BREACH} [1][2] {CALL} [1]"
    breach, call = write_answer(world.kees, ask(world.kees, QUESTION)).sentences
    assert [source.quote for source in breach.sources] == ["Een **datalek** is een inbreuk op de\nbeveiliging."]
    assert [source.shown for source in call.sources] == [CALL]


def test_what_the_source_says_of_somebody_else_is_not_shown(world: World, speaker: Speaker) -> None:
    text = "Bij een datalek draagt het team een gele hes. Bij een datalek draagt de directie een blauwe hes."
    keep(world, world.team.space, text)
    own, other, made_up = (
        f"Bij een datalek draagt {who} een blauwe hes." for who in ("de directie", "het team", "de portier")
    )
    speaker.says = f"{other} [1] {own} [1] {made_up} [1]"
    answer = write_answer(world.kees, ask(world.kees, "Welke hes draagt de directie bij een datalek?"))
    assert [(each.text, each.sources[0].quote) for each in answer.sentences] == [(own, own)]
    html = "".join(each for _, each in events(world, "Welke hes draagt de directie bij een datalek?"))
    assert own in html
    assert other not in html


def test_the_page_gets_each_sentence_by_itself_and_at_last_the_whole_with_its_sources(
    world: World, speaker: Speaker
) -> None:
    keep(world, world.team.space)
    speaker.says = SAID
    told = events(world)
    assert [name for name, _ in told] == ["sentence", "sentence", "whole"]
    assert [("4711" in html, "inbreuk" in html) for _, html in told] == [(True, False), (False, True), (True, True)]
    assert "Bronnen" in told[-1][1]
    assert all("moeder" not in html for _, html in told)


@pytest.mark.parametrize(
    "told",
    [
        CALL.replace("24", "twintig"),
        CALL.replace("24 uur", "een half uur"),
        CALL.replace("bel je", "bel je nooit"),
        BREACH.replace("is een", "is geen"),
    ],
)
def test_a_sentence_that_contradicts_its_source_is_not_shown(world: World, speaker: Speaker, told: str) -> None:
    keep(world, world.team.space)
    speaker.says = f"{told} [2][1] {CALL.replace('24', 'vierentwintig')} [2][1]"
    sentence, whole = events(world)
    assert "vierentwintig" in sentence[1]
    assert whole[0] == "whole"
    assert told not in whole[1]
    assert "naast de bronnen hieronder gelegd" in whole[1]
    assert "nagekeken" not in whole[1]


def test_a_sentence_is_shown_before_the_model_is_done(world: World, speaker: Speaker) -> None:
    keep(world, world.team.space)
    speaker.says = SAID
    speaker.failures = ["stalled"]
    steps = write_stepwise(world.kees, ask(world.kees, QUESTION))
    assert next(steps).sentences[0].text == CALL
    assert not speaker.go_on.is_set()
    assert not ModelCall.objects.exists()


@pytest.mark.parametrize(("failure", "reason"), [("halfway", "broken"), ("garbled", "broken"), ("stalled", "slow")])
def test_what_passed_before_the_model_failed_is_kept_and_the_page_says_so(
    world: World, speaker: Speaker, monkeypatch: pytest.MonkeyPatch, failure: str, reason: str
) -> None:
    told = {
        "ZWERM_MODEL_URL": speaker.url,
        "ZWERM_MODEL_NAME": "demo",
        "ZWERM_MODEL_TIMEOUT": "1" if reason == "slow" else "30",
    }
    monkeypatch.setattr(settings, "CONFIGURATION", Configuration({"ZWERM_HOME": str(settings.HOME), **told}))
    keep(world, world.team.space)
    speaker.says = SAID
    speaker.failures = [failure]
    answer = write_answer(world.kees, ask(world.kees, QUESTION))
    assert [sentence.text for sentence in answer.sentences] == [CALL, BREACH]
    assert (answer.model, answer.failure) == ("demo", reason)
    assert ModelCall.objects.get().outcome == reason
    speaker.failures = [failure]
    name, whole = events(world)[-1]
    assert name == "whole"
    assert "stopte halverwege" in whole


def test_who_leaves_halfway_stops_the_model_and_the_call_is_logged_and_counted(world: World, speaker: Speaker) -> None:
    keep(world, world.team.space)
    speaker.says = SAID
    speaker.failures = ["stalled"]
    steps = write_stepwise(world.kees, ask(world.kees, QUESTION))
    next(steps)
    steps.close()
    assert ModelCall.objects.get().person == world.kees
    assert 0 < ModelDay.objects.get().tokens < 3000


def test_with_no_model_or_no_budget_the_page_gets_the_words_of_colleagues(
    world: World, speaker: Speaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(world, world.team.space)
    told = {"ZWERM_MODEL_URL": speaker.url, "ZWERM_MODEL_NAME": "demo", "ZWERM_MODEL_DAILY_TOKENS": "1"}
    monkeypatch.setattr(settings, "CONFIGURATION", Configuration({"ZWERM_HOME": str(settings.HOME), **told}))
    assert [name for name, _ in events(world)] == ["whole"]
    assert "4711" in events(world)[0][1]
    assert not speaker.asked


def test_who_may_not_see_the_source_gets_no_event_that_tells_of_it(world: World, speaker: Speaker) -> None:
    keep(world, world.closed)
    response = world.client(world.otto, "nl").get("/ask/written/", {"q": QUESTION})
    assert "4711" not in b"".join(response).decode()
    assert not speaker.asked


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Bel de ICT [1].", [Said("Bel de ICT.", (0,))]),
        ("Bel de ICT. [1] Loop weg [2]!", [Said("Bel de ICT.", (0,)), Said("Loop weg!", (1,))]),
        ("Bel de ICT. Loop weg [1], [2].", [Said("Bel de ICT.", (0, 1)), Said("Loop weg.", (0, 1))]),
        ("Zonder nummer.\n- **Bel** de ICT [9][2].", [Said("Bel de ICT.", (1,))]),
        ("Bel de ICT.\n[1]", [Said("Bel de ICT.", (0,))]),
        ("[1] [2] NIETS", []),
    ],
)
def test_sentences_are_read_with_their_numbers(text: str, says: list[Said]) -> None:
    reading = Reading(3, "nl")
    assert [*reading.feed(text), *reading.end()] == says


@given(st.text("ab .,[12]\n!*", max_size=60), st.lists(st.integers(1, 7)))
def test_in_whatever_pieces_a_text_comes_the_same_is_read(text: str, sizes: list[int]) -> None:
    whole, pieced = Reading(3, "en"), Reading(3, "en")
    expected = [*whole.feed(text), *whole.end()]
    found, at = [], 0
    for size in [*sizes, len(text)]:
        found += pieced.feed(text[at : at + size])
        at += size
    assert [*found, *pieced.end()] == expected
