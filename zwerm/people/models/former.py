from __future__ import annotations

from typing import ClassVar

from django.db import models

from zwerm.people.models.person import Person


class FormerAddress(models.Model):
    """An e-mail address that somebody had here before: kept so that erasing them finds it too, and what was told under it is not shown to who has it next."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    email = models.EmailField()
    until = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "people_former_address"
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "email"], name="people_former_address_once")]

    def __str__(self) -> str:
        return self.email
