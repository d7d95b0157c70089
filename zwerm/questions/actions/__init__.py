from zwerm.questions.actions.accept import accept_answer, looked_after_by, may_accept, take_back_acceptance
from zwerm.questions.actions.answer import change_answer, give_answer, withdraw_answer
from zwerm.questions.actions.ask import activity, ask_question, askable_by, change_question, withdraw_question
from zwerm.questions.actions.comments import change_comment, comment_on, withdraw_comment
from zwerm.questions.actions.following import follow_question, look_at, stop_following
from zwerm.questions.actions.refusals import NotAllowed, NotDone
from zwerm.questions.actions.votes import take_back_vote, vote_for

__all__ = [
    "NotAllowed",
    "NotDone",
    "accept_answer",
    "activity",
    "ask_question",
    "askable_by",
    "change_answer",
    "change_comment",
    "change_question",
    "comment_on",
    "follow_question",
    "give_answer",
    "look_at",
    "looked_after_by",
    "may_accept",
    "stop_following",
    "take_back_acceptance",
    "take_back_vote",
    "vote_for",
    "withdraw_answer",
    "withdraw_comment",
    "withdraw_question",
]
