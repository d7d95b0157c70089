"""When a statement that comes again is the same one (1.0.3, part two, 2.3.1; 2.0 says it alike)."""

from __future__ import annotations

import copy
import json
from base64 import urlsafe_b64encode
from typing import Any

import pytest

from zwerm.people.tests.world import World
from zwerm.records.models import KnownActivity, Statement
from zwerm.records.tests.test_xapi import COURSE, IDS, Tool, mixed, told
from zwerm.records.xapi.signatures import USAGE

Json = dict[str, Any]
AN, BO = {"mbox": "mailto:an@elders.example"}, {"mbox_sha1sum": "a" * 40, "name": "Bo"}
EXTENSION = "https://e.org/x"


def whole(number: int = 1) -> Json:
    """With everything of which a part may change."""
    team = {"objectType": "Group", "name": "Nacht", "member": [AN, BO]}
    activity = {"id": f"{COURSE}/1", "definition": {"name": {"nl": "Deel"}}}
    within = {
        "objectType": "SubStatement",
        "actor": team,
        "timestamp": "2026-11-22T10:00:00+01:00",
        "verb": {"id": "https://e.org/did", "display": {"en": "did"}},
        "object": {"id": COURSE, "definition": {}},
    }
    context = {
        "registration": IDS[5], "team": team, "language": "nl-NL", "statement": {"objectType": "StatementRef", "id": IDS[6]},
        "contextActivities": {"parent": [activity, {"id": f"{COURSE}/2"}]},
    }  # fmt: skip
    result = {"duration": "PT1.5S", "success": True, "extensions": {EXTENSION: {"member": [1, 2], "display": "a"}}}
    return told(number, actor=AN, object=within, context=context, result=result)


def change(statement: Json, path: str, value: Any) -> Json:
    *way, last = path.split("/")
    at: Any = statement
    for name in way:
        at = at[int(name) if name.isdecimal() else name]
    if value is None:
        del at[last]
    else:
        at[last] = value
    return statement


ALIKE = {
    "display": ("verb/display", {"nl": "las"}),
    "no display": ("verb/display", None),
    "display within": ("object/verb/display", {"nl": "deed"}),
    "definition within": ("object/object/definition", {"name": {"nl": "Anders"}}),
    "definition around": ("context/contextActivities/parent/0/definition", None),
    "members": ("context/team/member", [BO, AN]),
    "members within": ("object/actor/member", [BO, AN]),
    "domain": ("actor/mbox", "mailto:an@Elders.EXAMPLE"),
    "domain of a member": ("context/team/member/0/mbox", "mailto:an@ELDERS.example"),
    "sum": ("context/team/member/1/mbox_sha1sum", "A" * 40),
    "registration": ("context/registration", IDS[5].upper()),
    "language": ("context/language", "NL-nl"),
    "reference": ("context/statement/id", IDS[6].upper()),
    "moment within": ("object/timestamp", "2026-11-22T09:00:00Z"),
    "default": ("object/object/objectType", "Activity"),
    "duration": ("result/duration", "PT1.509S"),
}
OTHERS = {
    "name of an agent": ("context/team/member/1/name", "Bob"),
    "name of a group": ("context/team/name", "Dag"),
    "members": ("context/team/member", [AN, AN]),
    "address": ("actor/mbox", "mailto:An@elders.example"),
    "registration": ("context/registration", IDS[4]),
    "verb within": ("object/verb/id", "https://e.org/Did"),
    "activity": ("object/object/id", COURSE.upper().replace("HTTPS", "https")),
    "activities around in another order": ("context/contextActivities/parent", [{"id": f"{COURSE}/2"}, {"id": f"{COURSE}/1"}]),
    "moment within": ("object/timestamp", "2026-11-22T10:00:00Z"),
    "duration": ("result/duration", "PT1.51S"),
    "success": ("result/success", False),
    "a number for true": ("result/extensions", {EXTENSION: {"member": [True, 2], "display": "a"}}),
    "order in an extension": ("result/extensions", {EXTENSION: {"member": [2, 1], "display": "a"}}),
    "display in an extension": ("result/extensions", {EXTENSION: {"member": [1, 2]}}),
}  # fmt: skip


def changed(path: str, value: Any) -> Json:
    statement = copy.deepcopy(whole())
    return change(statement, path, copy.deepcopy(value))


@pytest.mark.parametrize("version", ["1.0.3", "2.0.0"])
@pytest.mark.parametrize("what", ALIKE)
def test_what_is_no_part_of_a_statement_does_not_make_it_another(world: World, what: str, version: str) -> None:
    tool, again = Tool(version=version), changed(*ALIKE[what])
    assert again != whole()
    assert tool.send(whole()).status_code == 200
    kept = tool.client.get("/xapi/statements", {"statementId": IDS[1]}).text
    assert tool.send(again, method="put", statementId=IDS[1]).status_code == 204
    assert tool.send([again, told(2)]).status_code == 200
    assert tool.client.get("/xapi/statements", {"statementId": IDS[1]}).text == kept
    assert sign(tool, again, whole(3)) == 200


@pytest.mark.parametrize("version", ["1.0.3", "2.0.0"])
@pytest.mark.parametrize("what", OTHERS)
def test_all_else_makes_it_another(world: World, what: str, version: str) -> None:
    tool, other = Tool(version=version), changed(*OTHERS[what])
    assert tool.send(whole()).status_code == 200
    assert tool.send(other, method="put", statementId=IDS[1]).status_code == 409
    assert tool.send([told(2), other]).status_code == 409
    assert sign(tool, other, whole(3)) == 400
    assert Statement.objects.count() == 1


def test_what_an_activity_is_called_by_a_statement_that_was_here_changes_nothing(world: World) -> None:
    """An LRS does not change anything for a statement that it has already (part three, 2.1.1)."""
    tool = Tool()
    for name in ("Tillen", "Anders"):
        assert tool.send(told(1, object={"id": COURSE, "definition": {"name": {"nl": name}}})).status_code == 200
    assert json.loads(KnownActivity.objects.get().definition) == {"name": {"nl": "Tillen"}}


def sign(tool: Tool, payload: Json, statement: Json) -> int:
    """The status of sending `statement` with a signature of `payload`, but for its id."""

    def part(said: object) -> str:
        return urlsafe_b64encode(json.dumps(said).encode()).decode().rstrip("=")

    token = ".".join([part({"alg": "RS256"}), part({**payload, "id": statement["id"].upper()}), "AAAA"]).encode()
    content, _hash = mixed(statement, token)
    content = content.replace(b"https://e.org/u", USAGE.encode()).replace(b"text/plain", b"application/octet-stream")
    status: int = tool.client.post("/xapi/statements", content, content_type="multipart/mixed; boundary=b").status_code
    return status
