from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from zwerm.library.actions.refusals import NotAllowed, NotKept
from zwerm.library.actions.talk.following import follow_item, tell_followers
from zwerm.library.actions.talk.naming import name_in_comment
from zwerm.library.actions.upkeep import may_keep
from zwerm.library.actions.written import activity
from zwerm.library.models import Comment, Item
from zwerm.library.rules.anchors import Quote, place_of_marked, quote_at
from zwerm.operations.once import keep_once
from zwerm.people.models import Person
from zwerm.records.actions import record

MOST_CHARACTERS = 4000
MOST_QUOTED = 2000


def comment_on(
    person: Person,
    item: Item,
    words: str,
    *,
    about: Quote | None = None,
    picked: Collection[UUID] = (),
    key: UUID | None = None,
) -> Comment:
    """Say something about `item`, which `person` sees, or `about` certain words of it.

    `picked` are the colleagues chosen while typing "@": they tell apart people of the same name. Who comments follows the item.
    `key`: of the form in which it was written; what that form sends twice is said once.
    Raises NotKept when there is nothing to say, or when the quoted words don't stand in the text (any more).
    """
    words = _checked(words)
    if item.published is None:
        raise NotAllowed
    comment = Comment(item=item, person=person, words=words, when=datetime.now(UTC))
    if about is not None:
        _place(comment, item, about)
    return _keep(comment, picked, key)


def reply_to(
    person: Person, thread: Comment, words: str, *, picked: Collection[UUID] = (), key: UUID | None = None
) -> Comment:
    """Answer in a thread. A settled one opens again, for there is more to say. `key`: as above. Raises NotKept."""
    words = _checked(words)
    first = thread.thread or thread
    if first.hidden is not None:
        raise NotKept(_("This was hidden in the meantime, so it cannot be answered."), "words")
    reply = Comment(item=first.item, thread=first, person=person, words=words, when=datetime.now(UTC))
    return _keep(reply, picked, key)


def change_comment(person: Person, comment: Comment, words: str, *, picked: Collection[UUID] = ()) -> None:
    """Other words for one's own comment. Raises NotAllowed, NotKept."""
    _check_own(person, comment)
    words = _checked(words)
    if words == comment.words:
        return
    comment.words, comment.edited = words, datetime.now(UTC)
    with transaction.atomic():
        comment.save(update_fields=["words", "edited"])
        name_in_comment(comment, picked)


def withdraw_comment(person: Person, comment: Comment) -> None:
    """Take one's own comment back. What was answered leaves an empty place, so that the answers still stand somewhere."""
    _check_own(person, comment)
    with transaction.atomic():
        if comment.replies.exists():
            # Its words are gone for good; the quote stays, for the answers are about it too.
            comment.words, comment.named, comment.withdrawn = "", {}, datetime.now(UTC)
            comment.save(update_fields=["words", "named", "withdrawn"])
            comment.mentions.all().delete()
            return
        first = comment.thread
        comment.delete()
        if first is not None and first.withdrawn is not None and not first.replies.exists():
            first.delete()


def hide_comment(person: Person, comment: Comment) -> None:
    """Let only its writer and those who look after the space read it; by a steward or lead. Raises NotAllowed."""
    if not may_keep(person, comment.item.space):
        raise NotAllowed
    Comment.objects.filter(id=comment.id, hidden__isnull=True).update(hidden=datetime.now(UTC), hidden_by=person)


def show_comment(person: Person, comment: Comment) -> None:
    """Let everyone read it again. Raises NotAllowed."""
    if not may_keep(person, comment.item.space):
        raise NotAllowed
    Comment.objects.filter(id=comment.id).update(hidden=None, hidden_by=None)


def _place(comment: Comment, item: Item, about: Quote) -> None:
    text = item.version.text
    place = place_of_marked(Quote(about.exact[:MOST_QUOTED], about.prefix, about.suffix), text)
    if place is None:
        raise NotKept(_("The words that you marked are no longer in the text. Mark them again."), "quote")
    found = quote_at(text, *place)
    comment.version, (comment.start, comment.end) = item.version, place
    comment.exact, comment.prefix, comment.suffix, comment.was = found.exact, found.prefix, found.suffix, found.exact


def _keep(comment: Comment, picked: Collection[UUID], key: UUID | None) -> Comment:
    person = comment.person
    assert person is not None
    with transaction.atomic():
        comment, new = keep_once(comment, key, "item_id", "thread_id", "person_id", "words", "was")
        if not new:
            return comment
        if comment.thread_id:
            Comment.objects.filter(id=comment.thread_id).update(resolved=None, resolved_by=None)
        named = name_in_comment(comment, picked)
        follow_item(person, comment.item, again=False)
        tell_followers("item-talk", comment.item, but=[person.pk, *named])
        record(person, "commented", activity(comment.item), space=comment.item.space)
    return comment


def _checked(words: str) -> str:
    words = "\n".join(line.rstrip() for line in words.replace("\r\n", "\n").replace("\0", "").strip().split("\n"))
    if not words:
        raise NotKept(_("Write something first."), "words")
    if len(words) > MOST_CHARACTERS:
        raise NotKept(_("Say it in at most 4,000 characters."), "words")
    return words


def _check_own(person: Person, comment: Comment) -> None:
    if comment.person_id != person.id or comment.withdrawn is not None:
        raise NotAllowed
