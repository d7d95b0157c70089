"""Whether words that are typed among people ask something rather than name somebody. Pure."""

from __future__ import annotations

from zwerm.language.words import find_words_folded

WHO = frozenset({"wie", "who"})
KNOWS = frozenset(
    {
        "weet",
        "weten",
        "kan",
        "kent",
        "kunnen",
        "helpt",
        "heeft",
        "knows",
        "know",
        "can",
        "could",
        "helps",
        "has",
        "understands",
        "begrijpt",
        "snapt",
    }
)
OTHERS = frozenset(
    {
        "hoe",
        "wat",
        "waarom",
        "waar",
        "wanneer",
        "welke",
        "welk",
        "mag",
        "moet",
        "how",
        "what",
        "why",
        "where",
        "when",
        "which",
        "may",
        "should",
        "do",
        "does",
    }
)
# Two words can be anybody's name; a question has more.
FEWEST = 3


def asks_who_knows(words: str) -> bool:
    """“Wie weet iets van wonden?”, “how do I dress a wound”: not “Wie” alone, and not “Hoe Kim”."""
    said = find_words_folded(words)
    if len(said) < FEWEST:
        return False
    return said[0] in OTHERS or (said[0] in WHO and said[1] in KNOWS) or words.rstrip().endswith("?")
