"""Grammar fits one option only: an article that agrees, singular among plurals, a capital, a full stop."""

import re
from collections.abc import Callable

from zwerm.courses.generation.draft import Gap, Question, SingleChoice
from zwerm.courses.generation.flaws.parts import Setting, asked, correct_options, every_option, wrong_options
from zwerm.language.oppositions import is_closed_set
from zwerm.language.plurals import is_plural
from zwerm.language.words import fold

ENDS_IN_ARTICLE = {
    "nl": re.compile(r"\b(de|het|een|deze|dit|die|dat|elke|elk|iedere|ieder|welke|welk|onze|ons)\W*$", re.IGNORECASE),
    "en": re.compile(r"\b(an?)\W*$", re.IGNORECASE),
}
NEUTER = {"het": "het", "dit": "het", "dat": "het", "elk": "het", "ieder": "het", "welk": "het", "ons": "het"}
COMMON = {"de": "de", "deze": "de", "die": "de", "elke": "de", "iedere": "de", "welke": "de", "onze": "de"}
ARTICLE = {
    "nl": re.compile(r"(?:de|het|een)\s", re.IGNORECASE),
    "en": re.compile(r"(?:the|an?)\s", re.IGNORECASE),
}
# English words whose first letter misleads about "a" and "an".
SOUNDS_CONSONANT = re.compile(r"(?:uni|use|user|usab|usu|euro|one\b|once)", re.IGNORECASE)
SOUNDS_VOWEL = re.compile(r"(?:hour|honest|honou?r|heir|[FHLMNRSX][A-Z])")


def check(question: Question, setting: Setting) -> str:
    correct, wrong = correct_options(question), wrong_options(question)
    if not correct or not wrong:
        return ""
    return (
        _article(question, setting)
        or (_plural(correct + wrong, setting) if isinstance(question, Gap) else "")
        or (_odd_one_out(correct[0], wrong, setting) if isinstance(question, Gap | SingleChoice) else "")
    )


def _article(question: Question, setting: Setting) -> str:
    """The words before the blank end in an article that does not go with every option."""
    before = question.before if isinstance(question, Gap) else asked(question)
    found = ENDS_IN_ARTICLE[setting.language].search(before)
    if not found:
        return ""
    options = every_option(question)
    if setting.language == "en":
        fits = [_sounds_vowel(option) == (found[1].lower() == "an") for option in options]
        return "“a” or “an” fits some options only" if not all(fits) else ""
    wanted = NEUTER.get(found[1].lower()) or COMMON.get(found[1].lower())
    known = {setting.articles.get(_head(option)) for option in options} - {None}
    if wanted and known - {wanted}:
        return f"“{found[1]}” does not go with every option"
    return ""


def _head(option: str) -> str:
    return fold(option.split()[-1]) if option.split() else ""


def _sounds_vowel(option: str) -> bool:
    if SOUNDS_CONSONANT.match(option):
        return False
    return option[:1].lower() in "aeiou" or bool(SOUNDS_VOWEL.match(option))


def _plural(options: list[str], setting: Setting) -> str:
    if is_closed_set(options, setting.language):
        return ""
    plurals = {is_plural(option, setting.language) for option in options}
    return "singular and plural are mixed" if len(plurals) > 1 else ""


def _odd_one_out(correct: str, wrong: list[str], setting: Setting) -> str:
    """The correct option alone has, or lacks, an article, a capital or a full stop."""
    article = ARTICLE[setting.language]
    looks: list[tuple[str, Callable[[str], bool]]] = [
        ("an article", lambda text: bool(article.match(text))),
        ("a capital", lambda text: text[:1].isupper()),
        ("a full stop", lambda text: text.rstrip().endswith(".")),
    ]
    for name, look in looks:
        if len(wrong) >= 2 and len({look(text) for text in wrong}) == 1 and look(correct) != look(wrong[0]):
            return f"the correct option differs by {name}"
    return ""
