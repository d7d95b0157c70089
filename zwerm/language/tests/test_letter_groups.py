"""Groups of letters in a text, and the language that they tell: the small tables say what the model says."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from zwerm.language.detect import LANGUAGES, _model
from zwerm.language.letter_groups import made_small

# Finds "he", "she" and "his": the state after each byte, as Aho and Corasick draw it.
WORDS = {b"h": 1, b"he": 2, b"s": 3, b"sh": 4, b"she": 5, b"hi": 6, b"his": 7}
ENDS = [-1, -1, 0, -1, -1, 1, -1, 2]


@cache
def whole() -> Any:
    """The identifier of py3langid itself, with its tables as they are."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(list(LANGUAGES))
    return identifier


def table() -> np.ndarray:
    states = {b"": 0, **WORDS}
    rows = np.zeros((len(states), 256), dtype=np.uint32)
    for name, state in states.items():
        for letter in range(256):
            text = name + bytes([letter])
            rows[state, letter] = next(states[text[at:]] for at in range(len(text) + 1) if text[at:] in states)
    return rows


def test_groups_are_counted_by_where_they_end() -> None:
    groups = made_small(table(), range(8), ENDS)
    assert len(groups.letters) == len(WORDS), "no row is kept but for where it differs"
    assert groups.count(b"the sheep, her and his") == {0: 2, 1: 1, 2: 1}


@given(st.text(alphabet="hesiu ", max_size=60))
def test_what_was_made_small_leads_to_the_same_states(text: str) -> None:
    rows, state, found = table(), 0, dict.fromkeys(range(3), 0)
    for letter in text.encode():
        state = int(rows[state, letter])
        if ENDS[state] >= 0:
            found[ENDS[state]] += 1
    small = made_small(rows, range(8), ENDS).count(text.encode())
    assert small == {group: times for group, times in found.items() if times}


@given(st.text(max_size=200) | st.text(alphabet="abcdefghijklmnopqrstuvwxyzëéï '-", max_size=200))
@example("valpreventie")
@example("HANDHYGIËNE")
@example("ＡＢＣ ﬁets")
@example("\ud800 fietsenstalling")
@example("handover")
@example("")
def test_a_text_is_in_the_language_that_py3langid_says(text: str) -> None:
    assert _model().tell(text) == whole().classify(text)[0]
