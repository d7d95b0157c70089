"""The gateway to a language model: any endpoint that speaks OpenAI's chat completions.

Pure in the sense of this module: no tables, no settings. Who calls brings the endpoint, and a budget and a log if they keep those
(`records.actions.converse`). Every failure is one kind of exception with a reason, so that a caller can always go on without.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

Reason = Literal["off", "budget", "unreachable", "slow", "busy", "refused", "broken", "empty"]
Message = Mapping[str, str]

MOST_CHARACTERS = 60_000
SHORT_PAUSE = 0.5
TRIED_AGAIN = frozenset({408, 409, 429, 500, 502, 503, 504, 529})


class ModelFailed(Exception):
    """The model gave nothing that can be used; `reason` says why. Go on without it."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason: Reason = reason
        self.detail = detail


@dataclass(frozen=True)
class Endpoint:
    """Where a model answers. `seconds`: the longest that one whole answer may take."""

    url: str
    key: str
    model: str
    seconds: float = 30.0

    @property
    def is_on(self) -> bool:
        return bool(self.url and self.model)


@dataclass
class Completion:
    """What came back. Tokens are the endpoint's own count, or an estimate where it tells none."""

    text: str = ""
    tokens_in: int = 0
    tokens_out: int = 0
    finished: bool = False
    pieces: list[str] = field(default_factory=list, repr=False)


def count_tokens(messages: Sequence[Message]) -> int:
    """A rough count, on the safe side: three characters a token, and some per message."""
    return sum(len(message["content"]) // 3 + 8 for message in messages)


def complete(
    endpoint: Endpoint,
    messages: Sequence[Message],
    *,
    most_tokens: int = 1200,
    on_text: Callable[[str], None] | None = None,
    as_json: bool = False,
) -> Completion:
    """Ask once and read the whole answer; `on_text` gets each piece as it comes. Raises ModelFailed.

    A busy or broken endpoint is tried twice more, after the time it asks for, as long as that fits in `endpoint.seconds`. All tries together
    are given up after those seconds, however slowly an answer trickles; silence is never waited for longer than that either.
    """
    answer = Completion(tokens_in=count_tokens(messages))
    for piece in stream(endpoint, messages, answer, most_tokens=most_tokens, as_json=as_json):
        if on_text:
            on_text(piece)
    return answer


def stream(
    endpoint: Endpoint,
    messages: Sequence[Message],
    answer: Completion,
    *,
    most_tokens: int = 1200,
    as_json: bool = False,
) -> Iterator[str]:
    """The pieces of an answer as they come; `answer` is filled meanwhile. Raises ModelFailed, also halfway."""
    if not endpoint.is_on:
        raise ModelFailed("off")
    deadline = time.monotonic() + endpoint.seconds
    try:
        with _opened(endpoint, messages, most_tokens, as_json, deadline) as chunks:
            yield from _pieces(chunks, answer, deadline)
    except ModelFailed:
        raise
    except Exception as error:
        raise _failure(error) from error
    finally:
        answer.tokens_out = answer.tokens_out or len(answer.text) // 3
    if not answer.text.strip():
        raise ModelFailed("empty")


def look_at(endpoint: Endpoint, *, seconds: float) -> list[str]:
    """The names of the models that the endpoint offers, empty where it tells none. Raises ModelFailed when it does not answer."""
    from openai import NotFoundError

    client = _client(endpoint, seconds=seconds, retries=0)
    try:
        return [model.id for model in client.models.list()]
    except NotFoundError:
        return []
    except Exception as error:
        raise _failure(error) from error


def _pieces(chunks: Any, answer: Completion, deadline: float) -> Iterator[str]:
    _end_at(chunks.response, deadline)
    for chunk in chunks:
        _count(chunk, answer)
        choice = chunk.choices[0] if chunk.choices else None
        if choice is None:
            continue
        if getattr(choice.delta, "refusal", None):
            raise ModelFailed("refused", str(choice.delta.refusal)[:200])
        if choice.finish_reason == "content_filter":
            raise ModelFailed("refused", "content filter")
        piece = choice.delta.content or ""
        if piece:
            answer.text += piece
            yield piece
        answer.finished = answer.finished or choice.finish_reason is not None
        if len(answer.text) > MOST_CHARACTERS:
            raise ModelFailed("broken", "the answer did not end")
    if answer.text and not answer.finished:
        raise ModelFailed("broken", "the answer was cut off")


def _client(endpoint: Endpoint, *, seconds: float, retries: int) -> Any:
    from openai import OpenAI  # 1.6 s to import, so only when it is used

    return OpenAI(base_url=endpoint.url, api_key=endpoint.key or "none", timeout=seconds, max_retries=retries)


def _opened(endpoint: Endpoint, messages: Sequence[Message], most_tokens: int, as_json: bool, deadline: float) -> Any:
    """The stream of an answer that has begun. Tried again while that can help and there is time."""
    for again in (True, True, False):
        left = deadline - time.monotonic()
        client = _client(endpoint, seconds=max(left, 0.05), retries=0)
        try:
            return _open(client, endpoint.model, messages, most_tokens, as_json)
        except Exception as error:
            pause = _pause(error)
            if not again or pause is None or time.monotonic() + pause >= deadline:
                raise
            time.sleep(pause)
    raise AssertionError("unreachable")


def _pause(error: Exception) -> float | None:
    """Seconds to wait before another try; None when another try cannot help."""
    import openai

    if isinstance(error, openai.APITimeoutError):
        return None
    if isinstance(error, openai.APIConnectionError):
        return SHORT_PAUSE
    if not isinstance(error, openai.APIStatusError) or error.status_code not in TRIED_AGAIN:
        return None
    asked = error.response.headers.get("retry-after", "")
    return max(SHORT_PAUSE, float(asked)) if asked.replace(".", "", 1).isdigit() else SHORT_PAUSE


def _end_at(response: Any, deadline: float) -> None:
    """Give up at the first bytes after the deadline; lines that only keep the connection alive are no chunks, but bytes they are."""
    arriving = response.iter_bytes

    def timed(*given: Any) -> Iterator[bytes]:
        for some in arriving(*given):
            if time.monotonic() > deadline:
                raise ModelFailed("slow", "the answer took longer than allowed")
            yield some

    response.iter_bytes = timed


def _open(client: Any, model: str, messages: Sequence[Message], most_tokens: int, as_json: bool) -> Any:
    wanted: dict[str, Any] = {"response_format": {"type": "json_object"}} if as_json else {}
    return client.chat.completions.create(
        model=model,
        messages=[dict(message) for message in messages],
        max_tokens=most_tokens,
        temperature=0,
        stream=True,
        stream_options={"include_usage": True},
        **wanted,
    )


def _count(chunk: Any, answer: Completion) -> None:
    if usage := getattr(chunk, "usage", None):
        answer.tokens_in = usage.prompt_tokens or answer.tokens_in
        answer.tokens_out = usage.completion_tokens or answer.tokens_out


def _failure(error: Exception) -> ModelFailed:
    import openai

    # While an answer streams, the time-outs of the transport come through unwrapped, under their own names.
    if isinstance(error, openai.APITimeoutError) or "Timeout" in type(error).__name__:
        return ModelFailed("slow", str(error))
    if isinstance(error, openai.RateLimitError):
        return ModelFailed("busy", str(error)[:200])
    if isinstance(error, openai.AuthenticationError | openai.PermissionDeniedError):
        return ModelFailed("refused", str(error)[:200])
    if isinstance(error, openai.APIConnectionError):
        return ModelFailed("unreachable", str(error))
    return ModelFailed("broken", f"{type(error).__name__}: {error}"[:300])


_FENCE = re.compile(r"\A\s*```(?:json)?\s*(.*?)\s*```\s*\Z", re.DOTALL)


def read_json(text: str) -> Any:
    """The JSON in an answer, also when it is fenced or when words stand around it. Raises ModelFailed("broken")."""
    fenced = _FENCE.match(text)
    body = fenced[1] if fenced else text
    for start in [0, *(body.find(mark) for mark in "{[")]:
        if start < 0:
            continue
        try:
            return json.JSONDecoder().raw_decode(body[start:].lstrip())[0]
        except ValueError:
            continue
    raise ModelFailed("broken", "no JSON in the answer")
