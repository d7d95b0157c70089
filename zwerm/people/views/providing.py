"""Signing in with a provider of the organisation, or showing there again that it is you."""

from __future__ import annotations

import hmac
import logging
import secrets
import time
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.internal.flows.reauthentication import resume_request
from allauth.account.models import Login
from allauth.core.internal import ratelimit
from django.contrib.auth import REDIRECT_FIELD_NAME, logout
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from zwerm.people.actions.ending import BEGUN_BY
from zwerm.people.actions.entering import NotLetIn, enter
from zwerm.people.actions.saml import take_answer
from zwerm.people.asking import NoAnswer, answers, redeem
from zwerm.people.models import Person, ProviderLink, SignInProvider
from zwerm.people.rules.oidc import Identity, NotBelieved, made_sure, question
from zwerm.people.rules.saml import identity_of
from zwerm.people.sessions import remember
from zwerm.people.views.saml import ask_by_saml
from zwerm.ui.addresses import own_address

log = logging.getLogger(__name__)
LIVES = 15 * 60
MOST_AT_ONCE = 5
ATTEMPTS = {"provider": "30/m/ip"}
WORDS: dict[str, str | Promise] = {
    "closed": _("Your account here is closed. Ask the people who run Zwerm for you."),
    "unproven": _("The service does not say that your e-mail address is really yours. Ask your IT department."),
    "domain": _("Accounts with your e-mail address are not let in by this service."),
    "other": _("Your address belongs to another account of this service. Ask the people who run Zwerm for you."),
    "nobody": _("There is no account for you here yet. Ask the people who run Zwerm for you."),
    "failed": _("The service and Zwerm did not understand each other. Try again; if it keeps happening, tell the people who run Zwerm for you."),
    "down": _("The service does not answer. Wait a few minutes and try again, or choose another way in."),
    "someone": _("There you are somebody else than here. Sign out there first, then try again."),
    "stale": _("The service did not ask again who you are, or did not tell when it did. Try again; if it keeps happening, choose another way."),
}  # fmt: skip


@require_POST
@never_cache
def begin(request: HttpRequest, id: UUID) -> HttpResponse:
    """On to the provider. By a page of our own that sends the browser on: our forms may be sent to no one but ourselves."""
    return ask(request, get_object_or_404(SignInProvider, pk=id, enabled=True))


def ask(request: HttpRequest, provider: SignInProvider, again: Person | None = None) -> HttpResponse:
    """`again`: who is signed in already, and must show that it is them."""
    if "anyway" not in request.POST and not answers(provider):
        return _down(request, provider, again)
    # A letter first: as the ID of a question in SAML it must be an XML name.
    state, nonce, verifier = (f"z{secrets.token_urlsafe(32)}" for _ in range(3))
    asked = {
        "state": state,
        "nonce": nonce,
        "verifier": verifier,
        "provider": str(provider.pk),
        "next": own_address(request, request.POST.get("next", "")),
        "again": str(again.pk) if again else "",
        "remember": "remember" in request.POST,
        "at": time.time(),
    }
    request.session["provider_sign_ins"] = [*request.session.get("provider_sign_ins", []), asked][-MOST_AT_ONCE:]
    if provider.kind == SignInProvider.Kind.SAML:
        url = ask_by_saml(provider, state, again=again is not None)
    else:
        back = provider.address_of("provider-callback")
        codes = {"state": state, "nonce": nonce, "verifier": verifier}
        url = question(provider.told, provider.client_id, back, **codes, again=again is not None)
    return render(request, "people/providers/leaving.html", {"provider": provider, "url": url})


def _down(request: HttpRequest, provider: SignInProvider, again: Person | None) -> HttpResponse:
    """Instead of the browser's own page, in a language that its reader may not know, that says nothing about another way in."""
    next = own_address(request, request.POST.get("next", ""))
    given = {"provider": provider, "next": next, "remember": "remember" in request.POST, "again": again}
    return render(request, "people/providers/down.html", given, status=503)


@never_cache
def callback(request: HttpRequest, id: UUID) -> HttpResponse:
    """Back from the provider, with a code for us."""
    provider = get_object_or_404(SignInProvider, pk=id, enabled=True, kind=SignInProvider.Kind.OIDC)
    if (late := too_often(request)) is not None:
        return late
    asked = take_asked(request, provider, request.GET.get("state", ""))
    if asked is None or "code" not in request.GET:
        log.warning("%s: a sign-in that was not begun here, or was refused", provider.name)
        return refused(request, "failed")
    try:
        identity = redeem(provider, request.GET["code"], str(asked["verifier"]), str(asked["nonce"]))
    except NotBelieved as reason:
        log.warning("%s was not believed: %s", provider.name, str(reason)[:300])
        return refused(request, "down" if isinstance(reason, NoAnswer) else "failed")
    return come_back(request, provider, identity, asked)


@never_cache
def answer(request: HttpRequest, id: UUID) -> HttpResponse:
    """With the ticket for what a SAML provider answered: now with the session that asked it."""
    provider = get_object_or_404(SignInProvider, pk=id, enabled=True, kind=SignInProvider.Kind.SAML)
    try:
        told = take_answer(provider, request.GET.get("ticket", ""))
        asked = take_asked(request, provider, told.in_response_to)
        if asked is None:
            raise NotBelieved("another browser asked, or too long ago")
        identity = identity_of(told, provider.attributes, groups_name=provider.groups_name, vouches=provider.vouches)
    except NotBelieved as reason:
        log.warning("%s was not believed: %s", provider.name, str(reason)[:300])
        return refused(request, "failed")
    return come_back(request, provider, identity, asked)


def too_often(request: HttpRequest) -> HttpResponse | None:
    if ratelimit.consume(request, app="zwerm", action="provider", config=ATTEMPTS, limit_get=True):
        return None
    response: HttpResponse = ratelimit.respond_429(request)
    return response


def take_asked(request: HttpRequest, provider: SignInProvider, state: str) -> dict[str, Any] | None:
    """What this browser asked the provider, once: a state that is not its own is somebody else's sign-in."""
    waiting = request.session.get("provider_sign_ins", [])
    mine = [one for one in waiting if hmac.compare_digest(one["state"].encode(), state.encode())]
    request.session["provider_sign_ins"] = [one for one in waiting if one not in mine]
    if not mine or mine[0]["provider"] != str(provider.pk) or time.time() - mine[0]["at"] > LIVES:
        return None
    found: dict[str, Any] = mine[0]
    return found


def come_back(
    request: HttpRequest, provider: SignInProvider, identity: Identity, asked: dict[str, Any]
) -> HttpResponse:
    sure = made_sure(identity, datetime.fromtimestamp(asked["at"], UTC), timezone.now())
    if asked.get("again"):
        return _show_again(request, provider, identity, asked, sure=sure)
    try:
        person = enter(provider, identity)
    except NotLetIn as reason:
        log.warning("%s: someone was not let in: %s", provider.name, reason.reason)
        return refused(request, reason.reason)
    if request.user.is_authenticated and request.user.pk != person.pk:
        logout(request)  # What signing in would empty as well, but with what is written here.
    _note_session(request, provider, identity)
    # A provider that only remembered who it was has not shown that it is them who sits there now.
    record_authentication(request, person, method="provider", provider=str(provider.pk), reauthenticated=sure or None)
    response: HttpResponse = perform_login(request, Login(user=person, redirect_url=str(asked["next"]) or None))
    remember(request.session, bool(asked.get("remember")))
    return response


def _show_again(
    request: HttpRequest, provider: SignInProvider, identity: Identity, asked: dict[str, Any], *, sure: bool
) -> HttpResponse:
    """Only the provider's name for who is signed in counts: an address, or somebody else who signs in there, does not."""
    person = request.user
    theirs = ProviderLink.objects.filter(provider=provider, subject=identity.subject, person=asked["again"])
    if str(person.pk) != asked["again"] or not theirs.exists():
        return not_shown(request, "someone", provider, asked)
    if not sure:
        log.warning("%s did not tell that it asked again who it is (auth_time)", provider.name)
        return not_shown(request, "stale", provider, asked)
    _note_session(request, provider, identity)
    record_authentication(request, person, method="provider", provider=str(provider.pk), reauthenticated=True)
    return go_on(request, str(asked["next"]))


def _note_session(request: HttpRequest, provider: SignInProvider, identity: Identity) -> None:
    """By which the session at the provider is ended; nothing where signing out here leaves that alone."""
    if provider.ends_there:
        request.session[BEGUN_BY] = {**identity.session, "provider": str(provider.pk)}


def go_on(request: HttpRequest, next: str) -> HttpResponse:
    """With what someone was about to do, as allauth kept it; it reads there where to go."""
    request.GET = QueryDict(urlencode({REDIRECT_FIELD_NAME: next}))
    response: HttpResponse = resume_request(request) or redirect("mfa_index")
    return response


def refused(request: HttpRequest, reason: str) -> HttpResponse:
    return render(request, "people/providers/refused.html", {"words": WORDS[reason]}, status=403)


def not_shown(request: HttpRequest, reason: str, provider: SignInProvider, asked: dict[str, Any]) -> HttpResponse:
    given = {"words": WORDS[reason], "provider": provider, "next": urlencode({REDIRECT_FIELD_NAME: asked["next"]})}
    return render(request, "people/providers/not_shown.html", given, status=403)
