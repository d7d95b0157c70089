from __future__ import annotations

from datetime import date

import pytest

from zwerm.courses.rules.validity import last_day


@pytest.mark.parametrize(
    ("awarded", "months", "until"),
    [
        (date(2026, 11, 28), 12, date(2027, 11, 28)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2027, 10, 31), 4, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 1, 1), 120, date(2036, 1, 1)),
        (date(2026, 11, 28), None, None),
    ],
)
def test_a_certificate_is_valid_to_the_same_day_of_the_month_or_its_last(
    awarded: date, months: int | None, until: date | None
) -> None:
    assert last_day(awarded, months) == until
