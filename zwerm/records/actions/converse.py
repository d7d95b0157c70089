"""The language model as this installation uses it: with a budget per day, and every call in the log."""

from __future__ import annotations

import time
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import F
from django.utils import timezone

from zwerm.language.gateway import Completion, Endpoint, Message, ModelFailed, Reason, count_tokens, stream
from zwerm.operations.days import organisation_day
from zwerm.people.models import Person
from zwerm.records.models import ModelCall, ModelDay


@dataclass(frozen=True)
class Purpose:
    """What a call is for: a word for the log (“answer”, “course”), and the ids of what is sent along."""

    name: str
    sources: Sequence[str] = ()


def endpoint() -> Endpoint:
    """The model that the admin configured; `is_on` tells whether there is one."""
    configuration = settings.CONFIGURATION
    return Endpoint(
        configuration.text("MODEL_URL"),
        configuration.text("MODEL_KEY"),
        configuration.text("MODEL_NAME"),
        float(configuration.whole("MODEL_TIMEOUT")),
    )


def converse(
    person: Person | None,
    purpose: Purpose,
    messages: Sequence[Message],
    *,
    most_tokens: int = 1200,
    as_json: bool = False,
) -> str:
    """The model's whole answer. Raises ModelFailed, with what happened in the log."""
    return "".join(listen(person, purpose, messages, most_tokens=most_tokens, as_json=as_json))


def listen(
    person: Person | None,
    purpose: Purpose,
    messages: Sequence[Message],
    *,
    most_tokens: int = 1200,
    as_json: bool = False,
) -> Generator[str]:
    """The model's answer in pieces. Raises ModelFailed, also halfway; who stops listening is logged too.

    Not inside a transaction: a call takes seconds, and its line in the log must stay when the caller fails.
    """
    model = endpoint()
    if not model.is_on:
        raise ModelFailed("off")
    answer = Completion(tokens_in=count_tokens(messages))
    began = time.monotonic()
    today = organisation_day()
    outcome: Reason | str = "done"
    detail = ""
    reserved = answer.tokens_in + most_tokens
    try:
        if not reserve(today, reserved):
            reserved = 0
            raise ModelFailed("budget")
        yield from stream(model, messages, answer, most_tokens=most_tokens, as_json=as_json)
    except ModelFailed as failure:
        outcome, detail = failure.reason, failure.detail
        raise
    finally:
        spent = answer.tokens_in + answer.tokens_out if reserved else 0
        settle(today, spent - reserved)
        ModelCall.objects.create(
            person=person,
            when=timezone.now(),
            purpose=purpose.name,
            model=model.model,
            tokens_in=answer.tokens_in if reserved else 0,
            tokens_out=answer.tokens_out,
            milliseconds=round((time.monotonic() - began) * 1000),
            outcome=outcome,
            detail=detail[:300],
            sources=list(purpose.sources),
            content=_content(messages, answer),
        )


def _content(messages: Sequence[Message], answer: Completion) -> str:
    if not settings.CONFIGURATION.flag("MODEL_LOG_CONTENT"):
        return ""
    asked = "\n\n".join(f"[{message['role']}]\n{message['content']}" for message in messages)
    return f"{asked}\n\n[answer]\n{answer.text}"


def reserve(day: date, tokens: int) -> bool:
    """Set `tokens` of the day's budget apart; False when that many are no longer left. Two callers never share a token."""
    ModelDay.objects.get_or_create(day=day)
    most = settings.CONFIGURATION.whole("MODEL_DAILY_TOKENS")
    return bool(ModelDay.objects.filter(day=day, tokens__lte=most - tokens).update(tokens=F("tokens") + tokens))


def settle(day: date, difference: int) -> None:
    """Give back what was set apart and not spent."""
    if difference:
        ModelDay.objects.filter(day=day).update(tokens=F("tokens") + difference)
