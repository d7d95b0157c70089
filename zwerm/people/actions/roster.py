"""People from a list: look first, then do it, and undo it as long as nobody has built on it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import Count, ProtectedError
from django.utils import timezone

from zwerm.people.actions.account import close_account, end_sessions
from zwerm.people.actions.audit import write_down, write_down_each
from zwerm.people.actions.refusals import NotAllowed
from zwerm.people.actions.space import free_slug, open_team
from zwerm.people.models import AuditEntry, Membership, Person, RosterImport, Space, SpaceQuerySet
from zwerm.people.rules.roster import Line, read_roster

# Removed together.
AT_ONCE = 250
# What names somebody who came with a list, and says nothing of what they did: the trail names everyone who was brought in.
MADE_BY_IMPORTING = {"people.Membership", "people.AuditEntry", "account.EmailAddress"}
CHANGES = ("name", "function", "language")


@dataclass
class Outcome:
    """What happens with one line."""

    number: int
    state: str
    email: str
    name: str
    what: list[str] = field(default_factory=list)
    # Teams that are not there yet: a slip of the pen would open one.
    opens: list[str] = field(default_factory=list)


def keep_roster(by: Person, name: str, data: bytes) -> RosterImport:
    """The file, read and kept, with nothing done yet. Raises NotASheet, NotAllowed."""
    if not by.is_admin:
        raise NotAllowed
    lines = read_roster(data)
    return RosterImport.objects.create(by=by, name=name[:200], lines=[asdict(line) for line in lines])


def outcomes(by: Person, roster: RosterImport) -> list[Outcome]:
    """What would happen now, line by line."""
    return [outcome for outcome, _person in _weighed(by, roster)]


def _teams(by: Person) -> SpaceQuerySet:
    """Teams that the file can mean: a name does not tell an administrator that a closed team exists."""
    return Space.objects.managed_by(by).filter(kind=Space.Kind.TEAM)


def _weighed(by: Person, roster: RosterImport) -> list[tuple[Outcome, Person | None]]:
    lines = [Line(**line) for line in roster.lines]
    teams = {name.casefold() for name in _teams(by).values_list("name", flat=True)}
    known = {person.email: person for person in Person.objects.all()}
    theirs: dict[Any, set[str]] = {}
    for person_id, team in Membership.objects.filter(space__in=_teams(by)).values_list("person", "space__name"):
        theirs.setdefault(person_id, set()).add(team.casefold())
    weighed = [(_outcome(line, person := known.get(line.email), theirs), person) for line in lines]
    for outcome, _person in weighed:
        if outcome.state in {"new", "changed"}:
            outcome.opens = [word for word in outcome.what if word not in CHANGES and word.casefold() not in teams]
    return weighed


def _outcome(line: Line, person: Person | None, theirs: dict[Any, set[str]]) -> Outcome:
    outcome = Outcome(line.number, "new", line.email, line.name)
    if line.faults:
        outcome.state, outcome.what = "wrong", list(line.faults)
    elif person is None:
        outcome.what = list(line.teams)
    elif not person.is_active:
        outcome.state = "closed"
    else:
        outcome.what = [name for name in CHANGES if _says(line, name) and getattr(line, name) != getattr(person, name)]
        outcome.what += [team for team in line.teams if team.casefold() not in theirs.get(person.pk, set())]
        outcome.state = "changed" if outcome.what else "same"
    return outcome


def _says(line: Line, name: str) -> bool:
    """An empty cell says nothing; it does not empty what is known."""
    return bool(getattr(line, name))


@transaction.atomic
def carry_out(by: Person, roster: RosterImport) -> list[Person]:
    """Adds who is new, changes who is there, leaves the rest; answers who was added. Doing it twice does nothing. Raises NotAllowed."""
    if not by.is_admin:
        raise NotAllowed
    roster = RosterImport.objects.select_for_update().get(pk=roster.pk)
    if roster.done is not None:
        return []
    weighed = _weighed(by, roster)
    lines = {line["number"]: Line(**line) for line in roster.lines}
    undo: dict[str, Any] = {"people": [], "before": {}, "teams": [], "memberships": []}
    added = _add([lines[outcome.number] for outcome, _person in weighed if outcome.state == "new"])
    undo["people"] = [str(person.pk) for person in added]
    in_file = {person.email: person for person in added}
    for outcome, person in weighed:
        if outcome.state == "changed" and person is not None:
            in_file[person.email] = person
            undo["before"][str(person.pk)] = _change(person, lines[outcome.number])
    _join(by, in_file, [line for line in lines.values() if line.email in in_file and not line.faults], undo)
    roster.report, roster.undo, roster.done = [asdict(outcome) for outcome, _person in weighed], undo, timezone.now()
    roster.save(update_fields=["report", "undo", "done"])
    write_down_each(by, AuditEntry.Act.ADDED, added, roster.name)
    changed = [person for person in in_file.values() if str(person.pk) in undo["before"]]
    write_down_each(by, AuditEntry.Act.CHANGED, changed, roster.name)
    write_down(by, AuditEntry.Act.IMPORTED, detail=f"{roster.name}: {len(added)} + {len(undo['before'])}")
    return added


def _add(lines: list[Line]) -> list[Person]:
    people = [
        Person(email=line.email, name=line.name, function=line.function, language=line.language, password=make_password(None))
        for line in lines
    ]  # fmt: skip
    spaces = [
        Space(kind=Space.Kind.PRIVATE, slug=f"private-{person.id.hex}", name=person.name, open=False)
        for person in people
    ]
    Person.objects.bulk_create(people, 500)
    Space.objects.bulk_create(spaces, 500)
    Membership.objects.bulk_create(
        (
            Membership(space=space, person=person, role=Membership.Role.STEWARD)
            for space, person in zip(spaces, people, strict=True)
        ),
        500,
    )
    return people


def _change(person: Person, line: Line) -> dict[str, list[str]]:
    """Field → what it was and what it became."""
    changed = {}
    for name in CHANGES:
        if _says(line, name) and getattr(line, name) != getattr(person, name):
            changed[name] = [getattr(person, name), getattr(line, name)]
            setattr(person, name, getattr(line, name))
    if changed:
        person.save(update_fields=list(changed))
    return changed


def _join(by: Person, people: dict[str, Person], lines: list[Line], undo: dict[str, Any]) -> None:
    teams = {space.name.casefold(): space for space in _teams(by)}
    there = set(Membership.objects.filter(space__in=teams.values()).values_list("person", "space"))
    fresh = []
    for line in lines:
        for name in line.teams:
            space = teams.get(name.casefold())
            if space is None:
                space = teams[name.casefold()] = open_team(name, free_slug(name, open=True)).space
                undo["teams"].append(str(space.pk))
            key = (people[line.email].pk, space.pk)
            if key not in there:
                there.add(key)
                fresh.append(Membership(space=space, person=people[line.email]))
    Membership.objects.bulk_create(fresh, 500)
    undo["memberships"] = [[str(one.person_id), str(one.space_id)] for one in fresh]


@transaction.atomic
def undo_roster(by: Person, roster: RosterImport) -> dict[str, int]:
    """Takes back what the import did, as far as nobody built on it; answers how much. Raises NotAllowed.

    Who signed in meanwhile, chose a password, or has something here is closed, not removed: what is theirs stays. Whoever has a task for the whole
    organisation by now keeps their account, as does who undoes it. What was changed again since stays as it is now.
    """
    if not by.is_admin:
        raise NotAllowed
    roster = RosterImport.objects.select_for_update().get(pk=roster.pk)
    if roster.done is None or roster.undone is not None:
        return {}
    told = {"removed": 0, "closed": 0, "restored": 0, "kept": 0}
    came: dict[UUID, list[UUID]] = {}
    for person_id, space_id in roster.undo["memberships"]:
        came.setdefault(UUID(space_id), []).append(UUID(person_id))
    for space_id, people in came.items():
        Membership.objects.filter(person__in=people, space=space_id, role=Membership.Role.MEMBER).delete()
    closed, restored = [], []
    added = list(Person.objects.filter(pk__in=roster.undo["people"], duty_set=None).exclude(pk=by.pk).order_by("pk"))
    told["kept"] = len(roster.undo["people"]) - len(added)
    known = _known_elsewhere(added)
    for start in range(0, len(added), AT_ONCE):
        stays = _take_back(added[start : start + AT_ONCE], known)
        told["removed"] += len(added[start : start + AT_ONCE]) - len(stays)
        closed += stays
    told["closed"] = len(closed)
    for person in Person.objects.filter(pk__in=roster.undo["before"]):
        before = roster.undo["before"][str(person.pk)]
        names = _restore(person, before)
        told["restored" if len(names) == len(before) else "kept"] += 1
        if names:
            restored.append(person)
    write_down_each(by, AuditEntry.Act.DEACTIVATED, closed, roster.name)
    write_down_each(by, AuditEntry.Act.CHANGED, restored, roster.name)
    for team in Space.objects.filter(pk__in=roster.undo["teams"]).annotate(n=Count("memberships")).filter(n=0):
        _remove(team)
    roster.undone = timezone.now()
    roster.save(update_fields=["undone"])
    write_down(by, AuditEntry.Act.IMPORT_UNDONE, detail=roster.name)
    return told


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
    spaces = {person: space for person, space in private.items() if person in {one.pk for one in goes}}
    left = _remove_all(list(spaces.values()))
    goes = [person for person in goes if spaces.get(person.pk) not in left]
    Person.objects.filter(pk__in=[person.pk for person in goes]).delete()
    stays = [person for person in people if person not in goes]
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
