from __future__ import annotations

from typing import Any, cast
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_POST, require_safe
from uuid_utils.compat import uuid7

from zwerm.language.detect import detect_language
from zwerm.library.actions import (
    Conflict,
    NotKept,
    discard_draft,
    keep_item,
    place_draft,
    publish_item,
    revise_item,
)
from zwerm.library.actions.untitled import given_title
from zwerm.library.actions.written import shown_in
from zwerm.library.forms import ItemForm
from zwerm.library.models import Item
from zwerm.library.rules.difference import compare
from zwerm.library.rules.kinds import beginning, questions, without_empty_parts
from zwerm.library.rules.markdown import clean_text, read_markdown
from zwerm.library.views.adding import added
from zwerm.library.views.standing import back_to_writing, found_to_revise
from zwerm.people.models import Person, Space

PREVIEWED_CHARACTERS = 200_000


ABOUT_KINDS = {
    Item.Kind.LESSON: _lazy("Something happened, and you know better now."),
    Item.Kind.HOWTO: _lazy("How something is done here, step by step."),
    Item.Kind.PAGE: _lazy("Information that colleagues need: an agreement, an explanation, a list."),
    Item.Kind.POSTMORTEM: _lazy("Something big went wrong. What happened and why, without blame."),
    Item.Kind.STORY: _lazy("Something you lived through at work and want to pass on."),
    Item.Kind.DECISION: _lazy("What was decided, why, and what was not chosen."),
}


@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """What kind of thing will it be?"""
    begun = {name: given for name in ("space", "title") if (given := request.GET.get(name, "").strip()[:300])}
    return render(request, "library/choose.html", {"kinds": ABOUT_KINDS.items(), "begun": urlencode(begun)})


def write(request: HttpRequest, kind: str) -> HttpResponse:
    """A new item of this kind."""
    person = cast("Person", request.user)
    if kind not in Item.Kind.values:
        raise Http404
    page: dict[str, Any] = {
        "kind": Item.Kind(kind),
        "heading": Item.Kind(kind).label,
        "back": reverse("library:home"),
        "questions": questions(kind, get_language() or "nl"),
        "typed": f"new-{kind}",
        "most": settings.UPLOAD_MB,
    }
    if request.method != "POST":
        page["form"] = ItemForm(person, with_space=True, initial=_beginning(request, person, kind))
        page["token"] = uuid7()
        return render(request, "library/write.html", page)
    page["token"] = token = _token(request)
    if request.POST.get("do") == "preview":
        return _show_preview(request, page, with_space=True)
    form = page["form"] = ItemForm(person, _with_files(request), request.FILES, with_space=True)
    if form.is_valid():
        try:
            item = keep_item(
                person,
                form.cleaned_data["space"],
                kind,
                form.cleaned_data["title"],
                without_empty_parts(clean_text(form.cleaned_data["text"]), kind),
                publish=request.POST.get("do") != "draft",
                identity=token,
            )
        except NotKept as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused.reason))
        except IntegrityError:
            return _sent_again(request, page, token)
        else:
            return _done(request, item, page["typed"])
    return render(request, "library/write.html", page, status=422)


def _sent_again(request: HttpRequest, page: dict[str, Any], token: UUID) -> HttpResponse:
    """The form of a new item came twice: the same words are kept already, other ones (after going back) change the item."""
    person = cast("Person", request.user)
    item = get_object_or_404(Item.objects.select_related("current", "space"), id=token, author=person)
    form: ItemForm = page["form"]
    typed = clean_text(form.cleaned_data["text"])
    text = without_empty_parts(typed, item.kind)
    same = {"title": " ".join(form.cleaned_data["title"].split()), "text__in": (typed, text)}
    try:
        if not item.versions.filter(**same).exists():
            revise_item(person, item, form.cleaned_data["title"], text, based_on=1)
    except Conflict as conflict:
        return _show_conflict(request, {**_page_of(item), "form": form}, conflict)
    return _done(request, item, page["typed"])


def _page_of(item: Item) -> dict[str, Any]:
    return {
        "item": item,
        "heading": item.title,
        "back": item.get_absolute_url(),
        "action": reverse("library:edit", args=[item.id]),
        "questions": questions(item.kind, item.language),
        "typed": f"{item.id}-{item.version.number}",
        "based_on": item.version.number,
        "most": settings.UPLOAD_MB,
    }


def edit(request: HttpRequest, id: UUID) -> HttpResponse:
    """Change an item. Who began with an older version than there is now sees both texts."""
    person = cast("Person", request.user)
    item = found_to_revise(person, id)
    is_draft = item.published is None
    page = _page_of(item)
    if request.method != "POST":
        initial = {"title": given_title(item.title), "text": item.version.text, "space": item.space_id}
        page["form"] = ItemForm(person, with_space=is_draft, initial=initial)
        return render(request, "library/write.html", page)
    page["based_on"] = _based_on(request, item)
    page["typed"] = f"{item.id}-{page['based_on']}"
    if request.POST.get("do") == "preview":
        return _show_preview(request, page, with_space=is_draft)
    form = page["form"] = ItemForm(person, _with_files(request), request.FILES, with_space=is_draft)
    if form.is_valid():
        try:
            _revise(person, item, form, page["based_on"], publish=request.POST.get("do") == "publish")
        except Conflict as conflict:
            return _show_conflict(request, page, conflict)
        except NotKept as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused.reason))
        else:
            return _done(request, item, page["typed"])
    return render(request, "library/write.html", page, status=422)


def _show_preview(request: HttpRequest, page: dict[str, Any], *, with_space: bool) -> HttpResponse:
    """The same form with what was typed, and how it will look: for browsers without a script."""
    person = cast("Person", request.user)
    sent = _with_files(request)
    typed = {name: sent.get(name, "") for name in ("title", "text", "space", "note")}
    form = ItemForm(person, with_space=with_space, initial=typed)
    return render(request, "library/write.html", {**page, "form": form, "preview": _rendered(typed["text"])})


@transaction.atomic
def _revise(person: Person, item: Item, form: ItemForm, based_on: int, *, publish: bool) -> None:
    said = form.cleaned_data
    if "space" in said:
        place_draft(person, item, said["space"])
    revise_item(person, item, said["title"], said["text"], note=said["note"], based_on=based_on, authors=(person,))
    if publish:
        publish_item(person, item)


def _show_conflict(request: HttpRequest, page: dict[str, Any], conflict: Conflict) -> HttpResponse:
    """Both texts. The form now begins from the newest version, so that saving again is a choice."""
    theirs, mine = conflict.current, clean_text(request.POST.get("text", ""))
    page |= {
        "theirs": theirs,
        "changes": compare(theirs.text, mine),
        "their_title": theirs.title if theirs.title != request.POST.get("title", "").strip() else "",
        "based_on": theirs.number,
    }
    return render(request, "library/write.html", page, status=409)


@require_POST
def publication(request: HttpRequest, id: UUID) -> HttpResponse:
    """Let others read a draft."""
    person = cast("Person", request.user)
    try:
        item = publish_item(person, found_to_revise(person, id))
    except NotKept as refused:
        return back_to_writing(request, id, refused)
    messages.success(request, _("Your colleagues can read it now."))
    return redirect(item)


@require_POST
def discarding(request: HttpRequest, id: UUID) -> HttpResponse:
    """Throw a draft away."""
    person = cast("Person", request.user)
    item = get_object_or_404(Item.objects.visible_to(person), id=id, author=person, published__isnull=True)
    discard_draft(person, item)
    messages.success(request, _("The draft is thrown away."))
    return redirect("library:home")


@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    """How the text will look; part of a page."""
    return render(request, "library/parts/preview.html", {"preview": _rendered(request.POST.get("text", ""))})


def _with_files(request: HttpRequest) -> Any:
    """What was sent, with the files that were chosen in the form below the text (when no script put them in it)."""
    files = request.FILES.getlist("added")
    if not files:
        return request.POST
    sent = request.POST.copy()
    for file in files:
        try:
            sent["text"] = f"{sent.get('text', '').rstrip()}\n\n{added(request, file)}\n"
        except NotKept as refused:
            messages.error(request, f"{file.name}: {refused.reason}")
    return sent


def _rendered(text: str) -> str:
    text = clean_text(text[:PREVIEWED_CHARACTERS])
    reading = read_markdown(text, detect_language(text[:2000]))
    return reading.render(*shown_in(reading))


def _beginning(request: HttpRequest, person: Person, kind: str) -> dict[str, Any]:
    """What a new form starts with: the questions of its kind, and the space that the writer came from."""
    start: dict[str, Any] = {
        "text": beginning(kind, get_language() or "nl"),
        "title": request.GET.get("title", "")[:300],
    }
    start["space"] = space_to_begin_in(request, person).id
    return start


def space_to_begin_in(request: HttpRequest, person: Person) -> Space:
    """The space that the writer came from, or else their own team."""
    wished = Space.objects.writable_by(person).filter(slug=request.GET.get("space", "")).first()
    return wished or _own_team(person) or person.private_space


def _own_team(person: Person) -> Space | None:
    return Space.objects.writable_by(person).filter(kind=Space.Kind.TEAM, memberships__person=person).first()


def _token(request: HttpRequest) -> UUID:
    """The id that the new item gets. The form holds it, so that sending the form twice keeps one item."""
    try:
        return UUID(request.POST.get("token", ""))
    except ValueError:
        return uuid7()


def _based_on(request: HttpRequest, item: Item) -> int:
    sent = request.POST.get("based_on", "")
    return int(sent) if sent.isascii() and sent.isdecimal() and len(sent) < 9 else item.version.number


def _done(request: HttpRequest, item: Item, typed: str) -> HttpResponse:
    request.session["kept"] = typed
    messages.success(request, _("Kept as a draft. Only you see it.") if item.published is None else _("Kept."))
    return redirect(item)
