from __future__ import annotations

from django.utils.functional import Promise

from zwerm.people.actions import NotAllowed
from zwerm.people.models import Person
from zwerm.skills.models import Skill


class NotDone(Exception):
    """What was asked of the taxonomy can't be. `reason` says why in the reader's words; `field` where it stands on the form; `see`: the skill to look at."""

    def __init__(self, reason: str | Promise, field: str = "", see: Skill | None = None) -> None:
        super().__init__(str(reason))
        self.reason = reason
        self.field = field
        self.see = see


def check_keeper(by: Person) -> None:
    """The taxonomy is for who cares for learning in the whole organisation. Raises NotAllowed."""
    if not by.cares_for_learning:
        raise NotAllowed
