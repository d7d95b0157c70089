"""What an author writes in a draft: every kind of block and question, order, taking out and putting back."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from zwerm.courses.actions import keep_course, publish_course
from zwerm.courses.models import Block, Course, Question, Removal
from zwerm.courses.tests.sample import drafted, keep_text
from zwerm.people.tests.world import World


@pytest.fixture
def course(world: World) -> Course:
    item = keep_text(world.fatima, world.team.space)
    return keep_course(world.fatima, world.team.space, drafted(item), [item])


@pytest.fixture
def browser(world: World) -> Client:
    return world.client(world.fatima, "nl")


def block(course: Course, kind: str) -> Block:
    return Block.objects.get(bite__course=course, kind=kind)


def question(course: Course, kind: str) -> Question:
    return Question.objects.get(block__bite__course=course, kind=kind)


def order(course: Course) -> list[list[str]]:
    return [[one.kind for one in bite.blocks.all()] for bite in course.bites.all()]


def fields(page: str) -> dict[str, object]:
    """What a browser would send of the form for writing, unchanged."""
    form = page[page.index('enctype="multipart/form-data"') :]
    found: dict[str, object] = {}
    for tag in re.findall(r"<input[^>]*>", form[: form.index("</form>")]):
        said = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        if said.get("type") == "checkbox" and " checked" not in tag:
            continue
        if said.get("type") != "file" and "name" in said:
            known = found.setdefault(said["name"], [])
            assert isinstance(known, list)
            known.append(said.get("value", "on" if said.get("type") == "checkbox" else ""))
    for name, text in re.findall(r'<textarea[^>]*name="(\w+)"[^>]*>\n?(.*?)</textarea>', form, re.DOTALL):
        found[name] = text.replace("&#x27;", "'").replace("&quot;", '"')
    return found


def write(browser: Client, path: str, **changed: object) -> None:
    page = browser.get(f"/learn/{path}").content.decode()
    answer = browser.post(f"/learn/{path}", fields(page) | changed)
    assert answer.status_code == 302, answer.content.decode()


def test_every_block_and_question_saved_unchanged_says_the_same_and_keeps_its_places(
    browser: Client, course: Course
) -> None:
    before = {one.pk: one.content for one in Block.objects.exclude(kind="text")}
    asked = {one.pk: one.content for one in Question.objects.all()}
    for one in Block.objects.exclude(kind="quiz"):
        write(browser, f"blocks/{one.pk}/edit/")
    for each in Question.objects.all():
        write(browser, f"questions/{each.pk}/edit/")
    assert {one.pk: one.content for one in Block.objects.exclude(kind="prose")} == before
    assert {one.pk: one.content for one in Question.objects.all()} == asked


def test_a_drafted_text_opens_as_markdown_and_shows_what_is_written_in_it(browser: Client, course: Course) -> None:
    text = block(course, "text")
    sources = text.rests_on.count()
    page = browser.get(f"/learn/blocks/{text.pk}/edit/").content.decode()
    written = str(fields(page)["markdown"])
    assert "Een infectie is een ontsteking door bacteriën." in written
    write(browser, f"blocks/{text.pk}/edit/", markdown=f"{written}\n\n## Let op\n\nWas **altijd** je handen.")
    text.refresh_from_db()
    assert (text.kind, text.rests_on.count()) == ("prose", sources)
    page = browser.get(f"/learn/{course.pk}/1/").content.decode()
    assert "<strong>altijd</strong>" in page
    assert "Lees het in ‘Handhygiëne’" in page


def test_what_is_written_is_harmless(browser: Client, course: Course) -> None:
    text = block(course, "text")
    write(browser, f"blocks/{text.pk}/edit/", markdown="<script>alert(1)</script> [x](javascript:alert(1))")
    page = browser.get(f"/learn/{course.pk}/1/").content.decode()
    assert "<script>alert" not in page
    assert 'href="javascript' not in page


def test_a_point_in_other_words_keeps_its_source_and_a_new_one_has_none(browser: Client, course: Course) -> None:
    points = block(course, "key_points")
    (span,) = points.content["points"][0]["spans"]
    write(
        browser,
        f"blocks/{points.pk}/edit/",
        points="Handen desinfecteren kost je 30 seconden.\nVraag hulp als je twijfelt.",
    )
    points.refresh_from_db()
    assert [(point["text"], point["spans"]) for point in points.content["points"]] == [
        ("Handen desinfecteren kost je 30 seconden.", [span]),
        ("Vraag hulp als je twijfelt.", []),
    ]


def test_an_author_sees_each_source_sentence_and_unties_what_no_longer_rests_on_it(
    browser: Client, course: Course
) -> None:
    points = block(course, "key_points")
    page = browser.get(f"/learn/blocks/{points.pk}/edit/").content.decode()
    assert ">Handen desinfecteren kost 30 seconden.</q>" in page
    assert f"/knowledge/{course.sources.get().item_id}/?from=" in page
    write(browser, f"blocks/{points.pk}/edit/", rests=[])
    points.refresh_from_db()
    assert points.content["points"] == [{"text": "Handen desinfecteren kost 30 seconden.", "spans": []}]
    assert not points.rests_on.exists()


@pytest.mark.parametrize(
    ("kind", "changed", "expected"),
    [
        ("single", {"option-2": "een wond"}, {"options": ["een ontsteking", "een breuk", "een wond"]}),
        ("single", {"right-1": "on", "option-2": "zand"}, {"kind": "multiple"}),
        ("order", {"items": "wrijf\nalcohol\ndrogen"}, {"items": ["wrijf", "alcohol", "drogen"]}),
        ("match", {"left-2": "wrijf", "right-2": "dan"}, {"lefts": ["alcohol", "drogen", "wrijf"]}),
        ("gap", {"sentence": "Neem [handalcohol] dan.", "wrong": "zeep\nwater"}, {"answer": "handalcohol"}),
        ("numeric", {"sentence": "Het kost [1,5] minuten.", "tolerance": "0,5"}, {"answer": 1.5, "tolerance": 0.5}),
        ("numeric", {"sentence": "Het duurt [Vier] weken."}, {"answer": 4.0, "shown": "Vier"}),
        ("open", {"model": "Alcohol.\r\nDan wrijven."}, {"model": "Alcohol.\nDan wrijven."}),
        ("gap", {"explanation": "Alcohol doodt meer dan zeep."}, {"explanation": ["Alcohol doodt meer dan zeep."]}),
    ],
)
def test_a_question_of_each_kind_is_written_anew(
    browser: Client, course: Course, kind: str, changed: dict[str, object], expected: dict[str, object]
) -> None:
    asked = question(course, kind)
    write(browser, f"questions/{asked.pk}/edit/", **changed)
    content = Question.objects.get(pk=asked.pk).content
    told = content | {
        "options": [option["text"] for option in content.get("options", ())],
        "items": [item["text"] for item in content.get("items", ())],
        "lefts": [pair["left"]["text"] for pair in content.get("pairs", ())],
        "explanation": [sentence["text"] for sentence in content["explanation"]],
    }
    assert {name: told[name] for name in expected} == expected


@pytest.mark.parametrize(
    ("kind", "changed", "said"),
    [
        ("single", {"right-0": []}, "Vink aan welk antwoord goed is."),
        ("single", {"right-0": "on", "right-1": "on"}, "Minstens één antwoord moet fout zijn."),
        ("single", {"option-1": "Een ontsteking."}, "Twee ervan zeggen hetzelfde."),
        ("order", {"items": "alcohol"}, "Er moeten er minstens twee zijn om uit te kiezen."),
        ("gap", {"sentence": "Neem alcohol."}, "Zet vierkante haken om één woord of getal."),
        ("numeric", {"sentence": "Het kost [veel]."}, "Er staat geen getal tussen de haken."),
        ("open", {"model": "leg uit hoe je het doet"}, "De vraag verklapt het voorbeeldantwoord al."),
        ("open", {"model": "a" * 5001}, "5000"),
        ("match", {"right-0": ""}, "Geef elk paar zijn beide helften."),
        ("single", {"stem": " "}, "Dit veld is verplicht."),
    ],
)
def test_a_question_that_nobody_can_answer_is_not_kept_and_the_form_says_why(
    browser: Client, course: Course, kind: str, changed: dict[str, object], said: str
) -> None:
    asked = question(course, kind)
    path = f"/learn/questions/{asked.pk}/edit/"
    answer = browser.post(path, fields(browser.get(path).content.decode()) | changed)
    assert (answer.status_code, said in answer.content.decode()) == (422, True)
    assert Question.objects.get(pk=asked.pk).content == asked.content


@pytest.mark.parametrize(
    ("kind", "given", "shown"),
    [
        ("prose", {"markdown": "Een *eigen* tekst."}, "<em>eigen</em>"),
        ("key_points", {"points": "Eén\nTwee"}, "<li>Twee"),
        ("glossary", {"term-0": "MTS", "meaning-0": "Manchester Triage"}, "<dt>MTS</dt>"),
        ("flashcards", {"front-0": "Hoeveel?", "back-0": "Drie"}, "<strong>Hoeveel?</strong>"),
        ("reflection", {"prompt": "Wat doe jij anders?"}, "Wat doe jij anders?"),
        ("task", {"markdown": "Kijk een dienst mee."}, "Doe dit op je werk"),
    ],
)
def test_an_author_adds_a_block_of_each_kind_below_another(
    browser: Client, course: Course, kind: str, given: dict[str, object], shown: str
) -> None:
    first = course.bites.all()[0]
    before = block(course, "text")
    answer = browser.post(f"/learn/bites/{first.pk}/blocks/new/{kind}/?after={before.pk}", given)
    assert answer.status_code == 302
    assert order(course)[0] == ["text", kind, "key_points", "glossary"]
    assert shown in browser.get(f"/learn/{course.pk}/1/").content.decode()


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        ("single", {"stem": "Wie?", "option-0": "Ik", "right-0": "on", "option-1": "Jij"}),
        ("order", {"stem": "Zet op volgorde.", "items": "een\ntwee\ndrie"}),
        ("match", {"stem": "Wat hoort bij wat?", "left-0": "a", "right-0": "één", "left-1": "b", "right-1": "twee"}),
        ("gap", {"stem": "Vul in.", "sentence": "De [koelkast] is koud."}),
        ("numeric", {"stem": "Hoeveel?", "sentence": "Hoogstens [8] graden.", "tolerance": "0"}),
        ("open", {"stem": "Hoe pak jij dit aan?", "model": "Eerst vragen wat er is.\nDan pas handelen."}),
    ],
)
def test_an_author_adds_a_question_of_each_kind(
    browser: Client, course: Course, kind: str, given: dict[str, object]
) -> None:
    quiz = block(course, "quiz")
    browser.post(f"/learn/bites/{quiz.bite_id}/questions/new/{kind}/?after={quiz.pk}", given)
    assert [one.kind for one in quiz.questions.all()][7:] == [kind]
    first = course.bites.all()[0]
    browser.post(f"/learn/bites/{first.pk}/questions/new/{kind}/", given)
    assert order(course)[0] == ["quiz", "text", "key_points", "glossary"]
    answer = browser.get(f"/learn/{course.pk}/1/")
    assert str(given["stem"]) in answer.content.decode()
    # The next one at the top comes before it, in the same quiz.
    browser.post(f"/learn/bites/{first.pk}/questions/new/gap/", {"stem": "En dit?", "sentence": "De [deur] is dicht."})
    assert order(course)[0] == ["quiz", "text", "key_points", "glossary"]
    assert [one.kind for one in first.blocks.all()[0].questions.all()] == ["gap", kind]


@pytest.mark.parametrize("name", ["kees", "otto", "sanne"])
def test_nobody_else_writes_in_a_draft(world: World, course: Course, name: str) -> None:
    other = world.client(getattr(world, name))
    points, asked, first = block(course, "key_points"), question(course, "gap"), course.bites.all()[0]
    world.client(world.fatima).post(f"/learn/blocks/{block(course, 'glossary').pk}/removal/")
    removal = Removal.objects.get()
    for path in (
        f"blocks/{points.pk}/edit/",
        f"questions/{asked.pk}/edit/",
        f"bites/{first.pk}/blocks/new/prose/",
        f"bites/{first.pk}/questions/new/gap/",
    ):
        assert other.get(f"/learn/{path}").status_code == 404, path
        assert other.post(f"/learn/{path}", {"markdown": "x", "points": "x"}).status_code == 404, path
    for path in (
        f"blocks/{points.pk}/place/",
        f"questions/{asked.pk}/place/",
        f"bites/{first.pk}/place/",
        f"bites/{first.pk}/title/",
        f"bites/{first.pk}/removal/",
        f"{course.pk}/bites/",
        f"removals/{removal.pk}/undoing/",
    ):
        assert other.post(f"/learn/{path}", {"to": "down", "title": "x"}).status_code == 404, path
    assert order(course) == [["text", "key_points"], ["quiz", "flashcards", "reflection"]]


def test_a_published_course_is_not_written_in(world: World, course: Course) -> None:
    publish_course(world.fatima, course)
    browser = world.client(world.fatima, "nl")
    points = block(course, "key_points")
    before = points.content
    answer = browser.post(f"/learn/blocks/{points.pk}/edit/", {"points": "Anders."})
    assert answer.status_code == 422
    browser.post(f"/learn/blocks/{points.pk}/place/", {"to": "down"})
    points.refresh_from_db()
    assert (points.content, points.position) == (before, 1)


def test_the_page_of_an_author_takes_the_same_number_of_queries_however_much_there_is(
    browser: Client, course: Course
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    path = f"/learn/{course.pk}/draft/"
    browser.get(path)
    with CaptureQueriesContext(connection) as few:
        browser.get(path)
    first = course.bites.all()[0]
    for number in range(4):
        browser.post(f"/learn/bites/{first.pk}/blocks/new/key_points/", {"points": f"Punt {number}"})
        browser.post(f"/learn/{course.pk}/bites/", {"title": f"Deel {number}"})
    with CaptureQueriesContext(connection) as many:
        browser.get(path)
    assert len(few) == len(many) <= 16


@pytest.mark.parametrize(("name", "kind"), [("blocks", "reflection"), ("questions", "single")])
def test_two_authors_who_write_in_one_thing_at_once_lose_nothing(
    world: World, browser: Client, course: Course, name: str, kind: str
) -> None:
    browser.post(f"/learn/{course.pk}/coauthors/", {"person": str(world.kees.pk)})
    other = world.client(world.kees, "nl")
    row = block(course, kind) if name == "blocks" else question(course, kind)
    address = f"/learn/{name}/{row.pk}/edit/"
    sent = fields(browser.get(address).text)
    words = "prompt" if name == "blocks" else "stem"
    write(other, address.removeprefix("/learn/"), **{words: "Wat zei Kees?"})
    answer = browser.post(address, sent | {words: "Wat zei Fatima?"})
    assert (answer.status_code, "niet weg" in answer.text) == (422, True)
    assert "Kees" in answer.text[answer.text.index('id="changes"') : answer.text.index('<form class="form drafting')]
    row.refresh_from_db()
    assert "Wat zei Kees?" in str(row.content)
    again = browser.post(address, fields(answer.text))
    row.refresh_from_db()
    assert (again.status_code, "Wat zei Fatima?" in str(row.content)) == (302, True)
    # The same once more, as a double click sends it.
    assert browser.post(address, fields(answer.text)).status_code == 302
