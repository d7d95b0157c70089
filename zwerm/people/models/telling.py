from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from zwerm.language.stems import stem
from zwerm.language.words import find_words_folded
from zwerm.people.models.audience import Audience as Audiences
from zwerm.people.models.audience import shown_to
from zwerm.people.models.person import Person
from zwerm.people.models.space import Reader

# Words of fewer letters stand in everything that somebody says.
LEAST_LETTERS = 3
MOST_ABOUT = 12


class TellingQuerySet(models.QuerySet["Telling"]):
    def visible_to(self, reader: Reader) -> Self:
        """What someone tells to all, to who is in a team with them, or to nobody: they decided for each."""
        if not isinstance(reader, Person) or not reader.is_active:
            return self.none()
        return self.filter(shown_to(reader))

    def hidden_from(self, reader: Person, name: str) -> Self:
        """Who does not tell `name` to this reader: without a row they tell it to all."""
        return self.filter(name=name).exclude(shown_to(reader))

    def about(self, words: str, language: str) -> list[Telling]:
        """Of colleagues who may be found: what they like to be asked, teach or learn in which every word stands, or begins another, in any form of that language.

        By name; at most `MOST_ABOUT`.
        """
        asked = {stem(word, language) for word in find_words_folded(words) if len(word) >= LEAST_LETTERS}
        if not asked:
            return []
        spoken = self.filter(name__in=(Telling.Name.ASK, Telling.Name.TEACHES, Telling.Name.WANTS))
        for one in sorted(asked):
            spoken = spoken.filter(text__icontains=one)
        listed = (
            spoken.filter(person__in=Person.objects.listed()).select_related("person").order_by("person__name", "pk")
        )
        return [telling for telling in listed[: 5 * MOST_ABOUT] if telling.says(asked)][:MOST_ABOUT]

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

    def says(self, stems: Iterable[str]) -> bool:
        """Whether each of these begins one of its words."""
        words = find_words_folded(self.text)
        return all(any(word.startswith(one) for word in words) for one in stems)

    def __str__(self) -> str:
        return f"{self.person_id} {self.name}"
