from __future__ import annotations

from typing import ClassVar

from django.db import models

from zwerm.library.models.item import Item
from zwerm.library.models.version import Version
from zwerm.people.models import Person


class Room(models.Model):
    """Where an item is written together: a Yjs document, kept as `snapshot` and the updates after it.

    The document is the item's own for as long as the item lives, so that what someone wrote without a connection can always be
    added, however late. `base` is the version that the document was last the same as; `changed`: since when it differs.
    """

    item = models.OneToOneField(Item, on_delete=models.CASCADE, primary_key=True, related_name="room")
    base = models.ForeignKey(Version, on_delete=models.SET_NULL, null=True, related_name="+")
    snapshot = models.BinaryField(help_text="A Yjs update that holds every update up to `through`; empty: not begun.")
    through = models.BigIntegerField(default=0)
    size = models.PositiveBigIntegerField(default=0, help_text="Bytes of the snapshot and of the updates after it.")
    changed = models.DateTimeField(null=True)
    attended = models.DateTimeField(null=True, help_text="When somebody was last seen in it.")

    class Meta:
        db_table = "library_room"
        indexes: ClassVar = [
            models.Index(fields=["attended"], condition=models.Q(changed__isnull=False), name="library_room_changed")
        ]

    def __str__(self) -> str:
        return str(self.item_id)


class RoomUpdate(models.Model):
    """What was written in a room at one moment. Numbers go up in the order of writing: the room is locked meanwhile."""

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="updates")
    data = models.BinaryField()
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "library_room_update"
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.room_id} #{self.pk}"


class RoomAuthor(models.Model):
    """Who wrote in a room since its last version; becomes credit with the next."""

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="authors")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    last = models.DateTimeField()

    class Meta:
        db_table = "library_room_author"
        ordering: ClassVar = ["last"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["room", "person"], name="library_room_author_once")]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.room_id}"
