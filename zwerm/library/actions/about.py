"""What a text is read by to propose which skills it is about."""

from __future__ import annotations

from uuid import UUID

from zwerm.library.models import Item
from zwerm.library.rules.plain import blank_markup
from zwerm.library.rules.similar import query_of
from zwerm.people.models import Person
from zwerm.search.actions import Narrowing, find
from zwerm.skills.registry import Reading

NEIGHBOURS = 12


def read_for_skills(person: Person, item: Item) -> Reading:
    """The text, and what this person may see that is like it."""
    text = item.version.text
    query = query_of(item.title, text, item.language)
    narrow = Narrowing(kinds=Item.Kind.values)
    found = find(person, query, narrow, limit=NEIGHBOURS + 1).things if query else []
    like = [
        (UUID(thing.key), thing.score * (1.0 if thing.near is None else thing.near))
        for thing in found
        if thing.key != str(item.id)
    ]
    return Reading(item.title, _plain(text), item.language, [one for one in like if one[1] > 0][:NEIGHBOURS])


def _plain(text: str) -> str:
    """Without marks, but for those of headings, by which they are known."""
    return "\n".join(line if line.startswith("#") else blank_markup(line) for line in text.split("\n"))
