"""Who may come in: the right page, a session, and an item that this person may change. Asked again while they are inside."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.contrib.auth import get_user
from django.http import HttpRequest
from django.http.request import split_domain_port, validate_host
from starlette.websockets import WebSocket

from zwerm.library.actions import may_revise
from zwerm.library.models import Item
from zwerm.people.models import Person


@dataclass(frozen=True)
class Guest:
    """Someone who came in."""

    id: UUID
    name: str


def comes_from_here(socket: WebSocket) -> bool:
    """Whether a page of this installation opened the socket: cookies alone also go along from pages elsewhere."""
    origin = socket.headers.get("origin", "")
    host = socket.headers.get("host", "")
    if origin == settings.SITE_URL.rstrip("/"):
        return True
    domain, _ = split_domain_port(host)
    return bool(origin) and urlsplit(origin).netloc == host and validate_host(domain, settings.ALLOWED_HOSTS)


def admitted(session_key: str, item: UUID) -> Guest | None:
    """The person of this session, when they may change this item now. Asks the database."""
    if not session_key:
        return None
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore(session_key)
    person = get_user(request)
    if not isinstance(person, Person) or not person.is_active:
        return None
    found = Item.objects.visible_to(person).filter(id=item).first()
    if found is None or not may_revise(person, found):
        return None
    return Guest(person.id, person.name)
