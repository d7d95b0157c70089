"""Whatever is sent to the record store, it answers what is wrong with it: never an error of its own."""

from __future__ import annotations

import hashlib
import json
import random
from base64 import urlsafe_b64encode
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zwerm.records.tests.test_typed import USUAL, nearly_usual
from zwerm.records.tests.test_xapi import Tool, mixed

HASH = hashlib.sha256(b"").hexdigest()
ODD = [
        *("", " ", "\0", "a\0b", "%", "²", "٣", "nan", "-1", "0", "1e400", "9" * 400, "x" * 5000, "\ud800", "{}", "[]", "null"),
        *("true", "1.0.3", "http://e.org", "mailto:a@e.org", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", USUAL["id"]),
        *('{"mbox":"mailto:a@e.org"}', '{"openid":"a:' + "b" * 3000 + '"}', '{"account":{"homePage":"http://localhost:8000","name":"\\u0000"}}'),
        *('{"objectType":"Group","member":[{"mbox":"mailto:a@e.org"}]}', '{"mbox":"mailto:\\ud800@e.org"}', "[" * 3000),
]  # fmt: skip
WORDS = st.sampled_from(ODD) | st.text(max_size=20)
KNOWN = {
    "statements": [
        *("statementId", "voidedStatementId", "agent", "verb", "activity", "registration", "related_activities", "related_agents"),
        *("since", "until", "limit", "format", "attachments", "ascending", "from", "method"),
    ],
    "activities": ["activityId"],
    "activities/state": ["activityId", "agent", "registration", "stateId", "since"],
    "activities/profile": ["activityId", "profileId", "since"],
    "agents": ["agent"],
    "agents/profile": ["agent", "profileId", "since"],
    "about": ["agent"],
    "%00": ["agent"],
}  # fmt: skip
# What is right for most of them, so that what is wrong with one is met.
RIGHT = {
    "activityId": "http://e.org",
    "agent": '{"mbox":"mailto:a@e.org"}',
    "stateId": "s",
    "profileId": "p",
}
HEADERS = st.dictionaries(
    st.sampled_from(["if-match", "if-none-match", "accept-language", "x-experience-api-version"]),
    st.sampled_from(["*", '"a"', "W/", "nl;q=nan, en;q=inf", ";q=1", "1.0.3", "2.0.0", "3", "\xff", ",,,", "x" * 3000]),
)
TYPES = st.sampled_from(
    [
        *("application/json", "application/json; charset=utf-16", "multipart/mixed", "multipart/mixed; boundary=b", "text/html"),
        *('multipart/mixed; boundary="b', "multipart/mixed; boundary=" + "b" * 80, "", "x" * 300, "application/x-www-form-urlencoded"),
    ]
)  # fmt: skip


@st.composite
def bodies(draw: st.DrawFn) -> bytes:
    chance = random.Random(draw(st.integers(0, 2**32)))
    statement = draw(nearly_usual())
    text = json.dumps(statement).encode()
    kind = draw(st.integers(0, 9))
    match kind:
        case 0:
            deep = draw(st.sampled_from([10, 500, 5000, 200_000]))
            return text.replace(b"[null]", b"[" * deep + b"]" * deep)
        case 1:
            return text.replace(
                b"[null]",
                draw(st.sampled_from([b"1e400", b"9" * 400, b"-0", b"1E-400", b"12345678901234567890", b"NaN"])),
            )
        case 2:
            return text.replace(b"{", b'{"id":1,"id":"a:b",', 1)
        case 3:
            return text.replace(
                b"Zwerm", draw(st.sampled_from([b"\\ud800", b"\\u0000", b"\xed\xa0\x80", b"\xff", b"x" * 1_000_000]))
            )
        case 4:
            return b"[" + b",".join([text] * draw(st.integers(0, 3))) + b"]"
        case 5 | 6 | 7:
            attached = {**statement, "object": {"id": "a:b"}}
            body = mixed(attached, draw(st.binary(max_size=50)))[0]
            return broken(chance, body) if kind > 5 else body
        case 8:
            return broken(chance, text)
    return text


def broken(chance: random.Random, body: bytes) -> bytes:
    """With a few bytes taken away, doubled or changed."""
    for _ in range(chance.randrange(1, 4)):
        place, length = chance.randrange(len(body) + 1), chance.choice([0, 1, 2, 30])
        put = chance.choice(
            [b"", b"\r\n", b"--b", b"--b--", b"\0", b'"', body[place : place + length] * 2, HASH.encode()]
        )
        body = body[:place] + put + body[place + length :]
    return body


@pytest.fixture
def tool() -> Tool:
    return Tool()


def answered(
    tool: Tool, method: str, resource: str, params: dict[str, str], body: bytes, kind: str, headers: dict[str, str]
) -> Any:
    """Within a transaction that is undone, so that every try finds the store as it was."""
    told = "&".join(f"{name}={quoted(value)}" for name, value in params.items())
    with transaction.atomic():
        answer = tool.client.generic(method.upper(), f"/xapi/{resource}?{told}", body, kind, headers=headers)
        transaction.set_rollback(True)
    return answer


def quoted(text: str) -> str:
    return "".join(f"%{byte:02x}" for byte in text.encode(errors="surrogatepass"))


tries = settings(max_examples=40, suppress_health_check=list(HealthCheck))


@pytest.mark.django_db
@given(st.data())
@tries
def test_whatever_comes_in_is_taken_or_refused(tool: Tool, data: st.DataObject) -> None:
    method = data.draw(st.sampled_from(["post", "post", "put"]))
    params = data.draw(
        st.just({})
        | st.just({"statementId": USUAL["id"]})
        | st.dictionaries(st.sampled_from(KNOWN["statements"]), WORDS, max_size=2)
    )
    answer = answered(tool, method, "statements", params, data.draw(bodies()), data.draw(TYPES), data.draw(HEADERS))
    assert answer.status_code in (200, 204, 400, 409, 413)


@pytest.mark.django_db
@given(st.data())
@tries
def test_whatever_is_asked_is_answered_or_refused(tool: Tool, data: st.DataObject) -> None:
    method = data.draw(st.sampled_from(["get", "get", "get", "head", "put", "post", "delete", "options", "patch"]))
    resource = data.draw(st.sampled_from([*KNOWN, "statements", "statements"]))
    right = {name: RIGHT[name] for name in KNOWN[resource] if name in RIGHT and resource != "statements"}
    params = right | data.draw(st.dictionaries(st.sampled_from(KNOWN[resource]), WORDS, max_size=2))
    body, kind = data.draw(st.just(b"{}") | st.binary(max_size=20)), data.draw(TYPES)
    answer = answered(tool, method, resource, params, body, kind, data.draw(HEADERS))
    assert answer.status_code < 500


@pytest.mark.django_db
@pytest.mark.parametrize("resource", KNOWN)
def test_whatever_a_parameter_says_is_understood_or_refused(tool: Tool, resource: str) -> None:
    tool.send(USUAL)
    right = {name: RIGHT[name] for name in KNOWN[resource] if name in RIGHT and resource != "statements"}
    for name in KNOWN[resource]:
        for word in ODD:
            answer = answered(tool, "get", resource, right | {name: word}, b"", "", {})
            assert answer.status_code in (200, 400, 404), (name, word[:40])


@pytest.mark.django_db
def test_what_is_nested_deeper_than_all_that_reads_it_is_refused_and_a_long_number_is_compared(tool: Tool) -> None:
    def statement(deep: int, **parts: Any) -> dict[str, Any]:
        nested: Any = None
        for _ in range(deep):
            nested = [nested]
        return {**USUAL, "result": {"extensions": {"http://example.org/x": nested}}, **parts}

    for deep, status in ((20, 200), (95, 200), (150, 400), (800, 400)):
        identity = f"fd41c918-b88b-4b20-a0a5-a4c32391aa{deep % 100:02d}"
        for _again in range(2):
            answer = tool.send(statement(deep, id=identity))
            assert answer.status_code == status, (deep, answer.text[:200])
    long = {**USUAL, "id": "fd41c918-b88b-4b20-a0a5-a4c32391bb01", "result": {"duration": "PT" + "9" * 4999 + ".5S"}}
    assert [tool.send(long).status_code for _ in range(2)] == [200, 200]
    assert tool.send({**long, "result": {"duration": "PT" + "9" * 4998 + "8.5S"}}).status_code == 409


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["text/plain\r\nX-Evil: 1", "text/plain\0", "text/plain\x85"])
def test_a_document_comes_back_whatever_type_was_told_of_it(tool: Tool, kind: str) -> None:
    where = {"activityId": "http://e.org", "agent": '{"mbox":"mailto:a@e.org"}', "stateId": "s"}
    form = urlencode({**where, "Content-Type": kind, "content": "x"})
    as_form = "application/x-www-form-urlencoded"
    sent = tool.client.post("/xapi/activities/state?method=PUT", form, content_type=as_form)
    assert (sent.status_code, sent.json()) == (400, {"error": "the content type is not one"})
    assert tool.client.get("/xapi/activities/state", where).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("payload", [{"id": 5}, {"result": {"duration": "PT" + "9" * 400 + "S"}}, [], 5])
@pytest.mark.parametrize("header", [{}, {"x5c": {"a": 1}}, {"x5c": [5]}, {"x5c": ["AAAA"]}])
def test_a_signature_can_say_anything(tool: Tool, payload: Any, header: dict[str, Any]) -> None:
    def part(told: Any) -> str:
        return urlsafe_b64encode(json.dumps(told).encode()).decode().rstrip("=")

    body = {**USUAL, **payload} if isinstance(payload, dict) else payload
    token = ".".join([part({"alg": "RS256", **header}), part(body), "AAAA"]).encode()
    content, _hash = mixed(dict(USUAL), token)
    content = content.replace(b"https://e.org/u", b"http://adlnet.gov/expapi/attachments/signature")
    content = content.replace(b"text/plain", b"application/octet-stream")
    answer = tool.client.post("/xapi/statements", content, content_type="multipart/mixed; boundary=b")
    assert answer.status_code == 400, "of no statement is this the signature"
