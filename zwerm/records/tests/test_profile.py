from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override

from zwerm.people.tests.world import World
from zwerm.records.actions import record
from zwerm.records.profile import FORM, profile
from zwerm.records.rules.values import iri
from zwerm.records.vocabulary import OWN, Activity, ActivityType, Deed, Form, Kind, declare_type, types, verbs

Json = dict[str, Any]
# xAPI Profiles 1.0, part two, 6, 6.1, 7.1 and 8: what is required, and what else may stand there.
CONCEPT = {"id", "type", "inScheme", "prefLabel", "definition"}
REQUIRED = {
    "Profile": {"@context", "id", "type", "conformsTo", "prefLabel", "definition", "versions", "author"},
    "Verb": CONCEPT,
    "ActivityType": CONCEPT,
    "StatementTemplate": CONCEPT,
    "Organization": {"type", "name"},
}
OPTIONAL = {
    "Profile": {"concepts", "templates", "patterns", "seeAlso"},
    "Verb": {"deprecated", "broader", "broadMatch", "narrower", "narrowMatch", "relatedMatch", "exactMatch"},
    "ActivityType": {"deprecated", "broader", "broadMatch", "narrower", "narrowMatch", "relatedMatch", "exactMatch"},
    "StatementTemplate": {"deprecated", "verb", "objectActivityType", "rules"},
    "Organization": {"url"},
}


def parts_of(told: object) -> Iterator[object]:
    yield told
    for one in told.values() if isinstance(told, dict) else told if isinstance(told, list) else ():
        yield from parts_of(one)


def test_the_profile_has_what_the_specification_requires_and_nothing_that_it_does_not_know() -> None:
    for part in parts_of(profile()):
        assert part not in ({}, [], "", None)
        if not isinstance(part, dict) or "type" not in part:
            continue
        kind = part["type"]
        assert REQUIRED[kind] <= part.keys(), part
        others = part.keys() - REQUIRED[kind] - OPTIONAL[kind]
        assert [list(iri(name, "name")) for name in others] == [[]] * len(others), part
        for name in {"prefLabel", "definition"} & part.keys():
            assert part[name].keys() == {"en", "nl"}, part
            assert name != "definition" or part[name]["en"] != part[name]["nl"], part


def test_ids_in_the_profile_are_addresses_that_occur_once_and_belong_to_its_newest_version() -> None:
    told = profile()
    found = [*told["concepts"], *told["templates"]]
    ids = [told["id"], *(one["id"] for one in (*told["versions"], *found))]
    assert len(set(ids)) == len(ids)
    assert [list(iri(one, "id")) for one in ids] == [[]] * len(ids)
    assert {one["inScheme"] for one in found} == {told["versions"][0]["id"]}
    whens = [datetime.fromisoformat(one["generatedAtTime"]) for one in told["versions"]]
    assert whens == sorted(whens, reverse=True)
    assert ["wasRevisionOf" in one for one in told["versions"]] == [True] * (len(whens) - 1) + [False]


def test_every_verb_and_type_is_told_with_exactly_one_form_of_learning() -> None:
    told = profile()
    forms: dict[str, list[str]] = {}
    for template in told["templates"]:
        forms.setdefault(template["verb"], []).append(template[FORM])
    assert forms == {verb.iri: [verb.form.value] for verb in verbs.values()}
    own = {one["id"]: one[FORM] for one in told["concepts"]}
    declared = {verb.iri: verb.form for verb in verbs.values()} | {type.iri: type.form for type in types.values()}
    assert own == {iri: form.value for iri, form in declared.items() if iri.startswith(OWN)}
    assert set(own.values()) <= set(Form)
    assert all(isinstance(one.form, Form) for one in types.values())


def test_a_type_means_one_thing_for_ever(lesson: Activity) -> None:
    declare_type(types[lesson.type])
    with pytest.raises(ValueError, match="two meanings"):
        declare_type(ActivityType(lesson.type, "another", Form.SOCIAL))


def test_a_statement_about_a_thing_of_a_type_that_nobody_declared_is_refused(world: World, lesson: Activity) -> None:
    other = Activity(lesson.iri, "https://e.org/never", lesson.name)
    with pytest.raises(KeyError, match="never"):
        record(world.fatima, "test-read", other)
    with pytest.raises(KeyError, match="never"):
        record(world.fatima, "test-read", lesson, part_of=other)


@pytest.mark.django_db
def test_anybody_reads_the_profile_and_keeps_it(client: Client) -> None:
    response = client.get("/records/profile.jsonld")
    assert (response.status_code, response.headers["Content-Type"]) == (200, "application/ld+json")
    assert json.loads(response.content) == profile()
    assert "public" in response.headers["Cache-Control"]
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    again = client.get("/records/profile.jsonld", headers={"if-none-match": response.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.post("/records/profile.jsonld").status_code == 405


def test_every_verb_and_type_is_in_the_documentation() -> None:
    text = (Path(__file__).parents[3] / "docs/develop/vocabulary.md").read_text("utf-8")
    lines = re.findall(r"^\| `.*$", text, re.MULTILINE)
    rows = {tuple(cell.strip() for cell in line.split("|")[1:-1]) for line in lines}
    real = [verb for verb in verbs.values() if not verb.name.startswith("test-")]
    assert rows == {
        (f"`{verb.name}`", f"`{verb.iri}`", verb.form, verb.kind, verb.deed, "yes" if verb.step else "")
        for verb in real
    } | {(f"`{one.iri}`", _in_english(one), one.form) for one in types.values() if one.called != "a test"}
    assert {(type(verb.kind), type(verb.deed)) for verb in real} == {(Kind, Deed)}


def _in_english(type: ActivityType) -> str:
    with override("en"):
        return str(type.called)
