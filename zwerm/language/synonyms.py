"""Words that people use for the same thing at work, from lists of our own (`synonyms/<language>.txt`).

A group a line, of which each word may be said instead of each other one. A word with `>` is only asked, in this very form, and never looked for instead: "fired>" asks after
dismissal, and who asks after dismissal means no fire. So are words that are asked together: "throw_away" is asked in "where do I throw old paint away".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from zwerm.language.forms import other_forms
from zwerm.language.stems import stem
from zwerm.language.stopwords import is_stop_word
from zwerm.language.words import find_words_folded

ASKED_ONLY, TOGETHER = ">", "_"
# "Throw the old paint away": what may stand apart from its verb, with at most so many words between.
_APART = frozenset(["away", "back", "down", "in", "off", "on", "out", "over", "up"])
MOST_BETWEEN = 3
_MEANT = frozenset(["him", "it", "me", "something", "them", "us", "you"])
_ARTICLES = frozenset(["a", "an", "the", "my", "your", "our", "his", "her", "their", "any", "some", "this", "that", "these", "those"])  # fmt: skip


@dataclass(frozen=True)
class _Lists:
    """Stems of what may be said instead: by a stem, by a word in its very form, and by the stems of words asked together, by the first."""

    stems: Mapping[str, tuple[str, ...]]
    words: Mapping[str, tuple[str, ...]]
    together: Mapping[str, Mapping[tuple[str, ...], tuple[str, ...]]]


def synonyms(word: str, language: str) -> tuple[str, ...]:
    """Stems of words that may be said instead of this folded word, in any of its forms; nothing when we know none."""
    lists, own = _read(language), stem(word, language)
    others = (*lists.words.get(word, ()), *lists.stems.get(own, ()))
    # "Gemak" may be of "maken" by its looks only.
    forms = [] if others else [form for form in other_forms(word, language) if not form.startswith("ge")]
    others += tuple(each for form in forms for each in lists.stems.get(form, ()))
    return tuple(dict.fromkeys(each for each in others if each not in (own, *forms)))


def synonyms_together(words: Sequence[str], language: str) -> Mapping[int, tuple[str, ...]]:
    """For the places of folded words of a question that mean something together: stems of words that may be said instead."""
    together = _read(language).together
    if not together:
        return {}
    stems = [stem(word, language) for word in words]
    found: dict[int, dict[str, None]] = {}
    for place, first in enumerate(stems):
        for rest, others in together.get(first, {}).items():
            for at in _places(place, rest, words, stems, language):
                found.setdefault(at, {}).update(dict.fromkeys(others))
    return {place: tuple(others) for place, others in found.items()}


def _places(
    place: int, rest: Sequence[str], words: Sequence[str], stems: Sequence[str], language: str
) -> tuple[int, ...]:
    """Where the words stand that begin here; none when they don't all follow."""
    places, at = [place], place
    for each in rest:
        at += 1
        while at < len(words) and stems[at] != each and words[at] in _ARTICLES:
            at += 1
        if at >= len(words) or stems[at] != each:
            apart = _apart(place, rest, words, language)
            return (place, apart) if apart else ()
        places.append(at)
    return tuple(places)


def _apart(place: int, rest: Sequence[str], words: Sequence[str], language: str) -> int:
    """Where the one word of `rest` stands apart from its verb; 0 when it does not.

    "In" of "hand the key in" and not of "the key in the door": nothing follows that it could belong to. What is between says what it is done to: "throw stones and go away" is no "throw away".
    """
    if len(rest) > 1 or rest[0] not in _APART:
        return 0
    for at in range(place + 1, min(len(words), place + 2 + MOST_BETWEEN)):
        if words[at] == rest[0]:
            following = words[at + 1 : at + 2]
            alone = all(is_stop_word(word, language) and word not in _ARTICLES for word in following)
            return at if alone else 0
        if is_stop_word(words[at], language) and words[at] not in _ARTICLES | _MEANT:
            return 0
    return 0


@lru_cache(maxsize=4)
def _read(language: str) -> _Lists:
    source = files("zwerm.language") / "synonyms" / f"{language}.txt"
    stems: dict[str, dict[str, None]] = {}
    words: dict[str, dict[str, None]] = {}
    together: dict[str, dict[tuple[str, ...], dict[str, None]]] = {}
    for group in _groups(source.read_text("utf-8")) if source.is_file() else ():
        said = dict.fromkeys(
            stem("".join(find_words_folded(word)), language)
            for word in group
            if TOGETHER not in word and not word.endswith(ASKED_ONLY)
        )
        for one in said:
            stems.setdefault(one, {}).update(dict.fromkeys(other for other in said if other != one))
        for word in group:
            if TOGETHER in word:
                first, *rest = (stem(each, language) for each in find_words_folded(word.replace(TOGETHER, " ")))
                together.setdefault(first, {}).setdefault(tuple(rest), {}).update(said)
            elif word.endswith(ASKED_ONLY):
                words.setdefault("".join(find_words_folded(word)), {}).update(said)
    return _Lists(
        {one: tuple(others) for one, others in stems.items()},
        {one: tuple(others) for one, others in words.items()},
        {first: {rest: tuple(others) for rest, others in each.items()} for first, each in together.items()},
    )


def _groups(text: str) -> Iterator[list[str]]:
    return (line.split() for line in text.splitlines() if line and not line.startswith("#"))
