from zwerm.courses.actions.draft import ask_for_course, carry_out
from zwerm.courses.actions.generate import generate_course
from zwerm.courses.actions.keep import keep_course
from zwerm.courses.actions.publish import publish_course, remove_block, remove_course, remove_question, rename_course
from zwerm.courses.actions.refused import Refused
from zwerm.courses.actions.remake import ask_to_remake, carry_out_remaking
from zwerm.courses.actions.take import Unanswered, answer_question, finish_bite, open_bite, start_course

__all__ = [
    "Refused",
    "Unanswered",
    "answer_question",
    "ask_for_course",
    "ask_to_remake",
    "carry_out",
    "carry_out_remaking",
    "finish_bite",
    "generate_course",
    "keep_course",
    "open_bite",
    "publish_course",
    "remove_block",
    "remove_course",
    "remove_question",
    "rename_course",
    "start_course",
]
