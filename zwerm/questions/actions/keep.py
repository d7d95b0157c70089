"""Making an item of the library of a question and its answers, with credit for who asked and who answered."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from uuid import UUID

from django.db.models import QuerySet

from zwerm.library.actions import keep_item
from zwerm.library.models import Item
from zwerm.people.models import Person, Space
from zwerm.questions.actions.refusals import NotAllowed
from zwerm.questions.models import Answer, Kept, Question

HEADINGS = {
    "nl": ("Antwoord", "Ook gezegd", "Gemaakt van een vraag van collega’s:"),
    "en": ("Answer", "Also said", "Made from a question of colleagues:"),
}
_ESCAPED = r"\\\1"
_MARKS = re.compile(r"([\\\[\]*_`<>])")


def keepable_in(person: Person, said_in: Space) -> QuerySet[Space]:
    """Where this person writes and nobody reads who does not read what was said in a space."""
    spaces = Space.objects.writable_by(person)
    return spaces.filter(open=True) if said_in.open else spaces.filter(pk=said_in.pk)


def begun(question: Question) -> str:
    """What an item about it begins with: the question, the answer that helped (else the first), what others said, and the way back."""
    first, rest, made_from = HEADINGS.get(question.language, HEADINGS["en"])
    said = [answer.text for answer in _answers(question)]
    parts = [
        question.text,
        *([f"## {first}", said[0]] if said else []),
        *([f"## {rest}", *said[1:]] if said[1:] else []),
    ]
    link = f"[{in_words(question.title)}]({question.get_absolute_url()})"
    return "\n\n".join(part for part in (*parts, f"{made_from} {link}") if part)


def keep_answers(
    person: Person, question: Question, space: Space, kind: str, title: str, text: str, *, identity: UUID | None = None
) -> Item:
    """The item. Credited are who answered and who asked, unless that was anonymously; both lead to each other. Raises NotAllowed, and what
    `keep_item` raises (`identity` too).
    """
    if question.withdrawn or not keepable_in(person, question.space).filter(pk=space.pk).exists():
        raise NotAllowed
    people = [*(answer.person for answer in _answers(question)), question.person]
    credits = list(dict.fromkeys(one for one in people if one is not None))

    def tie(item: Item) -> None:
        Kept.objects.create(question=question, item=item, by=person, when=datetime.now(UTC))

    return keep_item(
        person, space, kind, title, text, language=question.language, credits=credits, identity=identity, with_it=tie
    )


def in_words(text: str) -> str:
    """Plain words as Markdown that says just them."""
    return _MARKS.sub(_ESCAPED, text)


def _answers(question: Question) -> list[Answer]:
    """The one that helped first."""
    rows = list(question.answers.standing().select_related("person", "acceptance").order_by("when"))
    return sorted(rows, key=lambda answer: not hasattr(answer, "acceptance"))
