"""A person of whom something stands in every table that is declared as theirs.

Rows are made from the models themselves, so that a module that declares a table is in the tests of erasing and of copies from that
moment. `OF_THEIR_OWN` tells only what a model cannot: constraints between fields.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import count
from typing import Any
from uuid import uuid4

from django.apps import apps
from django.db import models

from zwerm.library.actions import keep_item
from zwerm.library.models import Item
from zwerm.people.actions import add_person
from zwerm.people.models import Person, Space
from zwerm.people.registry import Table, holdings
from zwerm.questions.models import Question
from zwerm.records.actions.record import canonical
from zwerm.skills.models import Skill

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
numbers = count(1)
PLAIN: dict[type[models.Field[Any, Any]], Any] = {
    models.UUIDField: uuid4,
    models.DateTimeField: lambda: NOW,
    models.DateField: lambda: date(2026, 3, 2),
    models.BooleanField: lambda: False,
    models.IntegerField: lambda: next(numbers) % 30_000,
    models.FloatField: lambda: 1.0,
    models.BinaryField: lambda: b"",
    models.GenericIPAddressField: lambda: "192.0.2.1",
}
OF_THEIR_OWN: dict[str, dict[str, Any]] = {
    "skills.Skill": {"kind": "skill", "uri": ""},
    "practice.Keep": {"stage": 1},
    "practice.Review": {"stage": 1, "rating": 3},
    "practice.Rhythm": {"days_off": "56"},
    "notices.Wishes": {"off": "56"},
    "people.Space": {"kind": "community", "open": True},
    "mfa.Authenticator": {"type": "webauthn", "data": {}},
    "courses.Block": {"kind": "reflection", "content": {"prompt": "?"}},
}
# About one of several kinds of things: this one.
ABOUT_ONE: dict[str, tuple[str, type[models.Model]]] = {
    "library.Following": ("item", Item),
    "questions.Vote": ("question", Question),
    "skills.Consent": ("skill", Skill),
}


def everything_of(person: Person, *, plants: str) -> None:
    """One row in each declared table, with `plants` wherever it holds free words."""
    for holding in holdings.values():
        for table in holding.tables:
            if table.model != "people.Person" and not theirs(table, person).exists():
                make(table, person, plants)


def theirs(table: Table, person: Person) -> models.QuerySet[Any]:
    return models.QuerySet(apps.get_model(table.model)).filter(**{table.person: person.pk})


def make(table: Table, person: Person, plants: str) -> models.Model:
    model = apps.get_model(table.model)
    first, _, rest = table.person.partition("__")
    whose: models.Model = person
    if rest:
        parent = model._meta.get_field(first).related_model
        assert isinstance(parent, type)
        own = Table(parent._meta.label, rest, table.fate)
        found = theirs(own, person).first()
        whose = found or make(own, person, plants)
    return row(model, plants, **{first: whose})


def row(model: type[models.Model], plants: str, **given: Any) -> models.Model:
    if model is Item:
        return _item(plants, **given)
    values = {**OF_THEIR_OWN.get(model._meta.label, {}), **given}
    if model._meta.label == "library.Likeness":
        values |= {"first": row(Item, plants), "second": row(Item, plants)}
    if model._meta.label == "courses.Assignment" and "person" not in given:
        withdrawn = NOW if "withdrawn_by" in given else None
        values |= {"space": Space.objects.get(kind=Space.Kind.ORGANISATION), "withdrawn": withdrawn}
    if model._meta.label == "library.Aside":
        values["back"] = NOW if "back_by" in given else None
    if model._meta.label == "records.Statement":
        values |= {
            "verb": "opened",
            "verb_iri": "https://example.org/opened",
            "object_type": "",
            "object_iri": "urn:uuid:1",
        }
        values["json"] = canonical({"actor": {"name": plants}, "object": {"definition": {"name": {"nl": plants}}}})
    if about := ABOUT_ONE.get(model._meta.label):
        values[about[0]] = models.QuerySet(about[1]).first() or row(about[1], plants)
    for field in model._meta.concrete_fields:
        if field.name not in values and not (field.primary_key and field.has_default()):
            if isinstance(field, models.AutoField):
                continue
            values[field.name] = _value(field, plants)
    made = model(**values)
    models.QuerySet(model).bulk_create([made])
    return made


def _item(plants: str, **given: Any) -> Item:
    """An item is made together with its first version."""
    by = Person.objects.colleagues().exclude(pk__in=[one.pk for one in given.values()]).first()
    assert by is not None
    space = Space.objects.get(kind=Space.Kind.ORGANISATION)
    item = keep_item(by, space, "page", plants, f"{plants}\n\nZandzakken en watermeters.", language="nl")
    Item.objects.filter(pk=item.pk).update(**given)
    return item


def _value(field: models.Field[Any, Any], plants: str) -> Any:
    if isinstance(field, models.ForeignKey):
        return _target(field, plants)
    words = isinstance(field, models.CharField | models.TextField | models.JSONField)
    if not words and (field.null or field.has_default()):
        return None if field.null else field.get_default()
    if field.choices:
        return field.flatchoices[0][0]
    for kind, make_value in PLAIN.items():
        if isinstance(field, kind):
            return make_value()
    if isinstance(field, models.JSONField):
        return {"said": plants} if field.default is dict else [{"said": plants}]
    return _words(field, plants)


def _target(field: models.ForeignKey[Any, Any], plants: str) -> models.Model | None:
    target = field.related_model
    if field.null or not isinstance(target, type):
        return None
    if target is Person:
        number = next(numbers)
        return add_person(f"other{number}@lindehof.example", f"Collega {number}")
    return (None if field.unique else models.QuerySet(target).first()) or row(target, plants)


def _words(field: models.Field[Any, Any], plants: str) -> str:
    if isinstance(field, models.EmailField):
        return f"other{next(numbers)}@lindehof.example"
    if isinstance(field, models.SlugField) or field.unique:
        return f"thing-{next(numbers)}"
    length = field.max_length or 10_000
    return plants if len(plants) <= length else f"x{next(numbers)}"[:length]
