from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from django.db import transaction

from zwerm.language.detect import detect_language
from zwerm.operations.once import keep_once
from zwerm.people.models import Person
from zwerm.questions.actions.ask import activity
from zwerm.questions.actions.following import follow_question, tell_followers
from zwerm.questions.actions.refusals import NotAllowed, check_words
from zwerm.questions.models import Acceptance, Answer, Question
from zwerm.records.actions import record
from zwerm.search.actions import touch


def give_answer(
    person: Person, question: Question, text: str, *, key: UUID | None = None, when: datetime | None = None
) -> Answer:
    """Answer a question that `person` sees, in Markdown; who answers follows it. `key`: as for a question. Raises NotAllowed, NotDone."""
    if question.withdrawn is not None:
        raise NotAllowed
    text = check_words(text)
    answer = Answer(question=question, person=person, when=when or datetime.now(UTC))
    answer.say(text, detect_language(text))
    with transaction.atomic():
        answer, new = keep_once(answer, key, "question_id", "person_id", "text")
        if new:
            follow_question(person, question, again=False)
            tell_followers("question-answered", question, person, when)
            record(person, "answered-colleague", activity(question), space=question.space, when=when)
            touch("question", question.id)
    return answer


def change_answer(person: Person, answer: Answer, text: str) -> None:
    """Other words for one's own answer. Raises NotAllowed, NotDone."""
    _check_own(person, answer)
    text = check_words(text)
    if text == answer.text:
        return
    answer.edited = datetime.now(UTC)
    answer.say(text, detect_language(text))
    with transaction.atomic():
        answer.save(update_fields=["edited", *Answer.WORDS])
        touch("question", answer.question_id)


@transaction.atomic
def withdraw_answer(person: Person, answer: Answer) -> None:
    """Take one's own answer back. What others said something about leaves an empty place."""
    _check_own(person, answer)
    touch("question", answer.question_id)
    if not answer.comments.exclude(person=person).exists():
        answer.delete()
        return
    answer.withdrawn = datetime.now(UTC)
    answer.say("", answer.language)
    answer.save(update_fields=["withdrawn", *Answer.WORDS])
    answer.votes.all().delete()
    Acceptance.objects.filter(answer=answer).delete()


def _check_own(person: Person, answer: Answer) -> None:
    if answer.person_id != person.id or answer.withdrawn is not None:
        raise NotAllowed
