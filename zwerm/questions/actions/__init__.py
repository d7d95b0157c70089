from zwerm.questions.actions.accept import accept_answer, looked_after_by, may_accept, take_back_acceptance
from zwerm.questions.actions.anonymous import (
    accept_by_code,
    add_by_code,
    ask_anonymously,
    check_hides,
    withdraw_by_code,
)
from zwerm.questions.actions.answer import change_answer, give_answer, withdraw_answer
from zwerm.questions.actions.ask import activity, ask_question, askable_by, change_question, withdraw_question
from zwerm.questions.actions.comments import change_comment, comment_on, withdraw_comment
from zwerm.questions.actions.following import follow_question, look_at, stop_following
from zwerm.questions.actions.gaps import gaps_for
from zwerm.questions.actions.letting_in import let_in, to_let_in, turn_away
from zwerm.questions.actions.like import begun, like
from zwerm.questions.actions.mixing import mix, tell_what_helped, tell_what_waits
from zwerm.questions.actions.offers import (
    offer_on,
    offered_to,
    pass_on,
    passable_to,
    promise_answer,
    refuse_offer,
    tell_why,
    why_over,
)
from zwerm.questions.actions.refusals import NotAllowed, NotDone
from zwerm.questions.actions.room import keep_room, room_of, usual
from zwerm.questions.actions.routing import forget_offers, is_offered, route
from zwerm.questions.actions.votes import take_back_vote, vote_for
from zwerm.questions.actions.wanted import forget_wanted, look_for_in_vain

__all__ = [
    "NotAllowed",
    "NotDone",
    "accept_answer",
    "accept_by_code",
    "activity",
    "add_by_code",
    "ask_anonymously",
    "ask_question",
    "askable_by",
    "begun",
    "change_answer",
    "change_comment",
    "change_question",
    "check_hides",
    "comment_on",
    "follow_question",
    "forget_offers",
    "forget_wanted",
    "gaps_for",
    "give_answer",
    "is_offered",
    "keep_room",
    "let_in",
    "like",
    "look_at",
    "look_for_in_vain",
    "looked_after_by",
    "may_accept",
    "mix",
    "offer_on",
    "offered_to",
    "pass_on",
    "passable_to",
    "promise_answer",
    "refuse_offer",
    "room_of",
    "route",
    "stop_following",
    "take_back_acceptance",
    "take_back_vote",
    "tell_what_helped",
    "tell_what_waits",
    "tell_why",
    "to_let_in",
    "turn_away",
    "usual",
    "vote_for",
    "why_over",
    "withdraw_answer",
    "withdraw_by_code",
    "withdraw_comment",
    "withdraw_question",
]
