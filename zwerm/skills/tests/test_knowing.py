"""Who stands first, by what was found and who had to do with it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zwerm.skills.rules.knowing import Hit, Trace, confidence, rank_people, worked_there

HITS = [Hit("fall", 4.0), Hit("lift", 2.0), Hit("bed", 1.0)]


def names(*traces: Trace[str, str], hits: list[Hit[str]] = HITS, there: dict[str, float] | None = None) -> list[str]:
    return [one.person for one in rank_people(hits, traces, there)]


def test_who_wrote_what_answers_best_stands_first() -> None:
    assert names(Trace("anna", "lift", 1), Trace("bob", "fall", 1)) == ["bob", "anna"]


def test_many_things_that_answer_say_more_than_one() -> None:
    first = rank_people(HITS, [Trace("anna", "fall", 1), Trace("anna", "lift", 1), Trace("bob", "fall", 1)])[0]
    assert (first.person, first.behind) == ("anna", ("fall", "lift"))


def test_what_somebody_wrote_of_something_else_counts_for_nothing() -> None:
    busy = [Trace("busy", f"other {number}", 1) for number in range(50)]
    assert names(*busy, Trace("anna", "bed", 1)) == ["anna"]


def test_twice_on_one_thing_is_once_the_strongest() -> None:
    once = rank_people(HITS, [Trace("anna", "fall", 0.5)])
    assert rank_people(HITS, [Trace("anna", "fall", 0.5), Trace("anna", "fall", 0.2)]) == once


def test_the_longer_ago_the_less_and_half_after_its_half_life() -> None:
    assert names(Trace("then", "fall", 1, days=900), Trace("now", "fall", 1, days=9)) == ["now", "then"]
    assert Trace("anna", "fall", 0.8, days=100, half=100).strength == pytest.approx(0.4)
    assert Trace("anna", "fall", 0.8, days=-3).strength == 0.8


def test_equals_stand_in_one_order_however_they_come() -> None:
    both = [Trace("bob", "fall", 1), Trace("anna", "fall", 1)]
    assert names(*both) == names(*reversed(both)) == ["anna", "bob"]


def test_who_worked_where_it_is_asked_counts_too() -> None:
    places = {"fall": ("ward", "care"), "map": ("ward",), "pay": ("office",)}
    traces = [Trace("anna", "fall", 1), Trace("bob", "fall", 1), Trace("bob", "map", 1), Trace("cees", "pay", 1)]
    there = worked_there(("ward", "care"), places, traces)
    assert there == pytest.approx({"anna": (1 + 0.5 * 0.5) / 1.5, "bob": 1.0, "cees": 0.0})
    fall = HITS[:1]
    assert names(*traces, hits=fall) == ["anna", "bob"]
    assert names(*traces, hits=fall, there=there) == ["bob", "anna"]
    assert names(traces[0], hits=fall, there={"cees": 1.0}) == ["anna"], "a place alone names nobody"
    assert worked_there((), places, traces) == {}


def test_one_text_makes_nobody_sure_and_more_does() -> None:
    alone = rank_people([Hit("fall", 1.0)], [Trace("anna", "fall", 1)])[0].confidence
    many = [Hit(f"fall {number}", 1.0) for number in range(20)]
    all_of_it = rank_people(many, [Trace("anna", hit.thing, 1) for hit in many])[0].confidence
    assert 0.6 < alone < 0.75 < 0.95 < all_of_it < 1


def test_confidence_is_half_where_it_is_even_and_never_certain() -> None:
    assert confidence(0.5) == pytest.approx(0.5)
    assert 0 < confidence(0) < confidence(0.2) < confidence(0.8) < confidence(1) < 1


def test_nothing_found_names_nobody() -> None:
    assert names(Trace("anna", "fall", 1), hits=[]) == []
    assert names(Trace("anna", "fall", 1), hits=[Hit("fall", 0.0)]) == []


TRACES = st.builds(
    Trace,
    st.sampled_from(["anna", "bob", "cees"]),
    st.sampled_from(["fall", "lift", "bed", "none"]),
    st.floats(0, 1),
    st.floats(0, 4000),
)


@given(st.lists(TRACES, max_size=12), st.randoms())
def test_scores_lie_between_nothing_and_all_and_the_order_of_traces_says_nothing(
    traces: list[Trace[str, str]], random: object
) -> None:
    ranked = rank_people(HITS, traces)
    assert all(0 <= one.score <= 1 and 0 <= one.confidence <= 1 for one in ranked)
    shuffled = list(traces)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert rank_people(HITS, shuffled) == ranked


@given(st.lists(TRACES, max_size=12), st.dictionaries(st.sampled_from(["anna", "bob", "cees"]), st.floats(0, 1)))
def test_a_place_speaks_for_people_and_never_against_or_alone(
    traces: list[Trace[str, str]], there: dict[str, float]
) -> None:
    without = {one.person: one.score for one in rank_people(HITS, traces)}
    within = {one.person: one.score for one in rank_people(HITS, traces, there)}
    assert without.keys() == within.keys()
    assert all(without[one] - 1e-12 <= within[one] <= 1 for one in within)


@given(st.lists(TRACES, max_size=12))
def test_what_others_did_changes_nobodys_score(traces: list[Trace[str, str]]) -> None:
    alone = {one.person: one.score for one in rank_people(HITS, [one for one in traces if one.person == "anna"])}
    together = {one.person: one.score for one in rank_people(HITS, traces)}
    assert alone.get("anna") == together.get("anna")
