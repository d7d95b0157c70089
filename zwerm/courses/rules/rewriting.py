"""What an author writes over what was drafted: words that stayed, or nearly, keep their place in the source."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from difflib import SequenceMatcher
from textwrap import indent
from typing import Any, TypeVar

import msgspec

from zwerm.courses.generation import draft
from zwerm.courses.generation.reading.marks import read_marks
from zwerm.courses.rules.authored import Prose
from zwerm.language.sentences import split_sentences
from zwerm.library.rules.plain import blank_markup

# From this likeness of their words on, a text is taken for another wording of the same.
ALIKE = 0.6
T = TypeVar("T")
Value = TypeVar("Value")


def same_words(text: str) -> str:
    """How words are compared: white space apart."""
    return " ".join(text.split())


def partners(texts: Sequence[str], before: Sequence[T], words: Callable[[T], str]) -> list[T | None]:
    """For each text the one of `before` that it is another wording of, each at most once; None for a new text."""
    free = dict(enumerate(before))
    found: list[T | None] = [None] * len(texts)
    for place, text in enumerate(texts):
        same = next((key for key, old in free.items() if same_words(words(old)) == same_words(text)), None)
        if same is not None:
            found[place] = free.pop(same)
    for place, text in enumerate(texts):
        if found[place] is None and free:
            likeness, best = max((_likeness(text, words(old)), -key) for key, old in free.items())
            if likeness >= ALIKE:
                found[place] = free.pop(-best)
    return found


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()


def rewrite_sentences(texts: Sequence[str], before: Sequence[draft.Sentence]) -> tuple[draft.Sentence, ...]:
    """Sentences with these words, each with the places of the sentence that it is another wording of, or none."""
    olds = partners(texts, before, lambda sentence: sentence.text)
    return tuple(
        draft.Sentence(same_words(text), old.spans if old else ()) for text, old in zip(texts, olds, strict=True)
    )


def same_cards(cards: Sequence[draft.Card], before: Sequence[tuple[draft.Card, str]]) -> list[str]:
    """For each card the key of the one that it is another wording of, by what it asks, else by its answer; or nothing."""
    found = partners([card.front for card in cards], before, lambda old: old[0].front)
    free = [old for old in before if old not in found]
    new = [place for place, old in enumerate(found) if old is None]
    by_back = partners([cards[place].back for place in new], free, lambda old: old[0].back)
    for place, old in zip(new, by_back, strict=True):
        found[place] = old
    return [old[1] if old else "" for old in found]


def rewrite_prose(markdown: str, before: Sequence[draft.Sentence], language: str) -> Prose:
    """An author's text; what of `before` still stands in it, or nearly, is cited as before."""
    said = [same_words(span.text) for span in split_sentences(blank_markup(markdown), language)]
    return Prose(markdown, tuple(sentence for sentence in rewrite_sentences(said, before) if sentence.spans))


def spans_of(value: object) -> list[draft.Span]:
    """Every place within a value, each once, in order."""
    return list(dict.fromkeys(_spans(value)))


def _spans(value: object) -> list[draft.Span]:
    if isinstance(value, draft.Span):
        return [value]
    if isinstance(value, tuple):
        return [found for inner in value for found in _spans(inner)]
    if isinstance(value, msgspec.Struct):
        return [found for name in value.__struct_fields__ for found in _spans(getattr(value, name))]
    return []


def change_spans(value: Value, change: Callable[[draft.Span], draft.Span | None]) -> Value:
    """The same value with every place changed, or left out where `change` answers None."""
    return _changed(value, change)  # type: ignore[no-any-return]


def _changed(value: Any, change: Callable[[draft.Span], draft.Span | None]) -> Any:
    if isinstance(value, tuple):
        if value and isinstance(value[0], draft.Span):
            return tuple(dict.fromkeys(span for old in value if (span := change(old)) is not None))
        return tuple(_changed(inner, change) for inner in value)
    if isinstance(value, msgspec.Struct):
        return msgspec.structs.replace(
            value, **{name: _changed(getattr(value, name), change) for name in value.__struct_fields__}
        )
    return value


def without_spans(value: Value, gone: Collection[draft.Span]) -> Value:
    """The value without these places: it no longer rests on them. Prose drops sentences that rest on nothing."""
    left = change_spans(value, lambda span: None if span in gone else span)
    if isinstance(left, Prose):
        return msgspec.structs.replace(left, cited=tuple(sentence for sentence in left.cited if sentence.spans))
    return left


def markdown_of(parts: Sequence[draft.Part], sources: Mapping[str, str]) -> str:
    """A drafted text as Markdown to write on in: with the bold words and links of its sources, where these are known."""
    return "\n\n".join(_part(part, sources) for part in parts)


def _part(part: draft.Part, sources: Mapping[str, str]) -> str:
    match part:
        case draft.Heading():
            return f"## {escape(part.text)}"
        case draft.Paragraph():
            words = " ".join(_marked(sentence, sources) for sentence in part.sentences)
            return f"> [!{part.label.upper()}]\n> {words}" if part.label else words
        case draft.Code():
            return f"```{part.syntax}\n{part.text.rstrip()}\n```"
        case draft.Table():
            return _table(part)
        case draft.Listing():
            return _list(part, sources)
        case draft.Picture():
            return _picture(part)


def _picture(part: draft.Picture) -> str:
    return f"![{escape(part.alt)}](picture:{part.hash})"


def _marked(sentence: draft.Sentence, sources: Mapping[str, str]) -> str:
    """As it stands in its source when that reads as the sentence does, else its plain words."""
    if len(sentence.spans) == 1:
        span = sentence.spans[0]
        piece = same_words(sources.get(span.source, "")[span.start : span.end])
        if "][" not in piece and read_marks(piece, [(0, len(piece))]).text == sentence.text:
            return piece
    return _with_links(sentence)


def _with_links(sentence: draft.Sentence) -> str:
    """Its words, with its links, as Markdown."""
    written, place = "", 0
    for link in sentence.links:
        address = link.address.translate({ord(mark): f"%{ord(mark):02X}" for mark in " <>|\\"})
        words = escape(sentence.text[link.start : link.end])
        written += f"{escape(sentence.text[place : link.start])}[{words}](<{address}>)"
        place = link.end
    return written + escape(sentence.text[place:])


def escape(text: str) -> str:
    """Words that mean nothing else in Markdown."""
    for mark in "\\`*_[]<>#|":
        text = text.replace(mark, f"\\{mark}")
    return text


def _table(part: draft.Table) -> str:
    lines = ["| " + " | ".join(_with_links(cell) for cell in row) + " |" for row in (part.header, *part.rows)]
    return "\n".join([lines[0], "|" + "---|" * len(part.header), *lines[1:]])


def _list(part: draft.Listing, sources: Mapping[str, str]) -> str:
    counts = {0: part.start - 1}
    lines = []
    for item in part.items:
        counts = {depth: count for depth, count in counts.items() if depth <= item.depth}
        counts[item.depth] = counts.get(item.depth, 0) + 1
        mark = f"{counts[item.depth]}." if (item.ordered if item.depth else part.ordered) else "-"
        deeper = "   " * (item.depth + 1)
        for number, (sentences, code) in enumerate(item.pieces):
            words = " ".join(_marked(sentence, sources) for sentence in sentences)
            lines += ["", deeper + words] if number else ["   " * item.depth + f"{mark} {words}"]
            lines += ["", indent(_part(code, sources), deeper)] if code else []
        for picture in item.pictures:
            lines += ["", deeper + _picture(picture)]
    return "\n".join(lines)
