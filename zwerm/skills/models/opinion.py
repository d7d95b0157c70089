from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from zwerm.people.models import Membership, Person, Space
from zwerm.skills.models.ability import OF_ANOTHER, Ability, asked_level
from zwerm.skills.models.skill import Skill, last_of_each

LONGEST_REPLY = 500


def teams_led_by(lead: Person) -> models.QuerySet[Space]:
    led = Membership.objects.filter(person=lead, role=Membership.Role.LEAD)
    return Space.objects.filter(kind=Space.Kind.TEAM, pk__in=led.values("space"))


def led_by(lead: Person) -> models.QuerySet[Person]:
    """Colleagues in a team that `lead` leads: who they may say a level of."""
    in_them = Membership.objects.filter(space__in=teams_led_by(lead))
    return Person.objects.colleagues().filter(pk__in=in_them.values("person")).exclude(pk=lead.pk)


class OpinionQuerySet(models.QuerySet["Opinion"]):
    def last_words(self) -> Self:
        """Of several skills that became one, what each who said something said last; `means`: the skill that it stands for now."""
        return last_of_each(self, "person", "by")

    def unanswered(self) -> Self:
        return self.filter(answer="")


class Opinion(models.Model):
    """What somebody else says of how well `person` can something: a colleague confirms it, or who leads their team says it.

    Only the two of them see it. What `person` agreed with counts on their page for who sees the skill there, as a number without names. What
    they refused counts nowhere.
    """

    class Source(models.TextChoices):
        PEER = "peer", _("colleague")
        LEAD = "lead", _("team lead")

    class Answer(models.TextChoices):
        AGREED = "agreed", _("agreed")
        REFUSED = "refused", _("refused")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="opinions")
    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="opinions")
    by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    source = models.CharField(max_length=8, choices=Source.choices)
    level = asked_level()
    at = models.DateTimeField(default=timezone.now)
    answer = models.CharField(max_length=8, choices=Answer.choices, blank=True)
    reply = models.CharField(max_length=LONGEST_REPLY, blank=True)
    answered = models.DateTimeField(null=True)

    objects = OpinionQuerySet.as_manager()

    class Meta:
        db_table = "skills_opinion"
        ordering: ClassVar = ["-at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "skill", "by"], name="skills_opinion_once"),
            models.CheckConstraint(condition=models.Q(level__gte=1, level__lte=5), name="skills_opinion_level"),
            models.CheckConstraint(condition=~models.Q(person=models.F("by")), name="skills_opinion_of_another"),
        ]

    @property
    def level_of_another(self) -> str:
        return str(OF_ANOTHER[Ability.Level(self.level)])

    def days(self, now: datetime) -> float:
        return (now - self.at).total_seconds() / 86_400

    def __str__(self) -> str:
        return f"{self.by_id} of {self.person_id} {self.skill_id}"
