from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, Self, TypeVar
from uuid import UUID

from django.db import models
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from zwerm.language.detect import LANGUAGES
from zwerm.people.models import Person
from zwerm.ui.rules import reading_language

LONGEST_NAME = 300
LONGEST_ABOUT = 4000


def stands_for(skill: str = "skill") -> models.expressions.Combinable:
    """Of a row that tells a skill (in the field `skill`): that skill, or what it was merged into."""
    return Coalesce(f"{skill}__merger__into", skill)


R = TypeVar("R", bound=models.QuerySet[Any])


def last_of_each(rows: R, *whose: str) -> R:
    """Of several skills that became one, what was said last (`at`) per value of the fields `whose`, among all there are; `means`: the skill that it stands for now."""
    later = rows.model._default_manager.annotate(means=stands_for()).filter(
        models.Q(at__gt=models.OuterRef("at")) | models.Q(at=models.OuterRef("at"), pk__gt=models.OuterRef("pk")),
        means=models.OuterRef("means"),
        **{name: models.OuterRef(name) for name in whose},
    )
    return rows.annotate(means=stands_for()).filter(~models.Exists(later))


def with_names(rows: R) -> R:
    """Rows that tell a skill (`means`) together with what that is called in each language, without another query."""
    called = SkillName.objects.filter(skill=models.OuterRef("means"), preferred=True)
    names = {f"in_{code}": models.Subquery(called.filter(language=code).values("text")[:1]) for code in LANGUAGES}
    return rows.annotate(**names)


def named_by(row: Any) -> Skill:
    """The skill of a row `with_names`: its key and what it is called, no more."""
    skill = Skill(pk=row.means)
    names = {code: getattr(row, f"in_{code}") for code in LANGUAGES}
    skill.labels = [SkillName(skill=skill, language=code, text=text) for code, text in names.items() if text]
    return skill


class SkillQuerySet(models.QuerySet["Skill"]):
    def standing(self) -> Self:
        """Not merged into another."""
        return self.filter(merger=None)

    def family(self, skill: Skill | UUID) -> Self:
        """The skill, and what was merged into it: what hangs on any of these hangs on it."""
        key = skill.pk if isinstance(skill, Skill) else skill
        return self.filter(models.Q(pk=key) | models.Q(merger__into=key))

    def named(self) -> Self:
        """With what they are called, in one query more."""
        called = SkillName.objects.filter(preferred=True)
        return self.prefetch_related(models.Prefetch("names", called, to_attr="labels"))

    def in_order(self, keys: Sequence[UUID]) -> list[Skill]:
        """Those of `keys` that there are, named, in that order."""
        known = self.named().in_bulk(keys)
        return [known[key] for key in keys if key in known]


class Skill(models.Model):
    """Something that people can or know, or a group of such things: one entry of the taxonomy.

    `uri` is what another taxonomy calls it, such as ESCO's; empty: our own. `about` maps language to a description.
    """

    class Kind(models.TextChoices):
        SKILL = "skill", _("Skill")
        KNOWLEDGE = "knowledge", _("Knowledge")
        GROUP = "group", _("Group")
        OCCUPATION = "occupation", _("Occupation")

    # What can be said of a person, or of what they made.
    OF_PEOPLE = (Kind.SKILL, Kind.KNOWLEDGE)

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.SKILL)
    uri = models.CharField(max_length=300, blank=True)
    about = models.JSONField(default=dict)
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    made = models.DateTimeField(auto_now_add=True)

    labels: list[SkillName]
    objects = SkillQuerySet.as_manager()

    class Meta:
        db_table = "skills_skill"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["uri"], condition=~models.Q(uri=""), name="skills_skill_uri_once")
        ]

    def __str__(self) -> str:
        return self.called

    def get_absolute_url(self) -> str:
        return reverse("skills:skill", args=[self.pk])

    @property
    def called(self) -> str:
        """Its preferred name in the language of the moment, else in the other; see `named`."""
        return self.called_in(reading_language())

    def called_in(self, language: str) -> str:
        labels = self.labels if hasattr(self, "labels") else list(self.names.filter(preferred=True))
        by_language = {label.language: label.text for label in labels}
        return by_language.get(language) or next(iter(by_language.values()), "")

    @property
    def described(self) -> str:
        """What it means, in the language of the moment, else in the other."""
        return str(self.about.get(reading_language()) or next((text for text in self.about.values() if text), ""))


class SkillName(models.Model):
    """What a skill is called: one preferred name per language, and any number of others that mean the same.

    `plain` is how names are compared: folded, on one line.
    """

    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="names")
    language = models.CharField(max_length=2, choices=[(code, code) for code in LANGUAGES])
    text = models.CharField(max_length=LONGEST_NAME)
    plain = models.CharField(max_length=LONGEST_NAME * 2, editable=False)
    preferred = models.BooleanField(default=False)

    class Meta:
        db_table = "skills_name"
        ordering: ClassVar = ["-preferred", "plain"]
        indexes: ClassVar = [models.Index(fields=["plain"], name="skills_name_plain")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["skill", "language", "plain"], name="skills_name_once"),
            models.UniqueConstraint(
                fields=["skill", "language"], condition=models.Q(preferred=True), name="skills_name_one_preferred"
            ),
        ]

    def __str__(self) -> str:
        return self.text


class RelationQuerySet(models.QuerySet["Relation"]):
    def of(self, skill: Skill) -> Self:
        """What the skill, or what was merged into it, says of others; `means`: the other as it stands now."""
        return self.filter(skill__in=Skill.objects.family(skill)).annotate(means=stands_for("other"))

    def to(self, skill: Skill) -> Self:
        """What others say of the skill, or of what was merged into it; `means`: the other as it stands now."""
        return self.filter(other__in=Skill.objects.family(skill)).annotate(means=stands_for())


class Relation(models.Model):
    """`skill` is part of something broader, or has to do with another."""

    class Kind(models.TextChoices):
        BROADER = "broader", _("broader")
        RELATED = "related", _("related")

    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="relations")
    other = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="relations_to")
    kind = models.CharField(max_length=10, choices=Kind.choices)

    objects = RelationQuerySet.as_manager()

    class Meta:
        db_table = "skills_relation"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["skill", "other", "kind"], name="skills_relation_once"),
            models.CheckConstraint(condition=~models.Q(skill=models.F("other")), name="skills_relation_to_another"),
        ]

    def __str__(self) -> str:
        return f"{self.skill_id} {self.kind} {self.other_id}"


class Merger(models.Model):
    """`skill` means the same as `into`. Nothing moves: what hangs on it is read along, and comes back when the merger is undone.

    `was`: what it was merged into itself, when that was merged on afterwards and it came along; however long the chain, `into` is what stands.
    """

    skill = models.OneToOneField(Skill, on_delete=models.CASCADE, primary_key=True, related_name="merger")
    into = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="mergers")
    was = models.ForeignKey(Skill, on_delete=models.SET_NULL, null=True, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "skills_merger"
        ordering: ClassVar = ["-at"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(skill=models.F("into")), name="skills_merger_into_another")
        ]

    def __str__(self) -> str:
        return f"{self.skill_id} in {self.into_id}"
