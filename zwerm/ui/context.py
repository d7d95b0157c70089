from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from zwerm.ui.registry import account_links, places, search_boxes


def page(request: HttpRequest) -> dict[str, Any]:
    """What every page needs: the places of the navigation and which one the reader is in."""
    return {
        "places": sorted(places.values(), key=lambda place: place.order),
        "account_links": sorted(account_links.values(), key=lambda link: link.order),
        "search_box": search_boxes[-1] if search_boxes else None,
        "demo": settings.DEMO,
        "theme": request.COOKIES.get("theme", "") if request.COOKIES.get("theme") in {"light", "dark"} else "",
    }
