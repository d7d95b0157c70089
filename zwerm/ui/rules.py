"""Themes a person can choose; without a choice the page follows the device. Where a visit keeps its language. What a device keeps."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Literal, ParamSpec, Protocol, TypeVar

from django.utils.translation import get_language


class Headed(Protocol):
    """An answer with headers."""

    def __setitem__(self, header: str, value: str) -> None: ...


P = ParamSpec("P")
R = TypeVar("R", bound=Headed)

THEMES = frozenset({"light", "dark"})
# In the session: the language that was chosen before anyone signed in, for as long as this visit lasts.
VISIT_LANGUAGE = "visit_language"


def reading_language() -> Literal["nl", "en"]:
    """In which of our languages the reader reads now."""
    return "en" if get_language() == "en" else "nl"


def keeps_offline(view: Callable[P, R]) -> Callable[P, R]:
    """A page that a device may keep, to be read without a connection by the same person."""

    @wraps(view)
    def answer(*given: P.args, **named: P.kwargs) -> R:
        response = view(*given, **named)
        response["Zwerm-Offline"] = "keep"
        return response

    return answer
