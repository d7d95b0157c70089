"""What the bars of the days ahead look like, as plain numbers for an SVG of 7 × 40 by 96."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format

from zwerm.practice.actions import Ahead

WIDTH, HEIGHT, TOP = 40, 60, 18


@dataclass(frozen=True)
class Bar:
    """One day: known cards below, new ones on top of them. All lengths in the units of the drawing."""

    name: str
    whole_name: str
    cards: int
    off: bool
    middle: int
    x: int
    known_y: int
    known_height: int
    new_y: int
    new_height: int
    label_y: int


def bars_of(week: Sequence[Ahead]) -> list[Bar]:
    most = max((day.cards for day in week), default=0) or 1
    bars = []
    for number, day in enumerate(week):
        known, new = round(HEIGHT * day.known / most), round(HEIGHT * day.new / most)
        floor = TOP + HEIGHT
        bars.append(
            Bar(
                name=_short(day.day),
                whole_name=date_format(day.day, "l"),
                cards=day.cards,
                off=day.off,
                middle=number * WIDTH + WIDTH // 2,
                x=number * WIDTH + 8,
                known_y=floor - known,
                known_height=known,
                new_y=floor - known - new,
                new_height=new,
                label_y=floor - known - new - 5,
            )
        )
    return bars


def _short(day: date) -> str:
    return date_format(day, "D")
