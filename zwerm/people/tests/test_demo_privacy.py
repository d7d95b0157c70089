"""The demo shows a copy that is ready and an erasure that waits."""

from __future__ import annotations

import pytest

from zwerm.people.demo.make import make_people
from zwerm.people.demo.privacy import make_privacy
from zwerm.people.models import Erasure, Person, PersonalCopy


@pytest.mark.django_db
def test_the_demo_has_a_copy_to_take_along_and_an_erasure_that_can_be_called_off() -> None:
    make_people()
    for _ in range(2):
        make_privacy()
    copy = PersonalCopy.objects.get()
    assert copy.person.email.startswith("fatima.")
    assert copy.ready is not None
    erasure = Erasure.objects.waiting().get()
    assert erasure.person == Person.objects.get(email__startswith="sjoerd.")
    assert erasure.by != erasure.person
