"""What learners say of a bite, and an author who looked at it."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zwerm.courses.actions.activity import bite_activity
from zwerm.courses.actions.authoring import check_author
from zwerm.courses.actions.refused import Refused
from zwerm.courses.models import Bite, Reaction
from zwerm.people.models import Person
from zwerm.records.actions import record

ASKS_FOR_WORDS = frozenset({Reaction.Kind.QUESTION})


@transaction.atomic
def react(person: Person, bite: Bite, kind: str, words: str = "") -> Reaction:
    """One of each kind per person; again, with other words, it is the same one. Raises Refused."""
    words = " ".join(words.split())[: Reaction.MOST_WORDS]
    if kind not in Reaction.Kind.values:
        raise Refused(_("Choose what you want to say of this part."))
    if kind in ASKS_FOR_WORDS and not words:
        raise Refused(_("Write your question in a few words."))
    said: dict[str, object] = {"words": words, "when": timezone.now()}
    by_maker = bite.course.is_made_by(person)
    reaction, new = Reaction.objects.update_or_create(
        bite=bite, person=person, kind=kind, settled=None, defaults=said, create_defaults=said | {"by_maker": by_maker}
    )
    if new:
        record(person, "reacted-to-bite", bite_activity(bite), space=bite.course.space)
    return reaction


def take_back(person: Person, bite: Bite, kind: str) -> None:
    """As if it was never said; what an author settled stays settled."""
    Reaction.objects.filter(bite=bite, person=person, kind=kind, settled=None).delete()


def settle(person: Person, reaction: Reaction) -> None:
    """An author looked at it: it is no longer on the list, and no longer counts. Safe to repeat. Raises Refused."""
    check_author(person, reaction.bite.course)
    Reaction.objects.filter(pk=reaction.pk, settled=None).update(settled=timezone.now(), settled_by=person)
