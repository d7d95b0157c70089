"""Making an item of the library of a thread, with credit for who said it."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from django.db.models import QuerySet

from zwerm.language.detect import detect_language
from zwerm.library.actions import keep_item
from zwerm.library.models import Item
from zwerm.people.models import Person, Space
from zwerm.questions.actions.keep import in_words, keepable_in
from zwerm.questions.actions.refusals import NotAllowed
from zwerm.questions.actions.tips.tell import renew
from zwerm.questions.models import Tip, TipKept

MADE_FROM = {"nl": "Gemaakt van tips van collega’s:", "en": "Made from tips of colleagues:"}
LINK = {"nl": "het gesprek", "en": "the conversation"}
MOST_IN_TITLE = 80


def begun_of_tips(tip: Tip) -> tuple[str, str]:
    """Title and text that an item about a thread begins with: what was said, in its order, and the way back."""
    said = [one.words for one in _said(tip)]
    title = tip.beginning(MOST_IN_TITLE)
    language = detect_language("\n".join(said))
    language = language if language in LINK else "en"
    first, *rest = said[0].split("\n")
    words = "\n".join(rest).strip() if title == first else said[0]
    parts = [_paragraphs(one) for one in (words, *said[1:]) if one]
    link = f"{MADE_FROM[language]} [{LINK[language]}]({tip.get_absolute_url()})"
    return title, "\n\n".join([*parts, link])


def keep_tips(
    person: Person, tip: Tip, space: Space, kind: str, title: str, text: str, *, identity: UUID | None = None
) -> Item:
    """The item. Credited is whoever said something in the thread; both lead to each other. Raises NotAllowed, and what `keep_item` raises."""
    if tip.withdrawn or tip.thread_id or not keepable_in(person, tip.space).filter(pk=space.pk).exists():
        raise NotAllowed
    credits = list(dict.fromkeys(one.person for one in _said(tip) if one.person))

    def tie(item: Item) -> None:
        TipKept.objects.create(tip=tip, item=item, by=person, when=datetime.now(UTC))
        renew(tip)

    return keep_item(person, space, kind, title, text, credits=credits, identity=identity, with_it=tie)


def spaces_to_keep_in(person: Person, tip: Tip) -> QuerySet[Space]:
    return keepable_in(person, tip.space)


def _said(tip: Tip) -> list[Tip]:
    return [tip, *tip.replies.standing().select_related("person").order_by("number")]


def _paragraphs(words: str) -> str:
    """Each line of what was said stays a line."""
    return "\n\n".join(in_words(line) for line in words.split("\n") if line.strip())
