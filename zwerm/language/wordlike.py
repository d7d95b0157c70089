"""Whether a row of letters could be a word of Dutch or English, known or not: by the pairs of letters that words have."""

from __future__ import annotations

from collections import Counter
from functools import cache
from importlib.resources import files

from zwerm.language.words import find_words_folded

# A pair that stands in fewer of our words than one in so many may be of a name or a stranger.
SEEN_IN_ONE_OF = 850
# Where two words meet in a compound stands a pair that neither has: "verpleeg-kundige".
MOST_STRANGE = 1


def looks_like_a_word(folded: str) -> bool:
    """Of letters that are drawn by lot, twelve in a row look so twice in a hundred times."""
    pairs = (folded[at : at + 2] for at in range(len(folded) - 1))
    return sum(pair not in _pairs() for pair in pairs) <= MOST_STRANGE


@cache
def _pairs() -> frozenset[str]:
    """Those of our own lists of words, some thousands."""
    texts = (
        (files("zwerm.language") / kind / f"{language}.txt").read_text("utf-8")
        for kind in ("everyday", "synonyms")
        for language in ("nl", "en")
    )
    lines = (line for text in texts for line in text.splitlines() if not line.startswith("#"))
    words = {word for line in lines for word in find_words_folded(line)}
    counted = Counter(pair for word in words for pair in {word[at : at + 2] for at in range(len(word) - 1)})
    return frozenset(pair for pair, count in counted.items() if count * SEEN_IN_ONE_OF >= len(words))
