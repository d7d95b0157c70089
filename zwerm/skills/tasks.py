from __future__ import annotations

from uuid import UUID

from django_tasks import task

from zwerm.skills.actions import go_on, killed_lists


@task()
def go_on_later(id: str) -> None:
    go_on(UUID(id))


def resume_lists() -> None:
    """Go on with lists whose process was killed."""
    for id in killed_lists():
        go_on(id)
