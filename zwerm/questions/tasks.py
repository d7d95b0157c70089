from __future__ import annotations

from zwerm.questions.actions import route


def offer_to_who_may_know() -> None:
    route()
