from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from zwerm.library.models import Item
from zwerm.library.rules.plain import plain_text
from zwerm.people.models import Person, Space
from zwerm.practice.actions import CardDraft, NotACard, keep_anyway, keep_cards, make_card, put_away
from zwerm.practice.begun import Begun
from zwerm.practice.forms import CardForm
from zwerm.practice.models import Card, Keep
from zwerm.practice.rules.cloze import hide
from zwerm.practice.wording import wait_in_words

PER_PAGE = 30


def mine(request: HttpRequest) -> HttpResponse:
    """The cards that I keep, newest first; a retired one says so."""
    person, now = cast("Person", request.user), datetime.now(UTC)
    keeps = Keep.objects.kept_by(person).select_related("card__item").order_by("-since", "-pk")
    page = Paginator(keeps, PER_PAGE).get_page(request.GET.get("page"))
    rows = [
        {
            "card": keep.card,
            "front": plain_text(hide(keep.card.front)),
            "asked": keep.card.retired is None or keep.anyway,
            "wait": "" if keep.memory.new else _("now") if keep.due <= now else wait_in_words(keep.due, now),
        }
        for keep in page
    ]
    return render(request, "practice/cards.html", {"page": page, "rows": rows, "here": "learn"})


def new(request: HttpRequest, id: UUID) -> HttpResponse:
    """Make a card about an item; `?quote=` are words that were selected on its page, `?choose=` which of the proposals."""
    person = cast("Person", request.user)
    item = get_object_or_404(Item.objects.visible_to(person).select_related("current", "space"), pk=id)
    may_share = Space.objects.writable_by(person).filter(pk=item.space_id).exists()
    form = CardForm(request.POST, may_share=may_share)
    if request.method == "POST" and form.is_valid() and _make(person, item, form):
        messages.success(request, _("Kept. The card comes up when you practise."))
        return redirect(item.get_absolute_url())
    begun = Begun.of(item, request.GET.get("quote", ""), request.GET.get("choose", ""))
    if request.method != "POST":
        form = CardForm(initial=begun.initial, may_share=may_share)
    return render(
        request,
        "practice/new.html",
        {"form": form, "item": item, "begun": begun, "here": "knowledge"},
        status=422 if form.errors else 200,
    )


def _make(person: Person, item: Item, form: CardForm) -> bool:
    given = form.cleaned_data
    start, end = given["start"], given["end"]
    if start is None or end is None or not start < end <= len(item.version.text):
        start = end = None
    draft = CardDraft(given["front"], given["back"], given["kind"], item, start, end)
    try:
        make_card(person, draft, share=given.get("share", False))
    except NotACard as refusal:
        form.add_error(refusal.field, str(refusal.says))
        return False
    return True


@require_POST
def keep(request: HttpRequest, id: UUID) -> HttpResponse:
    person = cast("Person", request.user)
    card = get_object_or_404(Card.objects.visible_to(person), pk=id)
    if card.retired:
        keep_anyway(person, card)
    else:
        keep_cards(person, [card])
    messages.success(request, _("Kept. The card comes up when you practise."))
    if card.item is None or request.POST.get("from") == "cards":
        return redirect("practice:cards")
    return redirect(card.item)


@require_POST
def rest(request: HttpRequest, id: UUID) -> HttpResponse:
    """The card no longer comes up."""
    person = cast("Person", request.user)
    put_away(get_object_or_404(Keep.objects.filter(person=person), card=id))
    messages.success(request, _("Put away. The card no longer comes up."))
    return redirect("practice:session" if request.POST.get("from") == "session" else "practice:cards")


@require_POST
def keep_all(request: HttpRequest, id: UUID) -> HttpResponse:
    """Every card about an item that I see."""
    person = cast("Person", request.user)
    item = get_object_or_404(Item.objects.visible_to(person), pk=id)
    count = keep_cards(person, Card.objects.visible_to(person).filter(item=item, retired=None))
    messages.success(request, ngettext("Kept %(count)s card.", "Kept %(count)s cards.", count) % {"count": count})
    return redirect(item.get_absolute_url())


def about_item(request: HttpRequest, item: Item) -> dict[str, Any] | None:
    """The panel below an item: cards about it, and which of them I keep."""
    person = cast("Person", request.user)
    cards = list(Card.objects.visible_to(person).filter(item=item, retired=None).order_by("made", "pk")[:50])
    if not cards:
        return None
    kept = set(
        Keep.objects.filter(person=person, put_away__isnull=True, card__in=cards).values_list("card_id", flat=True)
    )
    rows = [{"card": card, "front": plain_text(hide(card.front)), "kept": card.pk in kept} for card in cards]
    return {"item": item, "rows": rows, "left": len(cards) - len(kept), "count": len(cards)}


def to_remember(request: HttpRequest, item: Item) -> dict[str, Any] | None:
    """The button on an item; a draft has nothing to remember yet."""
    return {"item": item} if item.in_use else None
