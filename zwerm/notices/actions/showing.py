from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from zwerm.notices.models import Notice
from zwerm.notices.registry import NoticeKind, Shown, kinds, subjects
from zwerm.people.models import Person


@dataclass(frozen=True)
class Line:
    """A notice with what it is about, as its reader may see it now."""

    notice: Notice
    kind: NoticeKind
    shown: Shown


def lines_of(person: Person, notices: Iterable[Notice]) -> list[Line]:
    """Those of these notices whose thing is there and in sight of this person at this moment, in their order."""
    known = [(notice, kinds[notice.kind]) for notice in notices if notice.kind in kinds]
    keys: dict[str, set[str]] = defaultdict(set)
    for notice, kind in known:
        keys[kind.subject].add(notice.thing)
    shown = {subject: subjects[subject].load(person, things) for subject, things in keys.items()}
    return [
        Line(notice, kind, found)
        for notice, kind in known
        if (found := shown[kind.subject].get(notice.thing)) is not None
    ]
