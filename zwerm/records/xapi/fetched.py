"""What the page of another store holds, before any of it is known to be a statement."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_noop as _

from zwerm.records.rules import values
from zwerm.records.rules.identity import key_of
from zwerm.records.rules.typed import VOIDED
from zwerm.records.rules.values import moment_of
from zwerm.records.xapi.asked import MOST_DEEP, is_too_deep

_UUID = re.compile(values.UUID)


def moments(statements: Sequence[Any]) -> Iterator[datetime]:
    """When they were stored there. One that says a day to come, or none, does not tell how far we are."""
    latest = datetime.now(UTC) + timedelta(days=1)
    for one in statements:
        try:
            moment = moment_of(one["stored"])
        except (ValueError, KeyError, TypeError, AttributeError, OverflowError):
            continue
        if moment < latest:
            yield moment


def oddity(one: Any) -> str:
    """Why this cannot even be looked at; "" where it can."""
    if is_too_deep(one):
        return f"nested deeper than {MOST_DEEP} levels"
    if not isinstance(one, dict):
        return _("it is no statement")
    if not _has_id(one):
        return f"{_('it has no id that is one')}: {one.get('id')}"
    return ""


def _has_id(one: dict[str, Any]) -> bool:
    return isinstance(one.get("id"), str) and bool(_UUID.fullmatch(one["id"]))


def noted_as(one: Any) -> UUID:
    """Its id; where it has none a hash of what it says, so that it is noted once however often it comes."""
    if not isinstance(one, dict):
        return key_of("no statement")
    return UUID(one["id"]) if _has_id(one) else key_of("statement", str(one.get("stored")), str(one.get("id")))


def taken_back_by(one: Any) -> UUID | None:
    """Which statement this takes back, as far as it says so in a way that can be meant."""
    if not isinstance(one, dict) or not isinstance(one.get("verb"), dict) or one["verb"].get("id") != VOIDED:
        return None
    about = one.get("object")
    return UUID(about["id"]) if isinstance(about, dict) and _has_id(about) else None
