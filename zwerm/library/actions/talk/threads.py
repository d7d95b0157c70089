from __future__ import annotations

from datetime import UTC, datetime

from zwerm.library.actions.refusals import NotAllowed
from zwerm.library.actions.revise import may_revise
from zwerm.library.models import Comment
from zwerm.people.models import Person


def may_settle(person: Person, thread: Comment) -> bool:
    """Who began a thread may settle it, and who may change the item."""
    return thread.thread_id is None and (thread.person_id == person.id or may_revise(person, thread.item))


def resolve_thread(person: Person, thread: Comment) -> None:
    """There is nothing more to say about this. Raises NotAllowed."""
    if not may_settle(person, thread):
        raise NotAllowed
    Comment.objects.filter(id=thread.id, resolved__isnull=True).update(resolved=datetime.now(UTC), resolved_by=person)


def reopen_thread(person: Person, thread: Comment) -> None:
    """There is more to say about it. Raises NotAllowed."""
    if not may_settle(person, thread):
        raise NotAllowed
    Comment.objects.filter(id=thread.id).update(resolved=None, resolved_by=None)
