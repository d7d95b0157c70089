from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Avg, Count, Q, Sum
from django.utils.translation import ngettext, override

from zwerm.people.models import Person
from zwerm.practice.actions.plan import plan_of
from zwerm.practice.models import Review, Rhythm, Session
from zwerm.practice.rules.memory import Rating
from zwerm.records.actions import record
from zwerm.records.vocabulary import OWN, Activity

ACTIVITY_TYPE = f"{OWN}activities/practice"
# Who was away for so long sits down anew.
AWAY = timedelta(minutes=30)
SHORTEST_PACE, LONGEST_PACE = 4.0, 40.0


def open_session(person: Person, now: datetime) -> Session | None:
    """The session that `person` is in the middle of; one that was left alone is ended first."""
    session = Session.objects.filter(person=person, ended__isnull=True).first()
    if session and now - session.active > AWAY:
        end_session(session)
        return None
    return session


def begin_session(person: Person, now: datetime | None = None) -> Session:
    """Sit down to practise; who already sits stays where they are."""
    now = now or datetime.now(UTC)
    session = open_session(person, now)
    if session is not None:
        return session
    aim = plan_of(person, now).answers
    try:
        with transaction.atomic():
            return Session.objects.create(person=person, started=now, active=now, aim=aim)
    except IntegrityError:
        # Another window was a moment earlier.
        return Session.objects.get(person=person, ended__isnull=True)


@transaction.atomic
def end_session(session: Session) -> Session | None:
    """Get up: what was done becomes one statement. A session without an answer leaves no trace (None). Twice is once."""
    session = Session.objects.select_for_update().get(pk=session.pk)
    if session.ended:
        return session
    if not Review.objects.counted().filter(session=session).exists():
        session.delete()
        return None
    record_session(session, session.active)
    _learn_pace(session.person)
    return session


def record_session(session: Session, ended: datetime) -> None:
    """Close `session`, inside the caller's transaction, and tell what was done in it."""
    answers = Review.objects.counted().filter(session=session)
    told = answers.aggregate(
        cards=Count("card", distinct=True),
        answers=Count("pk"),
        right=Count("pk", filter=Q(rating__gt=Rating.AGAIN)),
        seconds=Sum("seconds"),
    )
    session.ended = session.active = ended
    session.save(update_fields=["ended", "active"])
    record(
        session.person,
        "practised",
        Activity(f"urn:uuid:{session.id}", ACTIVITY_TYPE, _named(told["cards"])),
        seconds=told["seconds"],
        scaled=told["right"] / told["answers"],
        when=ended,
    )


def end_abandoned_sessions() -> None:
    """Recurring: who closed the window without saying so has practised all the same."""
    for session in Session.objects.filter(ended__isnull=True, active__lt=datetime.now(UTC) - AWAY):
        end_session(session)


def _learn_pace(person: Person) -> None:
    last = Review.objects.counted().filter(person=person).order_by("-pk").values("pk")[:50]
    pace = Review.objects.filter(pk__in=list(last.values_list("pk", flat=True))).aggregate(pace=Avg("seconds"))["pace"]
    pace = min(max(pace, SHORTEST_PACE), LONGEST_PACE)
    Rhythm.objects.update_or_create(person=person, defaults={"pace": pace})


def _named(cards: int) -> dict[str, str]:
    names = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            names[code] = ngettext("%(count)s card", "%(count)s cards", cards) % {"count": cards}
    return names
