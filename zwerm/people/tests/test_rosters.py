from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest_django.fixtures import Settings as DjangoSettings

from tests.installation import Installation, fresh_installation
from zwerm.people.actions import give_duty, roster_undo
from zwerm.people.models import AuditEntry, Duty, Membership, Person, RosterImport, Space, Telling
from zwerm.people.rules.roster import read_roster
from zwerm.people.rules.sheet import NotASheet, safe_cell
from zwerm.people.tests.world import World

DUTCH = (
    "Voornaam;Tussenvoegsel;Achternaam;E-mailadres;Functie;Afdeling;Taal\r\n"
    "Zoë;van;Dam;Zoe@Lindehof.example;Verpleegkundige;SEH nieuw;nl\r\n"
    "Kees;;Mulder;kees@lindehof.example;Arts;Emergency department;\r\n"
    "Sanne;de;Vries;sanne@lindehof.example;;;\r\n"
    ";;;\r\n"
    "Gonny;;Gone;gone@lindehof.example;;;\r\n"
    "Niemand;;X;niet-een-adres;;;\r\n"
    "Dubbel;;Op;zoe@lindehof.example;;;\r\n"
)


def give(client: Client, data: bytes | str, name: str = "mensen.csv") -> str:
    """Where the preview of this file is; "" when the file is refused."""
    data = data.encode() if isinstance(data, str) else data
    answer = client.post("/administration/import/", {"file": SimpleUploadedFile(name, data)})
    return answer.headers.get("Location", "")


@pytest.mark.parametrize(
    "data",
    [DUTCH.encode("cp1252"), DUTCH.encode("utf-8"), DUTCH.encode("utf-8-sig"), DUTCH.encode("utf-16")],
    ids=["latin-1", "utf-8", "utf-8 with a mark", "utf-16"],
)
def test_a_list_of_a_dutch_spreadsheet_is_read(data: bytes) -> None:
    lines = read_roster(data)
    assert [(line.number, line.name, line.email) for line in lines[:2]] == [
        (2, "Zoë van Dam", "zoe@lindehof.example"),
        (3, "Kees Mulder", "kees@lindehof.example"),
    ]
    assert [line.faults for line in lines] == [[], [], [], [], ["email"], ["twice"]]


def test_commas_tabs_and_quoted_cells_are_read() -> None:
    for mark in ",\t":
        text = f'Name{mark}Email{mark}Teams\n"Vries{mark} de, ""S""\nx"{mark}a@b.nl{mark}"A / B"\n'
        line = read_roster(text.encode())[0]
        assert (line.email, line.teams) == ("a@b.nl", ["A", "B"])


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"naam;email\n", "empty"),
        (b"naam;telefoon\nA;1\n", "columns"),
        (b"PK\x03\x04\x00\x00binary", "binary"),
        (b"naam;email\n" + b"A;a%d@b.nl\n" * 100_000, "long"),
        (b"naam;email\n" + b"A" * (9 * 1024 * 1024), "big"),
    ],
)
def test_what_is_no_list_is_refused_with_the_reason(data: bytes, reason: str) -> None:
    with pytest.raises(NotASheet) as refused:
        read_roster(data)
    assert refused.value.reason == reason


def test_a_first_line_that_tells_excel_the_mark_is_no_header() -> None:
    (line,) = read_roster("sep=;\r\nnaam;email\r\nDe Vries, Jan;jan@b.nl\r\n".encode("utf-16"))
    assert (line.number, line.name, line.email) == (3, "De Vries, Jan", "jan@b.nl")


def test_signs_that_nobody_sees_make_no_second_address() -> None:
    text = "naam;email\nA;a@b.nl\nB;a\u200b@b.nl\nC;c\x00@b.nl\n".encode()
    text = text if b"\x00" not in text[:4096] else text.replace(b"\x00", b"\x07")
    assert [line.faults for line in read_roster(text)] == [[], ["unseen"], ["unseen"]]


@settings(max_examples=200)
@given(st.binary(max_size=400))
def test_whatever_is_in_a_file_it_is_read_or_refused(data: bytes) -> None:
    try:
        lines = read_roster(b"naam;email\n" + data)
    except NotASheet:
        return
    for line in lines:
        assert line.faults or (line.name and "@" in line.email)


def test_looking_does_nothing(world: World) -> None:
    before = Person.objects.count(), Space.objects.count(), Membership.objects.count()
    admin = world.client(world.priya, "nl")
    page = admin.get(give(admin, DUTCH.encode("cp1252"))).text
    for told in ("Zoë van Dam", "geen e-mailadres dat werkt", "dit adres staat hierboven al", "Gesloten account"):
        assert told in page
    assert (Person.objects.count(), Space.objects.count(), Membership.objects.count()) == before


def test_carrying_it_out_does_what_was_shown(world: World) -> None:
    admin = world.client(world.priya)
    where = give(admin, DUTCH)
    admin.post(f"{where}carrying-out/")
    admin.post(f"{where}carrying-out/")
    zoe = Person.objects.get(email="zoe@lindehof.example")
    assert (zoe.name, zoe.function, zoe.has_usable_password()) == ("Zoë van Dam", "Verpleegkundige", False)
    assert zoe.private_space.name == "Zoë van Dam"
    assert list(zoe.memberships.filter(space__kind="team").values_list("space__name", flat=True)) == ["SEH nieuw"]
    assert Person.objects.get(email="kees@lindehof.example").function == "Arts"
    assert Person.objects.get(email="sanne@lindehof.example").name == "Sanne de Vries"
    assert not Person.objects.get(email="gone@lindehof.example").is_active
    assert mail.outbox == []
    acts = list(AuditEntry.objects.order_by("id").values_list("act", "about__name"))
    assert acts == [("added", "Zoë van Dam"), ("changed", "Kees Mulder"), ("imported", None)]
    kees = world.client(world.kees, "en")
    assert kees.get("/account/data/").text.count("Priya Ramdin changed Kees Mulder") == 1
    admin.post(f"{where}undoing/")
    assert kees.get("/account/data/").text.count("Priya Ramdin changed Kees Mulder") == 2


def test_undoing_takes_everything_back(world: World) -> None:
    def state() -> list[object]:
        return [
            list(Person.objects.order_by("email").values_list("email", "name", "function", "is_active")),
            list(Space.objects.order_by("slug").values_list("slug", flat=True)),
            set(Membership.objects.values_list("person__email", "space__slug", "role")),
        ]

    before = state()
    admin = world.client(world.priya)
    where = give(admin, DUTCH)
    admin.post(f"{where}carrying-out/")
    assert state() != before
    admin.post(f"{where}undoing/")
    assert state() == before
    admin.post(f"{where}undoing/")
    assert state() == before


def test_undoing_keeps_what_people_built_on_it(world: World) -> None:
    admin = world.client(world.priya)
    where = give(admin, DUTCH)
    admin.post(f"{where}carrying-out/")
    Person.objects.filter(email="zoe@lindehof.example").update(last_login=timezone.now())
    Person.objects.filter(email="kees@lindehof.example").update(function="Hoofdarts")
    admin.post(f"{where}undoing/")
    assert Person.objects.get(email="zoe@lindehof.example").is_active is False
    assert Person.objects.get(email="kees@lindehof.example").function == "Hoofdarts"


LISTED = """
import json, os, signal, threading
from zwerm.people.actions import roster_undo, carry_out, keep_roster
from zwerm.people.models import AuditEntry, Membership, Person, RosterImport, Space
ada = Person.objects.get(email="ada@example.org")
"""
CARRIED_OUT = """
text = "naam;email;team\\n" + "".join(f"P {n};p{n}@b.nl;Team {n % 3}\\n" for n in range(600))
carry_out(ada, keep_roster(ada, "mensen.csv", text.encode()))
"""
CUT_OFF = """
def pause(seconds):
    # Somebody else writes in between: it is committed, and nobody has to wait.
    other = threading.Thread(target=lambda: Person.objects.filter(pk=ada.pk).update(function=f"{left()} left"))
    other.start()
    other.join()
    if left() < 200:
        os.kill(os.getpid(), signal.SIGKILL)
def left():
    return Person.objects.exclude(pk=ada.pk).count()
roster_undo.sleep = pause
roster_undo.undo_roster(ada, RosterImport.objects.get())
"""
TOLD = """
print(json.dumps({
    "function": ada.function,
    "people": Person.objects.exclude(pk=ada.pk).count(),
    "own": Space.objects.filter(kind="private").count() - 1,
    "teams": Space.objects.filter(kind="team").count(),
    "in teams": Membership.objects.filter(space__kind="team").count(),
    "undone": AuditEntry.objects.filter(act="import-undone").count(),
    "told": RosterImport.objects.get().undo["told"],
}))
"""


def test_undoing_lets_others_write_and_goes_on_after_it_was_killed(migrated: Installation, tmp_path: Path) -> None:
    with fresh_installation(tmp_path / "home", migrated) as installation:
        assert installation.zwerm("person", "ada@example.org", "Ada Last", "--admin").returncode == 0
        done = installation.python(LISTED + CARRIED_OUT)
        assert done.returncode == 0, done.stderr
        assert installation.python(LISTED + CUT_OFF).returncode == -9
        told = told_by(installation, LISTED + TOLD)
        counts = {"removed": 500, "closed": 0, "restored": 0, "kept": 0}
        assert told == {
            "function": "100 left", "people": 100, "own": 100, "teams": 3, "in teams": 100, "undone": 0, "told": counts
        }  # fmt: skip
        on = "told = roster_undo.undo_roster(ada, RosterImport.objects.get())\nassert told['removed'] == 600, told\n"
        told = told_by(installation, LISTED + on + TOLD)
        assert told == {
            "function": "100 left", "people": 0, "own": 0, "teams": 0, "in teams": 0, "undone": 1,
            "told": counts | {"removed": 600},
        }  # fmt: skip


def told_by(installation: Installation, code: str) -> Any:
    done = installation.python(code)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_the_page_says_what_was_undone_and_what_is_to_go(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    admin = world.client(world.priya, "en")
    where = give(admin, "name,email\n" + "".join(f"N{n},n{n}@lindehof.example\n" for n in range(5)))
    admin.post(f"{where}carrying-out/")
    assert "Undoing is not finished" not in admin.get(where).text

    class CutOff(BaseException):
        pass

    def cut_off(seconds: float) -> None:
        raise CutOff

    monkeypatch.setattr(roster_undo, "AT_ONCE", 3)
    monkeypatch.setattr(roster_undo, "sleep", cut_off)
    with pytest.raises(CutOff):
        admin.post(f"{where}undoing/")
    assert Person.objects.filter(email__startswith="n").filter(email__endswith="@lindehof.example").count() == 2
    page = admin.get(where).text
    assert "Until now: 3 removed, 0 closed, 0 as before, 0 left as they are. To go: 2." in page
    page = admin.post(f"{where}undoing/", follow=True).text
    assert "Undone: 5 removed" in page
    assert "Undoing is not finished" not in page
    assert "This import was undone." in page


def test_undoing_closes_no_administrator_and_removes_nobody_who_has_something_here(world: World) -> None:
    admin = world.client(world.priya)
    where = give(
        admin, "name,email\n" + "".join(f"{name},{name}@lindehof.example\n" for name in ("ada", "bo", "cas", "zoe"))
    )
    admin.post(f"{where}carrying-out/")
    owner, chose, never, zoe = Person.objects.filter(pk__in=RosterImport.objects.get().undo["people"]).order_by("email")
    Telling.objects.create(person=owner, name=Telling.Name.values[0], text="Vraag mij over gips")
    chose.set_password("correct horse battery staple")
    chose.save()
    give_duty(zoe, "admin")
    Duty.objects.filter(person=world.priya).delete()
    Person.objects.filter(pk=zoe.pk).update(last_login=timezone.now())
    world.client(zoe).post(f"{where}undoing/")
    zoe.refresh_from_db()
    assert zoe.is_active, "who undoes it is its last administrator"
    assert list(Person.objects.filter(pk__in=[owner.pk, chose.pk]).values_list("is_active", flat=True)) == [
        False,
        False,
    ]
    assert not Person.objects.filter(pk=never.pk).exists()
    assert Telling.objects.get(person=owner).text == "Vraag mij over gips"


def test_new_colleagues_are_mailed_only_with_a_tick(world: World, settings: DjangoSettings) -> None:
    settings.SENDS_MAIL = True
    admin = world.client(world.priya)
    admin.post(f"{give(admin, DUTCH)}carrying-out/", {"mail": "on"})
    assert [message.to for message in mail.outbox] == [["zoe@lindehof.example"]]
    assert "/account/password/reset/key/" in mail.outbox[0].body


def test_a_new_colleague_who_chose_no_language_is_mailed_in_that_of_the_installation(
    world: World, settings: DjangoSettings
) -> None:
    settings.SENDS_MAIL, settings.LANGUAGE_CODE = True, "nl"
    admin = world.client(world.priya, "en")
    where = give(admin, "naam;email;taal\nZoë;zoe@x.example;\nAnn;ann@x.example;en\n")
    admin.post(f"{where}carrying-out/", {"mail": "on"})
    assert {message.to[0]: message.subject for message in mail.outbox} == {
        "zoe@x.example": "Je account voor Zwerm",
        "ann@x.example": "Your account for Zwerm",
    }


def test_a_team_that_is_not_there_yet_is_named_before_it_is_opened(world: World) -> None:
    admin = world.client(world.priya, "nl")
    where = give(admin, f"naam;email;team\nZoë;zoe@lindehof.example;{world.team.space.name}/Spoedeisende Hullp\n")
    page = admin.get(where).text
    assert "Deze komen er dan bij: Spoedeisende Hullp." in page
    assert f"{world.team.space.name}, Spoedeisende Hullp (nieuw team)" in page
    report = admin.get(f"{where}report.csv").content.decode("utf-8-sig").splitlines()
    assert report[0] == "Regel;Wat;E-mail;Naam;Bijzonderheden"
    assert report[1].startswith("2;Nieuw;zoe@lindehof.example;")
    assert not Space.objects.filter(name="Spoedeisende Hullp").exists()


def test_the_report_runs_nothing_in_a_spreadsheet(world: World) -> None:
    admin = world.client(world.priya)
    where = give(admin, 'naam;email\n"=HYPERLINK(""http://x"")";a@b.nl\n"+1";b@b.nl\n"  @x";c@b.nl\n')
    text = admin.get(f"{where}report.csv").content.decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text), delimiter=";") for cell in row]
    assert not [cell for cell in cells if cell.lstrip()[:1] in tuple("=+-@|%")]


@given(st.text(max_size=10))
def test_no_cell_begins_a_formula(text: str) -> None:
    assert safe_cell(text).lstrip()[:1] not in tuple("=+-@|%")


def test_only_administrators_import(world: World) -> None:
    admin = world.client(world.priya)
    where = give(admin, DUTCH)
    for person in (world.otto, world.sanne, world.tom):
        client = world.client(person)
        assert give(client, DUTCH) == ""
        for address in ("/administration/import/", where, f"{where}report.csv"):
            assert client.get(address).status_code == 404
        for address in (f"{where}carrying-out/", f"{where}undoing/"):
            assert client.post(address).status_code == 404
    assert RosterImport.objects.get().done is None


def test_a_closed_team_is_not_told_by_its_name(world: World) -> None:
    closed = Space.objects.create(kind="team", slug="x", name="Geheim team", open=False)
    admin = world.client(world.priya)
    admin.post(f"{give(admin, 'naam;email;team' + chr(10) + 'A;a@b.nl;Geheim team')}carrying-out/")
    assert not Membership.objects.filter(space=closed).exists()


def test_four_hundred_people_take_hardly_more_queries_than_ten(world: World) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts, undone, before = [], [], Person.objects.count()
    for number in (10, 400):
        text = "naam;email;team\n" + "".join(f"P;p{number}-{n}@b.nl;Team {number}\n" for n in range(number))
        admin = world.client(world.priya)
        where = give(admin, text)
        with CaptureQueriesContext(connection) as queries:
            admin.post(f"{where}carrying-out/")
        counts.append(len(queries))
        with CaptureQueriesContext(connection) as queries:
            admin.post(f"{where}undoing/")
        undone.append(len(queries))
        assert Person.objects.count() == before
    # Databases take rows in batches: of people, spaces, memberships, and lines of the trail.
    assert counts[1] < counts[0] + 15
    # Two batches, not four hundred people.
    assert undone[1] < 3 * undone[0]
