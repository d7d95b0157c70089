from zwerm.assistant.actions.ask import Answer, Cited, Sentence, ask, ask_open
from zwerm.assistant.actions.judge import judge, record_question
from zwerm.assistant.actions.write import is_model_on, write_answer, write_stepwise

__all__ = [
    "Answer",
    "Cited",
    "Sentence",
    "ask",
    "ask_open",
    "is_model_on",
    "judge",
    "record_question",
    "write_answer",
    "write_stepwise",
]
