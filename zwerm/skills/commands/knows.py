"""`zwerm knows`: who knows about a skill or a question, for people and programs."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any, cast

from django.utils import translation

from zwerm.operations.queries import read_queries
from zwerm.operations.registry import Refused, WrongUsage
from zwerm.people.actions import find_person
from zwerm.people.models import Person, Space
from zwerm.search.actions import follow_changes, renew_index
from zwerm.skills.actions import Knower, knows, places_of


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("question", nargs="*", help="a skill, or a question in words")
    parser.add_argument(
        "--queries", type=Path, metavar="FILE.jsonl", help='many: a line each, {"query": …}; - reads standard input'
    )
    parser.add_argument("--limit", type=int, default=10, help="most people per question (default 10)")
    parser.add_argument("--as", dest="person", metavar="EMAIL", help="ask as this colleague; default: what all may see")
    parser.add_argument(
        "--in",
        dest="place",
        metavar="SPACE",
        help="where it is asked: the short name of a space; who works there counts more",
    )


def run(given: Namespace) -> object:
    """Bring the index up to date, then look for people. Only what they agreed to, or say themselves, is told."""
    question = " ".join(given.question).strip()
    if bool(question) == bool(given.queries):
        raise WrongUsage('Give a skill or a question, or --queries with a file of lines such as {"query": "wondzorg"}.')
    if not 1 <= given.limit <= 100:
        raise WrongUsage("--limit must be from 1 to 100.")
    # Somebody who is in no space sees what all may see.
    person = find_person(given.person) if given.person else Person()
    follow_changes()
    renew_index()
    place = _place(person, given.place) if given.place else None
    with translation.override("nl"):
        if question:
            return [_told(one) for one in knows(question, person, most=given.limit, place=place)]
        return [
            {"query": query, "people": [_told(one) for one in knows(query, person, most=given.limit, place=place)]}
            for query in read_queries(given.queries)
        ]


def _place(person: Person, slug: str) -> Space:
    for one in places_of(person, slug):
        if one.slug == slug:
            return one
    raise Refused(f"There is no team or community “{slug}” that who asks sees.")


def _told(one: Knower) -> dict[str, object]:
    said = [
        {"kind": "said", "title": said.skill.called, "when": said.ability.at.date().isoformat()} for said in one.said
    ]
    said += [
        {"kind": "endorsed", "title": said.skill.called, "when": said.confirmed.last.isoformat()}
        for said in one.said
        if said.confirmed
    ]
    did = [{"kind": deed.kind.name, "title": deed.title, "when": deed.when.isoformat()} for deed in one.deeds]
    there = [{"kind": "place", "title": one.there.space.name, "when": one.there.when.isoformat()}] if one.there else []
    return {
        "person": one.person.email,
        "name": one.person.name,
        "score": round(one.score, 6),
        "confidence": round(one.confidence, 4),
        "evidence": said + did + there,
    }


def tell(answer: object) -> str:
    entries = cast("list[dict[str, Any]]", answer)
    if entries and "people" in entries[0]:
        return "\n\n".join(f"# {entry['query']}\n{tell(entry['people'])}" for entry in entries)
    if not entries:
        return "Nobody is found for this: colleagues are found only for what they agreed to."
    return "\n".join(
        f"{number}. {one['name']} <{one['person']}>, {one['confidence']:.0%} sure\n"
        + "\n".join(f"   {why['kind']}: {why['title']} ({why['when']})" for why in one["evidence"][:3])
        for number, one in enumerate(entries, 1)
    )
