"""Everything that is held of one person, in a zip for that person: to read, and for machines."""

from __future__ import annotations

import json
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.apps import apps
from django.core.files import File
from django.core.files.storage import default_storage
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.formats import date_format, number_format

from zwerm.operations.removing import remove_file, removing
from zwerm.people.actions.audit import write_down
from zwerm.people.models import AuditEntry, Person, PersonalCopy
from zwerm.people.registry import Going, Holding, Table, holdings, in_order, labels, namers

LASTS = timedelta(days=7)
MOST_SHOWN = 2000
AT_ONCE = 500


@transaction.atomic
def ask_copy(person: Person) -> tuple[PersonalCopy, bool]:
    """One at a time: while one is being made that one is answered. Also whether it is new."""
    Person.objects.select_for_update().get(pk=person.pk)
    making = PersonalCopy.objects.usable().filter(person=person, ready=None, failed=None).first()
    if making is not None:
        return making, False
    made = PersonalCopy.objects.create(person=person, expires=timezone.now() + LASTS, parts=len(holdings))
    write_down(person, AuditEntry.Act.COPIED, person)
    return made, True


def make_copy(copy: PersonalCopy) -> None:
    """Make the zip of a copy that was asked for, and put it on storage."""
    try:
        with tempfile.TemporaryFile() as file:
            for part in write_copy(copy.person, file):
                PersonalCopy.objects.filter(pk=copy.pk).update(part=part)
            size = file.tell()
            file.seek(0)
            remove_file(copy.path)
            default_storage.save(copy.path, File(file))
    except BaseException:
        PersonalCopy.objects.filter(pk=copy.pk).update(failed=timezone.now())
        raise
    PersonalCopy.objects.filter(pk=copy.pk).update(ready=timezone.now(), size=size)


def write_copy(person: Person, file: Any) -> Iterator[int]:
    """Write the zip into `file`; answers after each holding how many are done."""
    shown: list[dict[str, Any]] = []
    with (
        translation.override(person.language or translation.get_language()),
        timezone.override(person.zone),
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as archive,
    ):
        for done, holding in enumerate(in_order(holdings), start=1):
            shown.append(_write_holding(person, holding, archive))
            yield done
        context = {"person": person, "holdings": shown, "made": timezone.now(), "language": translation.get_language()}
        archive.writestr("index.html", render_to_string("people/privacy/copy.html", context))


def clear_copies() -> None:
    """Throw away copies whose days are over, file and all."""
    for copy in PersonalCopy.objects.filter(expires__lte=timezone.now()):
        with removing() as remove, transaction.atomic():
            remove(copy.path)
            copy.delete()


def forget_copies(going: Going) -> int:
    """Their files go when the erasure is complete."""
    paths = [copy.path for copy in PersonalCopy.objects.filter(person=going.person)]
    transaction.on_commit(lambda: _throw_away(paths))
    return 0


def _throw_away(paths: Iterable[str]) -> None:
    for path in paths:
        remove_file(path)


def _write_holding(person: Person, holding: Holding, archive: zipfile.ZipFile) -> dict[str, Any]:
    tables: dict[str, list[dict[str, Any]]] = {}
    shown = []
    for table in holding.tables:
        if not table.tells:
            continue
        rows = list(rows_of(person, table))
        tables.setdefault(table.model, []).extend(rows)
        if rows:
            read = [table.shows(row) for row in rows[:MOST_SHOWN]]
            heads = [labels[name] for name in read[0]]
            shown.append({"heads": heads, "rows": [_readable(row) for row in read], "more": rows[MOST_SHOWN:]})
    if lines := [dict(line) for line in holding.lines(person)]:
        heads = [labels[name] for name in lines[0]]
        shown.append(
            {"heads": heads, "rows": [_readable(row) for row in lines[:MOST_SHOWN]], "more": lines[MOST_SHOWN:]}
        )
    told = {"holding": holding.name, "tables": tables, "lines": lines}
    archive.writestr(f"data/{holding.name}.json", json.dumps(told, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1))
    files = [name for name, path in holding.files(person) if _write_file(archive, f"files/{name}", path)]
    for name, content in holding.contents(person):
        archive.writestr(f"files/{name}", content)
        files.append(name)
    return {"holding": holding, "tables": shown, "files": files, "json": f"data/{holding.name}.json"}


def _write_file(archive: zipfile.ZipFile, name: str, path: str) -> bool:
    if not default_storage.exists(path):
        return False
    with default_storage.open(path) as source, archive.open(name, "w", force_zip64=True) as target:
        while piece := source.read(256 * 1024):
            target.write(piece)
    return True


def rows_of(person: Person, table: Table) -> Iterator[dict[str, Any]]:
    """The rows that are theirs, as plain values. What a row points at is named only where they may see that."""
    model = apps.get_model(table.model)
    rows: QuerySet[Any] = table.rows(person) if table.rows else QuerySet(model).filter(**{table.person: person.pk})
    fields = {path: _field(model, path) for path in table.tells}
    plain = list(rows.order_by("pk").distinct().values(*table.tells)) if table.tells else []
    for start in range(0, len(plain), AT_ONCE):
        some = plain[start : start + AT_ONCE]
        for path, field in fields.items():
            _name(person, field, path, some)
        table.finish(person, some)
        yield from some


def _field(model: type[models.Model], path: str) -> models.Field[Any, Any]:
    *way, last = path.split("__")
    for step in way:
        model = model._meta.get_field(step).related_model  # type: ignore[assignment]
    return model._meta.get_field(last)  # type: ignore[return-value]


def _name(person: Person, field: models.Field[Any, Any], path: str, rows: list[dict[str, Any]]) -> None:
    target = field.related_model
    if isinstance(target, type) and issubclass(target, models.Model):
        names = _names(person, target, {row[path] for row in rows if row[path] is not None})
        left = translation.gettext("Someone who left") if target is Person else ""
        for row in rows:
            if row[path] is not None:
                row[path] = {"id": str(row[path]), "name": names.get(row[path], left)}
    elif field.choices:
        for row in rows:
            row[path] = {"id": row[path], "name": str(dict(field.flatchoices).get(row[path], row[path]))}


def _names(person: Person, target: type[models.Model], keys: Iterable[Any]) -> Mapping[Any, str]:
    if name := namers.get(target._meta.label):
        return name(person, keys)
    manager: Any = target._default_manager
    if target is Person:
        seen = Person.objects.colleagues()
    elif hasattr(manager, "visible_to"):
        seen = manager.visible_to(person)
    else:
        return {}
    return {one.pk: str(one) for one in seen.filter(pk__in=list(keys))}


def _unnamed(key: Any) -> str:
    """What they may not see, or no longer, has no name for them; a number of ours says nothing to anyone."""
    try:
        UUID(str(key))
    except ValueError:
        return str(key)
    return translation.gettext("something that you do not see")


def _readable(row: dict[str, Any]) -> list[str]:
    return [_words(value) for value in row.values()]


def _words(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return translation.gettext("yes") if value else translation.gettext("no")
        case datetime():
            return date_format(timezone.localtime(value), "SHORT_DATETIME_FORMAT")
        case date():
            return date_format(value, "SHORT_DATE_FORMAT")
        case {"id": key, "name": name}:
            return str(name or _unnamed(key))
        case float():
            return number_format(int(value) if value.is_integer() else round(value, 2))
        case [*parts] if all(isinstance(part, str) for part in parts):
            return "\n".join(parts)
        case dict() | list():
            return json.dumps(value, ensure_ascii=False, cls=DjangoJSONEncoder)
    return str(value)
