"""The request as it reaches a page behind the sign-in: its user is a Person."""

from __future__ import annotations

from django.http import HttpRequest

from zwerm.people.models import Person


class PersonRequest(HttpRequest):
    user: Person
