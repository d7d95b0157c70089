from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from zwerm.people.models.audience import Audience as Audiences
from zwerm.people.models.audience import shown_to
from zwerm.people.models.person import Person
from zwerm.people.models.space import Reader


class TellingQuerySet(models.QuerySet["Telling"]):
    def visible_to(self, reader: Reader) -> Self:
        """What someone tells to all, to who is in a team with them, or to nobody: they decided for each."""
        if not isinstance(reader, Person) or not reader.is_active:
            return self.none()
        return self.filter(shown_to(reader))

    def hidden_from(self, reader: Person, name: str) -> Self:
        """Who does not tell `name` to this reader: without a row they tell it to all."""
        return self.filter(name=name).exclude(shown_to(reader))

    def on(self, day: str, places: Iterable[str] = ()) -> Self:
        """Who told that they are somewhere on this day, or in one of these places."""
        told = self.filter(name=Telling.Name.DAYS, text__contains=f"{day}:")
        # In full: "off" is how "office" begins.
        said = [Q(text__contains=f"{day}:{place},") | Q(text__endswith=f"{day}:{place}") for place in places]
        return told.filter(reduce(or_, said)) if said else told


class Telling(models.Model):
    """One thing that someone tells about themselves, and to whom. `days`: as rules/week.py writes it. `wrote`: only to whom their page shows what they wrote."""

    class Name(models.TextChoices):
        ASK = "ask", _("Ask me about")
        TEACHES = "teaches", _("Happy to teach")
        WANTS = "wants", _("Learning now")
        HOW = "how", _("How I like to learn")
        DAYS = "days", _("Where I am")
        PRONOUNS = "pronouns", _("Pronouns")
        WROTE = "wrote", _("What I wrote")

    Audience = Audiences

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="tellings")
    name = models.CharField(max_length=20, choices=Name.choices)
    text = models.CharField(max_length=1000)
    audience = models.CharField(max_length=20, choices=Audience.choices, default=Audience.EVERYONE)

    objects = TellingQuerySet.as_manager()

    class Meta:
        db_table = "people_telling"
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "name"], name="people_telling_once")]
        indexes: ClassVar = [models.Index(fields=["name", "person"], name="people_telling_name")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.name}"
