from __future__ import annotations

import pytest

from zwerm.library.demo.documents import read_documents
from zwerm.library.demo.make import make_items
from zwerm.people.demo import personas
from zwerm.people.demo.make import make_people
from zwerm.people.models import Person
from zwerm.practice.actions import plan_of
from zwerm.practice.demo.make import make_practice, told
from zwerm.practice.models import Card, Keep, Review
from zwerm.records.models import Statement


def test_every_card_quotes_its_document_to_the_letter() -> None:
    texts = {document.path: document.linked_text() for document in read_documents()}
    for card in told()["cards"]:
        assert card["quote"] in texts[card["item"]], card["front"]


def test_every_persona_has_cards() -> None:
    assert {keeper["email"] for keeper in told()["keepers"]} == {persona.email for persona in personas()}


@pytest.mark.same_code
@pytest.mark.django_db
def test_the_demo_gives_the_personas_cards_and_weeks_of_practice_once() -> None:
    make_people()
    make_items()
    make_practice()
    counts = [model.objects.count() for model in (Card, Keep, Review, Statement)]
    assert counts[0] == len(told()["cards"])
    for persona in personas():
        person = Person.objects.get(email=persona.email)
        plan = plan_of(person)
        assert plan.kept >= 8
        assert plan.cards > 0, person.name
        assert Review.objects.filter(person=person).count() >= 15
    make_practice()
    assert [model.objects.count() for model in (Card, Keep, Review, Statement)] == counts
