from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from zwerm.people.models import Space
from zwerm.people.requests import PersonRequest, for_admins
from zwerm.records.actions.exchange import behind
from zwerm.records.actions.store import (
    Told,
    change_secret,
    make_store,
    pause_store,
    remove_store,
    resume_store,
    send_again,
)
from zwerm.records.forms import RetryForm, SecretForm, StoreForm
from zwerm.records.models import NotArrived, Store
from zwerm.records.words import reason_words, space_words, verb_words

SHOWN = 5


class Refusal(NamedTuple):
    row: NotArrived
    reason: str


class Card(NamedTuple):
    store: Store
    what: str
    where: str
    behind: int
    refused: list[Refusal]
    more: int
    says: str
    secret: SecretForm


@for_admins
@require_http_methods(["GET", "POST"])
@reauthentication_required  # type: ignore[untyped-decorator]  # allauth ships no types
def stores(request: PersonRequest) -> HttpResponse:
    """Other record stores that statements go to or come from."""
    form = StoreForm(request.user, request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        told = Told(
            name=given["name"],
            way=given["way"],
            address=given["address"],
            key=given["key"],
            secret=given["secret"],
            edition=given["edition"],
            verb_iri=given["verb"],
            space=given["space"],
            from_now=given["from_now"],
        )
        make_store(request.user, told)
        messages.success(request, _("It begins within a minute."))
        return redirect("records:stores")
    shown = {"form": form, "cards": _cards(request)}
    return render(request, "records/stores.html", shown, status=422 if form.errors else 200)


@for_admins
@require_POST
@reauthentication_required  # type: ignore[untyped-decorator]  # allauth ships no types
def pause(request: PersonRequest, id: UUID) -> HttpResponse:
    """Until it goes on again: also one that does not work now, which otherwise is tried again and again."""
    pause_store(request.user, get_object_or_404(Store, pk=id))
    return redirect("records:stores")


@for_admins
@require_POST
@reauthentication_required  # type: ignore[untyped-decorator]  # allauth ships no types
def resumption(request: PersonRequest, id: UUID) -> HttpResponse:
    """One that is paused, or waits after a failure."""
    resume_store(request.user, get_object_or_404(Store, pk=id))
    return redirect("records:stores")


@for_admins
@require_POST
@reauthentication_required  # type: ignore[untyped-decorator]  # allauth ships no types
def secret(request: PersonRequest, id: UUID) -> HttpResponse:
    store = get_object_or_404(Store, pk=id)
    form = SecretForm(store, request.POST)
    if form.is_valid():
        change_secret(request.user, store, form.cleaned_data["key"], form.cleaned_data["secret"])
        messages.success(request, _("Saved."))
    else:
        messages.error(request, _("Fill in both the key and the secret."))
    return redirect("records:stores")


@for_admins
@require_POST
@reauthentication_required  # type: ignore[untyped-decorator]  # allauth ships no types
def retry(request: PersonRequest, id: UUID) -> HttpResponse:
    """What the other store refused goes once more: the statement that is named, or all."""
    store, form = get_object_or_404(Store, pk=id, way=Store.Way.THERE), RetryForm(request.POST)
    number = send_again(request.user, store, form.cleaned_data["statement"]) if form.is_valid() else 0
    told = ngettext("It is sent again within a minute.", "%(count)d are sent again within a minute.", number)
    messages.success(request, told % {"count": number} if number else _("There is nothing to send again."))
    return redirect("records:stores")


@for_admins
@require_POST
@reauthentication_required  # type: ignore[untyped-decorator]  # allauth ships no types
def store_removal(request: PersonRequest, id: UUID) -> HttpResponse:
    remove_store(request.user, get_object_or_404(Store, pk=id))
    messages.success(request, _("It is gone. What was sent stays there, what was fetched stays here."))
    return redirect("records:stores")


def _cards(request: PersonRequest) -> list[Card]:
    found = list(Store.objects.select_related("space"))
    seen = set(Space.objects.visible_to(request.user).values_list("pk", flat=True))
    refused: dict[UUID, list[NotArrived]] = {}
    for one in NotArrived.objects.filter(store__in=found):
        refused.setdefault(one.store_id, []).append(one)
    cards = []
    for store in found:
        those, where = refused.get(store.pk, []), space_words(store.space, seen)
        what, left = verb_words(store.verb_iri), len(those[SHOWN:])
        told = [Refusal(one, reason_words(one.reason)) for one in those[:SHOWN]]
        cards.append(Card(store, what, where, behind(store), told, left, reason_words(store.says), SecretForm(store)))
    return cards
