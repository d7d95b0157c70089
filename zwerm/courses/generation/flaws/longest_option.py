"""The correct option is clearly longer (or shorter) than the others, so that length gives it away."""

from statistics import mean

from zwerm.courses.generation.draft import Question
from zwerm.courses.generation.flaws.parts import Setting, correct_options, wrong_options
from zwerm.language.words import count_words

LONGER, WORDS_LONGER = 1.35, 3
MUCH, MANY_LETTERS = 2.0, 8


def check(question: Question, setting: Setting) -> str:
    correct, wrong = correct_options(question), wrong_options(question)
    if not correct or not wrong:
        return ""
    right = mean(count_words(text) for text in correct)
    others = [count_words(text) for text in wrong]
    if right > max(others) and right >= LONGER * mean(others) and right - mean(others) >= WORDS_LONGER:
        return "the correct option has most words"
    if right < min(others) and mean(others) >= LONGER * right and mean(others) - right >= WORDS_LONGER:
        return "the correct option has fewest words"
    letters = mean(len(text) for text in correct)
    if letters >= MUCH * max(map(len, wrong)) and letters - max(map(len, wrong)) >= MANY_LETTERS:
        return "the correct option is much longer"
    return ""
