"""What the statements about courses are about."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

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


def course_activity(course: Course) -> Activity:
    return Activity(f"urn:uuid:{course.pk}", COURSE, {course.language: course.title})


def bite_activity(bite: Bite) -> Activity:
    return Activity(f"urn:uuid:{bite.pk}", LESSON, {bite.course.language: bite.title})


def question_activity(question: Question, language: str) -> Activity:
    return Activity(f"urn:uuid:{question.pk}", QUESTION, {language: question.value.stem})


def certificate_activity(certificate: Certificate) -> Activity:
    return Activity(f"urn:uuid:{certificate.pk}", CERTIFICATE, {certificate.course_language: certificate.title})
