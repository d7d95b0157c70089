from __future__ import annotations

import hashlib
import re
from typing import ClassVar
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from zwerm.library.models.item import Item
from zwerm.library.models.version import Version
from zwerm.people.models import Person, Placed, PlacedQuerySet, Reader, Space
from zwerm.records.vocabulary import OWN, Activity

_IN_ZIP = re.compile(r"(\.zip)/", re.IGNORECASE)

ACTIVITY_TYPE = f"{OWN}types/import"


class ImportRunQuerySet(PlacedQuerySet["ImportRun"]):
    def visible_to(self, person: Reader) -> ImportRunQuerySet:
        """An import shows the names of files: only whoever did it sees it."""
        return self.filter(person=person) if isinstance(person, Person) else self.none()

    def unfinished(self) -> ImportRunQuerySet:
        return self.filter(finished__isnull=True)


class ImportRun(Placed):
    """Bringing in files once. `upload` is the folder on storage that holds what was uploaded; empty for files on the machine."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="imports")
    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="imports", verbose_name=_("space"))
    title = models.CharField(max_length=300)
    upload = models.CharField(max_length=300, blank=True)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    started = models.DateTimeField(auto_now_add=True)
    seen = models.DateTimeField(auto_now=True, help_text="When it last made progress; long ago: it was killed.")
    finished = models.DateTimeField(null=True)
    counts = models.JSONField(null=True, help_text="How many lines of each outcome it had, once they are removed.")

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        db_table = "library_import_run"
        ordering: ClassVar = ["-started"]

    def __str__(self) -> str:
        return self.title

    def gone(self, code: str) -> models.QuerySet[ImportedFile]:
        """Files of items here that this import no longer met, for the reason `code`: see actions/importing/gone.py."""
        outcome = ImportedFile.Outcome.GONE
        return self.files.filter(outcome=outcome, reason__code=code, item__isnull=False)

    def lost(self) -> models.QuerySet[ImportedFile]:
        """Files that this import brought and has no line of: before imports kept lines of their own, a later one took these over."""
        told = self.lines.filter(file=models.OuterRef("pk"))
        return self.brought.exclude(run=self).filter(~models.Exists(told), run__isnull=False)

    @property
    def activity(self) -> Activity:
        """The import, in xAPI's words."""
        return Activity(f"urn:uuid:{self.pk}", ACTIVITY_TYPE, {"en": self.title, "nl": self.title})


class ImportedFile(models.Model):
    """One file of a source, and what became of it the last time it was met.

    A file is the same file when it has the same path in the same source and goes to the same space; `key` says so.
    A file that lies elsewhere in the source now, byte for byte, is the same file too. `reserved` is the id that its item has or will have, so that files can link to each other whatever comes first.
    """

    class Outcome(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        IMPORTED = "imported", _("Came in")
        UPDATED = "updated", _("Changed")
        UNCHANGED = "unchanged", _("The same")
        SKIPPED = "skipped", _("Left out")
        CONFLICT = "conflict", _("Changed on both sides")
        GONE = "gone", _("No longer there")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    run = models.ForeignKey(ImportRun, on_delete=models.SET_NULL, null=True, related_name="files")
    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="+")
    source = models.CharField(
        max_length=64, blank=True, help_text="Which folder or zip it was met in; empty: not known."
    )
    key = models.CharField(max_length=64)
    path = models.CharField(max_length=1000)
    zip = models.CharField(max_length=300, blank=True, help_text="The zip that its path leads into, when it was one.")
    hash = models.CharField(max_length=64, blank=True)
    reader = models.PositiveSmallIntegerField(default=0)
    reserved = models.UUIDField(default=uuid7)
    item = models.ForeignKey(Item, on_delete=models.SET_NULL, null=True, related_name="imports")
    version = models.ForeignKey(Version, on_delete=models.SET_NULL, null=True, related_name="+")
    brought_by = models.ForeignKey(
        ImportRun,
        on_delete=models.SET_NULL,
        null=True,
        related_name="brought",
        help_text="The import that wrote what `version` says; empty: not known.",
    )
    draft = models.ForeignKey(Item, on_delete=models.SET_NULL, null=True, related_name="+")
    outcome = models.CharField(max_length=20, choices=Outcome.choices, default=Outcome.WAITING)
    reason = models.JSONField(null=True, help_text="Why it was left out: a code and its parameters.")
    notes = models.JSONField(default=list, help_text="What was repaired or left out inside it, likewise.")
    refers = models.JSONField(default=list, help_text="Paths in the source that it links to.")
    missing = models.JSONField(default=list, help_text="Links in it that led to no file of the source.")
    beside = models.JSONField(default=dict, help_text="What it took from files beside it, and the hash of each.")

    class Meta:
        db_table = "library_imported_file"
        ordering: ClassVar = ["path"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["space", "key"], name="library_imported_file_once")]
        indexes: ClassVar = [
            models.Index(fields=["run", "outcome"], name="library_imported_file_outcome"),
            models.Index(fields=["space", "source"], name="library_imported_file_source"),
            models.Index(fields=["hash"], name="library_imported_file_hash"),
        ]

    def __str__(self) -> str:
        return self.path

    @property
    def shown(self) -> str:
        """Where it was, as people read it: `bomb.zip › big.txt`."""
        path = self.path.removeprefix(f"{self.zip}/") if self.zip else self.path
        whole = path if self.zip in {"", path} else f"{self.zip}/{path}"
        return _IN_ZIP.sub(r"\1 › ", whole)

    @property
    def is_shared(self) -> bool:
        """Whether its item was here already, from another source."""
        return self.item_id is not None and self.item_id != self.reserved

    @property
    def target(self) -> UUID:
        """The id of the item that links to this file lead to."""
        return self.item_id or self.reserved


class ImportLine(models.Model):
    """What one import tells of one file, as it was: a later import of the same file has a line of its own.

    Items, drafts and files are told by their ids alone: they may be gone, and the line stays.
    """

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="lines")
    file = models.UUIDField(null=True, help_text="The file it is about; empty: the import never came to look at it.")
    path = models.TextField(help_text="Where it was, as people read it.")
    outcome = models.CharField(max_length=20, choices=ImportedFile.Outcome.choices)
    reason = models.JSONField(null=True, help_text="Why it was left out: a code and its parameters.")
    notes = models.JSONField(default=list, help_text="What was repaired or left out inside it, likewise.")
    item = models.UUIDField(null=True, help_text="What it became.")
    shared = models.BooleanField(default=False, help_text="Whether that was here already, from another source.")
    draft = models.UUIDField(null=True, help_text="Where its new text waits.")

    class Meta:
        db_table = "library_import_line"
        ordering: ClassVar = ["path", "id"]
        indexes: ClassVar = [models.Index(fields=["run", "outcome"], name="library_import_line_outcome")]

    def __str__(self) -> str:
        return self.path


def source_key(source: str) -> str:
    """What makes a folder, zip or upload the same source."""
    return hashlib.sha256(source.encode("utf-8", "replace")).hexdigest()


def file_key(source: str, path: str) -> str:
    """What makes a file of a source the same file."""
    return hashlib.sha256(f"{source}\0{path}".encode("utf-8", "replace")).hexdigest()
