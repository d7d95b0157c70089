"""Whether a sentence that somebody wrote says what its sources say. Word for word, not by understanding: careful, not clever."""

from dataclasses import dataclass

from zwerm.courses.generation.flaws.parts import shared_stems, stems
from zwerm.courses.generation.support.acted import find_turned
from zwerm.courses.generation.support.denied import denies_alone, denies_another
from zwerm.courses.generation.support.paired import find_mispaired
from zwerm.courses.generation.support.strange import find_negated, find_replaced, find_strange, words_of
from zwerm.courses.generation.support.swapped import find_swapped
from zwerm.language.figures import find_figures
from zwerm.language.light import is_light
from zwerm.language.opposites import says_opposite
from zwerm.language.restated import restate
from zwerm.language.sentences import split_sentences
from zwerm.language.stems import stem
from zwerm.language.words import find_words

# A word that says little counts for half where the source has another.
ENOUGH, LIGHT = 0.7, 0.5


@dataclass(frozen=True)
class Support:
    """`share` of the words with meaning that the source has too; `why` it is not enough, or nothing."""

    share: float
    why: str

    @property
    def holds(self) -> bool:
        return not self.why


def support_of(text: str, cited: str, language: str, under: str = "") -> Support:
    """How far `cited` supports `text`: its words and names, its numbers and what they count, its opposites, and what it denies.

    `under`: title and headings, of which words may be said again. Compounds count when one part is named, numbers in digits or spelled, words in other words, and what is said
    in one of several ways ("not enough", "insufficient"). A sentence that says "inside" where its source says "outside", or denies what its source affirms, or the other way round, or
    turns round who does something to whom, names somebody or something in the place of another, or tells of one thing what the source tells of the next, is not supported
    however many words they share.
    """
    found = _support_of(text, cited, language, under)
    if found.holds:
        return found
    source = restate(cited, language)
    hours = frozenset(value for figure in find_figures(source, language) for value in figure.values)
    again = restate(text, language, hours)
    if (again, source) == (text, cited):
        return found
    restated = _support_of(again, source, language, under)
    return restated if restated.holds else found


def _support_of(text: str, cited: str, language: str, under: str) -> Support:
    figures = [figure for figure in find_figures(text, language) if figure.sure]
    told = frozenset(stem(each.word, language) for each in words_of(text, language))
    strange = frozenset(stem(each.word, language) for each in find_strange(text, cited, language, under))
    light = sum(is_light(word, language) for word in strange)
    share = 1 - (len(strange) - LIGHT * light) / (len(told) + len(figures)) if told or figures else 0.0
    known = {value for figure in find_figures(cited, language) for value in figure.values}
    for figure in figures:
        if not figure.values & known:
            return Support(share, f"the number {text[figure.start : figure.end]} is not in the source")
    if share < ENOUGH:
        return Support(share, f"only {share:.0%} of its words are in the source")
    # A question has words of its own ("which colour"): only what it is answered with must be the source's.
    replaced = find_replaced(text.rpartition("?")[2], cited, language, under)
    if replaced:
        return Support(share, f"the source has another word for {replaced}, or none")
    negated = find_negated(text, cited, language)
    if negated:
        return Support(share, f"the source says the opposite of {negated}")
    return Support(share, _contradiction(text, told, cited, language, under))


def _contradiction(text: str, told: frozenset[str], cited: str, language: str, under: str) -> str:
    """Why the source says otherwise, however many of the words it has; empty when it does not."""
    known = {word.folded.removesuffix("s") for word in find_words(f"{under} {cited}")}
    strange = sorted(name for name in _names(text) if name.removesuffix("s") not in known)
    if strange:
        return f"the name {strange[0]} is not in the source"
    if denies_alone(text, cited, language):
        return "one denies what the other affirms"
    turned = find_turned(text, cited, language)
    if turned:
        return f"the source turns round who does it: {turned}"
    if find_swapped(text, cited, language):
        return "the source tells it of something else"
    # The sentence that has its words says it, whatever another beside it says of something else.
    for sentence in dict.fromkeys([cited, *(span.text for span in split_sentences(cited, language))]):
        share = len(shared_stems(told, stems(sentence, language))) / len(told) if told else 0.0
        mispaired = find_mispaired(text, sentence, language) if sentence == cited or share == 1 else ""
        if mispaired:
            return f"the number {mispaired} belongs to something else in the source"
        if share < ENOUGH and sentence != cited:
            continue
        opposite = says_opposite(text, sentence, language)
        if opposite:
            return f"the source says the opposite of {opposite}"
        if denies_another(text, sentence, language):
            return "one denies what the other affirms"
    return ""


def _names(text: str) -> set[str]:
    """Words with a capital that do not start a sentence, folded."""
    words = (
        word for word in find_words(text) if text[: word.start].rstrip(" \"'“‘(")[-1:] not in ("", ".", "?", "!", ":")
    )
    return {word.folded for word in words if word.text[0].isupper() and len(word.text) > 1}
