from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.utils import timezone

from zwerm.configuration import Configuration
from zwerm.language.gateway import ModelFailed
from zwerm.language.tests.speaking import Speaker, speaking
from zwerm.people.tests.world import World
from zwerm.records.actions import Purpose, converse
from zwerm.records.health import look_at_model
from zwerm.records.models import ModelCall, ModelDay

ASKED = [{"role": "user", "content": "Wie belt de leverancier?"}]


@pytest.fixture
def speaker(monkeypatch: pytest.MonkeyPatch) -> Iterator[Speaker]:
    with speaking() as one:
        configure(monkeypatch, one)
        yield one


def configure(monkeypatch: pytest.MonkeyPatch, speaker: Speaker, **more: str) -> None:
    told = {"ZWERM_MODEL_URL": speaker.url, "ZWERM_MODEL_NAME": "demo", "ZWERM_MODEL_TIMEOUT": "60", **more}
    monkeypatch.setattr(settings, "CONFIGURATION", Configuration({"ZWERM_HOME": str(settings.HOME), **told}))


def test_every_call_is_in_the_log_without_its_words(world: World, speaker: Speaker) -> None:
    converse(world.fatima, Purpose("answer", ["item-1"]), ASKED)
    call = ModelCall.objects.get()
    assert (call.person, call.purpose, call.model, call.outcome) == (world.fatima, "answer", "demo", "done")
    assert (call.tokens_in, call.tokens_out, call.sources, call.content) == (11, 7, ["item-1"], "")


def test_words_are_kept_only_when_switched_on(world: World, speaker: Speaker, monkeypatch: pytest.MonkeyPatch) -> None:
    configure(monkeypatch, speaker, ZWERM_MODEL_LOG_CONTENT="yes")
    converse(world.fatima, Purpose("answer"), ASKED)
    assert "Wie belt de leverancier?" in ModelCall.objects.get().content
    assert "Hallo." in ModelCall.objects.get().content


def test_only_what_was_spent_counts_for_the_day(world: World, speaker: Speaker) -> None:
    converse(world.fatima, Purpose("answer"), ASKED)
    assert ModelDay.objects.get(day=timezone.localdate()).tokens == 18


def test_beyond_the_budget_of_the_day_nothing_is_asked(
    world: World, speaker: Speaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    configure(monkeypatch, speaker, ZWERM_MODEL_DAILY_TOKENS="1000")
    with pytest.raises(ModelFailed) as failed:
        converse(world.fatima, Purpose("answer"), ASKED, most_tokens=1200)
    assert failed.value.reason == "budget"
    assert speaker.asked == []
    assert (ModelCall.objects.get().outcome, ModelDay.objects.get().tokens) == ("budget", 0)


def test_a_failed_call_is_logged_with_its_reason(world: World, speaker: Speaker) -> None:
    speaker.failures = ["denied"]
    with pytest.raises(ModelFailed):
        converse(world.fatima, Purpose("answer"), ASKED)
    assert ModelCall.objects.get().outcome == "refused"


def test_the_doctor_knows_whether_the_model_answers(
    world: World, speaker: Speaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert look_at_model().state == "good"
    configure(monkeypatch, speaker, ZWERM_MODEL_NAME="other")
    assert (look_at_model().state, "demo" in look_at_model().remedy) == ("bad", True)
    configure(monkeypatch, speaker, ZWERM_MODEL_URL="http://127.0.0.1:9/v1")
    assert look_at_model().state == "bad"
    configure(monkeypatch, speaker, ZWERM_MODEL_URL="")
    assert look_at_model().state == "off"
