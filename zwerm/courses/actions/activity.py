"""What the statements about courses are about."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zwerm.courses.generation import draft
from zwerm.courses.models import Bite, Certificate, Course, Question
from zwerm.records.vocabulary import Activity

ADL = "http://adlnet.gov/expapi/activities/"
COURSE, LESSON, QUESTION = f"{ADL}course", f"{ADL}lesson", f"{ADL}cmi.interaction"
CERTIFICATE = "https://www.opigno.org/en/tincan_registry/activity_type/certificate"
TYPES = {
    COURSE: _("A course"),
    LESSON: _("A part of a course"),
    QUESTION: _("A question in a course"),
    CERTIFICATE: _("A certificate"),
}
# What a draft and its parts are called where others read of them.
OF_DRAFTS = {
    COURSE: {"en": "a draft of a course", "nl": "een concept van een cursus"},
    LESSON: {"en": "a part of a draft", "nl": "een deel van een concept"},
    QUESTION: {"en": "a question in a draft", "nl": "een vraag in een concept"},
}
INTERACTIONS = {
    "single": "choice",
    "multiple": "choice",
    "order": "sequencing",
    "match": "matching",
    "gap": "fill-in",
    "numeric": "numeric",
    "open": "long-fill-in",
}


def course_activity(course: Course) -> Activity:
    """The course; of a working copy the one that it changes."""
    shown = course.revises or course
    return Activity(f"urn:uuid:{shown.pk}", COURSE, _name(COURSE, shown, shown.title))


def bite_activity(bite: Bite) -> Activity:
    return Activity(f"urn:uuid:{bite.pk}", LESSON, _name(LESSON, bite.course, bite.title))


def question_activity(question: Question, course: Course) -> Activity:
    value = question.value
    return Activity(f"urn:uuid:{question.pk}", QUESTION, _name(QUESTION, course, value.stem), _interaction(value))


def _name(type: str, course: Course, words: str) -> dict[str, str]:
    """Others read the log, and a draft is for who makes it or is asked to look at it: there it has no words yet."""
    return OF_DRAFTS[type] if course.published is None else {course.language: words}


def _interaction(question: draft.Question) -> str:
    """How it is answered, in xAPI's words."""
    if isinstance(question, draft.Gap) and question.choices:
        return "choice"
    return INTERACTIONS[question.kind]


def certificate_activity(certificate: Certificate) -> Activity:
    return Activity(f"urn:uuid:{certificate.pk}", CERTIFICATE, {certificate.course_language: certificate.title})
