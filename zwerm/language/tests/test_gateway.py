from __future__ import annotations

from collections.abc import Iterator

import pytest

from zwerm.language.gateway import Completion, Endpoint, ModelFailed, complete, look_at, read_json, stream
from zwerm.language.tests.speaking import Speaker, speaking

ASKED = [{"role": "user", "content": "Wie belt de leverancier?"}]


@pytest.fixture
def speaker() -> Iterator[Speaker]:
    with speaking() as one:
        yield one


def endpoint(speaker: Speaker, seconds: float = 60) -> Endpoint:
    return Endpoint(speaker.url, "geheim", "demo", seconds)


def test_an_answer_comes_in_pieces_and_is_counted(speaker: Speaker) -> None:
    speaker.says = "De servicedesk belt."
    pieces: list[str] = []
    answer = complete(endpoint(speaker), ASKED, on_text=pieces.append)
    assert answer.text.strip() == "De servicedesk belt."
    assert len(pieces) == 3
    assert (answer.tokens_in, answer.tokens_out) == (11, 7)
    assert speaker.asked[0]["messages"] == ASKED
    assert "tools" not in speaker.asked[0]


@pytest.mark.parametrize("failure", ["busy", "down"])
def test_a_passing_failure_is_tried_again(speaker: Speaker, failure: str) -> None:
    speaker.failures = [failure]
    assert complete(endpoint(speaker), ASKED).text.strip() == "Hallo."
    assert len(speaker.asked) == 2


@pytest.mark.parametrize(
    ("failure", "reason"),
    [
        ("busy", "busy"),
        ("down", "broken"),
        ("denied", "refused"),
        ("html", "empty"),
        ("nonsense", "broken"),
        ("cut", "broken"),
        ("endless", "broken"),
        ("refuse", "refused"),
        ("silent", "empty"),
    ],
)
def test_a_lasting_failure_has_a_reason(speaker: Speaker, failure: str, reason: str) -> None:
    speaker.failures = [failure] * 3
    with pytest.raises(ModelFailed) as failed:
        complete(endpoint(speaker), ASKED)
    assert failed.value.reason == reason


@pytest.mark.parametrize("failure", ["hang", "trickle", "keepalive"])
def test_an_answer_that_takes_too_long_is_given_up(speaker: Speaker, failure: str) -> None:
    speaker.failures = [failure] * 3
    with pytest.raises(ModelFailed) as failed:
        complete(endpoint(speaker, seconds=0.4), ASKED)
    assert failed.value.reason == "slow"


def test_an_endpoint_that_asks_to_come_back_much_later_is_not_waited_for(speaker: Speaker) -> None:
    speaker.failures = ["later"]
    with pytest.raises(ModelFailed) as failed:
        complete(endpoint(speaker), ASKED)
    assert (failed.value.reason, len(speaker.asked)) == ("busy", 1)


def test_an_answer_that_takes_too_long_is_asked_for_once(speaker: Speaker) -> None:
    speaker.failures = ["hang"] * 3
    with pytest.raises(ModelFailed):
        complete(endpoint(speaker, seconds=0.4), ASKED)
    assert len(speaker.asked) == 1


def test_what_came_before_an_answer_broke_off_is_counted(speaker: Speaker) -> None:
    speaker.failures = ["cut"]
    answer = Completion()
    with pytest.raises(ModelFailed):
        list(stream(endpoint(speaker), ASKED, answer))
    assert answer.tokens_out > 0


def test_nobody_at_home_is_told() -> None:
    with pytest.raises(ModelFailed) as failed:
        complete(Endpoint("http://127.0.0.1:9/v1", "", "demo", 5), ASKED)
    assert failed.value.reason == "unreachable"


def test_without_a_model_nothing_is_asked() -> None:
    with pytest.raises(ModelFailed) as failed:
        complete(Endpoint("", "", "", 5), ASKED)
    assert failed.value.reason == "off"


def test_the_endpoint_tells_its_models(speaker: Speaker) -> None:
    assert look_at(endpoint(speaker), seconds=5) == ["demo"]


@pytest.mark.parametrize(
    "text", ['{"a": [1]}', '```json\n{"a": [1]}\n```', 'Natuurlijk! {"a": [1]} Succes ermee.', '\n\n {"a": [1]}']
)
def test_json_is_read_out_of_what_models_write_around_it(text: str) -> None:
    assert read_json(text) == {"a": [1]}


def test_an_answer_without_json_is_told() -> None:
    with pytest.raises(ModelFailed):
        read_json("Dat weet ik niet.")
