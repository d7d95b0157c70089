from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.views.decorators.http import require_safe

from zwerm.people.actions import kept_words
from zwerm.people.registry import Fate, Holding, holdings, in_order


@dataclass(frozen=True)
class Told:
    """One holding as the page tells it; `fate` is what its tables say, whatever the words do."""

    holding: Holding
    kept: str | Promise
    fate: str


def told_holdings() -> list[Told]:
    told = []
    for holding in in_order(holdings):
        fates = {table.fate for table in holding.tables}
        fate = "some" if len(fates) > 1 else "all" if fates == {Fate.REMOVED} else "none"
        told.append(Told(holding, holding.kept() if callable(holding.kept) else holding.kept, fate))
    return told


@require_safe
def recorded(request: HttpRequest) -> HttpResponse:
    """What Zwerm records of people, made of what the modules declare: for every colleague to read."""
    given = {"told": told_holdings(), "backups": kept_words("backups")}
    return render(request, "people/privacy/recorded.html", given)
