from __future__ import annotations

from uuid import UUID

from django.utils import translation
from django_tasks import task

from zwerm.library.actions.importing import import_upload, stuck_runs
from zwerm.library.models import ImportRun


@task()
def import_later(run: str) -> None:
    asked = ImportRun.objects.select_related("person").get(id=run)
    with translation.override((asked.person.language if asked.person else "") or None):
        import_upload(UUID(run))


def resume_imports() -> None:
    """Go on with imports that were killed."""
    for run in stuck_runs():
        import_upload(run)
