"""Which embedder a generation was made with."""

from __future__ import annotations

from collections.abc import Iterable

from zwerm.language.embeddings import Embedder
from zwerm.language.latent import FEWEST_TEXTS, MOST_TEXTS, Latent
from zwerm.search.engine.generation import Generation

Meaning = Embedder


def learn_meaning(generation: Generation, texts: Iterable[tuple[str, str]]) -> Meaning | None:
    """Train the offline embedder on these texts and keep it with the generation; None when there are too few."""
    latent = Latent.train(texts)
    if latent is not None:
        latent.keep(generation.path / "latent")
    return latent


def open_meaning(generation: Generation) -> Meaning | None:
    """The offline embedder of this generation, if it has one."""
    folder = generation.path / "latent"
    return Latent.open(folder) if (folder / "names.msgpack").exists() else None


__all__ = ["FEWEST_TEXTS", "MOST_TEXTS", "Meaning", "learn_meaning", "open_meaning"]
