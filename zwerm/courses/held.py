"""What courses hold of a person."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from zwerm.courses.actions.forgetting import forget_drafts
from zwerm.courses.copying import media, say_what_was_given, written
from zwerm.courses.models import Comment, Course
from zwerm.people.models import Person
from zwerm.people.registry import Fate, Holding, Table

REMOVED, NAMELESS = Fate.REMOVED, Fate.NAMELESS


def _courses(person: Person) -> QuerySet[Any]:
    return Course.objects.visible_to(person).filter(author=person)


def _comments(person: Person) -> QuerySet[Any]:
    return Comment.objects.filter(person=person, withdrawn=None)


HOLDINGS = (
    Holding(
        name="learning",
        order=70,
        title=_("Courses that you take"),
        what=_("Which courses you began and finished, every answer that you gave, your result, and what you said about a part."),
        why=_("So that you can go on where you were, and authors see which parts and questions are not good."),
        seen_by=_("You. Authors see numbers of at least five people, and the words of what was said about a part, without names. What you wrote in your own words, and how you judged it, nobody else sees; authors see what share of you all had it. Who asks you to take a course sees whether you began and passed. In the log stands whether each answer was right, your result, and that you said something about a part: not what you answered or said."),
        kept=_("For as long as the course is kept."),
        erased=_("What you did in courses is removed. That you dealt with what somebody said about a part stays, without your name."),
        acts=("started", "answered", "completed", "passed", "reacted-to-bite"),
        tables=(
            Table("courses.Enrolment", "person", REMOVED, ("course", "started", "seen")),
            Table("courses.BiteDone", "enrolment__person", REMOVED, ("enrolment__course", "when")),
            Table("courses.Completion", "enrolment__person", REMOVED, ("enrolment__course", "when", "score", "passed")),
            Table("courses.Answer", "enrolment__person", REMOVED, ("enrolment__course", "question", "edition", "given", "correct", "judged", "when"), finish=say_what_was_given),
            Table("courses.Reaction", "person", REMOVED, ("bite__course", "bite", "kind", "words", "when")),
            Table("courses.Reaction", "settled_by", NAMELESS, ("bite", "settled")),
        ),
    ),
    Holding(
        name="certificates",
        order=71,
        title=_("Your certificates"),
        what=_("For a course that you finished: your name as it was, the course, the organisation and when; and if it was withdrawn, by whom and why. The badge of it is made when it is asked for and is not kept; your e-mail address and name stand in it only as a check code."),
        why=_("So that you can show it, and anyone whom you give its address can check it."),
        seen_by=_("You, who looks after the course, and whoever you give its address."),
        kept=_("For as long as you have an account, also when the course is gone."),
        erased=_("The certificate stays at its address without your name, so that nobody else can pass for you with it. There is no badge of it any more; who has one that you gave can still check it."),
        acts=("earned",),
        tables=(
            Table("courses.Certificate", "person", NAMELESS, ("name", "title", "organisation", "awarded", "expires", "code"), blank={"name": ""}),
            Table("courses.Revocation", "certificate__person", NAMELESS, ("when", "reason")),
            Table("courses.Revocation", "by", NAMELESS, ("when", "reason")),
        ),
    ),
    Holding(
        name="assignments",
        order=73,
        title=_("Courses that are asked of you, and that you ask of others"),
        what=_("Of whom a course is asked, by whom, by which day and with which words, and when you were reminded."),
        why=_("So that you see what is asked and how many days are left."),
        seen_by=_("Of whom it is asked, who asks it, learning & development, and the lead of a team of which it is asked."),
        kept=_("For as long as the course is kept."),
        erased=_("What is asked of you is removed. What you asked of others stays, without your name."),
        acts=("assigned",),
        tables=(
            Table("courses.Assignment", "person", REMOVED, ("course", "due", "words", "made")),
            Table("courses.Reminder", "person", REMOVED, ("assignment__course", "kind", "made")),
            Table("courses.Assignment", "by", NAMELESS, ("course", "space", "due", "words", "made")),
            Table("courses.Assignment", "withdrawn_by", NAMELESS, ("course", "withdrawn")),
        ),
    ),
    Holding(
        name="courses",
        order=72,
        title=_("Courses that you make"),
        what=_("Courses that you made or make with others, what you took out of them, what you asked to be made again, your look at courses of colleagues, and what you said about blocks of a course that is being made."),
        why=_("So that it is clear who looks after a course."),
        seen_by=_("Whoever sees the space where the course is. A draft, and what is said about its blocks, is seen by who makes it and by who is asked to look."),
        kept=_("For as long as the course is kept."),
        erased=_("Drafts that you made alone are removed. Published courses stay, without your name, and so does what you said about blocks."),
        acts=("published", "revised-course", "reviewed-course"),
        tables=(
            Table("courses.Course", "author", NAMELESS, ("title", "space", "created", "published"), rows=_courses),
            Table("courses.CourseSkill", "by", NAMELESS, ("thing", "skill", "at")),
            Table("courses.CoAuthor", "person", REMOVED, ("course", "since")),
            Table("courses.Drafting", "person", REMOVED, ("title", "asked")),
            Table("courses.Remaking", "person", REMOVED, ("asked", "ended")),
            Table("courses.Removal", "person", NAMELESS, ("course", "kind", "when")),
            Table("courses.Review", "reviewer", REMOVED, ("course", "asked", "verdict", "words", "given")),
            Table("courses.Review", "asked_by", NAMELESS, ("course", "asked")),
            Table("courses.Comment", "person", NAMELESS, ("course", "when", "words"), rows=_comments),
            Table("courses.Comment", "resolved_by", NAMELESS, ("course", "resolved")),
        ),
        files=media,
        contents=written,
        before=forget_drafts,
    ),
)  # fmt: skip

LABELS = {
    "withdrawn": _("taken back"),
    "due": _("last day"), "assignment__course": _("course"),
    "bite__course": _("course"), "bite": _("part"), "question": _("question"), "edition": _("version of the question"),
    "course": _("course"), "seen": _("last seen"), "enrolment__course": _("course"), "score": _("score"), "passed": _("passed"),
    "given": _("given"), "organisation": _("organisation"), "awarded": _("given"), "code": _("code"), "reason": _("reason"), "correct": _("right"), "judged": _("your own judgement"), "verdict": _("verdict"),
}  # fmt: skip
ABOUT_NOBODY: dict[str, str] = {}
