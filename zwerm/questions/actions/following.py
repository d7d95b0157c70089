from __future__ import annotations

from datetime import UTC, datetime

from zwerm.people.models import Person
from zwerm.questions.models import Following, Question


def follow_question(person: Person, question: Question, *, again: bool = True) -> None:
    """Tell `person` what is said to it. `again` False leaves those alone who said that they don't want to follow it."""
    now = datetime.now(UTC)
    following, _ = Following.objects.get_or_create(
        person=person, question=question, defaults={"since": now, "seen": now}
    )
    if following.muted and again:
        following.muted, following.seen = False, now
        following.save(update_fields=["muted", "seen"])


def stop_following(person: Person, question: Question) -> None:
    """Also when they would follow it by themselves, as who asked."""
    Following.objects.filter(person=person, question=question).update(muted=True)


def look_at(person: Person, question: Question) -> None:
    """They saw what is there now."""
    Following.objects.filter(person=person, question=question).update(seen=datetime.now(UTC))
