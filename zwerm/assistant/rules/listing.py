"""Whether a question asks for a list: "de vijf momenten van handhygiëne", "the steps of the review", "stappen tillift"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from zwerm.assistant.rules.question import Kind, Question
from zwerm.language.stopwords import is_stop_word
from zwerm.language.words import find_words_folded, fold_line

_NUMBERS = {
    "nl": ("twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"),
    "en": ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
}
_MANY = {language: rf"(?P<number>\d\d?|{'|'.join(words)})" for language, words in _NUMBERS.items()}
# "Welke twee dagen" asks for days, which no list is called by.
_TIMES = frozenset(["uur", "uren", "minuten", "seconden", "dag", "dagen", "week", "weken", "maand", "maanden", "jaar", "jaren", "keer", "hours", "minutes", "seconds", "days", "weeks", "months", "years", "times"])  # fmt: skip
_ARE = {"nl": r"(?:wat|welke) (?:zijn|waren|vormen)|noem", "en": r"(?:what|which) (?:are|were)|name|list"}
_TELL = {
    "nl": r"hoe (?:luiden|heten)|geef|som|toon|vertel|(?:kun|kan|kunt|wil|zou) (?:je|jij|u|iemand)(?=.*\b(?:noemen|opnoemen|opsommen|vertellen|geven|zeggen)\b)",
    "en": r"give|tell|show|(?:can|could|would) you (?:name|list|give|tell|show)",
}
_WHICH = {
    "nl": r"(?:(?:uit|in|met|volgens|langs) )?welke",
    "en": r"(?:(?:in|into|of|by|through) )?(?:which|what)(?: of)?",
}
_AND = {"nl": r"(?:(?:en|maar|dus) )?", "en": r"(?:(?:and|but|so) )?"}
_TO_ME = {
    "nl": r"(?: (?:me|mij|ons|eens|nou|nu|ook|alweer|ook alweer|precies|eigenlijk|even))*",
    "en": r"(?: (?:me|us|again|exactly))*",
}
_THE = {
    "nl": r"(?:(?:alle|al|de|die|deze|onze|jullie|jouw|uw|mijn) )+",
    "en": r"(?:(?:all|of|the|those|these|our|your|my) )+",
}
# "Wat zijn bij de tillift de vijf stappen?"
_OF = {
    "nl": r"(?:bij|van|voor|in|om|tijdens) (?:[\w-]+ ){0,3}?[\w-]+",
    "en": r"(?:for|of|in|during) (?:[\w-]+ ){0,3}?[\w-]+",
}
_STEPS = {"nl": r"(?:\w+e )?(?P<steps>stappen|stappenplan)", "en": r"(?:\w+ )?(?P<steps>steps|step-by-step)"}
_BEFORE = re.compile(r"(?<=[.?!]) ")
FEWEST = 2
# Words without a question.
LOOSE = frozenset({Kind.OTHER, Kind.LIST, Kind.HOW})
# "… noemen", "welke stappen doorloop ik", "welke regels gelden er".
_ONLY_ASK = frozenset(["noemen", "opnoemen", "opsommen", "vertellen", "geven", "zeggen", "gelden", "bestaan", "bestaat", "bevat", "kent", "consist", "consists", "contain", "contains", "doorloop", "doorlopen", "volg", "volgen", "neem", "nemen", "zet", "zetten", "onderneem", "ondernemen", "take", "follow", "apply", "exist"])  # fmt: skip
# In whatever language a page is written.
STEPS = ("stappen", "stappenplan", "steps")


@dataclass(frozen=True, slots=True)
class ListAsked:
    """`things`: folded words of which one names what is listed, tried in turn; `number`: of how many, 0 for any; `steps`: the steps of something are asked.

    `needed`: what is no such list does not answer it; `words`: folded words that only say this.
    """

    things: tuple[str, ...]
    number: int = 0
    steps: bool = False
    needed: bool = True
    words: frozenset[str] = frozenset()

    @property
    def names(self) -> list[tuple[str, ...]]:
        """What it may be called, in turn; steps by any of their words."""
        return [self.things] if self.steps else [(thing,) for thing in self.things]

    @property
    def numerals(self) -> frozenset[str]:
        """How its number is written; nothing where any will do."""
        words = (words[self.number - 2] for words in _NUMBERS.values() if 2 <= self.number < len(words) + 2)
        return frozenset([str(self.number), *words] if self.number else [])


def list_asked(question: Question) -> ListAsked | None:
    """The list that is asked for, by a number, as steps, or by its name alone; None when none is. What was told or asked before the last sentence asks for none."""
    language = question.language if question.language in _NUMBERS else "en"
    folded = fold_line(_BEFORE.split(question.text.strip())[-1])
    for form in _FORMS[language]:
        match = form.pattern.match(folded)
        asked = _read(match, form, folded, language) if match and (question.kind in LOOSE or not form.loose) else None
        if asked:
            return asked
    return None


@dataclass(frozen=True, slots=True)
class _Form:
    """`loose`: no more than words, which may mean something else; `other`: something else may answer what is asked so as well."""

    pattern: re.Pattern[str]
    loose: bool = False
    other: bool = False


def _forms(language: str) -> list[_Form]:
    """The ways to ask for a list, tried in turn."""
    are, tell, which, the = _ARE[language], _TELL[language], _WHICH[language], _THE[language]
    many, steps, ask = _MANY[language], _STEPS[language], _AND[language]
    all_of = rf"^{ask}(?:(?:{are}|{tell}){_TO_ME[language]}(?P<of> {_OF[language]})? {the}|{which} )"
    by_name = rf"^{ask}(?:(?:{are}) {the}|{which} )"
    return [
        _Form(re.compile(rf"{all_of}(?:{many} )?{steps}\b")),
        _Form(re.compile(rf"^{ask}(?:wat is|geef|what is|give me) (?:het|een|ons|jullie|the|a) (?P<steps>stappenplan|step-by-step)\b")),
        _Form(re.compile(rf"^(?:{the})?(?:{many} )?{steps}\b"), loose=True),
        _Form(re.compile(r"^(?:[\w'-]+ ){1,4}(?P<steps>stappen|stappenplan|steps)\W*$"), loose=True),
        _Form(re.compile(r"^(?:(?:uit|in) )?(?:hoeveel|how many) (?P<steps>stappen|steps)\b"), other=True),
        _Form(re.compile(r"^.*\b(?P<steps>stap voor stap|step by step)\b"), loose=True, other=True),
        _Form(re.compile(rf"{all_of}{many} (?P<things>\w+)")),
        _Form(re.compile(rf"^(?:{the})?{many} (?P<things>\w+)"), loose=True),
        _Form(re.compile(rf"{by_name}(?P<things>\w+)")),
    ]  # fmt: skip


_FORMS = {language: _forms(language) for language in _NUMBERS}


def _read(match: re.Match[str], form: _Form, folded: str, language: str) -> ListAsked | None:
    found = match.groupdict()
    number = _as_number(found["number"], language) if found.get("number") else 0
    steps = bool(found.get("steps"))
    things = STEPS if steps else _things(folded[match.start("things") :], language, many=bool(number))
    if not things or _TIMES.intersection(things) or (found.get("number") and number < FEWEST):
        return None
    asking = match.group() if not form.loose else " ".join(filter(None, (found.get("number"), found.get("steps"))))
    words = frozenset(find_words_folded(asking.replace(found.get("of") or "\n", " "))) | _ONLY_ASK
    return ListAsked(things, number, steps, not form.other and (steps or bool(number and not form.loose)), words)


def _as_number(word: str, language: str) -> int:
    return int(word) if word.isdecimal() else 2 + _NUMBERS[language].index(word)


def _things(text: str, language: str, *, many: bool) -> tuple[str, ...]:
    """The word that names them, and the one behind it, which the first may only describe: "gouden regels"; without a number only what is more than one."""
    words = list(find_words_folded(text)[:2])
    if not words or is_stop_word(words[0], language) or not (many or _is_plural(words[0], language)):
        return ()
    return (words[0], *(word for word in words[1:] if _is_plural(word, language) and not is_stop_word(word, language)))


def _is_plural(word: str, language: str) -> bool:
    return word.endswith(("s", "en") if language == "nl" else ("s",))
