from __future__ import annotations

from uuid import UUID

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from zwerm.courses.models import Block, Course, Media
from zwerm.courses.models.sight import visible_blocks
from zwerm.operations.serving import serve_stored
from zwerm.people.requests import PersonRequest


@require_safe
def media(request: PersonRequest, block_id: UUID, hash: str) -> HttpResponseBase:
    """The bytes of the picture or video of a block that this person sees; of a video also a stretch, so that it can be wound."""
    blocks = visible_blocks(request.user).filter(bite__course__in=Course.objects.visible_to(request.user))
    block: Block = get_object_or_404(blocks, pk=block_id)
    if block.content.get("hash") != hash:
        raise Http404
    found = get_object_or_404(Media, hash=hash)
    return serve_stored(request, found.path, found.media_type)
