"""Taking back what a list of people did, as far as nobody has built on it.

In batches, each whole or not at all: others write in between, and who is cut off goes on by asking again. What is still to be taken back
stays in `RosterImport.undo`, and what was done by then stands there as `told`.
"""

from __future__ import annotations

from collections.abc import Callable
from time import sleep
from uuid import UUID

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone

from zwerm.people.actions.account import close_account, end_sessions
from zwerm.people.actions.audit import write_down, write_down_each
from zwerm.people.actions.refusals import NotAllowed
from zwerm.people.models import AuditEntry, Membership, Person, RosterImport, Space

AT_ONCE = 250
# Who waits to write in SQLite asks again ten times a second, and would find the next batch at it each time.
PAUSE = 0.15
# What names somebody who came with a list, and says nothing of what they did: the trail names everyone who was brought in.
MADE_BY_IMPORTING = {"people.Membership", "people.AuditEntry", "account.EmailAddress"}


def undo_roster(by: Person, roster: RosterImport) -> dict[str, int]:
    """Takes back what the import did, as far as nobody built on it; answers how much, in all. Raises NotAllowed.

    Who signed in meanwhile, chose a password, or has something here is closed, not removed: what is theirs stays. Whoever has a task for the whole
    organisation by now keeps their account, as does who undoes it. What was changed again since stays as it is now.
    """
    if not by.is_admin:
        raise NotAllowed
    told, finished = _undo_some(by, roster)
    while not finished:
        sleep(PAUSE)
        told, finished = _undo_some(by, roster)
    return told


@transaction.atomic
def _undo_some(by: Person, roster: RosterImport) -> tuple[dict[str, int], bool]:
    """One batch; answers how much was done until now, and whether that was all."""
    roster = RosterImport.objects.select_for_update().get(pk=roster.pk)
    if roster.done is None or roster.undone is not None:
        return {}, True
    told = roster.undo.setdefault("told", {"removed": 0, "closed": 0, "restored": 0, "kept": 0})
    left = AT_ONCE
    steps: tuple[Callable[[Person, RosterImport, int], int], ...] = (_people, _fields, _memberships, _teams)
    for step in steps:
        left -= step(by, roster, left)
    if left > 0:
        roster.undone = timezone.now()
        write_down(by, AuditEntry.Act.IMPORT_UNDONE, detail=roster.name)
    roster.save(update_fields=["undo", "undone"])
    return told, left > 0


def _people(by: Person, roster: RosterImport, most: int) -> int:
    """Those whom the list added, out of the teams that it put them in and then away."""
    undo, told = roster.undo, roster.undo["told"]
    some, undo["people"] = undo["people"][:most], undo["people"][most:]
    if not some:
        return 0
    theirs = set(some)
    _leave([pair for pair in undo["memberships"] if pair[0] in theirs])
    undo["memberships"] = [pair for pair in undo["memberships"] if pair[0] not in theirs]
    added = list(Person.objects.filter(pk__in=some, duty_set=None).exclude(pk=by.pk).order_by("pk"))
    stays = _take_back(added, _known_elsewhere(added))
    told["kept"] += len(some) - len(added)
    told["removed"] += len(added) - len(stays)
    told["closed"] += len(stays)
    write_down_each(by, AuditEntry.Act.DEACTIVATED, stays, roster.name)
    return len(some)


def _fields(by: Person, roster: RosterImport, most: int) -> int:
    """What the list changed of who was here before."""
    undo, told = roster.undo, roster.undo["told"]
    some = dict(list(undo["before"].items())[:most])
    undo["before"] = {key: was for key, was in undo["before"].items() if key not in some}
    restored = []
    for person in Person.objects.filter(pk__in=some):
        before = some[str(person.pk)]
        names = _restore(person, before)
        told["restored" if len(names) == len(before) else "kept"] += 1
        if names:
            restored.append(person)
    write_down_each(by, AuditEntry.Act.CHANGED, restored, roster.name)
    return len(some)


def _memberships(by: Person, roster: RosterImport, most: int) -> int:
    undo = roster.undo
    some, undo["memberships"] = undo["memberships"][:most], undo["memberships"][most:]
    _leave(some)
    return len(some)


def _teams(by: Person, roster: RosterImport, most: int) -> int:
    """Those that the list opened, when nobody is in them any more."""
    undo = roster.undo
    some, undo["teams"] = undo["teams"][:most], undo["teams"][most:]
    empty = Space.objects.filter(pk__in=some, memberships=None)
    _remove_all(list(empty.values_list("pk", flat=True)))
    return len(some)


def _leave(pairs: list[list[str]]) -> None:
    """Person and space; who has a role there by now stays."""
    came = {(UUID(person), UUID(space)) for person, space in pairs}
    rows = Membership.objects.filter(person__in={person for person, _space in came}, role=Membership.Role.MEMBER)
    keys = [key for key, person, space in rows.values_list("pk", "person", "space") if (person, space) in came]
    Membership.objects.filter(pk__in=keys).delete()


def _known_elsewhere(people: list[Person]) -> set[UUID]:
    """Those of whom something stands here besides what the import itself made."""
    elsewhere = Membership.objects.exclude(space__kind=Space.Kind.PRIVATE).filter(person__in=people)
    found = set(elsewhere.values_list("person", flat=True))
    for link in Person._meta.related_objects:
        if link.related_model._meta.label not in MADE_BY_IMPORTING and not link.many_to_many:
            rows = link.related_model._base_manager.filter(**{f"{link.field.name}__in": people})
            found |= set(rows.values_list(link.field.attname, flat=True))
    return found


def _take_back(people: list[Person], known: set[UUID]) -> list[Person]:
    """Removes who was never here; answers the others, whose account is closed. Together: one by one takes minutes for thousands."""
    private = dict(
        Membership.objects.filter(person__in=people, space__kind=Space.Kind.PRIVATE).values_list("person", "space")
    )
    goes = [one for one in people if one.last_login is None and not one.has_usable_password() and one.pk not in known]
    spaces = {one.pk: private[one.pk] for one in goes if one.pk in private}
    left = _remove_all(list(spaces.values()))
    gone = {one.pk for one in goes if spaces.get(one.pk) not in left}
    Person.objects.filter(pk__in=gone).delete()
    stays = [one for one in people if one.pk not in gone]
    for person in stays:
        close_account(person)
        if person.last_login is not None:
            end_sessions(person)
    return stays


def _remove_all(spaces: list[UUID]) -> set[UUID]:
    """Answers those that could not go: a space in which something is kept stays."""
    try:
        with transaction.atomic():
            Space.objects.filter(pk__in=spaces).delete()
    except ProtectedError:
        return {space.pk for space in Space.objects.filter(pk__in=spaces) if not _remove(space)}
    return set()


def _remove(space: Space) -> bool:
    """Whether it could go."""
    try:
        with transaction.atomic():
            space.delete()
    except ProtectedError:
        return False
    return True


def _restore(person: Person, before: dict[str, list[str]]) -> list[str]:
    """Which fields could be put back: what was changed again since is not."""
    mine = {name: was for name, (was, became) in before.items() if getattr(person, name) == became}
    for name, was in mine.items():
        setattr(person, name, was)
    if mine:
        person.save(update_fields=list(mine))
    return list(mine)
