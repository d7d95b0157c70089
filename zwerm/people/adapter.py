from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class InvitedOnly(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Nobody signs themselves up: colleagues are added or invited."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
