"""What is there already while somebody asks: like questions and texts from any space they see, however old, and who may know."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from zwerm.language.detect import detect_language
from zwerm.library.models import Item
from zwerm.library.rules.similar import is_like, query_of, share_said
from zwerm.people.models import Person
from zwerm.questions.models import QUESTION, Question
from zwerm.search.actions import Narrowing, find
from zwerm.search.found import FoundThing
from zwerm.skills.actions import able, named_in
from zwerm.skills.models import Ability, Skill

MOST_READ, MOST_SHOWN = 4000, 5
MOST_SKILLS, MOST_PEOPLE = 3, 3


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


@dataclass(frozen=True)
class Knows:
    """A colleague who says that they can what a question names, and shows it to who asks."""

    ability: Ability
    skill: Skill


def like(person: Person, title: str, text: str = "", *, texts: bool = True) -> list[Like]:
    """Best first; solved questions come before other questions that are as good. `texts` False: only questions, beside what was looked for just now."""
    text = text[:MOST_READ]
    language = detect_language(f"{title}\n{text}")
    query = query_of(title, text, language)
    if not query:
        return []
    kinds = [QUESTION, *(Item.Kind.values if texts else ())]
    found = find(person, query, Narrowing(kinds=kinds), limit=3 * MOST_SHOWN, again=not texts).things
    near = [thing for thing in found if _is_like(thing, query, language)]
    # Asked again of the database: what was shared, moved or taken back a moment ago is shown as it is now.
    asked = {UUID(thing.key) for thing in near if thing.name == QUESTION}
    questions = Question.objects.visible_to(person).standing().select_related("space", "acceptance")
    items = Item.objects.visible_to(person).published().select_related("space")
    there: dict[UUID, Question | Item] = {
        **(questions.in_bulk(list(asked)) if asked else {}),
        **(items.in_bulk([UUID(thing.key) for thing in near if thing.name != QUESTION]) if texts else {}),
    }
    shown = [Like(there[UUID(thing.key)], thing) for thing in near if UUID(thing.key) in there]
    return sorted(shown, key=lambda one: -one.found.score * (1.2 if one.solved else 1))[:MOST_SHOWN]


def knowing(person: Person, title: str, text: str = "") -> list[Knows]:
    """Colleagues who said themselves that they can what is named, and show it to `person`; who likes to be asked comes first."""
    words = f"{title}\n{text[:MOST_READ]}"
    skills = Skill.objects.standing().in_order(named_in(words, detect_language(words))[:MOST_SKILLS])
    found: dict[UUID, Knows] = {}
    for skill in skills:
        knows = able(skill, person).exclude(person=person.pk).filter(level__gte=Ability.Level.ALONE)
        for ability in knows[:MOST_PEOPLE]:
            found.setdefault(ability.person_id, Knows(ability, skill))
    return list(found.values())[:MOST_PEOPLE]


def _is_like(thing: FoundThing, query: str, language: str) -> bool:
    says_title = any(piece.marked for piece in thing.title_pieces)
    texts = (thing.title, *(passage.text for passage in thing.passages))
    return is_like(thing.score, thing.near, says_title, share_said(query, texts, language))
