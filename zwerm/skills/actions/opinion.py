"""What others say of how well someone can something. None of it stands in a log: it is between the two of them."""

from __future__ import annotations

from collections import Counter
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from zwerm.people.actions import NotAllowed
from zwerm.people.models import Person
from zwerm.skills.models import LONGEST_REPLY, Ability, Opinion, OpinionQuerySet, Skill, led_by, named_by, with_names

Source, Answer = Opinion.Source, Opinion.Answer


@transaction.atomic
def confirm(by: Person, person: Person, skill: Skill) -> Opinion:
    """`by` has seen that `person` can this as well as they say, as far as they show it to `by`. Raises NotAllowed when they show nothing of it, or of themselves."""
    shown = Ability.objects.last_words().visible_to(by).filter(person=person, skill__in=Skill.objects.family(skill))
    ability = shown.first()
    if ability is None or by == person:
        raise NotAllowed
    return _say(by, person, skill, Source.PEER, ability.level)


def leads_say_levels() -> bool:
    """Whether who leads a team says how well people in it can something: the organisation decides."""
    return settings.CONFIGURATION.flag("LEADS_SAY_LEVELS")


@transaction.atomic
def say_level(by: Person, person: Person, skill: Skill, level: int) -> Opinion:
    """Who leads a team says how well somebody in it can something; that one sees it at once. Raises NotAllowed, also where the organisation has no leads say so."""
    if not leads_say_levels() or not led_by(by).filter(pk=person.pk).exists() or skill.kind not in Skill.OF_PEOPLE:
        raise NotAllowed
    return _say(by, person, skill, Source.LEAD, level)


def _say(by: Person, person: Person, skill: Skill, source: str, level: int) -> Opinion:
    """The last word counts; said again just as it was, it stays answered."""
    known = Opinion.objects.select_for_update().filter(by=by, person=person, skill__in=Skill.objects.family(skill))
    last = known.order_by("-at").first()
    now = timezone.now()
    same = last is not None and (last.source, last.level, last.skill_id) == (source, level, skill.pk)
    # Who was refused as a colleague doesn't ask again by pressing again; a lead may have talked about it.
    if last is not None and same and (last.answer != Answer.REFUSED or source == Source.PEER):
        last.at = now
        last.save(update_fields=["at"])
        return last
    said = {"source": source, "level": level, "at": now, "answer": "", "reply": "", "answered": None}
    told, _made = Opinion.objects.update_or_create(by=by, person=person, skill=skill, defaults=said)
    return told


def take_back(by: Person, person: Person, skill: Skill) -> bool:
    """`by` says nothing any more of this; False when they didn't."""
    gone, _by_table = Opinion.objects.filter(by=by, person=person, skill__in=Skill.objects.family(skill)).delete()
    return bool(gone)


def agree(person: Person, id: UUID, level: int) -> bool:
    """From now on it counts for who sees the skill on their page; False when it says another level by now than `person` read, or is gone."""
    return _answer(Opinion.objects.filter(pk=id, person=person, level=level), Answer.AGREED, "")


def refuse(person: Person, id: UUID, reply: str = "") -> bool:
    """It counts nowhere any more. A lead reads the reply."""
    return _answer(
        Opinion.objects.filter(pk=id, person=person), Answer.REFUSED, " ".join(reply.split())[:LONGEST_REPLY]
    )


def _answer(opinions: OpinionQuerySet, answer: str, reply: str) -> bool:
    return bool(opinions.update(answer=answer, reply=reply, answered=timezone.now()))


def opinions_of(person: Person) -> list[Opinion]:
    """What others say of this person, for themselves: what waits for an answer first, with `skill` as it stands now, named."""
    return _with_skills(_counting().filter(person=person).select_related("by").order_by("answer", "-at"))


def said_of(person: Person, by: Person) -> list[Opinion]:
    """What `by` said of this person, for `by`; each with its `skill` as it stands now, named."""
    return _with_skills(_counting().filter(person=person, by=by))


def _counting() -> OpinionQuerySet:
    words = Opinion.objects.last_words()
    return words if leads_say_levels() else words.exclude(source=Source.LEAD)


def _with_skills(opinions: OpinionQuerySet) -> list[Opinion]:
    rows = list(with_names(opinions))
    for row in rows:
        row.skill = named_by(row)
    return rows


def confirmed(person: Person, reader: Person, abilities: list[Ability]) -> dict[UUID, tuple[int, bool]]:
    """Per skill of `abilities`, by what it stands for now: how many confirm at least that level and `person` agreed, and whether the reader confirms it. One query."""
    levels = {ability.skill.pk: ability.level for ability in abilities}
    count: Counter[UUID] = Counter()
    mine: set[UUID] = set()
    for said in Opinion.objects.last_words().filter(person=person):
        means: UUID = said.means  # type: ignore[attr-defined]
        enough = said.level >= levels.get(means, 9)
        if said.answer == Answer.AGREED and enough:
            count[means] += 1
        if said.by_id == reader.pk and enough:
            mine.add(means)
    return {skill: (count[skill], skill in mine) for skill in levels}
