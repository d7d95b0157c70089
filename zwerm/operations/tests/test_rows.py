"""Asking past Django's cursor: what that does for a connection is done here too."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import close_old_connections, connection, transaction

from zwerm.operations.models import Turn
from zwerm.operations.rows import answered, change


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="SQLite has no server that starts anew")
def test_a_connection_that_the_database_closed_since_the_last_request_is_made_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    [(gone,)] = answered("SELECT pg_backend_pid()", [])
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [gone])
    other.close()
    close_old_connections()  # as at the beginning of each request
    [(now,)] = answered("SELECT pg_backend_pid()", [])
    assert now != gone
    close_old_connections()
    # Whether it still works is seen by what is asked, and not asked besides.
    monkeypatch.setattr(connection, "is_usable", pytest.fail)
    assert answered("SELECT pg_backend_pid()", []) == [(now,)]
    with transaction.atomic():
        assert answered("SELECT pg_backend_pid()", []) == [(now,)]


@pytest.mark.django_db
def test_rows_change_by_their_key_and_one_that_is_gone_stays_so() -> None:
    for name in ("one", "two"):
        Turn.objects.create(name=name, taken=datetime.now(UTC))
    change(Turn, ("name", "holder"), [("one", "An"), ("three", "Bo")])
    change(Turn, ("name", "holder"), [])
    assert dict(Turn.objects.filter(name__in=["one", "two", "three"]).values_list("name", "holder")) == {
        "one": "An",
        "two": "",
    }
