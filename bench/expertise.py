"""How well people who know are found: nDCG@10, MRR and hit@3, beside simple ways, and how often a confidence is right.

    python bench/expertise.py [DATA] [--home HOME] [--without-demo] [--choose]

The title of a page is the question, who made it the answer; the page itself is not looked at. Twice: with all other pages, and with only what was there
before it. DATA (default ../shared/data) holds `corpora/` and `sets/`. Numbers were chosen on algoritmekader (`--choose` tells what others give there); the
other sets are for measuring. HOME: an installation with the demo organisation that is there already.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise, product
from math import log
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.expertise_sets import (  # noqa: E402
    Case,
    Work,
    leave_one_out,
    read_contributed,
    read_demo,
    read_signed,
    split_by_time,
)
from bench.search_measures import difference, ndcg, reciprocal_rank  # noqa: E402
from bench.search_quality import build_index  # noqa: E402
from bench.search_sets import SPACE, as_thing  # noqa: E402
from zwerm.search.engine.queries import Limits  # noqa: E402
from zwerm.skills.rules import knowing  # noqa: E402
from zwerm.skills.rules.knowing import Hit, Ranked, Trace, rank_people, worked_there  # noqa: E402

OURS, WITH_PLACE = "**Zwerm**", "**Zwerm**, where the place is known"
LOOKED_AT = 101
BANDS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)


@dataclass(frozen=True)
class Set:
    """Pages with the questions made of them, and what search finds for each title (numbers of other pages, best first)."""

    name: str
    works: Sequence[Work]
    cases: Sequence[Case]
    found: Mapping[int, Sequence[Hit[int]]]

    def hits(self, case: Case) -> list[Hit[int]]:
        return [hit for hit in self.found[case.number] if hit.thing in case.before]

    def traces(self, case: Case) -> list[Trace[int, str]]:
        """Who made what, as many days ago as there are between it and the newest that is there."""
        newest = max((when for number in case.before if (when := self.works[number].when)), default=None)
        return [
            Trace(person, number, 1.0, (newest - work.when).days if newest and work.when else 0)
            for number in sorted(case.before)
            for work in [self.works[number]]
            for person in work.makers
        ]


Way = Callable[[Set, Case], list[str]]


def search_for(works: Sequence[Work], home: Path) -> dict[int, list[Hit[int]]]:
    pages = [work.page for work in works]
    reader = build_index(home, [as_thing(number, page, page.text, named=True) for number, page in enumerate(pages)])
    reader.refresh()
    limits = Limits({SPACE.hex})
    found = {}
    for number, page in enumerate(pages):
        hits = reader.find(reader.read(page.title, limits, "nl"), limits, most=LOOKED_AT)
        found[number] = [Hit(int(hit.shown.key), hit.score) for hit in hits if int(hit.shown.key) != number]
    return found


def sets_of(name: str, works: Sequence[Work], *, dated: bool) -> Iterator[Set]:
    with tempfile.TemporaryDirectory() as folder:
        found = search_for(works, Path(folder))
    yield Set(f"{name}, one page out", works, list(leave_one_out(works)), found)
    if dated:
        yield Set(f"{name}, by time", works, list(split_by_time(works)), found)


def _counted(test: Set, case: Case, worth: Callable[[Work], float]) -> list[str]:
    """By the sum of what pages are worth; who made most goes first among equals."""
    score: Counter[str] = Counter()
    for number in case.before:
        work = test.works[number]
        for person in work.makers:
            score[person] += worth(work) + 1e-6  # type: ignore[assignment]
    return [person for person, _much in sorted(score.items(), key=lambda one: (-one[1], one[0]))]


def most_active(test: Set, case: Case) -> list[str]:
    return _counted(test, case, lambda work: 1)


def same_folder(test: Set, case: Case) -> list[str]:
    place = test.works[case.number].place
    return _counted(test, case, lambda work: work.place == place)


def same_tags(test: Set, case: Case) -> list[str]:
    tags = test.works[case.number].tags
    return _counted(test, case, lambda work: len(tags & work.tags))


def zwerm(test: Set, case: Case) -> list[Ranked[int, str]]:
    return rank_people(test.hits(case), test.traces(case))


def zwerm_there(test: Set, case: Case) -> list[Ranked[int, str]]:
    traces = test.traces(case)
    things = {number: test.works[number].place for number in case.before}
    there = worked_there(test.works[case.number].place, things, traces)
    return rank_people(test.hits(case), traces, there)


def named(way: Callable[[Set, Case], list[Ranked[int, str]]]) -> Way:
    return lambda test, case: [one.person for one in way(test, case)]


WAYS: dict[str, Way] = {
    "most active": most_active,
    "same folder or space": same_folder,
    "tags or skills of the page": same_tags,
    OURS: named(zwerm),
    WITH_PLACE: named(zwerm_there),
}


def print_table(test: Set) -> None:
    print(f"\n### {test.name}: {len(test.cases)} questions, {len(test.works)} pages, ", end="")
    print(f"{len({person for work in test.works for person in work.makers})} people\n")
    print("| way | nDCG@10 | MRR | hit@3 | Zwerm's lead in nDCG (95 %) |\n|---|---|---|---|---|")
    ours = [ndcg_of(WAYS[OURS](test, case), case) for case in test.cases]
    for name, way in WAYS.items():
        ranked = [(way(test, case), case) for case in test.cases]
        gains = [ndcg_of(people, case) for people, case in ranked]
        mean, low, high = difference(ours, gains)
        lead = "" if name == OURS else f"{mean:+.3f} ({low:+.3f} to {high:+.3f})"
        first = np.mean([reciprocal_rank(*numbered(people, case)) for people, case in ranked])
        three = np.mean([bool(case.makers & set(people[:3])) for people, case in ranked])
        print(f"| {name} | {np.mean(gains):.3f} | {first:.3f} | {three:.3f} | {lead} |", flush=True)


def numbered(people: Sequence[str], case: Case) -> tuple[list[int], set[int]]:
    """As the measures want it: numbers instead of names."""
    names = sorted({*people, *case.makers})
    return [names.index(person) for person in people], {names.index(person) for person in case.makers}


def ndcg_of(people: Sequence[str], case: Case) -> float:
    return ndcg(*numbered(people, case))


def print_confidence(tests: Sequence[Set], way: Callable[[Set, Case], list[Ranked[int, str]]]) -> None:
    """Of the first five that are named: how sure they are said to be, and how often that is right."""
    print("\n| set | who | said | right |\n|---|---|---|---|")
    for test in tests:
        told = [
            (one.confidence, one.person in case.makers, place == 0)
            for case in test.cases
            for place, one in enumerate(way(test, case)[:5])
        ]
        bands = {
            f"said {low:.1f} to {high:.1f}": [one for one in told if low <= one[0] < high]
            for low, high in pairwise(BANDS)
        }
        for who, named in {"the first": [one for one in told if one[2]], **bands}.items():
            if named:
                said, right = (np.mean([one[part] for one in named]) for part in (0, 1))
                print(f"| {test.name} | {who}, {len(named)} people | {said:.2f} | {right:.2f} |")


def print_choices(test: Set) -> None:
    """What other numbers give on the set that they were chosen on."""
    print("\n| sharp | easy | voting | nDCG@10 |\n|---|---|---|---|")
    for sharp, easy, most in product((1.0, 1.5, 2.0, 3.0), (5, 20, 60), (10, 50, 100)):
        with numbers(SHARP=sharp, EASY=easy, MOST_VOTING=most):
            gains = [ndcg_of(WAYS[OURS](test, case), case) for case in test.cases]
        print(f"| {sharp} | {easy} | {most} | {np.mean(gains):.3f} |")
    print(f"\nlog-odds of being right = {slope(test):.2f} · log-odds of the score")


@contextmanager
def numbers(**others: float) -> Iterator[None]:
    were = {name: getattr(knowing, name) for name in others}
    try:
        for name, number in others.items():
            setattr(knowing, name, number)
        yield
    finally:
        for name, number in were.items():
            setattr(knowing, name, number)


def slope(test: Set) -> float:
    """By logistic regression through the middle: an even score is right half of the time."""
    told = [
        (min(0.99, max(0.001, one.score)), one.person in case.makers)
        for case in test.cases
        for one in zwerm(test, case)[:5]
    ]
    odds: NDArray[np.float64] = np.array([log(score / (1 - score)) for score, _right in told])
    right: NDArray[np.float64] = np.array([float(right) for _score, right in told])
    steps = np.linspace(0.3, 3, 271)
    losses = [np.mean(np.log1p(np.exp(-(2 * right - 1) * step * odds))) for step in steps]
    return float(steps[int(np.argmin(losses))])


def set_up_demo(home: Path, *, there: bool) -> None:
    os.environ["ZWERM_HOME"] = str(home)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zwerm.settings")
    for words in () if there else (["migrate"], ["demo"]):
        subprocess.run([sys.executable, "-m", "zwerm", *words], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    import django

    django.setup()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("data", nargs="?", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--home", type=Path)
    parser.add_argument("--without-demo", action="store_true")
    parser.add_argument("--choose", action="store_true", help="tell what other numbers give")
    asked = parser.parse_args()
    if not (asked.data / "corpora").is_dir():
        raise SystemExit(f"{asked.data} has no folder corpora; give the data folder as argument.")
    tests = list(sets_of("algoritmekader (chosen on)", read_contributed(asked.data), dated=False))
    if asked.choose:
        print_choices(tests[0])
        return
    tests += sets_of("don-site", read_signed(asked.data), dated=True)
    if not asked.without_demo:
        with tempfile.TemporaryDirectory() as folder:
            set_up_demo(asked.home or Path(folder), there=bool(asked.home))
            tests += sets_of("demo", read_demo(), dated=True)
    for test in tests:
        print_table(test)
    for name, way in ((OURS, zwerm), (WITH_PLACE, zwerm_there)):
        print(f"\n### How sure: {name}")
        print_confidence(tests, way)


if __name__ == "__main__":
    main()
