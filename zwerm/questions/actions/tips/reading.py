"""Tips as they are shown, to one colleague on a page and to all who look on at once."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, Window
from django.db.models.functions import RowNumber
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import override

from zwerm.library.models import Reaction
from zwerm.operations.hub import News
from zwerm.people.models import Person, Space
from zwerm.people.rules.names import pieces
from zwerm.people.rules.zones import zone_named
from zwerm.questions.models import Conversation, Tip, TipKept, TipNaming, TipReaction, TipSeen

# Of a thread below its first words; the page of the thread has all.
LAST_REPLIES = 3
AT_ONCE = 100
MOST_KEPT = 2000

_kept_html: dict[tuple[object, ...], str] = {}


@dataclass(frozen=True)
class Pressed:
    kind: str
    label: str | Promise
    count: int
    mine: bool


@dataclass
class Shown:
    """`named`: ids of who is named in its words, by their name there. `replied`: how many replies it has; `replies`: those that stand below it here."""

    tip: Tip
    reactions: list[Pressed]
    named: dict[str, str] = field(default_factory=dict)
    replied: int = 0
    kept: bool = False
    own: bool = False
    replies: list[Shown] = field(default_factory=list)

    @property
    def pieces(self) -> list[tuple[str, str]]:
        return pieces(self.tip.words, self.named)

    @property
    def kinds(self) -> list[tuple[str, str | Promise]]:
        """What can be pressed."""
        return list(Reaction.Kind.choices)


def shown(person: Person | None, tips: Iterable[Tip], *, replies: int = LAST_REPLIES) -> list[Shown]:
    """`tips` with `person` read along and counted; each with its last `replies` replies. `person` None: as anybody sees them."""
    first = list(tips)
    below = _last_replies(first, replies) if replies else []
    made = _made(person, [*first, *below])
    for tip in below:
        made[tip.thread_id].replies.append(made[tip.id])
    return [made[tip.id] for tip in first]


def thread_of(person: Person, tip: Tip) -> Shown:
    """The whole thread that begins with `tip`."""
    below = list(tip.replies.standing().select_related("person").order_by("number"))
    made = _made(person, [tip, *below])
    made[tip.id].replies = [made[one.id] for one in below]
    made[tip.id].replied = len(below)
    return made[tip.id]


def _last_replies(first: Sequence[Tip], most: int) -> list[Tip]:
    place = Window(RowNumber(), partition_by=F("thread"), order_by=F("number").desc())
    found = Tip.objects.standing().filter(thread__in=[tip.id for tip in first]).annotate(place=place)
    return list(found.filter(place__lte=most).select_related("person").order_by("number"))


def _made(person: Person | None, tips: Sequence[Tip]) -> dict[Any, Shown]:
    ids = [tip.id for tip in tips]
    pressed: dict[UUID, list[Pressed]] = defaultdict(list)
    labels = dict(Reaction.Kind.choices)
    mine = Count("pk", filter=Q(person=person)) if person else Count("pk", filter=Q(pk=None))
    counts = TipReaction.objects.filter(tip__in=ids).values("tip", "kind").annotate(count=Count("pk"), mine=mine)
    order = {kind: place for place, kind in enumerate(Reaction.Kind.values)}
    for row in sorted(counts, key=lambda row: order[row["kind"]]):
        pressed[row["tip"]].append(Pressed(row["kind"], labels[row["kind"]], row["count"], bool(row["mine"])))
    named: dict[UUID, dict[str, str]] = defaultdict(dict)
    namings = TipNaming.objects.filter(tip__in=ids, person__is_active=True)
    for one, name, whom in namings.values_list("tip", "name", "person"):
        named[one][name] = str(whom)
    kept = set(TipKept.objects.filter(tip__in=ids).values_list("tip", flat=True))
    return {
        tip.id: Shown(
            tip,
            pressed[tip.id],
            named[tip.id],
            getattr(tip, "replied", 0),
            tip.id in kept,
            person is not None and tip.person_id == person.id,
        )
        for tip in tips
    }


def last_of(space: UUID) -> int:
    """The number of its newest change."""
    return Conversation.objects.filter(pk=space).values_list("last", flat=True).first() or 0


def seers_of(space: UUID, people: Collection[UUID]) -> set[UUID]:
    """Who of them sees the tips of this space."""
    place = Space.objects.exclude(kind=Space.Kind.PRIVATE).filter(pk=space).first()
    return set(place.seen_by().filter(pk__in=people).values_list("pk", flat=True)) if place else set()


def as_read(language: str, person: Person) -> str:
    """How tips are said to this person: in which language, and with the times of which time zone. Of most the same, and so made once."""
    return f"{language} {person.time_zone}".strip()


def news_of(space: UUID, since: int, languages: Collection[str]) -> News | None:
    """`languages`: each as `as_read` says it. What changed since, each as it is now, to be put in the place of what it was: `{"upto", "tips": [{"id", "changed", "number", "thread", "html"}]}`."""
    found = Tip.objects.filter(space=space, changed__gt=since).select_related("person").counted()
    rows = list(found.order_by("changed", "number")[: AT_ONCE + 1])
    if not rows:
        return None
    more = len(rows) > AT_ONCE
    if more:
        # A reply and what stands above it change together: neither comes without the other.
        rows = [tip for tip in rows if tip.changed < rows[-1].changed]
    made = _made(None, rows)
    upto = rows[-1].changed
    said = {}
    for language in languages:
        words, _, zone = language.partition(" ")
        with override(words), timezone.override(zone_named(zone)):
            told = [_told(made[tip.id], language) for tip in rows]
        said[language] = json.dumps({"upto": upto, "tips": told}, separators=(",", ":")).encode()
    return News(upto, said, more)


def _told(one: Shown, language: str) -> dict[str, object]:
    gone = one.tip.withdrawn and not one.replied
    return {
        "id": str(one.tip.id),
        "thread": str(one.tip.thread_id or ""),
        "number": one.tip.number,
        "changed": one.tip.changed,
        "html": "" if gone else _html(one, language),
    }


def _html(one: Shown, language: str) -> str:
    """Made once for all who come back and missed the same."""
    name = one.tip.person.name if one.tip.person else ""
    key = (one.tip.id, one.tip.changed, language, name, one.replied, one.kept)
    made = _kept_html.get(key)
    if made is None:
        if len(_kept_html) >= MOST_KEPT:
            _kept_html.clear()
        made = _kept_html[key] = render_to_string("questions/tips/parts/tip.html", {"one": one, "live": True})
    return made


def seen_up_to(person: Person, space: Space, number: int) -> None:
    """They saw the conversation up to this number."""
    _, new = TipSeen.objects.get_or_create(person=person, space=space, defaults={"number": number})
    if not new:
        TipSeen.objects.filter(person=person, space=space, number__lt=number).update(number=number)
