"""What an administrator does with someone's account."""

from __future__ import annotations

from datetime import timedelta

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import IntegrityError, transaction
from django.utils import timezone

from zwerm.people.actions.audit import write_down
from zwerm.people.actions.join import give_duty
from zwerm.people.actions.person import add_person
from zwerm.people.actions.refusals import AddressTaken, LastAdministrator, NotAllowed
from zwerm.people.models import AuditEntry, Duty, Erasure, FormerAddress, Invitation, Person

Act = AuditEntry.Act


@transaction.atomic
def add_colleague(by: Person, *, email: str, name: str, function: str = "") -> Person:
    """Raises AddressTaken, also when the account is closed."""
    check_admin(by)
    if Person.objects.filter(email__iexact=email).exists():
        raise AddressTaken
    try:
        with transaction.atomic():
            person = add_person(email, name, function=function)
    except IntegrityError:
        raise AddressTaken from None
    write_down(by, Act.ADDED, person)
    return person


@transaction.atomic
def change_account(by: Person, person: Person, *, email: str, name: str, function: str) -> None:
    """Raises AddressTaken. A new address ends nothing: who signs in with a provider keeps doing so."""
    check_admin(by)
    email = email.strip().lower()
    if Person.objects.filter(email__iexact=email).exclude(pk=person.pk).exists():
        raise AddressTaken
    changed = [f"{person.email} → {email}"] if email != person.email else []
    if changed:
        FormerAddress.objects.get_or_create(person=person, email=person.email)
        FormerAddress.objects.filter(person=person, email=email).delete()
    person.email, person.name, person.function = email, name, function
    person.save(update_fields=["email", "name", "function"])
    write_down(by, Act.CHANGED, person, "; ".join(changed))


@transaction.atomic
def deactivate(by: Person, person: Person) -> None:
    """`person` is out at once, in every browser; what they made and belong to stays. Raises LastAdministrator, NotAllowed."""
    check_admin(by)
    if person == by:
        raise NotAllowed
    keep_an_administrator(person)
    close_account(person)
    end_sessions(person)
    write_down(by, Act.DEACTIVATED, person)


@transaction.atomic
def reactivate(by: Person, person: Person) -> None:
    check_admin(by)
    person.is_active, person.closed = True, None
    person.save(update_fields=["is_active", "closed"])
    # Whoever is let in again stays, unless they asked themselves to be erased.
    erasures = Erasure.objects.waiting().filter(person=person)
    erasures.exclude(by=person).update(cancelled=timezone.now())
    write_down(by, Act.REACTIVATED, person)


@transaction.atomic
def sign_out_everywhere(by: Person, person: Person) -> None:
    check_admin(by)
    end_sessions(person)
    write_down(by, Act.SIGNED_OUT, person)


@transaction.atomic
def clear_second_step(by: Person, person: Person) -> None:
    """For who lost their phone and their recovery codes. Sessions end too: it may be a thief who asks."""
    check_admin(by)
    Authenticator.objects.filter(user=person).delete()
    end_sessions(person)
    write_down(by, Act.SECOND_STEP_CLEARED, person)


@transaction.atomic
def set_duties(by: Person, person: Person, names: set[str]) -> None:
    """`person` has these duties and no others. Raises LastAdministrator."""
    check_admin(by)
    had = set(person.duty_set.values_list("name", flat=True))
    if Duty.Name.ADMIN in had - names:
        keep_an_administrator(person)
    for name in sorted(names - had):
        give_duty(person, name, by)
        write_down(by, Act.DUTY_GIVEN, person, name)
    for name in sorted(had - names):
        person.duty_set.filter(name=name).delete()
        write_down(by, Act.DUTY_TAKEN, person, name)
    person.__dict__.pop("duties", None)


def check_admin(by: Person) -> None:
    """Asked of the database: a duty that was taken counts from that moment."""
    if not Duty.objects.filter(person=by, name=Duty.Name.ADMIN, person__is_active=True).exists():
        raise NotAllowed


def keep_an_administrator(leaving: Person) -> None:
    """Raises LastAdministrator. Two who leave at once wait for each other."""
    admins = Duty.objects.select_for_update().filter(name=Duty.Name.ADMIN, person__is_active=True)
    if {duty.person_id for duty in admins} == {leaving.pk}:
        raise LastAdministrator


def close_account(person: Person) -> None:
    """Their links end for good: opening the account again lets nobody in by an old one."""
    person.is_active, person.closed = False, timezone.now()
    person.save(update_fields=["is_active", "closed"])
    Invitation.objects.filter(made_by=person, withdrawn=None).update(withdrawn=person.closed)


def end_sessions(person: Person) -> None:
    for session in UserSession.objects.filter(user=person):
        session.end()


def note_use(session_key: str, each: timedelta) -> None:
    """A browser is used now. Nothing is written when that was noted less than `each` ago."""
    now = timezone.now()
    UserSession.objects.filter(session_key=session_key, last_seen_at__lt=now - each).update(last_seen_at=now)
