from __future__ import annotations

from django.db import models


class Media(models.Model):
    """A picture or video that an author added, on storage, named by the SHA-256 of its bytes.

    Who sees a block that shows it sees it, and nobody else: it is only loaded through its block.
    """

    hash = models.CharField(max_length=64, primary_key=True)
    media_type = models.CharField(max_length=60)
    size = models.PositiveBigIntegerField()
    kept = models.DateTimeField(help_text="When it was last added.")

    class Meta:
        db_table = "courses_media"

    def __str__(self) -> str:
        return self.hash

    @property
    def path(self) -> str:
        """Where it lies on storage."""
        return f"courses/{self.hash[:2]}/{self.hash}"
