"""Whether a sentence that somebody wrote says what its sources say. Word for word, not by understanding: careful, not clever."""

import re
from dataclasses import dataclass

from zwerm.courses.generation.flaws.parts import shared_stems, stems
from zwerm.language.words import find_words

ENOUGH = 0.7
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
DENIES = {
    "nl": re.compile(r"\b(?:niet|geen|nooit|zonder|niemand|nergens|verboden)\b", re.IGNORECASE),
    "en": re.compile(
        r"\b(?:not|no|never|without|nobody|nowhere|cannot|neither|nor|forbidden)\b|n['’]t\b", re.IGNORECASE
    ),
}


@dataclass(frozen=True)
class Support:
    """`share` of the words with meaning that the source has too; `why` it is not enough, or nothing."""

    share: float
    why: str

    @property
    def holds(self) -> bool:
        return not self.why


def support_of(text: str, cited: str, language: str) -> Support:
    """How far `cited` supports `text`: its words, every number, every name, and whether it denies.

    Compounds count when one part is named. A sentence that denies what its source affirms, or the other way round, is not
    supported however many words they share.
    """
    told = stems(text, language)
    share = len(shared_stems(told, stems(cited, language))) / len(told) if told else 0.0
    missing = sorted(set(NUMBER.findall(text)) - set(NUMBER.findall(cited)))
    if missing:
        return Support(share, f"the number {missing[0]} is not in the source")
    strange = sorted(_names(text) - {word.folded for word in find_words(cited)})
    if strange:
        return Support(share, f"the name {strange[0]} is not in the source")
    denies = DENIES.get(language, DENIES["en"])
    if bool(denies.search(text)) != bool(denies.search(cited)):
        return Support(share, "one denies what the other affirms")
    if share < ENOUGH:
        return Support(share, f"only {share:.0%} of its words are in the source")
    return Support(share, "")


def _names(text: str) -> set[str]:
    """Words with a capital that do not start the sentence, folded."""
    words = list(find_words(text))[1:]
    return {word.folded for word in words if word.text[0].isupper() and len(word.text) > 1}
