"""What the statements about courses are about."""

from __future__ import annotations

from zwerm.courses.models import Bite, Certificate, Course, Question
from zwerm.records.vocabulary import Activity

ADL = "http://adlnet.gov/expapi/activities/"


def course_activity(course: Course) -> Activity:
    return Activity(f"urn:uuid:{course.pk}", f"{ADL}course", {course.language: course.title})


def bite_activity(bite: Bite) -> Activity:
    return Activity(f"urn:uuid:{bite.pk}", f"{ADL}lesson", {bite.course.language: bite.title})


def question_activity(question: Question, language: str) -> Activity:
    return Activity(f"urn:uuid:{question.pk}", f"{ADL}cmi.interaction", {language: question.value.stem})


def certificate_activity(certificate: Certificate) -> Activity:
    name = {certificate.course_language: certificate.title}
    return Activity(
        f"urn:uuid:{certificate.pk}", "https://www.opigno.org/en/tincan_registry/activity_type/certificate", name
    )
