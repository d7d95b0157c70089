"""Words that the source has in no form, and what it has in their place: "the secretary signs" where it says that the treasurer does."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from zwerm.courses.generation.flaws.parts import shared_stems
from zwerm.language.clauses import parts_of
from zwerm.language.denials import denies
from zwerm.language.figures import find_figures, without_figures
from zwerm.language.forms import apart_forms, other_forms, standing_apart
from zwerm.language.light import is_light
from zwerm.language.numbers import UNITS
from zwerm.language.stems import stem
from zwerm.language.stopwords import is_stop_word
from zwerm.language.synonyms import synonyms
from zwerm.language.words import find_words

# Behind these stands what something is, or of whom; what a verb is, is told in too many ways.
_BEFORE_NOUN = {
    "nl": frozenset(["de", "het", "een", "deze", "die", "dit", "dat", "elke", "elk", "ieder", "iedere", "alle", "alleen", "je", "jouw", "uw", "onze", "ons", "hun", "zijn", "haar", "mijn", "geen", "van", "voor", "met", "bij", "in", "op", "naar", "door", "uit", "aan", "per", "tot", "zonder", "binnen", "buiten", "onder", "boven", "tegen", "tijdens", "via"]),
    "en": frozenset(["the", "a", "an", "this", "that", "these", "those", "each", "every", "all", "only", "your", "our", "their", "his", "her", "its", "my", "no", "of", "for", "with", "by", "in", "on", "from", "at", "into", "about", "without", "during", "via"]),
}  # fmt: skip
# "Valid" and "invalid": one holds the other, and says the opposite.
_NEGATED = {"nl": re.compile(r"(?:on|ont|niet-?)(?=\w{4})"), "en": re.compile(r"(?:un|non-?|in|im|ir|dis)(?=\w{4})")}
_SAME_THOUGH_LONGER = frozenset(["onkosten", "discount", "impress", "import", "dispatch", "display", "income", "invoice", "inform", "index", "indoor", "input", "union", "until", "under"])  # fmt: skip


@dataclass(frozen=True)
class Told:
    """A word with meaning, folded, the ones beside it in its part, and whether it stands where a noun or an adjective does.

    `whole`: with what stands apart from it, if it is a verb: "inschrijf" in "schrijf je in".
    """

    word: str
    left: str
    right: str
    noun: bool
    whole: str


@lru_cache(maxsize=8192)
def words_of(text: str, language: str) -> tuple[Told, ...]:
    """The words with meaning of a text, without its numbers and what they count in time or money, and without what denies."""
    figures = [figure for figure in find_figures(text, language) if figure.sure]
    bare = without_figures(text, figures)
    ends = {figure.end for figure in figures}
    return tuple(
        told
        for part in parts_of(text, language)
        for told in _in_part(bare[part.start : part.end], language, {end - part.start for end in ends})
    )


def _in_part(part: str, language: str, ends: set[int]) -> Iterator[Told]:
    known = language if language in _BEFORE_NOUN else "en"
    words = list(find_words(part))
    # "15 minutes": the unit goes with the number before it.
    counted = {word.start for word in words if word.folded in UNITS and any(part[end : word.start].isspace() for end in ends if 0 <= end < word.start)}  # fmt: skip
    meant = [n for n, word in enumerate(words) if word.start not in counted and not _is_left_out(word.folded, language)]
    apart = standing_apart([word.folded for word in words]) if language == "nl" else ""
    for place, number in enumerate(meant):
        before = words[number - 1].folded if number else ""
        follows = words[number + 1].folded if number + 1 < len(words) else ""
        opens = not before and bool(follows) and follows not in _BEFORE_NOUN[known]
        yield Told(
            words[number].folded,
            stem(words[meant[place - 1]].folded, language) if place else "",
            stem(words[meant[place + 1]].folded, language) if place + 1 < len(meant) else "",
            opens or before in _BEFORE_NOUN[known],
            f"{apart}{words[number].folded}",
        )


def _is_left_out(folded: str, language: str) -> bool:
    return is_stop_word(folded, language) or denies(folded, language) or len(folded) == 1


def find_strange(text: str, cited: str, language: str, under: str = "") -> tuple[Told, ...]:
    """The words of `text` of which neither `cited` nor what it stands `under` has a form, a part, a whole or a synonym."""
    bare = without_figures(cited, [figure for figure in find_figures(cited, language) if figure.sure])
    known = frozenset(stem(word.folded, language) for word in find_words(f"{under} {cited} {bare}"))
    meant = frozenset(
        form
        for words in ({word.folded for word in find_words(cited)}, {told.whole for told in words_of(cited, language)})
        for word in words
        for form in _meanings(word, language)
    )
    return tuple(
        told
        for told in words_of(text, language)
        if not any(_is_known(word, known, meant, language) for word in {told.word, told.whole})
    )


def find_replaced(text: str, cited: str, language: str, under: str = "") -> str:
    """A strange word that stands where a noun does, or in the place of another word of the source; empty when there is none.

    A strange verb that takes no other's place, and words that say little, only count as words.
    """
    strange = [told for told in find_strange(text, cited, language, under) if not is_light(told.word, language)]
    mine = frozenset(stem(told.word, language) for told in words_of(text, language))
    rivals = [
        told
        for told in words_of(cited, language)
        if not is_light(told.word, language) and not shared_stems(frozenset([stem(told.word, language)]), mine)
    ]
    return next((told.word for told in strange if told.noun or any(_same_place(told, rival) for rival in rivals)), "")


def find_negated(text: str, cited: str, language: str) -> str:
    """A word of which the source has only the opposite that holds it: "valid" where it says "invalid"; empty when there is none."""
    mine, known = _stems(words_of(text, language), language), _stems(words_of(cited, language), language)
    pattern = _NEGATED["nl" if language == "nl" else "en"]
    for one, other in ((mine, known), (known, mine)):
        for word in one - other - _SAME_THOUGH_LONGER:
            bare = pattern.sub("", word, count=1)
            if bare != word and bare in other and bare not in one:
                return word
    return ""


def _stems(told: Iterable[Told], language: str) -> frozenset[str]:
    return frozenset(stem(each.word, language) for each in told)


def _same_place(told: Told, rival: Told) -> bool:
    """Whether both stand beside the same word on either side, or both open or close a part that has no other."""
    left, right = told.left == rival.left, told.right == rival.right
    between = (told.left or rival.left) and (told.right or rival.right)
    return bool((told.left and left) or (told.right and right)) if between else left and right


def _is_known(word: str, known: frozenset[str], meant: frozenset[str], language: str) -> bool:
    return bool(shared_stems(frozenset([stem(word, language)]), known)) or bool(
        _meanings(word, language) & (known | meant)
    )


@lru_cache(maxsize=16384)
def _meanings(folded: str, language: str) -> frozenset[str]:
    if is_stop_word(folded, language):
        return frozenset()
    return frozenset(
        [
            stem(folded, language),
            *other_forms(folded, language),
            *apart_forms(folded, language),
            *synonyms(folded, language),
        ]
    )
