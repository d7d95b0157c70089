"""Whether what stands under a heading such as "Release notes" or "Feedback" is a text about it, and no list of changes or links."""

import re
from collections.abc import Sequence

from zwerm.courses.generation.reading import headings
from zwerm.courses.generation.reading.saying_nothing import URL, is_broken, is_pointer
from zwerm.courses.generation.reading.sentence import SourceSentence
from zwerm.language.narrative import DATED, tells_what_happened
from zwerm.language.words import count_words

FEWEST_WORDS, MOSTLY = 6, 0.66
# Under these headings one sentence about it is not enough: "Wij horen graag wat u vindt."
FEWEST = {headings.CONTACT: 3}
# "In versie 2.1": what changed, and when.
NUMBERED = re.compile(r"\bv?\d+\.\d+|\b\d{1,2}[-/]\d{1,2}\b")
CALLS = re.compile(r"\b(?:ons|onze|mij|us|our|nieuwsbrief|newsletter)\b", re.IGNORECASE)


def tells_something(sentences: Sequence[SourceSentence], reason: str) -> bool:
    telling = [sentence for sentence in sentences if _tells(sentence, reason)]
    return len(telling) >= max(FEWEST.get(reason, 1), MOSTLY * len(sentences))


def _tells(sentence: SourceSentence, reason: str) -> bool:
    text = sentence.text
    return (
        count_words(text) >= FEWEST_WORDS
        and text.rstrip("\"'”’)» ").endswith(".")
        and not (is_pointer(sentence) or is_broken(sentence) or sentence.linked or URL.search(text))
        and not (NUMBERED.search(text) or DATED.search(text) or tells_what_happened(text, sentence.language))
        and not (reason == headings.CONTACT and CALLS.search(text))
    )
