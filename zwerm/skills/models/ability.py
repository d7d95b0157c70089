from __future__ import annotations

from typing import ClassVar, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zwerm.people.models import Audience, Person, Reader, shown_to
from zwerm.skills.models.skill import Skill, last_of_each


class AbilityQuerySet(models.QuerySet["Ability"]):
    def visible_to(self, reader: Reader) -> Self:
        """What colleagues who are here show to this reader: they decided for each."""
        if not isinstance(reader, Person) or not reader.is_active:
            return self.none()
        return self.filter(shown_to(reader), person__is_active=True)

    def last_words(self) -> Self:
        """Of several skills that became one, what each person said last, whoever sees that; `means`: the skill that it stands for now."""
        return last_of_each(self, "person")


class Ability(models.Model):
    """What someone says that they can or know, how well, and to whom they show it. `asks`: they like to be asked about it."""

    class Level(models.IntegerChoices):
        BEGINNING = 1, _("I am beginning")
        HELPED = 2, _("I can with some help")
        ALONE = 3, _("I can on my own")
        HELPING = 4, _("I help others with it")
        LEADING = 5, _("Others come to me for the hard cases")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="abilities")
    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="abilities")
    level = models.PositiveSmallIntegerField(
        choices=Level.choices, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    audience = models.CharField(max_length=20, choices=Audience.choices, default=Audience.EVERYONE)
    asks = models.BooleanField(default=False)
    at = models.DateTimeField(default=timezone.now)

    objects = AbilityQuerySet.as_manager()

    class Meta:
        db_table = "skills_ability"
        ordering: ClassVar = ["-level", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "skill"], name="skills_ability_once"),
            models.CheckConstraint(condition=models.Q(level__gte=1, level__lte=5), name="skills_ability_level"),
        ]

    @property
    def level_of_another(self) -> str:
        """How well, as it is said of a colleague."""
        return str(OF_ANOTHER[Ability.Level(self.level)])

    def __str__(self) -> str:
        return f"{self.person_id} {self.skill_id}"


OF_ANOTHER = {
    Ability.Level.BEGINNING: _("is beginning"),
    Ability.Level.HELPED: _("can with some help"),
    Ability.Level.ALONE: _("can on their own"),
    Ability.Level.HELPING: _("helps others with it"),
    Ability.Level.LEADING: _("for the hard cases"),
}


def asked_level() -> models.PositiveSmallIntegerField[int, int]:
    """A level on the scale of what people say that they can."""
    return models.PositiveSmallIntegerField(
        choices=Ability.Level.choices, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
