"""The taxonomy through its pages: who may change it, names, finding while typing, merging and taking apart."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zwerm.language.words import find_words_folded
from zwerm.people.models import Person
from zwerm.people.tests.world import World
from zwerm.skills.actions import NotDone, Told, add_skill, merge_skills, pick, undo_merger
from zwerm.skills.models import Merger, Skill, SkillName
from zwerm.skills.rules.picking import BEGINS, EXACT, WITHIN, how

pytestmark = pytest.mark.django_db


def skill(by: Person, nl: str, en: str = "", *others: str, **options: Any) -> Skill:
    return add_skill(by, Told(options.pop("kind", "skill"), {"nl": nl, "en": en}, {"nl": others}, **options))


def called(query: str, language: str = "nl", **options: Any) -> list[str]:
    return [picked.skill.called_in(language) for picked in pick(query, language, **options)]


@pytest.fixture
def some(world: World) -> dict[str, Skill]:
    told = {
        "wound": ("Wondzorg", "Wound care", "wondverzorging", "doorligwonden"),
        "oral": ("Mondzorg", "Oral care"),
        "cpr": ("Reanimatie", "Resuscitation", "BLS", "hartmassage"),
        "hand": ("Overdragen met SBAR", "Handing over with SBAR", "overdracht"),
    }
    return {name: skill(world.tom, *names) for name, names in told.items()}


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("wond", "Wondzorg"),  # the beginning
        ("verzorging", "Wondzorg"),  # part of a compound, in another name
        ("wound", "Wondzorg"),  # the other language
        ("WONDZÓRG", "Wondzorg"),  # as it comes
        ("wonzorg", "Wondzorg"),  # a letter too few
        ("reanimaite", "Reanimatie"),  # two swapped
        ("reanimeta", "Reanimatie"),  # a slip while still typing
        ("hartm", "Reanimatie"),
        ("bls", "Reanimatie"),
        ("overdragen met", "Overdragen met SBAR"),
        ("sbar overdragen", "Overdragen met SBAR"),  # in any order
        ("o", "Overdragen met SBAR"),
        ("mondzorg reanimatie", "Mondzorg"),  # no name has both
    ],
)
def test_a_skill_is_found_while_typing(some: dict[str, Skill], typed: str, first: str) -> None:
    assert called(typed)[:1] == [first]


def test_what_nothing_is_like_finds_nothing(some: dict[str, Skill]) -> None:
    assert [called(typed) for typed in ("", "  ", "%", "_", "*", "zzzz", "lasergraveren")] == [[]] * 7


def test_a_name_in_the_readers_language_comes_first_and_both_are_found(world: World) -> None:
    skill(world.tom, "Triage", "Sorting patients")
    skill(world.tom, "Sorteren van was", "Triage of laundry")
    assert called("triage", "nl") == ["Triage", "Sorteren van was"]
    assert called("triage", "en") == ["Sorting patients", "Triage of laundry"]


def test_a_group_is_not_picked_as_something_that_people_can(world: World) -> None:
    skill(world.tom, "Acute zorg", kind="group")
    assert called("acute") == []
    assert called("acute", kinds=["group"]) == ["Acute zorg"]


@settings(max_examples=60)
@given(st.text(max_size=20), st.text(max_size=20))
def test_a_word_answers_exactly_what_it_holds(asked: str, word: str) -> None:
    way = how(asked, word)
    assert (way is not None) == (asked in word)
    assert way == (EXACT if asked == word else BEGINS if word.startswith(asked) else WITHIN if asked in word else None)


def test_asking_takes_no_more_questions_with_more_skills(
    world: World, some: dict[str, Skill], django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(4):
        called("zorg")
    for number in range(20):
        skill(world.tom, f"Zorg nummer {number}")
    with django_assert_num_queries(4):
        assert len(called("zorg", most=10)) == 10


def test_learning_and_development_adds_and_changes_and_others_cannot(world: World) -> None:
    given = {"name_nl": "Wondzorg", "kind": "skill", "others_nl": "wonden verbinden\n wondzorg \n\nwondverzorging"}
    for person in (world.fatima, world.otto):
        assert world.client(person).post("/skills/new/", given).status_code == 404
    answer = world.client(world.tom, "nl").post("/skills/new/", given, follow=True)
    assert "Wondzorg" in answer.text
    made = Skill.objects.get()
    assert sorted(made.names.values_list("text", "preferred")) == [
        ("Wondzorg", True),
        ("wonden verbinden", False),
        ("wondverzorging", False),
    ]
    page = f"/skills/{made.pk}/change/"
    assert world.client(world.otto).get(page).status_code == 404
    changed = {"name_nl": "Wonden verzorgen", "name_en": "Wound care", "kind": "skill", "others_nl": "wondverzorging"}
    world.client(world.tom).post(page, changed)
    assert called("wondv") == ["Wonden verzorgen"]
    assert called("verbinden") == []
    assert "Wound care" in world.client(world.otto, "en").get(f"/skills/{made.pk}/").text


def test_two_cannot_be_called_the_same_and_the_form_says_so(world: World, some: dict[str, Skill]) -> None:
    answer = world.client(world.tom, "en").post("/skills/new/", {"name_nl": " wondZORG ", "kind": "skill"})
    assert answer.status_code == 422
    assert "Another skill is called that already." in answer.text
    empty = world.client(world.tom, "en").post("/skills/new/", {"name_nl": "  ", "kind": "skill"})
    assert "Give it a name in at least one language." in empty.text
    assert Skill.objects.count() == 4


def test_what_a_skill_is_part_of_is_told_by_name_and_never_by_itself(world: World, some: dict[str, Skill]) -> None:
    group = skill(world.tom, "Zorg aan bed", kind="group")
    page = f"/skills/{some['wound'].pk}/change/"
    given = {"name_nl": "Wondzorg", "kind": "skill", "broader": "zorg aan bed"}
    client = world.client(world.tom, "en")
    unknown = client.post(page, {**given, "broader": "Zorg aan bet"})
    assert "Did you mean: Zorg aan bed" in unknown.text
    client.post(page, given)
    assert "Wondzorg" in client.get(f"/skills/{group.pk}/").text
    circle = client.post(
        f"/skills/{group.pk}/change/", {"name_nl": "Zorg aan bed", "kind": "group", "broader": "Wondzorg"}
    )
    assert "That would make it a part of itself." in circle.text


def test_what_it_was_called_still_finds_it_until_somebody_takes_that_out(world: World, some: dict[str, Skill]) -> None:
    client, wound = world.client(world.tom, "nl"), some["wound"]
    page = f"/skills/{wound.pk}/change/"
    given = {"kind": "skill", "name_nl": "Zorg voor wonden", "name_en": "Wound care", "others_nl": "Huidzorg"}
    told = client.post(page, given, follow=True).text
    assert "“Wondzorg” blijft er een andere naam voor." in told
    assert called("wondzorg") == called("huidzorg") == ["Zorg voor wonden"]
    assert "blijft er een andere naam" not in client.post(page, given, follow=True).text
    assert called("wondzorg") == [], "taken out of the other names"
    client.post(page, {**given, "name_nl": "", "others_nl": ""})
    assert called("zorg voor wonden") == [], "a name that is taken away is gone"


def test_merging_keeps_every_name_and_taking_apart_brings_all_back(world: World, some: dict[str, Skill]) -> None:
    double = skill(world.tom, "Wonden behandelen", "Treating wounds")
    page = f"/skills/{double.pk}/merging/"
    assert world.client(world.otto).post(page, {"into": some["wound"].pk}).status_code == 404
    client = world.client(world.tom, "en")
    client.post(page, {"into": str(some["wound"].pk)})
    assert called("behandelen") == ["Wondzorg"]
    assert client.get(f"/skills/{double.pk}/").headers["Location"] == f"/skills/{some['wound'].pk}/"
    assert "Treating wounds" in client.get(f"/skills/{some['wound'].pk}/").text
    assert Skill.objects.standing().count() == 4
    client.post(f"/skills/mergers/{double.pk}/undoing/")
    assert called("behandelen") == ["Wonden behandelen"]
    assert Merger.objects.count() == 0


def test_what_was_merged_before_comes_along_and_goes_back(world: World) -> None:
    one, two, three = (skill(world.tom, name) for name in ("Een", "Twee", "Drie"))
    merge_skills(world.tom, one, two)
    last = merge_skills(world.tom, two, three)
    assert called("een") == ["Drie"]
    with pytest.raises(NotDone):
        merge_skills(world.tom, three, two)
    undo_merger(world.tom, last)
    assert called("een") == ["Twee"]
    assert called("drie") == ["Drie"]


def test_the_list_shows_each_skill_once_by_name(
    world: World, some: dict[str, Skill], django_assert_max_num_queries: Any
) -> None:
    skill(world.tom, "", "Only English")
    page = world.client(world.otto, "nl").get("/skills/").text
    names = re.findall(r'skills__name">([^<]+)<', page)
    assert names == ["Mondzorg", "Only English", "Overdragen met SBAR", "Reanimatie", "Wondzorg"]
    assert "/skills/new/" not in page
    found = world.client(world.otto, "en").get("/skills/?q=wondverz").text
    assert "Wound care" in found
    assert "wondverzorging" in found
    client = world.client(world.otto)
    with django_assert_max_num_queries(12):
        client.get("/skills/")


def test_hostile_names_are_words_and_nothing_else(world: World) -> None:
    made = skill(world.tom, "<script>alert(1)</script> & “100%_’”", "", "'; DROP TABLE skills_skill; --")
    page = world.client(world.tom).get(f"/skills/{made.pk}/").text
    assert "<script>alert(1)" not in page
    assert called("100%_") == [made.called_in("nl")]
    assert SkillName.objects.filter(skill=made).count() == 2


def test_every_word_of_a_name_is_one_that_it_is_found_by(world: World) -> None:
    made = skill(world.tom, "Coördinatie van re-integratie (Wet-verbetering)", "")
    for word in find_words_folded("Coördinatie re-integratie Wet-verbetering"):
        assert called(word) == [made.called_in("nl")], word
