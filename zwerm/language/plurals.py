"""Whether a noun is a plural, by its ending."""

import re

PLURAL = {
    "nl": re.compile(r"(?:en|(?<![aiosu])s|’s|'s)$"),
    "en": re.compile(r"(?<!s)(?<!u)(?<!i)s$"),
}
# Singular all the same.
SINGULAR = {
    "nl": re.compile(
        r"(?:proces|succes|adres|congres|interes|exces|reces|expres|prinses|les|fles|bres|wens|mens|kans|grens|prijs|dans|lens|balans"
        r"|leven|teken|examen|keten|wapen|regen|wagen|haven|gegeven|vermogen|vertrouwen|schrijven|welzijn|inzien|doen|lezen)$"
    ),
    "en": re.compile(r"(?:lens|series|means|news|analytics|ethics|physics|mathematics|devops|kubernetes|business)$"),
}


def is_plural(word: str, language: str) -> bool:
    """By the last word of a phrase; a word of another language counts as English."""
    last = word.split()[-1].casefold() if word.split() else ""
    name = language if language in PLURAL else "en"
    return bool(PLURAL[name].search(last)) and not SINGULAR[name].search(last)
