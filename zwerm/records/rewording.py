"""Migrations that take out of statements what should not have stood there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from django.db.models import QuerySet

AT_ONCE = 500
Names = Mapping[str, Mapping[str, str]]


def reword(apps: Any, rows: QuerySet[Any], names: Names) -> None:
    """In these statements of Zwerm itself, what they are about and what that belongs to is called by its type, as `names` tells.

    Within the migration's transaction: while it lasts, a row of records_forgetting says that words may change.
    """
    using = rows.db
    # Without the manager that refuses every change.
    plain: QuerySet[Any] = QuerySet(rows.model, using=using)
    pause = apps.get_model("records", "Forgetting").objects.using(using).create()
    after = 0
    while some := list(rows.filter(sequence__gt=after, credential=None).order_by("sequence")[:AT_ONCE]):
        after = some[-1].sequence
        for one in some:
            one.json = _reworded(one.json, names)
        plain.bulk_update(some, ["json"])
    pause.delete(using=using)


def _reworded(text: str, names: Names) -> str:
    told = msgspec.json.decode(text)
    parents = told.get("context", {}).get("contextActivities", {}).get("parent") or []
    for thing in (told["object"], *parents):
        definition = thing.get("definition", {})
        if name := names.get(definition.get("type", "")):
            definition["name"] = dict(name)
    return msgspec.json.encode(told, order="sorted").decode()
