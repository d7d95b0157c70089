"""A sign-in provider on this machine that says whatever a test wants, signed with keys of its own."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qs

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

from tests.answering import answering


@cache
def a_key() -> rsa.RSAPrivateKey:
    """Made once: that takes longer than a whole sign-in."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


class Provider:
    """What it publishes and answers can be changed between requests."""

    def __init__(self) -> None:
        self.key = a_key()
        self.kid = "one"
        self.address = ""
        self.claims: dict[str, Any] = {}
        self.token: str | None = None
        self.profile: dict[str, Any] = {}
        self.asked: list[dict[str, str]] = []
        self.document: dict[str, Any] = {}

    def publishes(self) -> dict[str, Any]:
        names = ("authorization", "token", "userinfo")
        endpoints = {f"{name}_endpoint": f"{self.address}/{name}" for name in names}
        return {"issuer": self.address, "jwks_uri": f"{self.address}/jwks", **endpoints, **self.document}

    def jwks(self) -> dict[str, Any]:
        public = RSAAlgorithm.to_jwk(self.key.public_key(), as_dict=True)
        return {"keys": [{**public, "kid": self.kid, "use": "sig", "alg": "RS256"}]}

    def signed(self, **claims: Any) -> str:
        now = int(time.time())
        usual = {"iss": self.address, "aud": "zwerm", "iat": now, "exp": now + 60, **self.claims, **claims}
        told = {name: value for name, value in usual.items() if value is not None}
        return jwt.encode(told, self.key, algorithm="RS256", headers={"kid": self.kid})


@contextmanager
def running_provider() -> Iterator[Provider]:
    provider = Provider()

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            pages: dict[str, Callable[[], dict[str, Any]]] = {
                "/.well-known/openid-configuration": provider.publishes,
                "/jwks": provider.jwks,
                "/userinfo": lambda: provider.profile,
            }
            self._say(pages.get(self.path, dict)())

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            provider.asked.append({name: values[0] for name, values in parse_qs(body).items()})
            self._say({"access_token": "a", "token_type": "Bearer", "id_token": provider.token or provider.signed()})

        def _say(self, told: dict[str, Any]) -> None:
            body = json.dumps(told).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *given: object) -> None:
            """Tests are quiet."""

    with answering(Answers) as provider.address:
        yield provider
