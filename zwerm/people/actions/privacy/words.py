"""A person's name, address and id in the words that anything here holds."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Q, QuerySet
from django.db.models.functions import Cast

from zwerm.operations.appending import Log
from zwerm.people.models import Person
from zwerm.people.registry import words_followers
from zwerm.people.rules.standing_in import Forgetter

# The person's own row goes last and whole; sessions are sealed, and ended. What is only appended to is its module's own to change.
_LEFT_ALONE = {"people.Person", "sessions.Session", "contenttypes.ContentType", "auth.Permission"}


def forgetter_of(person: Person) -> Forgetter:
    """A name of one word, or one that a colleague has too, does not tell who is meant: then only links and addresses do."""
    namesake = Person.objects.filter(name__iexact=person.name).exclude(pk=person.pk).exists()
    name = person.name if len(person.name.split()) > 1 and not namesake else ""
    return Forgetter(person.pk, person.email, name, settings.LANGUAGE_CODE[:2])


def columns_of(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    """Those that hold words."""
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField | models.JSONField) and not field.choices
    ]


def rows_with(model: type[models.Model], field: models.Field[Any, Any], forgetter: Forgetter) -> QuerySet[Any]:
    """Rows in which one of the needles stands; in JSON also as it is written there."""
    found = Q()
    for needle in forgetter.needles:
        for form in {needle, json.dumps(needle)[1:-1]}:
            found |= Q(as_words__icontains=form)
    rows: QuerySet[Any] = QuerySet(model)
    told: QuerySet[Any] = rows.annotate(as_words=Cast(field.name, models.TextField())).filter(found)
    return told


def forget_words(forgetter: Forgetter) -> Counter[str]:
    """Take them out of every text; answers in how many rows of which table. Inside a transaction."""
    changed: Counter[str] = Counter()
    for model in searched_models():
        keys = {key for field in columns_of(model) for key in _forget_in_column(model, field, forgetter)}
        if keys:
            changed[model._meta.label] = len(keys)
            for tell in words_followers.get(model._meta.label, ()):
                tell(keys)
    return changed


def searched_models() -> Iterator[type[models.Model]]:
    for model in apps.get_models():
        if model._meta.label not in _LEFT_ALONE and not issubclass(model, Log):
            yield model


def _forget_in_column(model: type[models.Model], field: models.Field[Any, Any], forgetter: Forgetter) -> Iterator[Any]:
    if field.primary_key or field.unique:
        return
    rows: QuerySet[Any] = QuerySet(model)
    for key, value in list(rows_with(model, field, forgetter).values_list("pk", field.name)):
        forgotten = forgetter.forget_in(value)
        if forgotten != value:
            rows.filter(pk=key).update(**{field.name: forgotten})
            yield key
