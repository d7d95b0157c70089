"""Open Badges: what its holder takes along, and what anyone needs to check one. Readable from a page of any origin."""

from __future__ import annotations

from typing import Any

import msgspec
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseGone
from django.shortcuts import get_object_or_404
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import conditional_page, require_safe

from zwerm.courses.actions import badge
from zwerm.courses.badges.picture import as_png, as_svg
from zwerm.courses.models import BadgeKey, Certificate
from zwerm.operations.days import organisation_day
from zwerm.people.requests import PersonRequest

FORMS = {"png": (as_png, "image/png"), "svg": (as_svg, "image/svg+xml")}
A_DAY = 24 * 3600
JSON_LD = "application/ld+json"


@never_cache
@require_safe
def download(request: PersonRequest, code: str, form: str) -> HttpResponse:
    """The picture with the badge baked in, for its holder."""
    shown = get_object_or_404(
        Certificate.objects.select_related("person", "revocation"), code=code.lower(), person=request.user
    )
    if form not in FORMS or shown.state == Certificate.State.REVOKED:
        raise Http404
    draw, media_type = FORMS[form]
    response = _picture(draw(badge.picture_of(shown), badge.sign_badge(shown)), media_type)
    response["Content-Disposition"] = f'attachment; filename="{_called(shown)}.{form}"'
    return response


def _called(shown: Certificate) -> str:
    with translation.override(shown.language):
        return f"{_('badge')}-{organisation_day(shown.awarded):%Y-%m-%d}"


@never_cache
@require_safe
def credential(request: HttpRequest, code: str) -> HttpResponse:
    """The signed text, to who has its address. Gone where the certificate was withdrawn, or its holder erased."""
    shown = _load(code)
    if shown.person is None or shown.state == Certificate.State.REVOKED:
        told = _("Of this certificate there is no badge any more.")
        return _open(HttpResponseGone(told, content_type="text/plain; charset=utf-8"))
    response = _open(HttpResponse(badge.sign_badge(shown), content_type="text/plain; charset=utf-8"))
    response["Content-Disposition"] = f'inline; filename="{_called(shown)}.jwt"'
    return response


@never_cache
@require_safe
def status(request: HttpRequest, code: str) -> HttpResponse:
    return _told(badge.revocation_list(_load(code)), "application/json")


@cache_control(public=True, max_age=3600)
@conditional_page
@require_safe
def issuer(request: HttpRequest) -> HttpResponse:
    return _told({**badge.issuer_profile()}, JSON_LD)


@cache_control(public=True, max_age=3600)
@conditional_page
@require_safe
def keys(request: HttpRequest) -> HttpResponse:
    return _told({"keys": [key.jwk for key in BadgeKey.objects.all()]}, "application/jwk-set+json")


@cache_control(public=True, max_age=3600)
@conditional_page
@require_safe
def key(request: HttpRequest, thumbprint: str) -> HttpResponse:
    """Where the header of a badge says that the key stands: one key, as Open Badges wants it."""
    return _told(get_object_or_404(BadgeKey, pk=thumbprint).jwk, "application/jwk+json")


@cache_control(public=True, max_age=3600)
@conditional_page
@require_safe
def achievement(request: HttpRequest, code: str) -> HttpResponse:
    return _told(badge.achievement(_one_of(code)), JSON_LD)


@cache_control(public=True, max_age=3600)
@conditional_page
@require_safe
def picture(request: HttpRequest, code: str) -> HttpResponse:
    """Of the achievement, without anybody's badge in it."""
    drawn = cache.get_or_set(f"achievement:{code}", lambda: as_svg(badge.picture_of(_one_of(code))), A_DAY)
    assert drawn is not None
    return _open(_picture(drawn, "image/svg+xml"))


def _load(code: str) -> Certificate:
    return get_object_or_404(Certificate.objects.select_related("person", "revocation"), code=code.lower())


def _one_of(code: str) -> Certificate:
    """Of all certificates of the same achievement any one tells what it is."""
    found = Certificate.objects.filter(achievement=code).first()
    if found is None:
        raise Http404
    return found


def _told(document: dict[str, Any], media_type: str) -> HttpResponse:
    return _open(HttpResponse(msgspec.json.encode(document), content_type=media_type))


def _picture(drawn: bytes, media_type: str) -> HttpResponse:
    response = HttpResponse(drawn, content_type=media_type)
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _open(response: HttpResponse) -> HttpResponse:
    response["Access-Control-Allow-Origin"] = "*"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
