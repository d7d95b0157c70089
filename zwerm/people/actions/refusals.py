from __future__ import annotations


class NotAllowed(Exception):
    """This is not this person's to do."""


class NotWithThem(Exception):
    """What should go to somebody else is no longer with who had it."""


class LastToManage(Exception):
    """Nobody would look after the space any more: someone else must first."""


class LastAdministrator(Exception):
    """Nobody could administer the installation any more: someone else must first."""


class AddressTaken(Exception):
    """Someone here has this e-mail address already."""


class InvitationOver(Exception):
    """The link was withdrawn, is too old, or was used as often as it may be."""


class AddressNotAllowed(Exception):
    """The rule of the invitation or the provider lets no such address in."""
