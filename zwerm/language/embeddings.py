"""Meaning as vectors: what any embedder offers, and one that asks an OpenAI-compatible endpoint."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


class EmbeddingFailed(Exception):
    """The embedder did not answer; search goes on without it."""


class Embedder(Protocol):
    """Texts in, vectors of length one out; near vectors mean near texts.

    `name` tells what made the vectors: vectors of different names cannot be compared.
    """

    name: str
    size: int

    def weigh(self, words: int) -> float:
        """How much nearness counts beside the best word score, for a query of so many meaningful words."""

    def of_texts(self, texts: Sequence[tuple[str, str]]) -> Vectors:
        """One row per (text, language)."""

    def of_query(self, query: str, language: str) -> Vectors:
        """One vector; all zeros when the query means nothing to this embedder."""


class EndpointEmbedder:
    """Asks an OpenAI-compatible embeddings endpoint. Long texts are represented by their beginning."""

    MOST_CHARACTERS = 1500
    BATCH = 64
    WEIGHT = 0.6

    def __init__(self, url: str, key: str, model: str, *, seconds: float = 10) -> None:
        from openai import OpenAI  # 1.6 s to import, so only when it is used

        self._client = OpenAI(base_url=url, api_key=key or "none", timeout=seconds, max_retries=1)
        self._model = model
        self.name = f"endpoint:{model}"
        self.size = len(self._ask(["zwerm"])[0])

    def weigh(self, words: int) -> float:
        return self.WEIGHT

    def of_texts(self, texts: Sequence[tuple[str, str]]) -> Vectors:
        rows = [text[: self.MOST_CHARACTERS] or " " for text, _ in texts]
        found = [self._ask(rows[start : start + self.BATCH]) for start in range(0, len(rows), self.BATCH)]
        return np.concatenate(found) if found else np.zeros((0, self.size), dtype=np.float32)

    def of_query(self, query: str, language: str) -> Vectors:
        vector: Vectors = self._ask([query])[0]
        return vector

    def _ask(self, texts: list[str]) -> Vectors:
        from openai import OpenAIError

        try:
            answer = self._client.embeddings.create(model=self._model, input=texts, encoding_format="float")
        except OpenAIError as error:
            raise EmbeddingFailed(str(error)) from error
        return of_length_one(np.array([each.embedding for each in answer.data], dtype=np.float32))


def of_length_one(vectors: Vectors) -> Vectors:
    """Each row divided by its length; rows of zeros stay."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    lengths[lengths == 0] = 1
    scaled: Vectors = vectors / lengths
    return scaled
