from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from django.conf import settings
from django.utils import translation
from django_tasks import task

from zwerm.library.actions import render_again, sweep_kept, sweep_uploads
from zwerm.library.actions.importing import import_upload, stuck_runs
from zwerm.library.actions.likeness import compare_new
from zwerm.library.actions.words_of_files import read_words
from zwerm.library.models import ImportRun


@task()
def import_later(run: str) -> None:
    asked = ImportRun.objects.select_related("person").get(id=run)
    with translation.override(asked.person.written_in if asked.person else settings.LANGUAGE_CODE):
        import_upload(UUID(run))


def mend_renderings() -> None:
    """Render again what an older renderer made, a few at a time."""
    render_again()


def sweep() -> None:
    """Throw away pictures, files and uploads that nothing uses."""
    now = datetime.now(UTC)
    sweep_kept(now)
    sweep_uploads(now)


def resume_imports() -> None:
    """Go on with imports that were killed."""
    for run in stuck_runs():
        import_upload(run)


def read_files() -> None:
    """Read files that hang on texts, a few at a time, so that their words are found."""
    read_words()


def find_alike() -> None:
    """Find items that say nearly the same, a few at a time."""
    compare_new()
