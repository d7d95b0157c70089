from __future__ import annotations

import pytest

from zwerm.library.rules.plain import plain_text


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Lees [de evaluatie](../epd.md), en bel.", "Lees de evaluatie, en bel."),
        ("Het is **klaar**! (Zie [hier](x.md).)", "Het is klaar! (Zie hier.)"),
        ("- een\n- `twee`.", "een twee."),
    ],
)
def test_marks_leave_no_gap_behind_in_plain_words(text: str, seen: str) -> None:
    assert plain_text(text) == seen
