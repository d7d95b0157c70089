"""What each resource of xAPI answers (1.0.3, part three, 2). Each gets what was asked, by a credential that was let in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import msgspec
from django.core.files.storage import default_storage
from django.http import HttpResponse
from django.utils.http import http_date

from zwerm.records.models import Attachment, Document, Statement
from zwerm.records.rules import scopes
from zwerm.records.rules.identity import agent_key, agents_in, attachments_in
from zwerm.records.xapi import documents, find
from zwerm.records.xapi.activities import activity
from zwerm.records.xapi.asked import Asked, Refused, parse
from zwerm.records.xapi.multipart import Part, files_of, parts_of, written
from zwerm.records.xapi.take import take
from zwerm.records.xapi.tell import told

NAMES_KEPT = 20
MOST_AT_ONCE = 10_000


def json(value: Any) -> HttpResponse:
    return HttpResponse(msgspec.json.encode(value), content_type="application/json")


def about(asked: Asked) -> HttpResponse:
    return json({"version": ["2.0.0", "1.0.3", "1.0.2", "1.0.1", "1.0.0"], "extensions": {}})


def statements(asked: Asked) -> HttpResponse:
    return _write(asked) if asked.method in ("PUT", "POST") else _read(asked)


def _write(asked: Asked) -> HttpResponse:
    need(asked, scopes.WRITE)
    asked.only(*(("statementId",) if asked.method == "PUT" else ()))
    told_ones, files = _coming(asked)
    if asked.method == "POST":
        given = told_ones if isinstance(told_ones, list) else [told_ones]
        if not given:
            raise Refused(400, "there is no statement in the list")
        if len(given) > MOST_AT_ONCE:
            raise Refused(413, f"at most {MOST_AT_ONCE} statements come at once")
        return json(take(given, asked.credential, asked.edition, files))
    id = asked.uuid("statementId")
    if id is None:
        raise Refused(400, "the parameter statementId is missing")
    if not isinstance(told_ones, dict):
        raise Refused(400, "a PUT holds one statement")
    if str(told_ones.get("id", id)).lower() != str(id):
        raise Refused(400, "the statement has another id than the parameter statementId")
    take([{**told_ones, "id": str(id)}], asked.credential, asked.edition, files)
    return HttpResponse(status=204)


def _coming(asked: Asked) -> tuple[Any, dict[str, Part]]:
    if asked.media_type == "application/json":
        return parse(asked.body, "the body"), {}
    if asked.media_type != "multipart/mixed":
        raise Refused(400, "statements come as application/json or multipart/mixed")
    parts = parts_of(asked.body, asked.header("content-type"))
    first = parts[0]
    if first.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise Refused(400, "the first part of multipart/mixed is application/json")
    return parse(first.content, "the first part"), files_of(parts[1:])


def _read(asked: Asked) -> HttpResponse:
    need(asked, scopes.READ_OWN, scopes.READ_ALL)
    with_files = asked.flag("attachments")
    format = asked.params.get("format", "exact")
    if "statementId" in asked.params or "voidedStatementId" in asked.params:
        statement = find.one(asked)
        if statement is None:
            raise Refused(404, "there is no such statement")
        rows, body = [statement], told([statement], format, asked)[0]
    else:
        rows, more = find.many(asked)
        told_ones = ",".join(told(rows, format, asked))
        body = f'{{"statements":[{told_ones}],"more":{msgspec.json.encode(more).decode()}}}'
    if with_files:
        content, content_type = written(body.encode(), files_with(rows))
        response = HttpResponse(content, content_type=content_type)
    else:
        response = HttpResponse(body, content_type="application/json")
    if len(rows) == 1 and rows[0].stored:
        response["Last-Modified"] = http_date(rows[0].stored.timestamp())
    return response


def files_with(rows: Sequence[Statement]) -> list[tuple[str, str, bytes]]:
    """The files of these statements, each once, with the media type that a statement told."""
    hashes = Attachment.objects.filter(statement__in=rows).values_list("hash", flat=True)
    wanted = set(hashes)
    types: dict[str, str] = {}
    for row in rows if wanted else ():
        for one in attachments_in(msgspec.json.decode(row.json)):
            types.setdefault(one["sha2"].lower(), one["contentType"].replace("\r", " ").replace("\n", " "))
    found = []
    for hash in sorted(wanted):
        path = Attachment.path_of(hash)
        if default_storage.exists(path):
            with default_storage.open(path) as file:
                found.append((hash, types.get(hash, "application/octet-stream"), file.read()))
    return found


def activities(asked: Asked) -> HttpResponse:
    need(asked, scopes.READ_OWN, scopes.READ_ALL)
    asked.only("activityId")
    return json(activity(asked.iri("activityId"), asked.credential))


def agents(asked: Asked) -> HttpResponse:
    """All that is known of someone under this identifier: names under which they were told."""
    need(asked, scopes.READ_OWN, scopes.READ_ALL)
    asked.only("agent")
    agent = find.agent_of(asked)
    key = agent_key(agent)
    assert key is not None
    rows = find.naming(key, asked.credential, NAMES_KEPT)
    names = [agent["name"]] if "name" in agent else []
    for row in rows:
        for one in agents_in(msgspec.json.decode(row.json)):
            for each in (one, *one.get("member", ())):
                if agent_key(each) == key and each.get("name"):
                    names.append(each["name"])
    identified = {name: [value] for name, value in agent.items() if name not in ("objectType", "name", "member")}
    return json({"objectType": "Person", "name": list(dict.fromkeys(names)), **identified})


def state(asked: Asked) -> HttpResponse:
    need(asked, scopes.STATE)
    return _document(asked, Document.Kind.STATE)


def activity_profile(asked: Asked) -> HttpResponse:
    need(asked, scopes.PROFILE)
    return _document(asked, Document.Kind.ACTIVITY)


def agent_profile(asked: Asked) -> HttpResponse:
    need(asked, scopes.PROFILE)
    return _document(asked, Document.Kind.AGENT)


def _document(asked: Asked, kind: Document.Kind) -> HttpResponse:
    place = documents.place_of(asked, kind)
    if asked.method in ("PUT", "POST"):
        documents.write(asked, place)
        return HttpResponse(status=204)
    if asked.method == "DELETE":
        documents.remove(asked, place)
        return HttpResponse(status=204)
    if not place.name:
        response = json(documents.changed_since(asked, place))
        last = place.all().order_by("-updated").first()
        response["Last-Modified"] = http_date((last.updated if last else datetime.now(UTC)).timestamp())
        return response
    found = documents.read(place)
    if found is None:
        raise Refused(404, "there is no such document")
    if documents.names(asked.header("if-none-match"), found):
        return HttpResponse(status=304, headers={"ETag": f'"{found.etag}"'})
    response = HttpResponse(bytes(found.content), content_type=found.media_type)
    response["ETag"] = f'"{found.etag}"'
    response["Last-Modified"] = http_date(found.updated.timestamp())
    return response


def need(asked: Asked, *any_of: str) -> None:
    if not any(asked.credential.may(scope) for scope in any_of):
        raise Refused(403, f"this credential needs the scope {' or '.join(any_of)}")
