"""The flashcards of a course, and its questions with a short model answer, become cards of practice: made when it is published,
kept by a learner per finished bite."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from zwerm.courses.actions.activity import course_activity
from zwerm.courses.generation import draft
from zwerm.courses.models import Bite, Block, Course
from zwerm.courses.models.sight import blocks_for
from zwerm.courses.rules.rewriting import escape
from zwerm.people.models import Person
from zwerm.practice.actions import CardDraft, keep_cards, make_cards, retire_cards
from zwerm.practice.models import Card

WITH_CARDS = (draft.Flashcards.kind, draft.Quiz.kind)
# Characters of a model answer: about a hundred words. What is longer is no card to know by heart.
LONGEST_BACK = 600


def card_origins(course: Course) -> set[str]:
    """What the cards of this course are known by in practice."""
    blocks = Block.objects.filter(bite__course=course, kind__in=WITH_CARDS).prefetch_related("questions")
    return {origin for block in blocks for origin, _ in _cards(block)}


def make_course_cards(person: Person, course: Course, before: Collection[str] = ()) -> None:
    """Make the cards of every bite; again, they stay the same cards. Of those `before` what is no longer there retires."""
    drafts = []
    blocks = Block.objects.filter(bite__course=course, kind__in=WITH_CARDS)
    for block in blocks.prefetch_related("questions", "rests_on__item"):
        places = {str(rest.item_id): rest for rest in block.rests_on.all()}
        for origin, card in _cards(block):
            span = card.spans[0] if card.spans else None
            rest = places.get(span.source) if span else None
            # A card shows the words in the item as it is now; where that changed since, it leads to the item alone.
            fits = rest is not None and rest.item.current_id == rest.version_id
            drafts.append(
                CardDraft(
                    front=card.front,
                    back=card.back,
                    item=rest.item if rest else None,
                    start=span.start if span and fits else None,
                    end=span.end if span and fits else None,
                    origin=origin,
                )
            )
    retire_cards(set(before) - {one.origin for one in drafts})
    make_cards(person, course.space, drafts, language=course.language)


def keep_bite_cards(person: Person, bite: Bite) -> None:
    """The learner remembers the cards of a bite from now on, as far as they see what these rest on."""
    blocks = blocks_for(person, bite).filter(kind__in=WITH_CARDS)
    origins = [origin for block in blocks for origin, _ in _cards(block)]
    if origins:
        keep_cards(person, Card.objects.filter(origin__in=origins), about=course_activity(bite.course))


def _cards(block: Block) -> Iterator[tuple[str, draft.Card]]:
    value = block.value
    if isinstance(value, draft.Flashcards):
        for key, card in zip(block.card_keys, value.cards, strict=True):
            yield f"block:{block.pk}:{key}", card
    for question in block.questions.all():
        asked = question.value
        if isinstance(asked, draft.OpenAnswer) and 0 < len(asked.model) <= LONGEST_BACK:
            yield (
                f"question:{question.pk}",
                draft.Card(_as_markdown(asked.stem), _as_markdown(asked.model), asked.spans),
            )


def _as_markdown(words: str) -> str:
    """Plain words, with their lines, as they stand in a card."""
    return "\n".join(f"{escape(line)}  " if line.strip() else "" for line in words.strip().splitlines())
