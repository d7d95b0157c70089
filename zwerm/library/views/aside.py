"""Items whose file is gone: putting them back, and deciding for all files of an import at once."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from zwerm.library.actions import NotAllowed
from zwerm.library.actions.aside import put_back
from zwerm.library.actions.importing.gone import leave_held, put_back_of
from zwerm.library.models import ImportRun, Item
from zwerm.people.models import Person, Space
from zwerm.ui.addresses import own_address


@require_POST
def back(request: HttpRequest, id: UUID) -> HttpResponse:
    """This item counts again."""
    person = cast("Person", request.user)
    item = get_object_or_404(Item.objects.visible_to(person).shared(), id=id)
    try:
        count = put_back(person, [item.id])
    except NotAllowed:
        raise Http404 from None
    if count:
        messages.success(request, _("“%(title)s” is back. Colleagues find it again.") % {"title": item.title})
    return redirect(own_address(request, request.POST.get("back", "")) or item.get_absolute_url())


@require_POST
def setting_aside(request: HttpRequest, id: UUID) -> HttpResponse:
    """The files that this import missed are rightly gone."""
    person = cast("Person", request.user)
    run = get_object_or_404(_own(person), id=id)
    count = leave_held(person, run)
    told = ngettext("%(count)d text is set aside.", "%(count)d texts are set aside.", count)
    messages.success(request, told % {"count": count})
    return redirect("library:import", run.id)


@require_POST
def all_back(request: HttpRequest, id: UUID) -> HttpResponse:
    """What this import set aside counts again."""
    person = cast("Person", request.user)
    run = get_object_or_404(_own(person), id=id)
    try:
        count = put_back_of(person, run)
    except NotAllowed:
        raise Http404 from None
    told = ngettext("%(count)d text is back.", "%(count)d texts are back.", count)
    messages.success(request, told % {"count": count})
    return redirect("library:import", run.id)


def _own(person: Person) -> QuerySet[ImportRun]:
    """Of this person, into a space where they (still) write."""
    return ImportRun.objects.visible_to(person).filter(
        space__in=Space.objects.writable_by(person), finished__isnull=False
    )
