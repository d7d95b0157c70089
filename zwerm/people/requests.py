"""The request as it reaches a page behind the sign-in: its user is a Person."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import wraps
from itertools import islice
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from zwerm.people.actions import Shortened
from zwerm.people.models import Person
from zwerm.people.rules.sheet import write_sheet

View = Callable[..., HttpResponseBase]


class PersonRequest(HttpRequest):
    user: Person


def id_in(text: str) -> UUID | None:
    """The id that a form or an address tells; None when it is none."""
    try:
        return UUID(text)
    except ValueError:
        return None


def ids_in(texts: Iterable[str], most: int = 50) -> set[UUID]:
    """The ids among the first of these texts; what is none is left out."""
    return {id for text in islice(texts, most) if (id := id_in(text))}


def _for_who(may: str, view: View) -> View:
    """`may`: the property of a person that says so. To anyone else there is no such page."""

    @wraps(view)
    def asked(request: HttpRequest, *given: Any, **named: Any) -> HttpResponseBase:
        if not getattr(request.user, may, False):
            raise Http404
        return view(request, *given, **named)

    return asked


def for_admins(view: View) -> View:
    return _for_who("is_admin", view)


def for_learning(view: View) -> View:
    """For who cares for learning in the whole organisation."""
    return _for_who("cares_for_learning", view)


def as_sheet(header: Iterable[str], rows: Iterable[Iterable[str]]) -> HttpResponse:
    """A report as a file that spreadsheets open."""
    response = HttpResponse(write_sheet(header, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="report.csv"'
    return response


def is_sure(request: HttpRequest) -> bool:
    return request.POST.get("sure") == "yes"


def ask_if_sure(
    request: HttpRequest, going: Sequence[Shortened], fields: Mapping[str, object], back: str
) -> HttpResponse:
    """Before something is kept for less time: what goes. Who says yes sends `fields` to the same address again."""
    given = {"going": going, "fields": list(fields.items()), "back": back}
    return render(request, "people/administration/shortening.html", given)
