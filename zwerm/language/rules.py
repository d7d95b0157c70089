"""Which sentences say what must, may or may not be done, or why; and which say what is true of anything, or of who writes."""

import re

# What must, may or may not be done, and up to where.
RULES = {
    "nl": re.compile(
        r"\b(?:moet|moeten|mag|mogen|dient|dienen|verplicht|verboden|niet toegestaan|minimaal|maximaal|minstens|hoogstens|uiterlijk|ten minste|verantwoordelijk\w*)\b|\bbinnen \w+ (?:uur|minuten|dagen|werkdagen|weken|maanden)\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:must|should|may not|cannot|required?|mandatory|forbidden|at least|at most|no later than|needs? to|have to|has to|responsible|responsibilit\w+)\b|\bwithin \w+ (?:business |working )?(?:hours?|minutes|days|weeks|months)\b",
        re.IGNORECASE,
    ),
}
# What something is, or why.
REASONS = {
    "nl": re.compile(
        r"\b(?:nooit|altijd|alleen|uitsluitend|doel|betekent|bestaat uit|risico\w*|gevolg\w*|daardoor|omdat|want|zodat|kern|zorg\w*|voorkom\w*|noodzakelijk|nodig)\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:never|always|only|goal|means|consists? of|risk\w*|because|so that|therefore|key|critical|ensure\w*|prevent\w*|necessary)\b",
        re.IGNORECASE,
    ),
}
# What is true of anything, kindly said, or how things stand just now.
EMPTY = {
    "nl": re.compile(
        r"\b(?:belangrijk\w*|essenti\w+|uitdag\w+|waardevol\w*|natuurlijk|uiteraard|vanzelfsprekend|prachtig\w*|mooie?|blij|trots|meerdere manieren|verschillende manieren|diverse|talloze|steeds (?:meer|vaker)|nodigen|uitgenodigd|in gesprek|van harte|missie|visie|ambitie|geloven|speelt een (?:\w+ )?rol|veelal)\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:important|essential|crucial|vital|invaluable|valuable|challenging|daunting|easy|difficult|great|useful|potential|helpful|of course|naturally|obviously|various|many ways|wide (?:range|array|variety)|believe|feel|mission|vision|proud|excited|delighted|love|welcome|strive|aim to|want to|plays? an? (?:\w+ )?(?:role|part))\b",
        re.IGNORECASE,
    ),
}
FIRST_PERSON = re.compile(
    r"\b(?:ik|mij|mijn|I|I['’]m|I['’]ve|my|me|gisteren|vandaag|yesterday|today|vorig jaar|last year)\b"
)


def tells_rule(text: str, language: str) -> bool:
    return _found(RULES, text, language)


def tells_why(text: str, language: str) -> bool:
    """Whether it says what something is for, what it comes from or what would follow."""
    return _found(REASONS, text, language)


def tells_nothing_new(text: str, language: str) -> bool:
    """Whether it praises, welcomes or believes, as could be said of anything."""
    return _found(EMPTY, text, language)


def tells_of_oneself(text: str) -> bool:
    """Whether it is about the one who writes, or about one day."""
    return bool(FIRST_PERSON.search(text))


def _found(patterns: dict[str, re.Pattern[str]], text: str, language: str) -> bool:
    return bool(patterns.get(language, patterns["en"]).search(text))
