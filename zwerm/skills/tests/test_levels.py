"""What is put together of what people say and did: what always holds, whatever they say."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zwerm.skills.rules.levels import (
    ALIKE,
    CREDIBLE,
    EVIDENCE,
    LEAD,
    LEVELS,
    PEER,
    PRIOR,
    SELF,
    Source,
    put_together,
)

said = st.builds(Source, st.sampled_from([SELF, PEER, LEAD]), st.floats(0, 4000), st.sampled_from(LEVELS))
done = st.builds(Source, st.just(EVIDENCE), st.floats(0, 4000), pieces=st.floats(0, 60))
sources = st.lists(said | done, max_size=12)


def test_without_anything_it_is_what_is_likely_of_anybody() -> None:
    assert put_together([]).chances == pytest.approx(PRIOR)


@settings(max_examples=60)
@given(sources)
def test_it_is_a_probability_and_what_is_told_lies_within_what_is_held(told: list[Source]) -> None:
    found = put_together(told)
    assert sum(found.chances) == pytest.approx(1)
    assert found.low <= found.level <= found.high
    assert sum(found.chances[found.low - 1 : found.high]) >= CREDIBLE - 1e-6


@settings(max_examples=60)
@given(sources, st.randoms())
def test_the_order_makes_no_difference(told: list[Source], random: object) -> None:
    turned = list(told)
    random.shuffle(turned)  # type: ignore[attr-defined]
    assert put_together(turned) == put_together(told)


@settings(max_examples=60)
@given(sources, st.sampled_from([SELF, PEER, LEAD]), st.floats(0, 4000))
def test_who_says_more_is_never_believed_to_mean_less(told: list[Source], kind: str, days: float) -> None:
    means = [put_together([*told, Source(kind, days, level)]).mean for level in LEVELS]
    assert all(one <= other + 1e-9 for one, other in pairwise(means))


@settings(max_examples=60)
@given(sources, st.floats(0, 60), st.floats(0, 60))
def test_more_that_was_done_never_means_less_and_nothing_done_says_nothing(
    told: list[Source], one: float, other: float
) -> None:
    few, many = sorted((one, other))
    means = [put_together([*told, Source(EVIDENCE, 0, pieces=pieces)]).mean for pieces in (0, few, many)]
    assert means[0] == pytest.approx(put_together(told).mean)
    assert means[0] <= means[1] + 1e-9 <= means[2] + 2e-9


@pytest.mark.parametrize("kind", [SELF, PEER, LEAD])
@pytest.mark.parametrize("level", LEVELS)
def test_what_was_said_long_ago_says_nothing_any_more(kind: str, level: int) -> None:
    assert put_together([Source(kind, 40_000, level)]).chances == pytest.approx(PRIOR, abs=1e-3)


def test_the_highest_never_wins_alone() -> None:
    assert put_together([Source(SELF, 0, 5), Source(LEAD, 0, 2)]).level < 5
    assert put_together([Source(LEAD, 0, 5), Source(PEER, 0, 1), Source(SELF, 0, 1)]).level < 5
    assert put_together([Source(SELF, 0, 5)]).level < 5, "oneself is a source as others are"


def test_a_lead_is_believed_more_than_a_colleague_and_both_more_than_oneself() -> None:
    for level in (1, 5):
        far = [abs(put_together([Source(kind, 0, level)]).mean - level) for kind in (LEAD, PEER, SELF)]
        assert far[0] < far[1]
    assert put_together([Source(SELF, 0, 4)]).mean < put_together([Source(PEER, 0, 4)]).mean


def test_however_many_friends_say_it_they_count_as_a_few() -> None:
    friends = put_together([Source(PEER, 0, 5)] * 500)
    few = put_together([Source(PEER, 0, 5)] * 30)
    assert friends.mean == pytest.approx(few.mean, abs=0.05)
    assert friends.chances[4] < 0.9
    assert 1 / ALIKE < 4


def test_more_that_agree_make_it_surer() -> None:
    alone = put_together([Source(SELF, 0, 3)])
    together = put_together([Source(SELF, 0, 3), Source(LEAD, 0, 3), Source(PEER, 0, 3), Source(PEER, 0, 3)])
    assert together.high - together.low < alone.high - alone.low
