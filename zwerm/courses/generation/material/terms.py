"""The words that a course is about: defined, set in bold, named in headings or lists. Only these are asked for."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from zwerm.courses.generation.material.facts import Group, Meaning
from zwerm.courses.generation.material.units import Unit
from zwerm.courses.generation.reading.headings import clean_title
from zwerm.courses.generation.reading.sentence import SourceSentence
from zwerm.language.key_phrases import KeyPhrase, phrase_key
from zwerm.language.words import count_words, fold

LONGEST = 3
ACRONYM = re.compile(r"(?<![\w-])[A-Z][A-Z0-9]{1,6}(?![\w-])")
ARTICLE = re.compile(r"^(?:de|het|een|the|an?)\s+", re.IGNORECASE)


@dataclass(frozen=True)
class Term:
    """`key` are its stems; `article` as it stands before it.

    `defined` when the course says what it means, `named` when it is set in bold or an acronym.
    """

    text: str
    key: tuple[str, ...]
    defined: bool
    article: str
    count: int
    named: bool = False


def find_terms(
    units: Sequence[Unit],
    meanings: Iterable[Meaning],
    groups: Iterable[Group],
    phrases: Sequence[KeyPhrase],
    language: str,
) -> tuple[Term, ...]:
    """Terms in the order of how often they are used, then of the alphabet."""
    text = " ".join(sentence.text for unit in units for sentence in unit.sentences)
    known = {phrase.key: phrase for phrase in phrases}
    defined = {phrase_key(meaning.term.text, language) for meaning in meanings}
    found: dict[tuple[str, ...], Term] = {}
    names = [meaning.term.text for meaning in meanings]
    labels = [label for group in groups for label in (clean_title(entry.label.text) for entry in group.entries)]
    marked = [*_bold(units), *_acronyms(text)]
    names += [*labels, *marked, *_headings(units, known, language)]
    named = {phrase_key(name, language) for name in marked}
    for name in names:
        bare = ARTICLE.sub("", name).strip()
        key = phrase_key(bare, language)
        if not key or key in found or not 1 <= count_words(bare) <= LONGEST or not bare[0].isalnum():
            continue
        phrase = known.get(key)
        written = as_written(bare, text)
        count = len(re.findall(rf"(?<!\w){re.escape(written)}", text))
        if count:
            # Bold words that are no noun ("backport soon") are said loudly, and name nothing.
            is_named = key in named and (phrase is not None or written.isupper())
            found[key] = Term(written, key, key in defined, phrase.article if phrase else "", count, is_named)
    return tuple(sorted(found.values(), key=lambda term: (-term.count, term.text)))


def _bold(units: Sequence[Unit]) -> Iterator[str]:
    """Bold words within a sentence; a sentence that is bold as a whole is a cry."""
    for unit in units:
        for sentence in unit.sentences:
            for start, end in sentence.bold:
                if end - start < len(sentence.text) / 2:
                    yield sentence.text[start:end].strip(" .,:;")


def _headings(units: Sequence[Unit], known: dict[tuple[str, ...], KeyPhrase], language: str) -> Iterator[str]:
    """Headings that are a noun phrase of the text, and the noun phrases in them."""
    for unit in units:
        title: SourceSentence | None = unit.section.title
        if title is None or unit.part:
            continue
        words = clean_title(title.text).split()
        for size in range(LONGEST, 0, -1):
            for start in range(len(words) - size + 1):
                piece = " ".join(words[start : start + size]).strip("?,:;()")
                phrase = known.get(phrase_key(piece, language))
                if phrase and fold(phrase.text.split()[-1])[:4] == fold(piece.split()[-1])[:4]:
                    yield phrase.text


def _acronyms(text: str) -> list[str]:
    counted = Counter(ACRONYM.findall(text))
    return sorted(acronym for acronym, count in counted.items() if count >= 3)


def as_written(name: str, text: str) -> str:
    """The name as it stands within sentences: with a small letter where the text writes one."""
    small = name[:1].lower() + name[1:]
    written = {form: len(re.findall(rf"(?<=[a-zà-ÿ,(] ){re.escape(form)}(?!\w)", text)) for form in (small, name)}
    return small if small != name and written[small] > written[name] else name
