from __future__ import annotations

from datetime import UTC, datetime
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zwerm.people.models import Person
from zwerm.practice.actions import due
from zwerm.ui.rules import keeps_offline

# About half an hour; a device keeps them all.
MOST = 60


@keeps_offline
def away(request: HttpRequest) -> HttpResponse:
    """Today's cards all on one page, for a device to practise with when there is no connection."""
    person, now = cast("Person", request.user), datetime.now(UTC)
    cards = [keep.card for keep in due(person, now=now, limit=MOST)]
    return render(request, "practice/away.html", {"here": "learn", "cards": cards, "made": int(now.timestamp() * 1000)})
