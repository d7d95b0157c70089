from zwerm.assistant.actions.ask import Answer, ask, ask_open
from zwerm.assistant.actions.citing import Cited, Sentence
from zwerm.assistant.actions.quoting import answers_with, count_quoted, forget_old_counts, judge
from zwerm.assistant.actions.traces import blur_lately, record_answered
from zwerm.assistant.actions.write import is_model_on, write_answer, write_stepwise

__all__ = [
    "Answer",
    "Cited",
    "Sentence",
    "answers_with",
    "ask",
    "ask_open",
    "blur_lately",
    "count_quoted",
    "forget_old_counts",
    "is_model_on",
    "judge",
    "record_answered",
    "write_answer",
    "write_stepwise",
]
