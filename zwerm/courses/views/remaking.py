"""A block made again: from the texts that its course was drafted from, or from these as they are now; and that undone."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from zwerm.courses.actions import Refused, ask_to_remake, begin_changes, undo_remaking
from zwerm.courses.models import Block, Remaking
from zwerm.courses.tasks import remake_later
from zwerm.courses.views.draft import block as shown_block
from zwerm.courses.views.draft import own_blocks, place_of
from zwerm.people.requests import PersonRequest


@require_POST
def remakings(request: PersonRequest, block_id: UUID) -> HttpResponse:
    """Ask for another version of a block, `newest` from the texts as they are now. `number` says how many times that makes.

    Of a published course the block in its working copy is made again, which begins here where there is none.
    """
    found = get_object_or_404(own_blocks(request), pk=block_id)
    newest, number = "newest" in request.POST, request.POST.get("number", "")
    try:
        if newest and found.bite.course.published:
            found = _in_changes(request, found)
            number = str(found.next_remaking)
        times = int(number) if number.isdecimal() and len(number) < 4 else 1
        asked, new = ask_to_remake(request.user, found, times, newest=newest)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        if new:
            remake_later.enqueue(str(asked.pk))
    return _shown(request, found)


def _in_changes(request: PersonRequest, block: Block) -> Block:
    copy = begin_changes(request.user, block.bite.course)
    return get_object_or_404(own_blocks(request), origin=block, bite__course=copy)


@require_POST
def undoing(request: PersonRequest, remaking_id: UUID) -> HttpResponse:
    """What the block said before it was made again, or after all what it said since."""
    asked = get_object_or_404(Remaking.objects.filter(block__in=own_blocks(request).values("pk")), pk=remaking_id)
    try:
        undo_remaking(request.user, asked)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return _shown(request, get_object_or_404(own_blocks(request), pk=asked.block_id))


def _shown(request: PersonRequest, block: Block) -> HttpResponse:
    if not getattr(request, "htmx", False):
        return redirect(place_of(block))
    return shown_block(request, block.pk)
