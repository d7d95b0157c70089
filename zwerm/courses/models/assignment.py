"""A lead or learning & development asks colleagues to take a course by a date."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models.lookups import GreaterThan
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from zwerm.courses.models.course import Course
from zwerm.courses.models.enrolment import Enrolment, counting, passing
from zwerm.courses.rules.due import due_of
from zwerm.operations.days import organisation_day, organisation_day_of
from zwerm.people.models import Membership, Person, Space


def spaces_to_ask(person: Person) -> models.QuerySet[Space]:
    """Whose people `person` may ask: of the teams that they lead; of learning & development and administrators every team and
    community that they see, and the whole organisation.
    """
    if person.cares_for_learning:
        kinds = (Space.Kind.ORGANISATION, Space.Kind.TEAM, Space.Kind.COMMUNITY)
        return Space.objects.visible_to(person).filter(kind__in=kinds)
    led = Membership.objects.filter(person=person, role=Membership.Role.LEAD)
    return Space.objects.visible_to(person).filter(kind=Space.Kind.TEAM, pk__in=led.values("space"))


def people_to_ask(person: Person) -> models.QuerySet[Person]:
    """Whom `person` may ask by name: the people of those teams, or every colleague."""
    colleagues = Person.objects.colleagues()
    if person.cares_for_learning:
        return colleagues
    return colleagues.filter(pk__in=Membership.objects.filter(space__in=spaces_to_ask(person)).values("person"))


def _again_after(day: Any) -> models.Q:
    """Of an enrolment: it begins anew since a later day than this."""
    return models.Q(GreaterThan(organisation_day_of("again"), day))


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def open(self) -> AssignmentQuerySet:
        return self.filter(withdrawn=None, course__published__isnull=False)

    def asked_of(self, person: Person) -> AssignmentQuerySet:
        """What is asked of `person` now: by name, or as one of a team; `since` is the day on which they came into it."""
        mine = Membership.objects.filter(space=models.OuterRef("space"), person=person)
        everyone = models.Q(space__kind=Space.Kind.ORGANISATION)
        return (
            self.open()
            .filter(models.Q(person=person) | everyone | models.Exists(mine))
            .annotate(since=models.Subquery(mine.values(day=organisation_day_of("since"))))
        )

    def managed_by(self, person: Person) -> AssignmentQuerySet:
        """What `person` may change, and of which they see who finished: of learning & development all that stands where they see it;
        of a lead what is asked of their team, and what they asked someone of it by name.
        """
        seen = self.open().filter(course__in=Course.objects.visible_to(person))
        of_spaces = models.Q(space__in=spaces_to_ask(person))
        if person.cares_for_learning:
            return seen.filter(of_spaces | models.Q(person__isnull=False))
        return seen.filter(of_spaces | models.Q(by=person, person__in=people_to_ask(person)))


class Assignment(models.Model):
    """Of one space, whoever is in it, or of one person. Open until it is withdrawn."""

    MOST_WORDS = 300

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="assignments")
    space = models.ForeignKey(Space, on_delete=models.CASCADE, null=True, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    words = models.CharField(max_length=MOST_WORDS, blank=True)
    due = models.DateField()
    days = models.PositiveSmallIntegerField(help_text="How many days there were until then when it was asked.")
    made = models.DateTimeField()
    withdrawn = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        db_table = "courses_assignment"
        ordering: ClassVar = ["due", "made"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(space__isnull=True) ^ models.Q(person__isnull=True), name="courses_assignment_of_one"
            ),
            models.UniqueConstraint(
                fields=["course", "space"],
                condition=models.Q(withdrawn__isnull=True, space__isnull=False),
                name="courses_assignment_space_once",
            ),
            models.UniqueConstraint(
                fields=["course", "person"],
                condition=models.Q(withdrawn__isnull=True, person__isnull=False),
                name="courses_assignment_person_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.course_id} by {self.due}"

    def get_absolute_url(self) -> str:
        return reverse("courses:assignment", args=[self.pk])

    @property
    def whom(self) -> str:
        return self.space.called if self.space else self.person.name if self.person else ""

    def due_for(self, since: date | None) -> date:
        """For someone who is in the space since that day."""
        return due_of(self.due, self.days, organisation_day(self.made), since)

    def _belonging(self) -> models.QuerySet[Membership]:
        return Membership.objects.filter(space=self.space_id, person=models.OuterRef("pk"))

    def meant(self, people: models.QuerySet[Person]) -> models.QuerySet[Person]:
        """Those of `people` of whom it is asked, whether they see the course or not."""
        if self.person_id:
            return people.filter(pk=self.person_id)
        if self.space and self.space.kind != Space.Kind.ORGANISATION:
            return people.filter(models.Exists(self._belonging()))
        return people

    def takers(self) -> models.QuerySet[Any]:
        """Of whom it is asked now, each with `since`, `begun` and `passed`. Nothing of how well they did.

        Who takes the course again since a day after the last one of this did what was asked.
        """
        belonging = self._belonging()
        enrolled = Enrolment.objects.filter(course=self.course_id, person=models.OuterRef("pk"))
        annotated: models.QuerySet[Any] = self.meant(self.course.space.seen_by()).annotate(
            since=models.Subquery(belonging.values(day=organisation_day_of("since"))),
            begun=models.Exists(enrolled.filter(counting("seen") | _again_after(self.due))),
            passed=models.Exists(enrolled.filter(passing() | _again_after(self.due))),
        )
        return annotated


class ReminderQuerySet(models.QuerySet["Reminder"]):
    def waiting(self) -> ReminderQuerySet:
        """What is still to be told: not sent, and still asked and not done."""
        done = Enrolment.objects.filter(
            passing() | _again_after(models.OuterRef("assignment__due")),
            course=models.OuterRef("assignment__course"),
            person=models.OuterRef("person"),
        )
        unsent = self.filter(sent=None, assignment__withdrawn=None, person__is_active=True)
        return unsent.filter(~models.Exists(done))


class Reminder(models.Model):
    """Something to tell someone about what is asked of them; whoever sends it fills in `sent`. Each kind once per date."""

    class Kind(models.TextChoices):
        NEW = "new", _("A course is asked of you")
        WEEK = "week", _("One week left")
        DAY = "day", _("One day left")
        LATE = "late", _("The date is past")

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="reminders")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    made = models.DateTimeField()
    sent = models.DateTimeField(null=True)

    objects = ReminderQuerySet.as_manager()

    class Meta:
        db_table = "courses_reminder"
        ordering: ClassVar = ["made", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["assignment", "person", "kind"], name="courses_reminder_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} for {self.person_id}"
