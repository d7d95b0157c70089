"""Requests through the bridge between the server and Django, without either of them."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import pytest
from starlette.types import Message

from zwerm.operations.pages import FilePieces, Pages

TEXT = [("Content-Type", "text/plain")]


class Body:
    """What Django answers, in short: pieces, and whether they come one by one."""

    def __init__(self, *pieces: bytes, streaming: bool = False, between: Callable[[], object] | None = None) -> None:
        self.pieces, self.streaming, self.between = pieces, streaming, between
        self.closed = False

    def __iter__(self) -> Iterator[bytes]:
        for piece in self.pieces:
            yield piece
            if self.between:
                self.between()

    def close(self) -> None:
        self.closed = True


class Asker:
    """One request: what is sent in, and what came back."""

    def __init__(self, path: str = "/", headers: list[tuple[bytes, bytes]] | None = None) -> None:
        self.scope: dict[str, Any] = {
            "type": "http",
            "method": "POST",
            "path": path,
            "query_string": b"q=1",
            "http_version": "1.1",
            "client": ("10.0.0.9", 5000),
            "server": ("127.0.0.1", 8000),
            "headers": headers or [],
        }
        self.sending: asyncio.Queue[Message] = asyncio.Queue()
        self.answers: list[Message] = []

    def send(self, body: bytes, *, more: bool = False) -> Asker:
        self.sending.put_nowait({"type": "http.request", "body": body, "more_body": more})
        return self

    async def answered(self, message: Message) -> None:
        self.answers.append(dict(message))

    def ask(self, pages: Pages) -> Awaitable[None]:
        return pages(self.scope, self.sending.get, self.answered)

    @property
    def status(self) -> int:
        return int(self.answers[0]["status"])

    @property
    def text(self) -> bytes:
        return b"".join(answer.get("body", b"") for answer in self.answers)


def pages(
    answer: Callable[[dict[str, Any]], Any], *, threads: int = 1, proxied: bool = False, patience: float = 60
) -> Pages:
    def wsgi(environ: dict[str, Any], start_response: Callable[..., None]) -> Any:
        start_response("200 OK", TEXT)
        return answer(environ)

    return Pages(wsgi, threads=threads, largest=1000, too_large="/too-large/", proxied=proxied, patience=patience)


def heard(asker: Asker, *, proxied: bool = False) -> dict[str, Any]:
    """The environ that Django gets to see."""
    seen: dict[str, Any] = {}

    def answer(environ: dict[str, Any]) -> Body:
        seen.update(environ, body=environ["wsgi.input"].read())
        return Body(b"ok")

    asyncio.run(_one(pages(answer, proxied=proxied), asker))
    return seen


async def _one(application: Pages, asker: Asker) -> None:
    await asker.ask(application)


def test_a_request_arrives_whole_and_its_answer_leaves_whole() -> None:
    asker = Asker("/één", [(b"content-type", b"text/x"), (b"cookie", b"a=1"), (b"cookie", b"b=2")])
    seen = heard(asker.send(b"first ", more=True).send(b"second"))
    assert seen["body"] == b"first second"
    assert seen["CONTENT_LENGTH"] == "12"
    assert seen["CONTENT_TYPE"] == "text/x"
    assert seen["HTTP_COOKIE"] == "a=1; b=2"
    assert seen["PATH_INFO"].encode("latin-1").decode() == "/één"
    assert seen["REMOTE_ADDR"] == "10.0.0.9"
    assert (asker.status, asker.text) == (200, b"ok")


def test_of_a_body_that_is_too_large_django_sees_nothing_and_tells_the_limit() -> None:
    asker = Asker("/knowledge/imports/", [(b"accept-language", b"nl"), (b"content-length", b"1200")])
    seen = heard(asker.send(b"x" * 600, more=True).send(b"x" * 600, more=True))
    assert (seen["REQUEST_METHOD"], seen["PATH_INFO"], seen["QUERY_STRING"]) == ("GET", "/too-large/", "")
    assert (seen["body"], seen["CONTENT_LENGTH"], seen["HTTP_ACCEPT_LANGUAGE"]) == (b"", "0", "nl")
    assert asker.text == b"ok"


def test_who_goes_away_half_way_costs_nothing() -> None:
    asked: list[object] = []
    asker = Asker().send(b"half", more=True)
    asker.sending.put_nowait({"type": "http.disconnect"})
    asyncio.run(_one(pages(asked.append), asker))
    assert (asked, asker.answers) == ([], [])


def test_a_header_cannot_pass_for_one_of_the_proxy_by_an_underscore() -> None:
    seen = heard(Asker(headers=[(b"x_forwarded_proto", b"https")]).send(b""))
    assert "HTTP_X_FORWARDED_PROTO" not in seen


def test_behind_a_proxy_only_what_the_proxy_itself_wrote_tells_who_asks() -> None:
    forged = [(b"x-forwarded-for", b"1.1.1.1"), (b"x-forwarded-for", b"2.2.2.2, 192.0.2.7")]
    assert heard(Asker(headers=forged).send(b""), proxied=True)["REMOTE_ADDR"] == "192.0.2.7"
    assert heard(Asker(headers=forged).send(b""), proxied=False)["REMOTE_ADDR"] == "10.0.0.9"


def test_a_slow_sender_keeps_nobody_waiting() -> None:
    async def both() -> tuple[Asker, Asker]:
        application = pages(lambda environ: Body(environ["wsgi.input"].read()), threads=1)
        slow, quick = Asker().send(b"slow", more=True), Asker().send(b"quick")
        waiting = asyncio.ensure_future(slow.ask(application))
        await quick.ask(application)
        assert slow.answers == []
        slow.send(b"ly")
        await waiting
        return slow, quick

    slow, quick = asyncio.run(both())
    assert (slow.text, quick.text) == (b"slowly", b"quick")


def test_who_stops_sending_half_way_is_told_and_let_go() -> None:
    asked: list[object] = []
    asker = Asker().send(b"half", more=True)
    asyncio.run(_one(pages(asked.append, patience=0.01), asker))
    assert (asker.status, asked) == (408, [])
    assert (b"connection", b"close") in asker.answers[0]["headers"]


def test_who_is_still_sending_when_the_server_stops_is_told_so() -> None:
    asked: list[object] = []
    asker = Asker().send(b"half", more=True)

    async def cut_short() -> None:
        asking = asyncio.ensure_future(asker.ask(pages(asked.append)))
        await asyncio.sleep(0)
        asking.cancel()
        await asking

    asyncio.run(cut_short())
    assert (asker.status, asked) == (503, [])
    assert (b"connection", b"close") in asker.answers[0]["headers"]


def test_a_page_that_fails_takes_no_thread_with_it() -> None:
    def answer(environ: dict[str, Any]) -> Body:
        if environ["PATH_INFO"] == "/fails":
            raise ValueError("of this test")
        return Body(b"page")

    async def several() -> Asker:
        application, asker = pages(answer, threads=1), Asker("/works").send(b"")
        for _ in range(3):
            with pytest.raises(ValueError, match="of this test"):
                await Asker("/fails").send(b"").ask(application)
        await asker.ask(application)
        return asker

    assert asyncio.run(several()).text == b"page"


def test_what_comes_piece_by_piece_leaves_at_once_and_keeps_no_page_waiting() -> None:
    go_on = threading.Event()

    def answer(environ: dict[str, Any]) -> Body:
        if environ["PATH_INFO"] == "/stream":
            return stream
        return Body(b"page")

    stream = Body(b"one ", b"two", streaming=True, between=lambda: go_on.wait(10))

    async def both() -> tuple[Asker, Asker]:
        application = pages(answer, threads=1)
        streaming, page = Asker("/stream").send(b""), Asker("/page").send(b"")
        waiting = asyncio.ensure_future(streaming.ask(application))
        await page.ask(application)
        while not streaming.text:
            await asyncio.sleep(0)
        assert streaming.text == b"one "
        go_on.set()
        await waiting
        return streaming, page

    streaming, page = asyncio.run(both())
    assert (streaming.text, page.text) == (b"one two", b"page")
    assert stream.closed


def test_what_comes_piece_by_piece_stops_when_the_asker_went_away() -> None:
    made = []
    gone = threading.Event()

    def pieces() -> Iterator[bytes]:
        for number in range(100):
            made.append(number)
            yield b"piece "
            gone.wait(10)

    class Endless(Body):
        def __iter__(self) -> Iterator[bytes]:
            return pieces()

    body = Endless(streaming=True)

    async def leave() -> None:
        asker = Asker().send(b"")
        waiting = asyncio.ensure_future(asker.ask(pages(lambda environ: body)))
        while not asker.text:
            await asyncio.sleep(0)
        asker.sending.put_nowait({"type": "http.disconnect"})
        await asyncio.sleep(0)
        gone.set()
        await waiting

    asyncio.run(leave())
    assert len(made) < 10
    assert body.closed


def test_a_file_goes_in_large_pieces_and_is_closed(tmp_path: Any) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"x" * 150_000)
    file = path.open("rb")
    asker = Asker().send(b"")
    asyncio.run(_one(pages(lambda environ: FilePieces(file, 4096)), asker))
    assert len(asker.text) == 150_000
    assert len(asker.answers) == 5
    assert file.closed
