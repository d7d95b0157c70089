"""What was looked for and not found, kept without anybody being able to tell who looked.

Until five different people looked for the same in a week, it stands in the memory of this process and nowhere else; a restart forgets it. Then only the words that
carry it are kept, with a week and a number, together with all that is ready, an hour or more after it was looked at: so the moment of a row tells nobody either.
What only members of one closed space looked for is not kept: the words would tell what is said there.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from threading import Lock
from time import monotonic
from uuid import UUID

from django.db import transaction

from zwerm.language.detect import LANGUAGES
from zwerm.language.stems import stem
from zwerm.language.stopwords import is_stop_word
from zwerm.language.words import find_words_folded
from zwerm.operations.days import organisation_day
from zwerm.people.models import Membership, Person, Space
from zwerm.questions.models import Wanted
from zwerm.questions.rules.gaps import telling

FEWEST = 5
# Seconds between two times that what is ready is kept.
EVERY = 3600
MOST_HELD, LONGEST = 5000, 200
KEPT = timedelta(weeks=12)


class Held:
    """What is looked for this week, in memory only."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._week: date | None = None
        self._people: dict[frozenset[str], set[UUID]] = {}
        self._words: dict[frozenset[str], str] = {}
        self._kept = monotonic()

    def add(self, person: UUID, stems: frozenset[str], words: str, week: date) -> None:
        with self._lock:
            if week != self._week:
                self._week, self._people, self._words = week, {}, {}
            if stems in self._people or len(self._people) < MOST_HELD:
                self._people.setdefault(stems, set()).add(person)
                # Of several ways to say it the first in order, whoever said it.
                self._words[stems] = min(words, self._words.get(stems, words))

    def forget(self, person: UUID) -> None:
        with self._lock:
            for people in self._people.values():
                people.discard(person)

    def ready(self, now: float) -> Mapping[str, frozenset[UUID]]:
        """What enough people looked for, when it is time to keep it."""
        with self._lock:
            if now - self._kept < EVERY:
                return {}
            self._kept = now
            return {self._words[key]: frozenset(some) for key, some in self._people.items() if len(some) >= FEWEST}


held = Held()


def look_for_in_vain(person: Person, words: str) -> None:
    """`person` looked for this, and nothing was found."""
    kept = telling(_words(words))
    if kept and len(kept) <= LONGEST:
        held.add(person.pk, stems_of(words), kept, week_now())
    keep_what_is_ready()


def stems_of(words: str) -> frozenset[str]:
    """Of which two that are the same are about the same. In one language, whichever it is: of three words that cannot be told."""
    return frozenset(stem(word, "nl") for word in _words(words))


def _words(words: str) -> list[str]:
    return [word for word in find_words_folded(words) if not any(is_stop_word(word, one) for one in LANGUAGES)]


def keep_what_is_ready(now: float | None = None) -> None:
    ready = held.ready(monotonic() if now is None else now)
    if not ready:
        return
    with transaction.atomic():
        for words, people in sorted(ready.items()):
            if not within_one_closed_space(people):
                keep(words, len(people))


def keep(words: str, people: int) -> None:
    """Of several processes, or of before a restart, the highest number stands: it is at least so many."""
    row, _new = Wanted.objects.get_or_create(words=words, week=week_now(), defaults={"people": people})
    if row.people < people:
        Wanted.objects.filter(pk=row.pk).update(people=people)


def within_one_closed_space(people: frozenset[UUID]) -> bool:
    closed = Space.objects.filter(open=False).exclude(kind=Space.Kind.PRIVATE)
    rows = Membership.objects.filter(person__in=people, space__in=closed).values_list("space", "person")
    members: dict[UUID, set[UUID]] = {}
    for space, person in rows:
        members.setdefault(space, set()).add(person)
    return any(some == people for some in members.values())


def forget_wanted() -> None:
    Wanted.objects.filter(week__lt=week_now() - KEPT).delete()


def week_now() -> date:
    today = organisation_day()
    return today - timedelta(days=today.weekday())
