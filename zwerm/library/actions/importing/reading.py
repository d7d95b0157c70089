"""Reading files ahead of writing them: one thread reads while the other writes to the database."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field

from zwerm.library.actions.importing.collection import ABSENT, INCLUDED, VARIABLES, Collection, digest_of
from zwerm.library.imports.document import Document, Reason, Refused
from zwerm.library.imports.sandbox import Sandbox
from zwerm.library.imports.walking import Found

AHEAD = 6
ALIVE_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Reading:
    """What one file held: a document, or the reason why not, or neither when it is the same as last time.

    `beside`: what it took from texts beside it, as `ImportedFile` keeps it.
    """

    found: Found
    hash: str = ""
    document: Document | None = None
    reason: Reason | None = None
    beside: Mapping[str, str] = field(default_factory=dict)


def read_ahead(
    files: Iterable[Found], read: Callable[[Found], Reading], alive: Callable[[], object]
) -> Iterator[Reading]:
    """A reading of every file, in order. `alive` is called now and then while one takes long."""
    with ThreadPoolExecutor(1, "zwerm-import") as pool:
        waiting: deque[Future[Reading]] = deque()
        for file in files:
            waiting.append(pool.submit(read, file))
            if len(waiting) > AHEAD:
                yield _wait(waiting.popleft(), alive)
        while waiting:
            yield _wait(waiting.popleft(), alive)


def _wait(reading: Future[Reading], alive: Callable[[], object]) -> Reading:
    while not wait([reading], ALIVE_SECONDS).done:
        alive()
    return reading.result()


def read_file(file: Found, collection: Collection, sandbox: Sandbox, is_same: Callable[[str, str], bool]) -> Reading:
    """`is_same(path, hash)` tells that it need not be read again."""
    digest = ""
    try:
        data = file.read()
        digest = digest_of(data)
        if is_same(file.path, digest):
            return Reading(file, digest)
        beside = {VARIABLES: collection.variables_digest} if collection.variables and b"$" in data else {}

        def lookup(name: str) -> str | None:
            text = collection.include(name, file.path)
            beside[INCLUDED + name] = ABSENT if text is None else digest_of(text.encode("utf-8", "replace"))
            return text

        document = sandbox.read(file.path, data, lookup, collection.variables)
        return Reading(file, digest, document, beside=beside)
    except Refused as refusal:
        return Reading(file, digest, reason=refusal.reason)
