"""Someone whom a provider vouches for comes in: as who they were before, as the colleague with that address, or as a new one."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.db import transaction

from zwerm.people.actions.account import end_sessions
from zwerm.people.actions.audit import write_down
from zwerm.people.actions.join import join_space
from zwerm.people.actions.person import add_person
from zwerm.people.models import AuditEntry, GroupTeam, Membership, Person, ProviderLink, SignInProvider
from zwerm.people.rules.domains import allows
from zwerm.people.rules.oidc import Identity


class NotLetIn(Exception):
    """`reason`: closed, unproven, domain, other (somebody else's account of the provider is linked), nobody."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@transaction.atomic
def enter(provider: SignInProvider, identity: Identity) -> Person:
    """The person who signs in. Raises NotLetIn.

    A link once made holds by the provider's own name for someone, also when their address changes. Making one needs an address
    that the provider has proven and that is of one of its domains.
    """
    link = ProviderLink.objects.select_related("person").filter(provider=provider, subject=identity.subject).first()
    if link is None:
        link = _link(provider, identity)
    if not link.person.is_active:
        raise NotLetIn("closed")
    called = identity.session.get("name", "")[:300] if provider.attributes.get("subject") else ""
    if link.called != called:
        link.called = called
        link.save(update_fields=["called"])
    _follow_groups(provider, link.person, identity.groups)
    return link.person


def _link(provider: SignInProvider, identity: Identity) -> ProviderLink:
    if not identity.email or not identity.proven:
        raise NotLetIn("unproven")
    if not provider.domains.strip() or not allows(provider.domains, identity.email):
        raise NotLetIn("domain")
    person = Person.objects.select_for_update().filter(email__iexact=identity.email).first()
    if person is None:
        if not provider.makes_accounts:
            raise NotLetIn("nobody")
        person = add_person(identity.email, identity.name or identity.email.partition("@")[0])
    elif not person.is_active:
        raise NotLetIn("closed")
    elif ProviderLink.objects.filter(provider=provider, person=person).exists():
        raise NotLetIn("other")
    elif person.address_unproven:
        _take_over(person)
    write_down(person, AuditEntry.Act.LINKED, person, provider.name)
    return ProviderLink.objects.create(provider=provider, subject=identity.subject, person=person)


def _take_over(person: Person) -> None:
    """Who made this account never showed that the address is theirs; the provider does. Their keys must not open it any more."""
    person.set_unusable_password()
    person.address_unproven = False
    person.save(update_fields=["password", "address_unproven"])
    Authenticator.objects.filter(user=person).delete()
    end_sessions(person)


def _follow_groups(provider: SignInProvider, person: Person, groups: frozenset[str] | None) -> None:
    """Into the teams of their groups, out of those whose groups they are not in; who has a role in a team stays.

    Groups that were not told change nothing: nobody loses their teams because they are in too many groups, or because somebody forgot to send them.
    """
    if not provider.groups_name or groups is None:
        return
    mapped = list(GroupTeam.objects.filter(provider=provider).select_related("space"))
    wanted = {row.space_id: row.space for row in mapped if row.group in groups}
    there = set(person.memberships.filter(space__in=[row.space_id for row in mapped]).values_list("space", flat=True))
    for space_id, space in wanted.items():
        if space_id not in there:
            join_space(person, space)
    gone = there - set(wanted)
    Membership.objects.filter(person=person, space__in=gone, role=Membership.Role.MEMBER).delete()
