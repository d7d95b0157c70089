"""Questions as a page shows them: shuffled for this learner, with what they answered and how right it was."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID, uuid4

from django.utils import formats
from django.utils.functional import Promise
from django.utils.text import Truncator

from zwerm.courses.generation import draft
from zwerm.courses.models import Answer, Block, Enrolment, Question
from zwerm.courses.rules.marking import LONGEST, fewest_words, read_number
from zwerm.courses.rules.mentioned import Mention, find_mentions, sections_in
from zwerm.courses.rules.shuffling import shuffled
from zwerm.courses.views.sources import Links

LETTERS = "ABCDEFGHIJKL"
LONGEST_NAME = 110


@dataclass(frozen=True)
class Choice:
    """Something to choose or to put in order. `number` is its place in the question.

    `sent` is what the form sends: its place on the page, where its place in the question would be the answer.
    `letter` names a right-hand side.
    """

    number: int
    text: str
    chosen: bool = False
    correct: bool = False
    letter: str = ""
    sent: int = 0


@dataclass(frozen=True)
class Left:
    """The left-hand side of a pair, with what was chosen for it."""

    text: str
    chosen: int | None
    correct: bool
    answer: str


@dataclass(frozen=True)
class ShownQuestion:
    question: Question
    value: draft.Question
    number: int
    key: UUID
    answer: Answer | None
    unanswered: bool = False
    choices: list[Choice] = field(default_factory=list)
    lefts: list[Left] = field(default_factory=list)
    typed: str = ""
    links: Links = field(default_factory=dict)
    changed: bool = False
    too_long: bool = False
    too_short: bool = False
    mentions: list[Mention] = field(default_factory=list)

    @property
    def kind(self) -> str:
        return self.value.kind

    @property
    def quote(self) -> str:
        return getattr(self.value, "quote", "")

    @property
    def is_half(self) -> bool:
        return self.answer is not None and 0 < (self.answer.share or 0) < 1

    @property
    def longest(self) -> int:
        return LONGEST

    @property
    def fewest(self) -> int:
        """How many words an answer in own words has at least."""
        return fewest_words(self.value) if isinstance(self.value, draft.OpenAnswer) else 0

    @property
    def judgements(self) -> list[tuple[str, Promise | str]]:
        return list(Answer.Judged.choices)

    @classmethod
    def of(
        cls,
        question: Question,
        seed: UUID,
        answer: Answer | None,
        number: int,
        *,
        links: Links,
        unanswered: bool = False,
    ) -> ShownQuestion:
        value = question.value
        # What was reached stays, but what was chosen then says nothing about the question as it is now.
        changed = answer is not None and answer.edition != question.edition
        answer = None if changed else answer
        given = [str(text) for text in answer.given] if answer else []
        return cls(
            question=question,
            value=value,
            number=number,
            key=uuid4(),
            answer=answer,
            unanswered=unanswered,
            choices=_choices(value, given, seed, question.pk),
            lefts=_lefts(value, given),
            typed=_typed(value, given),
            links=links,
            changed=changed,
        )


def _choices(value: draft.Question, given: list[str], *seed: object) -> list[Choice]:
    match value:
        case draft.SingleChoice() | draft.MultipleChoice():
            return [
                Choice(number, option.text, str(number) in given, option.correct)
                for number, option in shuffled(value.options, *seed)
            ]
        case draft.Ordering() if given:
            order = [int(number) for number in given]
            # As it is scored: right is what stands where it belongs, or right after what goes before it.
            after = [-1, *order]
            return [
                Choice(number, value.items[number].text, True, number == place or number == after[place] + 1)
                for place, number in enumerate(order)
            ]
        case draft.Ordering():
            return [
                Choice(number, item.text, sent=place)
                for place, (number, item) in enumerate(shuffled(value.items, *seed))
            ]
        case draft.Matching():
            rights = zip(LETTERS, shuffled([pair.right.text for pair in value.pairs], *seed), strict=False)
            return [
                Choice(number, text, letter=letter, sent=place) for place, (letter, (number, text)) in enumerate(rights)
            ]
        case draft.Gap():
            return [Choice(number, text, text in given) for number, text in shuffled(value.choices, *seed)]
        case _:
            return []


def compared(shown: ShownQuestion, blocks: Iterable[Block], language: str) -> ShownQuestion:
    """With what the words of an answer touch on in the text of `blocks`, where that is what they are compared with."""
    if not compares_with_text(shown):
        return shown
    sections = sections_in((str(block.pk), block.value) for block in blocks if isinstance(block.value, draft.TextBlock))
    found = find_mentions(sections, shown.typed, shown.value.stem, language) if len(sections) > 1 else []
    return replace(shown, mentions=found)


def compares_with_text(shown: ShownQuestion) -> bool:
    value = shown.value
    return shown.answer is not None and isinstance(value, draft.OpenAnswer) and value.picked and not value.model


def name_of(value: draft.Question) -> str:
    """By which words someone finds this question among others: the sentence with its gap, or what is quoted; else the stem."""
    if isinstance(value, draft.Gap | draft.Numeric):
        before, after = value.before, value.after
        room = LONGEST_NAME // 2
        before = before if len(before) <= room else "… " + before[-room:].partition(" ")[2]
        return f"{before}____{Truncator(after).chars(LONGEST_NAME - len(before))}"
    quote = getattr(value, "quote", "")
    return f"{value.stem} ‘{Truncator(quote).chars(LONGEST_NAME)}’" if quote else value.stem


def given_of(question: Question, enrolment: Enrolment, fields: Mapping[str, Sequence[str]]) -> list[str]:
    """What a form sends; of pairs one field per left-hand side, so that one left open keeps its place."""
    value, sent = question.value, list(fields.get("given", ()))
    if isinstance(value, draft.OpenAnswer):
        return [text.strip() for text in sent[:1]]
    if isinstance(value, draft.Matching):
        sent = [next(iter(fields.get(f"given-{place}", ())), "") for place in range(len(value.pairs))]
    return sent_to_given(question, enrolment.pk, sent)


def sent_to_given(question: Question, seed: UUID, sent: list[str]) -> list[str]:
    """What the form sent as places in the question, where it sends places on the page; else as it was sent."""
    value = question.value
    if not isinstance(value, draft.Ordering | draft.Matching):
        return sent
    numbers = {str(choice.sent): str(choice.number) for choice in _choices(value, [], seed, question.pk)}
    return [numbers.get(text, "") for text in sent]


def _typed(value: draft.Question, given: list[str]) -> str:
    """What was typed; a number as the reader's language writes it."""
    if not given or not isinstance(value, draft.Gap | draft.Numeric | draft.OpenAnswer):
        return ""
    number = read_number(given[0]) if isinstance(value, draft.Numeric) else None
    if number is None:
        return given[0]
    return formats.localize(int(number) if number.is_integer() else number)


def _lefts(value: draft.Question, given: list[str]) -> list[Left]:
    if not isinstance(value, draft.Matching):
        return []
    lefts = []
    for place, pair in enumerate(value.pairs):
        chosen = int(given[place]) if place < len(given) else None
        correct = chosen is not None and value.pairs[chosen].right.text == pair.right.text
        lefts.append(Left(pair.left.text, chosen, correct, pair.right.text))
    return lefts
