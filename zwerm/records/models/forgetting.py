from django.db import models


class Forgetting(models.Model):
    """While a row stands here, the words of statements may change: for erasing a person, within one transaction."""

    class Meta:
        db_table = "records_forgetting"

    def __str__(self) -> str:
        return str(self.pk)
