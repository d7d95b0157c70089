from __future__ import annotations

import fcntl
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from zwerm.operations.registry import Refused
from zwerm.people.models import Erasure
from zwerm.search import index
from zwerm.search.actions.follow import follow_into
from zwerm.search.engine.generation import KEEP, About, Generation
from zwerm.search.engine.learning import Learnt, WordCounts, text_of
from zwerm.search.engine.meaning import MOST_TEXTS, learn_meaning
from zwerm.search.engine.things import Findable
from zwerm.search.engine.writing import Writer
from zwerm.search.models import Change
from zwerm.search.registry import kinds

AT_ONCE = 200
COMMIT_EVERY = 5000


class Rebuilding(Refused):
    """Another process is making the new index."""


def rebuild_index() -> dict[str, object]:
    """Make a new generation from everything in the database, beside the one in use, then let it take over."""
    generations = index.generations()
    with _alone(generations.home):
        current = generations.current()
        forgetting = current is not None and is_forgetful(current)
        begun_at = Change.objects.settled().last_sequence()
        generation = generations.begin()
        try:
            things, learnt = _learn(generation)
            _write(generation, learnt, begun_at)
            follow_into(generation, learnt)
            made_with = learnt.meaning.name if learnt.meaning else ""
            generation.describe(About(learnt_from=things, meaning=made_with, begun=generation.about.begun))
        except BaseException:
            generations.drop(generation)
            raise
        generations.use(generation, keep=0 if forgetting else KEEP)
    return {"things": things, "meaning": made_with or "none"}


def is_forgetful(generation: Generation) -> bool:
    """Whether somebody was erased since it was begun: their words may lie in its files, though no search finds them."""
    since = datetime.fromtimestamp(generation.about.begun, UTC)
    return Erasure.objects.filter(done__gt=since).exists()


def _learn(generation: Generation) -> tuple[int, Learnt]:
    """Read all texts once: count their words, and train the embedder on up to MOST_TEXTS of them."""
    counts, number = WordCounts(), 0
    texts: list[tuple[str, str]] = []
    for _, thing in everything():
        number += 1
        counts.learn(thing)
        if len(texts) < MOST_TEXTS:
            texts.append((text_of(thing), thing.language))
    counts.keep(generation)
    configured = index.embedder()
    if configured is None:
        learn_meaning(generation, texts)
    return number, Learnt(generation, configured)


def _write(generation: Generation, learnt: Learnt, sequence: int) -> None:
    with Writer(generation, learnt) as writer:
        for number, (name, thing) in enumerate(everything(), 1):
            writer.put(name, thing)
            if number % COMMIT_EVERY == 0:
                writer.commit(0)
                print(f"{number} things indexed", file=sys.stderr, flush=True)
        writer.commit(sequence)


def everything() -> Iterator[tuple[str, Findable]]:
    """All that can be found, with the name of its findable kind."""
    for kind in list(kinds.values()):
        keys = kind.all_keys()
        while some := list(islice(keys, AT_ONCE)):
            for thing in kind.load(some):
                yield kind.name, thing


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    home.mkdir(parents=True, exist_ok=True)
    with (home / "rebuild.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Rebuilding("The search index is being rebuilt already; wait until that is done.") from None
        yield
