"""A colleague who knows: how sure that is, and why, in words."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.utils import formats
from django.utils.translation import gettext_lazy as _

from zwerm.people.models import Person, Space
from zwerm.skills.actions.confirmations import Confirmed
from zwerm.skills.actions.evidence import Deed
from zwerm.skills.models import Ability, Skill
from zwerm.skills.rules.consenting import SAID, Because
from zwerm.skills.rules.knowing import confidence

MOST_REASONS = 3
LIKELY = 0.3
SURE_FROM = ((0.6, _("very likely knows this")), (LIKELY, _("quite likely knows this")), (0.0, _("perhaps knows this")))


@dataclass(frozen=True)
class Said:
    """What somebody says of themselves."""

    skill: Skill
    ability: Ability
    confirmed: Confirmed | None = None


@dataclass(frozen=True)
class WorkedThere:
    """That somebody worked where it is asked: on how many things, what part of all that is there, and when last."""

    space: Space
    things: int
    part: float
    when: date

    @property
    def counts(self) -> bool:
        """One thing is a deed, and no place where somebody works."""
        return self.things > 1

    @property
    def url(self) -> str:
        return self.space.get_absolute_url() if self.space.kind in Space.WITH_PAGES else ""

    def told_of(self, name: str) -> str:
        words = _("because %(name)s worked on %(count)s things in %(space)s, last in %(when)s")
        when = formats.date_format(self.when, "F Y")
        return words % {"name": name, "count": self.things, "space": self.space.called, "when": when}


@dataclass
class Knower:
    """A colleague, how sure it is that they know, and why, the strongest first."""

    person: Person
    score: float = 0.0
    said: list[Said] = field(default_factory=list)
    deeds: list[Deed] = field(default_factory=list)
    there: WorkedThere | None = None

    @property
    def confidence(self) -> float:
        return confidence(self.score)

    @property
    def sure(self) -> str:
        """How sure, in words: the numbers are not that exact."""
        words = [word for least, word in SURE_FROM if self.confidence >= least]
        return str(words[0])

    @property
    def why(self) -> str:
        """The first reason, in words."""
        if self.said:
            return f"{self.said[0].skill.called}: {self.said[0].ability.level_of_another}"
        return self.because[0][0]

    @property
    def because_kept(self) -> Because:
        """The first reason, as it can be kept to be told later."""
        if self.said:
            return Because(SAID, self.said[0].skill.pk, self.said[0].ability.at.date())
        first = self.deeds[0]
        return Because(first.kind.name, first.thing, first.when)

    @property
    def because(self) -> list[tuple[str, str]]:
        """Sentences, each with where it leads."""
        told = [(deed.told_of(self.person.name), deed.url) for deed in self.deeds[:MOST_REASONS]]
        if self.there:
            told.append((self.there.told_of(self.person.name), self.there.url))
        return told
