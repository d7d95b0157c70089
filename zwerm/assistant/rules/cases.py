"""In which case a sentence holds: "als ik niet afzeg", "Bent u verkouden, …", "while the fan runs"."""

from __future__ import annotations

import re

from zwerm.language.imperatives import tells_to
from zwerm.language.opposites import says_opposite
from zwerm.language.words import fold_line

_REST = r"[^,;:.?!]*"
_JOINED = {
    "nl": re.compile(rf"\b(?:als|wanneer|zolang|indien|zodra|terwijl|wie)\b{_REST}"),
    "en": re.compile(rf"\b(?:if|when|whenever|while|once|as long as|whoever|anyone who|those who)\b{_REST}"),
}
# "Bent u verkouden, …": the verb comes first. "Zet de kraan open, …" tells to, and is no case.
_VERB_FIRST = re.compile(rf"^\W*(?!(?:wat|wie|waar|hoe|en|of|maar|dan|als|wanneer|zolang|indien|zodra|terwijl)\b)\w+ (?:je|u|iemand|er|het|een|de|die|dit|deze|jouw|uw|men|hij|zij|ze)\b{_REST}(?=,)")  # fmt: skip
# In a question; one that begins so asks when.
_ASKED = {
    "nl": re.compile(rf"(?:\b(?:als|zolang|indien|zodra|terwijl)|(?<=\w )wanneer)\b{_REST}"),
    "en": re.compile(rf"(?:\b(?:if|while|as long as)|(?<=\w )(?:when|once))\b{_REST}"),
}
# "Als je ziek bent meld je je niet later dan …", "If you are ill do not come": where what holds then begins, without a comma.
_THEN = {
    "nl": re.compile(r"(?<=\w\w[tns] )(?!(?:dat|die|wat|of|waar\w*|wie|hoe|als|en|omdat|terwijl|tot|totdat|ik|je|u|hij|zij|ze|we|wij|er|het|men|iemand|zich|niet|geen)\b)\w+ (?:je|u|ik|we|wij|dan)\b"),
    "en": re.compile(r"(?<=\w )(?<!you )(?<!they )(?<!we )(?<! i )(?<!s )(?:do not|don't|never|please)\b"),
}  # fmt: skip
_OPENING = re.compile(r"\W*(?:[\w']+\W+){2}")
_DENIED = {
    "nl": re.compile(r"\b(?:niet|geen|nooit|niemand|zonder)\b"),
    "en": re.compile(r"\b(?:not|no|never|nobody|without|cannot)\b|n't\b"),
}


def cases_of(sentence: str, language: str) -> list[str]:
    """The folded clauses of a sentence that say in which case it holds."""
    folded = fold_line(sentence)
    found = [
        split_then(match.group(), language)[0].strip()
        for match in _JOINED.get(language, _JOINED["en"]).finditer(folded)
    ]
    first = _VERB_FIRST.match(folded) if language == "nl" else None
    return [*([first.group()] if first and not tells_to(sentence.strip(), language) else []), *found]


def split_then(case: str, language: str) -> tuple[str, str]:
    """A case without what is told to hold then, and that."""
    opening = _OPENING.match(case)
    match = _THEN.get(language, _THEN["en"]).search(case, opening.end()) if opening else None
    return (case[: match.start()], case[match.start() :]) if match else (case, "")


def case_asked(question: str, language: str) -> str:
    """The folded clause of a question that says in which case it is asked; empty when it says none."""
    match = _ASKED.get(language, _ASKED["en"]).search(fold_line(question))
    return split_then(match.group(), language)[0].strip() if match else ""


def is_denied(case: str, language: str) -> bool:
    """Whether the case is that something is not so."""
    return bool(_DENIED.get(language, _DENIED["en"]).search(case))


def is_opposite(case: str, asked: str, language: str) -> bool:
    """Whether a case is the opposite of the one that was asked by one of its words: that the door is open, for when it is closed."""
    return is_denied(case, language) == is_denied(asked, language) and bool(says_opposite(case, asked, language))
