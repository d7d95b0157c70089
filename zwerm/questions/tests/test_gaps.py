"""What is missing: put together for who looks after it, and never told of fewer than five."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from time import monotonic

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zwerm.people.actions import add_person, join_space
from zwerm.people.models import Person
from zwerm.people.tests.world import World
from zwerm.questions.actions import ask_anonymously, ask_question, give_answer, vote_for, wanted
from zwerm.questions.actions.wanted import EVERY, keep_what_is_ready
from zwerm.questions.models import Wanted
from zwerm.questions.rules.gaps import Missed, gaps_in
from zwerm.questions.tests.test_anonymous import stored, tells_who

pytestmark = pytest.mark.django_db
LONG_AGO = datetime.now(UTC) - timedelta(days=5)
WORDS = "de xylofoonles voor beginners"


@pytest.fixture(autouse=True)
def held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wanted, "held", wanted.Held())


def search(world: World, *people: Person, words: str = WORDS, path: str = "/search/") -> None:
    for person in people:
        assert world.client(person, "nl").get(path, {"q": words}).status_code == 200


def later(times: int = 1) -> None:
    """So many times the while after which what is ready is kept."""
    keep_what_is_ready(monotonic() + times * (EVERY + 1))


def shown(world: World, person: Person) -> str:
    return world.client(person, "nl").get("/questions/gaps/").text


@pytest.mark.parametrize("path", ["/search/", "/ask/"])
def test_what_five_looked_for_in_vain_is_shown_to_who_cares_for_learning_without_who(world: World, path: str) -> None:
    people = [world.fatima, world.kees, world.sanne, world.priya, world.otto]
    search(world, *people[:4], *people[:4], path=path)
    later()
    assert not Wanted.objects.exists()
    assert not [table for table, row in stored() if "xylofoon" in row]
    search(world, people[4], words="Beginners: xylofoonles!", path=path)
    assert not Wanted.objects.exists()
    later(2)
    row = Wanted.objects.get()
    assert (row.words, row.people, row.week.weekday()) == ("beginners xylofoonles", 5, 0)
    told = [(table, row) for table, row in stored() if "xylofoon" in row]
    assert {table for table, _row in told} == {"questions_wanted"}
    assert not any(tells_who(row, world) for _table, row in told)
    assert "gezocht door 5 collega’s in een week" in shown(world, world.tom)
    assert "xylofoon" not in shown(world, world.sanne)
    assert world.client(world.otto).get("/questions/gaps/").status_code == 404


def test_what_only_members_of_a_closed_space_looked_for_is_not_kept(world: World) -> None:
    for number in range(3):
        join_space(add_person(f"or{number}@lindehof.example", f"Raadslid{number} Een"), world.closed)
    members = list(Person.objects.filter(memberships__space=world.closed, is_active=True))
    assert len(members) == 5
    search(world, *members)
    later()
    assert not Wanted.objects.exists()
    search(world, world.otto)
    later(2)
    assert Wanted.objects.get().people == 6


def test_who_asks_anonymously_is_taken_out_and_typing_or_narrowing_counts_for_nothing(world: World) -> None:
    people = [world.fatima, world.kees, world.sanne, world.priya, world.otto]
    search(world, *people)
    ask_anonymously(world.kees, world.organisation, WORDS)
    later()
    assert not Wanted.objects.exists()
    world.client(world.tom).get("/search/", {"q": WORDS}, headers={"hx-request": "true"})
    world.client(world.tom).get("/search/", {"q": WORDS, "language": "nl"})
    later(2)
    assert not Wanted.objects.exists()


def test_unanswered_questions_about_the_same_stand_together_and_the_most_wanted_first(world: World) -> None:
    def ask(title: str, space: object = world.organisation) -> object:
        return ask_question(world.kees, space, title, when=LONG_AGO)  # type: ignore[arg-type]

    ask("Waar ligt de sleutel van de linnenkast?")
    first = ask("Hoe plan ik een tolk op zondag?")
    ask("Is er een tolk te plannen op zondag?")
    ask("Wat besloot de raad over zondag?", world.closed)
    answered = ask("Wat kost een broodje?")
    vote_for(world.fatima, first)  # type: ignore[arg-type]
    give_answer(world.otto, answered, "Twee euro.")  # type: ignore[arg-type]
    ask_question(world.kees, world.organisation, "Van vandaag?")
    page = shown(world, world.tom)
    assert page.index("Hoe plan ik een tolk") < page.index("Is er een tolk") < page.index("linnenkast")
    assert "3 collega’s willen dit weten" in page
    # What is written down begins with the words of the question.
    begin = re.search(r'href="(/knowledge/write/\?title=[^"]+)"', page)
    assert begin
    kind = re.search(r'href="(/knowledge/write/[^"]+title=[^"]+)"', world.client(world.tom).get(begin[1]).text)
    assert kind
    assert "Hoe plan ik een tolk op zondag?" in world.client(world.tom).get(kind[1]).text
    for absent in ("besloot de raad", "broodje", "Van vandaag"):
        assert absent not in page


MISSED = st.lists(
    st.builds(
        Missed[int],
        st.integers(0, 99),
        st.frozensets(st.sampled_from(["tolk", "zondag", "bed", "rem", "pomp"]), min_size=1),
        st.integers(1, 9),
    ),
    max_size=12,
    unique_by=lambda one: one.thing,
)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(MISSED, st.randoms())
def test_each_entry_stands_in_one_gap_in_whatever_order_they_are_told(
    missed: list[Missed[int]], random: object
) -> None:
    gaps = gaps_in(missed)
    assert sorted(one.thing for gap in gaps for one in gap.entries) == sorted(one.thing for one in missed)
    assert [gap.people for gap in gaps] == sorted((gap.people for gap in gaps), reverse=True)
    mixed = list(missed)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert gaps_in(mixed) == gaps
