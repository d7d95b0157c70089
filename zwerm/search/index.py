"""The index of this machine, as this process knows it: where it lies, and the one open reader that all threads share."""

from __future__ import annotations

import threading
from pathlib import Path

from django.conf import settings

from zwerm.language.embeddings import Embedder, EmbeddingFailed, EndpointEmbedder
from zwerm.search.engine.generation import Generation, Generations
from zwerm.search.engine.learning import Learnt
from zwerm.search.engine.reading import Reader

_lock = threading.RLock()
_open: dict[Path, tuple[Reader, Learnt]] = {}


def generations() -> Generations:
    return Generations(Path(settings.SEARCH_HOME))


def reader() -> Reader:
    """Open on the generation in use; an empty one is begun when there is none."""
    return _opened(in_use())[0]


def learnt(generation: Generation) -> Learnt:
    return _opened(generation)[1]


def in_use() -> Generation:
    all_of_them = generations()
    current = all_of_them.current()
    if current is None:
        with _lock:
            current = all_of_them.current() or begin_anew()
    return current


def embedder() -> Embedder | None:
    """The embedder that the admin configured, if any and if it answers."""
    configuration = settings.CONFIGURATION
    url, name = configuration.text("EMBEDDING_URL"), configuration.text("EMBEDDING_NAME")
    if not url or not name:
        return None
    try:
        return EndpointEmbedder(url, configuration.text("EMBEDDING_KEY"), name)
    except EmbeddingFailed:
        return None


def wanted_meaning() -> str:
    """Name of the embedder that a new generation should be made with."""
    name = settings.CONFIGURATION.text("EMBEDDING_NAME") if settings.CONFIGURATION.text("EMBEDDING_URL") else ""
    return f"endpoint:{name}" if name else "latent"


def begin_anew() -> Generation:
    """Use an empty index; it fills by following all changes."""
    generation = generations().begin()
    with _lock:
        # After the folder was lost a new generation may bear the name of one that is still open.
        _open.pop(generation.path, None)
    generations().use(generation)
    return generation


def _opened(generation: Generation) -> tuple[Reader, Learnt]:
    found = _open.get(generation.path)
    if found is None:
        with _lock:
            found = _open.get(generation.path) or _open_generation(generation)
    return found


def _open_generation(generation: Generation) -> tuple[Reader, Learnt]:
    made_with = generation.about.meaning
    meaning = embedder() if made_with.startswith("endpoint:") and made_with == wanted_meaning() else None
    known = Learnt(generation, meaning if meaning or not made_with.startswith("endpoint:") else False)
    # Only the generation in use is kept open; a thread that still reads an older one holds it itself.
    _open.clear()
    _open[generation.path] = (Reader(generation, known), known)
    return _open[generation.path]
