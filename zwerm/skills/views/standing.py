"""Which skill an address means now."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404

from zwerm.skills.models import Skill


def found_standing(id: UUID | None) -> Skill:
    """The skill with its names; of one that was merged meanwhile, what it became. 404 when there is none."""
    found = Skill.objects.named().filter(pk=id).select_related("merger__into").first() if id else None
    if found is None:
        raise Http404
    return Skill.objects.named().get(pk=found.merger.into_id) if hasattr(found, "merger") else found
