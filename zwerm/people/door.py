"""Who opens a socket: a page of this installation, and the person of its session."""

from __future__ import annotations

from importlib import import_module
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import get_user
from django.http import HttpRequest
from django.http.request import split_domain_port, validate_host
from starlette.websockets import WebSocket

from zwerm.people.models import Person


def comes_from_here(socket: WebSocket) -> bool:
    """Whether a page of this installation opened the socket: cookies alone also go along from pages elsewhere."""
    origin = socket.headers.get("origin", "")
    host = socket.headers.get("host", "")
    if origin == settings.SITE_URL.rstrip("/"):
        return True
    domain, _ = split_domain_port(host)
    return bool(origin) and urlsplit(origin).netloc == host and validate_host(domain, settings.ALLOWED_HOSTS)


def session_of(socket: WebSocket) -> str:
    """The key of the session that came along; "" when none did."""
    return socket.cookies.get(settings.SESSION_COOKIE_NAME, "")


def person_of(session_key: str) -> Person | None:
    """Whose session it is, as long as they may be here. Asks the database."""
    if not session_key:
        return None
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore(session_key)
    person = get_user(request)
    return person if isinstance(person, Person) and person.is_active else None
