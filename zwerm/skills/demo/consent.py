"""What colleagues of the demo organisation agreed to be found for."""

from __future__ import annotations

from django.db import transaction

from zwerm.people.models import Person
from zwerm.skills.actions import answer_for, pause, proposals_for
from zwerm.skills.models import Consent

# Those whom visitors can be answer themselves: some did already, some find what is proposed still waiting.
HALFWAY = ("sanne.devries@lindehof.example", "kees.mulder@lindehof.example")
NOT_YET = ("fatima.elamrani@lindehof.example",)
PAUSED = ("rachid.benali@lindehof.example",)
MOST_AGREED = 6


@transaction.atomic
def make_consents() -> None:
    """Safe to repeat: where somebody answered, nothing is added. Most said yes; some hide something, one paused."""
    if Consent.objects.exists():
        return
    for number, person in enumerate(Person.objects.listed().order_by("email")):
        proposals = [one for one in proposals_for(person) if one.speaks]
        if person.email in NOT_YET or number % 7 == 3:
            continue
        agreed = 1 if person.email in HALFWAY else MOST_AGREED
        for place, one in enumerate(proposals[:agreed]):
            answer = "hidden" if place == 2 and number % 5 == 1 else "yes"
            answer_for(person, one.about, answer)
        if person.email in PAUSED:
            pause(person)
