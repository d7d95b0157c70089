"""When a source gets a new version, or is set aside: which blocks rest on words that changed, and taking that over or leaving it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

import msgspec
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zwerm.courses.actions.activity import course_activity
from zwerm.courses.actions.authoring import check_author, measure_bite
from zwerm.courses.actions.cards import card_origins, make_course_cards
from zwerm.courses.actions.keep import content_over
from zwerm.courses.actions.refused import Refused
from zwerm.courses.models import Course, Question, Rests
from zwerm.courses.rules.marking import marked_alike
from zwerm.courses.rules.rewriting import spans_of
from zwerm.courses.rules.stale_changes import changes_in
from zwerm.courses.rules.stale_values import NotByItself, taken_over
from zwerm.courses.rules.staleness import Comparison, Text
from zwerm.library.models import Item, Version
from zwerm.people.models import Person
from zwerm.records.actions import record
from zwerm.search.actions import touch


class Compared:
    """Versions of items beside each other, each pair read once."""

    def __init__(self) -> None:
        self._texts: dict[UUID, Text] = {}
        self._pairs: dict[tuple[UUID, UUID], Comparison] = {}

    def of(self, rest: Rests) -> Comparison:
        """From the version that the spans point into to the newest."""
        assert rest.item.current_id is not None, "an item is made together with its first version"
        return self.between(rest.item, rest.version_id, rest.item.current_id)

    def between(self, item: Item, old: UUID, new: UUID) -> Comparison:
        key = (old, new)
        if key not in self._pairs:
            self._pairs[key] = Comparison(*(self._text(version, item.language) for version in key))
        return self._pairs[key]

    def _text(self, version: UUID, language: str) -> Text:
        if version not in self._texts:
            self._texts[version] = Text(Version.objects.values_list("text", flat=True).get(pk=version), language)
        return self._texts[version]


def compare_item(item: UUID) -> int:
    """Mark what rests on words of this item that changed, and nothing else; answers how many blocks and questions are stale.

    Safe to repeat: it follows from the item and its versions alone.
    """
    rests = Rests.objects.filter(item=item).select_related("item", "block", "question").order_by("pk")
    return compare(rests.exclude(version__isnull=True))


def compare(rests: Iterable[Rests]) -> int:
    compared, now, changed = Compared(), timezone.now(), []
    for rest in rests:
        newest = rest.item.current_id
        changes = [told for told in _told(rest, compared) if _pair(told) not in map(_pair, rest.kept)]
        if (changes, newest) != (rest.changes, rest.compared):
            rest.since = (rest.since or now) if changes else None
            rest.changes, rest.compared = changes, newest
            changed.append(rest)
    Rests.objects.bulk_update(changed, ["since", "changes", "compared"], batch_size=200)
    return sum(rest.since is not None for rest in changed)


def _told(rest: Rests, compared: Compared) -> list[dict[str, Any]]:
    """What became of the words under it. When their whole source is set aside, that alone."""
    if rest.item.set_aside is not None:
        return [{"old": "", "new": "", "order": False, "aside": rest.item.set_aside.isoformat()}]
    if rest.version_id == rest.item.current_id:
        return []
    return [msgspec.to_builtins(found) for found in changes_in(rest.value, str(rest.item_id), compared.of(rest))]


def _pair(change: Any) -> tuple[str, str]:
    return change.get("aside") or change["old"], change["new"]


def compare_unread() -> None:
    """What was missed, as when a worker was killed."""
    for item in Rests.objects.unread().values_list("item", flat=True).distinct():
        compare_item(item)


@transaction.atomic
def keep_as_it_is(person: Person, rest: Rests) -> None:
    """The author saw the change and leaves the words; it is told again when the source changes once more. Raises Refused."""
    rest = _lock(person, rest)
    rest.kept, rest.changes, rest.since = [*rest.kept, *rest.changes], [], None
    rest.save(update_fields=["kept", "changes", "since"])


@transaction.atomic
def take_over(person: Person, rest: Rests) -> Course:
    """Say it as the newest version of the source does. In a published course colleagues see it at once; progress stays.

    Raises Refused, also when an author has to look.
    """
    rest = _lock(person, rest)
    course = rest.block.bite.course
    try:
        if rest.item.set_aside is not None:
            raise NotByItself
        value: Any = taken_over(rest.value, str(rest.item_id), Compared().of(rest))
    except NotByItself:
        raise Refused(_("This can not be taken over by itself. Change it, or take it out.")) from None
    cards = card_origins(course)
    _write(rest, value, course)
    if any(span.source == str(rest.item_id) for span in spans_of(value)):
        rest.version, rest.kept, rest.changes, rest.since = rest.item.version, [], [], None
        rest.save(update_fields=["version", "kept", "changes", "since"])
    else:
        rest.delete()
    measure_bite(rest.block.bite)
    if course.published:
        make_course_cards(person, course, before=cards)
        touch("course", course.pk)
        record(person, "revised-course", course_activity(course), space=course.space)
    return course


def _write(rest: Rests, value: Any, course: Course) -> None:
    if rest.question is None:
        rest.block.content = content_over(rest.block, value, course.language)
        rest.block.save(update_fields=["content"])
        return
    question: Question = rest.question
    if course.published and not marked_alike(question.value, value):
        question.edition += 1
    question.kind, question.content = value.kind, msgspec.to_builtins(value)
    question.save(update_fields=["kind", "content", "edition"])


def _lock(person: Person, rest: Rests) -> Rests:
    """The newest state of it, for one who writes at a time, of an author who sees the source."""
    course = Course.objects.select_for_update(of=("self",)).get(bites__blocks__rests_on=rest)
    check_author(person, course)
    if Course.objects.filter(revises=course).exists():
        raise Refused(_("You are changing this course already. Do it there."))
    found = Rests.objects.select_related("item", "question", "block__bite__course__space").filter(pk=rest.pk).first()
    if found is None or not Item.objects.visible_to(person).filter(pk=found.item_id).exists():
        raise Refused(_("This is no longer there."))
    return found


def can_be_taken_over(rest: Rests, compared: Compared) -> bool:
    if rest.item.set_aside is not None:
        return False
    try:
        taken_over(rest.value, str(rest.item_id), compared.of(rest))
    except NotByItself:
        return False
    return True
