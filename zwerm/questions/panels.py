"""What questions shows on pages that are not its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, CharField, DateTimeField, Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Cast, Coalesce
from django.http import HttpRequest
from django.utils import timezone

from zwerm.people.models import Membership, Person, Space
from zwerm.people.registry import has_sign
from zwerm.questions.actions import looked_after_by, offered_to, to_let_in
from zwerm.questions.models import Acceptance, Answer, Comment, Conversation, Following, Offer, Question, Tip, TipSeen

MOST_SHOWN = 5
MOST_READ = 5 * MOST_SHOWN
FOLLOWED, TIPS, TO_LET_IN, UNANSWERED = KINDS = ("followed", "tips", "to_let_in", "unanswered")
# What waits for an answer so long is shown to who looks after the space; what nobody answered in two months no longer comes by itself.
WAITS, GIVEN_UP = timedelta(days=2), timedelta(days=60)


@dataclass(frozen=True)
class News:
    """A question in which something happened that this person follows, or, where they look after the space, that waits for an answer or to be let in."""

    id: UUID
    title: str
    language: str
    space: str
    kind: str
    answered: bool

    def get_absolute_url(self) -> str:
        return Question(id=self.id).get_absolute_url()


def today(request: HttpRequest) -> dict[str, Any] | None:
    """New answers to what they follow, new tips, then what waits for an answer in spaces that they look after. One query, for Today has few to spend."""
    person = request.user
    if not isinstance(person, Person):
        return None
    asked: Any = _followed(person).union(_unanswered(person), _to_let_in(person), _tips(person), all=True)
    rows = asked.order_by("kind", "-asked")[:MOST_READ]
    found = [News(id, title, language, space, kind, bool(new)) for id, title, language, space, kind, new, _at in rows]
    shown = {kind: [one for one in found if one.kind == kind][:MOST_SHOWN] for kind in KINDS}
    told = {one.id for one in shown[FOLLOWED]}
    shown[UNANSWERED] = [one for one in shown[UNANSWERED] if one.id not in told]
    return shown if any(shown.values()) else None


def all_followed(request: HttpRequest) -> dict[str, Any] | None:
    """The newest questions that they follow, and whether there are more."""
    follows = Following.objects.filter(question=OuterRef("pk"), person=request.user.pk, muted=False)
    seen = Question.objects.visible_to(request.user).standing().filter(Exists(follows)).select_related("space")
    found = list(seen.order_by("-asked")[: MOST_READ + 1])
    return {"followed": found[:MOST_READ], "more": len(found) > MOST_READ} if found else None


_SHOWN = ("id", "title", "language", "space__name", "kind", "new_answer", "asked")


def _followed(person: Person) -> Any:
    since = {"question": OuterRef("pk"), "when__gt": OuterRef("followings__seen")}
    answered = Exists(Answer.objects.standing().filter(**since).exclude(person=person))
    said = Exists(Comment.objects.filter(**since).exclude(person=person))
    followed = Q(followings__person=person, followings__muted=False)
    return (
        Question.objects.visible_to(person)
        .standing()
        .filter(followed)
        .annotate(kind=_called(FOLLOWED), new_answer=answered, new_words=said)
        # By their names: what asks of `followings` itself in a second filter, asks it of those of everybody.
        .filter(Q(new_answer=True) | Q(new_words=True))
        .order_by()
        .values_list(*_SHOWN)
    )


def _unanswered(person: Person) -> Any:
    now = timezone.now()
    return (
        Question.objects.visible_to(person)
        .unanswered()
        .filter(
            Exists(looked_after_by(person).filter(pk=OuterRef("space"))),
            asked__lt=now - WAITS,
            asked__gt=now - GIVEN_UP,
        )
        .exclude(person=person)
        .annotate(kind=_called(UNANSWERED), new_answer=Value(False, output_field=BooleanField()))
        .order_by()
        .values_list(*_SHOWN)
    )


def _to_let_in(person: Person) -> Any:
    """Without its day: what waits stands below the others, in an order that tells nothing."""
    return (
        to_let_in(person)
        .annotate(
            kind_of=_called(TO_LET_IN),
            new_answer=Value(False, output_field=BooleanField()),
            asked=Cast(Value(None), DateTimeField()),
        )
        .order_by()
        .values_list("id", "title", "language", "space__name", "kind_of", "new_answer", "asked")
    )


def _tips(person: Person) -> Any:
    """Conversations in which others said something since they looked: of spaces they are in by name, and where they looked before.

    As `id` stands the space's, as `language` its slug.
    """
    looked = TipSeen.objects.filter(person=person, space=OuterRef("space"))
    mine = Membership.objects.filter(person=person, space=OuterRef("space"))
    sees = Space.objects.visible_to(person).filter(pk=OuterRef("space"))
    seen = Coalesce(Subquery(looked.values("number")[:1]), Value(0))
    new = Tip.objects.standing().filter(space=OuterRef("space"), number__gt=OuterRef("seen_to"))
    return (
        Conversation.objects.filter(Exists(sees), Exists(looked) | Exists(mine))
        .annotate(seen_to=seen, kind=_called(TIPS), new_answer=Value(False, output_field=BooleanField()))
        .filter(Exists(new.exclude(person=person)), last__gt=F("seen_to"))
        .annotate(title=Value("", output_field=CharField()), asked=Cast(Value(None), DateTimeField()))
        .order_by()
        .values_list("space_id", "title", "space__slug", "space__name", "kind", "new_answer", "asked")
    )


def _called(kind: str) -> Value:
    return Value(kind, output_field=CharField())


def offers(request: HttpRequest) -> dict[str, Any] | None:
    """What colleagues ask this person, for nobody else."""
    person = request.user
    if not isinstance(person, Person) or not has_sign(person, "offers"):
        return None
    found = offered_to(person, Offer.objects.of(person).waiting())
    return {"offered": found} if found else None


def of_space(request: HttpRequest, space: Space) -> dict[str, Any] | None:
    """The way from the people of a space to what was asked there."""
    return None if space.kind == Space.Kind.PRIVATE else {"space": space}


def ask_them(request: HttpRequest, person: Person, reader: Person) -> dict[str, Any] | None:
    """On the page of a colleague: asking where others can read the answer too, with them in mind."""
    return None if person == request.user else {"person": person}


def ask_about(request: HttpRequest, person: Person, wanted: str) -> dict[str, Any] | None:
    """Beside who knows what somebody wants to know: asking it, with them in mind."""
    return None if person == request.user else {"person": person, "wanted": wanted}


def left_by(request: HttpRequest, person: Person, reader: Person, told: Mapping[str, Any]) -> dict[str, Any] | None:
    """When somebody leaves: what they answered, as far as the reader sees it; where it helped first. One query."""
    answered = Answer.objects.visible_to(reader).standing().filter(person=person, question__withdrawn=None)
    helped = answered.annotate(helped=Exists(Acceptance.objects.filter(answer=OuterRef("pk"))))
    rows = list(helped.select_related("question").order_by("-helped", "-when", "pk")[: MOST_SHOWN + 1])
    return {"answers": rows[:MOST_SHOWN], "more": len(rows) > MOST_SHOWN} if rows else None


def nothing(request: HttpRequest) -> dict[str, Any]:
    return {}
