"""Leaves out the term that a sentence is about, to be chosen from other terms of the course."""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from zwerm.courses.generation.draft import Gap, Question
from zwerm.courses.generation.material.gather import Material
from zwerm.courses.generation.material.terms import Term
from zwerm.courses.generation.questions.proposal import Proposal, shown, spans_of
from zwerm.courses.generation.reading.sentence import SourceSentence
from zwerm.courses.generation.wording import BY_LANGUAGE
from zwerm.language.key_phrases import phrase_key
from zwerm.language.misspellings import is_slip
from zwerm.language.words import count_words

FEWEST, LONGEST = 8, 30
POOL, WRONG = 7, 3
SHORTEST_TYPED = 5


def propose(material: Material, inside: range) -> Iterator[Proposal]:
    for number in inside:
        unit = material.units[number]
        here = " ".join(sentence.text for sentence in unit.sentences)
        title = set(phrase_key(unit.section.title.text, material.language)) if unit.section.title else set()
        for sentence in unit.rules:
            if not FEWEST <= count_words(sentence.text) <= LONGEST:
                continue
            term, found = _about(sentence, material.terms, title)
            if term and found:
                pool = [other for other in material.terms if _is_of_same_kind(term, other, here)]
                worth = (0.6 if set(term.key) <= title else 0.5) - (0.0 if len(pool) >= WRONG - 1 else 0.1)
                yield Proposal(number, worth, _ask(material, sentence, term, found, _nearest(term, pool)))


def _about(
    sentence: SourceSentence, terms: Sequence[Term], title: set[str]
) -> tuple[Term, re.Match[str]] | tuple[None, None]:
    """The term of the sentence that its heading names, else the longest that is defined or used often."""
    fitting = [(term, found) for term in terms if (found := _find(term.text, sentence.text))]
    fitting = [pair for pair in fitting if _is_strong(pair[0], title)]
    if not fitting:
        return None, None
    return max(fitting, key=lambda pair: (set(pair[0].key) <= title, pair[0].defined, len(pair[0].key), pair[0].count))


def _is_strong(term: Term, title: set[str]) -> bool:
    """Worth asking: the course defines it or sets it apart, or it is all that the heading names."""
    is_code = any(letter.isdigit() for letter in term.text) or (term.text.isupper() and not term.defined)
    return not is_code and (term.defined or term.named or set(term.key) == title)


def _find(term: str, text: str) -> re.Match[str] | None:
    """The term as it is written, once in the sentence and not at its start; possessives are left alone."""
    if term not in text:  # most terms: spares a pattern for each
        return None
    found = list(re.finditer(rf"(?<![\w-]){re.escape(term)}(?![\w'’/-])", text))
    return found[0] if len(found) == 1 and found[0].start() > 0 else None


def _is_of_same_kind(term: Term, other: Term, here: str) -> bool:
    """A term of as many words, with the same article, that the unit does not mention and that is no form of it."""
    return (
        len(other.key) == len(term.key)
        and (other.defined or other.named)
        and other.article == term.article
        and not set(other.key) & set(term.key)
        and other.text.isupper() == term.text.isupper()
        and other.text[:1].isupper() == term.text[:1].isupper()
        and other.text.casefold() not in here.casefold()
        and not is_slip(other.text.casefold(), term.text.casefold())
    )


def _nearest(term: Term, pool: list[Term]) -> list[Term]:
    return sorted(
        pool, key=lambda other: (other.defined != term.defined, abs(len(other.text) - len(term.text)), other.text)
    )[:POOL]


def _ask(
    material: Material, sentence: SourceSentence, term: Term, found: re.Match[str], pool: Sequence[Term]
) -> Iterator[Question]:
    """With choices where there are terms of its kind, else to be typed with its first letter given."""
    wording = BY_LANGUAGE[material.language]
    answer = found.group()
    if phrase_key(answer, material.language) == material.terms[0].key:
        return  # what the whole course is about is no news in a blank
    for size in (WRONG, WRONG - 1):
        for chosen in combinations(pool, size):
            choices = tuple(sorted([answer, *(other.text for other in chosen)], key=str.casefold))
            yield gap_in(wording.gap, sentence, found, choices)
    if answer.isalpha() and len(answer) >= SHORTEST_TYPED and term.defined and answer.islower():
        yield gap_in(wording.gap_typed.format(first=answer[0].lower(), count=len(answer)), sentence, found, ())


def gap_in(stem: str, sentence: SourceSentence, found: re.Match[str], choices: tuple[str, ...]) -> Gap:
    """The sentence with the words `found` left out; to be typed when there are no `choices`."""
    return Gap(
        stem=stem,
        before=sentence.text[: found.start()],
        after=sentence.text[found.end() :],
        answer=found.group(),
        choices=choices,
        explanation=shown(sentence),
        spans=spans_of(sentence),
    )
