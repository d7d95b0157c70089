"""What everything together tells of how well someone can something, for that person alone, with where it comes from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zwerm.people.models import Person
from zwerm.skills.actions.ability import abilities_of
from zwerm.skills.actions.consent import answers_of, deeds_by_topic
from zwerm.skills.actions.evidence import Deed
from zwerm.skills.actions.opinion import opinions_of
from zwerm.skills.models import Ability, Consent, Opinion, Skill
from zwerm.skills.rules.levels import EVIDENCE, SELF, Estimate, Source, put_together

# Below this what is left of a source is said to be old.
OLD = 0.7
SHOWN_OF_DONE = 3


@dataclass(frozen=True)
class Standing:
    """One skill of a person. `estimate` is None as long as they alone say it: their own word is not held against them.

    `done`: what they did with things about it, the strongest first; not what they said is not theirs.
    """

    skill: Skill
    ability: Ability | None
    opinions: Sequence[Opinion]
    done: Sequence[Deed]
    estimate: Estimate | None

    @property
    def shown(self) -> Sequence[Deed]:
        return self.done[:SHOWN_OF_DONE]

    @property
    def more(self) -> int:
        return max(0, len(self.done) - SHOWN_OF_DONE)

    @property
    def waits(self) -> bool:
        return any(not opinion.answer for opinion in self.opinions)

    @property
    def level(self) -> str:
        return str(Ability.Level(self.estimate.level).label) if self.estimate else ""

    @property
    def low(self) -> str:
        return str(Ability.Level(self.estimate.low).label) if self.estimate else ""

    @property
    def high(self) -> str:
        return str(Ability.Level(self.estimate.high).label) if self.estimate else ""

    @property
    def sure(self) -> str:
        """How sure that is, in words."""
        if self.estimate is None:
            return ""
        return str(SURE[min(self.estimate.high - self.estimate.low, 2)])


SURE: Sequence[str | Promise] = (_("That is quite sure."), _("That is fairly sure."), _("That is not sure yet."))


def standings(person: Person, now: datetime | None = None) -> list[Standing]:
    """All skills of which something is said; what waits for an answer first, then what they said themselves. A fixed number of queries."""
    now = now or timezone.now()
    told = {ability.skill.pk: ability for ability in abilities_of(person, person)}
    by_skill: dict[UUID, list[Opinion]] = {}
    skills: dict[UUID, Skill] = {key: ability.skill for key, ability in told.items()}
    for opinion in opinions_of(person):
        by_skill.setdefault(opinion.skill.pk, []).append(opinion)
        skills.setdefault(opinion.skill.pk, opinion.skill)
    done = _done(person) if skills else {}
    found = [
        _standing(skill, told.get(key), by_skill.get(key, []), done.get(key, ()), now) for key, skill in skills.items()
    ]
    return sorted(found, key=lambda one: (not one.waits, one.ability is None))


def _done(person: Person) -> dict[UUID, Sequence[Deed]]:
    """By skill, without what they said is not theirs. What is not shown to others counts for themselves. Three queries."""
    answers = answers_of(person)
    return {
        topic.key: deeds
        for topic, deeds in deeds_by_topic(person).items()
        if topic.kind == "skill" and answers.get(topic) != Consent.Answer.NO
    }


def _standing(
    skill: Skill, ability: Ability | None, opinions: list[Opinion], done: Sequence[Deed], now: datetime
) -> Standing:
    counting = [opinion for opinion in opinions if opinion.answer != Opinion.Answer.REFUSED]
    sources = [Source(opinion.source, opinion.days(now), opinion.level) for opinion in counting]
    for opinion, source in zip(counting, sources, strict=True):
        opinion.__dict__["old"] = source.fresh < OLD
        # Who sees the skill counts who says at least what is shown.
        opinion.__dict__["counts"] = ability is not None and opinion.level >= ability.level
    # Each deed fades by its own kind's half-life already.
    sources += [Source(EVIDENCE, 0, pieces=deed.strength) for deed in done]
    if not sources:
        return Standing(skill, ability, opinions, done, None)
    if ability is not None:
        sources.append(Source(SELF, (now - ability.at).total_seconds() / 86_400, ability.level))
    return Standing(skill, ability, opinions, done, put_together(sources))
