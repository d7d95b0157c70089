"""Questions as the search index sees them: what was asked, and each answer to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from uuid import UUID

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zwerm.language.detect import detect_language
from zwerm.library.rules.markdown import read_markdown
from zwerm.library.rules.plain import blank_markup
from zwerm.questions.models import QUESTION, TIP, Answer, Question, Tip, Worded
from zwerm.search.registry import Findable, FindableKind, Passage

# Of one question; who reads more than these no longer looks for one.
MOST_ANSWERS = 50
MOST_IN_TITLE = 90


def load(keys: Iterable[str]) -> Iterator[Findable]:
    """Questions with these ids that were not taken back."""
    standing = Answer.objects.standing().order_by("when", "id")
    found = Question.objects.standing().filter(id__in=[UUID(key) for key in keys])
    for question in found.prefetch_related(Prefetch("answers", standing)):
        yield Findable(
            key=str(question.id),
            kind=QUESTION,
            title=question.title,
            language=question.language,
            space=question.space_id,
            authors=(question.person_id,) if question.person_id else (),
            date=question.asked,
            passages=tuple(_passages(question)),
        )


def _passages(question: Question) -> Iterator[Passage]:
    """Places go on from one text to the next, as if they stood below each other."""
    begin = 0
    for place, said in (("", question), *((str(one.id), one) for one in list(question.answers.all())[:MOST_ANSWERS])):
        yield from _of(said, place, begin)
        begin += len(said.text) + 1


def _of(said: Worded, place: str, begin: int) -> Iterator[Passage]:
    words = blank_markup(said.text)
    for number, span in enumerate(read_markdown(said.text, said.language).passages):
        yield Passage(
            id=f"{place}:{number}",
            heading=tuple(span.heading),
            start=begin + span.start,
            end=begin + span.end,
            text=words[span.start : span.end],
        )


def all_keys() -> Iterator[str]:
    for id in Question.objects.standing().order_by("id").values_list("id", flat=True).iterator():
        yield str(id)


def url(key: str, passage: str) -> str:
    """Where a hit leads: the answer that says it."""
    answer = passage.partition(":")[0]
    return reverse("questions:question", args=[key]) + (f"#answer-{answer}" if answer else "")


def load_tips(keys: Iterable[str]) -> Iterator[Findable]:
    """Threads, by the tip with which they begin."""
    replies = Tip.objects.standing().order_by("number")
    found = Tip.objects.filter(id__in=[UUID(key) for key in keys], thread=None)
    for tip in found.prefetch_related(Prefetch("replies", replies)):
        said = [*([] if tip.withdrawn else [tip]), *tip.replies.all()]
        if said:
            yield Findable(
                key=str(tip.id),
                kind=TIP,
                title=said[0].beginning(MOST_IN_TITLE),
                language=detect_language("\n".join(one.words for one in said)),
                space=tip.space_id,
                authors=tuple(dict.fromkeys(one.person_id for one in said if one.person_id)),
                date=said[-1].when,
                passages=tuple(_tips(said)),
            )


def _tips(said: list[Tip]) -> Iterator[Passage]:
    begin = 0
    for one in said:
        yield Passage(id=str(one.id), heading=(), start=begin, end=begin + len(one.words), text=one.words)
        begin += len(one.words) + 1


def all_tips() -> Iterator[str]:
    for id in Tip.objects.filter(thread=None).order_by("id").values_list("id", flat=True).iterator():
        yield str(id)


def url_of_tip(key: str, passage: str) -> str:
    return reverse("questions:thread", args=[key]) + (f"#tip-{passage}" if passage else "")


TIPS = FindableKind(TIP, _("Tips"), load_tips, all_tips, url_of_tip, {TIP: _("Tip")}, icon="quote")
FINDABLE = FindableKind(QUESTION, _("Questions"), load, all_keys, url, {QUESTION: _("Question")}, icon="questions")
