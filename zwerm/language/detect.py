"""Which of our languages a text is in."""

import threading
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Literal

from zwerm.language.stopwords import DUTCH, ENGLISH
from zwerm.language.words import find_words

Language = Literal["nl", "en"]
LANGUAGES: tuple[Language, ...] = ("nl", "en")
ENOUGH_CHARACTERS = 4000
CLEAR_LEAD = 2
_ONLY_DUTCH = DUTCH - ENGLISH
_ONLY_ENGLISH = ENGLISH - DUTCH
# One of these in front says in which language it is asked, whatever is asked about: "Wat is peer learning?"
_ASKS: dict[str, Language] = {
    **dict.fromkeys(("wie", "wat", "waar", "wanneer", "waarom", "hoe", "hoeveel", "welk", "welke"), "nl"),
    **dict.fromkeys(("who", "what", "where", "when", "why", "how", "which"), "en"),
}
_loading = threading.Lock()


def detect_language(text: str, otherwise: Language = "nl") -> Language:
    """Dutch or English. A text without a single letter gets `otherwise`.

    Function words decide when they clearly agree, which is faster and, on a line or two, more often right than the
    character model that decides the rest.
    """
    return _detect(text[:ENOUGH_CHARACTERS], otherwise)


@lru_cache(maxsize=4096)
def _detect(text: str, otherwise: Language) -> Language:
    words = [word.folded for word in find_words(text)]
    if not any(word.isalpha() for word in words):
        return otherwise
    if told := _told(words):
        return told
    with _loading:
        language, _ = _identifier().classify(text)
    return "en" if language == "en" else "nl"


def tells_language(text: str) -> Language | None:
    """The language that the function words of a text agree on; None where they are too few or do not agree."""
    return _told([word.folded for word in find_words(text[:ENOUGH_CHARACTERS])])


def _told(words: Sequence[str]) -> Language | None:
    dutch = sum(word in _ONLY_DUTCH for word in words)
    english = sum(word in _ONLY_ENGLISH for word in words)
    if dutch >= CLEAR_LEAD * (english + 1):
        return "nl"
    if english >= CLEAR_LEAD * (dutch + 1):
        return "en"
    asked = _ASKS.get(words[0]) if words else None
    return asked if asked and not (english if asked == "nl" else dutch) else None


@lru_cache(maxsize=1)
def _identifier() -> Any:
    from py3langid.langid import (
        MODEL_FILE,
        LanguageIdentifier,
    )  # 0.7 s and 40 MB: only when function words don't tell

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(list(LANGUAGES))
    # It keeps the other 140 languages in case they are asked for again: 28 MB.
    identifier._full_model = identifier.nb_ptc, identifier.nb_pc, identifier.nb_classes
    return identifier
