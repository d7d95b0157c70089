"""People from a list: look first, then do it. Undoing it is in roster_undo.py."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from zwerm.people.actions.audit import write_down, write_down_each
from zwerm.people.actions.refusals import NotAllowed
from zwerm.people.actions.space import free_slug, open_team
from zwerm.people.models import AuditEntry, Membership, Person, RosterImport, Space, SpaceQuerySet
from zwerm.people.rules.roster import Line, read_roster

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
