"""Invitations by link: made by administrators, and by who looks after a space for that space."""

from __future__ import annotations

import secrets
from datetime import timedelta
from hashlib import sha256

from django.db import IntegrityError, transaction
from django.utils import timezone

from zwerm.people.actions.audit import write_down
from zwerm.people.actions.join import join_space
from zwerm.people.actions.person import add_person
from zwerm.people.actions.refusals import AddressNotAllowed, AddressTaken, InvitationOver, NotAllowed
from zwerm.people.models import AuditEntry, Invitation, InvitationUse, Membership, Person, Space
from zwerm.people.models.invitation import MOST_USES_OF_STEWARD

LONGEST_DAYS = 90
MOST_USES = 1000


@transaction.atomic
def invite(
    by: Person, *, space: Space | None, domains: str, most_uses: int, days: int, note: str = ""
) -> tuple[Invitation, str]:
    """The invitation and the secret of its link, which is kept nowhere. Raises NotAllowed.

    `days` and `most_uses` are cut to what is allowed. For who is no administrator `domains` is the domain of their own address.
    """
    if not by.is_admin:
        if space is None or not Space.objects.managed_by(by).filter(pk=space.pk).exists():
            raise NotAllowed
        domains, most_uses = by.email.rpartition("@")[2], min(most_uses, MOST_USES_OF_STEWARD)
    elif space is not None and not Space.objects.managed_by(by).filter(pk=space.pk).exists():
        raise NotAllowed
    secret = secrets.token_urlsafe(24)
    invitation = Invitation.objects.create(
        token_hash=hashed(secret),
        note=note,
        space=space,
        domains=domains,
        most_uses=max(1, min(most_uses, MOST_USES)),
        expires=timezone.now() + timedelta(days=max(1, min(days, LONGEST_DAYS))),
        made_by=by,
    )
    write_down(by, AuditEntry.Act.INVITED, detail=_told(invitation))
    return invitation, secret


def _told(invitation: Invitation) -> str:
    """What the trail tells of it: its number would mean nothing to anyone."""
    space = invitation.space.name if invitation.space else ""
    return " · ".join(filter(None, (invitation.note, space, invitation.domains)))


@transaction.atomic
def withdraw(by: Person, invitation: Invitation) -> None:
    """Nobody comes in by it any more; who did, stays."""
    invitation.withdrawn = timezone.now()
    invitation.save(update_fields=["withdrawn"])
    write_down(by, AuditEntry.Act.WITHDRAWN, detail=_told(invitation))


def open_links_of(person: Person) -> int:
    """How many of their links still let people in."""
    return Invitation.objects.usable().filter(made_by=person).count()


def open_invitation(secret: str) -> Invitation | None:
    """The invitation behind a link, when it can still be used."""
    return Invitation.objects.usable().select_related("space").filter(token_hash=hashed(secret)).first()


@transaction.atomic
def accept(
    secret: str, *, email: str, name: str, proven: bool, password: str | None = None, language: str = ""
) -> Person:
    """A new colleague. Raises InvitationOver, AddressNotAllowed, AddressTaken. Two who come at once take turns."""
    invitation = _take(secret)
    if not invitation.lets_in(email):
        raise AddressNotAllowed
    if Person.objects.filter(email__iexact=email).exists():
        raise AddressTaken
    try:
        with transaction.atomic():
            person = add_person(email, name, password=password, language=language)
    except IntegrityError:
        raise AddressTaken from None
    if not proven:
        Person.objects.filter(pk=person.pk).update(address_unproven=True)
    _use(invitation, person)
    return person


@transaction.atomic
def join_by_invitation(person: Person, secret: str) -> Space | None:
    """A colleague who has an account already comes into the invitation's space. Raises InvitationOver, AddressNotAllowed."""
    invitation = _take(secret)
    if not invitation.lets_in(person.email):
        raise AddressNotAllowed
    if invitation.space is None or Membership.objects.filter(space=invitation.space, person=person).exists():
        return invitation.space
    _use(invitation, person)
    return invitation.space


def _take(secret: str) -> Invitation:
    invitation = Invitation.objects.select_for_update().filter(token_hash=hashed(secret)).first()
    if invitation is None or not Invitation.objects.usable().filter(pk=invitation.pk).exists():
        raise InvitationOver
    return invitation


def _use(invitation: Invitation, person: Person) -> None:
    InvitationUse.objects.create(invitation=invitation, person=person)
    if invitation.space is not None:
        join_space(person, invitation.space)
    write_down(person, AuditEntry.Act.ACCEPTED, person, _told(invitation))


def hashed(secret: str) -> str:
    """A hash without salt is enough: the secret is 24 bytes of chance, not a password."""
    return sha256(secret.encode()).hexdigest()
