from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models.deletion import Collector
from uuid_utils.compat import uuid7

from zwerm.people.models import Space


class CredentialQuerySet(models.QuerySet["Credential"]):
    def working(self) -> CredentialQuerySet:
        return self.filter(withdrawn=None)


def withdraw(collector: Collector, field: models.Field[Any, Any], those: Sequence[Any], using: str) -> None:
    """When its space goes a tool stops working: what it wrote for that space alone would be written for all."""
    models.SET_NULL(collector, field, those, using)  # type: ignore[arg-type]  # the stubs know a query set only
    collector.add_field_update(Credential._meta.get_field("withdrawn"), datetime.now(UTC), those)


class Credential(models.Model):
    """With what an outside tool gets to the records: a key and a secret, of which only the SHA-256 is kept.

    The secret is 256 random bits, so that a fast hash keeps it: nothing can be guessed. `space`: the tool belongs there, so that it
    sees what is closed there too, and what it writes lies there. `speaks`: the version of xAPI that it last spoke.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(max_length=100)
    key = models.CharField(max_length=40, unique=True)
    hash = models.CharField(max_length=64)
    scopes = models.JSONField(default=list)
    space = models.ForeignKey(Space, on_delete=withdraw, null=True, related_name="+")
    made = models.DateTimeField(auto_now_add=True)
    used = models.DateField(null=True)
    speaks = models.CharField(max_length=10, blank=True)
    withdrawn = models.DateTimeField(null=True)

    objects = CredentialQuerySet.as_manager()

    class Meta:
        db_table = "records_credential"
        ordering: ClassVar = ["name", "made"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["name"], condition=models.Q(withdrawn=None), name="records_credential_name_once"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def may(self, scope: str) -> bool:
        return "all" in self.scopes or scope in self.scopes
