"""What the colleagues of the demo say about what they keep."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from zwerm.library.actions.talk.comments import comment_on, reply_to
from zwerm.library.actions.talk.following import follow_space
from zwerm.library.actions.talk.reactions import react
from zwerm.library.actions.talk.threads import resolve_thread
from zwerm.library.demo.documents import identity_of
from zwerm.library.models import Comment, Item
from zwerm.library.rules.anchors import Quote
from zwerm.people.models import Person, Space

TOLD = Path(__file__).parent / "nl" / "talk.toml"
FOLLOWED = [("tess.vanvliet", "lindehof"), ("fatima.elamrani", "valpreventie"), ("sanne.devries", "seh")]


def make_talk(people: dict[str, Person], spaces: dict[str, Space], made: dict[UUID, Item]) -> None:
    """What they say about the items in `made`: about others it was said when those were made."""
    told = tomllib.loads(TOLD.read_text("utf-8"))
    named = {address.partition("@")[0]: person for address, person in people.items()}
    for thread in told["thread"]:
        if item := made.get(identity_of(thread["path"])):
            _say(thread, item, named)
    for reaction in told["reaction"]:
        if item := made.get(identity_of(reaction["path"])):
            for name in reaction["by"]:
                react(named[name], item, reaction["kind"])
    for name, space in FOLLOWED:
        follow_space(named[name], spaces[space])


def _say(thread: dict[str, Any], item: Item, named: dict[str, Person]) -> None:
    about = Quote(thread["quote"]) if "quote" in thread else None
    first = comment_on(named[thread["by"]], item, thread["words"], about=about)
    _date(first, thread["days"], 9)
    for hour, reply in enumerate(thread.get("reply", ()), 11):
        _date(reply_to(named[reply["by"]], first, reply["words"]), reply["days"], hour)
    if "settled_by" in thread:
        resolve_thread(named[thread["settled_by"]], first)


def _date(comment: Comment, days: int, hour: int) -> None:
    when = (datetime.now(UTC) - timedelta(days=days)).replace(hour=hour, minute=7 * days % 60)
    Comment.objects.filter(id=comment.id).update(when=when)
    comment.mentions.update(when=when)
