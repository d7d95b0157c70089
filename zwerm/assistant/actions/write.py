"""Lets a language model write the answer, of the passages that the asker may see, and keeps only what these say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from zwerm.assistant.actions.ask import Answer, Sentence, cited
from zwerm.assistant.rules.prompting import Piece, language_of, pieces_of, prompt, read_answer
from zwerm.courses.generation.support import support_of
from zwerm.language.gateway import ModelFailed
from zwerm.language.sentences import split_sentences
from zwerm.people.models import Person
from zwerm.records.actions import Purpose, converse, endpoint

MOST_TOKENS = 700


def is_model_on() -> bool:
    return endpoint().is_on


def write_answer(person: Person | None, answer: Answer) -> Answer:
    """The same answer in the words of the model, each sentence checked against its source.

    Where the model fails, refuses or says nothing that its sources support, the answer stays as it was, with the reason.
    """
    if not answer.answered or not is_model_on():
        return answer
    pieces = pieces_of(answer.sources)
    items = {str(item.pk): item for item in answer.related}
    try:
        text = converse(
            person,
            Purpose("answer", sorted({piece.key for piece in pieces})),
            prompt(answer.question, pieces),
            most_tokens=MOST_TOKENS,
        )
    except ModelFailed as failure:
        return replace(answer, failure=failure.reason)
    by_key = {source.key: source for source in answer.sources}
    sentences = []
    for said in read_answer(text, len(pieces), language_of(pieces)):
        resting = [pieces[number] for number in said.numbers]
        if not resting or not _rests(said.text, resting):
            continue
        places = tuple(
            cited(by_key[piece.key], piece.start, piece.end, piece.heading, items[piece.key]) for piece in resting
        )
        sentences.append(Sentence(said.text, places))
    if not sentences:
        return replace(answer, failure="unsupported")
    return replace(answer, sentences=tuple(sentences), model=endpoint().model)


def _rests(text: str, resting: Sequence[Piece]) -> bool:
    """Whether some sentences that stand together in one of the pieces support this one.

    Not the piece as a whole: among many sentences there is always one that denies something, or names the number.
    """
    for piece in resting:
        spans = [span.text for span in split_sentences(piece.text, piece.language)]
        for size in (1, 2, 3):
            for place in range(max(1, len(spans) - size + 1)):
                if support_of(text, " ".join(spans[place : place + size]), piece.language).holds:
                    return True
    return False
