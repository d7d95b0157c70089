from __future__ import annotations

from datetime import time
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from zwerm.notices.rules.planning import Habits, Mail
from zwerm.people.models import Person, Telling

BY_MAIL = [(Mail.NOW.value, _("at once")), (Mail.DIGEST.value, _("in the overview")), (Mail.NO.value, _("not by mail"))]
MOST = 10
WEEKEND = frozenset({5, 6})
ALL_DAYS = frozenset(range(7))


class Wishes(models.Model):
    """When and how often somebody wants to be told something. Who chose nothing has the defaults, and no row.

    `off` are weekdays as digits, Monday 0, as are days of rest elsewhere.
    """

    class Digest(models.TextChoices):
        DAILY = "daily", _("Every day")
        WEEKLY = "weekly", _("Once a week")

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="+", primary_key=True)
    mail = models.BooleanField(default=True)
    budget = models.PositiveSmallIntegerField(default=4)
    digest = models.CharField(max_length=8, choices=Digest.choices, default=Digest.DAILY)
    digest_day = models.PositiveSmallIntegerField(default=0)
    digest_at = models.TimeField(default=time(8))
    quiet_from = models.TimeField(default=time(19))
    quiet_until = models.TimeField(default=time(7))
    off = models.CharField(max_length=7, blank=True, default="56")

    class Meta:
        db_table = "notices_wishes"

    def __str__(self) -> str:
        return f"{self.person_id}: {self.budget} a day"

    @classmethod
    def of(cls, person: Person) -> Wishes:
        """What they chose; else the defaults, with the days on which they told to be free as days off. Not saved."""
        found = cls.objects.filter(person=person).first()
        if found is not None:
            found.person = person
            return found
        told = Telling.objects.filter(person=person, name=Telling.Name.DAYS).values_list("text", flat=True).first()
        free = {number for number, place in enumerate((told or "").split(",")) if place == "off"} & ALL_DAYS
        return cls(person=person, off="".join(str(day) for day in sorted(free | WEEKEND)))

    @property
    def weekdays_off(self) -> frozenset[int]:
        return frozenset(int(day) for day in self.off)

    def habits(self) -> Habits:
        weekly = self.digest == self.Digest.WEEKLY
        return Habits(
            zone=self.person.zone,
            budget=self.budget,
            quiet_from=self.quiet_from,
            quiet_until=self.quiet_until,
            off=self.weekdays_off,
            digest_days=frozenset({self.digest_day}) if weekly else ALL_DAYS,
            digest_at=self.digest_at,
        )


class Choice(models.Model):
    """How somebody wants to be told of one kind, where that is not as it is for who chose nothing."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40)
    mail = models.CharField(max_length=8, choices=BY_MAIL)
    push = models.BooleanField(default=False)

    class Meta:
        db_table = "notices_choice"
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "kind"], name="notices_choice_once")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.mail}"
