"""Whether a sentence that somebody wrote says what its sources say. Word for word, not by understanding: careful, not clever."""

from dataclasses import dataclass

from zwerm.courses.generation.flaws.parts import shared_stems, stems
from zwerm.courses.generation.support.acted import find_turned
from zwerm.courses.generation.support.denied import denies_alone, denies_another
from zwerm.courses.generation.support.paired import find_mispaired
from zwerm.language.figures import find_figures, without_figures
from zwerm.language.opposites import says_opposite
from zwerm.language.sentences import split_sentences
from zwerm.language.words import find_words

ENOUGH = 0.7


@dataclass(frozen=True)
class Support:
    """`share` of the words with meaning that the source has too; `why` it is not enough, or nothing."""

    share: float
    why: str

    @property
    def holds(self) -> bool:
        return not self.why


def support_of(text: str, cited: str, language: str) -> Support:
    """How far `cited` supports `text`: its words and names, its numbers and what they count, its opposites, and what it denies.

    Compounds count when one part is named, numbers in digits or spelled. A sentence that says "inside" where its source says
    "outside", or denies what its source affirms, or the other way round, or turns round who does something to whom, is not supported however many words they share.
    """
    figures = [figure for figure in find_figures(text, language) if figure.sure]
    told = stems(without_figures(text, figures), language)
    shared = len(shared_stems(told, stems(cited, language))) + len(figures)
    share = shared / (len(told) + len(figures)) if told or figures else 0.0
    known = {value for figure in find_figures(cited, language) for value in figure.values}
    for figure in figures:
        if not figure.values & known:
            return Support(share, f"the number {text[figure.start : figure.end]} is not in the source")
    if share < ENOUGH:
        return Support(share, f"only {share:.0%} of its words are in the source")
    return Support(share, _contradiction(text, told, cited, language))


def _contradiction(text: str, told: frozenset[str], cited: str, language: str) -> str:
    """Why the source says otherwise, however many of the words it has; empty when it does not."""
    strange = sorted(_names(text) - {word.folded for word in find_words(cited)})
    if strange:
        return f"the name {strange[0]} is not in the source"
    if denies_alone(text, cited, language):
        return "one denies what the other affirms"
    turned = find_turned(text, cited, language)
    if turned:
        return f"the source turns round who does it: {turned}"
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
    """Words with a capital that do not start the sentence, folded."""
    words = list(find_words(text))[1:]
    return {word.folded for word in words if word.text[0].isupper() and len(word.text) > 1}
