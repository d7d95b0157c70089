"""Leaves out the word that an important sentence turns on, to be chosen from other words that the text uses often.

What running text is asked with when there is nothing better. The words are nouns of one kind (`material.kin`), so that a
wrong choice is a mistake that a reader of this text could make; any noun that fits by grammar is none.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, islice

from zwerm.courses.generation.draft import Question
from zwerm.courses.generation.material.gather import Material
from zwerm.courses.generation.material.units import Unit
from zwerm.courses.generation.questions.gaps import gap_in
from zwerm.courses.generation.questions.proposal import Proposal
from zwerm.courses.generation.reading.sentence import SourceSentence
from zwerm.courses.generation.wording import BY_LANGUAGE
from zwerm.language.key_phrases import KeyPhrase
from zwerm.language.plurals import is_plural
from zwerm.language.stopwords import is_stop_word
from zwerm.language.summaries import CUES
from zwerm.language.words import count_words, fold

FEWEST, LONGEST = 9, 28
PER_UNIT, POOL, FEWEST_OTHERS = 4, 6, 2
SHORTEST = 5
OFTEN, LONG, ABOUT = 3, 8, 3
ENDING = 3
# Only what stands after the beginning tells something new about it.
NEW = 0.3
# Articles and the like after which any noun can come, as far as one hears.
OPEN = frozenset(["een", "geen", "elke", "elk", "onze", "uw", "je", "hun", "the", "a", "an", "our", "your", "their", "its", "any", "each", "every", "no"])  # fmt: skip
# "Van toepassing", "in gebruik": after these a noun without an article is an expression that anybody completes.
BARE = frozenset(["van", "in", "op", "te", "ter", "ten", "met", "onder", "uit", "bij"])
GENERAL = frozenset(["begrip", "term", "woord", "document", "documenten", "pagina", "artikel", "organisatie", "onderdeel", "onderdelen", "toepassing", "belang", "behulp", "kader", "mogelijkheid", "mogelijkheden", "situatie", "idee", "idea", "inhoud", "praktijk", "werk", "zorg", "sprake", "eens", "verband", "word", "words", "page", "pages", "section", "company", "group", "content", "work", "place", "order", "process", "team", "teams", "details", "access", "support", "result", "results", "bottom", "matter", "whole", "gaten", "grond", "orde", "kans", "grip", "keuken", "zicht"])  # fmt: skip
ADJECTIVE = re.compile(r"(?:baar|lijke?|ische?|[^n]tige?|[^l]ige|ende?|loze?|ele|ale|ous|able|ible|ful|less|ive|ual)$")
QUALITY = re.compile(
    r"medium|erger|beter|groter|kleiner|hoger|lager|nieuwe?|gro(?:ot|te)|kleine?|langer?|korte?|hoge?|lage?|goede?|vrije?|eigen|open|gratis|sterke?|snelle?|belangrijk\w*|verschillend\w*|(?:ver|ge|be|ont|her)\w+de|new|own|relevant|\w+ed|welcoming|willing|missing|existing|following|remaining|exact|entire|specific|major|minor|common|current"
)
MINE = re.compile(r"\b(?:ik|mij|mijn|I|I['’]\w+|my|me)\b")
# After these a word is a verb as often as a noun.
BEFORE_VERB = frozenset(
    ["to", "will", "can", "should", "must", "may", "could", "would", "not", "we", "you", "they", "i"]
)
PARTICIPLE = re.compile(r"(?:ge|ver|be|ont|her)\w+[dt]")
# "At a glance", "on behalf": anybody completes these.
EXPRESSION = frozenset(["glance", "behalf", "regard", "regards", "account", "advantage", "addition", "mind", "hand", "sense", "time", "needed", "latest", "care", "part", "shape", "touch", "track", "scratch", "default", "priority"])  # fmt: skip
COMPARATIVE = re.compile(
    r"(?:larg|small|bigg?|bett|high|low|long|short|easi|fast|earli|lat|furth|few|old|new|strong|deep|wid|great|clos|near|quick|slow|saf|simpl|clean|clear)(?:er|est)|less|more|most|worse|worst|least|best"
)


def propose(material: Material, inside: range) -> Iterator[Proposal]:
    words = [phrase for phrase in material.phrases if _is_word(phrase)]
    # What somebody does in a step is asked by its order; a word of it is a trifle ("a blanket").
    steps = [procedure.span for procedure in material.procedures if procedure.places]
    for number in inside:
        proposals = (
            proposal
            for sentence in _important(material, material.units[number])
            if not any(sentence.source == span.source and span.start <= sentence.start < span.end for span in steps)
            if (proposal := _proposal(material, number, sentence, words))
        )
        yield from islice(proposals, PER_UNIT)


def _proposal(material: Material, number: int, sentence: SourceSentence, words: Sequence[KeyPhrase]) -> Proposal | None:
    """By the first word of the sentence that can be asked, if there is one."""
    for word, place in _turns_on(sentence, words, material):
        pool = [other for other in words if _could_stand_for(word, other, sentence, place.start())]
        pool = [other for other in pool if (word.text, other.text) in material.kin]
        if len(pool) >= FEWEST_OTHERS or _can_be_typed(word, sentence, material):
            return Proposal(number, _worth(word), _ask(material, sentence, word, place, pool))
    return None


def _can_be_typed(word: KeyPhrase, sentence: SourceSentence, material: Material) -> bool:
    """A long word that the text defines or sets apart and comes back to, in a sentence that sets a rule: known by its first letter and its length.

    What the whole text is about anybody fills in without reading.
    """
    if word.key in [phrase.key for phrase in material.phrases[:ABOUT]]:
        return False
    is_named = any(term.key == word.key and (term.defined or term.named) for term in material.terms)
    is_word = is_named and word.text.isalpha() and word.text.islower() and len(word.text) >= LONG
    return is_word and word.count >= OFTEN and bool(CUES[sentence.language].search(sentence.text))


def _worth(word: KeyPhrase) -> float:
    return 0.4 + 0.02 * min(word.count, 5)


def _is_word(phrase: KeyPhrase) -> bool:
    """Long enough to mean one thing, and not so general that it says nothing."""
    last = phrase.text.split()[-1].lower()
    return (
        len(phrase.text) >= SHORTEST
        and phrase.text[0].isalpha()
        and last not in GENERAL
        and (len(phrase.key) == 1 or phrase.count > 1)
        and not ADJECTIVE.search(phrase.text)
        and not QUALITY.fullmatch(last)
        and not COMPARATIVE.fullmatch(last)
        and not (PARTICIPLE.fullmatch(last) and phrase.article != "de")
        and last not in EXPRESSION
    )


def _important(material: Material, unit: Unit) -> list[SourceSentence]:
    """The sentences that can be asked, first those whose words come back most in the text."""
    fitting = [
        s
        for s in unit.rules
        if FEWEST <= count_words(s.text) <= LONGEST and not s.code and s.stems and not MINE.search(s.text)
    ]
    weight = {id(s): sum(material.weights[stem] for stem in s.stems) / len(s.stems) ** 0.7 for s in fitting}
    return sorted(fitting, key=lambda s: (-weight[id(s)], s.start))


def _turns_on(
    sentence: SourceSentence, words: Sequence[KeyPhrase], material: Material
) -> list[tuple[KeyPhrase, re.Match[str]]]:
    """The words that say something new in the sentence, the longest first; not what the whole course is about."""
    found = []
    for word in words:
        if word.key == material.phrases[0].key or word.text not in sentence.text:
            continue
        places = list(re.finditer(rf"(?<![\w’')-]){re.escape(word.text)}(?![\w’'-])", sentence.text))
        if len(places) != 1 or places[0].start() < NEW * len(sentence.text):
            continue
        if _ends_a_phrase(sentence, places[0]):
            found.append((word, places[0]))
    return sorted(found, key=lambda pair: (-len(pair[0].key), -len(pair[0].text)))


def _ends_a_phrase(sentence: SourceSentence, found: re.Match[str]) -> bool:
    """Not the first part of a longer name, not one of an enumeration, and no fixed expression."""
    before, after = sentence.text[: found.start()].rstrip(), sentence.text[found.end() :]
    following = re.match(r"\s+([\w’'-]+)", after)
    if following and not is_stop_word(fold(following[1]), sentence.language):
        return False
    if before.endswith(",") and after.startswith(","):
        return False
    last = before.split()[-1] if before.split() else ""
    if last.lower() in BEFORE_VERB:
        return False
    if len(before.split()) > 1 and last[:1].isupper() and last.isalnum():
        return False
    return not (sentence.language == "nl" and _before(sentence.text, found.start()) in BARE)


def _could_stand_for(word: KeyPhrase, other: KeyPhrase, sentence: SourceSentence, start: int) -> bool:
    """As many words, in the same number and capitals, after the same article; the sentence does not hold it."""
    language = sentence.language
    return (
        len(other.key) == len(word.key)
        and other.text[:1].isupper() == word.text[:1].isupper()
        and other.text.isupper() == word.text.isupper()
        and is_plural(other.text, language) == is_plural(word.text, language)
        and not set(other.key) & set(word.key)
        and not set(other.key) & sentence.stems
        and not _is_within(word.text, other.text)
        and not any(_is_within(told, other.text) for told in sentence.words)
        and _follows(_before(sentence.text, start), word, other)
    )


def _is_within(one: str, other: str) -> bool:
    """Whether the one is a part or a form of the other: "bewijs" of "coronabewijs"."""
    one, other = sorted((one.casefold(), other.casefold()), key=len)
    return len(one) >= SHORTEST and one in other


def _before(text: str, start: int) -> str:
    words = text[:start].split()
    return words[-1].lower() if words else ""


def _follows(before: str, word: KeyPhrase, other: KeyPhrase) -> bool:
    """Whether `other` can stand after the same word: "de" and "het" choose, and a bare noun stays bare."""
    if before in ("de", "het"):
        return other.article == before
    if before in OPEN:
        return True
    return bool(other.article) == bool(word.article) or not other.article


def _ask(
    material: Material, sentence: SourceSentence, word: KeyPhrase, found: re.Match[str], pool: Sequence[KeyPhrase]
) -> Iterator[Question]:
    def distance(other: KeyPhrase) -> tuple[bool, bool, int, str]:
        """Nearest is what comes back in the text and is built alike: "vertrouwelijkheid" beside "beschikbaarheid"."""
        alike = other.text[-ENDING:] == word.text[-ENDING:]
        return other.count == 1, not alike, abs(len(other.text) - len(word.text)), other.text

    near = sorted(pool, key=distance)[:POOL]
    wording = BY_LANGUAGE[material.language]
    for size in (3, 2):
        for chosen in combinations(near, size):
            choices = tuple(sorted([found.group(), *(other.text for other in chosen)], key=str.casefold))
            yield gap_in(wording.keyword, sentence, found, choices)
    if _can_be_typed(word, sentence, material):
        first, count = found.group()[0], len(found.group())
        yield gap_in(wording.gap_typed.format(first=first, count=count), sentence, found, ())
