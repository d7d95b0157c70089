"""`zwerm ask`: what the organisation wrote down about a question, for people and programs."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

from django.utils import translation

from zwerm.assistant.actions import Answer, Sentence, ask, ask_open, write_answer
from zwerm.assistant.actions.knows import who_knows
from zwerm.operations.queries import read_queries
from zwerm.operations.registry import WrongUsage
from zwerm.people.actions import find_person
from zwerm.people.models import Person
from zwerm.search.actions import follow_changes, renew_index
from zwerm.search.found import FoundThing
from zwerm.skills.actions import Knower, knows_beside


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("question", nargs="*", help="the question, in words")
    parser.add_argument(
        "--queries", type=Path, metavar="FILE.jsonl", help='many: a line each, {"query": …}; - reads standard input'
    )
    parser.add_argument("--as", dest="person", metavar="EMAIL", help="ask as this colleague; default: what all may see")


def run(given: Namespace) -> object:
    """Bring the index up to date, then answer."""
    question = " ".join(given.question).strip()
    if bool(question) == bool(given.queries):
        raise WrongUsage(
            'Give a question, or --queries with a file of lines such as {"query": "Wie belt de leverancier?"}.'
        )
    person = find_person(given.person) if given.person else None
    follow_changes()
    renew_index()
    with translation.override("nl"):
        if question:
            return told(*_ask(person, question))
        return [told(*_ask(person, query)) for query in read_queries(given.queries)]


def _ask(person: Person | None, question: str) -> tuple[Answer, list[Knower]]:
    answer = write_answer(person, ask(person, question) if person else ask_open(question))
    # Somebody who is in no space sees what all may see.
    reader = person or Person()
    return answer, who_knows(reader, question, answer) or knows_beside(question, reader)


def told(answer: Answer, people: Sequence[Knower] = ()) -> dict[str, Any]:
    return {
        "question": answer.question,
        "answered": answer.answered,
        "sure": answer.answered and answer.sure,
        "sentences": [_sentence(sentence) for sentence in answer.sentences],
        "nearest": answer.nearest
        and {
            "sentences": [_sentence(sentence) for sentence in answer.nearest.told],
            "missing": list(answer.nearest.missing),
            "elsewhere": list(answer.nearest.elsewhere),
        },
        "near": [
            {"item": thing.key, "path": thing.path, "title": thing.title, "heading": list(_heading(thing))}
            for thing in answer.near
        ],
        "people": [{"id": str(one.person.pk), "name": one.person.name, "why": one.why} for one in people],
    }


def _sentence(sentence: Sentence) -> dict[str, Any]:
    return {
        "text": sentence.text,
        "sources": [
            {
                "item": str(source.item.pk),
                "path": source.item.source,
                "heading": list(source.heading),
                "span": [source.start, source.end],
                "quote": source.quote,
            }
            for source in sentence.sources
        ],
    }


def _heading(thing: FoundThing) -> tuple[str, ...]:
    return thing.passages[0].heading if thing.passages else ()


def tell(answer: object) -> str:
    if isinstance(answer, list):
        return "\n\n".join(f"# {entry['question']}\n{tell(entry)}" for entry in answer)
    entry = cast("dict[str, Any]", answer)
    if not entry["answered"]:
        near = [f"- {one['title']}  [{one['path'] or one['item']}]" for one in entry["near"]]
        lines = [
            "We found no sure answer." if near else "Nobody wrote this down yet.",
            *_tell_nearest(entry["nearest"]),
        ]
        return "\n".join([*lines, *(["Perhaps it stands here:", *near] if near else [])])
    beside = [] if entry["sure"] else ["This comes closest, but may be beside the point:"]
    return "\n".join(beside + _tell_sentences(entry["sentences"]))


def _tell_nearest(nearest: dict[str, Any] | None) -> list[str]:
    if not nearest:
        return []
    words = ", ".join(f"“{word}”" for word in nearest["missing"])
    without = f" (that page does not say {words})" if words else ""
    return [f"This comes closest{without}:", *_tell_sentences(nearest["sentences"])]


def _tell_sentences(sentences: Sequence[dict[str, Any]]) -> list[str]:
    return [
        f"{sentence['text']}  [{', '.join(source['path'] or source['item'] for source in sentence['sources'])}]"
        for sentence in sentences
    ]
