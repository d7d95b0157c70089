"""Asking a sign-in provider over the network: short, bounded, never along a redirect."""

from __future__ import annotations

import json
import logging
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import cache

from zwerm.operations.outward import trusted
from zwerm.people.models import SignInProvider
from zwerm.people.rules.oidc import (
    Identity,
    NotBelieved,
    believe,
    check_document,
    identity_of,
    is_safe_address,
    lacks_groups,
)
from zwerm.people.rules.saml_metadata import read_metadata

log = logging.getLogger(__name__)
MOST_BYTES = 1024 * 1024
SECONDS = 8
# In seconds: how long someone who wants to sign in waits for the provider, and how long it is known whether it answers.
PATIENCE, KNOWN_FOR = 4, 15
GONE = frozenset({502, 503, 504})


class NoAnswer(NotBelieved):
    """There is nobody, or it takes too long."""


def discover(address: str) -> dict[str, str]:
    """The endpoints of the provider at `address`. Raises NotBelieved with what is wrong, in words for an administrator."""
    if not is_safe_address(address, plain_allowed=not settings.PRODUCTION):
        raise NotBelieved("the address must begin with https://")
    told = _ask("GET", f"{address.rstrip('/')}/.well-known/openid-configuration")
    return check_document(told, address, plain_allowed=not settings.PRODUCTION)


def answers(provider: SignInProvider) -> bool:
    """Whether there is anybody where its people would be sent. Asked at most every few seconds, however many want to sign in.

    A SAML provider may be seen by browsers only: it is asked where Zwerm reads its metadata from the same host.
    """
    url = provider.told.get("authorization_endpoint") or provider.told.get("sign_on") or ""
    if provider.kind == SignInProvider.Kind.SAML and urlsplit(url).netloc != urlsplit(provider.address).netloc:
        return True
    name = f"provider-answers-{provider.pk}"
    known: bool | None = cache.get(name)
    if known is None:
        known = _is_there(url)
        cache.set(name, known, KNOWN_FOR)
        if not known:
            log.warning("%s does not answer at %s", provider.name, url)
    return known


def _is_there(url: str) -> bool:
    """What it says of a question without words does not matter, unless what stands before it says that it is gone."""
    import httpx

    try:
        with httpx.Client(verify=trusted(), timeout=PATIENCE, follow_redirects=False, trust_env=False) as client:  # noqa: SIM117  one sees two things
            with client.stream("GET", url) as response:
                return response.status_code not in GONE
    except (httpx.HTTPError, httpx.InvalidURL):
        return False


def redeem(provider: SignInProvider, code: str, verifier: str, nonce: str) -> Identity:
    """Who signed in, for the code that the visitor brought back. Raises NotBelieved."""
    told = provider.told
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": provider.address_of("provider-callback"),
        "code_verifier": verifier,
    }
    auth = (provider.client_id, provider.secret) if told.get("method") == "basic" else None
    if auth is None:
        form |= {"client_id": provider.client_id, "client_secret": provider.secret}
    answer = _ask("POST", told["token_endpoint"], data=form, auth=auth)
    keys = _ask("GET", told["jwks_uri"])
    token = answer.get("id_token")
    if not isinstance(token, str):
        raise NotBelieved("no ID token")
    claims = believe(token, keys, issuer=told["issuer"], client_id=provider.client_id, nonce=nonce)
    lacks = "email" not in claims or lacks_groups(claims, provider.groups_name)
    if lacks and told.get("userinfo_endpoint") and isinstance(answer.get("access_token"), str):
        more = _ask("GET", told["userinfo_endpoint"], headers={"Authorization": f"Bearer {answer['access_token']}"})
        if more.get("sub") != claims["sub"]:
            raise NotBelieved("the profile is about someone else")
        # When someone signed in is believed of the signed token alone.
        claims = {**more, "auth_time": None, **claims}
    identity = identity_of(claims, groups_name=provider.groups_name, vouches=provider.vouches)
    return replace(identity, session={"hint": token})


def metadata_at(address: str, issuer: str = "") -> dict[str, Any]:
    """What a SAML provider publishes about itself. Raises NotBelieved, in words for an administrator."""
    if not is_safe_address(address, plain_allowed=not settings.PRODUCTION):
        raise NotBelieved("the address must begin with https://")
    return read_metadata(_fetch("GET", address), issuer, plain_allowed=not settings.PRODUCTION)


def read_metadata_again() -> None:
    """Follow a SAML provider to its next certificate. One that cannot be reached, or is another, stays as it was."""
    for provider in SignInProvider.objects.filter(kind=SignInProvider.Kind.SAML).exclude(address=""):
        try:
            told = metadata_at(provider.address, provider.told["issuer"])
        except NotBelieved as reason:
            log.warning("%s: its metadata was not read again: %s", provider.name, str(reason)[:300])
            continue
        provider.told = {**provider.told, **told}
        provider.save(update_fields=["told"])


def _ask(method: str, url: str, **given: Any) -> dict[str, Any]:
    body = _fetch(method, url, headers={"Accept": "application/json", **given.pop("headers", {})}, **given)
    try:
        told = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise NotBelieved(f"{method} {url}: {type(error).__name__}") from error
    if not isinstance(told, dict):
        raise NotBelieved(f"{method} {url}: no object")
    return told


def _fetch(method: str, url: str, **given: Any) -> bytes:
    import httpx

    try:
        with httpx.Client(verify=trusted(), timeout=SECONDS, follow_redirects=False, trust_env=False) as client:  # noqa: SIM117  one sees two things
            with client.stream(method, url, **given) as response:
                body = b""
                for piece in response.iter_bytes():
                    body += piece
                    if len(body) > MOST_BYTES:
                        raise NotBelieved("the answer is too long")
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise NoAnswer(f"{method} {url}: {type(error).__name__}") from error
    if response.status_code != 200:
        raise NotBelieved(f"{method} {url}: status {response.status_code}")
    return body
