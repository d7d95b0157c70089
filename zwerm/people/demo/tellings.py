"""What some colleagues of the demo tell about themselves: a few words each, some only for their teams."""

from __future__ import annotations

from zwerm.people.models import Person, Telling

TOLD: dict[str, list[tuple[str, str, str]]] = {
    "fatima.elamrani@lindehof.example": [
        ("teaches", "Triage op de Spoedeisende Hulp, infuus prikken bij kinderen", "everyone"),
        ("wants", "Een goede overdracht schrijven in minder tijd", "everyone"),
        ("how", "Eerst samen doen, daarna nalezen", "teams"),
        ("days", "office,office,off,office,off", "teams"),
    ],
    "sanne.devries@lindehof.example": [
        ("teaches", "Roosteren, gesprekken na een incident", "everyone"),
        ("wants", "Cijfers lezen zonder er een dag aan te besteden", "teams"),
        ("days", "office,office,home,office,home", "everyone"),
    ],
    "tom.verbeek@lindehof.example": [
        ("teaches", "Van een protocol een les van vijf minuten maken", "everyone"),
        ("how", "Met een voorbeeld erbij, en iemand die vragen stelt", "everyone"),
        ("days", "home,office,office,home,off", "everyone"),
    ],
    "priya.ramdin@lindehof.example": [
        ("teaches", "Koppelingen tussen systemen, wachtwoorden en passkeys", "everyone"),
        ("days", "office,home,office,home,office", "everyone"),
    ],
    "tess.vanvliet@lindehof.example": [
        ("wants", "Lastige telefoongesprekken rustig houden", "everyone"),
        ("how", "Meeluisteren, en daarna zelf proberen", "teams"),
    ],
}


def make_tellings() -> None:
    people = {person.email: person for person in Person.objects.filter(email__in=TOLD)}
    Telling.objects.bulk_create(
        (
            Telling(person=people[email], name=name, text=text, audience=audience)
            for email, told in TOLD.items()
            if email in people
            for name, text, audience in told
        ),
        ignore_conflicts=True,
    )
