"""The numbers of a sketch: installations keep what they made of them, and compare it with what is made now."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from zwerm.library.rules.likeness import _ORDERS, _PRIME, FEWEST_SHINGLES, bands, shingles, sketch

LARGEST = (1 << 56) - 1


@given(st.sets(st.integers(0, LARGEST) | st.sampled_from([0, 1, LARGEST]), min_size=FEWEST_SHINGLES))
def test_a_sketch_is_made_by_whole_numbers_of_any_size(found: set[int]) -> None:
    assert sketch(found) == [min((a * one + b) % _PRIME for one in found) for a, b in _ORDERS]


def test_texts_that_were_sketched_before_are_compared_with_those_that_are_sketched_now() -> None:
    text = " ".join(f"woord{number}" for number in range(40))
    assert bands(sketch(set(shingles(text))))[:3] == ["0:2a94a7a651449ede", "1:74f125af43242819", "2:e0473dfda00cb4db"]
