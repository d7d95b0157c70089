"""What stands right beside the blank tells it, or lets others of its kind stand there as well."""

import re

from zwerm.courses.generation.draft import Gap, Question
from zwerm.courses.generation.flaws.parts import Setting
from zwerm.language.agents import find_actors
from zwerm.language.oppositions import is_closed_set

TOLD = re.compile(r"\s*\(")
GOES_ON = re.compile(r"\s*(?:,\s+(?!(?:die|dat|waar\w*|which|who|where|zodat|so|omdat|because|maar|but|tenzij|unless|als|if|when|wanneer)\b)|/|(?:en|of|en/of|and|or|and/or|alsook|as well as)\b)")  # fmt: skip
WENT_ON = re.compile(r"(?:\b(?:en|of|en/of|and|or|and/or)(?:\s(?:de|het|een|the|an?))?|/|,)\s*$", re.IGNORECASE)


def check(question: Question, setting: Setting) -> str:
    if not isinstance(question, Gap) or (question.choices and is_closed_set(question.choices, setting.language)):
        return ""
    if TOLD.match(question.after):
        return "what stands between brackets tells the word"
    if question.before.rfind("(") > question.before.rfind(")"):
        return "an example between brackets, and others would do"
    if not question.before.strip():
        return ""
    place = (len(question.before), len(question.before) + len(question.answer))
    acts = place in find_actors(f"{question.before}{question.answer}{question.after}", setting.language)
    if acts and question.before.rstrip().endswith(","):
        return ""  # "If the bell rings, ____ opens the door"
    if GOES_ON.match(question.after) or WENT_ON.search(question.before):
        return "one of several that are named, and others fit beside them"
    return ""
