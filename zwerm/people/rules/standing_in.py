"""Words that take the place of a name, exactly as long: places in texts, which quotes and citations point at, stay right.

Pure. What is left over is filled with U+2060 (word joiner), which shows nowhere and does not part words or marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from uuid import UUID

NOBODY = UUID(int=0)
FILL = "\u2060"
_PHRASES = {
    "nl": ("een oud-collega", "oud-collega", "collega", "iemand", "N."),
    "en": ("a former colleague", "former colleague", "ex-colleague", "colleague", "someone", "N."),
}


def stand_in(length: int, language: str) -> str:
    """The longest phrase that fits, filled up to `length` characters."""
    phrases = _PHRASES.get(language, _PHRASES["en"])
    phrase = next((phrase for phrase in phrases if len(phrase) <= length), "")
    return phrase + FILL * (length - len(phrase))


# How a mark may be written: in HTML, in an address, and with the backslash that Markdown allows before any of them.
_WRITTEN = {
    "&": ("&", "&amp;"),
    "'": ("'", "\u2019", "&#x27;", "&#39;", "&apos;", "%27"),
    '"': ('"', "&quot;", "&#34;"),
    "<": ("<", "&lt;"),
    ">": (">", "&gt;"),
    "@": ("@", "&#64;", "&commat;", "%40"),
    "+": ("+", "&#43;", "%2B"),
    # In an address nobody needs to write these so, and some tools do.
    ".": (".", "%2E"),
    "-": ("-", "%2D"),
    "_": ("_", "%5F"),
}
# Not \w: an underscore is a mark, with which Markdown stresses words.
_LETTER = r"[^\W_]"
# What stresses one word of a name and not the next.
_STRESS = r"(?:[*_~]|</?[a-z][^<>]{0,100}>)"
_BETWEEN = rf"{_STRESS}*\s+{_STRESS}*"
# Within a paragraph, and without a comma within a line: else two people end and begin there.
_COMMA = rf"{_STRESS}*[ \t]*\\?,[ \t]*\n?[ \t]*{_STRESS}*"
_SPACE = rf"{_STRESS}*[ \t]+{_STRESS}*"
# What begins another family name: of who is called Koster nothing is told by "de Koster". Not "van": a letter is "van Koster" too.
_PARTICLES = {"de", "den", "der", "het", "ten", "ter", "el", "al", "von", "di", "da", "du", "la", "le"}
_WORD_BEFORE = re.compile(rf"(?P<begins>(?:^|[.!?:;|>\n])\s*)?(?P<word>{_LETTER}+) +$")
_WORD_AFTER = re.compile(rf" +({_LETTER}{_LETTER}+)")
# Characters before a name in which the word before it stands.
_NEAR = 80


def _instead(found: str, language: str) -> str:
    """Stress within a name stays as it was, so that none is left open: then one word of it tells that somebody was meant."""
    parts = re.split(rf"({_COMMA}|{_BETWEEN})", found, flags=re.IGNORECASE)
    if not any(between.strip(" \t\n,\\") for between in parts[1::2]):
        return stand_in(len(found), language)
    words = [FILL * len(word) for word in parts]
    words[1::2] = parts[1::2]
    longest = max(range(0, len(parts), 2), key=lambda place: len(parts[place]))
    words[longest] = stand_in(len(parts[longest]), language)
    return "".join(words)


# What somebody adds to their address behind a plus, to tell mail apart: it comes to the same person.
_ADDED = r"(?:(?:\+|&#43;|%2B)[^\s@<>\"',;/?&=]{0,64}?)?"


def pattern_of_address(address: str) -> str:
    """Finds it in text, also with something added before the @."""
    before, _at, domain = address.rpartition("@")
    return f"{pattern_of(before)}{_ADDED}{pattern_of(f'@{domain}')}" if before else pattern_of(address)


def pattern_of(words: str) -> str:
    """Finds `words` in text, in Markdown and in HTML."""
    return "".join(_BETWEEN if part.isspace() else _form(part) for part in re.findall(r"\s+|\S", words.strip()))


def _form(letter: str) -> str:
    if letter.isalnum() or not letter.isascii():
        return re.escape(letter)
    return rf"\\?(?:{'|'.join(map(re.escape, _WRITTEN.get(letter, (letter,))))})"


def first_name(name: str) -> str:
    """The first word of a name that may stand alone for someone: no initials, no title with a point."""
    return next((word for word in name.split() if len(word) > 1 and not word.endswith(".")), "")


def stands_alone(word: str) -> re.Pattern[str]:
    """Finds it as it is written, as a word of its own."""
    return re.compile(rf"(?<!{_LETTER}){re.escape(word)}(?!{_LETTER})")


def pattern_of_turned(name: str) -> str:
    """Finds a name with the family name first, "Koster, Stefan": wherever that may begin. Without the comma too.

    Written with capitals, as names are: in any case "de Boer Wil" is also what a farmer wants.
    """
    given = name.split()
    if name in (name.lower(), name.upper()):
        # What stands between the first and the last word may be a particle.
        given = [given[0].capitalize(), *map(str.lower, given[1:-1]), given[-1].capitalize()]
    found = []
    for place in range(1, len(given)):
        family, first = given[place:], given[:place]
        loud = _BETWEEN.join(map(_capital, first))
        found.append(
            f"{_BETWEEN.join(map(_capital, family))}(?:{_COMMA}{loud}|{_SPACE}{_BETWEEN.join(map(pattern_of, first))})"
        )
    begin, end = rf"(?<!{_LETTER})(?<!{_LETTER}-)", rf"(?!{_LETTER})(?!-{_LETTER})"
    return f"{begin}(?:{'|'.join(found)}){end}"


def _capital(word: str) -> str:
    forms = sorted({word, word[:1].upper() + word[1:], word.upper()})
    return f"(?:{'|'.join(map(pattern_of, forms))})"


def _of_others(found: re.Match[str]) -> bool:
    """Whether it is where the names of two others meet, as in "Piet Koster, Stefan Jansen"."""
    text, start = found.string, found.start()
    after = _WORD_AFTER.match(text, found.end())
    if after and after[1][0].isupper():
        return True
    before = _WORD_BEFORE.search(text[max(0, start - _NEAR) : start])
    if not before:
        return False
    word = before["word"]
    return word.lower() in _PARTICLES or (word[0].isupper() and before["begins"] is None)


class Forgetter:
    """Takes one person out of texts: their id, their addresses, their whole name, also with the family name first, and what links to them.

    `name` is empty where the name alone does not tell that it is them.
    """

    def __init__(self, id: UUID, emails: Iterable[str], name: str, language: str) -> None:
        self.language = language
        self.knows_name = bool(name)
        self.ids = {str(id): str(NOBODY), id.hex: NOBODY.hex}
        # Of two of which one begins with the other the longer is looked for first.
        told = sorted({one for one in (*emails, name) if one}, key=lambda one: (-len(one), one))
        words = [pattern_of_address(one) if "@" in one else pattern_of(one) for one in told]
        # Who stands in a text has all the words of one of these there, whatever marks are between them.
        self.clues = [[key] for key in self.ids] + [re.findall(rf"{_LETTER}+", one) for one in told]
        link = rf"(?<=\[)@?[^\[\]\n]*(?=\]\([^()\s]*/people/{id})"
        whole = [rf"(?<!{_LETTER}){one}(?!{_LETTER})" for one in words]
        self._ids = re.compile("|".join(self.ids), re.IGNORECASE)
        self._loose = re.compile("|".join([*self.ids, *words]), re.IGNORECASE)
        self._words = re.compile("|".join([link, *whole]), re.IGNORECASE)
        self._turned = re.compile(pattern_of_turned(name)) if len(name.split()) > 1 else None
        self._anchor = re.compile(rf'(<a [^>]*href="[^"]*/people/{id}[^>]*>)([^<>]*)(</a>)')

    def is_in(self, text: str) -> bool:
        """Also as part of a longer word, such as in bytes that are no text."""
        return bool(self._loose.search(text)) or self._without_turned(text) != text

    def forget(self, text: str) -> str:
        """`text` without them, equally long."""
        if not self.is_in(text):
            return text
        # First: in a list the next family name follows the first name of this one.
        text = self._without_turned(text)
        text = self._anchor.sub(lambda m: m[1] + stand_in(len(m[2]), self.language) + m[3], text)
        text = self._words.sub(lambda m: _instead(m[0], self.language), text)
        return self._without_turned(self._ids.sub(lambda m: self.ids[m[0].lower()], text))

    def _without_turned(self, text: str) -> str:
        """Again while there is any: where one was, what stood beside it may be seen to be them too."""
        if self._turned is None:
            return text
        forgotten = self._turned.sub(lambda m: m[0] if _of_others(m) else _instead(m[0], self.language), text)
        return forgotten if forgotten == text else self._without_turned(forgotten)

    def forget_in(self, value: object) -> object:
        """The same within what JSON can hold."""
        if isinstance(value, str):
            return self.forget(value)
        if isinstance(value, list):
            return [self.forget_in(one) for one in value]
        if isinstance(value, dict):
            return {self.forget(str(key)): self.forget_in(one) for key, one in value.items()}
        return value
