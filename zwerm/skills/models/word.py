from __future__ import annotations

from typing import ClassVar

from django.db import models

from zwerm.skills.models.skill import SkillName


class Word(models.Model):
    """A word that names of skills use, folded. There are far fewer of them than names, so that parts of words and slips are looked for here."""

    text = models.CharField(max_length=100, unique=True)
    names = models.ManyToManyField(SkillName, related_name="words", db_table="skills_word_names")

    class Meta:
        db_table = "skills_word"
        ordering: ClassVar = ["text"]

    def __str__(self) -> str:
        return self.text
