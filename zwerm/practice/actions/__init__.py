from zwerm.practice.actions.drafts import CardDraft
from zwerm.practice.actions.keep import keep_cards, put_away
from zwerm.practice.actions.late import LateReview, take_reviews
from zwerm.practice.actions.make import NotACard, make_card, make_cards
from zwerm.practice.actions.plan import Ahead, Plan, ahead, due, left_of, plan_of, rhythm_of
from zwerm.practice.actions.retire import keep_anyway, retire_cards
from zwerm.practice.actions.review import review
from zwerm.practice.actions.rhythm import set_rhythm
from zwerm.practice.actions.session import begin_session, end_abandoned_sessions, end_session
from zwerm.practice.actions.withdraw import withdraw

__all__ = [
    "Ahead",
    "CardDraft",
    "LateReview",
    "NotACard",
    "Plan",
    "ahead",
    "begin_session",
    "due",
    "end_abandoned_sessions",
    "end_session",
    "keep_anyway",
    "keep_cards",
    "left_of",
    "make_card",
    "make_cards",
    "plan_of",
    "put_away",
    "retire_cards",
    "review",
    "rhythm_of",
    "set_rhythm",
    "take_reviews",
    "withdraw",
]
