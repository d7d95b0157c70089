"""Somebody leaves: what they look after is handed over after it was read; an administrator erases them; things are kept for so long."""

from __future__ import annotations

import json
import re
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.utils import timezone, translation

from tests.test_sight_everywhere import TEXT
from zwerm.courses.actions import ask_review, assign_course, keep_course, publish_course
from zwerm.courses.models import Assignment, Course, Review
from zwerm.courses.tests.sample import drafted
from zwerm.library.actions import keep_item
from zwerm.library.models import Item
from zwerm.operations.cli import run_command
from zwerm.people.actions import (
    NotAllowed,
    ask_erasure,
    carry_out_erasure,
    clear_what_is_too_old,
    deactivate,
    erase_due,
    hand_over,
    join_space,
    keep_for,
    keep_roster,
    months_kept,
)
from zwerm.people.models import AuditEntry, Erasure, Membership, Person, RosterImport
from zwerm.people.tests.world import World
from zwerm.records.models import ModelCall


@pytest.fixture
def looking_after(world: World) -> dict[str, Any]:
    """Kees looks after a text in the open, one in a closed space, a course, and a team."""
    join_space(world.kees, world.team.space, Membership.Role.STEWARD)
    shown = keep_item(world.kees, world.team.space, "page", "Handen", TEXT.format(word="x"), language="nl")
    hidden = keep_item(world.kees, world.closed, "page", "Geheim plan", "Van de raad.", language="nl")
    course = publish_course(world.kees, keep_course(world.kees, world.team.space, drafted(shown), [shown]))
    Item.objects.filter(pk__in=[shown.pk, hidden.pk]).update(owner=world.kees)
    return {"shown": shown, "hidden": hidden, "course": course}


def test_an_administrator_reads_first_what_is_handed_over_and_no_more_than_they_see(
    world: World, looking_after: dict[str, Any]
) -> None:
    admin, address = world.client(world.priya), f"/administration/people/{world.kees.pk}/leaving/"
    page = admin.get(f"{address}?q=sanne").text
    assert "Handen" in page
    assert "Geheim plan" not in page
    assert "1 in a space that you do not see" in page
    assert f"?to={world.sanne.pk}" in page
    assert "Priya Ramdin looked at the account of Kees Mulder" in world.client(world.kees).get("/account/data/").text
    assert "what they look after" in world.client(world.kees).get("/account/data/").text
    assert "Sanne de Vries takes over 1." in admin.get(f"{address}?to={world.sanne.pk}").text
    assert Item.objects.filter(owner=world.kees).count() == 2


def test_what_a_leaver_looks_after_goes_to_who_sees_it_and_the_account_closes(
    world: World, looking_after: dict[str, Any]
) -> None:
    address = f"/administration/people/{world.kees.pk}/leaving/"
    world.client(world.priya).post(address, {"to": str(world.otto.pk), "close": "yes"})
    assert Item.objects.get(pk=looking_after["shown"].pk).owner == world.otto
    assert Item.objects.get(pk=looking_after["hidden"].pk).owner == world.kees
    assert Course.objects.get(pk=looking_after["course"].pk).author == world.otto
    roles = dict(Membership.objects.filter(space=world.team.space).values_list("person", "role"))
    assert roles[world.otto.pk] == "steward"
    assert roles[world.kees.pk] == "member"
    assert not Membership.objects.filter(space=world.closed, person=world.otto).exists()
    assert not Person.objects.get(pk=world.kees.pk).is_active
    entry = AuditEntry.objects.get(act="handed-over")
    assert (entry.by, entry.about) == (world.priya, world.kees)
    with translation.override("en"):
        assert entry.told.startswith("→ Otto Outsider: Teams and communities that they look after 1, Texts")


def test_drafts_reviews_and_what_is_asked_of_colleagues_go_along_and_no_title_of_a_draft_is_told(
    world: World, looking_after: dict[str, Any]
) -> None:
    text, course = looking_after["shown"], looking_after["course"]
    draft = keep_course(world.kees, world.team.space, drafted(text), [text])
    own = keep_course(world.kees, world.kees.private_space, drafted(text), [text])
    other = keep_course(world.fatima, world.team.space, drafted(text), [text])
    Course.objects.filter(pk__in=[draft.pk, own.pk, other.pk]).update(title="Nog geheim")
    review = ask_review(world.fatima, other, world.kees)
    due = timezone.localdate() + timedelta(days=9)
    asked = assign_course(world.sanne, course, spaces=[world.team.space], due=due, words="").new[0]
    Assignment.objects.update(by=world.kees)
    page = world.client(world.priya).get(f"/administration/people/{world.kees.pk}/leaving/").text
    assert "Nog geheim" not in page
    assert "Courses that they are asked to look at first" in page
    handed = hand_over(world.priya, world.kees, world.sanne, close=True)
    assert {name: handed[name] for name in ("course-drafts", "course-reviews", "assignments")} == {
        "course-drafts": 1,
        "course-reviews": 1,
        "assignments": 1,
    }
    for row in (draft, own, review, asked):
        row.refresh_from_db()
    assert (draft.author, own.author) == (world.sanne, world.kees)
    assert (review.reviewer, asked.by) == (world.sanne, world.sanne)


def test_who_takes_over_reads_on_today_what_they_look_after_now_until_they_have_read_it(
    world: World, looking_after: dict[str, Any]
) -> None:
    otto = world.client(world.otto)
    assert "Handed to you" not in otto.get("/").text
    hand_over(world.priya, world.kees, world.otto, close=True)
    page = otto.get("/").text
    assert "From Kees Mulder" in page
    for address in (
        looking_after["shown"].get_absolute_url(),
        looking_after["course"].get_absolute_url(),
        f"/people/spaces/{world.team.space.slug}/",
    ):
        assert f'href="{address}"' in page
    assert "Geheim plan" not in page
    assert "Handed to you" not in world.client(world.sanne).get("/").text
    assert otto.get("/handed/reading/").status_code == 405
    otto.post("/handed/reading/")
    assert "Handed to you" not in otto.get("/").text


def test_the_page_beforehand_counts_what_a_role_that_is_handed_over_opens_the_way_to(
    world: World, looking_after: dict[str, Any]
) -> None:
    """Who leads a team looks after what is asked of it."""
    Membership.objects.filter(person=world.kees, space=world.team.space).update(role=Membership.Role.LEAD)
    due = timezone.localdate() + timedelta(days=9)
    assign_course(world.sanne, looking_after["course"], spaces=[world.team.space], due=due, words="")
    Assignment.objects.update(by=world.kees)
    page = world.client(world.priya).get(f"/administration/people/{world.kees.pk}/leaving/?to={world.otto.pk}").text
    told = re.findall(r"(\d+) in all\. Otto Outsider takes over (\d+)\.", page)
    assert told == [("1", "1"), ("2", "1"), ("1", "1"), ("1", "1")], "a team, texts, a course, an assignment"
    assert not Membership.objects.filter(person=world.otto, space=world.team.space).exists(), "only looked"
    assert "Handed to you" not in world.client(world.otto).get("/").text
    handed = hand_over(world.priya, world.kees, world.otto, close=False)
    assert list(handed.values()) == [1, 1, 1, 1]


def test_nobody_is_asked_to_look_at_what_they_make_or_twice(world: World, looking_after: dict[str, Any]) -> None:
    text = looking_after["shown"]
    made = keep_course(world.fatima, world.team.space, drafted(text), [text])
    for person in (world.kees, world.sanne):
        ask_review(world.fatima, made, person)
    assert "course-reviews" not in hand_over(world.priya, world.kees, world.fatima, close=False)
    hand_over(world.priya, world.kees, world.sanne, close=False)
    assert [one.reviewer for one in Review.objects.all()] == [world.sanne]


@pytest.mark.parametrize("what", ["leaving", "erasure"])
def test_nobody_but_an_administrator_lets_somebody_go(world: World, what: str) -> None:
    address = f"/administration/people/{world.kees.pk}/{what}/"
    for person in (world.otto, world.sanne, world.tom, world.kees):
        client = world.client(person)
        assert client.get(address).status_code == 404
        assert client.post(address, {"to": str(world.otto.pk)}).status_code == 404
        assert client.get("/administration/keeping/").status_code == 404
    with pytest.raises(NotAllowed):
        hand_over(world.tom, world.kees, world.otto, close=False)
    for wrong in (world.kees.pk, world.gone.pk, "xyz"):
        answer = world.client(world.priya).post(f"/administration/people/{world.kees.pk}/leaving/", {"to": str(wrong)})
        assert answer.status_code == 404
    assert not Erasure.objects.exists()


def test_an_administrator_erases_a_leaver_after_days_in_which_it_can_be_cancelled(world: World) -> None:
    admin, account = world.client(world.priya), f"/administration/people/{world.gone.pk}/"
    assert "Gonny Gone" in admin.get(f"{account}erasure/").text
    admin.post(f"{account}erasure/")
    assert "will be erased on" in admin.get(account).text
    assert "Gonny Gone" in admin.get("/administration/keeping/").text
    admin.post(f"{account}erasure-cancellation/")
    assert "will be erased on" not in admin.get(account).text
    admin.post(f"{account}erasure/")
    Erasure.objects.filter(cancelled=None).update(due=timezone.now())
    erase_due()
    assert not Person.objects.filter(pk=world.gone.pk).exists()
    page = admin.get("/administration/keeping/").text
    assert "Reports of erasing" in page
    assert "Gonny" not in page


def test_a_first_name_alone_stays_and_is_told_before_and_after(world: World) -> None:
    keep_item(world.fatima, world.team.space, "page", "De pomp", "Vraag het Gonny, niet Gonnylle.", language="nl")
    admin = world.client(world.priya)
    page = admin.get(f"/administration/people/{world.gone.pk}/erasure/").text
    assert "Where only “Gonny” stands, it stays" in page
    assert 'href="/search/?q=Gonny"' in page
    erasure = carry_out_erasure(ask_erasure(world.priya, world.gone, own_texts=False))
    assert erasure.report["first_names"] == {"library.Item": 1, "library.Version": 1}
    told = admin.get("/administration/keeping/").text.split("first name stays</th>")[1]
    assert told.split("</tr>")[1].endswith('<td class="amount">2</td>')


def test_the_administrator_chooses_how_long_and_the_worker_does_it(world: World) -> None:
    old = timezone.now() - timedelta(days=200)
    client = world.client(world.fatima)
    for age in (timezone.now(), old):
        AuditEntry.objects.create(by=world.priya, act="changed", about=world.kees)
        ModelCall.objects.create(person=world.kees, when=age, purpose="answer", model="m")
        keep_roster(world.priya, "list.csv", b"email,name\nnew@lindehof.example,Nieuw\n")
        UserSession.objects.create(user=world.fatima, ip="192.0.2.1", session_key=f"k{age:%Y%m%d}", last_seen_at=age)
    AuditEntry.objects.filter(pk=AuditEntry.objects.latest("pk").pk).update(at=old)
    RosterImport.objects.filter(pk=RosterImport.objects.latest("made").pk).update(made=old)
    clear_what_is_too_old()
    kept = (AuditEntry, ModelCall, RosterImport, UserSession)
    assert [model.objects.count() for model in kept] == [2, 1, 1, 1]
    page = world.client(world.priya).get("/administration/keeping/").text
    assert 'name="trail"' in page
    choices = {
        "trail": 6,
        "sessions": 1,
        "lists": 3,
        "closed-accounts": 0,
        "backups": 12,
        "statements": 0,
        "documents": 0,
        "model-calls": 0,
        "notices": 6,
        "import-lines": 12,
    }
    admin = world.client(world.priya)
    asked = admin.post("/administration/keeping/", choices).text
    gone = dict(re.findall(r"<tr><td>([^<]*)</td>.*?class=\"amount\">(\d+)</td>", asked))
    assert gone == {"The trail of who changed or looked at accounts": "1"}, (
        "the others are as long as they were, or longer"
    )
    assert months_kept("trail") == 24
    assert AuditEntry.objects.filter(act="changed").count() == 2
    assert admin.post("/administration/keeping/", {**choices, "sure": "yes"}).status_code == 302
    assert world.client(world.priya).post("/administration/keeping/", {**choices, "trail": 7}).status_code == 422
    clear_what_is_too_old()
    assert AuditEntry.objects.filter(act="changed").count() == 1
    assert "1 year" in client.get("/recorded/").text


def test_accounts_that_were_closed_long_ago_are_to_be_erased_when_the_administrator_wants_that(world: World) -> None:
    deactivate(world.priya, world.kees)
    Person.objects.filter(pk=world.kees.pk).update(closed=timezone.now() - timedelta(days=100))
    clear_what_is_too_old()
    assert not Erasure.objects.exists()
    keep_for(world.priya, {"closed-accounts": 3})
    clear_what_is_too_old()
    clear_what_is_too_old()
    assert Erasure.objects.get().person == world.kees
    Erasure.objects.update(cancelled=timezone.now())
    clear_what_is_too_old()
    assert Erasure.objects.count() == 1


def test_the_command_line_writes_a_copy_and_erases(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "kees.zip"
    assert run_command(["copy", "kees@lindehof.example", str(file), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["bytes"] == file.stat().st_size
    assert file.stat().st_mode & 0o077 == 0
    assert "index.html" in zipfile.ZipFile(file).namelist()
    assert AuditEntry.objects.get(act="copied").about == world.kees
    assert run_command(["erase", "priya@lindehof.example", "--json"]) == 1
    assert run_command(["erase", "kees@lindehof.example", "--json"]) == 0
    assert Person.objects.filter(pk=world.kees.pk).exists()
    capsys.readouterr()
    assert run_command(["erase", "kees@lindehof.example", "--now", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["done"] is True
    assert not Person.objects.filter(pk=world.kees.pk).exists()
