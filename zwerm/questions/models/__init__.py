from zwerm.questions.models.answer import Acceptance, Answer
from zwerm.questions.models.kept import Kept
from zwerm.questions.models.offer import Looked, Offer
from zwerm.questions.models.question import QUESTION, Question, QuestionQuerySet, QuestionSkill
from zwerm.questions.models.room import Room
from zwerm.questions.models.talk import Comment, Following, Vote
from zwerm.questions.models.waiting import Waiting, WaitingQuerySet
from zwerm.questions.models.words import Worded

__all__ = [
    "QUESTION",
    "Acceptance",
    "Answer",
    "Comment",
    "Following",
    "Kept",
    "Looked",
    "Offer",
    "Question",
    "QuestionQuerySet",
    "QuestionSkill",
    "Room",
    "Vote",
    "Waiting",
    "WaitingQuerySet",
    "Worded",
]
