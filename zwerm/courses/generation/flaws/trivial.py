"""What is asked is not worth knowing: a count of one or two, a price of a cup of coffee, a name."""

import re

from zwerm.courses.generation.draft import Gap, Numeric, Question
from zwerm.courses.generation.flaws.parts import Setting, every_option
from zwerm.language.oppositions import is_closed_set
from zwerm.language.stopwords import is_stop_word
from zwerm.language.words import fold

RECALLS = re.compile(
    r"\b(?:geleden|vorige?|gisteren|destijds|indertijd|vorig jaar|ago|last (?:year|month|week)|yesterday|back then)\b",
    re.IGNORECASE,
)
# "24 hours a day, 7 days a week".
ROUND_THE_CLOCK = re.compile(r"^\W*(?:24 (?:hours a|uur per) da[gy]|24 uur|7 da(?:ys a|gen per) week)\b", re.IGNORECASE)
# "De komende 10 jaar".
SPAN = re.compile(r"\b(?:komende|afgelopen|voorbije|volgende|coming|upcoming|past|next|last)\s+$", re.IGNORECASE)
# "Multiply that by 8 hours": a step of a sum that is done once.
RECKONS = re.compile(r"^\W*(?:multiply|divide|vermenigvuldig|deel)\b", re.IGNORECASE)
# "52 euro per jaar": for how long a sum is paid goes with the sum.
PAID = re.compile(r"(?:\d\s*(?:euros?|dollars?|gross|net|bruto|netto)|[€$]\s?\d[\d.,]*)\s*$", re.IGNORECASE)
GROWN_UP = 18
# How often: anybody fills that in by ear.
HOW_OFTEN = frozenset(
    [
        "altijd",
        "nooit",
        "soms",
        "ooit",
        "vaak",
        "meestal",
        "steeds",
        "weleens",
        "telkens",
        "zelden",
        "always",
        "never",
        "sometimes",
        "ever",
        "often",
        "usually",
        "seldom",
        "rarely",
        "generally",
        "typically",
    ]
)


def check(question: Question, setting: Setting) -> str:
    if isinstance(question, Numeric):
        return _in_number(question)
    if isinstance(question, Gap):
        is_opposed = is_closed_set(every_option(question), setting.language)
        if question.answer.casefold() in HOW_OFTEN:
            return "how often is filled in by ear"
        if question.choices and PAID.search(question.before):
            return "a sum goes with what it is for"
        if not is_opposed and is_stop_word(fold(question.answer), setting.language):
            return "the answer carries no meaning"
    return ""


def _in_number(question: Numeric) -> str:
    if RECALLS.search(f"{question.before} {question.after}"):
        return "a number from a story"
    if ROUND_THE_CLOCK.match(question.after) or ROUND_THE_CLOCK.search(f"{question.shown}{question.after}"):
        return "a number that everybody knows"
    if SPAN.search(question.before):
        return "a stretch of time that is told once"
    if RECKONS.match(question.before):
        return "a step of a sum"
    if question.answer == GROWN_UP and question.unit == "year":
        return "the age at which somebody is grown up"
    return "a number that everybody guesses" if question.answer <= 1 else ""
