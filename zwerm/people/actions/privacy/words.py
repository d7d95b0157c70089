"""A person's name, address and id in the words that anything here holds."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import reduce
from itertools import count
from operator import and_, or_
from typing import Any

from allauth.account.models import EmailAddress
from django.apps import apps
from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Cast, Lower

from zwerm.operations.appending import Log
from zwerm.operations.rows import answered
from zwerm.people.models import FormerAddress, Person
from zwerm.people.models.sought import Sought
from zwerm.people.registry import words_followers
from zwerm.people.rules.standing_in import FILL, Forgetter, first_name, stands_alone

MOST_ALIKE = 1000
# As an erasure has it (registry.Going).
There = Mapping[str, Q]
# Sessions are sealed, and ended. What is only appended to is its module's own to change.
_LINE_END_IN_JSON = re.compile(r"\\[nrt]")
_LEFT_ALONE = {"sessions.Session", "contenttypes.ContentType", "auth.Permission"}
# A colleague may have a longer name or address in which this one stands: that is who they are, and not about who goes.
_OF_COLLEAGUES = {
    ("people.Person", "name"),
    ("people.Person", "email"),
    ("account.EmailAddress", "email"),
    ("people.FormerAddress", "email"),
}


def forgetter_of(person: Person) -> Forgetter:
    """A name of one word, or one that a colleague has too, does not tell who is meant: then only links and addresses do."""
    namesake = Person.objects.filter(name__iexact=person.name).exclude(pk=person.pk).exists()
    name = person.name if len(person.name.split()) > 1 and not namesake else ""
    return Forgetter(person.pk, addresses_of(person), name, settings.LANGUAGE_CODE[:2])


def addresses_of(person: Person) -> list[str]:
    """The one that they have, and those that they had and that are of no colleague now."""
    before = {*FormerAddress.objects.filter(person=person).values_list("email", flat=True)}
    before |= {*EmailAddress.objects.filter(user=person).values_list("email", flat=True)}
    others = Person.objects.exclude(pk=person.pk).annotate(address=Lower("email"))
    taken = others.filter(address__in={one.lower() for one in before}).values_list("address", flat=True)
    return [person.email, *sorted({one.lower() for one in before} - {*taken, person.email.lower()})]


def columns_of(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    """Those that hold words."""
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField | models.JSONField)
        and not field.choices
        and not isinstance(field, Sought)
        and (model._meta.label, field.name) not in _OF_COLLEAGUES
    ]


def may_stand_in(column: str, forgetter: Forgetter) -> Q:
    """Rows worth a look: `forgetter` tells whether they do."""
    return reduce(or_, (reduce(and_, (_word_in(column, word) for word in clue)) for clue in forgetter.clues))


def _word_in(column: str, word: str) -> Q:
    """In any case, and as JSON has it: SQLite takes only letters of ASCII for the same in another case."""
    cases = {word} if word.isascii() else {word, word.lower(), word.upper(), word.title()}
    forms = {form for case in cases for form in (case, json.dumps(case)[1:-1])}
    return reduce(or_, (Q(**{f"{column}__icontains": form}) for form in sorted(forms)))


def rows_with(
    model: type[models.Model], field: models.Field[Any, Any], forgetter: Forgetter, there: There
) -> QuerySet[Any]:
    rows: QuerySet[Any] = QuerySet(model).filter(there.get(model._meta.label, Q()))
    told = rows.annotate(as_words=Cast(field.name, models.TextField()))
    found: QuerySet[Any] = told.filter(may_stand_in("as_words", forgetter))
    return found


def forget_words(forgetter: Forgetter, there: There) -> dict[str, set[Any]]:
    """Take them out of every text; answers the rows of each table in which they stood. Inside a transaction."""
    changed: dict[str, set[Any]] = {}
    for model in searched_models():
        keys = {key for field in columns_of(model) for key in _forget_in_column(model, field, forgetter, there)}
        if keys:
            changed[model._meta.label] = keys
            for tell in words_followers.get(model._meta.label, ()):
                tell(keys)
    return changed


def first_names_left(name: str) -> Counter[str]:
    """In how many rows of which table a first name still stands, of this person or of another who is called so. Also in what is only appended to."""
    left: Counter[str] = Counter()
    word = first_name(name)
    if not word:
        return left
    pattern = stands_alone(word)
    for model in _with_words():
        keys = {key for field in columns_of(model) for key in _rows_with_word(model, field, word, pattern)}
        if keys:
            left[model._meta.label] = len(keys)
    return left


def _rows_with_word(
    model: type[models.Model], field: models.Field[Any, Any], word: str, pattern: re.Pattern[str]
) -> Iterator[Any]:
    rows: QuerySet[Any] = QuerySet(model)
    told = rows.annotate(as_words=Cast(field.name, models.TextField())).filter(_word_in("as_words", word))
    for key, value in told.values_list("pk", field.name).iterator():
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        # In JSON a line ends with a letter.
        if pattern.search(_LINE_END_IN_JSON.sub(" ", text)):
            yield key


def searched_models() -> Iterator[type[models.Model]]:
    return (model for model in _with_words() if not issubclass(model, Log))


def _with_words() -> Iterator[type[models.Model]]:
    return filled(model for model in apps.get_models() if model._meta.label not in _LEFT_ALONE)


def filled(tables: Iterable[type[models.Model]]) -> Iterator[type[models.Model]]:
    """Those that hold anything, each asked when it is its turn: looking for somebody in every column of one asks much more.

    There are so many that putting the question together would take ten times as long as its answer.
    """
    return (model for model in tables if answered(f"SELECT 1 FROM {model._meta.db_table} LIMIT 1", []))  # noqa: S608  names of ours alone


def _forget_in_column(
    model: type[models.Model], field: models.Field[Any, Any], forgetter: Forgetter, there: There
) -> Iterator[Any]:
    if field.primary_key:
        return
    rows: QuerySet[Any] = QuerySet(model)
    for key, value in list(rows_with(model, field, forgetter, there).values_list("pk", field.name)):
        forgotten = forgetter.forget_in(value)
        if forgotten != value:
            _write(rows.filter(pk=key), field, forgotten)
            yield key


def _write(row: QuerySet[Any], field: models.Field[Any, Any], forgotten: object) -> None:
    """With a number after it where something else is called so already."""
    for number in count(1):
        told = forgotten
        if number > 1:
            told = f"{str(forgotten)[: (field.max_length or 1_000_000) - 5].rstrip(FILL)} {number}"
        try:
            with transaction.atomic():
                row.update(**{field.name: told})
        except IntegrityError:
            if not isinstance(forgotten, str) or number == MOST_ALIKE:
                raise
        else:
            return


def follow_people(keys: Collection[Any]) -> None:
    """What colleagues are found by follows what they tell."""
    for person in Person.objects.filter(pk__in=keys):
        person.save(update_fields=["function"])
