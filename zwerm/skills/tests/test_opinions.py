"""What others say of what someone can: who may say it, who sees it, and that it counts only after they agreed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import override

from zwerm.people.actions import join_space
from zwerm.people.actions.privacy.copy import rows_of
from zwerm.people.models import AuditEntry, Membership, Person
from zwerm.people.registry import holdings
from zwerm.people.tests.world import World
from zwerm.records.models import Statement
from zwerm.skills.actions import (
    Told,
    add_skill,
    knows,
    merge_skills,
    say_level,
    tell_ability,
    undo_merger,
    untell_ability,
)
from zwerm.skills.models import Opinion, Skill
from zwerm.skills.rules.knowing import confirmed_word

pytestmark = pytest.mark.django_db
MINE = "/skills/mine/"


@pytest.fixture
def wound(world: World) -> Skill:
    return add_skill(world.tom, Told("skill", {"nl": "Wondzorg", "en": "Wound care"}))


def can(person: Person, skill: Skill, level: int = 3, audience: str = "everyone") -> None:
    tell_ability(person, skill, level, audience, asks=False)


def confirms(world: World, by: Person, of: Person, skill: Skill, **given: str) -> int:
    return world.client(by).post(f"/skills/of/{of.pk}/{skill.pk}/confirmation/", given).status_code


def says(world: World, lead: Person, of: Person, skill: Skill, level: int) -> int:
    return world.client(lead).post(f"/skills/teams/seh/{of.pk}/{skill.pk}/", {"level": level}).status_code


def page(world: World, reader: Person, address: str) -> str:
    return world.client(reader).get(address).text


def answers(world: World, person: Person, what: str, **given: object) -> int:
    said = Opinion.objects.get(person=person)
    given = {"level": said.level, **given}
    return world.client(person).post(f"{MINE}opinions/{said.pk}/{what}/", given).status_code


def test_a_colleague_confirms_and_nobody_else_sees_it_before_the_person_shows_it(world: World, wound: Skill) -> None:
    can(world.kees, wound)
    profile = world.kees.get_absolute_url()
    assert confirms(world, world.otto, world.kees, wound) == 302
    assert "You confirm it" in page(world, world.otto, profile)
    assert "colleague confirms it" not in page(world, world.fatima, profile) + page(world, world.sanne, profile)
    own = page(world, world.kees, MINE)
    assert "Otto Outsider confirms it: can on their own" in own
    assert "Only you see this." in own
    assert "Somebody said something about what you can do." in page(world, world.kees, "/")
    assert answers(world, world.kees, "agreement") == 302
    shown = page(world, world.fatima, profile)
    assert "1 colleague confirms it" in shown
    assert "Otto Outsider" not in shown, "that somebody confirms it is shown, not who"
    assert "Somebody said something" not in page(world, world.kees, "/")
    answers(world, world.kees, "refusal")
    assert "colleague confirms it" not in page(world, world.fatima, profile)
    assert not Statement.objects.exists()
    assert not AuditEntry.objects.filter(about=world.kees).exists()


def test_who_confirms_takes_it_back_with_one_press(world: World, wound: Skill) -> None:
    can(world.kees, wound)
    confirms(world, world.otto, world.kees, wound)
    answers(world, world.kees, "agreement")
    assert confirms(world, world.otto, world.kees, wound, off="1") == 302
    assert not Opinion.objects.exists()
    assert "colleague confirms it" not in page(world, world.fatima, world.kees.get_absolute_url())


@pytest.mark.parametrize(("audience", "status"), [("everyone", 302), ("teams", 404), ("me", 404)])
def test_only_what_is_shown_to_somebody_can_be_confirmed_by_them(
    world: World, wound: Skill, audience: str, status: int
) -> None:
    """What is hidden answers as what isn't there."""
    can(world.kees, wound, audience=audience)
    assert confirms(world, world.otto, world.kees, wound) == status
    assert confirms(world, world.otto, world.fatima, wound) == 404
    assert confirms(world, world.kees, world.kees, wound) == 404
    assert confirms(world, world.otto, world.gone, wound) == 404
    assert Opinion.objects.exists() == (status == 302)


def test_a_higher_level_is_not_confirmed_by_who_confirmed_a_lower(world: World, wound: Skill) -> None:
    can(world.kees, wound, 3)
    confirms(world, world.otto, world.kees, wound)
    answers(world, world.kees, "agreement")
    can(world.kees, wound, 5)
    shown = page(world, world.otto, world.kees.get_absolute_url())
    assert "colleague confirms it" not in shown
    assert "You confirm it" not in shown


def test_a_lead_says_a_level_that_only_the_person_sees(world: World, wound: Skill) -> None:
    assert says(world, world.sanne, world.kees, wound, 4) == 302
    assert "Sanne de Vries, who leads your team: helps others with it" in page(world, world.kees, MINE)
    assert "no answer yet" in page(world, world.sanne, f"/skills/teams/seh/{world.kees.pk}/")
    for reader in (world.fatima, world.otto, world.priya, world.tom, world.sanne):
        told = page(world, reader, world.kees.get_absolute_url()) + page(world, reader, wound.get_absolute_url())
        assert "helps others with it" not in told
    answers(world, world.kees, "agreement")
    assert "helps others with it" not in page(world, world.fatima, world.kees.get_absolute_url()), (
        "what they say themselves is shown, and they said nothing"
    )
    can(world.kees, wound, 3)
    assert "1 colleague confirms it" in page(world, world.fatima, world.kees.get_absolute_url())


def test_what_somebody_sees_differently_counts_nowhere_and_the_lead_reads_why(world: World, wound: Skill) -> None:
    can(world.kees, wound, 4)
    says(world, world.sanne, world.kees, wound, 1)
    assert "Together:" in page(world, world.kees, MINE)
    answers(world, world.kees, "refusal", reply="Ik doe dit al <b>tien</b> jaar.")
    own = page(world, world.kees, MINE)
    assert "Together:" not in own
    assert "counts nowhere" in own
    told = page(world, world.sanne, f"/skills/teams/seh/{world.kees.pk}/")
    assert "sees it differently" in told
    assert "Ik doe dit al &lt;b&gt;tien&lt;/b&gt; jaar." in told
    says(world, world.sanne, world.kees, wound, 3)
    assert Opinion.objects.get().answer == "", "said anew, it is to be answered anew"


def test_agreeing_with_what_was_said_anew_meanwhile_asks_to_read_it_first(world: World, wound: Skill) -> None:
    says(world, world.sanne, world.kees, wound, 4)
    says(world, world.sanne, world.kees, wound, 2)
    answers(world, world.kees, "agreement", level=4)
    answers(world, world.kees, "agreement", level="x")
    assert Opinion.objects.get().answer == ""


def test_only_who_leads_the_team_says_levels_and_only_of_who_is_in_it(world: World, wound: Skill) -> None:
    one, skill = f"/skills/teams/seh/{world.kees.pk}/", f"/skills/teams/seh/{world.kees.pk}/{wound.pk}/"
    pages = ("/skills/teams/seh/", "/skills/teams/seh/roles/", "/skills/teams/seh/alone/", one, skill)
    for person in (world.kees, world.fatima, world.otto, world.priya, world.tom):
        browser = world.client(person)
        assert [browser.get(address).status_code for address in pages] == [404] * 5
        assert browser.post(skill, {"level": 5}).status_code == 404
        assert browser.post(f"{skill}removing/").status_code == 404
        assert "What the team can" not in browser.get("/people/spaces/seh/").text
    assert "What the team can" in page(world, world.sanne, world.team.space.get_absolute_url())
    for person in (world.otto, world.sanne, world.gone):
        assert says(world, world.sanne, person, wound, 5) == 404
    assert world.client(world.sanne).get(f"/skills/teams/or/{world.kees.pk}/").status_code == 404
    group = add_skill(world.tom, Told("group", {"nl": "Zorg"}))
    assert says(world, world.sanne, world.kees, group, 5) == 404
    assert says(world, world.sanne, world.kees, wound, 9) == 422
    assert not Opinion.objects.exists()


def test_who_leads_no_more_sees_and_says_no_more(world: World, wound: Skill) -> None:
    says(world, world.sanne, world.kees, wound, 4)
    Membership.objects.filter(person=world.sanne).update(role="steward")
    assert world.client(world.sanne).get(f"/skills/teams/seh/{world.kees.pk}/").status_code == 404
    assert says(world, world.sanne, world.kees, wound, 1) == 404
    assert Opinion.objects.get().level == 4


def test_a_lead_sees_what_is_shown_to_them_and_not_what_is_for_oneself_nor_what_others_said(
    world: World, wound: Skill
) -> None:
    join_space(world.priya, world.team.space, Membership.Role.LEAD)
    can(world.kees, wound, 4, "me")
    says(world, world.priya, world.kees, wound, 5)
    can(world.kees, add_skill(world.tom, Told("skill", {"nl": "Katheters"})), 2, "teams")
    told = page(world, world.sanne, f"/skills/teams/seh/{world.kees.pk}/")
    assert "Katheters" in told
    assert "Wound care" not in told


@pytest.mark.parametrize("what", ["agreement", "refusal"])
def test_nobody_answers_for_another(world: World, wound: Skill, what: str) -> None:
    says(world, world.sanne, world.kees, wound, 4)
    said = Opinion.objects.get()
    for person in (world.sanne, world.fatima, world.priya):
        assert world.client(person).post(f"{MINE}opinions/{said.pk}/{what}/", {"level": 4}).status_code == 404
    said.refresh_from_db()
    assert said.answer == ""


def test_a_lead_takes_back_what_they_said(world: World, wound: Skill) -> None:
    says(world, world.sanne, world.kees, wound, 4)
    address = f"/skills/teams/seh/{world.kees.pk}/{wound.pk}/removing/"
    assert world.client(world.sanne).post(address).status_code == 302
    assert not Opinion.objects.exists()


def test_together_it_is_put_in_words_and_nobody_is_judged_by_their_own_word_alone(world: World, wound: Skill) -> None:
    can(world.kees, wound, 5)
    assert "Together:" not in page(world, world.kees, MINE)
    say_level(world.sanne, world.kees, wound, 2)
    told = page(world, world.kees, MINE)
    assert "<strong>I can on my own</strong>" in told, "neither the highest nor the lowest"
    assert "Between “I can with some help” and “I help others with it”." in told
    assert "That is not sure yet." in told
    Opinion.objects.update(at=timezone.now() - timedelta(days=800))
    assert "long ago, so it counts for less" in page(world, world.kees, MINE)


def test_what_was_said_follows_mergers_and_comes_back(world: World, wound: Skill) -> None:
    other = add_skill(world.tom, Told("skill", {"nl": "Wonden verbinden"}))
    can(world.kees, other, 3)
    confirms(world, world.otto, world.kees, other)
    answers(world, world.kees, "agreement")
    merger = merge_skills(world.tom, other, wound)
    assert "1 colleague confirms it" in page(world, world.fatima, world.kees.get_absolute_url())
    assert confirms(world, world.otto, world.kees, wound) == 302
    assert page(world, world.kees, MINE).count("Otto Outsider confirms it") == 1
    undo_merger(world.tom, merger)
    assert "1 colleague confirms it" in page(world, world.fatima, world.kees.get_absolute_url())


def test_taking_a_skill_off_takes_along_what_colleagues_confirmed(world: World, wound: Skill) -> None:
    can(world.kees, wound)
    confirms(world, world.otto, world.kees, wound)
    untell_ability(world.kees, wound)
    assert not Opinion.objects.exists()


def test_pages_cost_as_much_for_three_skills_as_for_one(world: World, wound: Skill) -> None:
    def cost(reader: Person, address: str) -> int:
        browser = world.client(reader)
        browser.get(address)
        with CaptureQueriesContext(connection) as asked:
            browser.get(address)
        return len(asked)

    pages = [
        (world.kees, MINE),
        (world.otto, world.kees.get_absolute_url()),
        (world.sanne, f"/skills/teams/seh/{world.kees.pk}/"),
        (world.sanne, "/skills/teams/seh/"),
        (world.kees, "/"),
    ]
    skills = [wound, *(add_skill(world.tom, Told("skill", {"nl": name})) for name in ("Zuurstof", "Katheters"))]
    costs = []
    for skill in skills:
        can(world.kees, skill)
        for by in (world.otto, world.fatima):
            confirms(world, by, world.kees, skill)
        says(world, world.sanne, world.kees, skill, 3)
        costs.append([cost(*one) for one in pages])
    assert costs[0] == costs[2]
    assert max(costs[0]) <= 12


def test_both_take_along_what_was_said_and_the_one_who_said_it_not_the_answer(world: World, wound: Skill) -> None:
    says(world, world.sanne, world.kees, wound, 4)
    answers(world, world.kees, "refusal", reply="Nee.")
    of, by = holdings["opinions"].tables
    assert next(rows_of(world.kees, of))["reply"] == "Nee."
    with override("en"):
        assert next(rows_of(world.sanne, by))["level"]["name"] == "I help others with it"
    assert "reply" not in next(rows_of(world.sanne, by))


def test_an_organisation_that_wants_no_levels_of_leads_has_none_also_not_those_of_before(
    world: World, wound: Skill, monkeypatch: pytest.MonkeyPatch
) -> None:
    can(world.kees, wound)
    assert says(world, world.sanne, world.kees, wound, 5) == 302
    assert "Sanne de Vries" in page(world, world.kees, MINE)
    monkeypatch.setitem(settings.CONFIGURATION._environment, "ZWERM_LEADS_SAY_LEVELS", "no")
    assert says(world, world.sanne, world.kees, wound, 4) == 404
    own = page(world, world.kees, MINE)
    assert "Sanne de Vries" not in own
    assert "Together:" not in own
    theirs = page(world, world.sanne, f"/skills/teams/seh/{world.kees.pk}/")
    assert "Here nobody says" in theirs
    assert "You say:" not in theirs
    # What colleagues confirm is another thing.
    assert confirms(world, world.otto, world.kees, wound) == 302
    assert "Otto Outsider confirms it" in page(world, world.kees, MINE)


WHO, FOUND = "/skills/knows/?q=wondzorg", "/skills/found-for/"


def all_agree(world: World, of: Person, skill: Skill, *people: Person) -> None:
    for by in people:
        confirms(world, by, of, skill)
    for said in Opinion.objects.filter(person=of):
        world.client(of).post(f"{MINE}opinions/{said.pk}/agreement/", {"level": said.level})


def found_for(world: World, person: Person, skill: Skill, answer: str) -> None:
    assert world.client(person).post(f"{FOUND}skill/{skill.pk}/", {"answer": answer}).status_code == 302


def test_what_colleagues_confirm_speaks_in_who_knows_once_one_agreed_to_be_found(world: World, wound: Skill) -> None:
    """A number and when last, and never who; proposed to them alone before it is told to anybody."""
    can(world.fatima, wound)
    can(world.kees, wound)
    all_agree(world, world.kees, wound, world.otto, world.sanne)
    told = "2 colleagues confirm it, last in"
    assert told not in page(world, world.priya, WHO)
    assert told in page(world, world.kees, FOUND)
    assert told not in page(world, world.fatima, FOUND)
    before = page(world, world.priya, WHO)
    assert 0 < before.find("Fatima El Amrani") < before.find("Kees Mulder"), "equals stand by name"
    found_for(world, world.kees, wound, "yes")
    shown = page(world, world.priya, WHO)
    assert 0 < shown.find("Kees Mulder") < shown.find("Fatima El Amrani")
    assert told in shown
    assert "Otto Outsider" not in shown + page(world, world.kees, FOUND)
    assert "Sanne de Vries" not in shown
    for answer in ("hidden", "no", ""):
        found_for(world, world.kees, wound, answer)
        assert told not in page(world, world.priya, WHO), answer
    assert not Statement.objects.exists()


def test_what_they_did_not_agree_with_refused_or_show_to_others_speaks_for_nobody(world: World, wound: Skill) -> None:
    can(world.kees, wound, audience="teams")
    found_for(world, world.kees, wound, "yes")
    confirms(world, world.fatima, world.kees, wound)
    assert "confirms it, last" not in page(world, world.sanne, WHO)
    all_agree(world, world.kees, wound)
    assert "1 colleague confirms it, last in" in page(world, world.sanne, WHO)
    assert "Kees" not in page(world, world.otto, WHO), "what they show to their teams only"
    Opinion.objects.update(level=2)
    assert "confirms it, last" not in page(world, world.sanne, WHO), "they say more of themselves by now"
    Opinion.objects.update(level=3)
    answers(world, world.kees, "refusal")
    assert "confirms it, last" not in page(world, world.sanne, WHO)
    Opinion.objects.all().delete()
    assert says(world, world.sanne, world.kees, wound, 5) == 302
    all_agree(world, world.kees, wound)
    shown = page(world, world.fatima, WHO)
    assert "Kees Mulder" in shown
    assert "confirms it, last" not in shown, "of who leads the team"


def test_of_skills_that_became_one_who_confirms_both_counts_once_and_a_no_to_either_is_a_no(
    world: World, wound: Skill
) -> None:
    other = add_skill(world.tom, Told("skill", {"nl": "Wonden verbinden"}))
    for skill in (wound, other):
        can(world.kees, skill)
        all_agree(world, world.kees, skill, world.otto)
    found_for(world, world.kees, wound, "yes")
    merge_skills(world.tom, other, wound)
    assert "1 colleague confirms it, last in" in page(world, world.priya, WHO)
    undo_merger(world.tom, other.merger)
    found_for(world, world.kees, other, "hidden")
    merge_skills(world.tom, other, wound)
    assert "confirms it, last" not in page(world, world.priya, WHO)


def test_old_confirmations_say_less_and_many_no_more_than_a_few(world: World, wound: Skill) -> None:
    assert confirmed_word(1, 0) == pytest.approx(0.15)
    assert confirmed_word(1, 730) == pytest.approx(1 - 0.85**0.5)
    assert confirmed_word(1, 0) < confirmed_word(2, 0) < confirmed_word(50, 0) < 1 - 0.85 ** (1 / 0.3)
    can(world.kees, wound)
    all_agree(world, world.kees, wound, world.otto)
    found_for(world, world.kees, wound, "yes")
    now = timezone.now()

    def score() -> float:
        return knows("wondzorg", world.priya)[0].score

    fresh = score()
    Opinion.objects.update(at=now - timedelta(days=1460))
    old = score()
    Opinion.objects.all().delete()
    assert score() < old < fresh
    assert fresh == pytest.approx(1 - 0.7 * 0.85)


def test_confirmations_in_who_knows_cost_no_query(world: World, wound: Skill) -> None:
    def cost() -> int:
        browser = world.client(world.priya)
        browser.get(WHO)
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(WHO).status_code == 200
        return len(asked)

    can(world.kees, wound)
    found_for(world, world.kees, wound, "yes")
    none = cost()
    all_agree(world, world.kees, wound, world.otto, world.sanne, world.fatima)
    assert "3 colleagues confirm it" in page(world, world.priya, WHO)
    assert cost() == none <= 12
