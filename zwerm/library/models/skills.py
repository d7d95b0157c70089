from __future__ import annotations

from typing import ClassVar

from django.db import models

from zwerm.library.models.item import Item
from zwerm.skills.models import About


class ItemSkill(About):
    """That an item is about a skill."""

    thing = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="about")

    class Meta(About.Meta):
        db_table = "library_item_skill"
        constraints: ClassVar = [models.UniqueConstraint(fields=["thing", "skill"], name="library_item_skill_once")]
