"""Two that became one, and what comes by way of it: lists, names, groups, chains, and taking apart."""

from __future__ import annotations

import re

import pytest

from zwerm.people.tests.world import World
from zwerm.skills.actions import (
    NotDone,
    Told,
    add_skill,
    ask_to_bring_in,
    ask_to_undo,
    change_skill,
    go_on,
    keep_list,
    merge_skills,
    pick,
    undo_merger,
)
from zwerm.skills.models import Merger, Relation, Skill, SkillList

pytestmark = pytest.mark.django_db


def made(world: World, name: str, *groups: Skill, kind: str = "skill", **more: object) -> Skill:
    return add_skill(world.tom, Told(kind, {"nl": name}, broader=groups, **more))  # type: ignore[arg-type]


def group(world: World, name: str, *groups: Skill) -> Skill:
    return made(world, name, *groups, kind="group")


def brought_in(world: World, text: str, language: str = "nl") -> SkillList:
    kept = keep_list(world.tom, "lijst.csv", text.encode(), language)
    ask_to_bring_in(world.tom, kept)
    go_on(kept.pk)
    kept.refresh_from_db()
    return kept


def undone(world: World, kept: SkillList) -> None:
    ask_to_undo(world.tom, kept)
    go_on(kept.pk)


def groups_on(world: World, skill: Skill) -> list[str]:
    """What it is part of, on its page."""
    page = world.client(world.otto, "nl").get(skill.get_absolute_url()).text
    return re.findall(r'<a href="[^"]*">([^<]+)</a>', page.partition("<dl")[2].partition("</dl>")[0])


def parts_on(world: World, skill: Skill) -> list[str]:
    page = world.client(world.otto, "nl").get(skill.get_absolute_url()).text
    return re.findall(r'skills__name">([^<]+)<', page.partition('id="narrower"')[2].partition("</section>")[0])


def test_a_skill_that_was_renamed_to_what_a_list_gave_keeps_that_name_when_the_list_is_undone(world: World) -> None:
    own = made(world, "Wonden verzorgen")
    kept = brought_in(world, "name_nl,name_en,synonyms\nWonden verzorgen,Treating wounds,Wondzorg\n")
    form = {"name_nl": "", "name_en": "Treating wounds", "kind": "skill"}
    world.client(world.tom).post(f"/skills/{own.pk}/change/", form)
    undone(world, kept)
    assert list(own.names.values_list("text", "preferred")) == [("Treating wounds", True)]
    assert "Treating wounds" in world.client(world.otto, "nl").get("/skills/").text
    page = world.client(world.tom, "nl").get(f"/skills/lists/{kept.pk}/").text
    assert "gehouden, omdat iemand erop voortbouwde" in page


@pytest.mark.parametrize("text", ["name\nDansen\nTango\n", "name,uri\nDansen,urn:1\nTango,urn:2\n"])
def test_a_list_that_comes_again_finds_what_was_merged_where_it_went(world: World, text: str) -> None:
    brought_in(world, text)
    dance, tango = (Skill.objects.get(names__plain=name) for name in ("dansen", "tango"))
    merge_skills(world.tom, tango, dance)
    again = brought_in(world, text)
    assert [line.state for line in again.lines.all()] == ["same", "same"]
    assert Skill.objects.count() == 2
    more = brought_in(world, "name,synonyms\nTango,Milonga\n")
    assert Skill.objects.count() == 2
    assert [picked.skill for picked in pick("milonga", "nl")] == [dance]
    undone(world, more)
    undo_merger(world.tom, Merger.objects.get())
    assert [picked.skill for picked in pick("tango", "nl")] == [tango]
    assert pick("milonga", "nl") == []


def test_what_stands_goes_before_what_was_merged_when_a_line_may_mean_both(world: World) -> None:
    old, into = made(world, "Triage"), made(world, "Urgentie bepalen")
    merge_skills(world.tom, old, into)
    change_skill(world.tom, into, Told("skill", {"nl": "Triage"}))
    kept = brought_in(world, "name,synonyms\nTriage,wie gaat eerst\n")
    assert [line.skill for line in kept.lines.all()] == [into]


def test_adding_one_by_the_name_of_a_merged_one_leads_to_where_that_went(world: World) -> None:
    old, into = made(world, "Wondverzorging"), made(world, "Wondzorg")
    merge_skills(world.tom, old, into)
    browser = world.client(world.tom, "nl")
    answer = browser.post("/skills/new/", {"name_nl": "wondverzorging", "kind": "skill"})
    assert answer.status_code == 422
    assert "‘Wondverzorging’ is nu een andere naam voor ‘Wondzorg’." in answer.text
    assert f'href="{into.get_absolute_url()}"' in answer.text
    assert Skill.objects.count() == 2
    own = browser.post(f"/skills/{into.pk}/change/", {"name_nl": "Wondverzorging", "kind": "skill"})
    assert own.status_code == 302, "its own other name may become its first"
    other = made(world, "Katheters")
    refused = browser.post(f"/skills/{other.pk}/change/", {"name_nl": "Wondverzorging", "kind": "skill"})
    assert f'href="{into.get_absolute_url()}"' in refused.text


def test_a_skill_whose_group_was_merged_is_saved_as_it_stands_and_its_group_comes_back(world: World) -> None:
    old, new = group(world, "Zorg aan bed"), group(world, "Zorg")
    wound = made(world, "Wondzorg", old)
    merger = merge_skills(world.tom, old, new)
    browser = world.client(world.tom, "nl")
    page = f"/skills/{wound.pk}/change/"
    shown = re.search(r'<textarea name="broader"[^>]*>\s*([^<]*)<', browser.get(page).text)
    assert shown is not None
    assert shown[1].strip() == "Zorg"
    assert browser.post(page, {"name_nl": "Wondzorg", "kind": "skill", "broader": shown[1]}).status_code == 302
    assert groups_on(world, wound) == ["Zorg"]
    assert "Wondzorg" in parts_on(world, new)
    undo_merger(world.tom, merger)
    assert groups_on(world, wound) == ["Zorg aan bed"]
    assert parts_on(world, new) == []


def test_a_group_is_found_by_the_name_of_what_was_merged_into_it(world: World) -> None:
    old, new = group(world, "Zorg aan bed"), group(world, "Zorg")
    merge_skills(world.tom, old, new)
    form = {"name_nl": "Wondzorg", "kind": "skill", "broader": "zorg aan bed"}
    world.client(world.tom).post("/skills/new/", form)
    assert Relation.objects.get().other == new


def test_of_a_chain_that_is_taken_apart_in_the_middle_the_first_hangs_where_it_was_merged(world: World) -> None:
    one, two, three, four = (made(world, name) for name in ("Een", "Twee", "Drie", "Vier"))
    for first, second in ((one, two), (two, three), (three, four)):
        merge_skills(world.tom, first, second)
    assert set(Skill.objects.family(four)) == {one, two, three, four}
    undo_merger(world.tom, two.merger)
    assert (set(Skill.objects.family(two)), set(Skill.objects.family(four))) == ({one, two}, {three, four})
    undo_merger(world.tom, Merger.objects.get(skill=one))
    undo_merger(world.tom, Merger.objects.get(skill=three))
    assert not Merger.objects.exists()


def test_a_chain_that_is_taken_apart_at_its_end_keeps_its_links(world: World) -> None:
    one, two, three, four = (made(world, name) for name in ("Een", "Twee", "Drie", "Vier"))
    for first, second in ((one, two), (two, three), (three, four)):
        merge_skills(world.tom, first, second)
    undo_merger(world.tom, Merger.objects.get(skill=three))
    assert set(Skill.objects.family(three)) == {one, two, three}
    undo_merger(world.tom, Merger.objects.get(skill=two))
    assert set(Skill.objects.family(two)) == {one, two}


def test_a_merger_that_would_make_a_group_a_part_of_itself_is_refused(world: World) -> None:
    top = group(world, "Zorg")
    middle = group(world, "Zorg aan bed", top)
    low = group(world, "Verpleging", middle)
    browser = world.client(world.tom, "nl")
    for skill, into in ((low, top), (top, low)):
        answer = browser.post(f"/skills/{skill.pk}/merging/", {"into": str(into.pk)}, follow=True)
        assert "Dan zou hij bij zichzelf horen." in answer.text
    assert not Merger.objects.exists()
    merge_skills(world.tom, low, middle)
    assert groups_on(world, middle) == ["Zorg"], "what was a part of the other is just the same now"


def test_a_circle_by_way_of_a_merger_is_seen_too(world: World) -> None:
    top, other = group(world, "Zorg"), group(world, "Verzorging")
    low = group(world, "Verpleging", other)
    merge_skills(world.tom, other, top)
    with pytest.raises(NotDone):
        change_skill(world.tom, top, Told("group", {"nl": "Zorg"}, broader=[low]))
    third = group(world, "Diensten", low)
    with pytest.raises(NotDone):
        merge_skills(world.tom, third, top)


def test_a_list_makes_no_circle_either_and_says_so(world: World) -> None:
    kept = brought_in(
        world, "name,kind,group\nZorg,group,Verpleging\nVerpleging,group,Zorg aan bed\nZorg aan bed,group,Zorg\n"
    )
    told = {relation.skill.called_in("nl"): relation.other.called_in("nl") for relation in Relation.objects.all()}
    assert told == {"Zorg": "Verpleging", "Verpleging": "Zorg aan bed"}
    page = world.client(world.tom, "nl").get(f"/skills/lists/{kept.pk}/").text
    assert page.count("niet bij een groep gezet die bij deze hoort") == 1
