"""Writing the index: batches, each with the cursor up to which it is complete.

The cursor is a document of the index itself, so that it is committed together with what it speaks of. Vectors go to
disk first, then passages, then things; after a crash between these the lowest cursor holds, and doing that work again
gives the same index.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from pathlib import PurePosixPath
from types import TracebackType
from typing import Self

import msgspec
import tantivy

from zwerm.language.detect import LANGUAGES
from zwerm.language.words import find_parts, find_words_folded
from zwerm.search.engine.analysis import pairs_as_written, pairs_of
from zwerm.search.engine.generation import Generation
from zwerm.search.engine.learning import Learnt, text_of
from zwerm.search.engine.schema import open_index, passages_schema, things_schema
from zwerm.search.engine.things import Findable, Passage

HEAP_BYTES = 40_000_000
LEAD_WORDS = 250
CURSOR_ID = "\x00cursor"


class Cursor(msgspec.Struct, frozen=True):
    """Up to which change the index is complete, and the next free row."""

    sequence: int = 0
    next_row: int = 1


class ShownThing(msgspec.Struct, frozen=True, array_like=True):
    """What a hit needs of its thing."""

    name: str
    key: str
    kind: str
    title: str
    path: str
    language: str
    space: str
    authors: list[str]
    date: int
    names: list[str]


class ShownPassage(msgspec.Struct, frozen=True, array_like=True):
    """What a hit needs of its best passage."""

    id: str
    heading: list[str]
    start: int
    end: int
    text: str


class Busy(Exception):
    """Another process or thread is writing this index."""


class Writer:
    """The one writer of a generation; `with` keeps the lock. Raises Busy when somebody else holds it."""

    def __init__(self, generation: Generation, learnt: Learnt | None = None) -> None:
        learnt = learnt or Learnt(generation)
        self._things = open_index(generation.path / "things", things_schema())
        self._passages = open_index(generation.path / "passages", passages_schema())
        self._analyser = learnt.analyser
        self._meaning = learnt.meaning
        self._vectors = learnt.vectors
        self._waiting: list[tuple[int, Findable]] = []

    def __enter__(self) -> Self:
        try:
            self._thing_writer = self._things.writer(HEAP_BYTES, 1)
        except ValueError as error:
            raise Busy from error
        self._passage_writer = self._passages.writer(HEAP_BYTES, 1)
        cursors = [read_cursor(index) for index in (self._things, self._passages)]
        self.cursor = Cursor(min(c.sequence for c in cursors), max(c.next_row for c in cursors))
        self._next_row = self.cursor.next_row
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        del self._thing_writer, self._passage_writer

    def put(self, name: str, thing: Findable) -> None:
        """Index a thing of the findable kind `name`, in place of what was known of it."""
        self.remove(name, thing.key)
        row, self._next_row = self._next_row, self._next_row + 1
        self._waiting.append((row, thing))
        filters = {
            "id": thing_id(name, thing.key),
            "space": thing.space.hex,
            "kind": thing.kind,
            "author": [author.hex for author in thing.authors],
            "called": [called(name) for name in thing.names],
            "language": thing.language,
            "date": int(thing.date.timestamp()),
            "row": row,
            "tongue": tongue(thing.language),
        }
        self._thing_writer.add_document(self._thing_document(name, thing, filters))
        for passage in thing.passages:
            self._passage_writer.add_document(self._passage_document(thing, passage, filters))

    def remove(self, name: str, key: str) -> None:
        """Let a thing be found no longer."""
        self._thing_writer.delete_documents_by_term("id", thing_id(name, key))
        self._passage_writer.delete_documents_by_term("id", thing_id(name, key))

    def commit(self, sequence: int) -> None:
        """Make everything so far findable, and remember that the index is complete up to `sequence`."""
        if self._vectors and self._meaning and self._waiting:
            vectors = self._meaning.of_texts([(text_of(thing), thing.language) for _, thing in self._waiting])
            self._vectors.append(self._waiting[0][0], vectors)
        self._waiting = []
        self.cursor = Cursor(sequence, self._next_row)
        for writer, index in ((self._passage_writer, self._passages), (self._thing_writer, self._things)):
            writer.delete_documents_by_term("id", CURSOR_ID)
            shown = msgspec.msgpack.encode(self.cursor)
            writer.add_document(tantivy.Document.from_dict({"id": CURSOR_ID, "shown": shown}, index.schema))
            writer.commit()

    def put_all(self, name: str, things: Iterable[Findable]) -> int:
        count = 0
        for thing in things:
            self.put(name, thing)
            count += 1
        return count

    def finish_merging(self) -> None:
        """Wait until the engine has put small segments together; afterwards this writer is spent."""
        self._thing_writer.wait_merging_threads()
        self._passage_writer.wait_merging_threads()

    def _thing_document(self, name: str, thing: Findable, filters: dict[str, object]) -> tantivy.Document:
        words = find_words_folded(text_of(thing))
        apart = self._analyser.take_apart(words, thing.language)
        headings = " ".join(dict.fromkeys(h for passage in thing.passages for h in passage.heading))
        shown = ShownThing(
            name,
            thing.key,
            thing.kind,
            thing.title,
            thing.path,
            thing.language,
            thing.space.hex,
            [author.hex for author in thing.authors],
            int(thing.date.timestamp()),
            list(thing.names),
        )
        return tantivy.Document.from_dict(
            {
                **filters,
                "body": " ".join(chain.from_iterable(apart)),
                "lead": " ".join(chain.from_iterable(apart[:LEAD_WORDS])),
                "title": " ".join(self._analyser.terms(self._name_words(thing), thing.language)),
                # Grammar words are kept here, so that "wie is wie" can be found.
                "names": " ".join(find_words_folded(f"{thing.title}\n{headings}")),
                "pairs": " ".join(
                    (*pairs_of(apart), *pairs_as_written(find_words_folded(thing.title), thing.language))
                ),
                "words": " ".join(dict.fromkeys(words)),
                "shown": msgspec.msgpack.encode(shown),
            },
            self._things.schema,
        )

    def _name_words(self, thing: Findable) -> list[str]:
        """What a thing is called: its title, and the name of the file that it came from."""
        return list(dict.fromkeys(find_words_folded(f"{thing.title}\n{PurePosixPath(thing.path).stem}")))

    def _passage_document(self, thing: Findable, passage: Passage, filters: dict[str, object]) -> tantivy.Document:
        words = find_words_folded("\n".join((*passage.heading, passage.text)))
        shown = ShownPassage(passage.id, list(passage.heading), passage.start, passage.end, passage.text)
        return tantivy.Document.from_dict(
            {
                **filters,
                "body": " ".join(self._analyser.terms(words, thing.language)),
                "shown": msgspec.msgpack.encode(shown),
            },
            self._passages.schema,
        )


def called(name: str) -> str:
    """A name as it is looked for: its folded words, each after a space, in the order of the alphabet."""
    return "".join(f" {word}" for word in sorted(word.folded for word in find_parts(name)))


def tongue(language: str) -> int:
    """A language as a number, which the engine reads fastest; 0 for one that we do not know."""
    return LANGUAGES.index(language) + 1 if language in LANGUAGES else 0


def thing_id(name: str, key: str) -> str:
    return f"{name}:{key}"


def read_cursor(index: tantivy.Index) -> Cursor:
    """The cursor of the last commit of this index."""
    index.reload()
    searcher = index.searcher()
    hits = searcher.search(tantivy.Query.term_query(index.schema, "id", CURSOR_ID), 1).hits
    if not hits:
        return Cursor()
    stored = searcher.doc(hits[0][1]).get_first("shown")
    return msgspec.msgpack.decode(stored, type=Cursor) if stored else Cursor()
