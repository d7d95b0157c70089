"""Asking past Django's cursor: what that does for a connection is done here too."""

from __future__ import annotations

import pytest
from django.db import close_old_connections, connection

from zwerm.operations.rows import answered


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="SQLite has no server that starts anew")
def test_a_connection_that_the_database_closed_since_the_last_request_is_made_anew() -> None:
    [(gone,)] = answered("SELECT pg_backend_pid()", [])
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [gone])
    other.close()
    close_old_connections()  # as at the beginning of each request
    assert answered("SELECT pg_backend_pid()", []) != [(gone,)]
