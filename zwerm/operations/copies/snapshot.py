from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connections, transaction

from zwerm.operations.holding import sharing_meanwhile
from zwerm.operations.traces import NEW_FILES


@contextmanager
def snapshot(alias: str) -> Iterator[None]:
    """Everything read inside is of one moment, while others go on writing."""
    connection: Any = connections[alias]
    if connection.vendor == "sqlite":
        # As everywhere else it would take the one right to write, and keep everyone waiting.
        before = connection.transaction_mode
        connection.transaction_mode = "DEFERRED"
        try:
            with transaction.atomic(using=alias), connection.cursor() as cursor:
                cursor.execute("SELECT count(*) FROM django_migrations")  # the moment is that of the first reading
                yield
        finally:
            connection.transaction_mode = before
        return
    # What is written into a new file meanwhile, who reads of an earlier moment finds empty.
    with sharing_meanwhile(NEW_FILES, alias), transaction.atomic(using=alias):
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield
