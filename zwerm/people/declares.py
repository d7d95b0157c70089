from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from zwerm.operations.registry import (
    Check,
    Command,
    DemoPart,
    Recurring,
    declare_after_restore,
    declare_check,
    declare_command,
    declare_demo_part,
    declare_recurring,
)
from zwerm.people import commands, held
from zwerm.people.actions import clear_copies, clear_what_is_too_old, erase_again, erase_due
from zwerm.people.actions.going import WOULD_GO
from zwerm.people.actions.leaving import spaces_looked_after
from zwerm.people.actions.privacy import clearing
from zwerm.people.actions.privacy.words import follow_people
from zwerm.people.actions.saml import clear_answers
from zwerm.people.asking import read_metadata_again
from zwerm.people.demo import personas
from zwerm.people.demo.make import make_people
from zwerm.people.demo.privacy import make_privacy
from zwerm.people.health import look_at_erasing
from zwerm.people.models import Person
from zwerm.people.panels import (
    handed,
    invite_to_begin,
    leaves,
    leaving_of,
    looks_after,
    many_people,
    members_of,
    no_way_in,
    not_erased,
    others,
    providers_to_sign_in_with,
    telling_of_it,
    tellings_of,
)
from zwerm.people.passwords import check_breached_file
from zwerm.people.registry import (
    Retention,
    declare_beginning,
    declare_belonging,
    declare_namer,
    declare_retention,
    declare_sign,
    declare_trail_words,
    declare_words_follower,
    hold,
)
from zwerm.people.views.leaving import KEPT_OF_THEM, LOOKED_AFTER
from zwerm.people.ways import KEYED, LINKED, keyed, linked
from zwerm.ui.registry import AccountLink, Panel, Place, declare_account_link, declare_panel, declare_place

declare_demo_part(DemoPart(10, "people", make_people))
declare_demo_part(DemoPart(90, "privacy", make_privacy))


def personas_to_be(request: HttpRequest) -> dict[str, Any] | None:
    """The colleagues of the demo whom a visitor can be with one click."""
    if not settings.DEMO:
        return None
    dutch = get_language() == "nl"
    # One may have been erased, or left, in the demo as well.
    emails = [persona.email for persona in personas()]
    here = set(Person.objects.filter(email__in=emails, is_active=True).values_list("email", flat=True))
    return {
        "told_in_dutch": not dutch,
        "personas": [
            {"email": p.email, "name": p.name, "words": p.nl if dutch else p.en} for p in personas() if p.email in here
        ],
    }


def is_for_admins(request: HttpRequest) -> bool:
    return bool(getattr(request.user, "is_admin", False))


declare_panel(Panel("signin-first", "personas", 10, "people/personas.html", personas_to_be))
declare_command(
    Command(
        "person", "add a colleague, such as the first administrator", commands.run, commands.arguments, commands.tell
    )
)
declare_command(
    Command(
        "copy",
        "write everything about one person into one zip",
        commands.run_copy,
        commands.copy_arguments,
        commands.tell_copy,
    )
)
declare_command(
    Command("erase", "erase a person everywhere", commands.run_erase, commands.erase_arguments, commands.tell_erase)
)
declare_panel(Panel("space", "members", 10, "people/panels/space.html", members_of))
declare_panel(Panel("signin", "providers", 10, "people/providers/signin.html", providers_to_sign_in_with))
declare_panel(Panel("people-found", "tellings", 20, "people/panels/telling_of_it.html", telling_of_it))
declare_panel(Panel("person", "tellings", 5, "people/panels/tellings.html", tellings_of))
declare_sign(LINKED, linked)
declare_sign(KEYED, keyed)
declare_panel(Panel("today-first", "no-way-in", 1, "people/parts/no_way_in.html", no_way_in))
declare_panel(Panel("today-first", "not-erased", 5, "people/panels/not_erased.html", not_erased))
declare_panel(Panel("today", "handed", 12, "people/panels/handed.html", handed))
declare_sign("leaving", leaves)
declare_panel(Panel("today", "leaving", 13, "people/panels/leaving.html", leaving_of))
declare_panel(Panel("today-begin", "invite", 50, "people/panels/begin.html", invite_to_begin))
declare_beginning("many-people", many_people)
declare_beginning("others", others)
declare_beginning("looks-after", looks_after)
declare_check(Check("breached passwords", check_breached_file))
declare_check(Check("erasing", look_at_erasing))
declare_words_follower("people.Person", follow_people)
declare_place(Place("people", 6, _("People"), "people", "people:people"))
declare_account_link(
    AccountLink("administration", 40, _("Administration"), "lock", "people:administration", is_for_admins)
)
declare_account_link(AccountLink("settings", 30, _("Settings"), "settings", "people:settings"))
hold(held)
declare_namer("people.SignInProvider", held.name_providers)

YEARS = (0, 12, 24, 36, 60, 84)
RETENTIONS = (
    Retention(
        "trail",
        10,
        _("The trail of who changed or looked at accounts"),
        _("Long enough to find out what happened, and for colleagues to see who looked."),
        24,
        (6, *YEARS),
        clearing.clear_trail,
        clearing.count_trail,
    ),
    Retention(
        "sessions",
        20,
        _("Browsers that someone is signed in with, after their last use"),
        _("A browser that was not used for so long is signed out."),
        1,
        (1, 2, 3, 6, 12),
        clearing.clear_sessions,
        clearing.count_sessions,
    ),
    Retention(
        "lists",
        30,
        _("Lists of people that were brought in, and who used an invitation"),
        _("After that an import cannot be undone any more."),
        6,
        (1, 3, 6, 12, 24),
        clearing.clear_lists,
        clearing.count_lists,
    ),
    Retention(
        "closed-accounts",
        40,
        _("Closed accounts"),
        _("Then they are erased, after two weeks in which an administrator can cancel it."),
        0,
        (0, 3, 6, 12, 24, 60),
        clearing.erase_closed_accounts,
        clearing.count_closed,
    ),
    Retention(
        "backups",
        90,
        _("Backups"),
        _("Zwerm does not remove backups itself: fill in how long you keep them, so that colleagues read what is true."),
        3,
        (1, 3, 6, *YEARS),
        None,
    ),
)  # fmt: skip
for retention in RETENTIONS:
    declare_retention(retention)
declare_trail_words(LOOKED_AFTER, _("what they look after"))
declare_trail_words(WOULD_GO, _("what would go with them"))
declare_trail_words(KEPT_OF_THEM, _("how much is kept of them"))
declare_recurring(Recurring("people: clear what is too old", timedelta(hours=1), clear_what_is_too_old))
declare_after_restore("people: erase again", erase_again)
declare_recurring(Recurring("people: erase who is due", timedelta(hours=1), erase_due))
declare_recurring(Recurring("people: clear what SAML providers answered", timedelta(hours=1), clear_answers))
declare_recurring(Recurring("people: read SAML metadata again", timedelta(days=1), read_metadata_again))
declare_recurring(Recurring("people: clear copies", timedelta(hours=1), clear_copies))
declare_belonging(spaces_looked_after(_("Teams and communities that they look after")))
