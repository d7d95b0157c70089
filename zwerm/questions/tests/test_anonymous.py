"""Asking anonymously: what an attacker who holds everything that is stored can tell, and what only the code opens."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import DatabaseError, connection
from django.db.models import Model
from django.test import Client

from tests.installation import Installation, fresh_installation
from zwerm.library.actions import keep_item
from zwerm.notices.actions import read_one
from zwerm.notices.models import Notice
from zwerm.people.tests.world import World, build_world
from zwerm.questions.actions import ask_anonymously, ask_question, give_answer, let_in, mix, tell_what_helped
from zwerm.questions.models import Acceptance, Answer, Comment, Following, Question, Vote, Waiting
from zwerm.questions.rules.codes import ALPHABET, hash_of, new_code
from zwerm.records.models import ModelCall, Statement
from zwerm.search.actions import find, follow_changes

TITLE = "Mag ik zeggen dat ik de zeepaardjespomp niet durf te bedienen?"
TEXT = "Ik werk hier twee jaar en iedereen denkt dat ik het kan."
MOMENT = re.compile(r"\b(\d\d:\d\d:\d\d)")
OF_A_DAY = {"00:00:00", "23:00:00", "22:00:00"}  # midnight here, as the database has it

ON_SQLITE = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")
# Whether the words stand in the log of writes, and how often in the whole file. The connection stays open, as a server's: closing it empties the log.
ASKS_AND_LOOKS = """
import json
from pathlib import Path
from django.conf import settings
from django.db import DatabaseError, connection
from zwerm.people.tests.world import build_world
from zwerm.questions.actions import add_by_code, ask_anonymously, ask_question, let_in, mix, withdraw_by_code
from zwerm.questions.models import Waiting

def look(words):
    path = Path(settings.DATABASES["default"]["NAME"])
    in_log = words.encode() in Path(f"{path}-wal").read_bytes()
    connection.connection.execute("PRAGMA wal_checkpoint(PASSIVE)")
    return in_log, path.read_bytes().count(words.encode())

world = build_world()
told = {}
ask_question(world.kees, world.organisation, "Wie weet waar de ladder staat?")
told["openly"] = look("waar de ladder staat")
code = ask_anonymously(world.kees, world.organisation, "Mag ik zeggen dat ik iets niet durf?")
told["asked"] = look("dat ik iets niet durf")
mix()
told["mixed"] = look("dat ik iets niet durf")
ask_anonymously(world.kees, world.organisation, "Hoe zeg ik dat ik wegga?")
mix()
question = let_in(world.priya, Waiting.objects.get(title__startswith="Mag"))
add_by_code(code, question, "Dank voor elk antwoord.")
told["added"] = look("Dank voor elk antwoord")
withdraw_by_code(code, Waiting.objects.get(text__startswith="Dank"))
told["withdrawn"] = look("Dank voor elk antwoord")
print(json.dumps(told))
"""


def asked(client: Client, world: World, **given: Any) -> str:
    """Sent as the page sends it; the code that is answered."""
    sent = {"title": TITLE, "text": TEXT, "space": world.organisation.pk, "key": uuid4(), "anonymous": "on", **given}
    page = client.post("/questions/new/", sent)
    assert page.status_code == 200, page.text
    assert page["Cache-Control"].startswith("max-age=0")
    found = re.search(r'id="code">([A-Z2-9-]+)<', page.text)
    assert found
    return found[1]


def stored() -> list[tuple[str, str]]:
    """Every row of every table as text, sessions read out."""
    rows = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608
            rows += [(table, " | ".join(str(value) for value in row)) for row in cursor.fetchall()]
    rows += [("sessions", f"{one.pk} {one.get_decoded()}") for one in Session.objects.all()]
    return rows


def tells_who(text: str, world: World) -> bool:
    kees = world.kees
    return any(sign in text for sign in (str(kees.pk), kees.pk.hex, kees.email, kees.name))


def about_it(text: str, keys: set[str]) -> bool:
    return any(sign in text for sign in {"zeepaardjespomp", "iedereen denkt", *keys})


def keys_of(*things: Any) -> set[str]:
    found = set()
    for thing in things:
        found |= {str(thing.pk), thing.pk.hex} if isinstance(thing.pk, UUID) else set()
        found |= {thing.key} if getattr(thing, "key", "") else set()
    return found


def check_nothing_tells(world: World, keys: set[str]) -> None:
    words = {TITLE, TITLE.casefold(), TITLE.rstrip("?"), TITLE.casefold().rstrip("?")}
    codes = {sha256(one.encode()).hexdigest()[:16] for one in words}
    for table, row in stored():
        assert not any(code in row for code in codes), f"{table}: made of the words"
        if about_it(row, keys):
            assert not tells_who(row, world), f"{table}: {row}"


def test_nothing_that_is_stored_joins_a_question_to_who_asked_it(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(0)
    kees = world.client(world.kees)
    # As most will: ask what is written first, in the same words, say that it was not it, then ask colleagues.
    kees.get("/ask/", {"q": TITLE})
    kees.post("/ask/verdicts/", {"q": TITLE, "right": "no"})
    kees.get("/questions/new/", {"title": TITLE})
    code = asked(kees, world)
    waiting = Waiting.objects.get()
    keys = keys_of(waiting)
    check_nothing_tells(world, keys)
    assert waiting.key == hash_of(code)
    assert code not in str(stored())
    for table, row in stored():
        if about_it(row, keys):
            assert table == "questions_waiting"
            assert not MOMENT.search(row), f"a time: {row}"
    assert not Statement.objects.filter(verb__in=("asked-colleagues", "tagged")).exists()
    assert not Following.objects.exists()
    mix()
    world.client(world.priya).post(f"/questions/waiting/{waiting.pk}/letting-in/")
    question = Question.objects.get()
    answer = give_answer(world.otto, question, "Ja. Ik leer het je.")
    kees.post("/questions/back/", {"code": code, "do": "accept", "answer": answer.pk})
    kees.post("/questions/back/", {"code": code, "do": "add", "words": "Dank, ik kom langs.", "key": uuid4()})
    follow_changes()
    keys |= keys_of(question, *Waiting.objects.all())
    check_nothing_tells(world, keys)
    acceptance = Acceptance.objects.get()
    assert set(MOMENT.findall(str(acceptance.when.astimezone(UTC)))) <= OF_A_DAY
    told = Statement.objects.filter(object_iri=f"urn:uuid:{question.pk}").values_list("person", "verb")
    assert set(told) == {(world.priya.pk, "let-in"), (world.otto.pk, "answered-colleague")}
    assert not Following.objects.exclude(person=world.otto).exists()
    logged = " ".join(record.getMessage() for record in caplog.records if "sql" not in record.__dict__)
    assert "zeepaardjespomp" not in logged
    assert code not in logged


def test_on_a_quiet_day_nothing_tells_who_asked_the_assistant_first_and_then_anonymously(world: World) -> None:
    """Kees is the only one who does anything. An attacker looks for his name beside a moment, and for a day beside the question."""
    kees = world.client(world.kees)
    kees.get("/questions/")

    def of_kees() -> set[tuple[str, str]]:
        # That he was here, and what his visit holds, is there for everybody who only reads.
        ours = ((table, row) for table, row in stored() if "session" not in table)
        return {(table, row) for table, row in ours if tells_who(row, world) and MOMENT.search(row)}

    before = of_kees()
    assert "Nobody wrote this down yet" in kees.get("/ask/", {"q": TITLE}).text
    asked(kees, world)
    assert of_kees() == before
    mix()
    assert of_kees() == before
    waiting = [row for table, row in stored() if table == "questions_waiting"]
    assert len(waiting) == 1
    assert not re.search(r"\d{4}-\d\d-\d\d", waiting[0])
    # Who then reads it, with Kees elsewhere: still nothing of his.
    world.client(world.priya).post(f"/questions/waiting/{Waiting.objects.get().pk}/letting-in/")
    assert of_kees() == before


def test_the_moment_at_which_somebody_comes_back_to_say_what_helped_is_in_no_notice(world: World) -> None:
    """The id of a notice keeps the millisecond in which it was made."""
    code = ask_anonymously(world.kees, world.organisation, TITLE)
    mix()
    answer = give_answer(world.otto, let_in(world.priya, Waiting.objects.get()), "Ja.")
    told = Notice.objects.filter(kind="answer-helped")
    world.client(world.kees).post("/questions/back/", {"code": code, "do": "accept", "answer": answer.pk})
    mix()
    assert Acceptance.objects.get().answer == answer
    assert not told.exists()
    tell_what_helped()
    assert told.get().person == world.otto
    read_one(world.otto, told.get())
    tell_what_helped()
    assert not told.unread().exists(), "once"


def test_what_a_language_model_was_asked_loses_its_words_of_everybody_when_it_is_mixed(world: World) -> None:
    """Of the asker alone, or at the moment itself, would tell who and when."""
    now = datetime.now(UTC)
    for person in (world.kees, world.otto):
        ModelCall.objects.create(person=person, when=now, purpose="answer", model="demo", outcome="done", content=TITLE)
    ModelCall.objects.create(
        person=world.otto, when=now, purpose="course", model="demo", outcome="done", content="Een cursus"
    )
    asked(world.client(world.kees), world)
    before = list(ModelCall.objects.order_by("pk").values())
    assert [call["content"] for call in before] == [TITLE, TITLE, "Een cursus"]
    mix()
    assert [call.content for call in ModelCall.objects.order_by("pk")] == ["", "", "Een cursus"]
    ModelCall.objects.update(content="Iets nieuws")
    mix()
    assert ModelCall.objects.filter(content="Iets nieuws").count() == 3, "nobody asked anonymously since"


@pytest.mark.skipif(ON_SQLITE, reason="how PostgreSQL keeps what went")
@pytest.mark.django_db(transaction=True)
def test_rows_that_went_do_not_stay_in_the_files_of_the_tables() -> None:
    """PostgreSQL leaves them where they stood, each with the number of the transaction that wrote it and of the one that took it away."""
    world = build_world()
    with connection.cursor() as cursor:
        try:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pageinspect")
        except DatabaseError as reason:
            pytest.skip(f"who looks into pages is no administrator of this database: {reason}")
    try:
        item = keep_item(world.otto, world.organisation, "howto", "Handen", "Handen desinfecteren kost 30 seconden.")
        kees = world.client(world.kees)
        kees.post("/ask/verdicts/", {"q": TITLE, "right": "no", "item": item.pk})
        ModelCall.objects.create(
            person=world.kees, when=datetime.now(UTC), purpose="answer", model="demo", outcome="done", content=TITLE
        )
        other_tests = len(numbers_in("questions_waiting"))
        code = asked(kees, world)
        ask_anonymously(world.sanne, world.organisation, "Mag ik ook iets vragen?")
        assert len(numbers_in("questions_waiting")) == other_tests + 2
        mix()
        assert len(set(numbers_in("questions_waiting"))) == 1
        assert set(numbers_in("assistant_quoted")) == set(numbers_in("questions_waiting")), "all by the mixing"
        question = let_in(world.priya, Waiting.objects.get(title=TITLE))
        mix()
        assert len(numbers_in("questions_waiting")) == 1
        answers = [give_answer(person, question, "Ja.") for person in (world.otto, world.fatima)]
        for answer in answers:
            kees.post("/questions/back/", {"code": code, "do": "accept", "answer": answer.pk})
        mix()
        assert Acceptance.objects.get().answer == answers[1]
        mixed = set(numbers_in("questions_acceptance"))
        assert {held_by(row) for row in (question, *answers, world.organisation)} == mixed, (
            "also of who changed their mind"
        )
        assert len(numbers_in("records_model_call")) == 1, "with words and without: the one with words is gone"
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP EXTENSION pageinspect")


def held_by(row: Model) -> str:
    """The number of the transaction that held this row last."""
    with connection.cursor() as cursor:
        table = connection.ops.quote_name(row._meta.db_table)
        cursor.execute(f"SELECT xmax::text FROM {table} WHERE id = %s", [row.pk])  # noqa: S608
        (number,) = cursor.fetchone()
    return str(number)


def numbers_in(table: str) -> list[str]:
    """The numbers of the transactions that wrote what stands in the pages of this table, rows that went among them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_relation_size(%s) / current_setting('block_size')::int", [table])
        (pages,) = cursor.fetchone()
        found: list[str] = []
        for page in range(pages):
            cursor.execute(
                "SELECT t_xmin::text FROM heap_page_items(get_raw_page(%s, %s)) WHERE t_xmin IS NOT NULL", [table, page]
            )
            found += [number for (number,) in cursor.fetchall()]
    return found


def test_a_session_keeps_no_code_that_can_be_made_of_the_words_alone(world: World) -> None:
    keep_item(world.otto, world.organisation, "howto", "Handen", "Handen desinfecteren kost 30 seconden.")
    follow_changes()
    question = "Hoeveel seconden kost handen desinfecteren?"
    kees = world.client(world.kees)
    assert "30 seconden" in kees.get("/ask/", {"q": question}).text
    assert len(kees.session["asked"]) == 1
    assert sha256(question.casefold().encode()).hexdigest()[:16] not in kees.session["asked"]


def test_no_file_holds_it_beside_who_asked(world: World) -> None:
    kees = world.client(world.kees)
    asked(kees, world)
    mix()
    let_in(world.priya, Waiting.objects.get())
    follow_changes()
    thing = find(world.otto, "zeepaardjespomp").things[0]
    assert thing.authors == ()
    for folder in (settings.MEDIA_ROOT, settings.SEARCH_HOME):
        for path in Path(folder).rglob("*"):
            if path.is_file() and "zeepaardjespomp" in (data := path.read_bytes().decode("utf-8", "replace")):
                assert not tells_who(data, world), path


def test_mixing_puts_what_waits_in_another_order_and_only_then_shows_it(world: World) -> None:
    titles = [f"Vraag {number}?" for number in range(12)]
    for title in titles:
        ask_anonymously(world.kees, world.organisation, title)
    priya = world.client(world.priya)
    assert "Vraag 1" not in priya.get("/questions/waiting/").text
    assert "Vraag 1" not in priya.get("/").text
    mix()
    orders = set()
    for _ in range(2):
        mix()
        with connection.cursor() as cursor:
            column = "rowid" if connection.vendor == "sqlite" else "ctid"
            cursor.execute(f"SELECT title FROM questions_waiting ORDER BY {column}")  # noqa: S608
            orders.add(tuple(title for (title,) in cursor.fetchall()))
    assert len(orders | {tuple(titles)}) == 3
    assert "Vraag 1" in priya.get("/questions/waiting/").text
    assert "Vraag" in priya.get("/").text
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(DISTINCT xmin::text) FROM questions_waiting")
            assert cursor.fetchone() == (1,)


@pytest.mark.skipif(not ON_SQLITE, reason="the log of PostgreSQL is its administrator's: docs/run/README.md")
def test_the_log_of_writes_does_not_tell_when_it_was_asked_and_nothing_that_was_taken_out_stays(
    migrated: Installation, tmp_path: Path
) -> None:
    with fresh_installation(tmp_path / "home", migrated) as installation:
        done = installation.python(ASKS_AND_LOOKS)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["openly"][0], "what is asked openly does stand in the log, so this looks where it should"
    assert told["asked"] == [False, 1]
    assert told["mixed"] == [False, 1], "in the file once: not also where it stood before"
    assert told["added"] == [False, 1]
    assert told["withdrawn"] == [False, 0]


def test_who_asked_sees_what_everybody_sees(world: World) -> None:
    asked(world.client(world.kees), world)
    mix()
    question = let_in(world.priya, Waiting.objects.get())

    def seen(client: Client, address: str) -> str:
        page = client.get(address).text.partition("<main")[2].partition("</main>")[0]
        return re.sub(r'name="(csrfmiddlewaretoken|key)" value="[^"]+"', "", page)

    kees, otto = world.client(world.kees), world.client(world.otto)
    assert seen(kees, question.get_absolute_url()) == seen(otto, question.get_absolute_url())
    assert "Asked anonymously" in seen(kees, question.get_absolute_url())
    assert TITLE not in seen(kees, "/questions/?show=mine")
    assert TITLE not in seen(kees, "/questions/?show=followed")
    for path in ("words", "withdrawal"):
        assert kees.post(f"{question.get_absolute_url()}{path}/").status_code == 404
    answer = give_answer(world.otto, question, "Ja.")
    assert kees.post(f"/questions/answers/{answer.pk}/acceptance/").status_code == 404
    assert kees.post(f"{question.get_absolute_url()}votes/").status_code == 302
    assert Vote.objects.count() == 1


def test_only_the_code_chooses_adds_and_takes_back(world: World) -> None:
    kees = world.client(world.kees)
    code = asked(kees, world)
    other = asked(world.client(world.fatima), world, title="Iets anders?", key=uuid4())
    mix()
    question = let_in(world.priya, Waiting.objects.get(title=TITLE))
    answer = give_answer(world.otto, question, "Ja.")
    for wrong in (other, "", "AAAA-AAAA-AAAA-AAAA-AAAA", question.key):
        kees.post("/questions/back/", {"code": wrong, "do": "accept", "answer": answer.pk})
        kees.post("/questions/back/", {"code": wrong, "do": "add", "words": "Nee"})
    assert not Acceptance.objects.exists()
    assert Waiting.objects.count() == 1
    page = kees.post("/questions/back/", {"code": code.lower().replace("-", " ")})
    assert TITLE in page.text
    page = kees.post("/questions/back/", {"code": code, "do": "accept", "answer": answer.pk})
    assert Acceptance.objects.get().answer == answer
    sent = {"code": code, "do": "add", "words": "Ik kom langs.", "key": uuid4()}
    kees.post("/questions/back/", sent)
    kees.post("/questions/back/", sent)
    assert "Ik kom langs." not in world.client(world.otto).get(question.get_absolute_url()).text
    mix()
    added = Waiting.objects.get(kind=Waiting.Kind.ADDITION)
    world.client(world.priya).post(f"/questions/waiting/{added.pk}/letting-in/")
    assert "somebody said something" in world.client(world.otto).get("/").text
    page = world.client(world.otto).get(question.get_absolute_url())
    assert "Ik kom langs." in page.text
    assert "Who asked" in page.text
    kees.post("/questions/back/", {"code": code, "do": "withdraw"})
    assert TITLE in world.client(world.otto).get(question.get_absolute_url()).text
    mix()
    assert TITLE not in world.client(world.otto).get(question.get_absolute_url()).text
    assert kees.post("/questions/back/", {"code": code}).status_code == 422


def test_a_code_opens_nothing_for_who_does_not_see_the_space(world: World) -> None:
    world.community.open = False
    for person in (world.kees, world.sanne, world.tom, world.priya):
        world.community.memberships.create(person=person)
    world.community.save(update_fields=["open"])
    code = ask_anonymously(world.kees, world.community, TITLE)
    mix()
    otto = world.client(world.otto)
    assert otto.post("/questions/back/", {"code": code}).status_code == 422
    assert otto.get("/questions/waiting/").status_code == 404
    waiting = Waiting.objects.get()
    for person in (world.otto, world.kees, world.priya):
        for act in ("letting-in", "turning-away"):
            sent = world.client(person).post(f"/questions/waiting/{waiting.pk}/{act}/", {"reason": "Nee."})
            assert sent.status_code == 404, person
    assert world.client(world.fatima).post(f"/questions/waiting/{waiting.pk}/letting-in/").status_code == 302
    assert Question.objects.get().space == world.community


def test_what_is_turned_away_is_read_by_nobody_but_who_asked_with_the_reason(world: World) -> None:
    kees = world.client(world.kees)
    code = asked(kees, world)
    mix()
    waiting, priya = Waiting.objects.get(), world.client(world.priya)
    priya.post(f"/questions/waiting/{waiting.pk}/turning-away/", {"reason": "  "})
    assert Waiting.objects.get().turned_away is None
    before = Statement.objects.count()
    priya.post(f"/questions/waiting/{waiting.pk}/turning-away/", {"reason": "Er staat een naam in."})
    assert Statement.objects.count() == before
    assert TITLE not in priya.get("/questions/waiting/").text
    assert priya.post(f"/questions/waiting/{waiting.pk}/letting-in/").status_code == 404
    assert "Er staat een naam in." in kees.post("/questions/back/", {"code": code}).text
    assert not Question.objects.exists()
    Waiting.objects.update(turned_away=date(2020, 1, 1))
    mix()
    assert not Waiting.objects.exists()


def test_a_form_that_is_sent_twice_asks_once_and_has_one_code(world: World) -> None:
    kees, key = world.client(world.kees), uuid4()
    first, second = asked(kees, world, key=key), asked(kees, world, key=key)
    assert first == second
    assert Waiting.objects.count() == 1


def test_it_is_not_offered_where_it_would_hide_nobody(world: World) -> None:
    kees = world.client(world.kees)
    sent = {"title": TITLE, "text": TEXT, "space": world.closed.pk, "key": uuid4(), "anonymous": "on"}
    page = kees.post("/questions/new/", sent)
    assert page.status_code == 422
    assert "Fewer than five" in page.text
    assert TITLE in page.text
    sent["space"] = world.kees.private_space.pk
    assert kees.post("/questions/new/", sent).status_code == 422
    assert not Waiting.objects.exists()


def test_a_steward_does_not_choose_for_who_asked_anonymously_before_two_weeks(world: World) -> None:
    ask_anonymously(world.kees, world.organisation, TITLE)
    mix()
    question = let_in(world.priya, Waiting.objects.get())
    answer = give_answer(world.otto, question, "Ja.")
    at = f"/questions/answers/{answer.pk}/acceptance/"
    assert world.client(world.tom).post(at).status_code == 404
    Answer.objects.update(when=datetime.now(UTC) - timedelta(days=15))
    assert world.client(world.tom).post(at).status_code == 302


def test_the_page_says_what_is_anonymous_and_what_is_not(world: World) -> None:
    page = world.client(world.kees, "nl").get("/questions/new/").text
    assert "Wat is verborgen" in page
    assert "Wat is niet verborgen" in page


def test_asking_openly_stays_as_it_was(world: World) -> None:
    question = ask_question(world.kees, world.organisation, "Waar ligt de sleutel?")
    mix()
    question.refresh_from_db()
    assert (question.person, question.anonymous, question.key) == (world.kees, False, "")
    assert not Comment.objects.filter(asker=True).exists()


def test_codes_have_a_hundred_bits_and_are_read_however_they_are_typed() -> None:
    codes = {new_code(None) for _ in range(200)}
    assert len(codes) == 200
    assert {sign for code in codes for sign in code} == {*ALPHABET, "-"}
    code, key = new_code(None), uuid4()
    assert hash_of(f" {code.lower()} ") == hash_of(code.replace("-", "")) != ""
    assert new_code(key, "a", "b") == new_code(key, "a", "b") != new_code(key, "ab")
    assert hash_of(code[:-1]) == hash_of("") == ""
