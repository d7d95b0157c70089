"""What is done once to every statement from before a change, while the product runs: a piece at a time, where the last one ended."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction

from zwerm.records.models import Cursor, Statement

# Between two times there is room for other work.
AT_A_TIME = 50


def go_through(name: str, piece: int, do: Callable[[int, int], None]) -> None:
    """Recurring. `do` is given after which statement and up to which, at most `piece` of them, in a transaction of its own: stopped anywhere, the next time
    goes on where this ended. It is over when the cursor `name` is gone.

    A piece holds SQLite's lock, so others wait for no more than that.
    """
    if Cursor.objects.filter(projection=name).exists():
        for _ in range(AT_A_TIME):
            if not _go_on(name, piece, do):
                return


@transaction.atomic
def _go_on(name: str, piece: int, do: Callable[[int, int], None]) -> bool:
    """One piece; whether there may be more."""
    cursor = Cursor.objects.select_for_update().filter(projection=name).first()
    if cursor is None:
        return False
    coming = Statement.objects.after(cursor.sequence).settled().values_list("sequence", flat=True)
    numbers = list(coming[:piece])
    if not numbers:
        cursor.delete()
        return False
    do(cursor.sequence, numbers[-1])
    cursor.sequence = numbers[-1]
    cursor.save(update_fields=["sequence", "moved"])
    return True
