from zwerm.courses.actions.again import ask_everyone_again, begin_again_what_lapsed
from zwerm.courses.actions.assign import (
    assign_course,
    change_assignment,
    prepare_reminders,
    tell_reminders,
    withdraw_assignment,
)
from zwerm.courses.actions.certify import award_certificate, revoke_certificate
from zwerm.courses.actions.changes import begin_changes, publish_changes, what_changed
from zwerm.courses.actions.discuss import comment_on_block, reopen_thread, settle_thread, withdraw_comment
from zwerm.courses.actions.draft import ask_for_course, carry_out
from zwerm.courses.actions.edit import (
    accept_question,
    add_bite,
    add_block,
    add_question,
    edit_block,
    edit_question,
    move_bite,
    move_block,
    move_question,
    rename_bite,
)
from zwerm.courses.actions.generate import generate_course
from zwerm.courses.actions.handing import take_on
from zwerm.courses.actions.health import health_of
from zwerm.courses.actions.keep import keep_course, places_for
from zwerm.courses.actions.publish import publish_course, remove_course, set_up_course
from zwerm.courses.actions.react import react, settle, take_back
from zwerm.courses.actions.refused import Refused
from zwerm.courses.actions.remake import ask_to_remake, carry_out_remaking, undo_remaking
from zwerm.courses.actions.removal import put_back, remove_bite, remove_block, remove_question
from zwerm.courses.actions.stale import keep_as_it_is, take_over
from zwerm.courses.actions.suggest import ask_about, leave_suggestion, take_suggestion
from zwerm.courses.actions.take import (
    TooLong,
    TooShort,
    Unanswered,
    answer_question,
    finish_bite,
    judge_answer,
    open_bite,
    start_course,
)
from zwerm.courses.actions.together import add_coauthor, ask_review, give_review, remove_coauthor, withdraw_review

__all__ = [
    "Refused",
    "TooLong",
    "TooShort",
    "Unanswered",
    "accept_question",
    "add_bite",
    "add_block",
    "add_coauthor",
    "add_question",
    "answer_question",
    "ask_about",
    "ask_everyone_again",
    "ask_for_course",
    "ask_review",
    "ask_to_remake",
    "assign_course",
    "award_certificate",
    "begin_again_what_lapsed",
    "begin_changes",
    "carry_out",
    "carry_out_remaking",
    "change_assignment",
    "comment_on_block",
    "edit_block",
    "edit_question",
    "finish_bite",
    "generate_course",
    "give_review",
    "health_of",
    "judge_answer",
    "keep_as_it_is",
    "keep_course",
    "leave_suggestion",
    "move_bite",
    "move_block",
    "move_question",
    "open_bite",
    "places_for",
    "prepare_reminders",
    "publish_changes",
    "publish_course",
    "put_back",
    "react",
    "remove_bite",
    "remove_block",
    "remove_coauthor",
    "remove_course",
    "remove_question",
    "rename_bite",
    "reopen_thread",
    "revoke_certificate",
    "set_up_course",
    "settle",
    "settle_thread",
    "start_course",
    "take_back",
    "take_on",
    "take_over",
    "take_suggestion",
    "tell_reminders",
    "undo_remaking",
    "what_changed",
    "withdraw_assignment",
    "withdraw_comment",
    "withdraw_review",
]
