from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from django.db import transaction

from zwerm.operations.once import keep_once
from zwerm.people.models import Person
from zwerm.questions.actions.ask import activity
from zwerm.questions.actions.following import follow_question, tell_followers
from zwerm.questions.actions.refusals import NotAllowed, check_comment
from zwerm.questions.models import Answer, Comment, Question
from zwerm.records.actions import record


def comment_on(
    person: Person,
    question: Question,
    words: str,
    *,
    answer: Answer | None = None,
    key: UUID | None = None,
    when: datetime | None = None,
) -> Comment:
    """Say something about a question that `person` sees, or about an `answer` to it; who does follows it. Raises NotAllowed, NotDone."""
    if question.withdrawn is not None or (answer is not None and answer.withdrawn is not None):
        raise NotAllowed
    words = check_comment(words)
    comment = Comment(question=question, answer=answer, person=person, words=words, when=when or datetime.now(UTC))
    with transaction.atomic():
        comment, new = keep_once(comment, key, "question_id", "answer_id", "person_id", "words")
        if new:
            follow_question(person, question, again=False)
            tell_followers("question-talk", question, person, when)
            record(person, "commented", activity(question), space=question.space, when=when)
    return comment


def change_comment(person: Person, comment: Comment, words: str) -> None:
    """Other words for what one said. Raises NotAllowed, NotDone."""
    _check_own(person, comment)
    words = check_comment(words)
    if words != comment.words:
        comment.words, comment.edited = words, datetime.now(UTC)
        comment.save(update_fields=["words", "edited"])


def withdraw_comment(person: Person, comment: Comment) -> None:
    _check_own(person, comment)
    comment.delete()


def _check_own(person: Person, comment: Comment) -> None:
    if comment.person_id != person.id:
        raise NotAllowed
