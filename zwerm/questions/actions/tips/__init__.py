from zwerm.questions.actions.tips.keep import begun_of_tips, keep_tips, spaces_to_keep_in
from zwerm.questions.actions.tips.reading import Shown, as_read, last_of, news_of, seen_up_to, shown, thread_of
from zwerm.questions.actions.tips.tell import (
    change_tip,
    forget_name_in,
    react,
    take_back_tip_reaction,
    tell_tip,
    tips_hub,
    withdraw_tip,
)

__all__ = [
    "Shown",
    "as_read",
    "begun_of_tips",
    "change_tip",
    "forget_name_in",
    "keep_tips",
    "last_of",
    "news_of",
    "react",
    "seen_up_to",
    "shown",
    "spaces_to_keep_in",
    "take_back_tip_reaction",
    "tell_tip",
    "thread_of",
    "tips_hub",
    "withdraw_tip",
]
