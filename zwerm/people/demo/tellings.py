"""What colleagues of the demo tell about themselves: a few words each, some only for their teams, and the days on which many are there."""

from __future__ import annotations

from zwerm.people.models import Person, Telling
from zwerm.people.rules.week import DAYS, write_week

TOLD: dict[str, list[tuple[str, str, str]]] = {
    "fatima.elamrani@lindehof.example": [
        ("ask", "Kinderen op de SEH, en hoe je rustig blijft als het druk is", "everyone"),
        ("teaches", "Triage op de Spoedeisende Hulp, infuus prikken bij kinderen", "everyone"),
        ("wants", "Een goede overdracht schrijven in minder tijd", "everyone"),
        ("how", "Eerst samen doen, daarna nalezen", "teams"),
        ("days", "mon:office,tue:office,wed:off,thu:office,fri:off", "teams"),
    ],
    "sanne.devries@lindehof.example": [
        ("ask", "Roosters die knellen, en wat je doet na een heftige dienst", "everyone"),
        ("teaches", "Roosteren, gesprekken na een incident", "everyone"),
        ("wants", "Cijfers lezen zonder er een dag aan te besteden", "teams"),
        ("days", "mon:office,tue:office,wed:home,thu:office,fri:home", "everyone"),
    ],
    "tom.verbeek@lindehof.example": [
        ("ask", "Leren op het werk zelf, en hoe je een collega iets laat ontdekken", "everyone"),
        ("teaches", "Van een protocol een les van vijf minuten maken", "everyone"),
        ("how", "Met een voorbeeld erbij, en iemand die vragen stelt", "everyone"),
        ("days", "mon:home,tue:office,wed:office,thu:home,fri:off", "everyone"),
    ],
    "priya.ramdin@lindehof.example": [
        ("teaches", "Koppelingen tussen systemen, wachtwoorden en passkeys", "everyone"),
        ("days", "mon:office,tue:home,wed:office,thu:home,fri:office", "everyone"),
    ],
    "tess.vanvliet@lindehof.example": [
        ("wants", "Lastige telefoongesprekken rustig houden", "everyone"),
        ("how", "Meeluisteren, en daarna zelf proberen", "teams"),
    ],
}


# Who is where from Monday to Friday: w at work, t at home, - free, . not told. With whom only their teams may know.
WEEKS = {
    "daan.bakker": "ww-ww", "joris.vandijk": "w-www", "noor.jansen": "-wwww", "ruben.visser": "ww.-w", "esra.yilmaz": "www--",
    "marieke.smit": "wwtww", "kees.mulder": "ww-w-", "aisha.haddad": "-ww-w", "lotte.deboer": "w.ww-", "thijs.meijer": "wwww-",
    "bas.vandenberg": "wwwtw", "ingrid.vos": "w-ww-", "hanneke.kok": "wtwt-", "rachid.benali": "tw-wt", "julia.schouten": "wwtw-",
    "wouter.huisman": "twwtw", "stefan.koster": "wtwtt", "yara.mertens": "ttwwt", "gijs.prins": "wttwt", "linh.nguyen": "twtw-",
    "ellen.vanrijn": "wtwwt", "dewi.suryadi": "tww-t", "carla.maas": "w-wt-", "niels.evers": "ttwwt", "hester.bos": "wwt-t",
    "henk.schipper": "wwwww", "ria.groen": "www--", "ahmed.salah": "wwwww", "monique.jonker": "wtwtw", "yvonne.drost": "ww-ww",
    "bram.kramer": "w-www", "selin.demir": "-wwtw", "jasper.roos": "wwtw-", "sjoerd.wiersma": "wtwwt",
}  # fmt: skip
ONLY_TEAMS = {"noor.jansen", "kees.mulder", "ria.groen", "carla.maas"}
PLACE = {"w": "office", "t": "home", "-": "off"}


def weeks() -> dict[str, list[tuple[str, str, str]]]:
    return {
        f"{name}@lindehof.example": [
            ("days", write_week({day: PLACE[at] for day, at in zip(DAYS, week, strict=True) if at in PLACE}), for_whom)
        ]
        for name, week in WEEKS.items()
        for for_whom in ("teams" if name in ONLY_TEAMS else "everyone",)
    }


def make_tellings() -> None:
    told_by = {**weeks(), **TOLD}
    people = {person.email: person for person in Person.objects.filter(email__in=told_by)}
    Telling.objects.bulk_create(
        (
            Telling(person=people[email], name=name, text=text, audience=audience)
            for email, told in told_by.items()
            if email in people
            for name, text, audience in told
        ),
        ignore_conflicts=True,
    )
