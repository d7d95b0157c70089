from __future__ import annotations

from typing import ClassVar
from uuid import uuid4

from django.db import models

from zwerm.library.models.item import Item
from zwerm.library.models.version import Version
from zwerm.people.models import Person


class Room(models.Model):
    """Where an item is written together: a Yjs document, kept as `snapshot` and the updates after it.

    What someone wrote without a connection can always be added to it, however late, unless the document was begun anew, as it is when
    someone in it is erased: two beginnings together would double every word, and bring back a name. `begun` tells them apart. `base` is the version that the document was last the same as; `changed`: since when it differs.
    """

    item = models.OneToOneField(Item, on_delete=models.CASCADE, primary_key=True, related_name="room")
    begun = models.UUIDField(
        null=True,
        default=uuid4,
        help_text="Which beginning of the document this is; empty: begun in the browser of who wrote it, or before these were told apart.",
    )
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
