"""Who is found for what people ask of the demo organisation, a labelled set of our own; and that nobody is said to know what nobody knows."""

from __future__ import annotations

import pytest

from zwerm.library.demo.make import make_items
from zwerm.people.demo.make import make_people
from zwerm.people.models import Person
from zwerm.people.tests.world import World
from zwerm.skills.actions.knows import Knower
from zwerm.skills.demo.consent import make_consents
from zwerm.skills.demo.levels import make_levels
from zwerm.skills.demo.make import make_skills

pytestmark = pytest.mark.django_db
READER = "samira.bouzid"
# What is asked, and somebody who stands among the first three.
KNOWN = [
    ("ECG", "joris.vandijk"),
    ("Wie weet iets van een ECG?", "joris.vandijk"),
    ("reading an ECG", "joris.vandijk"),
    ("infuus", "fatima.elamrani"),
    ("Hoe leg je een infuus aan?", "fatima.elamrani"),
    ("Hoe leg je een infuus aan bij een angstige patiënt?", "fatima.elamrani"),
    ("Who knows about placing an infusion?", "fatima.elamrani"),
    ("wie weet iets van wonden?", "aisha.haddad"),
    ("Hoe verzorg ik een wond?", "aisha.haddad"),
    ("How do I dress a wound?", "aisha.haddad"),
    ("Who knows about wounds?", "aisha.haddad"),
    ("Hoe breng je een katheter in?", "aisha.haddad"),
    ("Hoe herken je een delier?", "kees.mulder"),
    ("delier", "kees.mulder"),
    ("Wie kan mij iets vertellen over sepsis?", "joris.vandijk"),
    ("Hoe breng je slecht nieuws?", "joris.vandijk"),
    ("valpreventie", "lotte.deboer"),
    ("Hoe voorkom ik dat iemand valt?", "lotte.deboer"),
    ("Hoe voorkom ik infecties?", "ria.groen"),
    ("Hoe plan ik een rooster?", "hester.bos"),
]
# Nobody here knows it; somebody may stand there, as one who perhaps does.
UNKNOWN = [
    "Hoe repareer ik een vrachtwagenmotor?",
    "How do I repair a truck engine?",
    "Waar is de dichtstbijzijnde pinautomaat?",
    "Wie wint het WK voetbal?",
    "Wat kost een treinkaartje naar Parijs?",
    "Hoe bak ik een appeltaart?",
    "Wat is de hoofdstad van Peru?",
    "Hoe verwissel ik een autoband?",
    "Wat is de beste hypotheekrente?",
    "Hoe train ik mijn hond?",
    "paardrijden",
    "Xylofoonzwengel kwibusvlag?",
]
ASKS_NOTHING = ["Hoe werkt het?", "Hoe doe je dat hier nou eigenlijk?", "Kan iemand helpen?", "What does it mean?", "?"]
PERHAPS = "weet dit misschien"


def test_who_knows_is_found_and_nobody_is_said_to_know_what_nobody_knows() -> None:
    make_people()
    make_skills()
    make_items()
    make_levels()
    make_consents()
    browser = World.client(None, Person.objects.get(email__startswith=READER), "nl")  # type: ignore[arg-type]

    def found(question: str) -> list[Knower]:
        shown: list[Knower] = browser.get("/skills/knows/", {"q": question}).context["found"]
        return shown

    names = {
        question: (who, [one.person.email.partition("@")[0] for one in found(question)[:3]]) for question, who in KNOWN
    }
    assert {question: both for question, both in names.items() if both[0] not in both[1]} == {}
    said = {question: [one.sure for one in found(question) if one.sure != PERHAPS] for question in UNKNOWN}
    assert {question: words for question, words in said.items() if words} == {}
    assert {question: found(question) for question in ASKS_NOTHING} == {question: [] for question in ASKS_NOTHING}
