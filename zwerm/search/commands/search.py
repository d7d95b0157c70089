"""`zwerm search`: what a colleague would find, for people and programs."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any, cast

from django.utils import translation

from zwerm.operations.queries import read_queries
from zwerm.operations.registry import WrongUsage
from zwerm.people.actions import find_person
from zwerm.people.models import Person
from zwerm.search.actions import find, find_open, follow_changes, renew_index
from zwerm.search.found import Found, FoundThing


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("words", nargs="*", help="what to look for")
    parser.add_argument(
        "--queries", type=Path, metavar="FILE.jsonl", help='many: a line each, {"query": …}; - reads standard input'
    )
    parser.add_argument("--limit", type=int, default=10, help="most hits per query (default 10)")
    parser.add_argument(
        "--as", dest="person", metavar="EMAIL", help="look as this colleague; default: what all may see"
    )


def run(given: Namespace) -> object:
    """Bring the index up to date, then search."""
    words = " ".join(given.words).strip()
    if bool(words) == bool(given.queries):
        raise WrongUsage('Give words to look for, or --queries with a file of lines such as {"query": "verlof"}.')
    if not 1 <= given.limit <= 100:
        raise WrongUsage("--limit must be from 1 to 100.")
    person = find_person(given.person) if given.person else None
    follow_changes()
    renew_index()
    if words:
        return _hits(person, words, given.limit)
    return [{"query": query, "hits": _hits(person, query, given.limit)} for query in read_queries(given.queries)]


def _hits(person: Person | None, query: str, limit: int) -> list[dict[str, object]]:
    with translation.override("nl"):
        found: Found = find(person, query, limit=limit) if person else find_open(query, limit=limit)
    return [_told(thing) for thing in found.things]


def _told(thing: FoundThing) -> dict[str, object]:
    best = thing.passages[0] if thing.passages else None
    return {
        "item": thing.key,
        "kind": thing.kind,
        "title": thing.title,
        "path": thing.path,
        "heading": list(best.heading) if best else [],
        "span": [best.start, best.end] if best else [0, 0],
        "snippet": thing.snippet.text,
        "score": thing.score,
    }


def tell(answer: object) -> str:
    entries = cast("list[dict[str, Any]]", answer)
    if entries and "hits" in entries[0]:
        return "\n\n".join(f"# {entry['query']}\n{tell(entry['hits'])}" for entry in entries)
    if not entries:
        return "Nothing found."
    return "\n".join(
        f"{number}. {hit['title']}"
        + (f" — {' › '.join(hit['heading'])}" if hit["heading"] else "")
        + f"\n   {hit['snippet']}"
        for number, hit in enumerate(entries, 1)
    )
