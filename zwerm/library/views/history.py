from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from zwerm.library.actions import Conflict, NotAllowed, NotKept, may_revise, revise_item, up_to_date
from zwerm.library.actions.editing import others_write_in
from zwerm.library.actions.merge import may_undo
from zwerm.library.models import Aside, Item, Merger, Move, Version
from zwerm.library.rules.difference import compare
from zwerm.library.views.listing import moment
from zwerm.library.views.news import difference_seen
from zwerm.library.views.standing import found_to_revise
from zwerm.notices.actions import look_at
from zwerm.people.models import Person

ON_A_PAGE = 50


@require_safe
def versions(request: HttpRequest, id: UUID) -> HttpResponse:
    """Who changed this item, when and why; newest first."""
    person = cast("Person", request.user)
    item = get_object_or_404(Item.objects.visible_to(person).select_related("space"), id=id)
    before = request.GET.get("before", "")
    seen = Version.objects.visible_to(person).named().filter(item=item).select_related("author")
    seen = seen.prefetch_related("authors").defer("text", "html")
    if _number(before):
        seen = seen.filter(number__lt=_number(before))
    found = list(seen[: ON_A_PAGE + 1])
    rows = [(version, moment(version.made)) for version in found[:ON_A_PAGE]]
    return render(
        request,
        "library/versions.html",
        {
            "item": item,
            "rows": rows,
            "older": found[ON_A_PAGE - 1].number if len(found) > ON_A_PAGE else None,
            "newest": item.current_id,
            "moves": [(move, moment(move.when)) for move in _moves(item)] if not before else [],
            "asides": _asides(item) if not before else [],
            "mergers": _mergers(person, item) if not before else [],
            "part_of": _part_of(person, item),
            "seen": person.space_ids,
        },
    )


def _mergers(person: Person, item: Item) -> list[tuple[Any, str, bool]]:
    """`has_more`: something was merged into that one in its turn, and comes apart from it on its own page."""
    alive = Merger.objects.filter(undone__isnull=True)
    found = alive.filter(kept=item).select_related("gone__space", "kept", "person")
    found = found.annotate(has_more=Exists(alive.filter(kept=OuterRef("gone"))))
    apart = item.merged_into_id is None
    return [(merger, moment(merger.when), apart and may_undo(person, merger)) for merger in found]


def _part_of(person: Person, item: Item) -> Item | None:
    """What it is merged into, for who sees that."""
    if item.merged_into_id is None:
        return None
    return Item.objects.visible_to(person).filter(id=item.merged_into_id).first()


def _asides(item: Item) -> list[tuple[Aside, str, str]]:
    found = Aside.objects.filter(item=item).select_related("person", "back_by")
    return [(aside, moment(aside.when), moment(aside.back) if aside.back else "") for aside in found]


def _moves(item: Item) -> QuerySet[Move]:
    return Move.objects.filter(item=item).select_related("origin", "target", "person")


@require_safe
def version(request: HttpRequest, id: UUID, number: int) -> HttpResponse:
    """An item as it once was."""
    return render(request, "library/version.html", _version(request, id, number))


@require_safe
def difference(request: HttpRequest, id: UUID, number: int) -> HttpResponse:
    """What this version changed, word by word; with `?with=now` what changed since."""
    context = _version(request, id, number)
    shown = context["version"]
    context["since"] = request.GET.get("with") == "now" and context["newest"] is not None
    context["changes_here"] = not context["since"]
    old, new = (shown, context["newest"]) if context["since"] else (context["before"], shown)
    if old is not None:
        context |= {
            "old": (old, moment(old.made)),
            "new": (new, moment(new.made)),
            "changes": compare(old.text, new.text),
        }
        if context["since"]:
            person = cast("Person", request.user)
            difference_seen(person, context["item"])
            look_at(person, context["item"].pk)
        context["titles"] = compare(old.title, new.title) if old.title != new.title else []
    return render(request, "library/difference.html", context)


def _version(request: HttpRequest, id: UUID, number: int) -> dict[str, Any]:
    person = cast("Person", request.user)
    seen = Version.objects.visible_to(person).named().filter(item=id).select_related("author")
    found = get_object_or_404(seen.select_related("item__space", "item__current__author"), number=number)
    now = found.item.version
    now.first_shared = found.first_shared
    may_put_back = now.id != found.id and bool(found.text) and may_revise(person, found.item)
    return {
        "item": found.item,
        "version": up_to_date(found),
        "before": seen.filter(number__lt=number).first(),
        "newest": now if now.number > number else None,
        "made": moment(found.made),
        "is_newest": now.id == found.id,
        "now": now,
        "may_put_back": may_put_back,
        "others_write": may_put_back and others_write_in(found.item_id, person),
    }


def _number(sent: str) -> int:
    """Of a version; 0 is none."""
    return int(sent) if sent.isascii() and sent.isdecimal() and len(sent) < 9 else 0


@require_POST
def restoration(request: HttpRequest, id: UUID, number: int) -> HttpResponse:
    """Make an old version the newest again. Nothing goes: it is written as one more version.

    `based_on` is the newest version when the page was shown, and `told` says that it told of colleagues who were writing.
    """
    person = cast("Person", request.user)
    item = found_to_revise(person, id)
    old = get_object_or_404(Version.objects.visible_to(person).named(), item=item, number=number)
    if "told" not in request.POST and others_write_in(item.id, person):
        messages.error(request, _("Colleagues began to write here in the meantime. Nothing is put back yet."))
        return redirect("library:version", item.id, number)
    try:
        note = _("%(version)s put back") % {"version": old.called}
        revise_item(person, item, old.title, old.text, note=note, based_on=_number(request.POST.get("based_on", "")))
    except (Conflict, NotAllowed):
        messages.error(request, _("Someone else changed this in the meantime. Look at the newest version first."))
    except NotKept as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("%(version)s is back.") % {"version": old.called})
    return redirect(item)
