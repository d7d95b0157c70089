from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from zwerm.operations.registry import Check, Command, DemoPart, declare_check, declare_command, declare_demo_part
from zwerm.people import commands
from zwerm.people.demo import personas
from zwerm.people.demo.make import make_people
from zwerm.people.panels import members_of, providers_to_sign_in_with, tellings_of
from zwerm.people.passwords import check_breached_file
from zwerm.ui.registry import AccountLink, Panel, Place, declare_account_link, declare_panel, declare_place

declare_demo_part(DemoPart(10, "people", make_people))


def personas_to_be(request: HttpRequest) -> dict[str, Any] | None:
    """The colleagues of the demo whom a visitor can be with one click."""
    if not settings.DEMO:
        return None
    dutch = get_language() == "nl"
    return {"personas": [{"email": p.email, "name": p.name, "words": p.nl if dutch else p.en} for p in personas()]}


def is_for_admins(request: HttpRequest) -> bool:
    return bool(getattr(request.user, "is_admin", False))


declare_panel(Panel("signin-first", "personas", 10, "people/personas.html", personas_to_be))
declare_command(
    Command(
        "person", "add a colleague, such as the first administrator", commands.run, commands.arguments, commands.tell
    )
)
declare_panel(Panel("space", "members", 10, "people/panels/space.html", members_of))
declare_panel(Panel("signin", "providers", 10, "people/providers/signin.html", providers_to_sign_in_with))
declare_panel(Panel("person", "tellings", 5, "people/panels/tellings.html", tellings_of))
declare_check(Check("breached passwords", check_breached_file))
declare_place(Place("people", 6, _("People"), "people", "people:people"))
declare_account_link(
    AccountLink("administration", 40, _("Administration"), "lock", "people:administration", is_for_admins)
)
declare_account_link(AccountLink("settings", 30, _("Settings"), "settings", "people:settings"))
