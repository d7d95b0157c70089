"""What can be told: kinds of notices, and the things that they are about. Filled by each module's `declares.py`."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.functional import Promise

from zwerm.notices.rules.planning import Mail
from zwerm.people.models import Person, Space


@dataclass(frozen=True)
class Shown:
    """A thing as its reader may see it now: what it is called, where it is, and in which space."""

    title: str
    url: str
    language: str = ""
    space: Space | None = None


def shown_of(found: models.QuerySet[Any]) -> dict[str, Shown]:
    """Things with a title, a language and a space of their own, by their key. One query."""
    return {
        str(one.pk): Shown(one.title, one.get_absolute_url(), one.language, one.space)
        for one in found.select_related("space")
    }


@dataclass(frozen=True)
class Subject:
    """Things that notices are about. `load` answers, of these keys, those that this person may see at this moment, in one or two queries.

    Whatever it does not answer is neither shown nor sent: a notice holds no words of its own.
    """

    name: str
    load: Callable[[Person, Collection[str]], Mapping[str, Shown]]


@dataclass(frozen=True)
class NoticeKind:
    """One reason to tell somebody something. `says` is what they read above the name of the thing; `label` names the choice in settings.

    `mail`: how it comes by mail for who chose nothing: at once only what somebody waits for.
    """

    name: str
    order: int
    subject: str
    says: Promise
    label: Promise
    icon: str
    mail: Mail = Mail.DIGEST

    @property
    def push(self) -> bool:
        """Whether it comes to the devices of who chose nothing: what comes at once by mail does so too."""
        return self.mail is Mail.NOW


__all__ = [
    "Mail",
    "NoticeKind",
    "Shown",
    "Subject",
    "declare_notice",
    "declare_subject",
    "in_order",
    "kinds",
    "shown_of",
    "subjects",
]

subjects: dict[str, Subject] = {}
kinds: dict[str, NoticeKind] = {}


def declare_subject(subject: Subject) -> None:
    subjects[subject.name] = subject


def declare_notice(kind: NoticeKind) -> None:
    kinds[kind.name] = kind


def in_order() -> list[NoticeKind]:
    return sorted(kinds.values(), key=lambda kind: kind.order)
