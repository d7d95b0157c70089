"""Making a course together: co-authors, and a colleague who looks before it is published."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from zwerm.courses.actions.activity import course_activity
from zwerm.courses.actions.authoring import check_author
from zwerm.courses.actions.refused import Refused
from zwerm.courses.models import CoAuthor, Course, Review
from zwerm.courses.models.looked_at import looks_like, sign_of
from zwerm.notices.actions import News, notify
from zwerm.people.models import Person, Space
from zwerm.records.actions import record

MAKES_IT = _lazy("You make this course yourself now. Someone who sees it for the first time looks at it better.")


def add_coauthor(person: Person, course: Course, other: Person) -> None:
    """`other` may change the course too, and need not look at it before it is published. Only its author chooses with whom.

    Safe to repeat. Raises Refused.
    """
    _check_first(person, course)
    _check_sees(course, other)
    if other.pk == course.author_id:
        raise Refused(_("%(name)s is the author already.") % {"name": other.name})
    CoAuthor.objects.get_or_create(course_id=course.root_id, person=other, defaults={"since": timezone.now()})
    whole = Q(course=course.root_id) | Q(course__revises=course.root_id)
    Review.objects.filter(whole, reviewer=other, given=None).delete()


def remove_coauthor(person: Person, course: Course, other: Person) -> None:
    """By the author, or by the co-author, who may step back. Raises Refused."""
    if person != other:
        _check_first(person, course)
    CoAuthor.objects.filter(course_id=course.root_id, person=other).delete()


@transaction.atomic
def ask_review(person: Person, course: Course, reviewer: Person) -> Review:
    """Ask a colleague to look at a draft, or at the changes of a published course. Safe to repeat. Raises Refused."""
    check_author(person, course)
    _check_sees(course, reviewer)
    if course.published:
        raise Refused(_("There is nothing to look at before publishing: there are no changes."))
    if Course.objects.written_by(reviewer).filter(pk=course.pk).exists():
        raise Refused(
            _("%(name)s makes this course. Ask someone who sees it for the first time.") % {"name": reviewer.name}
        )
    review, new = Review.objects.get_or_create(
        course=course, reviewer=reviewer, given=None, defaults={"asked_by": person, "asked": timezone.now()}
    )
    if new:
        notify(reviewer, News("review-asked", course.pk, course.space))
    return review


@transaction.atomic
def give_review(person: Person, review: Review, verdict: str, words: str, seen: str = "") -> Review:
    """Approve, or send back with remarks; once. `seen` signs what they read: other words are not approved unread. Raises Refused."""
    # The course first: what is looked at does not change meanwhile.
    course = Course.objects.select_for_update(of=("self",)).filter(pk=review.course_id).first()
    found = Review.objects.select_for_update(of=("self",)).select_related("course__space").filter(pk=review.pk).first()
    if course is None or found is None:
        raise Refused(_("You are not asked to look at this (any more)."))
    review = found
    words = words.strip()[: Review.MOST_WORDS]
    if review.reviewer_id != person.pk or review.given:
        raise Refused(_("You are not asked to look at this (any more)."))
    if Course.objects.written_by(person).filter(pk=course.pk).exists():
        raise Refused(str(MAKES_IT))
    if verdict not in (Review.Verdict.APPROVED, Review.Verdict.RETURNED):
        raise Refused(_("Approve it, or send it back."))
    if verdict == Review.Verdict.RETURNED and not words:
        raise Refused(_("Say in a few words what has to change."))
    review.looked = looks_like(course)
    if verdict == Review.Verdict.APPROVED and seen and seen != sign_of(review.looked):
        raise Refused(_("This was changed while you were looking. Read it again below, and approve it then."))
    review.verdict, review.words, review.given = verdict, words, timezone.now()
    review.save(update_fields=["verdict", "words", "given", "looked"])
    if review.asked_by is not None:
        notify(review.asked_by, News("review-given", course.pk, course.space))
    record(person, "reviewed-course", course_activity(review.course), space=review.course.space)
    return review


def withdraw_review(person: Person, review: Review) -> None:
    """It need not be looked at any more: the colleague no longer sees the draft. Raises Refused."""
    check_author(person, review.course)
    Review.objects.filter(pk=review.pk, given=None).delete()


def close_reviews(course: Course, onto: Course) -> None:
    """At publishing: who did not look yet need not any more, and is told; what others said stays with `onto`."""
    course.reviews.filter(given=None).update(verdict=Review.Verdict.CLOSED, given=timezone.now())
    course.reviews.update(course=onto)


def untold_to(person: Person) -> Exists:
    """Of a course: whether `person` was asked to look at it before it was published, and does not know that it was."""
    return Exists(_closed_for(person).filter(course=OuterRef("pk")))


def see_closed(person: Person, course: Course) -> None:
    """They saw that it was published: it need not be told again."""
    _closed_for(person).filter(course=course).update(told=timezone.now())


def _closed_for(person: Person) -> QuerySet[Review]:
    return Review.objects.filter(reviewer=person, verdict=Review.Verdict.CLOSED, told=None)


def _check_first(person: Person, course: Course) -> None:
    if course.author_id != person.pk:
        raise Refused(_("Only the author chooses who makes this course."))


def _check_sees(course: Course, other: Person) -> None:
    if not other.is_active or not Space.objects.visible_to(other).filter(pk=course.space_id).exists():
        raise Refused(_("%(name)s does not see the space of this course.") % {"name": other.name})
