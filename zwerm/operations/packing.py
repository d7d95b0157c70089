from __future__ import annotations

import re
import secrets

import brotli
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers

_TAKES = re.compile(r"\bbr\b")
# Repetitive pages become a fifth smaller than with gzip, in the same time.
_QUALITY = 6


class PacksPages(GZipMiddleware):
    """As Django has it, but whole pages with Brotli for browsers that take it."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if not isinstance(response, HttpResponse) or not self._may_brotli(request, response):
            return super().process_response(request, response)
        patch_vary_headers(response, ("Accept-Encoding",))
        # As Django does: the length tells nobody what a page says (BREACH).
        unlike = secrets.token_hex(secrets.randbelow(self.max_random_bytes) // 2)
        response.content = brotli.compress(response.content + f"<!--{unlike}-->".encode(), quality=_QUALITY)
        response.headers["Content-Length"] = str(len(response.content))
        response.headers["Content-Encoding"] = "br"
        return response

    def _may_brotli(self, request: HttpRequest, response: HttpResponse) -> bool:
        return (
            not response.has_header("Content-Encoding")
            and response.content.rstrip().endswith(b"</html>")
            and _TAKES.search(request.META.get("HTTP_ACCEPT_ENCODING", "")) is not None
        )
