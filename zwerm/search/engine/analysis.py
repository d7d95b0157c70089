"""From text to the terms that are indexed, and from a query to the terms that are looked for.

Everything is folded (lower case, no accents) and stemmed in Python, so that what is indexed and what is asked always
meet. Dutch compound words add their parts beside the whole. Terms of all languages stand in one field: one language's
documents are then not measured by the average length of the other's, and a shared word counts in both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from zwerm.language.compounds import Compounds, as_head, as_part
from zwerm.language.detect import LANGUAGES, Language, detect_language, tells_language
from zwerm.language.everyday import is_everyday
from zwerm.language.forms import apart_forms, joined_verb, other_forms, said_as, verb_at_end
from zwerm.language.proper import find_names
from zwerm.language.stems import stem
from zwerm.language.stopwords import is_stop_word
from zwerm.language.synonyms import synonyms, synonyms_together
from zwerm.language.words import find_words_folded, fold

MOST_REMEMBERED = 300_000
A_PART = 0.8
WITH_COMPOUNDS = frozenset({"nl"})


@dataclass(frozen=True)
class AskedWord:
    """A word of a query: as folded, the terms that it looks for, and stems of words that mean about the same (`alike`).

    `apart`: those of them that are its own verb, without what may stand apart from it ("vul … in" for "invullen").
    `forms`: stems of what may be other forms of it, which its own stem does not bring together ("val", "valt", "gevallen").
    `grammar`: it carries no meaning and is not looked for. `either`: its terms stand for one another, such as what an
    unfinished word may become; the best of them counts, not their sum. `kinds`: stems of compounds that are a kind of it ("handhygiëne" for "hygiëne"). `sure`: less than 1 when these terms are a guess at
    what was meant. `parts`: those of its terms that are of a part only, when it is a compound. `pairs`: its parts as neighbouring words, where texts write it as two.
    `name`: it is written as a name, and is no form nor misspelling of an ordinary word. `meant`: stems of what the words around it mean together with it.
    """

    text: str
    terms: tuple[str, ...]
    alike: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    grammar: bool = False
    either: bool = False
    sure: float = 1.0
    apart: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    pairs: tuple[str, ...] = ()
    name: bool = False
    meant: tuple[str, ...] = ()

    @property
    def whole(self) -> tuple[str, ...]:
        """The terms of the word itself, of which one is enough."""
        return tuple(term for term in (*self.terms, *self.forms) if term not in self.parts)


@dataclass(frozen=True)
class Asked:
    """A query, taken apart. `pairs` are neighbouring words, which weigh extra where they stand together.

    `named`: neighbouring words as they are written, of which one carries meaning, as they stand in names ("een val").
    `typing`: it is not finished, and names of things are what people type then. `spoken`: its words of grammar leave no doubt about its language.
    """

    words: tuple[AskedWord, ...]
    pairs: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    language: Language = "nl"
    typing: bool = False
    spoken: bool = False

    @property
    def terms(self) -> set[str]:
        """All that makes a thing an answer."""
        return {term for word in self.words for term in (*word.terms, *word.forms, *word.kinds, *word.alike)}

    @property
    def meaningful(self) -> int:
        """How many words carry meaning."""
        return sum(not word.grammar for word in self.words)

    @property
    def counted(self) -> dict[str, float]:
        """Terms that each count for themselves, with how often they are asked for; a part of a word for less than the word."""
        counts: dict[str, float] = {}
        for word in self.words:
            for term in () if word.either else word.terms[bool(word.forms) :]:
                counts[term] = counts.get(term, 0.0) + (A_PART if term in word.parts else 1)
        return counts

    @property
    def formed(self) -> dict[tuple[str, ...], float]:
        """Stems of words with those of their other forms, of which the best counts, with how often they are asked for."""
        counts: dict[tuple[str, ...], float] = {}
        for word in self.words:
            if word.forms and word.terms and not word.either:
                group = (word.terms[0], *word.forms)
                counts[group] = counts.get(group, 0.0) + 1
        return counts

    @property
    def choices(self) -> list[tuple[tuple[str, ...], float]]:
        """Terms of which the best counts, with how sure it is that they were meant."""
        return [(word.terms, word.sure) for word in self.words if word.either and word.terms]


class Analyser:
    """Turns text into terms. `counts` are the organisation's own words, by which compounds are taken apart."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self._compounds = Compounds(counts)
        self._known: dict[str, dict[str, tuple[str, ...]]] = {}
        self._written: dict[str, _Written] = {}

    def take_apart(self, words: Iterable[str], language: str) -> list[tuple[str, ...]]:
        """For each folded word its terms, the stem first; none for a word that carries only grammar."""
        known = self._known.setdefault(language, {})
        apart = []
        for word in words:
            terms = known.get(word)
            if terms is None:
                if len(known) > MOST_REMEMBERED:
                    known.clear()
                terms = known[word] = self._make_terms(word, language)
            apart.append(terms)
        return apart

    def terms(self, words: Iterable[str], language: str) -> list[str]:
        """The terms of these folded words."""
        return [term for terms in self.take_apart(words, language) for term in terms]

    def terms_with_parts_marked(self, words: Iterable[str], language: str) -> list[str]:
        """The same, in which those of parts of compounds can be told from words by themselves."""
        marked = []
        for stem_of_word, *parts in filter(None, self.take_apart(words, language)):
            marked += [stem_of_word, *map(as_part, parts[:-1]), *map(as_head, parts[-1:])]
        return marked

    def terms_as_written(self, language: str) -> Mapping[str, tuple[str, ...]]:
        """The terms of every word as it is written in a text, by that word; made when it is first asked for."""
        return self._written.setdefault(language, _Written(self, language))

    def pairs(self, words: Iterable[str], language: str) -> list[str]:
        return pairs_of(self.take_apart(words, language))

    def ask(self, query: str, otherwise: Language = "nl") -> Asked:
        """Take a query apart in every language, since its own may not be the language of what answers it.

        Grammar words of the query's language are left out; when it has no others, they are kept.
        """
        words = find_words_folded(query)
        language = detect_language(query, otherwise)
        # One word or two of grammar say little of their language: "de" is read as English.
        language = next((each for each in LANGUAGES if all(is_stop_word(word, each) for word in words)), language)
        pairs = dict.fromkeys(pair for each in LANGUAGES for pair in self.pairs(words, each))
        # Nothing tells the language of one word: "valrisico" is read as English.
        alone = sum(not is_stop_word(word, language) for word in words) == 1
        light, place, verb = said_as(words, language)
        if not verb:
            place, verb = joined_verb(words, language)
        last, apart = verb_at_end(words, language)
        together = synonyms_together(words, language)
        names = find_names(query)
        asked = tuple(
            AskedWord(word, (), grammar=True)
            if at == light
            else self._asked(
                word,
                language,
                alone=alone,
                joined=verb if at == place else "",
                apart=apart if at == last else (),
                meant=together.get(at, ()),
                name=at in names,
            )
            for at, word in enumerate(words)
        )
        named = tuple(dict.fromkeys(pairs_as_written(words, language)))
        return Asked(asked, tuple(pairs), named, language, spoken=tells_language(query) == language)

    def ask_word(self, word: str, language: Language) -> AskedWord:
        """One folded word, as if it were asked for."""
        return self._asked(word, language)

    def stems(self, word: str) -> list[str]:
        """The stems of one folded word, in every language."""
        return list(dict.fromkeys(stem(word, each) for each in LANGUAGES))

    def _asked(
        self,
        word: str,
        language: Language,
        *,
        alone: bool = False,
        joined: str = "",
        apart: tuple[str, ...] = (),
        meant: tuple[str, ...] = (),
        name: bool = False,
    ) -> AskedWord:
        """`joined`: the verb that the word is with what stands apart from it in the question; `apart`: stems of its verb, without what may stand apart from it in a text.
        `meant`: stems of what may be said instead of it with the words around it."""
        if is_stop_word(word, language):
            return AskedWord(word, (), grammar=True)
        terms = dict.fromkeys(self.terms([word], language))
        parts = tuple(terms)[1:]
        if alone and language not in WITH_COMPOUNDS:
            parts = self._parts_of_another(word)
            terms |= dict.fromkeys(parts)
        for other in LANGUAGES:
            if other != language and not is_stop_word(word, other):
                terms[stem(word, other)] = None
        if name and not is_everyday(word, language):
            return AskedWord(
                word, tuple(terms), alike=meant or synonyms(word, language), parts=parts, name=True, meant=meant
            )
        apart = apart or apart_forms(word, language)
        forms = other_forms(word, language)
        if joined:
            forms += tuple(
                each for each in (stem(joined, language), *other_forms(joined, language)) if each not in forms
            )
        alike = tuple(dict.fromkeys((*apart, *(meant or synonyms(joined or word, language)))))
        return AskedWord(word, tuple(terms), alike=alike, forms=forms, apart=apart, parts=parts, meant=meant)

    def _parts_of_another(self, word: str) -> tuple[str, ...]:
        """Of a compound that may be of another language than it was taken for; "password" is none of "pas" and "word"."""
        for each in WITH_COMPOUNDS:
            parts = () if is_stop_word(word, each) else self.take_apart([word], each)[0][1:]
            if parts and not any(is_stop_word(part, each) for part in parts):
                return parts
        return ()

    def _make_terms(self, word: str, language: str) -> tuple[str, ...]:
        if is_stop_word(word, language):
            return ()
        parts = self._compounds.split(word) if language in WITH_COMPOUNDS else ()
        return (stem(word, language), *(stem(part, language) for part in parts))


class _Written(dict[str, tuple[str, ...]]):
    def __init__(self, analyser: Analyser, language: str) -> None:
        self._analyser = analyser
        self._language = language

    def __missing__(self, word: str) -> tuple[str, ...]:
        if len(self) > MOST_REMEMBERED:
            self.clear()
        terms = self[word] = tuple(self._analyser.terms([fold(word)], self._language))
        return terms


def pairs_as_written(words: Sequence[str], language: str) -> list[str]:
    """Neighbouring words in full, grammar too, where one of the two is grammar and the other is not: "=een~val"."""
    return [
        f"={left}~{right}"
        for left, right in pairwise(words)
        if is_stop_word(left, language) != is_stop_word(right, language)
    ]


def pairs_of(apart: Iterable[tuple[str, ...]]) -> list[str]:
    """Neighbouring meaningful words, in order: "jaarlijks~gesprek"."""
    return [f"{left}~{right}" for left, right in pairwise(terms[0] for terms in apart if terms)]
