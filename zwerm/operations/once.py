"""What a form sends twice (a double click, a browser that tries again) is kept once."""

from __future__ import annotations

from typing import TypeVar
from uuid import UUID, uuid5

from django.db import IntegrityError, models, transaction

Row = TypeVar("Row", bound=models.Model)


def key_in(text: str | None) -> UUID | None:
    """The key that a form carried; None when it carried none."""
    try:
        return UUID(text or "")
    except ValueError:
        return None


def keep_once(row: Row, key: UUID | None, *same: str) -> tuple[Row, bool]:
    """Insert `row`, which came from the form with this key; answers the row that stands now, and whether it is new.

    Its id is made of the key and the fields `same`. So the same words from the same form are one row, also when both come at once;
    other words (someone went back to a form that was sent already) or another person's are a row of their own.
    """
    if key is None:
        row.save(force_insert=True)
        return row, True
    row.pk = uuid5(key, "\0".join(str(getattr(row, name)) for name in same))
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        if found := type(row)._default_manager.filter(pk=row.pk).first():
            return found, False
        raise
    return row, True
