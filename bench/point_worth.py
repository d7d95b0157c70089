"""How well points to remember are chosen, and the weights by which they are: what readers said of each sentence and list of a page.

    python bench/point_worth.py [--corpora ../shared/data/corpora] [--write]

`bench/points/grades.json` holds, per page, the grade of each sentence and list by the beginning of the SHA-1 of its text: 2 is what the page is for, 1 is good to
know, 0 is poor by itself. Readers read the whole page first; two of them agreed on nine in ten of what one found good. Prints how many of the points are good,
chosen by weights that were learned from other pages, and from other collections of pages; with `--write` learns from all and writes the weights.
"""

import argparse
import hashlib
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from bench.course_quality import read_source
from zwerm.courses.generation.listing import split_listing
from zwerm.courses.generation.plan import BitePlan, make_plan
from zwerm.courses.generation.source import Source
from zwerm.courses.generation.writers import points, worth
from zwerm.courses.generation.writers.features import Features, list_features, sentence_features
from zwerm.courses.generation.writers.listed import find_listed
from zwerm.library.imports.markdown.front_matter import split_front_matter

T = TypeVar("T")
ROOT = Path(__file__).resolve().parents[1]
GRADES = ROOT / "bench" / "points" / "grades.json"
DEMO = ROOT / "zwerm" / "library" / "demo"
# What a good point that is not the core counts for.
TOLD = {0: 0.0, 1: 0.5, 2: 1.0}
CORE = max(TOLD)
# A word counts where so many pages have it, and more than one collection: names of one organisation teach nothing about others.
LEAST_PAGES, LEAST_COLLECTIONS = 8, 2
RIDGE, FOLDS = 10.0, 5
# So many points a bite has.
MOST = 4


@dataclass(frozen=True)
class Graded:
    page: str
    bite: int
    text: str
    features: Features
    grade: int
    may_stand: bool

    @property
    def collection(self) -> str:
        return self.page.split("/")[0]


def key_of(text: str) -> str:
    return hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()[:8]


def key_of_list(text: str) -> str:
    """By its lead and how each item begins: how much of an item is told may change."""
    lead, items = split_listing(text)
    begins = [" ".join(item.split()[:3]).rstrip(" .,:;…") for item in items]
    return key_of(" | ".join([lead, *begins]))


def read_page(page: str, corpora: Path) -> Source:
    """A page of the demo with its kind, or one of the corpora."""
    if not page.startswith("demo/"):
        return read_source(corpora / page, corpora)
    told, body = split_front_matter((DEMO / page.removeprefix("demo/")).read_text())
    kind = told.get("kind")
    return Source(id=page, title=str(told["title"]), markdown=body, is_how_to=kind == "howto", is_story=kind == "story")


def read_bite(bite: BitePlan) -> Iterator[tuple[str, str, Features, bool]]:
    """Everything in it with its key and features, and whether it may be a point at all."""
    standing = {point.sentence.spans: point for point in points.find_points(bite)}
    for unit in bite.units:
        for sentence, features in sentence_features(unit, bite):
            yield (
                key_of(sentence.text),
                sentence.text,
                features,
                any(sentence.span in spans and len(spans) <= 2 for spans in standing),
            )
    for one in find_listed(bite):
        yield key_of_list(one.point.text), one.point.text, list_features(one, bite), one.point.spans in standing


def read_grades(corpora: Path) -> list[Graded]:
    found: list[Graded] = []
    for page, grades in json.loads(GRADES.read_text()).items():
        for bite in make_plan([read_page(page, corpora)]).bites:
            found += [
                Graded(page, bite.number, text, features, grades[key], stands)
                for key, text, features, stands in read_bite(bite)
                if key in grades
            ]
    return found


def kept_features(graded: Sequence[Graded]) -> list[str]:
    """Shapes, and words that enough pages of more than one collection have."""
    pages: dict[str, set[str]] = defaultdict(set)
    collections: dict[str, set[str]] = defaultdict(set)
    for one in graded:
        for name in one.features:
            pages[name].add(one.page)
            collections[name].add(one.collection)
    return sorted(
        name
        for name in pages
        if ": " not in name or (len(pages[name]) >= LEAST_PAGES and len(collections[name]) >= LEAST_COLLECTIONS)
    )


def learn(graded: Sequence[Graded]) -> dict[str, float]:
    """Logistic regression with a ridge, by L-BFGS from nought: the same grades give the same weights."""
    names = kept_features(graded)
    matrix, wanted = _matrix(graded, names), np.array([TOLD[one.grade] for one in graded])

    def loss(weights: Any) -> tuple[float, Any]:
        total = matrix @ weights[1:] + weights[0]
        lost = np.logaddexp(0, total).sum() - wanted @ total + weights[1:] @ weights[1:] * RIDGE / 2
        wrong = 1 / (1 + np.exp(-total)) - wanted
        return float(lost), np.concatenate([[wrong.sum()], matrix.T @ wrong + RIDGE * weights[1:]])

    found = minimize(loss, np.zeros(len(names) + 1), jac=True, method="L-BFGS-B", options={"maxiter": 500})
    return {name: round(float(weight), 3) for name, weight in zip(["", *names], found.x, strict=True)}


def _matrix(graded: Sequence[Graded], names: Sequence[str]) -> Any:
    places = {name: place for place, name in enumerate(names)}
    rows, columns, values = [], [], []
    for row, one in enumerate(graded):
        for name, value in one.features.items():
            if name in places:
                rows.append(row)
                columns.append(places[name])
                values.append(value)
    return csr_matrix((values, (rows, columns)), shape=(len(graded), len(names)))


def judge(graded: Sequence[Graded], part_of: Callable[[Graded], str]) -> list[float]:
    """What each is worth by weights learned without its own part."""
    parts = [part_of(one) for one in graded]
    found = [0.0] * len(graded)
    for part in sorted(set(parts)):
        learned = learn([one for one, its in zip(graded, parts, strict=True) if its != part])
        for number, one in enumerate(graded):
            if parts[number] == part:
                found[number] = worth.worth_of(one.features, learned)
    return found


def tell(name: str, graded: Sequence[Graded], judged: Sequence[float]) -> None:
    """Of the most of a bite that are worth so much: how many are good, and what their page is for, and in how many bites all are."""
    bites = {(one.page, one.bite) for one in graded}
    for least in (0.4, 0.5, 0.6, 0.65, 0.7, 0.8):
        chosen: dict[tuple[str, int], list[tuple[float, int]]] = defaultdict(list)
        for one, value in zip(graded, judged, strict=True):
            if one.may_stand and value >= least:
                chosen[one.page, one.bite].append((value, one.grade))
        told = [[grade for _, grade in sorted(found, reverse=True)[:MOST]] for found in chosen.values()]
        grades = [grade for one in told for grade in one]
        good, core = _share(grades, bool), _share(grades, CORE.__eq__)
        without = 1 - len(chosen) / len(bites)
        print(
            f"{name:20} {least:6.2f} {len(grades) / len(bites):8.2f} {good:6.0%} {core:6.0%} {_share(told, all):8.0%} {without:8.0%}"
        )


def _share(found: Sequence[T], holds: Callable[[T], bool]) -> float:
    return sum(map(holds, found)) / max(1, len(found))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--corpora", type=Path, default=ROOT.parent / "shared" / "data" / "corpora")
    options.add_argument("--write", action="store_true")
    asked = options.parse_args()
    graded = read_grades(asked.corpora)
    pages = sorted({one.page for one in graded})
    print(f"{len(graded)} grades of {len(pages)} pages\n")
    print(f"{'learned from':20} {'least':>6} {'per part':>8} {'good':>6} {'core':>6} {'all good':>8} {'without':>8}")
    fold = {page: str(number % FOLDS) for number, page in enumerate(sorted(pages, key=key_of))}
    tell("other pages", graded, judge(graded, lambda one: fold[one.page]))
    tell("other collections", graded, judge(graded, lambda one: one.collection))
    if asked.write:
        learned = learn(graded)
        worth.WEIGHTS.write_text(json.dumps(learned, ensure_ascii=False, indent=0, sort_keys=True) + "\n")
        print(f"\n{len(learned)} weights written")


if __name__ == "__main__":
    main()
