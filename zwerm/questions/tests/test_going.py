"""Somebody leaves: what goes with them, who may read it, and handing it over one by one."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from zwerm.library.actions import keep_item
from zwerm.library.models import Item, ItemSkill
from zwerm.people.actions import join_space
from zwerm.people.models import AuditEntry, Handed, Leaving, Membership, Person, Space
from zwerm.people.tests.world import World
from zwerm.questions.actions import ask_question, give_answer
from zwerm.skills.actions import Told, add_skill, answer_for, tell_ability
from zwerm.skills.models import Skill

DAY = "2030-03-01"


def address(person: Person, more: str = "") -> str:
    return f"/people/{person.pk}/leaving/{more}"


def keep(by: Person, space: Space, title: str, *skills: Skill) -> Item:
    item = keep_item(by, space, "howto", title, "Zo doe je het.", language="nl")
    ItemSkill.objects.bulk_create([ItemSkill(thing=item, skill=skill, by=by) for skill in skills])
    return item


@pytest.fixture
def wound(world: World) -> Skill:
    return add_skill(world.tom, Told("skill", {"en": "Wound care", "nl": "Wondzorg"}))


@pytest.fixture
def leaving(world: World) -> World:
    assert world.client(world.fatima).post(address(world.fatima, "day/"), {"day": DAY}).status_code == 302
    return world


def page(world: World, reader: Person, more: str = "") -> str:
    answer = world.client(reader).get(address(world.fatima) + more)
    assert answer.status_code == 200
    return answer.text


def hand(world: World, by: Person, kind: str, key: object, to: Person | str) -> str:
    to = str(to.pk) if isinstance(to, Person) else to
    given = {"kind": kind, "key": str(key), "to": to}
    return world.client(by).post(address(world.fatima, "handing/"), given, follow=True).text


def test_nobody_reads_it_before_it_is_written_down_and_few_afterwards(world: World) -> None:
    everybody = (world.fatima, world.kees, world.sanne, world.priya, world.tom, world.otto)

    def answers() -> list[int]:
        return [world.client(reader).get(address(world.fatima)).status_code for reader in everybody]

    def told() -> list[bool]:
        return [
            "What is lost most stands first" in world.client(one).get(address(world.fatima)).text for one in everybody
        ]

    assert answers() == [200, 404, 404, 200, 404, 404]
    assert not any(told())
    for stranger in (world.kees, world.sanne, world.otto):
        assert world.client(stranger).post(address(world.fatima, "day/"), {"day": DAY}).status_code == 404
    assert not Leaving.objects.exists()
    assert world.client(world.priya).post(address(world.fatima, "day/"), {"day": "soon"}).status_code == 422
    assert world.client(world.priya).post(address(world.fatima, "day/"), {"day": DAY}).status_code == 302
    assert Leaving.objects.get().day == date(2030, 3, 1)
    assert answers() == [200, 404, 200, 200, 404, 404]
    assert told() == [True, False, True, True, False, False]
    assert address(world.fatima) in world.client(world.fatima).get("/").text
    assert address(world.fatima) in world.client(world.sanne).get(world.fatima.get_absolute_url()).text
    assert address(world.fatima) not in world.client(world.kees).get(world.fatima.get_absolute_url()).text
    assert world.client(world.sanne).post(address(world.fatima, "staying/")).status_code == 404
    assert world.client(world.fatima).post(address(world.fatima, "staying/")).status_code == 302
    assert answers() == [200, 404, 404, 200, 404, 404]
    acts = AuditEntry.objects.filter(about=world.fatima).exclude(act="looked").order_by("id")
    assert list(acts.values_list("act", "by__name")) == [("leaves", "Priya Ramdin"), ("stays", "Fatima El Amrani")]


def test_who_leaves_sees_who_looked(leaving: World) -> None:
    page(leaving, leaving.fatima)
    assert not AuditEntry.objects.filter(act="looked").exists()
    page(leaving, leaving.sanne)
    page(leaving, leaving.sanne)
    [entry] = AuditEntry.objects.filter(act="looked", about=leaving.fatima)
    assert entry.by == leaving.sanne
    assert "what would go with them" in leaving.client(leaving.fatima, "en").get("/account/data/").text


def test_what_only_they_can_is_told_as_far_as_they_show_it(leaving: World, wound: Skill) -> None:
    hidden = add_skill(leaving.tom, Told("skill", {"en": "Juggling"}))
    tell_ability(leaving.fatima, wound, 4, "everyone", asks=False)
    tell_ability(leaving.fatima, hidden, 5, "me", asks=False)
    shown = page(leaving, leaving.sanne)
    assert "Wound care" in shown
    assert "Lost with them" in shown
    assert "Juggling" not in shown
    assert "Juggling" in (own := page(leaving, leaving.fatima))
    assert "What only you know" in own
    assert "What only they know" in page(leaving, leaving.priya)
    tell_ability(leaving.kees, wound, 2, "teams", asks=False)
    shown = page(leaving, leaving.sanne)
    assert re.search(r"Knows it next:.*Kees Mulder", shown)
    assert "Kees Mulder" not in page(leaving, leaving.priya), "he shows it to his teams alone"
    for person in (leaving.kees, leaving.otto):
        tell_ability(person, wound, 4, "everyone", asks=False)
    assert "Wound care" not in page(leaving, leaving.sanne)


def test_only_what_they_agreed_to_be_found_for_is_told_and_nobody_else_is(leaving: World, wound: Skill) -> None:
    keep(leaving.fatima, leaving.team.space, "Een wond verbinden", wound)
    alone = "Nobody else is found for it."
    assert alone not in page(leaving, leaving.sanne)
    answer_for(leaving.fatima, wound, "yes")
    assert alone in page(leaving, leaving.sanne)
    tell_ability(leaving.kees, wound, 3, "teams", asks=False)
    assert alone not in page(leaving, leaving.sanne), "he shows that he can do it on his own"
    assert alone in page(leaving, leaving.priya), "not to her"
    tell_ability(leaving.kees, wound, 1, "everyone", asks=False)
    assert alone in page(leaving, leaving.sanne), "who learns it is not there yet"
    answer_for(leaving.kees, wound, "yes")
    assert alone not in page(leaving, leaving.sanne)


def test_texts_stand_by_what_is_lost_and_only_those_that_the_reader_sees(leaving: World) -> None:
    quiet, read = (keep(leaving.fatima, leaving.team.space, title) for title in ("Stil", "Gelezen"))
    keep(leaving.fatima, leaving.closed, "Geheim")
    for reader in (leaving.kees, leaving.sanne, leaving.priya, leaving.otto):
        leaving.client(reader).get(read.get_absolute_url())
    Item.objects.filter(pk=read.pk).update(due=timezone.localdate() - timedelta(days=3))
    shown = page(leaving, leaving.sanne).partition('id="texts"')[2]
    assert 0 < shown.index("Gelezen") < shown.index("Stil")
    assert "read by 4 colleagues · nobody else wrote it · should have been looked at again" in shown
    assert quiet.title in shown
    assert "Geheim" not in shown
    assert "Geheim" in page(leaving, leaving.fatima)


def test_who_knows_it_next_is_proposed_of_who_agreed(leaving: World, wound: Skill) -> None:
    item = keep(leaving.fatima, leaving.team.space, "Een wond verbinden", wound)
    leaving.client(leaving.kees).post(f"/knowledge/{item.pk}/confirmations/")

    def proposed() -> list[str]:
        texts = page(leaving, leaving.sanne).partition('id="texts"')[2].partition("</section>")[0]
        return re.findall(r"<option[^>]*>([^<]+)<", texts)

    assert proposed() == []
    tell_ability(leaving.otto, wound, 4, "everyone", asks=False)
    tell_ability(leaving.tom, wound, 4, "me", asks=False)
    assert proposed() == ["Otto Outsider"]
    answer_for(leaving.kees, wound, "yes")
    assert proposed() == ["Kees Mulder", "Otto Outsider"]


def test_one_text_is_handed_over_told_and_written_down(leaving: World) -> None:
    item = keep(leaving.fatima, leaving.team.space, "Een wond verbinden")
    other = keep(leaving.fatima, leaving.team.space, "Een infuus")
    shown = hand(leaving, leaving.sanne, "texts", item.pk, leaving.kees)
    assert "Kees Mulder looks after “Een wond verbinden” from now on." in shown
    owners = dict(Item.objects.values_list("title", "owner__name"))
    assert owners == {"Een wond verbinden": "Kees Mulder", "Een infuus": "Fatima El Amrani"}
    [told] = Handed.objects.all()
    assert (told.to, told.of, told.things[0]["title"]) == (leaving.kees, leaving.fatima, "Een wond verbinden")
    entry = AuditEntry.objects.get(act="handed-over")
    assert (entry.by, entry.about) == (leaving.sanne, leaving.fatima)
    assert "Sanne de Vries" in page(leaving, leaving.priya).partition('id="done"')[2]
    assert other.title in page(leaving, leaving.sanne)
    again = hand(leaving, leaving.sanne, "texts", item.pk, leaving.kees)
    assert "it is no longer with them" in again, "from a page that was opened before"


def test_nothing_is_handed_to_who_does_not_see_it_nor_by_who_does_not(leaving: World) -> None:
    secret = keep(leaving.fatima, leaving.closed, "Geheim")
    text = keep(leaving.fatima, leaving.team.space, "Een wond verbinden")
    refused = "That could not be handed over"
    assert refused in hand(leaving, leaving.fatima, "texts", secret.pk, leaving.otto)
    assert refused in hand(leaving, leaving.sanne, "texts", secret.pk, leaving.kees)
    assert refused in hand(leaving, leaving.sanne, "texts", text.pk, leaving.fatima)
    assert refused in hand(leaving, leaving.sanne, "texts", text.pk, leaving.gone)
    assert refused in hand(leaving, leaving.sanne, "texts", "nonsense", leaving.kees)
    assert refused in hand(leaving, leaving.sanne, "nothing", text.pk, leaving.kees)
    assert refused in hand(leaving, leaving.sanne, "texts", text.pk, "")
    for stranger in (leaving.kees, leaving.otto, leaving.tom):
        given = {"kind": "texts", "key": str(text.pk), "to": str(leaving.kees.pk)}
        assert leaving.client(stranger).post(address(leaving.fatima, "handing/"), given).status_code == 404
    assert set(Item.objects.values_list("owner", flat=True)) == {leaving.fatima.pk}
    assert not Handed.objects.exists()


def test_a_role_is_handed_over_by_administrators_and_themselves_only(leaving: World) -> None:
    join_space(leaving.otto, leaving.community)
    role = Membership.objects.get(person=leaving.fatima, space=leaving.community)
    assert "Fall prevention" not in page(leaving, leaving.sanne)
    assert "That could not be handed over" in hand(leaving, leaving.sanne, "spaces", role.pk, leaving.otto)
    assert "1 other in it · nobody else looks after it" in page(leaving, leaving.priya)
    hand(leaving, leaving.priya, "spaces", role.pk, leaving.otto)
    there = Membership.objects.filter(space=leaving.community).values_list("person__name", "role")
    assert dict(there) == {"Fatima El Amrani": "member", "Otto Outsider": "steward"}


def test_questions_that_they_answered_are_told_to_who_sees_them(leaving: World) -> None:
    for space, title in ((leaving.team.space, "Hoe laat begint de dienst?"), (leaving.closed, "Wie stemt er?")):
        give_answer(leaving.fatima, ask_question(leaving.kees, space, title), "Zo.")
    shown = page(leaving, leaving.sanne)
    assert "Hoe laat begint de dienst?" in shown
    assert "Wie stemt er?" not in shown
    assert "Wie stemt er?" in page(leaving, leaving.fatima)


def test_who_was_looked_for_stands_first_everywhere(leaving: World) -> None:
    keep(leaving.fatima, leaving.team.space, "Een wond verbinden")
    assert "Nobody is known who knows it next" in page(leaving, leaving.sanne)
    assert f'href="?to={leaving.otto.pk}"' in page(leaving, leaving.sanne, "?q=otto")
    assert re.search(r"<option[^>]*>Otto Outsider<", page(leaving, leaving.sanne, f"?to={leaving.otto.pk}"))


def test_three_of_everything_cost_as_much_as_one(leaving: World, wound: Skill) -> None:
    def cost(reader: Person) -> int:
        browser = leaving.client(reader)
        browser.get(address(leaving.fatima))
        with CaptureQueriesContext(connection) as asked:
            assert "Wound care" in browser.get(address(leaving.fatima)).text
        return len(asked)

    def more(number: int) -> None:
        skill = add_skill(leaving.tom, Told("skill", {"en": f"Wound care {number}"}))
        keep(leaving.fatima, leaving.team.space, f"Tekst {number}", wound, skill)
        answer_for(leaving.fatima, skill, "yes")
        tell_ability(leaving.fatima, skill, 4, "everyone", asks=False)
        give_answer(leaving.fatima, ask_question(leaving.kees, leaving.team.space, f"Vraag {number}?"), "Zo.")

    more(1)
    tell_ability(leaving.otto, wound, 4, "everyone", asks=False)
    item = Item.objects.get()
    leaving.client(leaving.kees).post(f"/knowledge/{item.pk}/confirmations/")
    answer_for(leaving.kees, wound, "yes")
    first = [cost(leaving.sanne), cost(leaving.priya), cost(leaving.fatima)]
    more(2)
    more(3)
    assert [cost(leaving.sanne), cost(leaving.priya), cost(leaving.fatima)] == first
    assert max(first) <= 12, first


def test_the_day_can_be_changed_and_is_not_long_past(leaving: World) -> None:
    fatima = leaving.client(leaving.fatima, "nl")
    assert "Een andere laatste dag" in fatima.get(address(leaving.fatima)).text
    assert "Een andere laatste dag" not in page(leaving, leaving.sanne)
    refused = fatima.post(address(leaving.fatima, "day/"), {"day": "2020-01-01"})
    assert refused.status_code == 422
    assert "Dat is meer dan een maand geleden." in refused.text
    fatima.post(address(leaving.fatima, "day/"), {"day": "2030-04-01"})
    assert Leaving.objects.get().day == date(2030, 4, 1)
