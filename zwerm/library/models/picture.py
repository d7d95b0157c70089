from __future__ import annotations

from typing import ClassVar

from django.db import models

from zwerm.library.models.item import Item
from zwerm.people.models import Reader


class PictureQuerySet(models.QuerySet["Picture"]):
    def visible_to(self, person: Reader) -> PictureQuerySet:
        """Pictures in items that the person sees."""
        return self.filter(
            models.Exists(Item.objects.visible_to(person).filter(pictures__picture=models.OuterRef("pk")))
        )


class Picture(models.Model):
    """A picture on storage, named by the SHA-256 of its bytes; kept once, however often it is used."""

    hash = models.CharField(max_length=64, primary_key=True)
    media_type = models.CharField(max_length=60)
    size = models.PositiveIntegerField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    kept = models.DateTimeField(auto_now_add=True, help_text="When it was last added.")

    objects = PictureQuerySet.as_manager()

    class Meta:
        db_table = "library_picture"

    def __str__(self) -> str:
        return self.hash

    @property
    def path(self) -> str:
        """Where it lies on storage."""
        return f"pictures/{self.hash[:2]}/{self.hash}"


class PictureUse(models.Model):
    """An item shows a picture: who sees one of its items sees the picture, and nobody else."""

    picture = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="uses")
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="pictures")

    class Meta:
        db_table = "library_picture_use"
        constraints: ClassVar = [models.UniqueConstraint(fields=["picture", "item"], name="library_picture_use_once")]

    def __str__(self) -> str:
        return f"{self.picture_id} in {self.item_id}"
