from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID

from zwerm.language.words import find_parts
from zwerm.people.models import Person, Reader, Space, words_of_name
from zwerm.search import index
from zwerm.search.actions.follow import BATCH, follow_changes, is_behind
from zwerm.search.engine.queries import Limits, Makers
from zwerm.search.engine.reading import Hit
from zwerm.search.found import Found, Narrowing, present
from zwerm.search.models import Change
from zwerm.search.registry import kinds
from zwerm.ui.rules import reading_language

EVERYWHERE = Narrowing()
MOST_CALLED_SO = 50


def find(
    person: Reader,
    query: str,
    narrowing: Narrowing = EVERYWHERE,
    *,
    limit: int = 10,
    skip: int = 0,
    typing: bool = False,
    again: bool = False,
) -> Found:
    """What answers `query` best among what this person may see: one entry per thing, best first.

    The person's spaces are a condition of the query itself. `typing`: the last word may be unfinished. `again`: for this page the index was just
    brought up to date by another search, and who asks loads each thing through what the person sees now: neither is done here.
    """
    spaces = person.space_ids if isinstance(person, Person) and person.is_active else frozenset()
    return find_in(spaces, query, narrowing, limit=limit, skip=skip, typing=typing, again=again)


def find_open(query: str, narrowing: Narrowing = EVERYWHERE, *, limit: int = 10) -> Found:
    """What any colleague would find: for programs that ask on nobody's behalf."""
    return find_in(
        frozenset(Space.objects.filter(open=True).values_list("id", flat=True)), query, narrowing, limit=limit
    )


def find_in(
    spaces: Collection[UUID],
    query: str,
    narrowing: Narrowing,
    *,
    limit: int = 10,
    skip: int = 0,
    typing: bool = False,
    again: bool = False,
) -> Found:
    asked = query.lstrip() if typing else query.strip()
    if not asked or not spaces:
        return Found(asked)
    if not again:
        catch_up()
    reader = index.reader()
    cursor = reader.refresh()
    limits = _limits(spaces, narrowing)
    read = reader.read(asked, limits, reading_language(), typing=typing)
    hits = reader.find(read, limits, most=limit + 1, skip=skip)
    allowed = list(hits[:limit]) if again else _still_allowed(hits[:limit], spaces, cursor.sequence)
    things = [present(hit, read, reader.analyser) for hit in allowed]
    return Found(asked, things, read.corrected, read.unknown, len(hits) > limit)


def catch_up() -> None:
    """Read the last few changes right now, so that what someone just wrote can be found; more is left to the worker."""
    behind = is_behind(index.reader().refresh().sequence)
    if behind < 0 or 0 < behind <= BATCH:
        follow_changes()


def _limits(spaces: Collection[UUID], narrowing: Narrowing) -> Limits:
    return Limits(
        spaces={space.hex for space in spaces},
        kinds=narrowing.kinds,
        within={space.hex for space in narrowing.spaces},
        authors={author.hex for author in narrowing.authors},
        makers=_makers(narrowing.by) if narrowing.by else None,
        language=narrowing.language,
        since=narrowing.since,
        until=narrowing.until,
    )


def _makers(name: str) -> Makers:
    """Colleagues who are called so now, and who is called so in a document."""
    named = words_of_name(name)
    people = Person.objects.filter(named).values_list("id", flat=True)[:MOST_CALLED_SO] if named else ()
    return Makers({one.hex for one in people}, [word.folded for word in find_parts(name)])


def _still_allowed(hits: Sequence[Hit], spaces: Collection[UUID], sequence: int) -> list[Hit]:
    """Without the hits that changed after the index did and are gone, or are now in a space outside `spaces`."""
    keys = [hit.shown.key for hit in hits]
    changed = set(Change.objects.filter(sequence__gt=sequence, key__in=keys).values_list("kind", "key"))
    if not changed:
        return list(hits)
    seen = {
        (name, thing.key)
        for name, kind in kinds.items()
        for thing in kind.load([key for changed_name, key in changed if changed_name == name])
        if thing.space in spaces
    }
    return [hit for hit in hits if (at := (hit.shown.name, hit.shown.key)) not in changed or at in seen]
