from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from zwerm.ui.registry import AccountLink, Place, account_links, bells, panels, places, search_boxes, styled
from zwerm.ui.rules import THEMES


def page(request: HttpRequest) -> dict[str, Any]:
    """What every page needs: the places of the navigation and which one the reader is in."""
    shown = sorted(places.values(), key=lambda place: place.order)
    theme = request.COOKIES.get("theme", "")
    return {
        "places": shown,
        "here": _place_of(request.path, shown),
        "account_links": _account_links(request),
        "search_box": search_boxes[-1] if search_boxes else None,
        "bell": bells[-1] if bells else None,
        "rings": _rings(request),
        "new_url": reverse("ui:new") if any(panel.slot == "new" for panel in panels.values()) else "",
        "demo": settings.DEMO,
        "owner": getattr(request, "device_owner", ""),
        "theme": theme if theme in THEMES else "",
        "styles": _styles_of(request),
    }


def _account_links(request: HttpRequest) -> list[AccountLink]:
    """Nobody is known yet when a request is refused before anyone looked who sent it: for a wrong host, for one."""
    if not getattr(request, "user", None):
        return []
    return sorted((link for link in account_links.values() if link.shown(request)), key=lambda link: link.order)


def _rings(request: HttpRequest) -> int:
    """How much waits to be read. Only asked when the page is made: what its reader sees on it is read by then."""
    return bells[-1].number(request) if bells and getattr(request, "user", None) else 0


def _styles_of(request: HttpRequest) -> str:
    """The styles that only pages of this page's module need."""
    module = request.resolver_match.namespace if request.resolver_match else ""
    return f"zwerm/{module}/styles/index.css" if module in styled else ""


def _place_of(path: str, shown: list[Place]) -> str:
    """The place whose address this page's begins with; a view may say otherwise with `here` in its own context."""
    addresses = {place.name: place.address for place in shown}
    within = [
        name for name, address in addresses.items() if path == address or (address != "/" and path.startswith(address))
    ]
    return max(within, key=lambda name: len(addresses[name]), default="")
