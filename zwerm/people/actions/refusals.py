from __future__ import annotations


class NotAllowed(Exception):
    """This is not this person's to do."""


class LastToManage(Exception):
    """Nobody would look after the space any more: someone else must first."""
