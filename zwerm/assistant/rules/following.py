"""Questions that lean on the one before them: "En in het weekend?", "How often do they need it?"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zwerm.assistant.rules.question import subject_words
from zwerm.language.stopwords import is_stop_word
from zwerm.language.words import find_words_folded, fold_line

# Who says more than this says what it is about.
FEW, FEW_GOING_ON = 2, 3
_GOES_ON = {
    "nl": re.compile(r"(?:en|maar|of|dus|wat als|stel)\b"),
    "en": re.compile(r"(?:and|but|or|so|what about|how about|what if)\b"),
}
# Always in the place of something that was named before.
_POINTS = {
    "nl": re.compile(r"\b(?:ze|zij|hij|hem|hen|dezelfde|hetzelfde|zoiets|daar\w*|er(?:voor|van|bij|op|mee|in|aan|na|over|tegen|toe|uit)|die\b(?= (?:ook|dan|wel|niet|nog))|dan(?=\?|$))\b"),
    "en": re.compile(r"\b(?:it|they|them|their|theirs|he|she|him|her|its|those|these|ones?|then(?=\?|$))\b"),
}  # fmt: skip
# In the place of something only where no word with meaning follows: "mag het ook thuis?", not "hoe werkt het rooster?".
_MAY_POINT = {"nl": frozenset({"het", "dat", "dit", "die", "deze"}), "en": frozenset({"that", "this", "there"})}
# "Is dat klaar?": no thing is called so.
_IS_SO = frozenset(
    {
        "klaar",
        "geldig",
        "verplicht",
        "nodig",
        "toegestaan",
        "verboden",
        "gratis",
        "veilig",
        "genoeg",
        "normaal",
        "mogelijk",
        "goed",
        "erg",
        "duur",
        "ready",
        "valid",
        "mandatory",
        "needed",
        "allowed",
        "forbidden",
        "free",
        "safe",
        "enough",
        "normal",
        "possible",
        "okay",
        "expensive",
        "due",
        "required",
    }
)
# "Is it allowed to bring a dog?": it says nothing of what was before. So does "dat" in "de folder dat je kreeg".
_STANDS_FOR_LATER = {
    "nl": re.compile(r"\bhet\b.*\b(?:om|dat)\b"),
    "en": re.compile(r"\bit\b.*\b(?:to|that|for)\b|\bthere (?:is|are|a|an|any)\b|\b(?:is|are) there\b"),
}


def leans(text: str, language: str) -> bool:
    """Whether this question can hardly be understood without the one before it.

    It goes on from it ("en …", "what about …"), points back with a pronoun, or names nothing at all ("hoe vaak?"), and says little itself.
    """
    language = language if language in _GOES_ON else "en"
    folded = fold_line(text)
    words = find_words_folded(text)
    own = set(subject_words(text, language))
    if not own:
        return bool(words)
    if _GOES_ON[language].match(folded):
        return len(own) <= FEW_GOING_ON
    if len(own) > FEW or _STANDS_FOR_LATER[language].search(folded):
        return False
    return bool(_POINTS[language].search(folded)) or _points_back(words, language)


def _points_back(words: Sequence[str], language: str) -> bool:
    for place, word in enumerate(words):
        following = words[place + 1] if place + 1 < len(words) else ""
        # After a word with meaning it takes that up: "wie belt de collega die ziek is".
        relative = place > 1 and following and not is_stop_word(words[place - 1], language)
        ends = not following or following in _IS_SO or is_stop_word(following, language)
        if word in _MAY_POINT[language] and ends and not relative:
            return True
    return False
