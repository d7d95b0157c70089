"""How fast search is on made-up text or on real pages: time per query, from typed to findable, size and memory.

    python bench/search_speed.py [--passages 100000] [--queries 500] [--minutes 50] [--folder KEEP] [--pages DATA]

Text is random words, one in eight of them a compound, as common as the words that people ask for are in real pages: the words
of one query, counted together, stand in a fifth of all passages, as in the development sets. Things have ten passages of
eighty words. `--pages` instead takes the pages, questions and headings of the development sets in DATA (../shared/data), the
pages again and again. They lie in twenty spaces of which the asker sees twelve. One thread, one core. `--folder` keeps the
index for a next run. After `--minutes` no more is indexed, and what is there is measured. From saved to found through the
library: bench/findable.py.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import accumulate, count, cycle, islice
from pathlib import Path
from uuid import UUID

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from zwerm.search.engine.generation import Generation, Generations  # noqa: E402
from zwerm.search.engine.learning import WordCounts, text_of  # noqa: E402
from zwerm.search.engine.meaning import learn_meaning  # noqa: E402
from zwerm.search.engine.queries import Limits  # noqa: E402
from zwerm.search.engine.reading import Reader  # noqa: E402
from zwerm.search.engine.snippets import make_snippet  # noqa: E402
from zwerm.search.engine.things import Findable, Passage  # noqa: E402
from zwerm.search.engine.writing import Writer  # noqa: E402

WORDS, PASSAGES_PER_THING, WORDS_PER_PASSAGE = 60_000, 10, 80
# Zipf and Mandelbrot: how often a word is used by its rank, without the grammar words that nobody looks for.
COMPOUNDS, COMMONEST = 1 / 8, 100
LEARNT_FROM = 2_000
COMMIT_EVERY = 2_000
SPACES = [UUID(int=number) for number in range(1, 21)]
SYLLABLES = [a + b for a in "bdfghklmnprstvwz" for b in ("a", "e", "ij", "o", "ui", "an", "er", "ing")]


class Language:
    """Made-up words by rank, drawn as people use theirs."""

    def __init__(self, seed: int = 1) -> None:
        """`seed` chooses what is said; the words are the same for all who speak."""
        choose = random.Random(0)
        made = list({"".join(choose.choices(SYLLABLES, k=3)): None for _ in range(WORDS)})
        self.words = [choose.choice(made) + word if choose.random() < COMPOUNDS else word for word in made]
        self.random = random.Random(seed)
        self._weights = list(accumulate(1 / (rank + COMMONEST) for rank in range(len(self.words))))

    def say(self, count: int) -> list[str]:
        return self.random.choices(self.words, cum_weights=self._weights, k=count)

    def thing(self, number: int) -> Findable:
        texts = [" ".join(self.say(WORDS_PER_PASSAGE)) for _ in range(PASSAGES_PER_THING)]
        passages = tuple(Passage(str(place), (), 0, len(text), text) for place, text in enumerate(texts))
        when = datetime(2026, 1, 1, tzinfo=UTC) - timedelta(hours=number % 20_000)
        title = " ".join(self.say(4))
        return Findable(str(number), "page", title, "nl", SPACES[number % 20], (), when, passages)

    def sample(self) -> list[Findable]:
        speaker = Language(2)
        return [speaker.thing(number) for number in range(LEARNT_FROM)]

    def things(self) -> Iterator[Findable]:
        return (self.thing(number) for number in count())

    def queries(self) -> Iterator[str]:
        speaker = Language(3)
        while True:
            yield " ".join(speaker.say(speaker.random.choice((1, 2, 3, 4, 8))))


class Pages:
    """Real pages over and over, each time in another space; what people asked of them, and their headings."""

    def __init__(self, data: Path) -> None:
        from bench.search_sets import make_sets

        sets = [made for language in ("nl", "en") for made in islice(make_sets(data, language), 2)]
        self._things = [thing for made in sets[::2] for thing in made.things]
        self._queries = [query.text for made in sets for query in made.queries]
        random.Random(1).shuffle(self._queries)

    def sample(self) -> list[Findable]:
        return self._things

    def things(self) -> Iterator[Findable]:
        chance = random.Random(1)
        for number, thing in enumerate(cycle(self._things)):
            yield replace(thing, key=str(number), space=chance.choice(SPACES))

    def queries(self) -> Iterator[str]:
        return cycle(self._queries)


def build(home: Path, source: Language | Pages, passages: int, minutes: float) -> Generation:
    until = time.monotonic() + minutes * 60
    generation = Generations(home).begin()
    sample = source.sample()
    counts = WordCounts()
    for thing in sample:
        counts.learn(thing)
    counts.keep(generation)
    learn_meaning(generation, [(text_of(thing), thing.language) for thing in sample])
    put = 0
    with Writer(generation) as writer:
        for number, thing in enumerate(source.things(), 1):
            writer.put("page", thing)
            put += len(thing.passages)
            if put >= passages:
                break
            if number % COMMIT_EVERY == 0:
                writer.commit(number)
                if time.monotonic() > until:
                    break
        writer.commit(passages)
        writer.finish_merging()
    return generation


def time_queries(reader: Reader, queries: Sequence[str], *, typing: bool) -> list[tuple[float, float]]:
    """Milliseconds on the clock and of the processor, per query."""
    limits = Limits({space.hex for space in SPACES[:12]})
    times = []
    for query in queries:
        began, worked = time.perf_counter(), time.process_time()
        read = reader.read(query, limits, typing=typing)
        for hit in reader.find(read, limits):
            make_snippet(hit.passages[0].shown.text, read.asked, reader.analyser, "nl")
        times.append(((time.perf_counter() - began) * 1000, (time.process_time() - worked) * 1000))
    return times


def time_to_findable(generation: Generation, reader: Reader) -> float:
    """Milliseconds from a saved text to finding it, commit and all."""
    thing = Findable(
        "new", "page", "", "nl", SPACES[0], (), datetime(2026, 1, 1, tzinfo=UTC), (Passage("0", (), 0, 9, "quorvexia"),)
    )
    began = time.perf_counter()
    with Writer(generation) as writer:
        writer.put("page", thing)
        writer.commit(writer.cursor.sequence + 1)
    reader.refresh()
    limits = Limits({SPACES[0].hex})
    assert reader.find(reader.read("quorvexia", limits), limits)
    return (time.perf_counter() - began) * 1000


def halves(times: Sequence[float]) -> str:
    ordered = sorted(times)
    return f"{ordered[len(ordered) // 2]:.1f} / {ordered[int(len(ordered) * 0.95)]:.1f}"


def row(name: str, value: str) -> None:
    print(f"| {name} | {value} |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--passages", type=int, default=100_000)
    parser.add_argument("--queries", type=int, default=500)
    parser.add_argument("--minutes", type=float, default=50, help="index no longer than this")
    parser.add_argument("--folder", type=Path, help="keep the index here, and use it when it is there")
    parser.add_argument("--pages", type=Path, metavar="DATA", help="the real pages of the development sets")
    given = parser.parse_args()
    source = Pages(given.pages) if given.pages else Language()
    with tempfile.TemporaryDirectory() as temporary:
        home = given.folder or Path(temporary)
        began, worked = time.monotonic(), time.process_time()
        kept = Generations(home)._folders()
        generation = Generation(kept[0]) if kept else build(home, source, given.passages, given.minutes)
        reader = Reader(generation)
        reader.refresh()
        passages = reader.passages_known
        print(f"| {passages:,} passages | |\n|---|---|")
        if not kept:
            row("indexed, passages per second", f"{passages / (time.monotonic() - began):,.0f}")
            row("indexed, passages per second of one processor", f"{passages / (time.process_time() - worked):,.0f}")
        size = sum(file.stat().st_size for file in generation.path.rglob("*") if file.is_file())
        row("index on disk", f"{size / 1e6:,.0f} MB")
        report(generation, list(islice(source.queries(), given.queries)))


def report(generation: Generation, whole: list[str]) -> None:
    reader = Reader(generation)
    reader.refresh()
    for name, queries, typing in (
        ("query", whole, False),
        ("while typing", [query[: max(3, len(query) - 2)] for query in whole], True),
        ("with a misspelt word", [query[:-2] + query[-1] + query[-2] for query in whole[: len(whole) // 5]], False),
    ):
        time_queries(reader, queries[:50], typing=typing)
        times = time_queries(reader, queries, typing=typing)
        row(f"{name}: p50 / p95, ms", halves([clock for clock, _ in times]))
        row(f"{name}: p50 / p95, ms of one processor", halves([worked for _, worked in times]))
    tries = sorted(time_to_findable(generation, reader) for _ in range(5))
    row("saved to findable, ms", f"{tries[2]:.0f}")
    row("peak memory of the process", f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")


if __name__ == "__main__":
    main()
