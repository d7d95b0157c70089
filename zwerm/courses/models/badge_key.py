from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse

from zwerm.people.rules.sealed import seal, unseal


class BadgeKey(models.Model):
    """With which badges are signed. The public half stays published: what was signed with it must stay checkable.

    The private half is sealed with the secret of the installation. Whoever has another secret makes another key, beside this one.
    """

    thumbprint = models.CharField(max_length=43, primary_key=True)
    public = models.JSONField()
    sealed_private = models.TextField()
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "courses_badge_key"
        ordering: ClassVar = ["-made"]

    def __str__(self) -> str:
        return self.thumbprint

    @property
    def address(self) -> str:
        return f"{settings.SITE_URL}{reverse('courses:badge-key', args=[self.thumbprint])}"

    @property
    def jwk(self) -> dict[str, str]:
        return {**self.public, "kid": self.address}

    @property
    def private(self) -> str:
        return unseal(self.sealed_private, settings.SECRET_KEY)

    @private.setter
    def private(self, pem: str) -> None:
        self.sealed_private = seal(pem, settings.SECRET_KEY)
