"""Asking without anybody being able to tell who asked, also not from what is stored.

`person` is asked only whether they may, and goes no further: no row, statement, log, notice or file of what happens here holds who they are,
and nothing that others can read tells the time. See docs/decisions/0145.
"""

from __future__ import annotations

from typing import TypeVar
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from zwerm.language.detect import detect_language
from zwerm.operations.days import beginning_of_day, organisation_day
from zwerm.operations.once import keep_once
from zwerm.operations.traces import leave_no_order
from zwerm.people.models import Membership, Person, Space
from zwerm.questions.actions.accept import put_first
from zwerm.questions.actions.ask import check_space
from zwerm.questions.actions.refusals import NotDone, check_comment, check_title, check_words
from zwerm.questions.models import Answer, Question, Waiting
from zwerm.questions.registry import forgets
from zwerm.questions.rules.codes import hash_of, new_code

Thing = TypeVar("Thing", Question, Waiting)
# Where fewer colleagues can ask, who it was is easily guessed.
FEWEST = 5


def ask_anonymously(person: Person, space: Space, title: str, text: str = "", *, key: UUID | None = None) -> str:
    """Hand in a question for who looks after `space`; answers the code with which its asker comes back. Raises NotDone.

    `key`: of the form; what that sends twice is asked once, and has one code.
    """
    check_space(person, space)
    check_hides(space)
    title, text = check_title(title), check_words(text, may_be_empty=True)
    code = new_code(key, str(space.pk), title, text)
    waiting = Waiting(space=space, kind=Waiting.Kind.QUESTION, title=title, text=text, key=hash_of(code))
    waiting.language = detect_language(f"{title}\n{text}")
    with transaction.atomic():
        _new, new = keep_once(waiting, key, "space_id", "title", "text")
        if new:
            # What they looked for in the same words would tell.
            for forget in forgets.values():
                forget(person)
        leave_no_order()
    return code


def check_hides(space: Space) -> None:
    """Raises NotDone where asking anonymously would hide nobody, or nobody would read it."""
    if space.seen_by().count() < FEWEST:
        raise NotDone(
            _(
                "Fewer than five colleagues read this space. They would guess that it was you, so you cannot ask anonymously here."
            ),
            "anonymous",
        )
    managing = space.memberships.filter(role__in=Membership.MANAGING, person__is_active=True)
    if not space.open and not managing.exists():
        raise NotDone(_("Nobody looks after this space, so nobody would let your question in."), "anonymous")


def accept_by_code(code: str, answer: Answer) -> None:
    """Who asked says that this answer helped. Of the time only the day is kept; who answered hears it with what waits, once a day. Raises NotDone."""
    question = _of_code(code, answer.question)
    if answer.withdrawn:
        raise NotDone(_("This answer was taken back meanwhile."))
    day = beginning_of_day(organisation_day())
    with transaction.atomic():
        put_first(question, answer, None, day, tell=False)
        leave_no_order()


def add_by_code(code: str, question: Question, words: str, *, key: UUID | None = None) -> None:
    """Who asked says more: it waits to be let in, as the question did. Raises NotDone."""
    _of_code(code, question)
    waiting = Waiting(space=question.space, kind=Waiting.Kind.ADDITION, question=question, text=check_comment(words))
    waiting.key, waiting.language = question.key, question.language
    keep_once(waiting, key, "question_id", "text")
    leave_no_order()


def withdraw_by_code(code: str, thing: Question | Waiting) -> None:
    """Who asked takes it back: at once while it waits, else when what waits is mixed, within an hour. Raises NotDone."""
    if isinstance(thing, Waiting):
        _of_code(code, thing).delete()
        leave_no_order()
        return
    _of_code(code, thing)
    if not thing.waiting.filter(kind=Waiting.Kind.WITHDRAWAL).exists():
        thing.waiting.create(space=thing.space, kind=Waiting.Kind.WITHDRAWAL, key=thing.key, language=thing.language)
        leave_no_order()


def _of_code(code: str, thing: Thing) -> Thing:
    if not thing.key or hash_of(code) != thing.key:
        raise NotDone(_("This is not the code of this question."), "code")
    return thing
