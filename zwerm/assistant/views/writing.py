"""The answer in the words of a language model, sent while it is written (server-sent events)."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager

from django.db import connection
from django.http import StreamingHttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils import translation

from zwerm.assistant.actions import Answer, ask, write_stepwise
from zwerm.assistant.views.asking import LONGEST, page_before, shown
from zwerm.people.requests import PersonRequest


def written(request: PersonRequest) -> StreamingHttpResponse:
    """An event `sentence` for each sentence as it passes its check, then one event `whole` with all that belongs to the answer."""
    question, before = (request.GET.get(name, "").strip()[:LONGEST] for name in ("q", "after"))
    get_token(request)  # once the first event is sent, no cookie can be set any more
    steps = write_stepwise(request.user, ask(request.user, question, before, page_before(request)))
    response = StreamingHttpResponse(_events(request, question, steps), content_type="text/event-stream")
    response["Cache-Control"] = "no-store"
    # What compresses or buffers would keep sentences back until all are there.
    response["Content-Encoding"] = "identity"
    response["X-Accel-Buffering"] = "no"
    return response


def _events(request: PersonRequest, question: str, steps: Generator[Answer]) -> Iterator[str]:
    language = translation.get_language() or "en"
    told = 0
    answer = Answer(question)
    with _letting_go(), closing(steps):
        for answer in steps:
            new = shown(answer)["sentences"][told:]
            if answer.model and new:
                told = len(answer.sentences)
                event = _event("sentence", "assistant/parts/sentences.html", {"sentences": new}, request, language)
                _let_go()
                yield event
        event = _event(
            "whole", "assistant/parts/answer.html", {"question": question} | shown(answer), request, language
        )
        _let_go()
        yield event


def _event(name: str, template: str, context: dict[str, object], request: PersonRequest, language: str) -> str:
    with translation.override(language):
        html = render_to_string(template, context, request)
    lines = "".join(f"data: {line}\n" for line in html.splitlines())
    return f"event: {name}\n{lines}\n"


@contextmanager
def _letting_go() -> Iterator[None]:
    try:
        yield
    finally:
        _let_go()


def _let_go() -> None:
    """Each piece may be made in another thread; a connection left in each would soon be all that the database has."""
    if not connection.in_atomic_block:
        connection.close()
