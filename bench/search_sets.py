"""Pages and test sets for bench/search_quality.py, made from folders of Markdown without anybody's judgement."""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from zwerm.language.sentences import split_sentences
from zwerm.language.stopwords import without_stop_words
from zwerm.language.words import count_words, find_words_folded
from zwerm.library.rules.markdown import clean_text, read_markdown
from zwerm.library.rules.plain import blank_markup
from zwerm.search.engine.things import Findable, Passage

FRONT_MATTER = re.compile(r"\A---\r?\n.*?\r?\n---\r?\n", re.DOTALL)
FRONT_TITLE = re.compile(r"^title:\s*[\"']?(.*?)[\"']?\s*$", re.MULTILINE)
FEWEST_WORDS = 30
QUERIES_PER_SET = 400
SPACE = UUID(int=1)
CORPORA = {
    "nl": [
        "algoritmekader/docs",
        "don-site/docs",
        "don-site/blog",
        "don-site/communities",
        "don-site/src/pages",
        "kwaliteitsaanpak/Content",
    ],
    "en": ["sourcegraph-handbook"],
}
LEFT_OUT = re.compile(r"/(Templates|templates)/|/Definitie|(^|/)template[^/]*$")


@dataclass
class Page:
    """A page of a corpus, as text that has been cleaned; `headings` as they stand, `body` is all but those."""

    path: str
    title: str
    text: str
    language: str
    headings: list[str] = field(default_factory=list)
    body: str = ""


@dataclass(frozen=True)
class Query:
    """What is asked, and the numbers of the pages that answer it."""

    text: str
    answers: frozenset[int]


@dataclass(frozen=True)
class Set:
    """A test set: queries, and the pages in the form in which they are searched."""

    name: str
    queries: list[Query]
    things: list[Findable]


def read_pages(data: Path, language: str) -> list[Page]:
    pages = []
    for folder in CORPORA[language]:
        for path in sorted((data / "corpora" / folder).rglob("*")):
            told = path.relative_to(data / "corpora").as_posix()
            if path.suffix in {".md", ".mdx"} and not LEFT_OUT.search(told):
                page = read_page(told, path.read_text("utf-8", "replace"), language)
                if count_words(page.body) >= FEWEST_WORDS:
                    pages.append(page)
    return pages


def read_page(path: str, text: str, language: str) -> Page:
    front = FRONT_MATTER.match(text)
    titled = FRONT_TITLE.search(front.group()) if front else None
    text = clean_text(text[front.end() :] if front else text)
    reading = read_markdown(text, language)
    headings = [heading.path[-1] for heading in reading.headings if heading.path]
    title = titled.group(1) if titled else (headings[0] if headings else Path(path).stem.replace("-", " "))
    return Page(path, title, text, language, headings, without_headings(text, language))


def without_headings(text: str, language: str) -> str:
    lines = text.split("\n")
    for heading in read_markdown(text, language).headings:
        lines[heading.first : heading.last] = [""] * (heading.last - heading.first)
    return "\n".join(lines)


def as_thing(number: int, page: Page, text: str, *, named: bool) -> Findable:
    """What the library would tell the index of this text; without title and path when not `named`."""
    words = blank_markup(text)
    return Findable(
        key=str(number),
        kind="page",
        title=page.title if named else "",
        language=page.language,
        space=SPACE,
        authors=(),
        date=datetime(2026, 1, 1, tzinfo=UTC),
        passages=tuple(
            Passage(f"{span.start}", span.heading, span.start, span.end, words[span.start : span.end])
            for span in read_markdown(text, page.language).passages
        ),
        path=page.path if named else "",
    )


def make_sets(data: Path, language: str) -> Iterator[Set]:
    """Questions over whole pages; headings, titles and first sentences over pages without these."""
    pages = read_pages(data, language)
    whole = [as_thing(number, page, page.text, named=True) for number, page in enumerate(pages)]
    yield Set("questions", _questions(data, language, pages), whole)
    bare = [as_thing(number, page, page.body, named=False) for number, page in enumerate(pages)]
    yield Set("headings", _sampled(_headings(pages)), bare)
    yield Set("titles", _sampled(_titles(pages)), bare)
    firsts = {number: first for number, page in enumerate(pages) if (first := _first_sentence(page))}
    cut = [
        as_thing(number, page, page.body.replace(firsts.get(number, "\0"), " ", 1), named=False)
        for number, page in enumerate(pages)
    ]
    sentences = [Query(blank_markup(first), frozenset([number])) for number, first in firsts.items()]
    yield Set("sentences", _sampled(sentences), cut)


def _questions(data: Path, language: str, pages: list[Page]) -> list[Query]:
    numbers = {page.path: number for number, page in enumerate(pages)}
    queries = []
    for line in (data / "sets" / f"{language}_questions_dev.jsonl").read_text("utf-8").splitlines():
        asked = json.loads(line)
        answers = frozenset(numbers[path] for path in asked["relevant"] if path in numbers)
        if answers:
            queries.append(Query(asked["query"], answers))
    return queries


def _headings(pages: list[Page]) -> list[Query]:
    times = Counter(heading.lower() for page in pages for heading in set(page.headings))
    return [
        Query(heading, frozenset([number]))
        for number, page in enumerate(pages)
        for heading in dict.fromkeys(page.headings)
        if times[heading.lower()] == 1 and heading.lower() != page.title.lower() and _says_something(heading, page)
    ]


def _titles(pages: list[Page]) -> list[Query]:
    times = Counter(page.title.lower() for page in pages)
    return [
        Query(page.title, frozenset([number]))
        for number, page in enumerate(pages)
        if times[page.title.lower()] == 1 and _says_something(page.title, page)
    ]


def _says_something(text: str, page: Page) -> bool:
    return len(without_stop_words(find_words_folded(text), page.language)) >= 2


def _first_sentence(page: Page) -> str:
    for sentence in split_sentences(page.body, page.language):
        if count_words(blank_markup(sentence.text)) >= 6:
            return sentence.text
    return ""


def _sampled(queries: list[Query]) -> list[Query]:
    random.Random(1).shuffle(queries)
    return queries[:QUERIES_PER_SET]
