"""Bringing in lists of skills: what is foreseen happens, nothing is lost when it is killed, and it can be undone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from threading import Thread
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from zwerm.people.models import Person
from zwerm.people.rules.sheet import NotASheet
from zwerm.people.tests.world import World
from zwerm.skills.actions import Told, add_skill, ask_to_bring_in, ask_to_undo, go_on, keep_list, pick
from zwerm.skills.actions.words import spell_out
from zwerm.skills.models import Relation, Skill, SkillLine, SkillList, SkillName
from zwerm.skills.rules.taxonomy import read_taxonomy
from zwerm.skills.tasks import resume_lists

# Of our own making, with the columns and the odd places of ESCO's files.
ESCO_NL = """conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels,hiddenLabels,status,description
KnowledgeSkillCompetence,http://esco.example/skill/1,skill/competence,cross-sector,wonden verzorgen,"wonden verbinden
wondzorg geven",,released,"Wonden schoonmaken, ""netjes"" verbinden."
KnowledgeSkillCompetence,http://esco.example/skill/2,knowledge,cross-sector,triage,,,released,Wie eerst gaat.
KnowledgeSkillCompetence,http://esco.example/skill/3,skill/competence,cross-sector,aderlaten,,,obsolete,Vroeger.
SkillGroup,http://esco.example/group/S1,,,zorg verlenen,,,released,
"""
ESCO_EN = """conceptType,conceptUri,skillType,preferredLabel,altLabels,status,description
KnowledgeSkillCompetence,http://esco.example/skill/1,skill/competence,treat wounds,dress wounds,released,Clean and dress.
KnowledgeSkillCompetence,http://esco.example/skill/2,knowledge,triage,,released,Who goes first.
"""
BROADER = """conceptType,conceptUri,broaderType,broaderUri
KnowledgeSkillCompetence,http://esco.example/skill/1,SkillGroup,http://esco.example/group/S1
KnowledgeSkillCompetence,http://esco.example/skill/1,SkillGroup,http://esco.example/group/S9
KnowledgeSkillCompetence,http://esco.example/skill/7,SkillGroup,http://esco.example/group/S1
"""
OWN = """Naam;Synoniemen;Groep;Soort;Omschrijving
Klinische les geven;les geven | scholing geven;Onderwijs;vaardigheid;Voor collega's.
Onderwijs;;;groep;
AVG;privacywet;;kennis;
;alleen een synoniem;;;
Onderwijs;;;groep;
Iets;;;toverkunst;
"""


def brought_in(world: World, text: str, language: str = "nl", name: str = "lijst.csv") -> SkillList:
    kept = keep_list(world.tom, name, text.encode(), language)
    assert ask_to_bring_in(world.tom, kept)
    go_on(kept.pk)
    kept.refresh_from_db()
    return kept


def looked_at(world: World, text: str, meanwhile: Callable[[], object]) -> SkillList:
    """A list that is looked at, while somebody else does something as soon as it is compared with what is there."""
    begun: list[Thread] = []

    def elsewhere() -> None:
        try:
            meanwhile()
        finally:
            connection.close()

    def watch(execute: Any, sql: str, *told: Any) -> Any:
        found = execute(sql, *told)
        if "skills_name" in sql and not begun:
            begun.append(Thread(target=elsewhere))
            begun[0].start()
            begun[0].join()
        return found

    file = SimpleUploadedFile("lijst.csv", text.encode(), "text/csv")
    with connection.execute_wrapper(watch):
        answer = world.client(world.tom).post("/skills/lists/", {"file": file, "language": "nl"})
    assert (answer.status_code, len(begun)) == (302, 1)
    return SkillList.objects.get()


def states(kept: SkillList) -> list[tuple[str, str]]:
    return list(kept.lines.values_list("name", "state"))


def everything() -> Any:
    """All there is, by what it says."""
    return (
        sorted(Skill.objects.values_list("kind", "uri", "about"), key=str),
        sorted(SkillName.objects.values_list("language", "text", "preferred")),
        Relation.objects.count(),
    )


@pytest.mark.django_db
def test_esco_comes_in_in_both_languages_and_again_changes_nothing(world: World) -> None:
    kept = brought_in(world, ESCO_NL)
    assert states(kept) == [("wonden verzorgen", "new"), ("triage", "new"), ("zorg verlenen", "new")]
    wound = Skill.objects.get(uri="http://esco.example/skill/1")
    english = brought_in(world, ESCO_EN, "en")
    assert states(english) == [("treat wounds", "changed"), ("triage", "changed")]
    assert sorted(wound.names.values_list("language", "text", "preferred")) == [
        ("en", "dress wounds", False),
        ("en", "treat wounds", True),
        ("nl", "wonden verbinden", False),
        ("nl", "wonden verzorgen", True),
        ("nl", "wondzorg geven", False),
    ]
    wound.refresh_from_db()
    assert wound.about == {"nl": 'Wonden schoonmaken, "netjes" verbinden.', "en": "Clean and dress."}
    assert [picked.skill for picked in pick("dress wou", "en")] == [wound]
    before = everything()
    assert {state for _name, state in states(brought_in(world, ESCO_NL))} == {"same"}
    assert everything() == before


@pytest.mark.django_db
def test_a_file_of_relations_joins_what_is_here_and_tells_what_is_not(world: World) -> None:
    brought_in(world, ESCO_NL)
    kept = brought_in(world, BROADER)
    assert states(kept) == [("wonden verzorgen", "changed"), ("http://esco.example/skill/7", "wrong")]
    assert list(Relation.objects.values_list("skill__uri", "other__uri", "kind")) == [
        ("http://esco.example/skill/1", "http://esco.example/group/S1", "broader")
    ]
    page = world.client(world.tom, "en").get(f"/skills/lists/{kept.pk}/").text
    assert "“http://esco.example/group/S9” is not here" in page


@pytest.mark.django_db(transaction=True)
def test_an_own_list_is_looked_at_first_and_each_wrong_line_says_why(world: World) -> None:
    client = world.client(world.tom, "en")
    file = SimpleUploadedFile("onze lijst.csv", OWN.encode("cp1252"))
    answer = client.post("/skills/lists/", {"file": file, "language": "nl"}, follow=True)
    assert "Nothing is done yet." in answer.text
    for words in ("no name", "this one stands above already", "a kind that we do not know"):
        assert words in answer.text
    assert not Skill.objects.exists()
    kept = SkillList.objects.get()
    assert "Looked at, not brought in" in client.get("/skills/lists/").text
    assert "onze lijst" not in world.client(world.priya).get("/skills/lists/").text
    ask_to_bring_in(world.tom, kept)
    go_on(kept.pk)
    assert "not brought in" not in client.get("/skills/lists/").text
    assert sorted(skill.called_in("nl") for skill in Skill.objects.all()) == ["AVG", "Klinische les geven", "Onderwijs"]
    lesson = pick("scholing", "nl")[0].skill
    assert [relation.other.called_in("nl") for relation in lesson.relations.all()] == ["Onderwijs"]
    report = client.get(f"/skills/lists/{kept.pk}/report/").text
    assert "Klinische les geven" in report


CIRCLES = """Naam;Groep
Onderwijs;Vorming
Vorming;Onderwijs
Klinische les geven;Onderwijs
Zorg;Wonden verzorgen
Zichzelf;Zichzelf
"""


@pytest.mark.django_db
def test_a_circle_is_foretold_as_it_is_not_done(world: World) -> None:
    care = add_skill(world.tom, Told("skill", {"nl": "Zorg"}))
    add_skill(world.tom, Told("skill", {"nl": "Wonden verzorgen"}, broader=[care]))
    kept = keep_list(world.tom, "lijst.csv", CIRCLES.encode(), "nl")

    def circles() -> list[str]:
        return [line.name for line in kept.lines.all() if "circle" in line.what]

    assert circles() == ["Vorming", "Zorg"]
    page = world.client(world.tom, "en").get(f"/skills/lists/{kept.pk}/").text
    assert page.count("not made a part of a group that is a part of it") == 2
    ask_to_bring_in(world.tom, kept)
    go_on(kept.pk)
    assert circles() == ["Vorming", "Zorg"]


@pytest.mark.django_db
def test_undoing_takes_back_what_nobody_built_on(world: World) -> None:
    mine = add_skill(world.tom, Told("skill", {"nl": "Wonden verzorgen"}, about={"nl": "Zoals wij dat doen."}))
    before = everything()
    kept = brought_in(world, ESCO_NL)
    joined = brought_in(world, BROADER)
    mine.refresh_from_db()
    assert mine.uri == "http://esco.example/skill/1"
    assert Skill.objects.count() == 3
    for one in (joined, kept):
        assert ask_to_undo(world.tom, one)
        go_on(one.pk)
    assert everything() == before
    one = brought_in(world, OWN)
    add_skill(
        world.tom,
        Told("skill", {"nl": "Een vraag stellen"}, broader=[pick("onderwijs", "nl", kinds=["group"])[0].skill]),
    )
    ask_to_undo(world.tom, one)
    go_on(one.pk)
    assert sorted(skill.called_in("nl") for skill in Skill.objects.all()) == [
        "Een vraag stellen",
        "Onderwijs",
        "Wonden verzorgen",
    ]


@pytest.mark.django_db
def test_a_list_that_was_killed_goes_on_where_it_was_and_twice_is_once(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zwerm.skills.actions.listing.AT_ONCE", 2)
    whole = "name\n" + "".join(f"skill {number}\n" for number in range(7))
    kept = keep_list(world.tom, "x.csv", whole.encode(), "en")
    assert ask_to_bring_in(world.tom, kept)
    assert not ask_to_bring_in(world.tom, kept)
    steps = iter(range(100))

    def fails(names: Any) -> None:
        if next(steps) == 2:
            raise KeyboardInterrupt
        spell_out(names)

    monkeypatch.setattr("zwerm.skills.actions.listing.spell_out", fails)
    with pytest.raises(KeyboardInterrupt):
        go_on(kept.pk)
    assert Skill.objects.count() == 4
    resume_lists()
    assert Skill.objects.count() == 4, "who is still at work is left alone"
    SkillList.objects.update(seen=timezone.now() - timedelta(hours=1))
    resume_lists()
    go_on(kept.pk)
    assert sorted(str(skill) for skill in Skill.objects.all()) == [f"skill {number}" for number in range(7)]
    assert all(SkillLine.objects.values_list("done", flat=True))


@pytest.mark.django_db
def test_lists_are_for_who_cares_for_learning(world: World) -> None:
    kept = keep_list(world.tom, "x.csv", b"name\nwound care\n", "en")
    pages = ["/skills/lists/", f"/skills/lists/{kept.pk}/", f"/skills/lists/{kept.pk}/report/"]
    for person in (world.fatima, world.otto):
        client = world.client(person)
        assert [client.get(page).status_code for page in pages] == [404, 404, 404]
        assert client.post(f"/skills/lists/{kept.pk}/bringing-in/").status_code == 404
    kept.refresh_from_db()
    assert kept.asked is None


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"name\n", "empty"),
        (b"colour,shape\nred,round\n", "columns"),
        (b"PK\x03\x04\x00\x00\x00", "binary"),
        (b"name\n" + b"x\n" * 40_001, "long"),
        (b"a" * (32 * 1024 * 1024 + 1), "big"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(data: bytes, reason: str) -> None:
    with pytest.raises(NotASheet) as refused:
        read_taxonomy(data, "nl")
    assert refused.value.reason == reason


def test_lines_tell_their_own_faults() -> None:
    text = "name,uri\n" + "x" * 301 + ",\n\u200bwond,\n'=1+1,\nok,urn:1\nook,urn:1\nhoi,zomaar\n"
    lines = read_taxonomy(text.encode("utf-16"), "nl")
    assert [line.faults for line in lines] == [["long"], [], [], [], ["twice"], []]
    assert lines[1].called == "wond", "a sign that nobody sees is left out"
    assert [line.uri for line in lines][-3:] == ["urn:1", "urn:1", ""]


@pytest.mark.django_db(transaction=True)
def test_while_a_list_is_looked_at_a_colleague_can_save(world: World) -> None:
    add_skill(world.tom, Told("skill", {"nl": "Wondzorg"}))
    save = Person.objects.filter(pk=world.kees.pk).update
    kept = looked_at(world, "naam\nWondzorg\nTriage\n", lambda: save(function="Verpleegkundige"))
    world.kees.refresh_from_db()
    assert world.kees.function == "Verpleegkundige"
    assert states(kept) == [("Wondzorg", "same"), ("Triage", "new")]


@pytest.mark.django_db(transaction=True)
def test_what_goes_while_a_list_is_looked_at_is_new_in_it(world: World) -> None:
    skill = add_skill(world.tom, Told("skill", {"nl": "Wondzorg"}))
    kept = looked_at(world, "naam\nWondzorg\nTriage\n", skill.delete)
    assert states(kept) == [("Wondzorg", "new"), ("Triage", "new")]
    assert ask_to_bring_in(world.tom, kept)
    go_on(kept.pk)
    assert sorted(SkillName.objects.values_list("text", flat=True)) == ["Triage", "Wondzorg"]


@pytest.mark.django_db
def test_what_belongs_together_is_joined_a_part_per_transaction(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zwerm.skills.actions.listing.AT_ONCE", 2)
    lines = [f"Vaardigheid {number};Zorg;vaardigheid" for number in range(5)]
    kept = keep_list(world.tom, "x.csv", "\n".join(["naam;groep;soort", "Zorg;;groep", *lines]).encode(), "nl")
    ask_to_bring_in(world.tom, kept)
    with CaptureQueriesContext(connection) as asked:
        go_on(kept.pk)
    parts = [0]
    for query in asked.captured_queries:
        if query["sql"].startswith("SAVEPOINT"):
            parts.append(0)
        parts[-1] += 'INSERT INTO "skills_relation"' in query["sql"]
    assert [made for made in parts if made] == [2, 2, 1]
    kept.refresh_from_db()
    assert kept.ended
    ask_to_undo(world.tom, kept)
    go_on(kept.pk)
    assert (Relation.objects.count(), Skill.objects.count()) == (0, 0)
