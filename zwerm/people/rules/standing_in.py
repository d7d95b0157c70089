"""Words that take the place of a name, exactly as long: places in texts, which quotes and citations point at, stay right.

Pure. What is left over is filled with U+2060 (word joiner), which shows nowhere and does not part words or marks.
"""

from __future__ import annotations

import re
from html import escape
from uuid import UUID

NOBODY = UUID(int=0)
_FILL = "\u2060"
_PHRASES = {
    "nl": ("een oud-collega", "oud-collega", "collega", "iemand", "N."),
    "en": ("a former colleague", "former colleague", "ex-colleague", "colleague", "someone", "N."),
}


def stand_in(length: int, language: str) -> str:
    """The longest phrase that fits, filled up to `length` characters."""
    phrases = _PHRASES.get(language, _PHRASES["en"])
    phrase = next((phrase for phrase in phrases if len(phrase) <= length), "")
    return phrase + _FILL * (length - len(phrase))


class Forgetter:
    """Takes one person out of texts: their id, their address, their whole name, and what links to them.

    `name` is empty where the name alone does not tell that it is them.
    """

    def __init__(self, id: UUID, email: str, name: str, language: str) -> None:
        self.language = language
        self.ids = {str(id): str(NOBODY), id.hex: NOBODY.hex}
        self.needles = [*self.ids, email, *dict.fromkeys((name, escape(name)) if name else ())]
        link = rf"(?<=\[)@?[^\[\]\n]*(?=\]\([^()\s]*/people/{id})"
        self._ids = re.compile("|".join(self.ids))
        words = [rf"(?<!\w){re.escape(word)}(?!\w)" for word in self.needles[2:]]
        self._words = re.compile("|".join([link, *words]), re.IGNORECASE)
        self._anchor = re.compile(rf'(<a [^>]*href="[^"]*/people/{id}[^>]*>)([^<>]*)(</a>)')

    def is_in(self, text: str) -> bool:
        folded = text.casefold()
        return any(needle.casefold() in folded for needle in self.needles)

    def forget(self, text: str) -> str:
        """`text` without them, equally long."""
        if not self.is_in(text):
            return text
        text = self._anchor.sub(lambda m: m[1] + stand_in(len(m[2]), self.language) + m[3], text)
        text = self._words.sub(lambda m: stand_in(len(m[0]), self.language), text)
        return self._ids.sub(lambda m: self.ids[m[0]], text)

    def forget_in(self, value: object) -> object:
        """The same within what JSON can hold."""
        if isinstance(value, str):
            return self.forget(value)
        if isinstance(value, list):
            return [self.forget_in(one) for one in value]
        if isinstance(value, dict):
            return {self.forget(str(key)): self.forget_in(one) for key, one in value.items()}
        return value
