"""What colleagues want to know and nobody answered or wrote down, put together and by how many wanted it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from zwerm.people.models import Person
from zwerm.questions.actions.accept import looked_after_by
from zwerm.questions.actions.wanted import KEPT, stems_of, week_now
from zwerm.questions.models import Question, Wanted
from zwerm.questions.rules.gaps import Gap, Missed, gaps_in

# A question of yesterday is no gap yet.
WAITS, OLDEST = timedelta(days=2), timedelta(days=365)
MOST_READ = 500


@dataclass(frozen=True)
class Entry:
    """A question that nobody answered, or words that were looked for in vain."""

    words: str
    question: Question | None = None

    def __str__(self) -> str:
        return str(self.question.pk) if self.question else self.words


def gaps_for(person: Person) -> list[Gap[Entry]]:
    """Unanswered questions in spaces that this person looks after; who cares for learning sees what was looked for too. Two queries."""
    now = datetime.now(UTC)
    seen = Question.objects.visible_to(person).unanswered().filter(space__in=looked_after_by(person).values("pk"))
    waiting = seen.filter(asked__lt=now - WAITS, asked__gt=now - OLDEST).counted().select_related("space")
    missed = [
        Missed(Entry(one.title, one), stems_of(one.title), 1 + one.votes_for)  # type: ignore[attr-defined]  # annotated
        for one in waiting.order_by("-asked")[:MOST_READ]
    ]
    if person.cares_for_learning:
        rows = Wanted.objects.filter(week__gt=week_now() - KEPT).order_by("-people", "words")
        most: dict[str, int] = {}
        for words, people in rows.values_list("words", "people")[:MOST_READ]:
            most[words] = max(people, most.get(words, 0))
        missed += [Missed(Entry(words), stems_of(words), people) for words, people in most.items()]
    return gaps_in(missed)
