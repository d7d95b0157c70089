from zwerm.questions.models.answer import Acceptance, Answer
from zwerm.questions.models.kept import Kept
from zwerm.questions.models.offer import Looked, Offer
from zwerm.questions.models.question import QUESTION, Question, QuestionQuerySet, QuestionSkill
from zwerm.questions.models.room import Room
from zwerm.questions.models.talk import Comment, Following, Vote
from zwerm.questions.models.tip import TIP, Conversation, Tip, TipKept, TipNaming, TipQuerySet, TipReaction, TipSeen
from zwerm.questions.models.waiting import Waiting, WaitingQuerySet
from zwerm.questions.models.wanted import Wanted
from zwerm.questions.models.words import Worded

__all__ = [
    "QUESTION",
    "TIP",
    "Acceptance",
    "Answer",
    "Comment",
    "Conversation",
    "Following",
    "Kept",
    "Looked",
    "Offer",
    "Question",
    "QuestionQuerySet",
    "QuestionSkill",
    "Room",
    "Tip",
    "TipKept",
    "TipNaming",
    "TipQuerySet",
    "TipReaction",
    "TipSeen",
    "Vote",
    "Waiting",
    "WaitingQuerySet",
    "Wanted",
    "Worded",
]
