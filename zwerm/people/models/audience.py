from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from zwerm.people.models.person import Person


class Audience(models.TextChoices):
    """For whom something is that a person shows of themselves."""

    EVERYONE = "everyone", _("all colleagues")
    TEAMS = "teams", _("my teams")
    ME = "me", _("only me")


def shown_to(reader: Person) -> models.Q:
    """Of rows with a `person` and an `audience`: what that person shows to all, to who is in a team with them, or to nobody."""
    if reader.pretends:
        return models.Q(audience__in=reader.meant)
    memberships: Any = reader.memberships.model._default_manager
    teams = memberships.filter(person=reader, space__kind="team").values("space")
    together = memberships.filter(person=models.OuterRef("person"), space__in=teams)
    return (
        models.Q(person=reader)
        | models.Q(audience=Audience.EVERYONE)
        | models.Q(models.Exists(together), audience=Audience.TEAMS)
    )
