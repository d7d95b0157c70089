"""Only the correct option is the kind of thing that is asked for, or stands out by its form."""

import re

from zwerm.courses.generation.draft import Gap, MultipleChoice, Question, SingleChoice
from zwerm.courses.generation.flaws.parts import Setting, correct_options, stems, wrong_options

NUMBER_ASKED = re.compile(r"\b(?:hoeveel|welk percentage|hoe (?:lang|vaak|groot|hoog|oud)|how (?:many|much|long|often|old|large)|what percentage|which year|welk jaar|wanneer|when)\b", re.IGNORECASE)  # fmt: skip
FORMS = {
    "a number": re.compile(r"\d"),
    "brackets": re.compile(r"\([^()]+\)"),
    "quote marks": re.compile(r"[\"“”‘„]"),
    "a colon": re.compile(r":\s"),
    "a web address": re.compile(r"https?://|www\.|@"),
}


def check(question: Question, setting: Setting) -> str:
    correct, wrong = correct_options(question), wrong_options(question)
    if isinstance(question, MultipleChoice) and wrong:
        shared = frozenset.intersection(*(stems(text, setting.language) for text in wrong))
        told = frozenset().union(*(stems(text, setting.language) for text in correct))
        if len(wrong) > 1 and shared - told:
            return f"every wrong option holds “{min(shared - told)}”"
    if not isinstance(question, SingleChoice | Gap) or not correct or len(wrong) < 2:
        return ""
    for name, form in FORMS.items():
        has = bool(form.search(correct[0]))
        others = [bool(form.search(text)) for text in wrong]
        if has and not any(others):
            return f"only the correct option has {name}"
        if not has and all(others):
            return f"only the correct option lacks {name}"
    if (
        NUMBER_ASKED.search(question.stem)
        and FORMS["a number"].search(correct[0])
        and not all(FORMS["a number"].search(text) for text in wrong)
    ):
        return "not every option answers what is asked"
    return ""
