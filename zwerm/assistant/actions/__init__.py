from zwerm.assistant.actions.ask import Answer, Cited, Sentence, ask, ask_open
from zwerm.assistant.actions.judge import forget_lately, judge, record_answered
from zwerm.assistant.actions.quoting import answers_with, count_quoted, forget_old_counts
from zwerm.assistant.actions.write import is_model_on, write_answer, write_stepwise

__all__ = [
    "Answer",
    "Cited",
    "Sentence",
    "answers_with",
    "ask",
    "ask_open",
    "count_quoted",
    "forget_lately",
    "forget_old_counts",
    "is_model_on",
    "judge",
    "record_answered",
    "write_answer",
    "write_stepwise",
]
