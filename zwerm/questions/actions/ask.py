from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from zwerm.language.detect import detect_language
from zwerm.operations.once import keep_once
from zwerm.people.models import Person, Space
from zwerm.questions.actions.following import follow_question
from zwerm.questions.actions.refusals import NotAllowed, NotDone, check_title, check_words
from zwerm.questions.models import Question, QuestionSkill
from zwerm.records.actions import record
from zwerm.records.vocabulary import OWN, Activity
from zwerm.search.actions import touch
from zwerm.skills.models import Skill

ACTIVITY_TYPE = f"{OWN}types/question-to-colleagues"
MOST_SKILLS = 12


def askable_by(person: Person) -> QuerySet[Space]:
    """Spaces in which this person may ask: wherever they read, but for their own, where nobody answers."""
    return Space.objects.visible_to(person).exclude(kind=Space.Kind.PRIVATE)


def activity(question: Question) -> Activity:
    """The question, in xAPI's words."""
    return Activity(f"urn:uuid:{question.id}", ACTIVITY_TYPE, {question.language: question.title})


def ask_question(
    person: Person,
    space: Space,
    title: str,
    text: str = "",
    *,
    skills: Sequence[Skill] = (),
    to: Person | None = None,
    key: UUID | None = None,
    when: datetime | None = None,
) -> Question:
    """Ask the colleagues who see `space`. `text` is Markdown. `key`: of the form in which it was written; what that sends twice is asked once. `to`: whom
    they think of; it comes to them first, when they have room (actions/routing.py).

    Who asks follows it. Raises NotDone with a reason to show, NotAllowed when `person` does not see the space.
    """
    check_space(person, space)
    title, text = check_title(title), check_words(text, may_be_empty=True)
    if to is not None:
        _check_named(person, space, to)
    question = Question(space=space, person=person, named=to, title=title, asked=when or datetime.now(UTC))
    question.say(text, detect_language(f"{title}\n{text}"))
    with transaction.atomic():
        question, new = keep_once(question, key, "space_id", "person_id", "title", "text")
        if not new:
            return question
        say_what_about(question, skills, person)
        follow_question(person, question)
        record(person, "asked-colleagues", activity(question), space=space, when=when)
        touch("question", question.id)
    return question


def change_question(person: Person, question: Question, title: str, text: str) -> None:
    """Other words for one's own question. Raises NotAllowed, NotDone."""
    check_own(person, question)
    title, text = check_title(title), check_words(text, may_be_empty=True)
    if (title, text) == (question.title, question.text):
        return
    question.title, question.edited = title, datetime.now(UTC)
    question.say(text, detect_language(f"{title}\n{text}"))
    with transaction.atomic():
        question.save(update_fields=["title", "edited", *Question.WORDS])
        touch("question", question.id)


def withdraw_question(person: Person, question: Question) -> bool:
    """Take one's own question back: all of it goes. What was answered leaves its place, for the answers are of others (then False)."""
    check_own(person, question)
    return remove_question(question)


@transaction.atomic
def remove_question(question: Question) -> bool:
    # First what waits, as at its mixing, which ends at that question too; then the question: who answers at this moment is first, or finds it gone.
    list(question.waiting.select_for_update(of=("self",)).values_list("pk"))
    Question.objects.select_for_update(of=("self",)).filter(pk=question.pk).values_list("pk").first()
    touch("question", question.id)
    if question.answers.exists():
        question.title, question.withdrawn = "", datetime.now(UTC)
        question.say("", question.language)
        question.save(update_fields=["title", "withdrawn", *Question.WORDS])
        question.about.all().delete()
        return False
    question.delete()
    return True


def say_what_about(question: Question, skills: Sequence[Skill], by: Person | None) -> None:
    rows = [QuestionSkill(thing=question, skill=skill, by=by) for skill in skills[:MOST_SKILLS]]
    QuestionSkill.objects.bulk_create(rows)


def check_space(person: Person, space: Space) -> None:
    if not askable_by(person).filter(id=space.id).exists():
        raise NotAllowed


def _check_named(person: Person, space: Space, to: Person) -> None:
    if to == person or not space.seen_by().filter(pk=to.pk).exists():
        raise NotDone(
            _("%(name)s does not read what is asked there. Choose another space.") % {"name": to.name}, "space"
        )


def check_own(person: Person, question: Question) -> None:
    if question.person_id != person.id or question.withdrawn is not None:
        raise NotAllowed
