from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import patch
from urllib.parse import urlencode

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from zwerm.people.actions import clear_what_is_too_old, keep_for, months_kept
from zwerm.people.models import AuditEntry
from zwerm.people.registry import retentions
from zwerm.people.tests.world import World
from zwerm.records.actions import record, retention
from zwerm.records.actions.retention import keep_statements, remove_what_is_too_old
from zwerm.records.models import Attachment, Clearing, Document, RetentionRule, Statement, Week
from zwerm.records.projection import advance_all, projections, rebuild
from zwerm.records.tests.test_xapi import COURSE, IDS, VOIDED, Tool, told
from zwerm.records.vocabulary import Activity, verbs

PAGE = "/records/retention/"


class Stopped(Exception):
    pass


def ago(months: float) -> datetime:
    return datetime.now(UTC) - timedelta(days=months * 30.5)


def weeks() -> set[tuple[object, ...]]:
    return set(Week.objects.live().values_list("person", "monday", "learned", "shared", "taught", "seconds"))


def test_the_nearest_rule_decides_and_weeks_are_as_a_rebuild_would_make_them(world: World, lesson: Activity) -> None:
    read = verbs["test-read"].iri
    for verb, space in (("test-read", None), ("test-read", world.closed), ("test-wrote", world.closed)):
        for months in (2, 8, 20):
            record(world.fatima, verb, lesson, space=space, seconds=60, when=ago(months))
    record(world.fatima, "test-coached", lesson, when=ago(50))
    advance_all()
    keep_statements(world.priya, read, None, 6)
    keep_statements(world.priya, read, world.closed, 0)
    keep_statements(world.priya, "", world.closed, 12)
    keep_for(world.priya, {"statements": 36})
    remove_what_is_too_old()
    left = Statement.objects.order_by("sequence").values_list("verb", "space", "timestamp")
    days = [(verb, space, round((datetime.now(UTC) - when).days / 30.5)) for verb, space, when in left]
    closed = world.closed.pk
    assert days == [
        ("test-read", None, 2),
        *(("test-read", closed, months) for months in (2, 8, 20)),
        *(("test-wrote", closed, months) for months in (2, 8)),
    ]
    reported = set(Clearing.objects.values_list("verb_iri", "space", "removed"))
    assert reported == {("", None, 1), ("", closed, 1), (read, None, 2)}
    kept = weeks()
    rebuild(projections["week"])
    assert weeks() == kept
    remove_what_is_too_old()
    assert Clearing.objects.count() == 3
    assert AuditEntry.objects.filter(act="keeping-changed", by=world.priya).count() == 4


@pytest.mark.parametrize(
    ("now", "before", "told"),
    [
        (datetime(2026, 11, 30, 12, tzinfo=UTC), datetime(2026, 5, 30, 12, tzinfo=UTC), "30-5-2026"),
        (datetime(2025, 8, 31, 12, tzinfo=UTC), datetime(2025, 2, 28, 12, tzinfo=UTC), "28-2-2025"),
    ],
)
def test_half_a_year_is_one_by_the_calendar(
    world: World, lesson: Activity, now: datetime, before: datetime, told: str
) -> None:
    admin = world.client(world.priya, "nl")
    late, early = (before + timedelta(hours=hours) for hours in (2, -2))
    kept = record(world.fatima, "test-read", lesson, when=late)
    record(world.fatima, "test-read", lesson, when=early)
    keep_statements(world.priya, verbs["test-read"].iri, None, 6)
    with patch("django.utils.timezone.now", lambda: now):
        remove_what_is_too_old()
    assert [one.pk for one in Statement.objects.all()] == [kept.pk]
    assert told in admin.get(PAGE).text


def test_nothing_is_removed_as_long_as_nobody_chose_so(world: World, lesson: Activity) -> None:
    record(world.fatima, "test-read", lesson, when=ago(500))
    remove_what_is_too_old()
    assert (Statement.objects.count(), Clearing.objects.count()) == (1, 0)


def test_stopped_halfway_it_goes_on_the_next_time_and_counts_nothing_twice(world: World, lesson: Activity) -> None:
    for _ in range(5):
        record(world.fatima, "test-read", lesson, when=ago(9))
    advance_all()
    keep_for(world.priya, {"statements": 6})
    with patch.object(retention, "AT_ONCE", 2):
        with patch.object(retention, "forget", side_effect=[None, Stopped]), pytest.raises(Stopped):
            remove_what_is_too_old()
        assert Statement.objects.count() == 3
        remove_what_is_too_old()
    assert Statement.objects.count() == 0
    assert sorted(Clearing.objects.values_list("removed", flat=True)) == [2, 3]


def test_what_takes_a_statement_back_stays_until_that_one_is_gone(world: World) -> None:
    tool = Tool()
    when = ago(9).isoformat()
    tool.send(told(1))
    tool.send(told(2, verb=VOIDED, object={"objectType": "StatementRef", "id": IDS[1]}, timestamp=when))
    keep_for(world.priya, {"statements": 6})
    remove_what_is_too_old()
    assert Statement.objects.count() == 2
    assert tool.ids() == [IDS[2]]
    with patch("django.utils.timezone.now", lambda: datetime.now(UTC) + timedelta(days=300)):
        remove_what_is_too_old()
    assert Statement.objects.count() == 0


def test_files_of_what_is_removed_go_unless_another_statement_has_them(
    world: World, lesson: Activity, django_capture_on_commit_callbacks: Any
) -> None:
    old, new = record(world.fatima, "test-read", lesson, when=ago(9)), record(world.fatima, "test-read", lesson)
    for hash, owners in (("ab" * 32, [old]), ("cd" * 32, [old, new])):
        default_storage.save(Attachment.path_of(hash), ContentFile(b"x"))
        Attachment.objects.bulk_create(Attachment(statement=owner, hash=hash) for owner in owners)
    keep_for(world.priya, {"statements": 6})
    with django_capture_on_commit_callbacks(execute=True):
        remove_what_is_too_old()
    assert [default_storage.exists(Attachment.path_of(hash)) for hash in ("ab" * 32, "cd" * 32)] == [False, True]


def test_an_administrator_sets_rules_and_all_colleagues_read_them(world: World, lesson: Activity) -> None:
    admin = world.client(world.priya, "nl")
    assert "Kies wat, of waar" in admin.post(PAGE, {"months": "6"}).text
    assert "geen adres van een werkwoord" in admin.post(PAGE, {"months": "6", "other": "gelezen"}).text
    read = verbs["test-read"].iri
    assert admin.post(PAGE, {"verb": read, "months": "6"}).status_code == 302
    assert admin.post(PAGE, {"verb": read, "months": "24"}).status_code == 302
    assert admin.post(PAGE, {"other": "https://e.org/attended", "months": "1"}).status_code == 302
    keep_statements(world.kees, "", world.closed, 12)
    told = " ".join(world.client(world.otto, "nl").get("/recorded/").text.split())
    assert (
        "test-read …: 2 jaar; https://e.org/attended: 1 maand; wat het ook is, in een besloten ruimte: 1 jaar" in told
    )
    assert world.closed.name not in told
    page = admin.get(PAGE).text
    assert world.closed.name not in page.split("</form>", 1)[1]
    assert "In een ruimte die je niet ziet" in page
    rule = RetentionRule.objects.get(verb_iri=read)
    assert admin.post(f"{PAGE}{rule.pk}/removal/").status_code == 302
    assert RetentionRule.objects.count() == 2
    assert world.client(world.fatima).get(PAGE).status_code == 404
    assert world.client(world.fatima).post(f"{PAGE}{rule.pk}/removal/").status_code == 404


def test_a_shorter_period_says_first_how_many_statements_go_and_asks(world: World, lesson: Activity) -> None:
    for months in (2, 9, 20):
        record(world.fatima, "test-read", lesson, when=ago(months))
    admin, read = world.client(world.priya), verbs["test-read"].iri
    asked = admin.post(PAGE, {"verb": read, "months": "6"}).text
    assert "Kept for</th>" in asked
    assert 'class="amount">2</td>' in asked
    assert not RetentionRule.objects.exists()
    assert admin.post(PAGE, {"other": read, "space": "", "months": "6", "sure": "yes"}).status_code == 302
    assert admin.post(PAGE, {"verb": read, "months": "24"}).status_code == 302, "longer asks nothing"
    keep_for(world.priya, {"statements": 12})
    rule = RetentionRule.objects.get()
    assert 'class="amount">1</td>' in admin.post(f"{PAGE}{rule.pk}/removal/").text
    assert RetentionRule.objects.count() == 1
    assert admin.post(f"{PAGE}{rule.pk}/removal/", {"sure": "yes"}).status_code == 302
    choices = {name: str(months_kept(name)) for name in retentions} | {"statements": "6"}
    assert 'class="amount">2</td>' in admin.post("/administration/keeping/", choices).text
    assert months_kept("statements") == 12


def test_what_tools_keep_about_people_goes_when_no_tool_wrote_it_for_so_long(world: World) -> None:
    tool, an = Tool(), json.dumps({"mbox": "mailto:an@elders.example"})
    places = {
        "activities/state": {"activityId": COURSE, "agent": an, "stateId": "place"},
        "agents/profile": {"agent": an, "profileId": "place"},
        "activities/profile": {"activityId": COURSE, "profileId": "place"},
    }

    def keep(when: float) -> None:
        Document.objects.all().delete()
        for resource, params in places.items():
            address = f"/xapi/{resource}?{urlencode(params)}"
            assert tool.client.post(address, b"{}", content_type="application/json").status_code == 204
        Document.objects.update(updated=ago(when))

    def left() -> list[str]:
        clear_what_is_too_old()
        return sorted(Document.objects.values_list("kind", flat=True))

    keep(500)
    assert left() == ["activity", "agent", "state"]
    keep_for(world.priya, {"documents": 12})
    assert left() == ["activity"]
    keep(11)
    assert left() == ["activity", "agent", "state"]
    told = world.client(world.otto, "nl").get("/recorded/").text
    assert "Hooguit 1 jaar nadat het programma" in told
