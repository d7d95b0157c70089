"""Whether a text says something, or only names it."""

from zwerm.language.claims import find_claim
from zwerm.language.conditions import find_tied
from zwerm.language.imperatives import tells_to


def says_something(text: str, language: str) -> bool:
    """Whether it says something of a subject, tells what to do, or what applies in a case; a list may hold lines that only name."""
    return find_claim(text, language) is not None or find_tied(text, language) is not None or tells_to(text, language)
