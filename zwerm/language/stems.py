"""Snowball stems, per language. The stem is for comparing, never for showing."""

import threading
from functools import lru_cache

import Stemmer

# Snowball's newer "dutch" (Kraaij-Pohlmann) cuts too deep: "gemeente" → "meen", "overheden" → "over", "melden" → "mel".
ALGORITHMS = {"nl": "dutch_porter", "en": "english"}
# "huizen" is "huiz" and "brieven" is "briev" after that; their singulars end otherwise.
DUTCH_ENDINGS = {"z": "s", "v": "f"}
_per_thread = threading.local()


def _stemmer(language: str) -> Stemmer.Stemmer:
    # A Snowball stemmer keeps state while it works, so threads must not share one.
    stemmers: dict[str, Stemmer.Stemmer] = _per_thread.__dict__.setdefault("stemmers", {})
    if language not in stemmers:
        stemmers[language] = Stemmer.Stemmer(ALGORITHMS[language], 0)
    return stemmers[language]


@lru_cache(maxsize=131072)
def stem(word: str, language: str) -> str:
    """The stem of one lower-case word; a language we do not know leaves the word as it is."""
    if language not in ALGORITHMS:
        return word
    stemmed: str = _stemmer(language).stemWord(word)
    if language == "nl" and stemmed[-1:] in DUTCH_ENDINGS:
        return stemmed[:-1] + DUTCH_ENDINGS[stemmed[-1]]
    return stemmed
