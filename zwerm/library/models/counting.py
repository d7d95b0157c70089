"""How many rows belong to another one, as one more column of a query."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, QuerySet, Subquery
from django.db.models.functions import Coalesce


def count_of(rows: QuerySet[Any], of: str) -> Any:
    """How many of `rows`, which name that other one with an OuterRef on `of`; 0 of none."""
    return Coalesce(Subquery(rows.order_by().values(of).annotate(number=Count("pk")).values("number")), 0)
