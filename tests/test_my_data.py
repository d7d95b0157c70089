"""My data through the front door: what is told, a copy to take along, who looked, and asking to be erased."""

from __future__ import annotations

import io
import json
import re
import zipfile
from datetime import timedelta
from html import unescape
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import override

from tests.everything import everything_of
from zwerm.courses.actions import answer_question, judge_answer, keep_course, publish_course, react, start_course
from zwerm.courses.models import Block, Media, Question
from zwerm.courses.tests.sample import drafted, keep_text
from zwerm.library.actions import keep_item
from zwerm.library.actions.talk.comments import comment_on
from zwerm.library.models import Item
from zwerm.people.actions import clear_copies, deactivate, erase_due, give_duty, keep_for, reactivate, write_down
from zwerm.people.models import AuditEntry, Erasure, Person, PersonalCopy, ProviderLink, SignInProvider, Telling
from zwerm.people.registry import holdings, retentions
from zwerm.people.tests.world import World
from zwerm.practice.actions import CardDraft, make_card, review, set_rhythm
from zwerm.practice.rules.memory import Rating
from zwerm.records.models import Document, ModelCall
from zwerm.records.tests.test_xapi import Tool, told

OWN, SECRET = "zandzakken", "xylofoonzolder"


def unzipped(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}


def me(world: World, person: Person, language: str = "en") -> Client:
    """A browser in which they just typed their password, if they have one."""
    client = world.client(person, language)
    if person.has_usable_password():
        client.post("/account/reauthenticate/", {"password": "correct horse battery"})
    return client


def copy_of(world: World, person: Person, commit: Any, language: str = "nl") -> dict[str, str]:
    client = me(world, person, language)
    with commit(execute=True):
        answer = client.post("/account/data/copies/")
    assert answer.status_code == 302
    assert "zip/" in client.get(answer["Location"]).text
    got = client.get(f"{answer['Location']}zip/")
    assert got["Content-Type"] == "application/zip"
    assert "no-store" in got["Cache-Control"]
    return unzipped(b"".join(got.streaming_content))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_colleague_reads_what_is_recorded_and_a_stranger_does_not(world: World, language: str) -> None:
    assert world.client().get("/recorded/").status_code == 302
    page = world.client(world.otto, language).get("/recorded/").text
    with override(language):
        for holding in holdings.values():
            for words in (holding.title, holding.what, holding.why, holding.seen_by, holding.erased):
                assert str(escape(words)) in page
    assert "/recorded/" in world.client(world.otto).get("/account/data/").text
    assert "/account/data/" in world.client(world.otto).get("/account/settings/").text


def test_the_page_tells_how_long_as_the_administrator_set_it(world: World) -> None:
    assert "2 years" in world.client(world.otto).get("/recorded/").text
    keep_for(world.priya, {"trail": 84})
    assert "7 years" in world.client(world.otto).get("/recorded/").text
    with pytest.raises(ValueError, match="trail"):
        keep_for(world.priya, {"trail": 7})
    assert retentions["trail"].months == 24


def test_a_copy_holds_what_is_mine_to_read_and_for_machines(
    world: World, django_capture_on_commit_callbacks: Any
) -> None:
    everything_of(world.fatima, plants="iets dat Fatima schreef")
    item = keep_item(world.fatima, world.team.space, "lesson", "Water tellen", f"Leg {OWN} klaar.", language="nl")
    comment_on(world.fatima, item, "Dit zei ik erover.")
    files = copy_of(world, world.fatima, django_capture_on_commit_callbacks)
    index = files["index.html"]
    assert '<html lang="nl">' in index
    assert "<script" not in index
    assert "@media print" in index
    assert OWN in index
    assert "Dit zei ik erover." in index
    assert "Je zei iets over Water tellen" in unescape(index)
    assert "<td>commented</td>" not in index
    assert any(
        row["verb"] == "commented" for row in json.loads(files["data/statements.json"])["tables"]["records.Statement"]
    )
    assert set(files) >= {f"data/{name}.json" for name in holdings}
    account = json.loads(files["data/account.json"])["tables"]["people.Person"][0]
    assert account["email"] == "fatima@lindehof.example"
    texts = json.loads(files["data/texts.json"])["tables"]["library.Version"]
    assert any(OWN in row["text"] and row["item"]["name"] == "Water tellen" for row in texts)
    assert "password" not in str(account)


def test_a_copy_names_who_left_and_tells_days_and_words_in_the_language_of_its_reader(
    world: World, django_capture_on_commit_callbacks: Any
) -> None:
    give_duty(world.kees, "admin")
    write_down(world.kees, "changed", world.fatima)
    deactivate(world.priya, world.kees)
    Telling.objects.create(person=world.fatima, name="days", text="mon:office,wed:home,thu:off")
    set_rhythm(world.fatima, days_off=[5, 6], new_per_day=4, minutes=5)
    item = keep_item(world.fatima, world.team.space, "lesson", "De pomp", "Aan en uit.", language="nl")
    card = make_card(world.fatima, CardDraft("Hoe gaat hij aan?", "Met de knop.", item=item))
    review(world.fatima, card, Rating.HARD, "k", 4.25)
    linked = SignInProvider.objects.create(name="Lindehof-account", kind="oidc", address="https://id.example")
    ProviderLink.objects.create(provider=linked, person=world.fatima, subject="f-1")
    for language, words in (
        ("nl", ["Iemand die weg is", "maandag: op het werk, woensdag: thuis, donderdag: vrij", "zaterdag, zondag", "Moeilijk"]),
        ("en", ["Someone who left", "Monday: at work, Wednesday: at home, Thursday: free", "Saturday, Sunday", "Hard"]),
    ):  # fmt: skip
        Person.objects.filter(pk=world.fatima.pk).update(language=language)
        world.fatima.refresh_from_db()
        files = copy_of(world, world.fatima, django_capture_on_commit_callbacks, language)
        cells = [unescape(cell) for cell in re.findall(r"<td>(.*?)</td>", files["index.html"], re.DOTALL)]
        assert [
            word for word in (*words, "Lindehof-account") if word.casefold() not in {cell.casefold() for cell in cells}
        ] == []
        assert [cell for cell in cells if re.fullmatch(r"[0-9a-f-]{36}", cell)] == []
        assert "HARD" not in cells
    trail = json.loads(files["data/trail.json"])["tables"]["people.AuditEntry"]
    assert {"id": str(world.kees.pk), "name": "Someone who left"} in [row["by"] for row in trail]


def test_a_copy_tells_where_i_wrote_along_and_what_i_look_after(
    world: World, django_capture_on_commit_callbacks: Any
) -> None:
    shown, hidden = (
        keep_item(world.kees, space, "page", f"Van Kees in {space.name}", "Wat Kees schreef.", language="nl")
        for space in (world.team.space, world.closed)
    )
    for item in (shown, hidden):
        item.version.authors.add(world.otto)
        Item.objects.filter(pk=item.pk).update(owner=world.otto)
    tables = json.loads(copy_of(world, world.otto, django_capture_on_commit_callbacks)["data/texts.json"])["tables"]
    (along,) = tables["library.Version_authors"]
    assert (along["version__item"]["name"], along["version__number"]) == (shown.title, 1)
    assert [row["title"] for row in tables["library.Item"]] == [shown.title]
    assert tables["library.Item"][0]["owner"]["name"] == world.otto.name


def test_a_copy_holds_the_courses_that_i_make_and_the_questions_beside_my_answers(
    world: World, django_capture_on_commit_callbacks: Any
) -> None:
    item = keep_text(world.fatima, world.team.space)
    course = keep_course(world.fatima, world.team.space, drafted(item), [item])
    publish_course(world.fatima, course)
    picture = Media.objects.create(hash="ab" * 32, media_type="image/png", size=3, kept=timezone.now())
    default_storage.save(picture.path, ContentFile(b"png"))
    bite = course.bites.first()
    shown = {"kind": "picture", "hash": picture.hash, "alt": "Een hand"}
    Block.objects.create(bite=bite, position=99, kind="picture", content=shown)
    for person in (world.fatima, world.kees):
        enrolment = start_course(person, course)
        given = {"single": ["0"], "match": ["1", "0"], "open": [f"Wrijven, zegt {person.name}."]}
        for question in Question.objects.filter(block__bite__course=course, kind__in=given):
            kept = answer_question(enrolment, question, given[question.kind], uuid4())
            if question.kind == "open":
                judge_answer(enrolment, question, kept.key, "partly")
        react(person, bite, "unclear", f"Onduidelijk, vindt {person.name}.")
    files = copy_of(world, world.fatima, django_capture_on_commit_callbacks)
    made = json.loads(files[f"files/courses/{course.pk}.json"])
    assert "Wat is een infectie?" in str(made["parts"])
    assert files[f"files/courses/{picture.hash}.png"] == "png"
    tables = json.loads(files["data/learning.json"])["tables"]
    told = {row["question"]["name"]: row["given"] for row in tables["courses.Answer"]}
    assert told == {
        "Wat is een infectie?": ["een ontsteking"],
        "Wat hoort bij wat?": ["alcohol: daarna", "drogen: Eerst"],
        "Leg uit hoe je het doet.": [f"Wrijven, zegt {world.fatima.name}."],
    }
    judged = [(row["correct"], row["judged"]) for row in tables["courses.Answer"]]
    assert judged.count((None, {"id": "partly", "name": "Deels"})) == 1
    assert not [name for name, text in files.items() if f"Wrijven, zegt {world.kees.name}." in text]
    (said,) = tables["courses.Reaction"]
    assert (said["bite__course"]["name"], said["bite"]["name"]) == (course.title, bite.title)
    assert "een ontsteking" in files["index.html"]
    other = copy_of(world, world.kees, django_capture_on_commit_callbacks)
    assert not [name for name in other if name.startswith("files/courses/")]


def test_a_copy_holds_nothing_private_of_others(world: World, django_capture_on_commit_callbacks: Any) -> None:
    """What colleagues wrote, hid or said stays theirs: also round what I wrote, and where I may look no more."""
    shared = keep_item(world.kees, world.team.space, "page", "Van Kees", f"Kees houdt van {SECRET}.", language="nl")
    comment_on(world.fatima, shared, "Mooi, Kees.")
    comment_on(world.kees, shared, f"Tegen Fatima: {SECRET}.")
    keep_item(world.otto, world.otto.private_space, "page", SECRET, SECRET, language="nl")
    mine = keep_item(world.fatima, world.closed, "page", "Van ons samen", f"Samen: {SECRET}.", language="nl")
    comment_on(world.fatima, mine, "Ik was hier.")
    AuditEntry.objects.create(by=world.priya, act="changed", about=world.kees, detail=SECRET)
    ModelCall.objects.create(person=world.kees, when=timezone.now(), purpose="answer", model="m", content=SECRET)
    world.fatima.memberships.filter(space=world.closed).delete()
    files = copy_of(world, world.fatima, django_capture_on_commit_callbacks)
    assert [name for name, text in files.items() if SECRET in text] == []
    assert "Ik was hier." in files["index.html"]
    assert "kees@lindehof.example" not in "".join(files.values())


def test_a_copy_holds_what_outside_tools_keep_of_me(world: World, django_capture_on_commit_callbacks: Any) -> None:
    for number, person in enumerate((world.fatima, world.kees), start=1):
        Document.objects.create(
            key=UUID(int=number),
            owner=UUID(int=9),
            kind=Document.Kind.STATE,
            person=person,
            identity="../bookmark",
            media_type="application/json; charset=utf-8",
            content=b'{"page": %d}' % number,
            updated=timezone.now(),
        )
    copy = copy_of(world, world.fatima, django_capture_on_commit_callbacks)
    name = f"files/documents/{UUID(int=1)}.json"
    assert copy[name] == '{"page": 1}'
    assert [one for one in copy if one.startswith("files/documents/")] == [name]
    told = json.loads(copy["data/documents.json"])["tables"]["records.Document"]
    assert [(one["identity"], one["key"]) for one in told] == [("../bookmark", str(UUID(int=1)))]


def test_a_copy_tells_what_a_tool_says_that_happened_when_the_calendar_ends(
    world: World, django_capture_on_commit_callbacks: Any
) -> None:
    end = told(mbox="fatima@lindehof.example", timestamp="9999-12-31T23:59:59Z")
    assert Tool().send(end).status_code == 200
    copy = copy_of(world, world.fatima, django_capture_on_commit_callbacks)
    assert "9999" in copy["index.html"]
    assert "9999-12-31T23:59:59Z" in copy["data/statements.json"]


def test_nobody_else_gets_a_copy_and_it_goes_after_its_days(
    world: World, django_capture_on_commit_callbacks: Any
) -> None:
    copy_of(world, world.fatima, django_capture_on_commit_callbacks)
    copy = PersonalCopy.objects.get()
    for person in (world.otto, world.priya):
        for address in (f"/account/data/copies/{copy.pk}/", f"/account/data/copies/{copy.pk}/zip/"):
            assert world.client(person).get(address).status_code == 404
    assert world.client().get(f"/account/data/copies/{copy.pk}/zip/").status_code == 302
    assert default_storage.exists(copy.path)
    PersonalCopy.objects.update(expires=timezone.now() - timedelta(minutes=1))
    assert me(world, world.fatima).get(f"/account/data/copies/{copy.pk}/zip/").status_code == 404
    clear_copies()
    assert not default_storage.exists(copy.path)
    assert not PersonalCopy.objects.exists()


def test_i_see_who_used_power_to_look_at_me(world: World) -> None:
    assert "Nobody did." in world.client(world.fatima).get("/account/data/").text
    admin = world.client(world.priya)
    for _again in range(2):
        admin.get(f"/administration/people/{world.fatima.pk}/")
    admin.get(f"/administration/people/{world.priya.pk}/")
    assert AuditEntry.objects.filter(act="looked").count() == 1
    page = world.client(world.fatima).get("/account/data/").text
    assert "Priya Ramdin looked at the account of Fatima El Amrani" in page
    assert "Priya" not in world.client(world.kees).get("/account/data/").text


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (
            "en",
            [
                "Priya Ramdin asked to erase themselves<",
                "Priya Ramdin asked to erase someone who was erased<",
                "Priya Ramdin handed over what belonged to Kees Mulder (→ Otto: Drafts of courses in spaces that they share 1, Texts that they keep true 2)<",
                "Zwerm erased a person<",
                "Someone who was erased changed Kees Mulder<",
                "Fatima El Amrani accepted an invitation<",
            ],
        ),
        (
            "nl",
            [
                "Priya Ramdin heeft gevraagd om te wissen: zichzelf<",
                "Priya Ramdin heeft gevraagd om te wissen: iemand die is gewist<",
                "Zwerm heeft iemand gewist<",
                "Iemand die is gewist ",
            ],
        ),
    ],
)
def test_a_line_of_the_trail_reads_as_a_whole_sentence(world: World, language: str, lines: list[str]) -> None:
    write = AuditEntry.objects.create
    write(by=world.priya, about=world.priya, act="erasure-asked")
    write(by=world.priya, act="erasure-asked")
    write(by=world.priya, about=world.kees, act="handed-over", detail="→ Otto: {course-drafts} 1, {texts} 2")
    write(act="erased")
    write(about=world.kees, act="changed")
    write(by=world.fatima, about=world.fatima, act="accepted")
    page = " ".join(world.client(world.priya, language).get("/administration/trail/").text.split())
    for line in lines:
        assert line in page.replace(" </li>", "</li>"), line
    assert "{" not in page.split('<ul class="stack stack--tight">')[1].split("</ul>")[0]


def test_reading_the_list_of_accounts_leaves_one_line_that_everybody_in_it_can_read(world: World) -> None:
    assert "list of accounts" not in world.client(world.fatima).get("/account/data/").text
    admin = world.client(world.priya)
    for address in ("", "?page=2", "?q=kees", "?state=closed"):
        assert admin.get(f"/administration/{address}").status_code == 200
    for person in (world.fatima, world.otto):
        page = world.client(person).get("/account/data/").text
        assert page.count("Priya Ramdin read the list of accounts, with e-mail addresses") == 1
    assert admin.get("/administration/trail/").text.count("read the list of accounts") == 1
    assert "Priya Ramdin read the list" not in admin.get("/account/data/").text, "it is about others"
    assert world.client(world.otto).get("/administration/").status_code == 404
    assert AuditEntry.objects.get().by == world.priya, "who may not read it leaves no line"
    AuditEntry.objects.update(at=timezone.now() - timedelta(hours=13))
    admin.get("/administration/")
    assert AuditEntry.objects.filter(act="list-read").count() == 2


def test_i_see_who_read_what_i_asked_the_language_model(world: World) -> None:
    for person, content in ((world.fatima, "[user] hoe zwaar is een zak?"), (world.kees, "")):
        ModelCall.objects.create(person=person, when=timezone.now(), purpose="answer", model="m", content=content)
    world.client(world.priya).get("/ask/log/")
    assert "asked by Fatima El Amrani" in world.client(world.fatima).get("/account/data/").text
    assert AuditEntry.objects.filter(act="log-read").count() == 1


def test_being_erased_is_asked_after_reading_what_happens_and_can_be_cancelled(world: World) -> None:
    client = me(world, world.fatima)
    keep_item(world.fatima, world.team.space, "page", "Blijft", "Dit blijft.", language="nl")
    page = client.get("/account/data/erasure/").text
    assert "Texts that you wrote" in page
    assert not Erasure.objects.exists()
    client.post("/account/data/erasure/", {"own_texts": "yes"})
    client.post("/account/data/erasure/")
    erasure = Erasure.objects.get()
    assert erasure.own_texts
    assert erasure.due > timezone.now() + timedelta(days=13)
    erase_due()
    assert "Cancel it, I stay" in client.get("/account/data/").text
    client.post("/account/data/erasure/cancellation/")
    Erasure.objects.update(due=timezone.now())
    erase_due()
    assert Person.objects.filter(pk=world.fatima.pk).exists()


def test_the_last_administrator_cannot_be_erased(world: World) -> None:
    client = world.client(world.priya)
    client.post("/account/data/erasure/")
    assert not Erasure.objects.exists()
    give_duty(world.tom, "admin")
    client.post("/account/data/erasure/")
    world.tom.duty_set.filter(name="admin").delete()
    Erasure.objects.update(due=timezone.now())
    erase_due()
    assert Person.objects.filter(pk=world.priya.pk).exists()
    assert Erasure.objects.get().done is None


def test_whoever_is_let_in_again_is_not_erased(world: World) -> None:
    deactivate(world.priya, world.kees)
    Erasure.objects.create(person=world.kees, due=timezone.now())
    reactivate(world.priya, world.kees)
    erase_due()
    assert Person.objects.filter(pk=world.kees.pk).exists()


@pytest.mark.parametrize("address", ["/account/data/copies/", "/account/data/erasure/"])
def test_who_finds_a_browser_open_must_know_the_password_first(world: World, address: str) -> None:
    client = world.client(world.fatima)
    for answer in (client.get(address), client.post(address)):
        assert answer["Location"].startswith("/account/reauthenticate/")
    assert not PersonalCopy.objects.exists()
    assert not Erasure.objects.exists()


def test_the_page_of_being_erased_tells_that_it_was_asked_already(world: World) -> None:
    client = me(world, world.fatima)
    assert "This was asked already" not in client.get("/account/data/erasure/").text
    client.post("/account/data/erasure/")
    assert "This was asked already: it happens on" in client.get("/account/data/erasure/").text
