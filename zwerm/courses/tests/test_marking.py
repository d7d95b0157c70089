from __future__ import annotations

import pytest

from zwerm.courses.generation import draft
from zwerm.courses.rules.marking import Unanswered, asked_again, mark, read_number
from zwerm.courses.rules.passing import passed, score
from zwerm.courses.rules.shuffling import shuffled

NONE = ()
WHY = (draft.Sentence("Zo staat het er.", ()),)


def option(text: str, correct: bool = False) -> draft.Option:
    return draft.Option(text, correct, ())


def sentence(text: str) -> draft.Sentence:
    return draft.Sentence(text, ())


SINGLE = draft.SingleChoice("Wat?", (option("a"), option("b", True), option("c")), WHY, NONE)
MULTIPLE = draft.MultipleChoice("Welke?", (option("a", True), option("b"), option("c", True), option("d")), WHY, NONE)
ORDER = draft.Ordering("Zet op volgorde", tuple(map(sentence, "abcd")), WHY, NONE)
MATCH = draft.Matching(
    "Wat hoort bij wat?", tuple(draft.Pair(sentence(a), sentence(b)) for a, b in ("ax", "by", "cx")), WHY, NONE
)
GAP = draft.Gap("Vul in", "De ", " komt.", "café-arts", WHY, NONE, accepted=("dokter",))
SIX = draft.Numeric("?", "Per team ", ".", 6, "six", (), ())
EDGE = draft.Numeric("Hoeveel?", "Na ", " uur.", 2.5, "2,5", (), (), tolerance=0.1)
NUMBER = draft.Numeric("Hoeveel?", "Na ", " uur.", 1234.5, "1.234,5", WHY, NONE, tolerance=0.05)


@pytest.mark.parametrize(
    ("question", "given", "share"),
    [
        (SINGLE, ["1"], 1),
        (EDGE, ["2,6"], 1),
        (EDGE, ["2,4"], 1),
        (EDGE, ["2,61"], 0),
        (SINGLE, ["2"], 0),
        (MULTIPLE, ["0", "2"], 1),
        (MULTIPLE, ["0"], 0.75),
        (MULTIPLE, ["0", "1", "2", "3"], 0),
        (ORDER, ["0", "1", "2", "3"], 1),
        (ORDER, ["3", "0", "1", "2"], 2 / 3),
        (ORDER, ["3", "2", "1", "0"], 0),
        (MATCH, ["0", "1", "2"], 1),
        (MATCH, ["2", "1", "0"], 1),
        (MATCH, ["1", "1", "0"], 2 / 3),
        (GAP, [" Cafe-Arts. "], 1),
        (GAP, ["DOKTER"], 1),
        (GAP, ["verpleegkundige"], 0),
        (NUMBER, ["1.234,5"], 1),
        (NUMBER, ["1234.5"], 1),
        (NUMBER, ["1.234,54 uur"], 1),
        (NUMBER, ["1.234,6"], 0),
        (SIX, ["zes"], 1),
        (SIX, ["Six"], 1),
        (SIX, ["seven"], 0),
    ],
)
def test_an_answer_is_marked_by_how_much_of_it_is_right(
    question: draft.Question, given: list[str], share: float
) -> None:
    assert mark(question, given).share == pytest.approx(share)
    assert mark(question, given).correct == (share == 1)


@pytest.mark.parametrize(
    ("question", "given"),
    [
        (SINGLE, []),
        (SINGLE, [""]),
        (SINGLE, ["7"]),
        (SINGLE, ["-1"]),
        (SINGLE, ["x"]),
        (ORDER, ["0", "0", "1", "2"]),
        (MATCH, ["0", "1"]),
        (NUMBER, ["veel"]),
    ],
)
def test_what_is_no_answer_is_not_marked(question: draft.Question, given: list[str]) -> None:
    with pytest.raises(Unanswered):
        mark(question, given)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12), ("3,5", 3.5), ("3.5", 3.5), ("1.000", 1000), ("1,000", 1000), ("0,125", 0.125), ("0.125", 0.125),
        ("1.234.567,8", 1234567.8), ("1,234,567.8", 1234567.8), ("€ 10 000", 10000), ("-4", -4), ("−4 °C", -4),
        ("10 uur", 10), ("12.", 12), ("", None), ("geen", None), ("25 (vijfentwintig)", 25),
        ("vijfentwintig", 25), ("Vijf en twintig", 25), ("veertig", 40), ("tweeëntwintig", 22), ("één", 1), ("nul", 0), ("Veertig dagen.", 40),
        ("negentien", 19), ("honderd", 100), ("honderdenvijf", 105), ("tweehonderdvijftig procent", 250), ("twaalfhonderd", 1200),
        ("duizend", 1000), ("drieëntwintigduizend vierhonderd", 23400), ("twenty-five", 25), ("Forty", 40), ("a hundred and five", 105),
        ("two thousand and one", 2001), ("one hour", 1), ("negen honderd negenennegentig duizend negenhonderdnegenennegentig", 999_999),
        ("een paar", None), ("twintigtal", None), ("veertigduizendpoot", None), ("dozijn", None), ("dagen", None),
    ],
)  # fmt: skip
def test_numbers_are_read_as_dutch_and_english_write_them(text: str, number: float | None) -> None:
    assert read_number(text) == number


@pytest.mark.parametrize("given", ["vijfentwintig", "Vijfentwintig dagen", "twenty-five", "25"])
def test_a_number_may_be_spelled_out(given: str) -> None:
    question = draft.Numeric("Hoeveel?", "Na ", " dagen.", 25, "vijfentwintig", (), ())
    assert mark(question, [given]).correct
    assert not mark(question, ["vijftig"]).correct


def test_the_same_learner_sees_the_same_order_and_it_is_not_the_right_one() -> None:
    orders = {tuple(number for number, _ in shuffled("abcde", seed)) for seed in range(20)}
    assert len(orders) > 5
    assert (0, 1, 2, 3, 4) not in orders
    assert shuffled("abcde", "fatima") == shuffled("abcde", "fatima")


def test_an_unanswered_question_counts_as_wrong_and_half_counts_half() -> None:
    assert score([1.0, 0.5, None, None]) == 0.375
    assert score([]) is None


@pytest.mark.parametrize(
    ("reached", "mark_needed", "succeeds"), [(0.7, 70, True), (0.699, 70, False), (None, 70, True)]
)
def test_a_course_is_passed_at_its_pass_mark(reached: float | None, mark_needed: int, succeeds: bool) -> None:
    assert passed(reached, mark_needed) is succeeds


def test_a_question_is_known_again_by_its_words_and_where_they_are_asked_once_with_another_answer() -> None:
    def asks(stem: str, shown: float) -> draft.Numeric:
        return draft.Numeric(stem, "Na ", " uur.", shown, str(shown), (), ())

    before = [asks("Hoeveel?", 1), asks("Hoeveel?", 2), asks("Hoe lang?", 3), asks("Wat nog?", 4)]
    now = [asks("Hoe lang?", 9), asks("Hoeveel?", 2), asks("Hoeveel?", 7), asks("Nieuw?", 4), asks("Hoeveel?", 2)]
    assert asked_again(before, now) == [2, 1, None, None, None]
