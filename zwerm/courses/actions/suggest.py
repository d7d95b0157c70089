"""Questions beside a draft: kept when it is made, taken into it, left away, and made again with their part."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zwerm.courses.actions.authoring import lock_draft, measure_bite
from zwerm.courses.actions.edit import add_block, put_last
from zwerm.courses.actions.keep import Places, keep_suggestions, rest
from zwerm.courses.actions.refused import Refused
from zwerm.courses.actions.stale import compare
from zwerm.courses.generation import draft
from zwerm.courses.models import Bite, Block, Footing, Question, Suggestion
from zwerm.people.models import Person

# What a part ends with: its questions come before these.
AFTER_QUESTIONS = frozenset([draft.Reflection.kind, draft.Flashcards.kind])


def suggest_again(block: Block, suggested: Iterable[draft.Suggestion], places: Places) -> None:
    """In the place of those of the part that `block` was made in; what its author left away is not offered again."""
    assert block.made_in is not None, "what an author added is not made again"
    before = Suggestion.objects.filter(bite__course=block.bite.course_id, made_in=block.made_in)
    stood = before.select_related("bite").first()
    declined = [row.value for row in before if row.left]
    before.filter(left=None).delete()
    fresh = [one for one in suggested if one.question not in declined]
    keep_suggestions(stood.bite if stood else block.bite, block.made_in, fresh, places)


@transaction.atomic
def take_suggestion(person: Person, suggestion: Suggestion) -> Question:
    """It becomes a question like any other, after those of its part. Raises Refused, also when it was taken already."""
    lock_draft(person, suggestion.bite.course)
    row = Suggestion.objects.filter(pk=suggestion.pk, left=None).first()
    if row is None:
        raise Refused(_("This was taken or left away already."))
    quiz = _quiz_of(person, row)
    value = row.value
    question = put_last(quiz, value)
    rest(quiz, value, {str(one.item_id): one.version_id for one in row.footings.all()}, question)
    # Its source may have changed since it was suggested.
    compare(question.rests_on.select_related("item", "block", "question"))
    Block.objects.filter(pk=quiz.pk).update(edited=timezone.now())
    row.delete()
    measure_bite(suggestion.bite)
    return question


def _quiz_of(person: Person, suggestion: Suggestion) -> Block:
    """The last questions of its part; where it has none, a place for them after what it teaches."""
    blocks = list(suggestion.bite.blocks.all())
    quiz = next((block for block in reversed(blocks) if block.kind == draft.Quiz.kind), None)
    if quiz is None:
        taught = [block for block in blocks if block.kind not in AFTER_QUESTIONS]
        quiz = add_block(person, suggestion.bite, draft.Quiz(()), taught[-1] if taught else None)
        quiz.made_in = suggestion.made_in
        quiz.save(update_fields=["made_in"])
    return quiz


@transaction.atomic
def leave_suggestion(person: Person, suggestion: Suggestion, *, back: bool = False) -> None:
    """It is not offered any more; with `back` it is again. Safe to repeat."""
    lock_draft(person, suggestion.bite.course)
    Suggestion.objects.filter(pk=suggestion.pk).update(left=None if back else timezone.now())


def copy_suggestions(bites: Mapping[UUID, Bite]) -> None:
    """Into a working copy: `bites` are its parts by the published ones that they came from."""
    for row in Suggestion.objects.filter(bite__in=list(bites)).prefetch_related("footings"):
        footings = list(row.footings.all())
        twin = Suggestion.objects.create(
            bite=bites[row.bite_id],
            position=row.position,
            made_in=row.made_in,
            content=row.content,
            why=row.why,
            left=row.left,
        )
        Footing.objects.bulk_create(
            Footing(suggestion=twin, item_id=one.item_id, version_id=one.version_id) for one in footings
        )


def move_suggestions(bite: Bite, to: Bite) -> None:
    """Those of a working copy come in the place of what its published part had."""
    if bite.pk != to.pk:
        to.suggestions.all().delete()
        bite.suggestions.update(bite=to)
