"""Gives the personas of the demo cards, and the weeks of practice that make their page look lived in."""

from __future__ import annotations

import tomllib
from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from django.db import transaction

from zwerm.library.demo.documents import read_documents
from zwerm.library.models import Item
from zwerm.people.models import Person
from zwerm.practice.actions import CardDraft, keep_cards, make_cards, set_rhythm
from zwerm.practice.actions.clock import beginning, day_of, zone
from zwerm.practice.actions.session import record_session
from zwerm.practice.models import Card, Keep, Review, Session, as_json
from zwerm.practice.rules.calendar import Calendar
from zwerm.practice.rules.memory import Memory, Rating, Stage, outcome_of, settle

FILE = Path(__file__).parent / "cards.toml"


@cache
def told() -> dict[str, list[dict[str, Any]]]:
    """Everything in cards.toml."""
    return tomllib.loads(FILE.read_text("utf-8"))


@transaction.atomic
def make_practice() -> None:
    """Safe to repeat: who keeps cards already stays as they are."""
    cards = _make_cards()
    people = {person.email: person for person in Person.objects.all()}
    now = datetime.now(UTC)
    for keeper in told()["keepers"]:
        person = people[keeper["email"]]
        if Keep.objects.filter(person=person).exists():
            continue
        theirs = [card for path in keeper["items"] for card in cards.get(path, [])]
        set_rhythm(person, days_off=keeper.get("days_off", []), new_per_day=4, minutes=5)
        keep_cards(person, theirs, now=now - timedelta(keeper["since"]))
        _Past(person, keeper, now).live()


def _make_cards() -> dict[str, list[Card]]:
    """Path of a document → its cards."""
    identities = {document.path: document.identity for document in read_documents()}
    items = {
        item.pk: item for item in Item.objects.filter(pk__in=identities.values()).select_related("current", "space")
    }
    made: dict[str, list[Card]] = {}
    for number, entry in enumerate(told()["cards"]):
        item = items.get(identities[entry["item"]])
        start = item.version.text.find(entry["quote"]) if item else -1
        if item is None or start < 0:
            # Someone changed or removed the page since: then it has no such card.
            continue
        draft = CardDraft(
            entry["front"],
            entry["back"],
            entry.get("kind", Card.Kind.BASIC),
            item,
            start,
            start + len(entry["quote"]),
            origin=f"demo:{number}",
        )
        made.setdefault(entry["item"], []).extend(make_cards(item.author, item.space, [draft], language=item.language))
    return made


class _Past:
    """What someone would have answered, day by day up to yesterday, by the rules that practice goes by."""

    def __init__(self, person: Person, keeper: dict[str, Any], now: datetime) -> None:
        self.person, self.keeper, self.now = person, keeper, now
        self.chance = Random(keeper["email"])  # noqa: S311  the same past every time, not a secret
        self.off = frozenset(keeper.get("days_off", []))
        self.keeps = list(Keep.objects.filter(person=person).order_by("pk"))
        self.reviews: list[Review] = []

    def live(self) -> None:
        today = day_of(self.now)
        for days_ago in range(self.keeper["since"], self.keeper["rest"], -1):
            day = today - timedelta(days_ago)
            if day.weekday() not in self.off and self.chance.randrange(10) < self.keeper["often"]:
                self._practise(day)
        Keep.objects.bulk_update(
            self.keeps,
            ["stage", "step", "stability", "difficulty", "due", "last_review", "first_review", "turn"],
        )

    def _practise(self, day: date) -> None:
        when = datetime.combine(day, time(self.chance.choice((7, 12, 16)), self.chance.randrange(60)), zone())
        when = when.astimezone(UTC)
        due = [keep for keep in self.keeps if keep.last_review and keep.due < beginning(day + timedelta(1))]
        # The last ones stay new, so that there is something to begin with.
        new = [keep for keep in self.keeps[:-3] if keep.last_review is None][:4]
        if not due and not new:
            return
        session = Session.objects.create(person=self.person, started=when, active=when, aim=len(due) + len(new))
        reviews = []
        for keep in [*due[:16], *new]:
            when += timedelta(seconds=self.chance.randint(5, 20))
            reviews.append(self._answer(keep, when, session))
            if keep.stage != Stage.REVIEW:
                reviews.append(self._answer(keep, when + timedelta(minutes=10), session))
        Review.objects.bulk_create(reviews)
        record_session(session, ended=when)

    def _answer(self, keep: Keep, when: datetime, session: Session) -> Review:
        known = self.chance.random() < self.keeper["knows"]
        rating = self.chance.choice((Rating.GOOD, Rating.GOOD, Rating.GOOD, Rating.HARD, Rating.EASY))
        rating = rating if known else Rating.AGAIN
        before = keep.memory
        review = Review(
            person=self.person,
            card_id=keep.card_id,
            session=session,
            key=keep.key,
            rating=rating,
            when=when,
            seconds=float(self.chance.randint(4, 18)),
            stage=0 if before.new else before.stage,
            before=as_json(before),
        )
        keep.memory = self._next(before, rating, when, keep)
        keep.first_review = keep.first_review or when
        keep.turn += 1
        return review

    def _next(self, before: Memory, rating: Rating, when: datetime, keep: Keep) -> Memory:
        load = Counter(day_of(other.due) for other in self.keeps if other.stage == Stage.REVIEW)
        return settle(outcome_of(before, rating, when, zone()), Calendar(load, self.off), when, zone(), keep.key)
