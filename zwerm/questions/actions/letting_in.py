"""Who looks after a space reads what was sent anonymously, before others do."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from zwerm.operations.days import organisation_day
from zwerm.people.models import Person
from zwerm.questions.actions.accept import looked_after_by
from zwerm.questions.actions.ask import activity
from zwerm.questions.actions.following import tell_followers
from zwerm.questions.actions.refusals import NotAllowed, NotDone, check_comment
from zwerm.questions.models import Comment, Question, Waiting, WaitingQuerySet
from zwerm.records.actions import record
from zwerm.search.actions import touch


def to_let_in(person: Person) -> WaitingQuerySet:
    """What waits in spaces that this person looks after."""
    return Waiting.objects.visible_to(person).to_read().filter(space__in=looked_after_by(person).values("pk"))


def let_in(person: Person, waiting: Waiting) -> Question:
    """From now on everybody who sees the space reads it. The moment is that of letting in: when it was asked is kept nowhere. Raises NotAllowed."""
    check_looks_after(person, waiting)
    now = datetime.now(UTC)
    with transaction.atomic():
        # Two who let it in at once: the second finds it gone.
        if not Waiting.objects.filter(pk=waiting.pk, turned_away=None).delete()[0]:
            raise NotAllowed
        question = waiting.question or _asked(waiting, now)
        if waiting.kind == Waiting.Kind.ADDITION:
            Comment.objects.create(id=uuid4(), question=question, asker=True, words=waiting.text, when=now)
            tell_followers("question-talk", question, None)
        record(person, "let-in", activity(question), space=question.space)
        touch("question", question.id)
    return question


def _asked(waiting: Waiting, now: datetime) -> Question:
    question = Question(
        id=uuid4(), space=waiting.space, title=waiting.title, anonymous=True, key=waiting.key, asked=now
    )
    question.say(waiting.text, waiting.language)
    question.save(force_insert=True)
    return question


def turn_away(person: Person, waiting: Waiting, reason: str) -> None:
    """Others do not read it; who asked reads why, with their code. It stands in no log. Raises NotAllowed, NotDone."""
    check_looks_after(person, waiting)
    try:
        reason = check_comment(reason)
    except NotDone as refused:
        raise NotDone(_("Tell why, so that who asked can ask it otherwise."), "reason") from refused
    # A colleague who let it in or turned it away meanwhile was first.
    still = Waiting.objects.filter(pk=waiting.pk, turned_away=None)
    if not still.update(turned_away=organisation_day(), reason=reason):
        raise NotAllowed


def check_looks_after(person: Person, waiting: Waiting) -> None:
    if not to_let_in(person).filter(pk=waiting.pk).exists():
        raise NotAllowed
