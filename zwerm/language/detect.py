"""Which of our languages a text is in."""

import threading
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from zwerm.language.letter_groups import LetterGroups, made_small
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
        model = _model()
    return "en" if model.tell(text) == "en" else "nl"


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


@dataclass(frozen=True)
class _Model:
    """What each group of letters says for each of our languages, of the 142 that the model of py3langid knows."""

    languages: Sequence[str]
    groups: LetterGroups
    says: NDArray[np.float32]
    before: NDArray[np.float32]

    def tell(self, text: str) -> str:
        """As py3langid does: capitals alone say nothing, and a group that stands there often says little more."""
        text = unicodedata.normalize("NFC", text.lower() if text.isupper() else text)
        found = self.groups.count(text.encode("utf8", errors="surrogatepass"))
        if not found:
            return self.languages[0]
        times = np.fromiter(found.values(), dtype=np.float32, count=len(found))
        return self.languages[int((np.log1p(times) @ self.says[list(found)] + self.before).argmax())]


@lru_cache(maxsize=1)
def _model() -> _Model:
    """Takes 0.7 s, and 110 MB meanwhile: only when function words don't tell. What stays is 3 MB."""
    from py3langid.langid import MODEL_DIR, MODEL_FILE
    from py3langid.modelio import load_model

    says, before, languages, table, rows, groups = load_model(MODEL_DIR / MODEL_FILE)
    ours = [number for number, language in enumerate(languages) if language in LANGUAGES]
    return _Model(
        [languages[number] for number in ours],
        made_small(np.frombuffer(table, dtype=np.uint32), rows, groups),
        says[:, ours].astype(np.float32),
        before[ours],
    )
