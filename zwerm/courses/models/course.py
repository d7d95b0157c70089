from __future__ import annotations

from typing import Any, ClassVar, Self
from uuid import UUID

from django.apps import apps
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from zwerm.library.models import Item, Version
from zwerm.library.models.counting import count_of
from zwerm.people.models import Duty, Membership, Person, Placed, PlacedQuerySet, Reader, Space


class CourseQuerySet(PlacedQuerySet["Course"]):
    def visible_to(self, person: Reader) -> Self:
        """Courses in the spaces that the person sees; drafts only for who makes them, or is asked to look at them."""
        seen = super().visible_to(person)
        if not isinstance(person, Person):
            return seen
        return seen.filter(models.Q(published__isnull=False) | _made_by(person) | models.Exists(_looking(person)))

    def written_by(self, person: Reader) -> Self:
        """Courses that `person` may change: their own, or together with others, as far as they still see where these stand."""
        return super().visible_to(person).filter(_made_by(person)) if isinstance(person, Person) else self.none()

    def looked_at_by(self, person: Person) -> Self:
        """Drafts that `person` is asked to look at, and did not yet."""
        return super().visible_to(person).filter(models.Exists(_looking(person)), published__isnull=True)

    def discussed_by(self, person: Person) -> Self:
        """Courses about whose blocks `person` talks with who makes them: theirs, and drafts that they are asked to look at."""
        looks = models.Q(models.Exists(_looking(person)), published__isnull=True)
        return super().visible_to(person).filter(_made_by(person) | looks)

    def published(self) -> Self:
        return self.filter(published__isnull=False)

    def orphaned(self) -> Self:
        """Published, and nobody who is here may change them: who made them left."""
        makers = _of("CoAuthor").filter(person__is_active=True)
        return self.published().exclude(author__is_active=True).filter(~models.Exists(makers))

    def adoptable_by(self, person: Person) -> Self:
        """Orphaned courses that `person` may take on: who looks after the space, learning & development and administrators."""
        keeps = Membership.objects.filter(space=models.OuterRef("space"), person=person, role__in=Membership.MANAGING)
        cares = Duty.objects.filter(person=person)
        return super().visible_to(person).orphaned().filter(models.Exists(keeps) | models.Exists(cares))


def _of(rows: str) -> Any:
    """Rows that belong to a course, or to the course that a working copy changes."""
    model = apps.get_model("courses", rows)
    itself = models.Q(course=models.OuterRef("pk")) | models.Q(course=models.OuterRef("revises_id"))
    return model._default_manager.filter(itself)


def _made_by(person: Person) -> models.Q:
    return models.Q(author=person) | models.Q(models.Exists(_of("CoAuthor").filter(person=person)))


def _looking(person: Person) -> Any:
    return _of("Review").filter(reviewer=person, given__isnull=True)


class Course(Placed):
    """Short learning made from what the library holds: bites of five to ten minutes. A draft until its author publishes."""

    PASS_MARK = 70
    MOST_MONTHS = 120

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="courses", verbose_name=_("space"))
    title = models.CharField(_("title"), max_length=300)
    language = models.CharField(_("language"), max_length=8)
    author = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="courses")
    pass_mark = models.PositiveSmallIntegerField(
        _("pass mark"), default=PASS_MARK, help_text=_("Percentage of the questions that must be right.")
    )
    valid_months = models.PositiveSmallIntegerField(
        _("months that a certificate is valid"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_MONTHS)],
        help_text=_("Empty: it stays valid. Certificates that were given already stay as they are."),
    )
    created = models.DateTimeField(auto_now_add=True)
    updated = models.DateTimeField(auto_now=True)
    published = models.DateTimeField(null=True, help_text="Empty while it is a draft.")
    revises = models.OneToOneField(
        "self",
        on_delete=models.CASCADE,
        null=True,
        related_name="working_copy",
        help_text="The published course that this draft will change.",
    )

    objects = CourseQuerySet.as_manager()

    class Meta:
        db_table = "courses_course"
        ordering: ClassVar = ["-updated"]
        indexes: ClassVar = [models.Index(fields=["space", "-published"], name="courses_course_space")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(pass_mark__lte=100), name="courses_course_pass_mark")
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def root_id(self) -> UUID:
        """The course itself; of a working copy the one that it changes."""
        return self.revises_id or self.pk

    def is_made_by(self, person: Person) -> bool:
        """Whether `person` is its author or a co-author now."""
        return Course.objects.filter(_made_by(person), pk=self.pk).exists()

    def get_absolute_url(self) -> str:
        return reverse("courses:course", args=[self.id])


class Source(models.Model):
    """An item that the course was made from, at the version that its spans point into. `position` is the order given."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="sources")
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="+")
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta:
        db_table = "courses_source"
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["course", "item"], name="courses_source_once")]

    def __str__(self) -> str:
        return f"{self.course_id} ← {self.version_id}"


def courses_of() -> Any:
    """How many published courses are made of the item that OuterRef("pk") names."""
    return count_of(Source.objects.filter(item=models.OuterRef("pk"), course__published__isnull=False), "item")


class Drafting(models.Model):
    """A course that is being made: asked by whom, from which items, and what came of it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=300, blank=True)
    items = models.JSONField(default=list)
    asked = models.DateTimeField(auto_now_add=True)
    course = models.OneToOneField(Course, on_delete=models.SET_NULL, null=True, related_name="drafting")
    failure = models.CharField(max_length=500, blank=True)

    class Meta:
        db_table = "courses_drafting"

    def __str__(self) -> str:
        return str(self.id)
