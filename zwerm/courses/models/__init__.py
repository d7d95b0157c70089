from zwerm.courses.models.assignment import Assignment, Reminder
from zwerm.courses.models.badge_key import BadgeKey
from zwerm.courses.models.bite import Bite, Block, Question, Rests
from zwerm.courses.models.certificate import Certificate, Revocation
from zwerm.courses.models.comment import Comment
from zwerm.courses.models.course import Course, CourseQuerySet, Drafting, Source, courses_of
from zwerm.courses.models.enrolment import Answer, BiteDone, Completion, Enrolment
from zwerm.courses.models.figures import Figures
from zwerm.courses.models.making import Making, Remaking
from zwerm.courses.models.media import Media
from zwerm.courses.models.reaction import Reaction
from zwerm.courses.models.removal import Removal
from zwerm.courses.models.skills import CourseSkill
from zwerm.courses.models.suggestion import Footing, Suggestion
from zwerm.courses.models.together import CoAuthor, Review

__all__ = [
    "Answer",
    "Assignment",
    "BadgeKey",
    "Bite",
    "BiteDone",
    "Block",
    "Certificate",
    "CoAuthor",
    "Comment",
    "Completion",
    "Course",
    "CourseQuerySet",
    "CourseSkill",
    "Drafting",
    "Enrolment",
    "Figures",
    "Footing",
    "Making",
    "Media",
    "Question",
    "Reaction",
    "Remaking",
    "Reminder",
    "Removal",
    "Rests",
    "Review",
    "Revocation",
    "Source",
    "Suggestion",
    "courses_of",
]
