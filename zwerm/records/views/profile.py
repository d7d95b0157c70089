from __future__ import annotations

from hashlib import sha1

import msgspec
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from zwerm.records.profile import profile as made


@require_safe
@cache_control(public=True, max_age=3600)
def profile(request: HttpRequest) -> HttpResponseBase:
    """The xAPI profile: public, and readable from a page of any origin."""
    text = msgspec.json.encode(made())
    etag = f'"{sha1(text, usedforsecurity=False).hexdigest()}"'
    response = HttpResponse(text, content_type="application/ld+json", headers={"ETag": etag})
    response["Access-Control-Allow-Origin"] = "*"
    return get_conditional_response(request, etag, None, response) or response
