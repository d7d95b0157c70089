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
    return Activity(f"urn:uuid:{course.pk}", COURSE, {course.language: course.title})


def bite_activity(bite: Bite) -> Activity:
    return Activity(f"urn:uuid:{bite.pk}", LESSON, {bite.course.language: bite.title})


def question_activity(question: Question, language: str) -> Activity:
    value = question.value
    return Activity(f"urn:uuid:{question.pk}", QUESTION, {language: value.stem}, _interaction(value))


def _interaction(question: draft.Question) -> str:
    """How it is answered, in xAPI's words."""
    if isinstance(question, draft.Gap) and question.choices:
        return "choice"
    return INTERACTIONS[question.kind]


def certificate_activity(certificate: Certificate) -> Activity:
    return Activity(f"urn:uuid:{certificate.pk}", CERTIFICATE, {certificate.course_language: certificate.title})
