from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from zwerm.notices.actions import lines_of, read_all, read_one
from zwerm.notices.models import Notice
from zwerm.people.requests import PersonRequest

PER_PAGE = 30


@require_safe
def inbox(request: PersonRequest) -> HttpResponse:
    """What was told to somebody, the newest first; `?show=all` with what they have read, `?before=` further back."""
    everything = request.GET.get("show") == "all"
    found = Notice.objects.filter(person=request.user).in_sight()
    if not everything:
        found = found.unread()
    if (before := _moment(request.GET.get("before", ""))) is not None:
        found = found.filter(came__lt=before)
    read = list(found[: PER_PAGE + 1])
    lines = lines_of(request.user, read[:PER_PAGE])
    _forget_gone(request, read[:PER_PAGE], {line.notice.pk for line in lines})
    given = {
        "here": "",
        "lines": lines,
        "everything": everything,
        "to_read": not everything,
        "any_unread": any(line.notice.read is None for line in lines),
        "newest": read[0].came.isoformat() if read else "",
        "older": read[PER_PAGE - 1].came.isoformat() if len(read) > PER_PAGE else "",
    }
    return render(request, "notices/inbox.html", given)


def _forget_gone(request: PersonRequest, read: list[Notice], shown: set[UUID]) -> None:
    """Of what is gone, or out of sight, nobody keeps a number above the page."""
    for notice in read:
        if notice.read is None and notice.pk not in shown:
            read_one(request.user, notice)


@require_safe
def notice(request: PersonRequest, id: UUID) -> HttpResponse:
    """On to what it is about. Who goes there has read it."""
    found = get_object_or_404(Notice, pk=id, person=request.user)
    lines = lines_of(request.user, [found])
    read_one(request.user, found)
    if not lines:
        raise Http404
    return redirect(lines[0].shown.url)


@require_POST
def reading(request: PersonRequest) -> HttpResponse:
    """All that stood on the page is read; what came meanwhile is not."""
    until = _moment(request.POST.get("until", ""))
    number = read_all(request.user, until) if until else 0
    told = ngettext("%(number)s notice is read.", "%(number)s notices are read.", number) % {"number": number}
    messages.success(request, told if number else _("There was nothing left to read."))
    return redirect("notices:inbox")


@require_POST
def notice_reading(request: PersonRequest, id: UUID) -> HttpResponse:
    read_one(request.user, get_object_or_404(Notice, pk=id, person=request.user))
    return redirect("notices:inbox")


def _moment(text: str) -> datetime | None:
    try:
        found = parse_datetime(text)
    except ValueError:
        return None
    return found if found is not None and found.tzinfo is not None else None
