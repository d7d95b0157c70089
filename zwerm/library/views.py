from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from zwerm.library.models import Item


def item(request: HttpRequest, id: UUID) -> HttpResponse:
    found = get_object_or_404(Item.objects.visible_to(request.user).select_related("current"), id=id)
    return render(request, "library/item.html", {"item": found})
