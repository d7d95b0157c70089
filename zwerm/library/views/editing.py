"""Writing together: the page with the editor, and what it asks beside its socket."""

from __future__ import annotations

import json
from typing import Any, cast
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from uuid_utils.compat import uuid7

from zwerm.library.actions import NotAllowed, NotKept, place_draft
from zwerm.library.actions.editing import begin_draft, begun_of, keep_session
from zwerm.library.actions.meant import items_meant
from zwerm.library.actions.untitled import UNTITLED, given_title
from zwerm.library.forms import ItemForm
from zwerm.library.models import Item, Room
from zwerm.library.rules.kinds import questions
from zwerm.library.views.editing_words import commands, tools
from zwerm.library.views.standing import back_to_writing, found_to_revise
from zwerm.library.views.writing import space_to_begin_in
from zwerm.people.models import Person, Space, whose_name_has

SUGGESTED = 6


@require_safe
def begin(request: HttpRequest, kind: str) -> HttpResponse:
    """A new item: it comes to be with the first word that is written."""
    person = cast("Person", request.user)
    if kind not in Item.Kind.values:
        raise Http404
    title = request.GET.get("title", "")[:300]
    space = space_to_begin_in(request, person)
    form = ItemForm(person, with_space=True, initial={"space": space.id})
    page = {
        "heading": Item.Kind(kind).label,
        "kind": kind,
        "title": title,
        "room": uuid7(),
        "form": form,
        "begins": reverse("library:drafts", args=[kind]),
        "plain": f"{reverse('library:write', args=[kind])}?{request.GET.urlencode()}",
    }
    return _shown(request, page, kind, get_language() or "nl")


@require_safe
def page(request: HttpRequest, id: UUID) -> HttpResponse:
    """Change an item, together with whoever else does."""
    person = cast("Person", request.user)
    if _merged(person, id):
        return redirect("library:item", id)
    item = found_to_revise(person, id)
    found = {
        "item": item,
        "heading": item.title,
        "kind": item.kind,
        "title": given_title(item.title),
        "title_refused": request.session.pop("title_refused", ""),
        "room": item.id,
        "begun": begun_of(item.id),
        "plain": reverse("library:edit", args=[item.id]),
    }
    if item.published is None:
        found["form"] = ItemForm(person, with_space=True, initial={"space": item.space_id})
    return _shown(request, found, item.kind, item.language)


@require_safe
def door(request: HttpRequest, id: UUID) -> HttpResponse:
    """Whether this person may write here now, for a browser whose socket was refused: that tells it no reason."""
    found_to_revise(cast("Person", request.user), id)
    return HttpResponse(status=204)


@require_safe
def merger(request: HttpRequest, id: UUID) -> HttpResponse:
    """Where a text went that was merged while this person wrote in it; 404 when it was not, or they do not see that."""
    seen = Item.objects.visible_to(cast("Person", request.user))
    gone = get_object_or_404(seen, id=id)
    kept = get_object_or_404(seen, id=gone.merged_into_id)
    return JsonResponse({"title": kept.title, "address": kept.get_absolute_url()})


def _merged(person: Person, id: UUID) -> bool:
    """Its own page tells that it is part of another one, and leads there."""
    return Item.objects.visible_to(person).filter(id=id, merged_into__isnull=False).exists()


def _shown(request: HttpRequest, page: dict[str, Any], kind: str, language: str) -> HttpResponse:
    asked = [{"heading": question.heading, "hint": question.hint} for question in questions(kind, language)]
    more = {
        "language": language,
        "questions": json.dumps(asked, ensure_ascii=False),
        "tools": tools(),
        "commands": commands(),
        "most": settings.UPLOAD_MB,
    }
    return render(request, "library/editing.html", {**page, **more})


@require_POST
def drafts(request: HttpRequest, kind: str) -> HttpResponse:
    """Begin an item, as a draft."""
    person = cast("Person", request.user)
    try:
        identity = UUID(request.POST.get("item", ""))
        space = Space.objects.writable_by(person).get(id=UUID(request.POST.get("space", "")))
    except (ValueError, Space.DoesNotExist):
        return HttpResponse(status=422)
    title = request.POST.get("title", "").strip() or str(UNTITLED)
    try:
        begin_draft(person, space, kind, title, language=get_language() or "nl", identity=identity)
    except (NotAllowed, NotKept):
        return HttpResponse(status=422)
    return HttpResponse(status=201)


@require_POST
def session(request: HttpRequest, id: UUID) -> HttpResponse:
    """End writing: one version of what was written, and for a draft perhaps: share it."""
    person = cast("Person", request.user)
    if _merged(person, id):
        if Room.objects.filter(item=id, changed__isnull=False, authors__person=person).exists():
            keep_session(id)
            messages.info(request, _("What you wrote last is kept among its versions."))
        return redirect("library:item", id)
    item = found_to_revise(person, id)
    publish = request.POST.get("do") == "publish"
    try:
        if item.published is None and (wished := request.POST.get("space")):
            place_draft(person, item, get_object_or_404(Space.objects.writable_by(person), id=wished))
        item = keep_session(id, person, publish=publish)
    except NotKept as refused:
        return back_to_writing(request, id, refused)
    messages.success(request, _("Kept as a draft. Only you see it.") if item.published is None else _("Kept."))
    return redirect(item)


@require_safe
def things(request: HttpRequest) -> HttpResponse:
    """What someone may mean while they type a link: items that they see, or colleagues."""
    person = cast("Person", request.user)
    words = " ".join(request.GET.get("q", "")[:80].split())
    found = _people(request, words) if request.GET.get("kind") == "person" else _items(person, words)
    return JsonResponse({"things": found})


def _people(request: HttpRequest, words: str) -> list[dict[str, str]]:
    """Colleagues who see what is written about: nobody else can be named."""
    space = _written_about(request)
    if space is None:
        return []
    known = whose_name_has(space.seen_by(), words.split())
    return [
        {"title": one.name, "about": one.function, "href": one.get_absolute_url()}
        for one in known.order_by("name")[:SUGGESTED]
    ]


def _written_about(request: HttpRequest) -> Space | None:
    """The space of the item; of one that is not there yet, or still a draft, the space that was chosen for it."""
    try:
        if space := request.GET.get("space"):
            return Space.objects.visible_to(request.user).filter(id=UUID(space)).first()
        item = Item.objects.visible_to(request.user).filter(id=UUID(request.GET.get("item", ""))).first()
    except ValueError:
        return None
    return item.space if item else None


def _items(person: Person, words: str) -> list[dict[str, str]]:
    shown = items_meant(person, words, SUGGESTED)
    return [{"title": one.title, "about": one.space.called, "href": f"item:{one.id}"} for one in shown]
