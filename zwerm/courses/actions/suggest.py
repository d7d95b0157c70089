"""Questions and points beside a draft: kept when it is made, taken into it, asked about, left away, and made again with their part."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import cast
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zwerm.courses.actions.authoring import lock_draft, measure_bite, read_anew
from zwerm.courses.actions.edit import add_block, put_last
from zwerm.courses.actions.keep import Places, content_of, keep_suggestions, rest, sources_of
from zwerm.courses.actions.refused import Refused
from zwerm.courses.actions.stale import Compared, compare
from zwerm.courses.generation import draft
from zwerm.courses.models import Bite, Block, Footing, Question, Rests, Suggestion
from zwerm.courses.rules.points import with_points
from zwerm.courses.rules.stale_values import NotByItself, taken_over
from zwerm.people.models import Person

# In this order a part ends, after what it teaches.
ENDS_WITH = (
    draft.Quiz.kind,
    draft.KeyPoints.kind,
    draft.Glossary.kind,
    draft.Reflection.kind,
    draft.Flashcards.kind,
)


def suggest_again(block: Block, kinds: Collection[str], suggested: Iterable[draft.Suggestion], places: Places) -> None:
    """What goes into blocks of these kinds, in the place of those of the part that `block` was made in; what its author left away is not
    offered again."""
    assert block.made_in is not None, "what an author added is not made again"
    rows = list(
        Suggestion.objects.filter(bite__course=block.bite.course_id, made_in=block.made_in).select_related("bite")
    )
    before = [row for row in rows if draft.joins(row.value) in kinds]
    declined = [row.value for row in before if row.left]
    Suggestion.objects.filter(pk__in=[row.pk for row in before if not row.left]).delete()
    fresh = [one for one in suggested if one.joins in kinds and one.value not in declined]
    keep_suggestions(rows[0].bite if rows else block.bite, block.made_in, fresh, places)


@transaction.atomic
def take_suggestion(person: Person, suggestion: Suggestion) -> Question | Block:
    """It becomes a question like any other, after those of its part; or a point among those of its part, which are answered.

    Raises Refused, also when it was taken already.
    """
    lock_draft(person, suggestion.bite.course)
    row = Suggestion.objects.filter(pk=suggestion.pk, left=None).first()
    if row is None:
        raise Refused(_("This was taken or left away already."))
    value = row.value
    taken = (
        _take_point(person, row, value) if isinstance(value, draft.KeyPoints) else _take_question(person, row, value)
    )
    row.delete()
    measure_bite(suggestion.bite)
    return taken


@transaction.atomic
def ask_about(person: Person, bite: Bite, value: draft.Question, places: Places) -> Question:
    """A question of its author's own about a point, after those of its part; it rests on what the point rests on. Raises Refused."""
    lock_draft(person, bite.course)
    read_anew(bite)
    question = _ask(_block_for(person, bite, draft.Quiz(())), value, places)
    measure_bite(bite)
    return question


def _take_question(person: Person, row: Suggestion, value: draft.Question) -> Question:
    quiz = _block_for(person, row.bite, draft.Quiz(()), row.made_in)
    return _ask(quiz, value, {str(one.item_id): one.version_id for one in row.footings.all()})


def _ask(quiz: Block, value: draft.Question, places: Places) -> Question:
    question = put_last(quiz, value)
    rest(quiz, value, places, question)
    # Its source may have changed since it was suggested.
    compare(question.rests_on.select_related("item", "block", "question"))
    Block.objects.filter(pk=quiz.pk).update(edited=timezone.now())
    return question


def _take_point(person: Person, row: Suggestion, value: draft.KeyPoints) -> Block:
    block = _block_for(person, row.bite, draft.KeyPoints(()), row.made_in)
    standing = cast("draft.KeyPoints", block.value)
    known = {one.item_id: one.version_id for one in block.rests_on.all()}
    footings = list(row.footings.select_related("item"))
    for one in footings:
        value = _at_version(value, one, known.get(one.item_id, one.version_id))
    block.content = content_of(with_points(standing, value, _sources_in(row.bite)))
    block.edited = timezone.now()
    block.save(update_fields=["content", "edited"])
    Rests.objects.bulk_create(
        Rests(block=block, item_id=one.item_id, version_id=one.version_id)
        for one in footings
        if one.item_id not in known
    )
    compare(block.rests_on.select_related("item", "block", "question"))
    return block


def _at_version(value: draft.KeyPoints, footing: Footing, version: UUID) -> draft.KeyPoints:
    """As it stands in that version of its text: what a block says rests on one version of each. Raises Refused where it does not."""
    if footing.version_id == version:
        return value
    comparison = Compared().between(footing.item, footing.version_id, version)
    try:
        return taken_over(value, str(footing.item_id), comparison)
    except NotByItself:
        raise Refused(
            _(
                "The points of this part are of another version of the text. Make those again from the newest text first."
            )
        ) from None


def _sources_in(bite: Bite) -> list[str]:
    """What its texts are of, in their order."""
    return list(dict.fromkeys(source for block in bite.blocks.all() for source in sources_of(block.value)))


def _block_for(person: Person, bite: Bite, empty: draft.Quiz | draft.KeyPoints, made_in: int | None = None) -> Block:
    """The last of its kind in the part; where it has none, an empty one at the place where drafts have it."""
    blocks = list(bite.blocks.all())
    found = next((block for block in reversed(blocks) if block.kind == empty.kind), None)
    if found is None:
        later = ENDS_WITH[ENDS_WITH.index(empty.kind) :]
        before = [block for block in blocks if block.kind not in later]
        found = add_block(person, bite, empty, before[-1] if before else None)
        found.made_in = made_in
        found.save(update_fields=["made_in"])
    return found


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
