"""Bytes on storage, answered to a browser: whoever asks was allowed to before they come here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

AN_HOUR = 3600
# For an address that holds the hash of the bytes, and so can never mean something else.
FOR_EVER = 365 * 24 * AN_HOUR
_AT_ONCE = 256 * 1024
_RANGE = re.compile(r"bytes=(\d*)-(\d*)$")


def serve_stored(
    request: HttpRequest, path: str, media_type: str, *, name: str = "", seconds: int = FOR_EVER
) -> HttpResponseBase:
    """What lies at `path`, whole or the one stretch that was asked for (RFC 9110, 14.2). Raises Http404 when nothing does.

    With `name` it is saved under that name and never shown. Whatever it is, nothing in it can run or fetch: the policy allows
    nothing, and the type is not guessed from the bytes. Only the browser that asked may keep it, for `seconds`; 0: nobody.
    """
    try:
        file = default_storage.open(path)
    except FileNotFoundError as error:
        raise Http404 from error
    response = _stretch(request, file, media_type, default_storage.size(path)) or FileResponse(
        file, content_type=media_type
    )
    response["Content-Disposition"] = content_disposition_header(bool(name), name) or "inline"
    response["Accept-Ranges"] = "bytes"
    response["Cache-Control"] = _kept_for(seconds)
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _kept_for(seconds: int) -> str:
    if not seconds:
        return "private, no-store"
    return f"private, max-age={seconds}{', immutable' if seconds >= FOR_EVER else ''}"


def _stretch(request: HttpRequest, file: IO[bytes], media_type: str, size: int) -> HttpResponseBase | None:
    """One range of bytes; nothing when none is asked for, or more than one."""
    asked = _RANGE.match(request.headers.get("Range", ""))
    if not asked or asked.groups() == ("", ""):
        return None
    first, last = asked.groups()
    start = int(first) if first else max(0, size - int(last))
    end = min(int(last), size - 1) if first and last else size - 1
    if start > end:
        file.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    file.seek(start)
    response = StreamingHttpResponse(_pieces(file, end - start + 1), status=206, content_type=media_type)
    response["Content-Range"] = f"bytes {start}-{end}/{size}"
    response["Content-Length"] = str(end - start + 1)
    return response


def _pieces(file: IO[bytes], left: int) -> Iterator[bytes]:
    with file:
        while left > 0 and (piece := file.read(min(_AT_ONCE, left))):
            left -= len(piece)
            yield piece
