from __future__ import annotations

import tomllib

import pytest

from zwerm.people.demo.make import make_people
from zwerm.people.models import Person
from zwerm.questions.actions import gaps_for
from zwerm.questions.demo.make import FILE, make_questions
from zwerm.questions.models import Answer, Comment, Offer, Question, Waiting
from zwerm.records.models import Statement
from zwerm.skills.demo.make import make_skills


@pytest.mark.same_code
@pytest.mark.django_db
def test_the_demo_has_questions_with_and_without_answers_and_is_made_once() -> None:
    make_people()
    make_skills()
    make_questions()
    read = tomllib.loads(FILE.read_text("utf-8"))
    told, anonymous = read["question"], [one for one in read["anonymous"] if "let_in_by" in one]
    counts = [model.objects.count() for model in (Question, Answer, Comment, Statement)]
    assert counts[0] == len(told) + len(anonymous)
    assert Question.objects.filter(anonymous=True, person=None).count() == len(anonymous) == 2
    assert Waiting.objects.get().ready
    assert Question.objects.solved().count() >= 15
    assert Question.objects.unanswered().count() >= 4
    for question, entry in ((Question.objects.get(title=entry["title"]), entry) for entry in told):
        assert question.language == "nl", question
        assert question.about.count() == len(entry["skills"]), question
    assert {one.person.email.partition("@")[0] for one in Offer.objects.open()} == {
        "fatima.elamrani",
        "noor.jansen",
        "kees.mulder",
        "sanne.devries",
    }
    for person in Person.objects.colleagues():
        assert Question.objects.visible_to(person).count() == counts[0]
    for name, first in (("fatima.elamrani", 6), ("tom.verbeek", 9)):
        gaps = gaps_for(Person.objects.get(email__startswith=name))
        assert max(gap.people for gap in gaps) >= first
        assert max(len(gap.entries) for gap in gaps) >= 2, "what is about the same stands together"
    make_questions()
    assert [model.objects.count() for model in (Question, Answer, Comment, Statement)] == counts
