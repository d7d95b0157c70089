"""What is like a text, and what it is read by to propose which skills it is about."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from zwerm.library.models import Item, Visit
from zwerm.library.rules.plain import blank_markup
from zwerm.library.rules.similar import query_of
from zwerm.people.models import Person
from zwerm.search.actions import Narrowing, find
from zwerm.search.found import FoundThing
from zwerm.skills.registry import Reading

NEIGHBOURS = 12
# Of a book its beginning tells what it is about.
MOST_READ = 30_000


def things_like(person: Person, query: str, limit: int, without: object) -> list[FoundThing]:
    """Items that `person` sees and that answer `query` (rules/similar.py), best first, among the first `limit`; not the one that it was made of."""
    found = find(person, query, Narrowing(kinds=Item.Kind.values), limit=limit).things if query else []
    return [thing for thing in found if thing.key != str(without)]


def read_for_skills(person: Person, item: Item) -> Reading:
    """The text, and what this person may see that is like it."""
    text = item.version.text[:MOST_READ]
    found = things_like(person, query_of(item.title, text, item.language), NEIGHBOURS + 1, item.id)
    like = [(UUID(thing.key), thing.score * (1.0 if thing.near is None else thing.near)) for thing in found]
    return Reading(item.title, _plain(text), item.language, [one for one in like if one[1] > 0][:NEIGHBOURS])


def _plain(text: str) -> str:
    """Without marks, but for those of headings, by which they are known."""
    return "\n".join(line if line.startswith("#") else blank_markup(line) for line in text.split("\n"))


def count_readers() -> Coalesce:
    """How many opened an item, told by its row; who wrote it is not counted (visit_item)."""
    rows = Visit.objects.filter(item=OuterRef("pk")).order_by().values("item").annotate(n=Count("pk"))
    return Coalesce(Subquery(rows.values("n")), 0)
