"""Talking about one block of a course, among who makes it and who is asked to look at it."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from zwerm.courses.actions.activity import course_activity
from zwerm.courses.actions.refused import Refused
from zwerm.courses.models import Block, CoAuthor, Comment, Course
from zwerm.notices.actions import News, notify_all
from zwerm.operations.once import keep_once
from zwerm.people.models import Person
from zwerm.records.actions import record


@transaction.atomic
def comment_on_block(
    person: Person, block: Block, words: str, thread: Comment | None = None, *, key: UUID | None = None
) -> Comment:
    """Say something about `block`, or answer in a thread about it, which opens again. Raises Refused.

    `key`: of the form in which it was written; what that form sends twice is said once.
    """
    course = block.bite.course
    _check_discusses(person, course)
    words = _checked(words)
    first = (thread.thread or thread) if thread else None
    comment = Comment(
        course_id=course.root_id, block=block.root_id, thread=first, person=person, words=words, when=timezone.now()
    )
    comment, new = keep_once(comment, key, "block", "thread_id", "person_id", "words")
    if not new:
        return comment
    if first:
        Comment.objects.filter(pk=first.pk).update(resolved=None, resolved_by=None)
    record(person, "commented", course_activity(course), space=course.space)
    _tell(person, course, first)
    return comment


def _tell(person: Person, course: Course, thread: Comment | None) -> None:
    """Who makes the course, and who takes part in the thread."""
    makers = CoAuthor.objects.filter(course=course.root_id).values_list("person", flat=True)
    told = {course.author_id, *makers}
    if thread is not None:
        told |= {thread.person_id, *thread.replies.values_list("person", flat=True)}
    notify_all({one for one in told if one and one != person.pk}, News("course-talk", course.pk, course.space))


def may_settle(person: Person, course: Course, thread: Comment) -> bool:
    """Who began a thread, and who makes the course."""
    return thread.thread_id is None and (
        thread.person_id == person.pk or Course.objects.written_by(person).filter(pk=course.pk).exists()
    )


def settle_thread(person: Person, course: Course, thread: Comment) -> None:
    """There is nothing more to say about it. Raises Refused."""
    _check_settles(person, course, thread)
    Comment.objects.filter(pk=thread.pk, resolved=None).update(resolved=timezone.now(), resolved_by=person)


def reopen_thread(person: Person, course: Course, thread: Comment) -> None:
    """There is more to say about it. Raises Refused."""
    _check_settles(person, course, thread)
    Comment.objects.filter(pk=thread.pk).update(resolved=None, resolved_by=None)


@transaction.atomic
def withdraw_comment(person: Person, comment: Comment) -> None:
    """Take one's own words back; where they were answered an empty place stays. Raises Refused."""
    if comment.person_id != person.pk or comment.withdrawn:
        raise Refused(_("Only who said it takes it back."))
    if comment.replies.exists():
        comment.words, comment.withdrawn = "", timezone.now()
        comment.save(update_fields=["words", "withdrawn"])
        return
    first = comment.thread
    comment.delete()
    if first and first.withdrawn and not first.replies.exists():
        first.delete()


def drop_comments_of_what_went(course: Course) -> None:
    """At publishing, and when changes are thrown away: what is no longer there is not talked about."""
    Comment.objects.filter(course=course).exclude(block__in=Block.objects.filter(bite__course=course)).delete()


def _check_discusses(person: Person, course: Course) -> None:
    if not Course.objects.discussed_by(person).filter(pk=course.pk).exists():
        raise Refused(_("Only who makes this course, and who is asked to look at it, talks about it here."))


def _check_settles(person: Person, course: Course, thread: Comment) -> None:
    _check_discusses(person, course)
    if not may_settle(person, course, thread):
        raise Refused(_("Who began this, or who makes the course, settles it."))


def _checked(words: str) -> str:
    words = "\n".join(line.rstrip() for line in words.replace("\r\n", "\n").replace("\0", "").strip().split("\n"))
    if not words:
        raise Refused(_("Write something first."))
    if len(words) > Comment.MOST_WORDS:
        raise Refused(_("Say it in at most %(most)d characters.") % {"most": Comment.MOST_WORDS})
    return words
