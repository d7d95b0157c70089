from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO
from uuid import UUID

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from zwerm.courses.models import Block, Course, Media
from zwerm.courses.models.sight import visible_blocks
from zwerm.people.requests import PersonRequest

A_YEAR = 365 * 24 * 3600
_AT_ONCE = 256 * 1024
_RANGE = re.compile(r"bytes=(\d*)-(\d*)$")


@require_safe
def media(request: PersonRequest, block_id: UUID, hash: str) -> HttpResponse | StreamingHttpResponse:
    """The bytes of the picture or video of a block that this person sees; of a video also a stretch, so that it can be wound."""
    blocks = visible_blocks(request.user).filter(bite__course__in=Course.objects.visible_to(request.user))
    block: Block = get_object_or_404(blocks, pk=block_id)
    if block.content.get("hash") != hash:
        raise Http404
    found = get_object_or_404(Media, hash=hash)
    try:
        file = default_storage.open(found.path)
    except FileNotFoundError as error:
        raise Http404 from error
    response = _stretch(request, file, found) or FileResponse(file, content_type=found.media_type)
    response["Accept-Ranges"] = "bytes"
    # The address holds the hash of the bytes, so it can never mean something else.
    response["Cache-Control"] = f"private, max-age={A_YEAR}, immutable"
    response["Content-Disposition"] = "inline"
    response["Content-Security-Policy"] = "default-src 'none'"
    return response


def _stretch(request: PersonRequest, file: IO[bytes], media: Media) -> HttpResponse | StreamingHttpResponse | None:
    """One range of bytes (RFC 9110, 14.2); nothing when none is asked for, or more than one."""
    asked = _RANGE.match(request.headers.get("Range", ""))
    if not asked or asked.groups() == ("", ""):
        return None
    first, last = asked.groups()
    start = int(first) if first else max(0, media.size - int(last))
    end = min(int(last), media.size - 1) if first and last else media.size - 1
    if start > end:
        file.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{media.size}"})
    file.seek(start)
    response = StreamingHttpResponse(_pieces(file, end - start + 1), status=206, content_type=media.media_type)
    response["Content-Range"] = f"bytes {start}-{end}/{media.size}"
    response["Content-Length"] = str(end - start + 1)
    return response


def _pieces(file: IO[bytes], left: int) -> Iterator[bytes]:
    with file:
        while left > 0 and (piece := file.read(min(_AT_ONCE, left))):
            left -= len(piece)
            yield piece
