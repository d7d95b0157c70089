from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

Answer = Callable[[HttpRequest], HttpResponse]

# Of a page, or to ask whether a file changed: one with a hash in its name is no page and never changes.
_SAYS_NOTHING = ("Cross-Origin-Opener-Policy", "Referrer-Policy", "ETag", "Last-Modified")


def SendsFilesBare(get_response: Answer) -> Answer:  # noqa: N802  named as Django's own middleware is
    """Styles, scripts and letters without headers that say nothing of them: 150 bytes each, some fifteen of them a page."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if "immutable" in response.headers.get("Cache-Control", ""):
            for name in _SAYS_NOTHING:
                response.headers.pop(name, None)
        return response

    return answer
