from django.db import models
from django.utils.translation import gettext_lazy as _


class Audience(models.TextChoices):
    """For whom something is that a person shows of themselves."""

    EVERYONE = "everyone", _("all colleagues")
    TEAMS = "teams", _("my teams")
    ME = "me", _("only me")
