"""OpenID Connect, the part that decides: what to ask the provider, and whether its answer is about this sign-in.

Pure, but for what is passed in. Follows OpenID Connect Core 1.0 §3.1.3.7 and RFC 9700: code flow with PKCE, a state and a nonce.
"""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode, urlsplit

import jwt

# Never `none`, and none that is checked with a secret both sides know: that secret would sign as well.
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
NEEDED = ("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri")
MAY_HAVE = ("userinfo_endpoint", "end_session_endpoint")
LEEWAY = 60


class NotBelieved(Exception):
    """The provider's answer is not accepted; the message is for the log and an administrator, not for the visitor."""


@dataclass(frozen=True)
class Identity:
    """Who the provider says that someone is. `authenticated`: when it last made sure, as far as it tells.

    `session`: by which the provider knows this session again when it is to be ended. `groups`: None when it did not tell them:
    it has no such claim, or there are too many to tell. An empty list tells that there are none.
    """

    subject: str
    email: str
    proven: bool
    name: str
    groups: frozenset[str] | None = None
    authenticated: datetime | None = None
    session: dict[str, str] = field(default_factory=dict)


def check_document(told: dict[str, Any], address: str, *, plain_allowed: bool) -> dict[str, str]:
    """The endpoints of a discovery document, when it is about the provider at `address`. Raises NotBelieved."""
    missing = [name for name in NEEDED if not isinstance(told.get(name), str)]
    if missing:
        raise NotBelieved(f"the document lacks {', '.join(missing)}")
    if told["issuer"].rstrip("/") != address.rstrip("/"):
        raise NotBelieved(f"the document is about {told['issuer']}")
    endpoints = {name: told[name] for name in (*NEEDED, *MAY_HAVE) if isinstance(told.get(name), str)}
    for name, url in endpoints.items():
        if not is_safe_address(url, plain_allowed=plain_allowed):
            raise NotBelieved(f"{name} is no https address")
    methods = told.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
    endpoints["method"] = "basic" if "client_secret_basic" in methods else "post"
    return endpoints


def is_safe_address(url: str, *, plain_allowed: bool) -> bool:
    parts = urlsplit(url)
    return bool(parts.hostname) and (parts.scheme == "https" or (plain_allowed and parts.scheme == "http"))


def challenge_of(verifier: str) -> str:
    return urlsafe_b64encode(sha256(verifier.encode()).digest()).rstrip(b"=").decode()


def question(
    told: dict[str, str], client_id: str, back: str, *, state: str, nonce: str, verifier: str, again: bool = False
) -> str:
    """Where to send the visitor. `again`: the provider must make sure anew who it is, and tell when it did."""
    asked = {
        "response_type": "code",
        "client_id": client_id,
        "redirect_uri": back,
        "scope": "openid email profile",
        "state": state,
        "nonce": nonce,
        "code_challenge": challenge_of(verifier),
        "code_challenge_method": "S256",
    } | ({"prompt": "login", "max_age": "0"} if again else {})
    return with_query(told["authorization_endpoint"], urlencode(asked))


def farewell(told: dict[str, str], client_id: str, back: str, *, state: str, hint: str) -> str:
    """Where to send the visitor to be signed out there too (OpenID Connect RP-Initiated Logout 1.0 §2). `hint`: the ID token."""
    given = {"id_token_hint": hint, "client_id": client_id, "post_logout_redirect_uri": back, "state": state}
    return with_query(told["end_session_endpoint"], urlencode(given))


def with_query(address: str, query: str) -> str:
    """The address of a provider may have a question mark of its own."""
    return f"{address}{'&' if '?' in address else '?'}{query}"


def believe(token: str, keys: dict[str, Any], *, issuer: str, client_id: str, nonce: str) -> dict[str, Any]:
    """The claims of an ID token that is signed by the provider, for us, now, and for this sign-in. Raises NotBelieved."""
    try:
        header = jwt.get_unverified_header(token)
        claims: dict[str, Any] = jwt.decode(
            token,
            _key(header, keys),
            algorithms=ALGORITHMS,
            audience=client_id,
            issuer=issuer,
            leeway=LEEWAY,
            options={"require": ["exp", "iat", "iss", "aud", "sub"]},
        )
    except (jwt.PyJWTError, ValueError, TypeError, KeyError) as error:
        raise NotBelieved(f"the ID token: {error}") from error
    audiences = claims["aud"] if isinstance(claims["aud"], list) else [claims["aud"]]
    if (len(audiences) > 1 or "azp" in claims) and claims.get("azp") != client_id:
        raise NotBelieved("the ID token was made for someone else")
    if not hmac.compare_digest(str(claims.get("nonce", "")).encode(), nonce.encode()):
        raise NotBelieved("the ID token belongs to another sign-in")
    return claims


def _key(header: dict[str, Any], keys: dict[str, Any]) -> jwt.PyJWK:
    """The provider's key that the token names; without a name the only one there is."""
    if header.get("alg") not in ALGORITHMS:
        raise NotBelieved(f"signed with {header.get('alg')}")
    usable = [key for key in keys.get("keys", []) if key.get("use", "sig") == "sig" and key.get("kty") != "oct"]
    named = [key for key in usable if key.get("kid") == header["kid"]] if "kid" in header else usable
    if len(named) != 1:
        raise NotBelieved("signed with a key that the provider does not publish")
    return jwt.PyJWK(named[0], algorithm=header["alg"])


def identity_of(claims: dict[str, Any], *, groups_name: str, vouches: bool) -> Identity:
    """Who it is. An address counts as proven when the provider says so with a plain true, or when it vouches for all its addresses.

    A provider that says false is believed, whatever it vouches for.
    """
    email, verified = claims.get("email"), claims.get("email_verified")
    given = " ".join(str(claims[part]) for part in ("given_name", "family_name") if claims.get(part))
    groups = claims.get(groups_name)
    if isinstance(groups, str):
        groups = [groups]
    return Identity(
        subject=str(claims["sub"]),
        email=email.strip().lower() if isinstance(email, str) else "",
        proven=verified is True or (verified is None and vouches),
        name=str(claims.get("name") or given or "")[:200],
        groups=frozenset(map(str, groups)) if isinstance(groups, list) else None,
        authenticated=_moment(claims.get("auth_time")),
    )


def lacks_groups(claims: dict[str, Any], groups_name: str) -> bool:
    """Whether the profile may tell the groups that the token does not."""
    return bool(groups_name) and groups_name not in claims and not too_many_groups(claims, groups_name)


def too_many_groups(claims: dict[str, Any], groups_name: str) -> bool:
    """Groups that are to be asked elsewhere (OpenID Connect Core 1.0 §5.6.2), as Entra does with more than 200."""
    elsewhere = claims.get("_claim_names")
    told_elsewhere = claims.get("hasgroups") or (isinstance(elsewhere, dict) and groups_name in elsewhere)
    return bool(groups_name and told_elsewhere) and groups_name not in claims


def _moment(seconds: object) -> datetime | None:
    if isinstance(seconds, bool) or not isinstance(seconds, int | float):
        return None
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, ValueError, OSError):
        return None


def made_sure(identity: Identity, asked: datetime, now: datetime) -> bool:
    """Whether the provider made sure who it is after it was asked. Clocks may differ a minute; one that does not tell did not."""
    leeway = timedelta(seconds=LEEWAY)
    return identity.authenticated is not None and asked - leeway <= identity.authenticated <= now + leeway
