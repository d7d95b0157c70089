"""Latent semantic analysis: meaning learnt from the organisation's own texts, offline.

Words that keep the same company get near vectors. Features are stems and the letter groups of words, so that unseen
compounds and misspelt words have a place too. Training needs scipy and memory and belongs in a short-lived process;
serving needs two arrays, read through the operating system's page cache. Source: Deerwester et al. (1990); the
decomposition follows Halko, Martinsson & Tropp (2011).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from zwerm.language.embeddings import Vectors, of_length_one
from zwerm.language.stems import stem
from zwerm.language.stopwords import is_stop_word
from zwerm.language.words import find_words_folded

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

SIZE = 200
MOST_FEATURES = 60_000
MOST_TEXTS = 20_000
FEWEST_TEXTS = 20
IN_AT_LEAST = 2
GROUP_LENGTHS = (4, 5)
ROUNDS = 4
MOST_REMEMBERED = 200_000


class Latent:
    """A trained space of meaning. Use `train` or `open`."""

    name = "latent"
    weight = 0.3

    def __init__(self, features: Sequence[str], weights: NDArray[Any], places: NDArray[Any]) -> None:
        self._numbers = {feature: number for number, feature in enumerate(features)}
        self._weights = weights
        self._places = places
        self.size = int(places.shape[1])

    @classmethod
    def train(cls, texts: Iterable[tuple[str, str]], size: int = SIZE) -> Latent | None:
        """Learn from (text, language) pairs; None when they are too few to learn from."""
        counted = [Counter(features_of(text, language)) for text, language in texts]
        if len(counted) < FEWEST_TEXTS:
            return None
        features = _choose_features(counted)
        matrix, weights = _weigh(counted, features)
        size = min(size, min(matrix.shape) // 2)
        if size < 2:
            return None
        return cls(features, weights, _decompose(matrix, size))

    @classmethod
    def open(cls, folder: Path) -> Latent:
        features = msgspec.msgpack.decode((folder / "features.msgpack").read_bytes(), type=list[str])
        places = np.load(folder / "places.npy", mmap_mode="r")
        return cls(features, np.load(folder / "weights.npy"), places)

    def keep(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "features.msgpack").write_bytes(msgspec.msgpack.encode(list(self._numbers)))
        np.save(folder / "weights.npy", self._weights.astype(np.float32))
        np.save(folder / "places.npy", self._places.astype(np.float16))

    def of_texts(self, texts: Sequence[tuple[str, str]]) -> Vectors:
        placed = [self._place(Counter(features_of(text, language))) for text, language in texts]
        return of_length_one(np.array(placed, dtype=np.float32).reshape(len(texts), self.size))

    def of_query(self, query: str, language: str) -> Vectors:
        vector: Vectors = self.of_texts([(query, language)])[0]
        return vector

    def _place(self, counts: Counter[str]) -> Vectors:
        known = [(self._numbers[feature], count) for feature, count in counts.items() if feature in self._numbers]
        if not known:
            return np.zeros(self.size, dtype=np.float32)
        numbers, times = np.array(known).T
        weights = (1 + np.log(times)) * self._weights[numbers]
        placed: Vectors = (weights.astype(np.float32) @ self._places[numbers].astype(np.float32)).astype(np.float32)
        return placed


def features_of(text: str, language: str) -> Iterator[str]:
    """Stems and letter groups of the meaningful words; a group at the edge of a word carries its edge."""
    for word in find_words_folded(text):
        yield from _features_of_word(word, language)


_remembered: dict[tuple[str, str], tuple[str, ...]] = {}


def _features_of_word(word: str, language: str) -> tuple[str, ...]:
    found = _remembered.get((word, language))
    if found is None:
        if len(_remembered) > MOST_REMEMBERED:
            _remembered.clear()
        found = () if is_stop_word(word, language) else (f"={stem(word, language)}", *letter_groups(word))
        _remembered[word, language] = found
    return found


def letter_groups(word: str) -> Iterator[str]:
    edged = f"_{word}_"
    for length in GROUP_LENGTHS:
        for place in range(len(edged) - length + 1):
            yield edged[place : place + length]


def _choose_features(counted: Sequence[Counter[str]]) -> list[str]:
    spread: Counter[str] = Counter()
    for counts in counted:
        spread.update(counts.keys())
    chosen = [(texts, feature) for feature, texts in spread.items() if texts >= IN_AT_LEAST]
    chosen.sort(key=lambda pair: (-pair[0], pair[1]))
    return [feature for _, feature in chosen[:MOST_FEATURES]]


def _weigh(counted: Sequence[Counter[str]], features: Sequence[str]) -> tuple[csr_matrix, NDArray[Any]]:
    """Logarithm of the count times inverse document frequency, each text of length one."""
    from scipy.sparse import csr_matrix, diags

    numbers = {feature: number for number, feature in enumerate(features)}
    rows, columns, values = [], [], []
    for row, counts in enumerate(counted):
        for feature, count in counts.items():
            if feature in numbers:
                rows.append(row)
                columns.append(numbers[feature])
                values.append(1 + np.log(count))
    matrix = csr_matrix((values, (rows, columns)), shape=(len(counted), len(features)), dtype=np.float32)
    spread = np.diff(matrix.tocsc().indptr)
    weights = (np.log((len(counted) + 1) / (spread + 1)) + 1).astype(np.float32)
    weighed = matrix @ diags(weights)
    lengths = np.sqrt(np.asarray(weighed.multiply(weighed).sum(axis=1)).ravel())
    lengths[lengths == 0] = 1
    return (diags(1 / lengths) @ weighed).tocsr().astype(np.float32), weights


def _decompose(matrix: csr_matrix, size: int) -> NDArray[Any]:
    """The directions in which the texts differ most: right singular vectors, by a randomised method with a fixed seed."""
    random = np.random.default_rng(20261122)
    basis = matrix @ random.standard_normal((matrix.shape[1], size + 20)).astype(np.float32)
    for _ in range(ROUNDS):
        basis, _ = np.linalg.qr(basis)
        basis, _ = np.linalg.qr(matrix.T @ basis)
        basis = matrix @ basis
    basis, _ = np.linalg.qr(basis)
    _, _, directions = np.linalg.svd(np.asarray((matrix.T @ basis).T), full_matrices=False)
    found: NDArray[Any] = directions[:size].T.astype(np.float32)
    return found
