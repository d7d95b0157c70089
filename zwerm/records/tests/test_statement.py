"""The data model of xAPI, as rules over plain values."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from zwerm.records.rules import faults_of
from zwerm.records.rules.statement import Edition

UUID = "0192d8b4-0000-7000-8000-000000000001"
AGENT = {"mbox": "mailto:an@lindehof.example"}
ACTIVITY = {"id": "https://example.org/course"}
FULL: dict[str, Any] = {
    "id": UUID,
    "actor": {"objectType": "Agent", "name": "An", "account": {"homePage": "https://example.org", "name": "7"}},
    "verb": {"id": "http://adlnet.gov/expapi/verbs/answered", "display": {"en-US": "answered", "nl": "antwoordde"}},
    "object": {
        "objectType": "Activity",
        "id": "urn:uuid:" + UUID,
        "definition": {
            "name": {"nl": "Vraag"},
            "type": "http://adlnet.gov/expapi/activities/cmi.interaction",
            "interactionType": "choice",
            "correctResponsesPattern": ["a[,]b"],
            "choices": [{"id": "a", "description": {"nl": "A"}}, {"id": "b"}],
            "extensions": {"https://example.org/x": None},
        },
    },
    "result": {
        "score": {"scaled": 0.5, "raw": 5, "min": 0, "max": 10},
        "success": True,
        "completion": False,
        "response": "a",
        "duration": "PT4H35M59.14S",
        "extensions": {"https://example.org/x": {"deep": [1, None]}},
    },
    "context": {
        "registration": UUID,
        "instructor": {"objectType": "Group", "member": [AGENT]},
        "team": {"objectType": "Group", "mbox": "mailto:seh@lindehof.example"},
        "contextActivities": {"parent": [ACTIVITY], "category": ACTIVITY},
        "revision": "3",
        "platform": "Zwerm",
        "language": "nl-NL",
        "statement": {"objectType": "StatementRef", "id": UUID},
    },
    "timestamp": "2026-11-22T09:30:00.123Z",
    "stored": "2026-11-22T09:30:01+01:00",
    "authority": {"objectType": "Group", "member": [AGENT, {"openid": "https://an.example"}]},
    "version": "1.0.0",
    "attachments": [
        {"usageType": "https://e.org/u", "display": {"en": "P"}, "contentType": "image/png", "length": 4, "sha2": "a" * 64}
    ],
}  # fmt: skip


def changed(path: str, value: object) -> dict[str, Any]:
    """The full statement with one part changed; `...` takes it away."""
    statement = deepcopy(FULL)
    *parents, last = path.split(".")
    part: Any = statement
    for name in parents:
        part = part[int(name)] if isinstance(part, list) else part.setdefault(name, {})
    if value is ...:
        del part[last]
    else:
        part[last] = value
    return statement


@pytest.mark.parametrize("edition", ["1.0.3", "2.0"])
def test_a_full_statement_is_valid_in_both_editions(edition: Edition) -> None:
    assert faults_of(FULL, edition) == []


def test_the_smallest_statement_is_valid() -> None:
    assert faults_of({"actor": AGENT, "verb": {"id": "https://e.org/did"}, "object": ACTIVITY}) == []


@pytest.mark.parametrize(
    ("path", "value", "fault"),
    [
        ("actor", ..., "actor is missing"),
        ("verb", ..., "verb is missing"),
        ("object", ..., "object is missing"),
        ("mood", "good", "mood is not a property here"),
        ("id", "7", "id is not a UUID"),
        ("id", None, "id is not a UUID"),
        ("actor.mbox", "mailto:an@lindehof.example", "actor needs exactly one of"),
        ("actor.account.homePage", "example.org", "actor.account.homePage is not an IRI"),
        ("actor.member", [AGENT], "actor.member is not a property here"),
        ("actor.objectType", "agent", "actor.objectType is not one of Agent"),
        ("verb.id", "answered", "verb.id is not an IRI"),
        ("verb.id", "https://example.org/two words", "verb.id is not an IRI"),
        ("verb.id", "https://example.org/\0", "verb.id is not an IRI"),
        ("actor.mbox", "mailto:a\0@e.org", "actor.mbox is not a mailto address"),
        ("verb.display.en_US", "answered", "the key 'en_US' of verb.display is not a language tag"),
        ("verb.display.nl", 3, "verb.display.nl is not a text"),
        ("object.objectType", "activity", "object.objectType is not a type that can stand here"),
        ("object.definition.interactionType", "quiz", "object.definition.interactionType is not one of"),
        ("object.definition.interactionType", ..., "object.definition.interactionType is missing"),
        ("object.definition.interactionType", "likert", "object.definition.choices does not belong to likert"),
        ("object.definition.choices", [{"id": "a"}, {"id": "a"}], "object.definition.choices has the same id twice"),
        ("object.definition.extensions.note", 1, "the key 'note' of object.definition.extensions is not an IRI"),
        ("result.score.scaled", 1.01, "result.score.scaled is not between -1 and 1"),
        ("result.score.scaled", "1", "result.score.scaled is not a number"),
        ("result.score.scaled", True, "result.score.scaled is not a number"),
        ("result.score.raw", 11, "result.score.raw is not between min and max"),
        ("result.score.min", 10, "result.score.min is not below max"),
        ("result.success", "true", "result.success is not true or false"),
        ("result.duration", "PT", "result.duration is not a duration"),
        ("result.duration", "P", "result.duration is not a duration"),
        ("result.duration", "P4W1D", "result.duration is not a duration"),
        ("result.duration", "PT-3S", "result.duration is not a duration"),
        ("result.duration", "90", "result.duration is not a duration"),
        ("context.team", AGENT, "context.team.objectType is missing"),
        ("context.contextActivities.about", [ACTIVITY], "the key 'about' of context.contextActivities is not one of"),
        ("context.language", "Dutch language", "context.language is not a language tag"),
        ("context.statement.id", "x", "context.statement.id is not a UUID"),
        ("timestamp", "22-11-2026", "timestamp is not a timestamp"),
        ("timestamp", "2026-02-30T10:00:00Z", "timestamp is not a moment that exists"),
        ("timestamp", "2026-11-22T10:00:00-00:00", "timestamp has no time zone"),
        ("authority.member", [AGENT], "authority is a group of other than two members"),
        ("version", "0.9", "version is not a version of this edition"),
        ("attachments.0.sha2", ..., "attachments[0].sha2 is missing"),
        ("attachments.0.length", 1.5, "attachments[0].length is not a whole number"),
    ],
)
def test_what_is_wrong_is_said_with_its_path(path: str, value: object, fault: str) -> None:
    faults = faults_of(changed(path, value))
    assert any(told.startswith(fault) for told in faults), faults


@pytest.mark.parametrize(
    "duration", ["PT0.00S", "P3Y", "P4W", "P3Y1M29DT4H35M59.14S", "PT16559.14S", "PT1,5S", "P0,5W"]
)
def test_durations_of_iso_8601_are_valid(duration: str) -> None:
    assert faults_of(changed("result.duration", duration)) == []


@pytest.mark.parametrize(
    "tag",
    [
        *("nl", "en-GB", "zh-Hant-TW", "sl-rozaj-biske", "de-CH-1996", "x-huis", "es-419"),
        # From before there were rules for them.
        *("en-GB-oed", "EN-gb-OED", "i-klingon", "I-Navajo", "sgn-BE-FR", "zh-min-nan", "art-lojban"),
    ],
)
def test_language_tags_of_rfc_5646_are_valid(tag: str) -> None:
    assert faults_of(changed("verb.display", {tag: "x"})) == []


@pytest.mark.parametrize("tag", ["i-dutch", "en-GB-oedx", "i", "sgn-XX-FR", "nl-٣٣٣"])
def test_what_looks_like_an_old_language_tag_and_is_none_is_refused(tag: str) -> None:
    assert faults_of(changed("context.language", tag)) == ["context.language is not a language tag"]


@pytest.mark.parametrize(
    ("path", "value"),
    [("result.duration", "PT１S"), ("result.duration", "P٣D"), ("timestamp", "２026-11-22T10:00:00Z"), ("timestamp", "2026-11-22T10:00:00+0１:00")],
)  # fmt: skip
def test_digits_of_other_scripts_are_no_digits(path: str, value: str) -> None:
    assert len(faults_of(changed(path, value))) == 1


@pytest.mark.parametrize(
    ("moment", "faults_1", "faults_2"),
    [
        ("2016-12-31T23:59:60Z", 0, 0),
        ("2016-12-31T15:59:60.25-08:00", 0, 0),
        ("2026-11-22T10:00:60Z", 1, 1),
        ("2026-11-22T23:59:60Z", 1, 1),
        ("2016-12-31T23:59:61Z", 1, 1),
        # ISO 8601 knows the end of a day; RFC 3339, which 2.0 asks for, does not.
        ("2026-11-22T24:00:00Z", 0, 1),
        ("2026-11-22T24:00:00,000+01:00", 0, 1),
        ("2026-11-22T24:00:01Z", 1, 2),
        ("2026-11-22T24:00:00.001Z", 1, 2),
        ("2026-11-22T25:00:00Z", 1, 1),
    ],
)
def test_a_leap_second_and_the_end_of_a_day_are_moments_as_the_standards_say(
    moment: str, faults_1: int, faults_2: int
) -> None:
    statement = changed("timestamp", moment)
    assert (len(faults_of(statement, "1.0.3")), len(faults_of(statement, "2.0"))) == (faults_1, faults_2)


def test_a_timestamp_without_a_zone_is_valid_in_one_edition_only() -> None:
    statement = changed("timestamp", "2026-11-22T10:00:00")
    assert faults_of(statement, "1.0.3") == []
    assert faults_of(statement, "2.0") == ["timestamp has no time zone"]


def test_context_agents_belong_to_the_second_edition() -> None:
    agents = [{"objectType": "contextAgent", "agent": AGENT, "relevantTypes": ["https://e.org/coach"]}]
    assert faults_of(changed("context.contextAgents", agents), "2.0") == []
    assert faults_of(changed("context.contextAgents", agents), "1.0.3") == [
        "context.contextAgents is not a property here"
    ]


def test_a_statement_within_a_statement_has_no_identity_and_none_within_it() -> None:
    within = {
        "objectType": "SubStatement",
        "actor": AGENT,
        "verb": {"id": "https://e.org/will-do"},
        "object": ACTIVITY,
    }
    statement = {"actor": AGENT, "verb": {"id": "https://e.org/planned"}, "object": within}
    assert faults_of(statement) == []
    assert faults_of({**statement, "object": {**within, "id": UUID}}) == ["object.id is not a property here"]
    assert faults_of({**statement, "object": {**within, "object": within}}) == [
        "object.object.objectType is not a type that can stand here"
    ]


def test_only_a_reference_can_be_voided_and_platform_is_for_activities() -> None:
    verb = {"id": "http://adlnet.gov/expapi/verbs/voided"}
    assert faults_of({"actor": AGENT, "verb": verb, "object": ACTIVITY}) == [
        "only a reference to a statement can be voided"
    ]
    reference = {"objectType": "StatementRef", "id": UUID}
    assert faults_of({"actor": AGENT, "verb": verb, "object": reference}) == []
    assert faults_of({"actor": AGENT, "verb": verb, "object": reference, "context": {"platform": "Zwerm"}}) == [
        "context.platform is only for activities"
    ]


@pytest.mark.parametrize("nonsense", [None, 3, "text", [], {"actor": [], "verb": [], "object": [], "result": 3}])
def test_nonsense_gets_faults_and_no_crash(nonsense: object) -> None:
    assert faults_of(nonsense)
