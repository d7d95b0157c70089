"""What is there already while somebody asks: like questions and texts from any space they see, however old, and who may know."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from zwerm.language.detect import detect_language
from zwerm.library.models import Item
from zwerm.library.rules.similar import answers_short, is_like, query_of, share_said
from zwerm.people.models import Person
from zwerm.questions.models import QUESTION, Question
from zwerm.search.actions import Narrowing, find
from zwerm.search.found import FoundThing
from zwerm.skills.actions import Knower, knows_begun

MOST_READ, MOST_SHOWN = 4000, 5
# A question of so few words that say something is a short one: the best few that say all of them.
SHORT, MOST_OF_SHORT = 2, 3
# Who knows is told by the best of what was found; with more of it who did the most of anything comes up.
MOST_ANSWERING = 8


@dataclass(frozen=True)
class Like:
    """A question or a text that may say it already: what stands in the database now, and what was found of it."""

    thing: Question | Item
    found: FoundThing

    @property
    def asked(self) -> bool:
        return isinstance(self.thing, Question)

    @property
    def solved(self) -> bool:
        return isinstance(self.thing, Question) and hasattr(self.thing, "acceptance")


def like(person: Person, title: str, text: str = "", *, texts: bool = True) -> list[Like]:
    """Best first; solved questions come before other questions that are as good. `texts` False: only questions, beside what was looked for just now."""
    return _there(person, title, text[:MOST_READ], texts=texts)[0]


def begun(person: Person, title: str, text: str = "") -> tuple[list[Like], list[Knower]]:
    """For a question that is being typed: what is like it, and colleagues who are likely to know; each as far as `person` sees it."""
    there, found = _there(person, title, text[:MOST_READ])
    return there, knows_begun(title, text[:MOST_READ], found[:MOST_ANSWERING], person)


def _there(person: Person, title: str, text: str, *, texts: bool = True) -> tuple[list[Like], list[FoundThing]]:
    """What is like it, and all that was found for it."""
    language = detect_language(f"{title}\n{text}")
    query = query_of(title, text, language, fewest=1)
    if not query:
        return [], []
    kinds = [QUESTION, *(Item.Kind.values if texts else ())]
    found = find(person, query, Narrowing(kinds=kinds), limit=3 * MOST_SHOWN, again=not texts).things
    short = len(query.split()) <= SHORT
    answers, most = (_answers_short, MOST_OF_SHORT) if short else (_is_like, MOST_SHOWN)
    near = [thing for thing in found if answers(thing, query, language)]
    # Asked again of the database: what was shared, moved or taken back a moment ago is shown as it is now.
    asked = {UUID(thing.key) for thing in near if thing.name == QUESTION}
    questions = Question.objects.visible_to(person).standing().select_related("space", "acceptance")
    items = Item.objects.visible_to(person).published().select_related("space")
    there: dict[UUID, Question | Item] = {
        **(questions.in_bulk(list(asked)) if asked else {}),
        **(items.in_bulk([UUID(thing.key) for thing in near if thing.name != QUESTION]) if texts else {}),
    }
    shown = [Like(there[UUID(thing.key)], thing) for thing in near if UUID(thing.key) in there]
    return sorted(shown, key=lambda one: -one.found.score * (1.2 if one.solved else 1))[:most], found


def _is_like(thing: FoundThing, query: str, language: str) -> bool:
    says_title = any(piece.marked for piece in thing.title_pieces)
    return is_like(thing.score, thing.near, says_title, _share(thing, query, language))


def _answers_short(thing: FoundThing, query: str, language: str) -> bool:
    return answers_short(thing.near, _share(thing, query, language))


def _share(thing: FoundThing, query: str, language: str) -> float:
    return share_said(query, (thing.title, *(passage.text for passage in thing.passages)), language)
