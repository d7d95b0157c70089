"""Adding a skill, changing what it is called, and joining two that mean the same."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from zwerm.language.words import fold_line
from zwerm.people.models import Person
from zwerm.skills.actions.refusals import NotDone, check_keeper
from zwerm.skills.actions.words import spell_out
from zwerm.skills.models import LONGEST_ABOUT, LONGEST_NAME, Merger, Relation, Skill, SkillName


@dataclass(frozen=True)
class Told:
    """What a skill is: per language its preferred name, what else it is called, and what it means."""

    kind: str
    names: Mapping[str, str]
    others: Mapping[str, Collection[str]] = field(default_factory=dict)
    about: Mapping[str, str] = field(default_factory=dict)
    broader: Collection[Skill] = ()
    related: Collection[Skill] = ()


@transaction.atomic
def add_skill(by: Person, told: Told) -> Skill:
    """Raises NotAllowed; NotDone when it has no name, or another is called that already."""
    _check(by, told)
    skill = Skill.objects.create(kind=told.kind, about=_about(told), by=by)
    _write(skill, told)
    return skill


@transaction.atomic
def change_skill(by: Person, skill: Skill, told: Told) -> Skill:
    """Everything that hangs on it stays. Raises NotAllowed, NotDone."""
    skill = Skill.objects.select_for_update().get(pk=skill.pk)
    _check(by, told, skill)
    skill.kind, skill.about = told.kind, {**skill.about, **_about(told)}
    skill.about = {language: text for language, text in skill.about.items() if text}
    skill.save(update_fields=["kind", "about"])
    _write(skill, told)
    return skill


def _check(by: Person, told: Told, skill: Skill | None = None) -> None:
    check_keeper(by)
    preferred = {language: fold_line(text) for language, text in told.names.items() if fold_line(text)}
    if not preferred:
        raise NotDone(_("Give it a name in at least one language."), "name_nl")
    if any(len(text) > LONGEST_NAME for text in [*told.names.values(), *_all(told.others)]):
        raise NotDone(_("A name has at most 300 characters."))
    others = Skill.objects.standing()
    if skill is not None:
        others = others.exclude(pk=skill.pk)
    for language, plain in preferred.items():
        same = SkillName.objects.filter(language=language, plain=plain, preferred=True, skill__in=others)
        if same.exists():
            raise NotDone(
                _("Another skill is called that already. Change that one, or merge the two."), f"name_{language}"
            )


def _all(texts: Mapping[str, Collection[str]]) -> Iterable[str]:
    return (text for some in texts.values() for text in some)


def _about(told: Told) -> dict[str, str]:
    return {language: text.strip()[:LONGEST_ABOUT] for language, text in told.about.items()}


def _write(skill: Skill, told: Told) -> None:
    wanted: dict[tuple[str, str], SkillName] = {}
    for language, text in told.names.items():
        _want(wanted, skill, language, text, preferred=True)
    for language, texts in told.others.items():
        for text in texts:
            _want(wanted, skill, language, text)
    kept = {(name.language, name.plain): name for name in skill.names.all()}
    same = {key for key, name in kept.items() if key in wanted and _equal(name, wanted[key])}
    SkillName.objects.filter(pk__in=[name.pk for key, name in kept.items() if key not in same]).delete()
    spell_out(SkillName.objects.bulk_create([name for key, name in wanted.items() if key not in same]))
    _relate(skill, Relation.Kind.BROADER, told.broader)
    _relate(skill, Relation.Kind.RELATED, told.related)


def _equal(one: SkillName, other: SkillName) -> bool:
    return one.text == other.text and one.preferred == other.preferred


def _want(
    wanted: dict[tuple[str, str], SkillName], skill: Skill, language: str, text: str, *, preferred: bool = False
) -> None:
    text = " ".join(text.split())
    if plain := fold_line(text):
        name = SkillName(skill=skill, language=language, text=text, plain=plain, preferred=preferred)
        wanted.setdefault((language, plain), name)


def _relate(skill: Skill, kind: str, others: Collection[Skill]) -> None:
    wanted = {other.pk for other in others} - {skill.pk}
    if kind == Relation.Kind.BROADER and wanted & _below(skill):
        raise NotDone(_("That would make it a part of itself."), "broader")
    theirs = Relation.objects.filter(skill=skill, kind=kind)
    theirs.exclude(other__in=wanted).delete()
    there = set(theirs.values_list("other", flat=True))
    Relation.objects.bulk_create([Relation(skill=skill, other_id=other, kind=kind) for other in wanted - there])


def _below(skill: Skill) -> set[UUID]:
    """Everything that is, over any number of steps, a part of `skill`."""
    found: set[UUID] = set()
    layer: set[UUID] = {skill.pk}
    while layer:
        below = Relation.objects.filter(kind=Relation.Kind.BROADER, other__in=layer).values_list("skill", flat=True)
        layer = set(below) - found
        found |= layer
    return found


@transaction.atomic
def merge_skills(by: Person, skill: Skill, into: Skill) -> Merger:
    """From now on `skill` is another name for `into`. Nothing moves, so it can be undone whole. Raises NotAllowed, NotDone."""
    check_keeper(by)
    # In one order, so that two who merge the two into each other don't wait for ever.
    list(Skill.objects.select_for_update().filter(pk__in=[skill.pk, into.pk]).order_by("pk"))
    if skill.pk == into.pk:
        raise NotDone(_("Choose another skill than this one."))
    if Merger.objects.filter(skill__in=[skill, into]).exists():
        raise NotDone(_("One of the two was merged already. Look again."))
    Merger.objects.filter(into=skill).update(into=into, was=skill)
    return Merger.objects.create(skill=skill, into=into, by=by)


@transaction.atomic
def undo_merger(by: Person, merger: Merger) -> None:
    """It stands on its own again, with what had come along with it. Raises NotAllowed."""
    check_keeper(by)
    Merger.objects.filter(into=merger.into, was=merger.skill).update(into=merger.skill, was=None)
    merger.delete()
