"""Asking another record store over the network: short, bounded, never along a redirect, and nowhere else than where it is."""

from __future__ import annotations

import socket
from contextlib import suppress
from dataclasses import dataclass
from threading import Lock, Timer
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlencode, urljoin, urlsplit

from django.conf import settings
from django.utils.translation import gettext_noop as _

from zwerm.operations.outward import trusted
from zwerm.people.rules.oidc import is_safe_address
from zwerm.people.rules.sealed import BrokenSeal
from zwerm.records.models import Store
from zwerm.records.rules.statement import Edition
from zwerm.records.xapi.asked import LATEST

if TYPE_CHECKING:
    import httpx

MOST_BYTES = 32 * 1024 * 1024
# Until the next bytes, and for all of one request: who sends a byte at a time keeps all else that goes outward waiting.
SECONDS = 30
WHOLE = 60.0


class NotReached(Exception):
    """There was no answer, or none that says anything about what was asked: later again.

    Says why: in words that are translated where they are shown, and what cannot be.
    """

    def __init__(self, why: str, detail: str = "") -> None:
        super().__init__(f"{why}: {detail}" if detail else why)


class TookTooLong(NotReached):
    """What was asked may have been too much at once."""


@dataclass(frozen=True)
class Answer:
    status: int
    headers: httpx.Headers
    body: bytes

    @property
    def says(self) -> str:
        return self.body[:200].decode("utf-8", "replace").replace("\0", " ").strip()


def send(store: Store, body: bytes, media_type: str) -> Answer:
    """POST statements. Raises NotReached, and TookTooLong also where it, or what stands before it, says so itself."""
    answer = _ask(store, "POST", f"{_base(store)}/statements", body, {"Content-Type": media_type})
    if answer.status in (408, 504):
        raise TookTooLong(_("it answers"), f"{answer.status} {answer.says}")
    return answer


def fetch(store: Store, params: dict[str, str]) -> Answer:
    """GET a page of statements. Raises NotReached."""
    return _ask(store, "GET", f"{_base(store)}/statements?{urlencode(params)}")


def follow(store: Store, more: str) -> Answer:
    """GET the next page. It says itself where that is: only on its own host. Raises NotReached."""
    address = urljoin(_base(store) + "/", more)
    if urlsplit(address)[:2] != urlsplit(_base(store))[:2]:
        raise NotReached(_("its next page is at another address"))
    return _ask(store, "GET", address)


def _base(store: Store) -> str:
    return store.address.rstrip("/")


def _ask(
    store: Store, method: str, url: str, body: bytes | None = None, headers: dict[str, str] | None = None
) -> Answer:
    if not is_safe_address(url, plain_allowed=not settings.PRODUCTION):
        raise NotReached(_("its address must begin with https://"))
    try:
        auth = (store.key, store.secret)
    except BrokenSeal:
        raise NotReached(_("its secret cannot be read, for ZWERM_SECRET_KEY changed; fill it in again")) from None
    import httpx

    sent = {"X-Experience-API-Version": LATEST[cast("Edition", store.edition)], **(headers or {})}
    found = bytearray()
    limit = _Limit()
    try:
        with (
            limit,
            httpx.Client(verify=trusted(), timeout=SECONDS, follow_redirects=False, trust_env=False) as client,
            client.stream(method, url, content=body, headers=sent, auth=auth, extensions={"trace": limit}) as response,
        ):
            for piece in response.iter_bytes():
                found += piece
                if len(found) > MOST_BYTES:
                    raise NotReached(_("its answer is too long"))
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        if limit.is_over or isinstance(error, httpx.ReadTimeout | httpx.WriteTimeout):
            raise TookTooLong(_("no answer"), "Timeout") from error
        raise NotReached(_("no answer"), type(error).__name__) from error
    if limit.is_over:
        # What was cut off may look whole.
        raise TookTooLong(_("no answer"), "Timeout")
    return Answer(response.status_code, response.headers, bytes(found))


class _Limit:
    """Ends a request that as a whole takes too long, wherever it is: httpx only limits the wait for the next bytes."""

    def __init__(self) -> None:
        self.is_over = False
        self._connection: socket.socket | None = None
        self._lock = Lock()
        self._timer = Timer(WHOLE, self._end)
        self._timer.daemon = True

    def __enter__(self) -> None:
        self._timer.start()

    def __exit__(self, *fault: object) -> None:
        self._timer.cancel()
        with self._lock:
            if self._connection:
                self._connection.close()
                self._connection = None

    def __call__(self, event: str, told: dict[str, Any]) -> None:
        """As httpx tells what it does."""
        if event == "connection.connect_tcp.complete":
            with self._lock:
                # A handle of its own: TLS takes over the other one.
                self._connection = told["return_value"].get_extra_info("socket").dup()
            if self.is_over:
                self._end()

    def _end(self) -> None:
        with self._lock:
            self.is_over = True
            if self._connection:
                with suppress(OSError):
                    self._connection.shutdown(socket.SHUT_RDWR)
