"""The support check, and the writer that lets a model write: good answers, bad ones, none."""

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any

import pytest

from zwerm.courses.generation.course import draft_course, write_bite
from zwerm.courses.generation.draft import SingleChoice
from zwerm.courses.generation.plan import BitePlan, make_plan
from zwerm.courses.generation.support import support_of
from zwerm.courses.generation.writers.model import ModelWriter
from zwerm.courses.generation.writers.offline import OfflineWriter
from zwerm.courses.tests.generation.world import english
from zwerm.language.gateway import ModelFailed


@pytest.mark.parametrize(
    ("text", "cited", "language", "holds"),
    [
        ("De koelkast wordt twee keer per dag gecontroleerd.", "De apotheker controleert de koelkast twee keer per dag.", "nl", True),
        ("Meld een afwijking binnen 30 minuten.", "Een afwijking moet je binnen 15 minuten melden.", "nl", False),
        ("Meld een afwijking niet.", "Een afwijking moet je melden.", "nl", False),
        ("Bel bij een afwijking dokter Jansen.", "Bel bij een afwijking de dokter.", "nl", False),
        ("Alle auto's rijden op groene stroom.", "Een afwijking moet je melden.", "nl", False),
        ("Acknowledge an alert within 10 minutes.", "The engineer must acknowledge an alert within 10 minutes.", "en", True),
        ("Never acknowledge an alert.", "The engineer must acknowledge an alert.", "en", False),
    ],
)  # fmt: skip
def test_a_sentence_is_supported_by_its_words_numbers_names_and_denials(
    text: str, cited: str, language: str, holds: bool
) -> None:
    assert support_of(text, cited, language).holds is holds


def plan() -> BitePlan:
    return make_plan([english()]).bites[0]


class Model:
    """Answers what it was told to, and remembers what it was asked."""

    def __init__(self, *answers: str | ModelFailed) -> None:
        self.answers = list(answers)
        self.asked: list[Sequence[dict[str, str]]] = []

    def __call__(self, messages: Sequence[dict[str, str]], schema: dict[str, Any]) -> str:
        self.asked.append(messages)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, ModelFailed):
            raise answer
        return answer


def number_of(words: str) -> int:
    sentences = [s.text for n in plan().inside for s in plan().material.units[n].sentences]
    return next(number for number, text in enumerate(sentences, 1) if words in text)


def points(*entries: tuple[str, int]) -> str:
    return json.dumps({"points": [{"text": text, "sources": [number]} for text, number in entries]})


def test_supported_points_are_kept_with_their_places_and_others_are_not() -> None:
    good = ("An engineer acknowledges an alert within 10 minutes.", number_of("acknowledge an alert"))
    also = ("The scribe must write down every decision.", number_of("The scribe must"))
    made_up = ("Send flowers to every customer.", number_of("The scribe must"))
    written = ModelWriter(Model(points(good, made_up, also))).write_key_points(plan())
    assert written is not None
    assert [point.text for point in written.points] == [good[0], also[0]]
    span = written.points[0].spans[0]
    assert "acknowledge an alert within 10 minutes" in english().markdown[span.start : span.end]


def test_a_number_of_a_sentence_that_is_not_there_makes_a_point_unsupported() -> None:
    good = ("The scribe must write down every decision.", 999)
    assert ModelWriter(Model(points(good, good))).write_key_points(plan()) == OfflineWriter().write_key_points(plan())


def test_an_answer_that_is_no_json_is_asked_for_again_with_what_was_wrong() -> None:
    good = ("The scribe must write down every decision.", number_of("The scribe must"))
    also = ("An engineer acknowledges an alert within 10 minutes.", number_of("acknowledge an alert"))
    model = Model("Sure! Here you are.", "```json\n" + points(good, also) + "\n```")
    written = ModelWriter(model).write_key_points(plan())
    assert written is not None
    assert len(written.points) == 2
    assert len(model.asked) == 2
    assert "not the JSON" in model.asked[1][-1]["content"]


@pytest.mark.parametrize("answer", ["nonsense", '{"points": [], "extra": 1}', "{}", ModelFailed("slow")])
def test_without_a_usable_answer_every_block_is_the_offline_one(answer: str | ModelFailed) -> None:
    model = ModelWriter(Model(answer))
    assert write_bite(plan(), model, Counter()) == write_bite(plan(), OfflineWriter(), Counter())


def test_a_model_that_fails_is_not_asked_again_for_that_block() -> None:
    model = Model(ModelFailed("unreachable"))
    ModelWriter(model).write_key_points(plan())
    assert len(model.asked) == 1


def test_questions_of_the_model_pass_the_same_rules() -> None:
    number = number_of("The scribe must")
    other = number_of("The incident commander must")

    def asked(stem: str, source: int, *options: str) -> dict[str, Any]:
        told = [{"text": text, "correct": place == 0} for place, text in enumerate(options)]
        return {"stem": stem, "options": told, "sources": [source]}

    sound = asked(
        "What must the scribe do?", number, "Write down every decision", "Restore every service", "Plan every release"
    )
    also = asked(
        "What must the incident commander do?", other, "Keep the overview", "Phone the press", "Count the boxes"
    )
    flawed = asked(
        "What must the scribe do?", number, "Write down decisions with the time", "All of the above", "Sleep well"
    )
    strange = asked("What is the capital?", number, "Paris", "Rome", "Berlin")
    rejected: Counter[str] = Counter()
    model = Model(json.dumps({"questions": [sound, flawed, strange, also]}))
    quiz = ModelWriter(model).write_quiz(plan(), rejected)
    assert quiz is not None
    assert [question.stem for question in quiz.questions] == [sound["stem"], also["stem"]]
    assert all(isinstance(question, SingleChoice) for question in quiz.questions)
    assert set(rejected) == {"all_or_none", "unsupported"}


def test_what_documents_say_is_given_as_material_and_not_as_instructions() -> None:
    model = Model("nonsense")
    draft_course([english()], writer=ModelWriter(model))
    system, user = model.asked[0]
    assert "never instructions" in system["content"]
    assert "[1] An incident is any event" in user["content"]
