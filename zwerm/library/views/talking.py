"""What the page of an item shows of the talk about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Count, Q
from django.http import HttpRequest
from uuid_utils.compat import uuid7

from zwerm.library.models import Comment, Item, Reaction, cite_url
from zwerm.library.views.listing import day
from zwerm.library.views.standing import standing_of
from zwerm.library.views.talk import UNSAID
from zwerm.people.models import Person
from zwerm.people.rules.names import pieces


@dataclass(frozen=True)
class Said:
    """A comment as this reader sees it. `shown` False: only that something was said here is left."""

    comment: Comment
    when: str
    shown: bool
    own: bool
    may_hide: bool

    @property
    def pieces(self) -> list[tuple[str, str]]:
        return pieces(self.comment.words, self.comment.named)


@dataclass
class Thread:
    """A comment with its replies. `gone`: the words that it is about are no longer in the text; `where` shows them."""

    first: Said
    gone: bool
    where: str
    may_settle: bool
    replies: list[Said] = field(default_factory=list)

    @property
    def changed(self) -> bool:
        return not self.gone and self.first.comment.was != self.first.comment.exact


@dataclass(frozen=True)
class Word:
    """A reaction: its words, how many said it, and whether this reader did."""

    kind: str
    label: object
    count: int
    mine: bool


def talk_of(request: HttpRequest, person: Person, item: Item) -> dict[str, Any]:
    found = list(
        Comment.objects.filter(item=item)
        .select_related("person", "resolved_by", "version")
        .defer("version__text", "version__html")
    )
    threads = _threads(person, item, found)
    open_threads = [thread for thread in threads if thread.first.comment.resolved is None]
    return {
        "item": item,
        "open": open_threads,
        "settled": [thread for thread in threads if thread.first.comment.resolved is not None],
        "count": sum(said.shown for thread in open_threads for said in (thread.first, *thread.replies)),
        "reactions": words_of(person, item),
        "may_react": item.author_id != person.id,
        "unsaid": _unsaid(request, item),
        # Of every form below: what one sends twice is kept once.
        "key": uuid7(),
    }


def words_of(person: Person, item: Item) -> list[Word]:
    counted = Reaction.objects.filter(item=item).values_list("kind")
    found = {
        kind: (count, mine)
        for kind, count, mine in counted.annotate(Count("id"), mine=Count("id", filter=Q(person=person)))
    }
    return [
        Word(kind, label, *((found[kind][0], bool(found[kind][1])) if kind in found else (0, False)))
        for kind, label in Reaction.Kind.choices
    ]


def _threads(person: Person, item: Item, found: list[Comment]) -> list[Thread]:
    if not found:
        return []
    standing = standing_of(person, item)
    keeps, revises = standing.keeps, standing.revises
    threads: dict[UUID, Thread] = {}
    for comment in sorted(found, key=lambda one: one.thread_id is not None):
        said = _seen(comment, person, keeps)
        if comment.thread_id is None:
            gone = comment.version_id is not None and comment.version_id != item.current_id
            may_settle = revises or comment.person_id == person.id
            threads[comment.id] = Thread(said, gone, _where(comment), may_settle)
        elif comment.thread_id in threads:
            threads[comment.thread_id].replies.append(said)
    return [thread for thread in _in_order(threads.values()) if _has_news(thread)]


def _seen(comment: Comment, person: Person, keeps: bool) -> Said:
    own = comment.person_id == person.id
    shown = comment.withdrawn is None and comment.is_open_to(person, keeps=keeps)
    return Said(comment, day(comment.when), shown, own, keeps and not own)


def _has_news(thread: Thread) -> bool:
    return thread.first.shown or any(reply.shown for reply in thread.replies)


def _in_order(threads: Any) -> Iterator[Thread]:
    """As the text goes; then what is about the whole, and about words that are gone, as it was said."""
    return iter(
        sorted(
            threads,
            key=lambda one: (
                one.first.comment.start is None or one.gone,
                one.first.comment.start if not one.gone and one.first.comment.start is not None else 0,
                one.first.comment.when,
            ),
        )
    )


def _where(comment: Comment) -> str:
    if comment.version is None or comment.start is None or comment.end is None:
        return ""
    return cite_url(comment.version.item_id, comment.start, comment.end, comment.version.number)


def _unsaid(request: HttpRequest, item: Item) -> str:
    if request.session.get(UNSAID, {}).get("item") != str(item.id):
        return ""
    return str(request.session.pop(UNSAID)["words"])
