"""Latent semantic analysis: meaning learnt from the organisation's own texts, offline.

Words that keep the same company get near vectors. Features are stems and the letter groups of words, so that unseen
compounds and misspelt words have a place too. Training needs scipy and memory and belongs in a short-lived process;
serving needs two arrays, read through the operating system's page cache. Source: Deerwester et al. (1990); the
decomposition follows Halko, Martinsson & Tropp (2011).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import log
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import numpy as np
from numpy.typing import NDArray

from zwerm.language.embeddings import Vectors, of_length_one
from zwerm.language.stems import stem
from zwerm.language.stopwords import is_stop_word
from zwerm.language.words import LONGEST_WORD, find_words_folded

Places = NDArray[np.float16]

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

SIZE = 200
MOST_FEATURES = 60_000
MOST_WORDS = 60_000
MOST_TEXTS = 20_000
FEWEST_TEXTS = 20
IN_AT_LEAST = 2
GROUP_LENGTHS = (4, 5)
ROUNDS = 5
SPARE = 20
FIRST_WORDS = 400
WEIGHT_PER_WORD, LEAST_WEIGHT, MOST_WEIGHT = 0.06, 0.1, 0.5


class Latent:
    """A trained space of meaning. Use `train` or `open`.

    A word lies where its features lie together; a text where its words lie, each counted by the logarithm of its times.
    """

    name = "latent"

    def __init__(self, words: Sequence[str], word_places: Places, features: Sequence[str], places: Places) -> None:
        self._words = {word: number for number, word in enumerate(words)}
        self._word_places = word_places
        self._features = {feature: number for number, feature in enumerate(features)}
        self._places = places
        self.size = int(places.shape[1])

    @classmethod
    def train(cls, texts: Iterable[tuple[str, str]], size: int = SIZE) -> Latent | None:
        """Learn from (text, language) pairs; None when they are too few to learn from."""
        counted = [_count(text, language) for text, language in texts]
        if len(counted) < FEWEST_TEXTS:
            return None
        words = _most_spread(counted)
        made_of, features = _features(words)
        matrix, weights = _weigh(counted, words, made_of)
        size = min(size, min(matrix.shape) - 1)
        if size < 2:
            return None
        places = weights[:, None] * _directions(matrix, size)
        return cls(words, np.asarray(made_of @ places, dtype=np.float16), features, places.astype(np.float16))

    @classmethod
    def open(cls, folder: Path) -> Latent:
        words, features = msgspec.msgpack.decode((folder / "names.msgpack").read_bytes(), type=list[list[str]])
        arrays = (np.load(folder / f"{name}.npy", mmap_mode="r") for name in ("words", "features"))
        return cls(words, next(arrays), features, next(arrays))

    def keep(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        names = [list(self._words), list(self._features)]
        (folder / "names.msgpack").write_bytes(msgspec.msgpack.encode(names))
        np.save(folder / "words.npy", self._word_places)
        np.save(folder / "features.npy", self._places)

    def weigh(self, words: int) -> float:
        """Short queries are names of things, which words find best; in long ones single words mislead."""
        return min(MOST_WEIGHT, max(LEAST_WEIGHT, WEIGHT_PER_WORD * words))

    def of_texts(self, texts: Sequence[tuple[str, str]]) -> Vectors:
        placed = [self._place(_count(text, language), language) for text, language in texts]
        return of_length_one(np.array(placed, dtype=np.float32).reshape(len(texts), self.size))

    def of_query(self, query: str, language: str) -> Vectors:
        vector: Vectors = self.of_texts([(query, language)])[0]
        return vector

    def _place(self, counts: Mapping[str, int], language: str) -> Vectors:
        known = [(self._words[word], count) for word, count in counts.items() if word in self._words]
        place = np.zeros(self.size, dtype=np.float32)
        if known:
            numbers, times = np.array(known).T
            place += (1 + np.log(times)).astype(np.float32) @ self._word_places[numbers].astype(np.float32)
        for word, count in counts.items():
            if word not in self._words:
                place += (1 + np.log(count)) * self._guess(word)
        return place

    def _guess(self, marked: str) -> Vectors:
        """Where a word that was not learnt lies, by its stem and letter groups."""
        numbers = [self._features[feature] for feature in _features_of(marked) if feature in self._features]
        place: Vectors = self._places[numbers].astype(np.float32).sum(axis=0)
        return place


def _count(text: str, language: str) -> Counter[str]:
    """How often each meaningful word stands in the beginning of a text; a word is marked with its language."""
    words = find_words_folded(text)[:FIRST_WORDS]
    counts = Counter(word for word in words if not is_stop_word(word, language))
    return Counter({f"{language}:{word}": count for word, count in counts.items()})


def _features_of(marked: str) -> Iterator[str]:
    """The stem of a word, and its groups of letters; a group at the edge of the word carries its edge. What is longer than words are has no groups."""
    language, _, word = marked.partition(":")
    yield f"={stem(word, language)}"
    edged = f"_{word}_" if len(word) <= LONGEST_WORD else ""
    for length in GROUP_LENGTHS:
        for place in range(len(edged) - length + 1):
            yield edged[place : place + length]


def _most_spread(counted: Sequence[Counter[str]]) -> list[str]:
    spread: Counter[str] = Counter()
    for counts in counted:
        spread.update(counts.keys())
    return sorted(spread, key=lambda word: (-spread[word], word))[:MOST_WORDS]


def _features(words: Sequence[str]) -> tuple[csr_matrix, list[str]]:
    """Which word has which features, of the features that at least IN_AT_LEAST words or texts share."""
    from scipy.sparse import csr_matrix

    of_words = [list(_features_of(word)) for word in words]
    shared = Counter(feature for features in of_words for feature in features)
    # A stem that only one word has is still that word; a letter group that only one word has adds nothing to it.
    kept = [feature for feature, count in shared.items() if count >= IN_AT_LEAST or feature.startswith("=")]
    kept.sort(key=lambda feature: (-shared[feature], feature))
    numbers = {feature: number for number, feature in enumerate(kept[:MOST_FEATURES])}
    rows = [row for row, features in enumerate(of_words) for feature in features if feature in numbers]
    columns = [numbers[feature] for features in of_words for feature in features if feature in numbers]
    ones = np.ones(len(rows), dtype=np.float32)
    return csr_matrix((ones, (rows, columns)), shape=(len(words), len(numbers))), list(numbers)


def _weigh(
    counted: Sequence[Counter[str]], words: Sequence[str], made_of: csr_matrix
) -> tuple[csr_matrix, NDArray[np.float32]]:
    """Texts by features: logarithm of times, times inverse document frequency, each text of length one."""
    from scipy.sparse import csr_matrix, diags

    numbers = {word: number for number, word in enumerate(words)}
    rows, columns, values = [], [], []
    for row, counts in enumerate(counted):
        for word, count in counts.items():
            if word in numbers:
                rows.append(row)
                columns.append(numbers[word])
                values.append(1 + log(count))
    shape = (len(counted), len(words))
    matrix = (csr_matrix((values, (rows, columns)), shape=shape, dtype=np.float32) @ made_of).tocsr()
    spread = np.bincount(matrix.indices, minlength=matrix.shape[1])
    weights = (np.log((len(counted) + 1) / (spread + 1)) + 1).astype(np.float32)
    weighed = (matrix @ diags(weights)).tocsr()
    lengths = np.sqrt(np.asarray(weighed.multiply(weighed).sum(axis=1)).ravel())
    lengths[lengths == 0] = 1
    return (diags(1 / lengths) @ weighed).tocsr().astype(np.float32), weights


def _directions(matrix: csr_matrix, size: int) -> NDArray[np.float32]:
    """The directions in which the texts differ most: right singular vectors, by a randomised method with a fixed seed."""
    random = np.random.default_rng(20261122)
    turned = matrix.T.tocsr()
    width = min(size + SPARE, matrix.shape[0])
    basis = random.standard_normal((matrix.shape[0], width)).astype(np.float32)
    for _ in range(ROUNDS):
        basis, _ = np.linalg.qr(matrix @ (turned @ basis))
    across = turned @ basis
    values, rotation = np.linalg.eigh(across.T @ across)
    best = np.argsort(-values)[:size]
    lengths = np.sqrt(np.maximum(values[best], 1e-12))
    found: NDArray[np.float32] = (across @ rotation[:, best] / lengths).astype(np.float32)
    return found
