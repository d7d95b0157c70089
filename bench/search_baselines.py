"""What others do, over the same pages and queries: BM25 plain and analysed, LSA, letter groups, and their fusions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags
from scipy.sparse.linalg import svds

from zwerm.language.compounds import Compounds
from zwerm.language.stems import stem
from zwerm.language.stopwords import is_stop_word
from zwerm.language.words import find_words_folded
from zwerm.search.engine.learning import text_of
from zwerm.search.engine.things import Findable

Scores = NDArray[np.float64]
Cut = Callable[[str], list[str]]


class Baselines:
    """Scores of queries (rows) against pages (columns), by name of the system."""

    def __init__(self, things: Sequence[Findable], queries: Sequence[str], language: str) -> None:
        self._texts = [text_of(thing) for thing in things]
        self._queries = queries
        self._language = language
        counts = Counter(word for text in self._texts for word in find_words_folded(text))
        self._compounds = Compounds(counts)

    def rankings(self) -> dict[str, list[list[int]]]:
        plain = self._bm25(find_words_folded)
        stemmed = self._bm25(self._stems)
        best = self._bm25(self._with_compounds) if self._language == "nl" else stemmed
        latent = self._latent(self._with_compounds if self._language == "nl" else self._stems)
        groups = self._groups()
        systems = {
            "BM25, plain": plain,
            "BM25, stop words + stems": stemmed,
            "BM25 + compounds": best,
            "letter groups 4-5, TF-IDF": groups,
            "LSA 200": latent,
            "BM25 + LSA, RRF": fuse([best, latent]),
            "BM25 + LSA + letter groups, RRF": fuse([best, latent, groups]),
        }
        if self._language != "nl":
            del systems["BM25 + compounds"]
        return {name: [order(row) for row in scores] for name, scores in systems.items()}

    def _stems(self, text: str) -> list[str]:
        words = find_words_folded(text)
        return [stem(word, self._language) for word in words if not is_stop_word(word, self._language)]

    def _with_compounds(self, text: str) -> list[str]:
        parts = [part for word in find_words_folded(text) for part in self._compounds.split(word)]
        return self._stems(text) + [stem(part, self._language) for part in parts]

    def _letters(self, text: str) -> list[str]:
        words = [f"_{word}_" for word in find_words_folded(text) if not is_stop_word(word, self._language)]
        return [word[at : at + size] for word in words for size in (4, 5) for at in range(len(word) - size + 1)]

    def _bm25(self, cut: Cut) -> Scores:
        pages, queries = self._count(cut)
        lengths = np.asarray(pages.sum(axis=1)).ravel()
        spread = np.bincount(pages.indices, minlength=pages.shape[1])
        rarity = np.log(1 + (pages.shape[0] - spread + 0.5) / (spread + 0.5))
        rows = np.repeat(np.arange(pages.shape[0]), np.diff(pages.indptr))
        long = 1.2 * (0.25 + 0.75 * lengths[rows] / lengths.mean())
        pages.data = pages.data * 2.2 / (pages.data + long) * rarity[pages.indices]
        return np.asarray((queries @ pages.T).todense())

    def _groups(self) -> Scores:
        pages, queries = self._weighed(self._letters)
        return np.asarray((queries @ pages.T).todense())

    def _latent(self, cut: Cut) -> Scores:
        pages, queries = self._weighed(cut)
        _, _, directions = svds(pages, k=min(200, min(pages.shape) - 1), random_state=0)
        placed, asked = pages @ directions.T, queries @ directions.T
        return np.asarray(_length_one(asked) @ _length_one(placed).T)

    def _count(self, cut: Cut) -> tuple[csr_matrix, csr_matrix]:
        numbers: dict[str, int] = {}
        pages = _matrix([[numbers.setdefault(t, len(numbers)) for t in cut(text)] for text in self._texts], 0)
        pages = csr_matrix((pages.data, pages.indices, pages.indptr), shape=(len(self._texts), len(numbers)))
        asked = [[numbers[term] for term in cut(query) if term in numbers] for query in self._queries]
        return pages, _matrix(asked, len(numbers))

    def _weighed(self, cut: Cut) -> tuple[csr_matrix, csr_matrix]:
        pages, queries = self._count(cut)
        spread = np.bincount(pages.indices, minlength=pages.shape[1])
        rarity = diags(np.log((pages.shape[0] + 1) / (spread + 1)) + 1)
        for matrix in (pages, queries):
            matrix.data = 1 + np.log(matrix.data)
        return _rows_of_length_one(pages @ rarity), _rows_of_length_one(queries @ rarity)


def fuse(parts: Sequence[Scores], k: int = 10) -> Scores:
    """Reciprocal rank fusion."""
    fused = np.zeros_like(parts[0])
    for scores in parts:
        places = np.argsort(np.argsort(-scores, axis=1, kind="stable"), axis=1, kind="stable")
        fused += np.where(scores > 0, 1 / (k + 1 + places), 0)
    return fused


def order(scores: NDArray[Any]) -> list[int]:
    return [int(page) for page in np.argsort(-scores, kind="stable")[:10] if scores[page] > 0]


def _matrix(rows: Sequence[Sequence[int]], width: int) -> csr_matrix:
    counted = [Counter(row) for row in rows]
    data = [float(count) for row in counted for count in row.values()]
    indices = [number for row in counted for number in row]
    starts = np.cumsum([0, *(len(row) for row in counted)])
    width = width or max(indices, default=0) + 1
    return csr_matrix((data, indices, starts), shape=(len(rows), width))


def _rows_of_length_one(matrix: csr_matrix) -> csr_matrix:
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    lengths[lengths == 0] = 1
    return (diags(1 / lengths) @ matrix).tocsr()


def _length_one(vectors: NDArray[Any]) -> NDArray[Any]:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    lengths[lengths == 0] = 1
    return vectors / lengths
