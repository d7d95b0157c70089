"""`/live/tips/<space>/?since=&language=`: what changed since that number, then all that changes, as `news_of` tells it.

Nothing is sent this way but a sign of life, which is answered by the same; what people say goes by a form.
"""

from __future__ import annotations

import asyncio
from functools import partial
from uuid import UUID

from django.conf import settings
from starlette.websockets import WebSocket, WebSocketDisconnect

from zwerm.operations.hub import Looker
from zwerm.operations.lines import FORBIDDEN, NOT_UNDERSTOOD, TOO_FAST, until_one_ends
from zwerm.operations.threads import in_thread
from zwerm.people.door import comes_from_here, person_of, session_of
from zwerm.people.models import Person, Space
from zwerm.questions.actions import askable_by
from zwerm.questions.actions.tips import as_read, last_of, tips_hub

ALIVE = "alive"
# Who missed more reads the page anew.
MOST_MISSED = 500
ANEW = b'{"anew":true}'


def admitted(key: str, space: UUID) -> Person | None:
    """The person of this session, when they see the tips of this space now. Asks the database."""
    person = person_of(key)
    return person if person is not None and askable_by(person).filter(pk=space).exists() else None


def still_admitted(key: str, space: UUID) -> bool:
    return admitted(key, space) is not None


async def answer(socket: WebSocket) -> None:
    space: UUID = socket.path_params["space"]
    key = session_of(socket)
    person = await in_thread(admitted, key, space) if comes_from_here(socket) else None
    if person is None:
        # Before it is accepted this is a plain 403: a stranger learns nothing about what there is.
        await socket.close(FORBIDDEN)
        return
    await socket.accept()
    since = _whole(socket.query_params.get("since", ""))
    language = socket.query_params.get("language", "")
    language = language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    one = Looker(socket, person.pk, as_read(language, person))
    await tips_hub.enter(space, one)
    try:
        await until_one_ends(
            asyncio.create_task(one.sends()),
            asyncio.create_task(_hears(socket, one)),
            asyncio.create_task(_catches_up(space, since, one)),
            asyncio.create_task(tips_hub.ask_again(one, partial(still_admitted, key, space))),
        )
    finally:
        tips_hub.leave(space, one)
        await one.end()


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else 0


async def _catches_up(space: UUID, since: int, one: Looker) -> None:
    missed = await in_thread(last_of, space) - since
    if missed > MOST_MISSED:
        one.send(ANEW)
    elif missed > 0:
        while news := await tips_hub.missed(space, since, one.language):
            one.send(news.said[one.language])
            since = news.upto
            if not news.more:
                break
    await asyncio.Event().wait()


async def _hears(socket: WebSocket, one: Looker) -> None:
    while True:
        try:
            said = await socket.receive_text()
        except (WebSocketDisconnect, KeyError):
            return
        if not one.in_time():
            one.leave(TOO_FAST)
        elif said == ALIVE:
            one.send(b'"alive"')
        else:
            one.leave(NOT_UNDERSTOOD)


def readers_changed(space: Space) -> None:
    tips_hub.doubt(space.pk)


close = tips_hub.close
