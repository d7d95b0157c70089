"""The world that every test shares is made in one go; here by the actions that people use."""

from __future__ import annotations

from django.contrib.sessions.models import Session
from django.test import Client

from zwerm.people.actions import add_person, give_duty, join_space, open_community, open_organisation, open_team
from zwerm.people.models import Duty, Membership, Person, Space, Team
from zwerm.people.tests.world import World, build_world

FRESH = {"id", "made", "joined", "since", "given"}


def by_actions() -> None:
    open_organisation("Lindehof", "lindehof")
    team = open_team("Emergency department", "seh")
    community = open_community("Fall prevention", "valpreventie")
    closed = open_community("Works council", "or", open=False)
    fatima = add_person("fatima@lindehof.example", "Fatima El Amrani", password="correct horse battery")
    kees = add_person("kees@lindehof.example", "Kees Mulder")
    sanne = add_person("sanne@lindehof.example", "Sanne de Vries")
    priya = add_person("priya@lindehof.example", "Priya Ramdin")
    tom = add_person("tom@lindehof.example", "Tom Verbeek")
    add_person("otto@lindehof.example", "Otto Outsider")
    gone = add_person("gone@lindehof.example", "Gonny Gone")
    gone.is_active = False
    gone.save(update_fields=["is_active"])
    for person in (fatima, kees):
        join_space(person, team.space)
        join_space(person, closed)
    join_space(sanne, team.space, Membership.Role.LEAD)
    join_space(fatima, community, Membership.Role.STEWARD)
    join_space(gone, closed)
    give_duty(priya, "admin")
    give_duty(tom, "ld")


def everything() -> list[str]:
    """Each row in words: another by its name, without what is new each time."""
    rows = []
    for model in (Space, Team, Person, Membership, Duty):
        for one in model.objects.all():
            told = {field.name: getattr(one, field.name) for field in model._meta.fields if field.name not in FRESH}
            if isinstance(one, Person):
                told["password"] = one.has_usable_password() and one.check_password("correct horse battery")
            text = f"{model.__name__} { {name: str(value) for name, value in told.items()} }"
            for person in Person.objects.all():
                text = text.replace(person.pk.hex, person.email)
            rows.append(text)
    return sorted(rows)


def test_the_world_is_what_the_actions_make(db: None) -> None:
    build_world()
    at_once = everything()
    for model in (Duty, Membership, Team, Space, Person):
        model.objects.all().delete()
    by_actions()
    assert everything() == at_once
    assert len(at_once) == 11 + 1 + 7 + 14 + 2


def test_each_of_the_world_is_who_their_name_says(world: World) -> None:
    for name in ("fatima", "kees", "sanne", "priya", "tom", "otto", "gone"):
        assert Person.objects.get(email=f"{name}@lindehof.example") == getattr(world, name)


def test_signing_in_leaves_what_django_leaves(world: World) -> None:
    def left(client: Client) -> dict[str, object]:
        session = client.session
        kept = Session.objects.get(pk=session.session_key)
        assert kept.get_decoded() == dict(session)
        signed_in = Person.objects.get(email=world.fatima.email).last_login
        Person.objects.update(last_login=None)
        at_that_moment = {name: type(value) for name, value in session.items() if isinstance(value, float)}
        return {**session, **at_that_moment, "last_login": type(signed_in)}

    ours = left(world.client(world.fatima))
    forced = Client()
    forced.force_login(world.fatima)
    assert ours == left(forced)
    assert Session.objects.count() == 2


def test_who_has_no_password_just_showed_who_they_are(world: World) -> None:
    asks_again = "/account/security/webauthn/add/"
    assert world.client(world.kees).get(asks_again).status_code == 200
    forced = Client()
    forced.force_login(world.kees)
    assert forced.get(asks_again).status_code == 302
