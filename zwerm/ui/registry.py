"""What modules add to pages that are not theirs: places in the navigation, and panels.

Filled by each module's `declares.py`, which Django loads once at start. A place without an entry is not shown.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise

Text = str | Promise


@dataclass(frozen=True)
class Place:
    """One of the seven places in the navigation. `order` 1–7; `url_name` is its first page."""

    name: str
    order: int
    label: Text
    icon: str
    url_name: str

    @cached_property
    def address(self) -> str:
        return reverse(self.url_name)


@dataclass(frozen=True)
class Panel:
    """A part that a module puts on a page of a lower module.

    `slot`: where ("today", "item", "space", "person", "search", "new", "device", …). `context` gets the request and what the slot
    passes (the item, the query …) and answers the template's context, or None when there is nothing to show.
    """

    slot: str
    name: str
    order: int
    template: str
    context: Callable[..., dict[str, Any] | None]


@dataclass(frozen=True)
class SearchBox:
    """The search field in the top bar: where its words go (`?q=`), and where suggestions while typing come from."""

    url_name: str
    suggest_url_name: str


@dataclass(frozen=True)
class Bell:
    """The way in the top bar to what waits to be read. `number`: how much; asked on every page, so it must not ask the database."""

    url_name: str
    label: Text
    number: Callable[[HttpRequest], int]

    @cached_property
    def address(self) -> str:
        return reverse(self.url_name)


def _for_everyone(request: HttpRequest) -> bool:
    return True


@dataclass(frozen=True)
class AccountLink:
    """A line in the menu under one's own name. `shown`: for whom; asked on every page, so it must not ask the database."""

    name: str
    order: int
    label: Text
    icon: str
    url_name: str
    shown: Callable[[HttpRequest], bool] = _for_everyone

    @cached_property
    def address(self) -> str:
        return reverse(self.url_name)


search_boxes: list[SearchBox] = []
bells: list[Bell] = []
account_links: dict[str, AccountLink] = {}
places: dict[str, Place] = {}
panels: dict[tuple[str, str], Panel] = {}
styled: set[str] = set()


def declare_place(place: Place) -> None:
    places[place.name] = place


def declare_search_box(box: SearchBox) -> None:
    """The last one declared stands in the top bar."""
    search_boxes.append(box)


def declare_bell(bell: Bell) -> None:
    """The last one declared stands in the top bar."""
    bells.append(bell)


def declare_account_link(link: AccountLink) -> None:
    account_links[link.name] = link


def declare_styles(module: str) -> None:
    """Pages of this module load its `styles/index.css` beside what every page loads."""
    styled.add(module)


def declare_panel(panel: Panel) -> None:
    panels[panel.slot, panel.name] = panel


def panels_for(slot: str, request: HttpRequest, **given: Any) -> list[tuple[str, dict[str, Any]]]:
    """(template, context) of every panel in `slot` that has something to show, in order."""
    shown = []
    for panel in sorted((p for p in panels.values() if p.slot == slot), key=lambda p: (p.order, p.name)):
        context = panel.context(request, **given)
        if context is not None:
            shown.append((panel.template, context))
    return shown
