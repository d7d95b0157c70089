from __future__ import annotations

from datetime import UTC, datetime

from zwerm.notices.actions import News, notify_all
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


def tell_followers(kind: str, question: Question, but: Person | None, when: datetime | None = None) -> None:
    """Who follows it hears of it, `but` who did it. Who asked anonymously follows nothing."""
    followed = Following.objects.filter(question=question, muted=False)
    if but is not None:
        followed = followed.exclude(person=but)
    notify_all(followed.values_list("person", flat=True), News(kind, question.pk, question.space, when=when))
