"""Items that look alike, side by side, and making them one."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from zwerm.library.actions import NotAllowed, NotKept, may_revise
from zwerm.library.actions.likeness import keep_apart, merger_of, proposed_to, settled_for
from zwerm.library.actions.merge import (
    keep_writing,
    may_merge,
    merge_items,
    same_readers,
    seen_of,
    undo_merger,
    written_in,
)
from zwerm.library.models import Item, Likeness, Merger
from zwerm.library.rules.difference import compare
from zwerm.people.models import Person

MOST_LISTED = 100
TEXTS = ("first__space", "first__current", "second__space", "second__current", "part")


@require_safe
def alike(request: HttpRequest) -> HttpResponse:
    """Pairs that say nearly the same, among what this person looks after."""
    found = list(proposed_to(cast("Person", request.user))[:MOST_LISTED])
    return render(request, "library/alike.html", {"pairs": [(pair, round(100 * pair.share)) for pair in found]})


def pair(request: HttpRequest, id: int) -> HttpResponse:
    """Both texts side by side; sent, they become one. `?kept=second` keeps the other one."""
    person = cast("Person", request.user)
    found = proposed_to(person).select_related(*TEXTS).filter(id=id).first()
    if found is None:
        return _settled(request, person, id)
    kept, gone = found.first, found.second
    wished = request.POST.get("kept") or request.GET.get("kept") or str(_to_keep(person, found).id)
    if wished == str(gone.id):
        kept, gone = gone, kept
    sent = {"title": request.POST.get("title", kept.title), "text": request.POST.get("text", kept.version.text)}
    if request.method == "POST":
        try:
            keep_writing(person, kept, gone)
            merge_items(person, kept, gone, sent["title"], sent["text"], request.POST.get("seen", ""))
        except NotAllowed:
            return _settled(request, person, id)
        except NotKept as refused:
            messages.error(request, str(refused.reason))
            for item in (kept, gone):
                item.refresh_from_db()
        else:
            messages.success(request, _("They are one now. “%(title)s” leads here.") % {"title": gone.title})
            return redirect(kept)
    shown = {**_shown(person, found, kept, gone), **sent, "seen": seen_of(kept, gone)}
    return render(request, "library/pair.html", shown)


def _settled(request: HttpRequest, person: Person, id: int) -> HttpResponse:
    """Somebody was earlier: who, when and where it went, with what this person had made of it."""
    found = get_object_or_404(settled_for(person).select_related("apart_by"), id=id)
    shown = {
        "pair": found,
        "merger": merger_of(found),
        "title": request.POST.get("title", ""),
        "text": request.POST.get("text", ""),
    }
    return render(request, "library/settled.html", shown, status=409 if request.method == "POST" else 200)


def _to_keep(person: Person, found: Likeness) -> Item:
    """The one that this person can keep; of two, the one that they may change too, and the longer one when the other stands in it."""
    both = ((found.first, found.second), (found.second, found.first))
    possible = [kept for kept, gone in both if may_merge(person, kept, gone)]
    possible.sort(key=lambda item: item.id == found.part_id)
    return next((kept for kept in possible if may_revise(person, kept)), possible[0] if possible else found.first)


def _shown(person: Person, found: Likeness, kept: Item, gone: Item) -> dict[str, Any]:
    return {
        "pair": found,
        "kept": kept,
        "gone": gone,
        "share": round(100 * found.share),
        "changes": compare(kept.version.text, gone.version.text),
        "written_in": written_in([kept, gone]),
        "may_merge": may_merge(person, kept, gone),
        "may_change": may_revise(person, kept),
        "same_readers": same_readers(kept, gone),
    }


@require_POST
def apart(request: HttpRequest, id: int) -> HttpResponse:
    """They are to stay two."""
    person = cast("Person", request.user)
    try:
        keep_apart(person, _found(person, id))
    except NotAllowed:
        raise Http404 from None
    messages.success(request, _("They stay two, and are not proposed again."))
    return redirect("library:alike")


@require_POST
def undoing(request: HttpRequest, id: int) -> HttpResponse:
    """Two items again."""
    person = cast("Person", request.user)
    seen = Merger.objects.filter(kept__in=Item.objects.visible_to(person)).select_related("kept")
    merger = get_object_or_404(seen, id=id)
    try:
        is_as_it_was = undo_merger(person, merger)
    except NotAllowed:
        raise Http404 from None
    except NotKept as refused:
        messages.error(request, str(refused.reason))
        return redirect(f"{reverse('library:versions', args=[merger.kept_id])}#mergers")
    messages.success(request, _("They are two again."))
    if not is_as_it_was:
        still = _("“%(title)s” was changed since, so its text stays as it is. See what of it belongs there.")
        messages.info(request, still % {"title": merger.kept.title})
    return redirect("library:item", merger.gone_id)


def _found(person: Person, id: int) -> Likeness:
    return get_object_or_404(proposed_to(person).select_related(*TEXTS), id=id)
