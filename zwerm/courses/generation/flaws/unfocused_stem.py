"""What is asked cannot be known before the options are read."""

import re

from zwerm.courses.generation.draft import MultipleChoice, Question, SingleChoice
from zwerm.courses.generation.flaws.parts import Setting, quoted, stems
from zwerm.language.words import count_words

# What a question says of itself rather than of its subject.
ABOUT_ITSELF = {
    "nl": re.compile(r"\b(?:uitspra(?:ak|ken)|bewering(?:en)?|stelling(?:en)?|juist|klopt|kloppen|waar|past|passen|hoort|horen|omschrijving|begrip|antwoord(?:en)?|volgende|kies|maak|vul|combineer|zet|tekst|zin|correct)\b", re.IGNORECASE),
    "en": re.compile(r"\b(?:statements?|true|correct|following|choose|select|complete|match|fits?|belongs?|description|term|answers?|text|sentence|right|best)\b", re.IGNORECASE),
}  # fmt: skip
SHORTEST = 3


def check(question: Question, setting: Setting) -> str:
    if count_words(question.stem) < SHORTEST:
        return "the question is too short to ask something"
    if not isinstance(question, SingleChoice | MultipleChoice) or quoted(question):
        return ""
    subject = ABOUT_ITSELF[setting.language].sub(" ", question.stem)
    return "" if stems(subject, setting.language) else "the question names no subject"
