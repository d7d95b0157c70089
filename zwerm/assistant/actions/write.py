"""Lets a language model write the answer, of the passages that the asker may see, and keeps only what these say."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace

from zwerm.assistant.actions.ask import Answer
from zwerm.assistant.actions.citing import Sentence, cited
from zwerm.assistant.rules.prompting import Piece, Reading, Said, language_of, pieces_of, prompt
from zwerm.assistant.rules.sources import Source
from zwerm.courses.generation.support.windows import find_window
from zwerm.language.gateway import ModelFailed
from zwerm.language.sentences import Span
from zwerm.people.models import Person
from zwerm.records.actions import Purpose, endpoint, listen

MOST_TOKENS = 700


def is_model_on() -> bool:
    return endpoint().is_on


def write_answer(person: Person | None, answer: Answer) -> Answer:
    """The same answer in the words of the model, each sentence checked against its source.

    Where the model fails, refuses or says nothing that its sources support, the answer stays as it was, with the reason.
    """
    *_, last = write_stepwise(person, answer)
    return last


def write_stepwise(person: Person | None, answer: Answer) -> Generator[Answer]:
    """The answer as it grows, each time by a sentence of the model that passed its check. The last one is what stays.

    When the model fails halfway, what passed is kept, with the reason; when nothing passed, the answer stays as it was.
    """
    written = replace(answer, sentences=(), model=endpoint().model, sure=True)
    failure = ""
    if answer.answered and is_model_on():
        try:
            with closing(_checked(person, answer)) as sentences:
                for sentence in sentences:
                    written = replace(written, sentences=(*written.sentences, sentence))
                    yield written
        except ModelFailed as failed:
            failure = failed.reason
        failure = failure or ("" if written.answered else "unsupported")
    yield replace(written if written.answered else answer, failure=failure)


def _checked(person: Person | None, answer: Answer) -> Generator[Sentence]:
    """The sentences of the model that its sources support, one by one as they come. Raises ModelFailed, also halfway."""
    pieces = pieces_of(answer.sources)
    reading = Reading(len(pieces), language_of(pieces))
    # Not which texts went along: by what they are about, somebody who then asks colleagues anonymously could be known (docs/decisions/0145).
    purpose = Purpose("answer")
    coming = listen(person, purpose, prompt(answer.read_as, pieces), most_tokens=MOST_TOKENS)
    # Closed here, not when it is swept up: who stops reading halfway must stop the model, and its line in the log, now.
    with closing(coming):
        for text in coming:
            yield from _kept(reading.feed(text), pieces, answer)
    yield from _kept(reading.end(), pieces, answer)


def _kept(said: Iterable[Said], pieces: Sequence[Piece], answer: Answer) -> Iterator[Sentence]:
    items = {str(item.pk): item for item in answer.related}
    sources = {(source.key, source.file): source for source in answer.sources}
    for one in said:
        rests = (
            find_window(one.text, piece.text, piece.language, ". ".join((piece.title, *piece.heading)))
            for piece in (pieces[number] for number in one.numbers)
        )
        found = tuple(
            cited(source, *_stretch(source, piece, window), piece.heading, items[piece.key])
            for number, window in zip(one.numbers, rests, strict=True)
            for piece in [pieces[number]]
            for source in [sources[piece.key, piece.file]]
            if window
        )
        if found:
            yield Sentence(one.text, found)


def _stretch(source: Source, piece: Piece, window: Span) -> tuple[int, int]:
    """Where the words of the window stand in the text, of which the piece holds them on one line."""
    places = [
        place
        for word in re.finditer(r"\S+", source.seen[piece.start : piece.end])
        for place in (*range(word.start(), word.end()), word.end())
    ]
    return piece.start + places[window.start], piece.start + places[window.end - 1] + 1
