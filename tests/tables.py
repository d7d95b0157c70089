"""The tables of a test database on PostgreSQL."""

from __future__ import annotations

from itertools import count

from django.db import connection

# A turn takes PostgreSQL two thirds of a second; passing by what one test left, a twelfth of a thousandth in each test after it.
SO_MANY_TESTS = 120
_tests = count(1)


def is_their_turn() -> bool:
    """Asked once for each test that may have left something."""
    return next(_tests) % SO_MANY_TESTS == 0


def empty_tables_anew() -> None:
    """What tests took back stays in the files of a table, and every look passes it: those that are empty begin anew.

    Cleaning up would count them as empty as well, and plan every query of the next tests for that.
    """
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        looks = " UNION ALL ".join(f"(SELECT '{name}' WHERE NOT EXISTS (SELECT FROM \"{name}\"))" for name in tables)  # noqa: S608
        cursor.execute(looks)
        if empty := [f'"{name}"' for (name,) in cursor.fetchall()]:
            cursor.execute(f"TRUNCATE {', '.join(empty)}")
