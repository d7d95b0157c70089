from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from zwerm.courses.actions import Refused, assign_course, prepare_reminders, withdraw_assignment
from zwerm.courses.models import Assignment, Course, Reminder
from zwerm.courses.tests.taker import course_in, pass_course
from zwerm.people.actions import join_space
from zwerm.people.models import Membership, Person, Space
from zwerm.people.tests.world import World
from zwerm.records.models import Statement


@pytest.fixture
def course(world: World) -> Course:
    return course_in(world, world.team.space)


def in_days(days: int) -> str:
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def ask(browser: Client, course: Course, *whom: Space | Person, days: int = 5, words: str = "Voor de audit.") -> str:
    sent = {
        "due": in_days(days),
        "words": words,
        "spaces": [str(one.pk) for one in whom if isinstance(one, Space)],
        "people": [str(one.pk) for one in whom if isinstance(one, Person)],
    }
    return browser.post(f"/learn/{course.pk}/assignments/", sent, follow=True).text


def test_a_lead_asks_their_team_and_each_sees_it_with_the_days_left(world: World, course: Course) -> None:
    lead = world.client(world.sanne, "nl")
    assert f"/learn/{course.pk}/assignments/" in lead.get(f"/learn/{course.pk}/").text
    assert "Gevraagd aan Emergency department" in ask(lead, course, world.team.space)
    for path in ("/", "/learn/", f"/learn/{course.pk}/"):
        page = world.client(world.kees, "nl").get(path).text
        assert "Nog 5 dagen" in page, path
        assert "Voor de audit." in page, path
        assert "Sanne de Vries" in page, path
    assert "Voor de audit." not in world.client(world.otto, "nl").get("/").text
    told = Statement.objects.get(verb="assigned")
    assert (told.person, told.object_iri) == (world.sanne, f"urn:uuid:{course.pk}")


def test_it_is_gone_for_who_passed(world: World, course: Course) -> None:
    ask(world.client(world.sanne), course, world.team.space)
    pass_course(world.kees, course)
    assert "Voor de audit." not in world.client(world.kees).get("/").text
    assert "Voor de audit." in world.client(world.fatima).get("/").text


@pytest.mark.parametrize(
    ("left", "words"),
    [(0, "Vandaag is de laatste dag"), (1, "Morgen is de laatste dag"), (-2, "Het kan nog steeds.")],
)
def test_the_words_fit_the_day(world: World, course: Course, left: int, words: str) -> None:
    ask(world.client(world.sanne), course, world.team.space)
    Assignment.objects.update(due=in_days(left))
    assert words in world.client(world.kees, "nl").get("/").text


def test_who_comes_into_the_team_later_gets_as_many_days_and_who_leaves_none(world: World, course: Course) -> None:
    ask(world.client(world.sanne), course, world.team.space, days=10)
    long_ago = timezone.now() - timedelta(days=9)
    Assignment.objects.update(made=long_ago, due=in_days(1))
    Membership.objects.update(since=long_ago - timedelta(days=30))
    join_space(world.otto, world.team.space)
    assert "10 days left" in world.client(world.otto).get("/").text
    assert "Tomorrow is the last day" in world.client(world.kees).get("/").text
    Membership.objects.filter(person=world.kees).delete()
    assert "Tomorrow is the last day" not in world.client(world.kees).get("/").text


def test_asking_twice_changes_nothing_and_says_so(world: World, course: Course) -> None:
    lead = world.client(world.sanne)
    ask(lead, course, world.team.space, world.kees)
    page = ask(world.client(world.tom), course, world.team.space, world.kees, days=30)
    assert "already" in page
    assert {one.due.isoformat() for one in Assignment.objects.all()} == {in_days(5)}
    assert Assignment.objects.count() == 2
    assert Statement.objects.filter(verb="assigned").count() == 1
    # Asked as one of the team and by name: one card.
    assert world.client(world.kees).get("/").text.count("Voor de audit.") == 1


def test_development_asks_anyone_and_the_whole_organisation(world: World, course: Course) -> None:
    ld = world.client(world.tom)
    ask(ld, course, world.otto)
    assert "5 days left" in world.client(world.otto).get("/").text
    ask(ld, course, world.organisation, days=3, words="Iedereen.")
    page = world.client(world.priya).get("/").text
    assert "Iedereen." in page
    assert "3 days left" in page


def test_a_lead_asks_nobody_outside_their_team(world: World, course: Course) -> None:
    lead = world.client(world.sanne)
    for whom in (world.otto, world.organisation, world.community):
        ask(lead, course, whom)
    with pytest.raises(Refused):
        assign_course(world.sanne, course, people=[world.otto], due=timezone.localdate(), words="")
    with pytest.raises(Refused):
        assign_course(world.sanne, course, spaces=[world.organisation], due=timezone.localdate(), words="")
    assert not Assignment.objects.exists()


def test_who_leads_nothing_can_not_ask_or_see(world: World, course: Course) -> None:
    ask(world.client(world.sanne), course, world.team.space)
    address = f"/learn/assignments/{Assignment.objects.get().pk}/"
    for person in (world.kees, world.fatima, world.otto):
        browser = world.client(person)
        for path in ("/learn/assignments/", f"/learn/{course.pk}/assignments/", address):
            assert browser.get(path).status_code == 404, path
        assert browser.post(f"{address}withdrawal/").status_code == 404
        assert f"/learn/{course.pk}/assignments/" not in browser.get(f"/learn/{course.pk}/").text


def test_nobody_hears_of_a_course_that_they_do_not_see(world: World) -> None:
    closed = course_in(world, world.closed)
    join_space(world.sanne, world.closed)
    lead = world.client(world.sanne, "nl")
    Membership.objects.filter(person=world.kees, space=world.closed).delete()
    page = ask(lead, closed, world.kees)
    assert "Kees Mulder ziet de ruimte van deze cursus niet." in page
    ask(lead, closed, world.team.space)
    assert "Schone handen" not in world.client(world.kees).get("/").text
    page = lead.get(f"/learn/assignments/{Assignment.objects.get().pk}/").text
    assert "Kees Mulder" not in page
    assert "1 persoon ziet de ruimte van deze cursus niet" in page
    # Learning & development does not see the course either.
    assert "Schone handen" not in world.client(world.tom).get("/learn/assignments/").text


def test_a_lead_sees_who_finished_and_never_how_well(world: World, course: Course) -> None:
    lead = world.client(world.sanne)
    ask(lead, course, world.team.space)
    pass_course(world.kees, course)
    world.client(world.fatima).post(f"/learn/{course.pk}/start/")
    page = lead.get(f"/learn/assignments/{Assignment.objects.get().pk}/").text
    rows = page[page.index("<tbody>") :].partition("</tbody>")[0]
    states = [row.partition("</tr>")[0] for row in rows.split("<tr>")[1:]]
    assert [("Sanne" in states[0], "Not begun" in states[0])] == [(True, True)]
    assert ("Fatima" in states[1], "Busy" in states[1]) == (True, True)
    assert ("Kees" in states[2], "Finished" in states[2]) == (True, True)
    assert "%" not in rows
    assert "1 of 3 finished" in lead.get("/learn/assignments/").text


def test_what_development_asks_someone_by_name_is_not_for_their_lead(world: World, course: Course) -> None:
    ask(world.client(world.tom), course, world.kees)
    lead = world.client(world.sanne)
    assert "Kees Mulder" not in lead.get("/learn/assignments/").text
    assert lead.get(f"/learn/assignments/{Assignment.objects.get().pk}/").status_code == 404


def test_a_lead_changes_the_date_and_withdraws(world: World, course: Course) -> None:
    lead = world.client(world.sanne)
    ask(lead, course, world.team.space)
    address = f"/learn/assignments/{Assignment.objects.get().pk}/"
    assert lead.post(address, {"due": in_days(-1), "words": ""}).status_code == 422
    lead.post(address, {"due": in_days(8), "words": "Toch later."})
    page = world.client(world.kees).get("/").text
    assert "8 days left" in page
    assert "Toch later." in page
    lead.post(f"{address}withdrawal/")
    assert "Toch later." not in world.client(world.kees).get("/").text
    assert lead.post(f"{address}withdrawal/").status_code == 404
    withdrawn = Assignment.objects.get()
    assert withdrawn.withdrawn_by == world.sanne
    with pytest.raises(Refused):
        withdraw_assignment(world.sanne, withdrawn)
    ask(lead, course, world.team.space, days=2)
    assert "2 days left" in world.client(world.kees).get("/").text


def test_a_day_that_is_past_or_nobody_is_not_asked(world: World, course: Course) -> None:
    lead = world.client(world.sanne)
    assert "still to come" in ask(lead, course, world.team.space, days=-1)
    assert "within five years" in ask(lead, course, world.team.space, days=3000)
    assert "Choose of whom" in ask(lead, course)
    assert not Assignment.objects.exists()


def test_reminders_are_prepared_once_and_only_the_latest_waits(world: World, course: Course) -> None:
    def waiting() -> list[tuple[str, str]]:
        return sorted((one.person.name, one.kind) for one in Reminder.objects.waiting().select_related("person"))

    ask(world.client(world.sanne), course, world.team.space, days=20)
    pass_course(world.fatima, course)
    assert (prepare_reminders(), prepare_reminders()) == (2, 0)
    assert waiting() == [("Kees Mulder", "new"), ("Sanne de Vries", "new")]
    Reminder.objects.filter(person=world.sanne).update(sent=timezone.now())
    Assignment.objects.update(due=in_days(6))
    assert (prepare_reminders(), prepare_reminders()) == (2, 0)
    assert waiting() == [("Kees Mulder", "week"), ("Sanne de Vries", "week")]
    Assignment.objects.update(due=in_days(-1))
    pass_course(world.kees, course)
    assert prepare_reminders() == 1
    assert waiting() == [("Sanne de Vries", "late")]
    withdraw_assignment(world.sanne, Assignment.objects.get())
    assert (prepare_reminders(), waiting()) == (0, [])


@pytest.mark.parametrize("path", ["/", "/learn/"])
def test_what_is_asked_costs_no_more_queries_when_it_is_more(world: World, course: Course, path: str) -> None:
    browser = world.client(world.kees)
    costs: list[int] = []
    for more in (1, 2):
        for _ in range(more):
            ask(world.client(world.sanne), course_in(world, world.team.space), world.team.space)
        browser.get(path)
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(path).text.count("5 days left") == len(costs) * 2 + 1
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 12


def test_the_overview_costs_no_more_queries_when_it_is_more(world: World) -> None:
    lead = world.client(world.sanne)
    costs: list[int] = []
    for more in (1, 2):
        for _ in range(more):
            ask(lead, course_in(world, world.team.space), world.team.space, world.kees)
        lead.get("/learn/assignments/")
        with CaptureQueriesContext(connection) as queries:
            lead.get("/learn/assignments/")
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 12
