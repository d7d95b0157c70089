from __future__ import annotations

from typing import ClassVar

from django.db import models
from uuid_utils.compat import uuid7

from zwerm.people.models import Person


class Device(models.Model):
    """A browser on which somebody wants to be told, as long as they are signed in there.

    `endpoint` is an address of the push service of the browser; `p256dh` and `auth` are the keys of the browser, with which only that reads a message.
    `mark`: hash of the address, by which a browser knows itself. One browser tells one person.
    """

    MOST = 10

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    endpoint = models.CharField(max_length=2000)
    mark = models.CharField(max_length=64, unique=True)
    p256dh = models.CharField(max_length=100)
    auth = models.CharField(max_length=40)
    session = models.CharField(max_length=40)
    browser = models.CharField(max_length=80, blank=True)
    since = models.DateTimeField()
    failed = models.PositiveSmallIntegerField(default=0, help_text="How often in a row it could not be reached.")

    class Meta:
        db_table = "notices_device"
        ordering: ClassVar = ["since", "id"]

    def __str__(self) -> str:
        return f"{self.browser} of {self.person_id}"
