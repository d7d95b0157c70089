"""How well search finds: nDCG@10, recall@10 and MRR on real pages, beside what others do on the same pages and queries.

    python bench/search_quality.py [DATA] [--language nl|en] [--parts]

DATA (default ../shared/data) holds `corpora/` and `sets/`. `--parts` also measures Zwerm with one part left out at a time.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.search_baselines import Baselines  # noqa: E402
from bench.search_measures import difference, ndcg, recall, reciprocal_rank  # noqa: E402
from bench.search_sets import SPACE, Set, make_sets  # noqa: E402
from zwerm.search.engine.generation import Generations  # noqa: E402
from zwerm.search.engine.learning import Learnt, WordCounts, text_of  # noqa: E402
from zwerm.search.engine.meaning import learn_meaning  # noqa: E402
from zwerm.search.engine.queries import Limits  # noqa: E402
from zwerm.search.engine.ranking import WEIGHTS, Weights  # noqa: E402
from zwerm.search.engine.reading import Reader  # noqa: E402
from zwerm.search.engine.things import Findable  # noqa: E402
from zwerm.search.engine.writing import Writer  # noqa: E402

OURS = "**Zwerm**"


@dataclass(frozen=True)
class Part:
    """Zwerm with something changed; `meaning` off leaves nearness out."""

    name: str
    weights: Weights = WEIGHTS
    meaning: bool = True


PARTS = [
    Part("without meaning", meaning=False),
    Part("without passages", replace(WEIGHTS, passages=0)),
    Part("with the best passage only", replace(WEIGHTS, passages_counted=1)),
    Part("without the beginning", replace(WEIGHTS, lead=0)),
    Part("without pairs", replace(WEIGHTS, pairs=0)),
    Part("without words alike", replace(WEIGHTS, alike=0)),
    Part("without the title", replace(WEIGHTS, title=0)),
]


def build_index(home: Path, things: Sequence[Findable]) -> Reader:
    generation = Generations(home).begin()
    counts = WordCounts()
    for thing in things:
        counts.learn(thing)
    counts.keep(generation)
    learn_meaning(generation, ((text_of(thing), thing.language) for thing in things))
    with Writer(generation) as writer:
        writer.put_all("page", things)
        writer.commit(1)
    return Reader(generation)


def our_ranking(reader: Reader, query: str, language: str) -> list[int]:
    limits = Limits({SPACE.hex})
    hits = reader.find(reader.read(query, limits, "en" if language == "en" else "nl"), limits)
    return [int(hit.shown.key) for hit in hits]


def our_rankings(
    reader: Reader, queries: Sequence[str], language: str, parts: Sequence[Part]
) -> Iterator[tuple[str, list[list[int]]]]:
    yield OURS, [our_ranking(reader, query, language) for query in queries]
    for part in parts:
        learnt = Learnt(reader.generation, None if part.meaning else False)
        other = Reader(reader.generation, learnt, part.weights)
        other.refresh()
        yield part.name, [our_ranking(other, query, language) for query in queries]


def measure(test: Set, language: str, parts: Sequence[Part]) -> dict[str, list[list[int]]]:
    queries = [query.text for query in test.queries]
    rankings = Baselines(test.things, queries, language).rankings()
    with tempfile.TemporaryDirectory() as home:
        began = time.monotonic()
        reader = build_index(Path(home), test.things)
        reader.refresh()
        print(
            f"{language} {test.name}: {len(test.things)} pages indexed in {time.monotonic() - began:.1f} s",
            file=sys.stderr,
        )
        rankings.update(our_rankings(reader, queries, language, parts))
    return rankings


def print_table(test: Set, language: str, rankings: dict[str, list[list[int]]]) -> None:
    answers = [query.answers for query in test.queries]
    ours = [ndcg(ranking, right) for ranking, right in zip(rankings[OURS], answers, strict=True)]
    print(f"\n### {language}, {test.name}: {len(answers)} queries, {len(test.things)} pages\n")
    print("| system | nDCG@10 | recall@10 | MRR | Zwerm's lead in nDCG (95 %) |\n|---|---|---|---|---|")
    for name, ranked in rankings.items():
        pairs = list(zip(ranked, answers, strict=True))
        gains = [ndcg(ranking, right) for ranking, right in pairs]
        mean, low, high = difference(ours, gains)
        lead = "" if name == OURS else f"{mean:+.3f} ({low:+.3f} to {high:+.3f})"
        found = sum(recall(*pair) for pair in pairs) / len(pairs)
        first = sum(reciprocal_rank(*pair) for pair in pairs) / len(pairs)
        print(f"| {name} | {sum(gains) / len(gains):.3f} | {found:.3f} | {first:.3f} | {lead} |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("data", nargs="?", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--language", choices=["nl", "en"], help="one language only")
    parser.add_argument("--parts", action="store_true", help="also leave out one part at a time")
    given = parser.parse_args()
    if not (given.data / "corpora").is_dir():
        raise SystemExit(f"{given.data} has no folder corpora; give the data folder as argument.")
    for language in [given.language] if given.language else ["nl", "en"]:
        for test in make_sets(given.data, language):
            print_table(test, language, measure(test, language, PARTS if given.parts else []))


if __name__ == "__main__":
    main()
