"""What people show on pages that are not their own."""

from __future__ import annotations

from typing import Any, cast

from django.db.models import Exists, OuterRef, Subquery
from django.http import HttpRequest
from django.utils.translation import get_language

from zwerm.people.forms.telling import days_told
from zwerm.people.models import Erasure, Handed, Leaving, Person, SignInProvider, Space, Telling
from zwerm.people.registry import beginning_of, belongings, has_sign
from zwerm.people.ways import has_no_way_in

FACES = 6
MOST_HANDED = 100
# With fewer, an organisation has only just begun.
MANY_PEOPLE = 6


def members_of(request: HttpRequest, space: Space) -> dict[str, Any] | None:
    """Who is in the team or community whose knowledge is read."""
    if not Space.objects.together().filter(pk=space.pk).exists():
        return None
    person = cast("Person", request.user)
    found = Person.objects.colleagues().filter(memberships__space=space)
    return {
        "space": space,
        "some": found[:FACES],
        "members": found.count(),
        "mine": person.memberships.filter(space=space).exists(),
        "joinable": Space.objects.joinable_by(person).filter(pk=space.pk).exists(),
    }


def no_way_in(request: HttpRequest) -> dict[str, Any] | None:
    """For who could not come in again: they hear it before they are out."""
    return {} if has_no_way_in(cast("Person", request.user)) else None


def not_erased(request: HttpRequest) -> dict[str, Any] | None:
    """For administrators: whom Zwerm could not erase when it was time. It is tried again each hour."""
    if not getattr(request.user, "is_admin", False):
        return None
    found = list(Erasure.objects.failing().select_related("person"))
    return {"erasures": found} if found else None


def invite_to_begin(request: HttpRequest) -> dict[str, Any] | None:
    """For administrators with nothing else on Today, as long as there are few people here."""
    if not getattr(request.user, "is_admin", False):
        return None
    return None if beginning_of(cast("Person", request.user))["many-people"] else {}


def many_people(person: Person) -> Subquery:
    return Subquery(Person.objects.listed().order_by().values("pk")[MANY_PEOPLE - 1 : MANY_PEOPLE])


def others(person: Person) -> Exists:
    return Exists(Person.objects.listed().exclude(pk=person.pk))


def looks_after(person: Person) -> Exists:
    """Whether they look after a space that others read."""
    return Exists(Space.objects.managed_by(person))


def handed(request: HttpRequest) -> dict[str, Any] | None:
    """What someone looks after from now on, until they have read it. Whether there is any was read with the person."""
    if not getattr(request.user, "was_handed", False):
        return None
    found = list(Handed.objects.filter(to=cast("Person", request.user)).select_related("of")[:MOST_HANDED])
    for one in found:
        one.__dict__["label"] = belongings[one.kind].label if one.kind in belongings else ""
        one.__dict__["more"] = one.number - len(one.things)
    return {"handed": found} if found else None


def leaves() -> Exists:
    """Whether somebody leaves, told with the person."""
    return Exists(Leaving.objects.filter(person=OuterRef("pk")))


def leaving_of(request: HttpRequest) -> dict[str, Any] | None:
    """For who leaves: the way to what goes with them."""
    return {"person": request.user} if has_sign(request.user, "leaving") else None


def providers_to_sign_in_with(request: HttpRequest) -> dict[str, Any] | None:
    found = list(SignInProvider.objects.filter(enabled=True))
    return {"providers": found} if found else None


def telling_of_it(request: HttpRequest, query: str, nobody: bool) -> dict[str, Any] | None:
    """On the page on which people are looked for: who says it of themselves, as far as the reader is meant."""
    reader = request.user
    if not query or not isinstance(reader, Person):
        return None
    found: dict[Person, list[Telling]] = {}
    for telling in Telling.objects.visible_to(reader).about(query, get_language()):
        found.setdefault(telling.person, []).append(telling)
    return {"found": list(found.items())} if found else None


def tellings_of(request: HttpRequest, person: Person, reader: Person) -> dict[str, Any] | None:
    """What a colleague tells, as far as the reader is meant."""
    found = {telling.name: telling for telling in Telling.objects.visible_to(reader).filter(person=person)}
    shown = [found[name] for name in Telling.Name.values if name in found and name != Telling.Name.WROTE]
    for telling in shown:
        telling.__dict__["days"] = days_told(telling.text) if telling.name == Telling.Name.DAYS else []
    return {"tellings": shown, "mine": person == reader} if shown else None
