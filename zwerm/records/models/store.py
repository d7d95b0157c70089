from __future__ import annotations

from datetime import UTC, datetime
from typing import ClassVar
from uuid import UUID

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from zwerm.people.models import Space
from zwerm.people.rules.sealed import seal, unseal
from zwerm.records.models.credential import Credential


class StoreQuerySet(models.QuerySet["Store"]):
    def due(self, now: datetime) -> StoreQuerySet:
        """Those with which there is something to do now: not paused, not waiting after a failure, and not without their space."""
        those = self.filter(paused=None).exclude(of_one_space=True, space=None)
        return those.filter(models.Q(next_try=None) | models.Q(next_try__lte=now))


class Store(models.Model):
    """Another record store that statements are sent to or fetched from, and how far that came.

    Sending: `sequence` is the last statement that arrived there. Fetching: `until` is the moment, of the other store, up to which
    everything is here, and `more` the next page, of a turn that ended between two (`voids_…`: likewise of what takes back, where one verb is asked); `credential` stands for the store as the source of its statements, and lets nobody in.
    """

    class Way(models.TextChoices):
        THERE = "there", _("send our statements there")
        HERE = "here", _("fetch its statements")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(max_length=100, unique=True)
    way = models.CharField(max_length=5, choices=Way.choices)
    address = models.CharField(max_length=500)
    key = models.CharField(max_length=300)
    sealed_secret = models.TextField()
    edition = models.CharField(max_length=5, choices=[("1.0.3", "1.0.3"), ("2.0", "2.0")], default="1.0.3")
    verb_iri = models.CharField(max_length=300, blank=True)
    space = models.ForeignKey(Space, on_delete=models.SET_NULL, null=True, related_name="+")
    # It was about one space. When that is gone nothing more is sent or fetched: all would be too much, and read by all.
    of_one_space = models.BooleanField(default=False)
    credential = models.OneToOneField(Credential, on_delete=models.PROTECT, null=True, related_name="store")
    made = models.DateTimeField(auto_now_add=True)
    paused = models.DateTimeField(null=True)
    sequence = models.BigIntegerField(default=0)
    until = models.DateTimeField(null=True)
    more = models.TextField(blank=True)
    voids_until = models.DateTimeField(null=True)
    voids_more = models.TextField(blank=True)
    arrived = models.PositiveBigIntegerField(default=0)
    # How many it gets at once, since more took too long; None: as many as any.
    at_once = models.PositiveIntegerField(null=True)
    failures = models.PositiveIntegerField(default=0)
    failing_since = models.DateTimeField(null=True)
    next_try = models.DateTimeField(null=True)
    says = models.CharField(max_length=300, blank=True)

    objects = StoreQuerySet.as_manager()

    class Meta:
        db_table = "records_store"
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def secret(self) -> str:
        return unseal(self.sealed_secret, settings.SECRET_KEY)

    @secret.setter
    def secret(self, text: str) -> None:
        self.sealed_secret = seal(text, settings.SECRET_KEY)

    @property
    def lost_its_space(self) -> bool:
        return self.of_one_space and self.space_id is None

    @property
    def comes_here(self) -> bool:
        return self.way == self.Way.HERE


class NotArrived(models.Model):
    """A statement that the other store refused, and why: all others went on. `again`: since when it is to be sent once more."""

    store = models.ForeignKey(Store, on_delete=models.CASCADE, related_name="refused")
    statement = models.UUIDField()
    reason = models.CharField(max_length=300)
    at = models.DateTimeField()
    again = models.DateTimeField(null=True)

    class Meta:
        db_table = "records_not_arrived"
        ordering: ClassVar = ["-at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["store", "statement"], name="records_not_arrived_once")
        ]

    def __str__(self) -> str:
        return f"{self.statement}: {self.reason}"

    @classmethod
    def note(cls, store: Store, statement: UUID, reason: str) -> None:
        # PostgreSQL keeps no such character.
        told = {"reason": reason[:300].replace("\0", " "), "at": datetime.now(UTC), "again": None}
        cls.objects.update_or_create(store=store, statement=statement, defaults=told)
