from __future__ import annotations

from typing import ClassVar

from django.db import models

from zwerm.library.models.item import Item
from zwerm.people.models import Reader


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    def visible_to(self, person: Reader) -> AttachmentQuerySet:
        """Files that hang on items that the person sees."""
        return self.filter(
            models.Exists(Item.objects.visible_to(person).filter(attachments__attachment=models.OuterRef("pk")))
        )


class Attachment(models.Model):
    """A file on storage that is no picture, named by the SHA-256 of its bytes. What it is called stands in the texts that link to it."""

    hash = models.CharField(max_length=64, primary_key=True)
    size = models.PositiveBigIntegerField()
    kept = models.DateTimeField(auto_now_add=True, help_text="When it was last added.")

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        db_table = "library_attachment"

    def __str__(self) -> str:
        return self.hash

    @property
    def path(self) -> str:
        """Where it lies on storage."""
        return f"files/{self.hash[:2]}/{self.hash}"


class AttachmentWords(models.Model):
    """What a file says, to find it by; see actions/words_of_files.py. Who finds it follows from the items that link to it."""

    attachment = models.OneToOneField(Attachment, on_delete=models.CASCADE, primary_key=True, related_name="words")
    ending = models.CharField(max_length=10, help_text="By which its reader is chosen.")
    reader = models.PositiveSmallIntegerField(
        default=0, db_index=True, help_text="The readers that read it; less than theirs: it waits."
    )
    passages = models.JSONField(default=list, help_text="Of each the headings above it, and its text.")

    class Meta:
        db_table = "library_attachment_words"

    def __str__(self) -> str:
        return self.attachment_id


class AttachmentUse(models.Model):
    """An item links to a file: who sees one of its items gets the file, and nobody else."""

    attachment = models.ForeignKey(Attachment, on_delete=models.CASCADE, related_name="uses")
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="attachments")

    class Meta:
        db_table = "library_attachment_use"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["attachment", "item"], name="library_attachment_use_once")
        ]

    def __str__(self) -> str:
        return f"{self.attachment_id} in {self.item_id}"
