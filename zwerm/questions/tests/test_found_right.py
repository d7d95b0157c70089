"""Who is found for what people ask of the demo organisation, labelled sets of our own; and that nobody is said to know what nobody knows."""

from __future__ import annotations

import pytest

from zwerm.library.demo.make import make_items
from zwerm.people.demo.make import make_people
from zwerm.people.models import Person
from zwerm.people.tests.world import World
from zwerm.skills.actions.knower import Knower
from zwerm.skills.demo.consent import make_consents
from zwerm.skills.demo.levels import make_levels
from zwerm.skills.demo.make import make_skills

pytestmark = [pytest.mark.django_db, pytest.mark.same_code]
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
# Of everyday words alone, and other questions than the numbers were first chosen with: any of these stands among the first three.
ALSO_KNOWN = [
    ("vallen", "lotte.deboer kees.mulder marieke.smit"),
    ("Wie weet iets van vallen?", "lotte.deboer kees.mulder marieke.smit"),
    ("Hoe slaap je tussen twee nachtdiensten?", "hester.bos"),
    ("nacht", "hester.bos tim.vanleeuwen ria.groen kees.mulder"),
    ("eten", "monique.jonker"),
    ("telefoon", "gijs.prins fatima.elamrani selin.demir"),
    ("kind", "sophie.willems"),
    ("Wie weet iets van vakantie?", "hester.bos dewi.suryadi"),
    ("wond", "aisha.haddad"),
    ("werken met een tolk", "rosa.martina selin.demir fatima.elamrani"),
    ("bloedvergiftiging", "joris.vandijk"),
    ("hartfilmpje", "joris.vandijk ruben.visser"),
    ("Hoe lees ik het wachttijdendashboard?", "linh.nguyen bram.kramer"),
    ("Waarom heb ik geen wifi in vleugel D?", "stefan.koster"),
    ("Ik heb een nieuwe telefoon en kom niet meer binnen", "gijs.prins"),
    ("De medicijnkoelkast is te warm", "hanneke.kok marloes.timmer"),
    ("Hoe maak ik een isolatiekamer schoon?", "ria.groen"),
    ("klacht", "sjoerd.wiersma selin.demir rosa.martina"),
    ("Wat doe ik met een nepmail?", "yara.mertens"),
    ("Hoe begeleid ik een stagiair?", "dewi.suryadi aisha.haddad"),
    ("Ik heb me geprikt aan een naald", "pim.hoekstra"),
    ("Hoe tel je de gazen na een operatie?", "sophie.willems ingrid.vos femke.brouwer"),
    ("How do I calculate a dose?", "julia.schouten nadia.aziz rachid.benali"),
    ("iv", "fatima.elamrani"),
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
    "Hoe bak ik een cake voor de afdeling?",
    "Waar vind ik een goede tandarts?",
    "Hoe leer ik mijn hond zitten?",
    "Hoe vouw ik een servet?",
    "Wie verkoopt zijn fiets?",
    "Hoe verf ik mijn voordeur?",
    "Wie heeft een recept voor lasagne?",
    "Hoe vraag ik een paspoort aan?",
    "Wat kost een sportschool per maand?",
    "Hoe maak ik mijn auto schoon?",
    "Wie heeft er een boot te koop?",
    "Wat eten we vandaag?",
    "schaken",
    "cm",
    "How do I paint a fence?",
    "How do I grow tomatoes?",
    "Who can fix my car?",
    "Which phone should I buy?",
    "What shall we eat tonight?",
]
# In everyday words alone, that stand in passing in what colleagues wrote.
IN_PASSING = ["muziek", "Waar is de winkel?", "huis", "boek"]
ASKS_NOTHING = [
    "Hoe werkt het?",
    "Hoe doe je dat hier nou eigenlijk?",
    "Kan iemand helpen?",
    "What does it mean?",
    "?",
    "e",
    "é",
    "e e e",
    "r",
    "7",
]
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

    def typed(question: str) -> list[Knower]:
        shown: list[Knower] = browser.post("/questions/like/", {"title": question, "text": ""}).context["knowing"]
        return shown

    names = {
        question: (who, [one.person.email.partition("@")[0] for one in found(question)[:3]])
        for question, who in [*KNOWN, *ALSO_KNOWN]
    }
    assert {question: both for question, both in names.items() if not {*both[0].split()} & {*both[1]}} == {}
    said = {
        question: [one.sure for one in found(question) if one.sure != PERHAPS] for question in [*UNKNOWN, *IN_PASSING]
    }
    assert {question: words for question, words in said.items() if words} == {}
    assert {question: people for question in [*UNKNOWN, *IN_PASSING] if (people := typed(question))} == {}
    assert {question: found(question) for question in ASKS_NOTHING} == {question: [] for question in ASKS_NOTHING}
