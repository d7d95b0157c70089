"""What colleagues say about an item: its part of the page, and what they send."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from zwerm.library.actions import NotAllowed, NotKept
from zwerm.library.actions.talk.comments import (
    change_comment,
    comment_on,
    hide_comment,
    reply_to,
    show_comment,
    withdraw_comment,
)
from zwerm.library.actions.talk.following import (
    follow_item,
    follow_space,
    stop_following_item,
    stop_following_space,
)
from zwerm.library.actions.talk.reactions import react, take_back_reaction
from zwerm.library.actions.talk.threads import reopen_thread, resolve_thread
from zwerm.library.models import Comment, Item
from zwerm.library.rules.anchors import Quote
from zwerm.operations.once import key_in
from zwerm.people.models import Person, Space
from zwerm.people.requests import ids_in
from zwerm.ui.addresses import own_address

UNSAID = "unsaid"


@require_POST
def comments(request: HttpRequest, id: UUID) -> HttpResponse:
    """Say something about an item, or about certain words of it."""
    person = _person(request)
    item = get_object_or_404(Item.objects.visible_to(person).published().select_related("current", "space"), id=id)
    about = None
    if exact := request.POST.get("exact", ""):
        about = Quote(exact, request.POST.get("prefix", ""), request.POST.get("suffix", ""))
    typed, picked, key = _words(request), _picked(request), key_in(request.POST.get("key"))
    return _said(request, item, lambda: comment_on(person, item, typed, about=about, picked=picked, key=key))


@require_POST
def replies(request: HttpRequest, id: UUID) -> HttpResponse:
    person, thread = _person(request), _found(request, id)
    typed, picked, key = _words(request), _picked(request), key_in(request.POST.get("key"))
    return _said(request, thread.item, lambda: reply_to(person, thread, typed, picked=picked, key=key))


@require_POST
def words(request: HttpRequest, id: UUID) -> HttpResponse:
    """Other words for one's own comment."""
    person, comment = _person(request), _found(request, id)

    def change() -> Comment:
        change_comment(person, comment, _words(request), picked=_picked(request))
        return comment

    return _said(request, comment.item, change)


@require_POST
def withdrawal(request: HttpRequest, id: UUID) -> HttpResponse:
    person, comment = _person(request), _found(request, id)
    _allowed(lambda: withdraw_comment(person, comment))
    messages.success(request, _("Taken back."))
    return redirect(f"{comment.item.get_absolute_url()}#talk")


@require_POST
def resolution(request: HttpRequest, id: UUID) -> HttpResponse:
    person, thread = _person(request), _found(request, id)
    undo = "undo" in request.POST
    _allowed(lambda: (reopen_thread if undo else resolve_thread)(person, thread))
    messages.success(request, _("Open again.") if undo else _("Settled. It stays below the others."))
    return redirect(thread)


@require_POST
def hiding(request: HttpRequest, id: UUID) -> HttpResponse:
    person, comment = _person(request), _found(request, id)
    undo = "undo" in request.POST
    _allowed(lambda: (show_comment if undo else hide_comment)(person, comment))
    messages.success(
        request, _("Everyone can read it again.") if undo else _("Hidden. Only its writer still reads it.")
    )
    return redirect(comment)


@require_POST
def reactions(request: HttpRequest, id: UUID, kind: str) -> HttpResponse:
    person = _person(request)
    item = get_object_or_404(Item.objects.visible_to(person).published().select_related("space"), id=id)
    _allowed(lambda: (take_back_reaction if "undo" in request.POST else react)(person, item, kind))
    return redirect(f"{item.get_absolute_url()}#reactions")


@require_POST
def following(request: HttpRequest, id: UUID) -> HttpResponse:
    person = _person(request)
    item = get_object_or_404(Item.objects.visible_to(person).published(), id=id)
    if "undo" in request.POST:
        stop_following_item(person, item)
        messages.success(request, _("You no longer follow this."))
    else:
        follow_item(person, item)
        messages.success(request, _("You follow this. What changes stands on Today."))
    return redirect(own_address(request, request.POST.get("next", "")) or item)


@require_POST
def following_space(request: HttpRequest, slug: str) -> HttpResponse:
    person = _person(request)
    space = get_object_or_404(Space.objects.visible_to(person), slug=slug)
    if "undo" in request.POST:
        stop_following_space(person, space)
        messages.success(request, _("You no longer follow this space."))
    else:
        follow_space(person, space)
        messages.success(request, _("You follow this space. What changes stands on Today."))
    return redirect(own_address(request, request.POST.get("next", "")) or reverse("library:space", args=[slug]))


def _person(request: HttpRequest) -> Person:
    return cast("Person", request.user)


def _found(request: HttpRequest, id: UUID) -> Comment:
    seen = Comment.objects.visible_to(request.user).select_related("item__space", "thread")
    return get_object_or_404(seen, id=id)


def _words(request: HttpRequest) -> str:
    return request.POST.get("words", "")


def _picked(request: HttpRequest) -> set[UUID]:
    return ids_in(request.POST.getlist("named"))


def _allowed(act: Callable[[], Any]) -> None:
    """Whoever may not, gets what a stranger gets."""
    try:
        act()
    except (NotAllowed, NotKept) as refused:
        raise Http404 from refused


def _said(request: HttpRequest, item: Item, say: Callable[[], Comment]) -> HttpResponse:
    """What was typed is not lost when it is refused: it stands in the form again."""
    try:
        comment = say()
    except NotAllowed:
        raise Http404 from None
    except NotKept as refused:
        messages.error(request, str(refused.reason))
        request.session[UNSAID] = {"item": str(item.id), "words": _words(request)[:10_000]}
        return redirect(f"{item.get_absolute_url()}#talk")
    return redirect(comment)
