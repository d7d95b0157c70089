"""Adding a skill, changing what it is called, and joining two that mean the same."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import NoReturn
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zwerm.language.words import fold_line
from zwerm.people.models import Person
from zwerm.skills.actions.circles import check_above, check_one
from zwerm.skills.actions.refusals import NotDone, check_keeper
from zwerm.skills.actions.words import spell_out
from zwerm.skills.models import LONGEST_ABOUT, LONGEST_NAME, Merger, Relation, Skill, SkillName, stands_for


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
    """Everything that hangs on it stays; what it was called is another name for it from now on. Raises NotAllowed, NotDone."""
    skill = Skill.objects.select_for_update().get(pk=skill.pk)
    _check(by, told, skill)
    skill.kind, skill.about = told.kind, {**skill.about, **_about(told)}
    skill.about = {language: text for language, text in skill.about.items() if text}
    skill.save(update_fields=["kind", "about"])
    _write(skill, replace(told, others=_with_former(skill, told)))
    return skill


def _check(by: Person, told: Told, skill: Skill | None = None) -> None:
    check_keeper(by)
    preferred = {language: fold_line(text) for language, text in told.names.items() if fold_line(text)}
    if not preferred:
        raise NotDone(_("Give it a name in at least one language."), "name_nl")
    if any(len(text) > LONGEST_NAME for text in [*told.names.values(), *_all(told.others)]):
        raise NotDone(_("A name has at most 300 characters."))
    others = SkillName.objects.filter(preferred=True).annotate(means=stands_for(), stands=Q(skill__merger=None))
    if skill is not None:
        others = others.exclude(skill__in=Skill.objects.family(skill))
    for language, plain in preferred.items():
        # What stands before what was merged.
        same = others.filter(language=language, plain=plain).order_by("stands", "pk").last()
        if same is not None:
            _refuse(same, Skill.objects.named().get(pk=same.means))


def _refuse(name: SkillName, skill: Skill) -> NoReturn:
    """Another has this name: `skill` is where it leads to."""
    if name.skill_id == skill.pk:
        told = gettext("Another skill is called that already. Change that one, or merge the two.")
    else:
        told = gettext("“%(name)s” is another name for “%(skill)s” now.") % {"name": name.text, "skill": skill.called}
    raise NotDone(told, f"name_{name.language}", skill)


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


def _with_former(skill: Skill, told: Told) -> dict[str, list[str]]:
    """Colleagues go on looking for the name that they know. Who wants it gone takes it out of the other names afterwards."""
    others = {language: list(texts) for language, texts in told.others.items()}
    for name in skill.names.filter(preferred=True):
        new = told.names.get(name.language, "")
        if fold_line(new) not in ("", name.plain):
            others.setdefault(name.language, []).append(name.text)
    return others


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
    """A relation to one that was merged stays when what that became is wanted: taken apart, all is as before."""
    wanted = {other.pk for other in others} - {skill.pk}
    if kind == Relation.Kind.BROADER:
        check_above(skill, wanted)
    theirs = Relation.objects.filter(skill=skill, kind=kind).annotate(means=stands_for("other"))
    told = dict(theirs.values_list("pk", "means"))
    Relation.objects.filter(pk__in=[pk for pk, other in told.items() if other not in wanted]).delete()
    new = wanted - set(told.values())
    Relation.objects.bulk_create([Relation(skill=skill, other_id=other, kind=kind) for other in new])


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
    check_one(skill, into)
    Merger.objects.filter(into=skill, was=None).update(was=skill)
    Merger.objects.filter(into=skill).update(into=into)
    return Merger.objects.create(skill=skill, into=into, by=by)


@transaction.atomic
def undo_merger(by: Person, merger: Merger) -> None:
    """It stands on its own again, with what had come along with it. Raises NotAllowed."""
    check_keeper(by)
    # Nobody merges it on meanwhile.
    list(Skill.objects.select_for_update().filter(pk__in=[merger.skill_id, merger.into_id]).order_by("pk"))
    came: set[UUID] = set()
    layer = {merger.skill_id}
    while layer:
        layer = set(Merger.objects.filter(was__in=layer).values_list("skill", flat=True)) - came
        came |= layer
    Merger.objects.filter(skill__in=came, was=merger.skill).update(was=None)
    Merger.objects.filter(skill__in=came).update(into=merger.skill)
    merger.delete()
