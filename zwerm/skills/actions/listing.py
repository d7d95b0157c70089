"""Skills from a file: look first, then bring them in a part at a time, and undo it as long as nobody has built on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from zwerm.language.words import fold_line
from zwerm.people.models import Person
from zwerm.skills.actions.about import hangs_on
from zwerm.skills.actions.circles import Tree
from zwerm.skills.actions.refusals import check_keeper
from zwerm.skills.actions.words import spell_out
from zwerm.skills.models import Relation, Skill, SkillLine, SkillList, SkillName
from zwerm.skills.rules.taxonomy import Line, read_taxonomy

AT_ONCE, WRITTEN_AT_ONCE = 200, 2000
KILLED_AFTER = timedelta(minutes=5)
State = SkillLine.State
# That a skill would be a part of itself, which is not done.
CIRCLE = "circle"


def keep_list(by: Person, name: str, data: bytes, language: str) -> SkillList:
    """The file, read and kept line by line with what would happen, and nothing done yet. Raises NotASheet, NotAllowed.

    Reading a long one takes long, and SQLite lets one write at a time: so that is done before anything is written, and what was read is written in parts. Killed
    in between it is a list that nobody was led to. Bringing it in looks again at each line.
    """
    check_keeper(by)
    kept = SkillList(by=by, name=name[:200], language=language)
    rows = _foresee(kept, read_taxonomy(data, language))
    kept.save(force_insert=True)
    for begin in range(0, len(rows), WRITTEN_AT_ONCE):
        part = rows[begin : begin + WRITTEN_AT_ONCE]
        with transaction.atomic():
            _forget_gone(part)
            SkillLine.objects.bulk_create(part, AT_ONCE)
    return kept


def _foresee(kept: SkillList, lines: Sequence[Line]) -> list[SkillLine]:
    in_file = _marks(lines)
    rows: list[SkillLine] = []
    above: list[list[UUID | None]] = []
    for part in _parts(lines):
        known = _Known(part)
        rows += [_foreseen(kept, line, known, in_file) for line in part]
        above += [[found.pk if (found := known.find(one)) else None for one in line.broader] for line in part]
    _foresee_circles(lines, rows, above)
    return rows


def _forget_gone(rows: Sequence[SkillLine]) -> None:
    """Skills that went while the file was read, as when an earlier list was undone: bringing in finds out what is there then."""
    there: set[UUID] = set()
    meant = sorted({row.skill_id for row in rows if row.skill_id})
    for begin in range(0, len(meant), AT_ONCE):
        there |= set(Skill.objects.filter(pk__in=meant[begin : begin + AT_ONCE]).values_list("pk", flat=True))
    for row in rows:
        if row.skill_id and row.skill_id not in there:
            row.skill, row.state, row.what = None, State.NEW, []


def _foresee_circles(lines: Sequence[Line], rows: Sequence[SkillLine], above: Sequence[Sequence[UUID | None]]) -> None:
    """Tell of each line that would make a skill a part of itself. `above`: per line what is here already of what it is to be a part of.

    As bringing in does it: line after line, and of one name a skill that is new and called so first goes before one that is here.
    """
    keys: list[UUID] = [row.skill.pk if row.skill else uuid4() for row in rows]
    fine = [(line, row, key) for line, row, key in zip(lines, rows, keys, strict=True) if row.state != State.WRONG]
    by_uri = {line.uri: key for line, _row, key in fine if line.uri}
    by_any = {name.plain: key for line, _row, key in fine for name in line.names}
    new = {name.plain: key for line, row, key in fine if row.skill is None for name in line.names if name.preferred}
    tree = Tree()
    for line, row, key, here in zip(lines, rows, keys, above, strict=True):
        if row.state == State.WRONG:
            continue
        for pointer, known in zip(line.broader, here, strict=True):
            plain = fold_line(pointer)
            other = by_uri.get(pointer) or new.get(plain) or known or by_any.get(plain)
            if other and other != key and not tree.take(key, other) and CIRCLE not in row.what:
                row.what = [*row.what, CIRCLE]


def _marks(lines: Sequence[Line]) -> set[str]:
    """By what lines of this file can be pointed at."""
    return {line.uri for line in lines if line.uri} | {name.plain for line in lines for name in line.names}


def _parts(lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    for begin in range(0, len(lines), AT_ONCE):
        yield lines[begin : begin + AT_ONCE]


def _foreseen(kept: SkillList, line: Line, known: _Known, in_file: set[str]) -> SkillLine:
    skill = known.meant(line)
    state, what = _weigh(line, skill, known)
    if state != State.WRONG:
        lost = [one for one in (*line.broader, *line.related) if one not in in_file and fold_line(one) not in in_file]
        what += [f"unknown {one}" for one in lost if not known.find(one)]
    called = line.called
    if line.joins and skill is not None:
        called = skill.called_in(kept.language)
    return SkillLine(
        in_list=kept, number=line.number, name=called[:300], told=line.as_json(), state=state, what=what, skill=skill
    )


def _weigh(line: Line, skill: Skill | None, known: _Known) -> tuple[str, list[str]]:
    """What would happen with a line, and why."""
    if line.faults:
        return State.WRONG, list(line.faults)
    if skill is None:
        return (State.WRONG, ["unknown"]) if line.joins else (State.NEW, [])
    what = []
    if any((name.language, name.plain) not in known.names_of(skill) for name in line.names):
        what.append("names")
    if any(text and skill.about.get(language) != text for language, text in line.about.items()):
        what.append("about")
    if not line.joins and skill.kind != line.kind:
        what.append("kind")
    theirs = known.relations_of(skill)
    if any((kind, other) not in theirs for kind, other in known.pointed_at(line)):
        what.append("relations")
    return (State.CHANGED if what else State.SAME), what


class _Known:
    """The skills that lines may mean or point at: by uri, else by a preferred name, else by any name."""

    def __init__(self, lines: Sequence[Line]) -> None:
        pointers = {one for line in lines for one in (line.uri, *line.broader, *line.related) if one}
        plains = {name.plain for line in lines for name in line.names if name.preferred} | {
            fold_line(one) for one in pointers
        }
        by_uri = dict(Skill.objects.filter(uri__in=pointers).values_list("uri", "pk"))
        # The last one counts: what stands before what was merged, whose names still mean something.
        named = SkillName.objects.filter(plain__in=plains).annotate(stands=Q(skill__merger=None))
        named = named.order_by("stands", "preferred", "skill_id")
        by_name: dict[tuple[str, str], UUID] = {}
        by_any: dict[str, UUID] = {}
        for name in named:
            by_any[name.plain] = name.skill_id
            if name.preferred:
                by_name[name.language, name.plain] = name.skill_id
        ids = {*by_any.values(), *by_uri.values()}
        skills = Skill.objects.named().prefetch_related("names", "relations").in_bulk(ids)
        # Outside a transaction some may be gone by now.
        self._by_uri = {uri: skills[id] for uri, id in by_uri.items() if id in skills}
        self._by_name = {name: skills[id] for name, id in by_name.items() if id in skills}
        self._by_any = {plain: skills[id] for plain, id in by_any.items() if id in skills}

    def meant(self, line: Line) -> Skill | None:
        """A skill of another taxonomy is the same by its uri alone: two of ESCO's may share a name. Else the name tells."""
        if line.uri and (found := self._by_uri.get(line.uri)):
            return found
        for name in line.names:
            called = self._by_name.get((name.language, name.plain)) if name.preferred else None
            if called is not None and not (line.uri and called.uri):
                return called
        return None

    def find(self, pointer: str) -> Skill | None:
        return self._by_uri.get(pointer) or self._by_any.get(fold_line(pointer))

    def names_of(self, skill: Skill) -> set[tuple[str, str]]:
        return {(name.language, name.plain) for name in skill.names.all()}

    def relations_of(self, skill: Skill) -> set[tuple[str, UUID]]:
        return {(relation.kind, relation.other_id) for relation in skill.relations.all()}

    def pointed_at(self, line: Line) -> list[tuple[str, UUID]]:
        both = ((Relation.Kind.BROADER, line.broader), (Relation.Kind.RELATED, line.related))
        found = [(kind.value, self.find(pointer)) for kind, pointers in both for pointer in pointers]
        return [(kind, other.pk) for kind, other in found if other is not None]


def ask_to_bring_in(by: Person, kept: SkillList) -> bool:
    """Whether it was asked now: once is enough. Raises NotAllowed."""
    return _ask(by, SkillList.objects.filter(pk=kept.pk, asked=None), "asked")


def ask_to_undo(by: Person, kept: SkillList) -> bool:
    """Whether it was asked now. Raises NotAllowed."""
    return _ask(by, SkillList.objects.filter(pk=kept.pk, undo_asked=None).exclude(ended=None), "undo_asked")


def _ask(by: Person, lists: Any, what: str) -> bool:
    check_keeper(by)
    now = timezone.now()
    return bool(lists.update(**{what: now, "seen": now}))


def go_on(id: UUID) -> None:
    """Bring in, or undo, what was asked, a part per transaction: killed at any moment, it goes on where it was. Twice at once is once."""
    while _step(id):
        pass


def killed_lists() -> list[UUID]:
    """Asked for, not done, and nobody at work on it."""
    long_ago = timezone.now() - KILLED_AFTER
    begun = SkillList.objects.filter(seen__lt=long_ago)
    waiting = begun.filter(asked__isnull=False, ended=None) | begun.filter(undo_asked__isnull=False, undone=None)
    return list(waiting.values_list("pk", flat=True))


@transaction.atomic
def _step(id: UUID) -> bool:
    kept = SkillList.objects.select_for_update().get(pk=id)
    if not kept.is_busy:
        return False
    kept.seen = timezone.now()
    if kept.undo_asked:
        lines = list(kept.lines.filter(done=True).order_by("-number")[:AT_ONCE])
        _take_back(lines)
        if not lines:
            kept.undone = kept.seen
    else:
        lines = list(kept.lines.filter(done=False).order_by("number")[:AT_ONCE])
        _bring_in(kept, lines)
        if not lines and not _join_up(kept):
            kept.ended = kept.seen
    kept.save(update_fields=["seen", "ended", "undone"])
    return True


def _bring_in(kept: SkillList, lines: list[SkillLine]) -> None:
    told = [Line.of_json(line.told) for line in lines]
    known = _Known(told)
    fresh: list[SkillName] = []
    for row, line in zip(lines, told, strict=True):
        row.skill = known.meant(line)
        unknown = [word for word in row.what if word.startswith("unknown ")]
        row.state, row.what = _weigh(line, row.skill, known)
        if row.state != State.WRONG:
            row.what += unknown
        if row.state == State.NEW:
            row.skill = Skill.objects.create(kind=line.kind, uri=line.uri, about=line.about, by=kept.by)
            row.undo = {"made": True}
            fresh += _names(row.skill, line, set(), set())
        elif row.state == State.CHANGED and row.skill is not None:
            fresh += _change(row, row.skill, line, known)
        row.done = True
    spell_out(SkillName.objects.bulk_create(fresh, 500))
    for row in lines:
        if row.skill is not None and "names" in row.undo:
            row.undo["names"] = [name.pk for name in fresh if name.skill_id == row.skill.pk]
    SkillLine.objects.bulk_update(lines, ["skill", "state", "what", "undo", "done"], 100)


def _names(skill: Skill, line: Line, there: set[tuple[str, str]], preferred: set[str]) -> list[SkillName]:
    """Those of `line` that the skill has not. What colleagues call it stays its preferred name."""
    made = []
    for name in line.names:
        if (name.language, name.plain) in there:
            continue
        is_first = name.preferred and name.language not in preferred
        made.append(
            SkillName(skill=skill, language=name.language, text=name.text, plain=name.plain, preferred=is_first)
        )
    return made


def _change(row: SkillLine, skill: Skill, line: Line, known: _Known) -> list[SkillName]:
    row.undo = {"names": [], "about": skill.about, "kind": skill.kind, "uri": skill.uri}
    if not line.joins:
        skill.about, skill.kind = {**skill.about, **line.about}, line.kind
        skill.uri = skill.uri or line.uri
        skill.save(update_fields=["about", "kind", "uri"])
    row.undo["became"] = {"about": skill.about, "kind": skill.kind, "uri": skill.uri}
    return _names(skill, line, known.names_of(skill), {label.language for label in skill.labels})


def _join_up(kept: SkillList) -> bool:
    """When all are there: what each of the next few is part of, and has to do with. Whether any was left."""
    pointing = kept.lines.exclude(state=State.WRONG).exclude(skill=None).exclude(told__broader=[], told__related=[])
    part = list(pointing.exclude(undo__has_key="relations").order_by("number")[:AT_ONCE])
    tree = Tree()
    told = [Line.of_json(line.told) for line in part]
    known = _Known(told)
    for row, line in zip(part, told, strict=True):
        assert row.skill_id is not None
        there = set(Relation.objects.filter(skill=row.skill_id).values_list("kind", "other"))
        new = [one for one in dict.fromkeys(known.pointed_at(line)) if one not in there and one[1] != row.skill_id]
        fine = [(kind, other) for kind, other in new if kind != Relation.Kind.BROADER or tree.take(row.skill_id, other)]
        made = [Relation.objects.create(skill_id=row.skill_id, kind=kind, other_id=other) for kind, other in fine]
        row.undo = {**row.undo, "relations": [relation.pk for relation in made]}
        if fine != new:
            row.what = [*row.what, CIRCLE]
    SkillLine.objects.bulk_update(part, ["undo", "what"], 100)
    return bool(part)


def _take_back(lines: list[SkillLine]) -> None:
    """What was made goes, unless somebody built on it; what was changed is as before, unless it was changed since."""
    for row in lines:
        skill = row.skill
        Relation.objects.filter(pk__in=row.undo.get("relations", [])).delete()
        if skill is not None and row.undo.get("made"):
            if _is_built_on(skill, row):
                row.what = [*row.what, "kept"]
            else:
                skill.delete()
                row.skill = None
        elif skill is not None and "became" in row.undo:
            _take_names(row, skill)
            for field, was in row.undo["became"].items():
                if getattr(skill, field) == was:
                    setattr(skill, field, row.undo[field])
            skill.save(update_fields=["about", "kind", "uri"])
        row.done = False
    SkillLine.objects.bulk_update(lines, ["what", "done", "skill"], 100)


def _take_names(row: SkillLine, skill: Skill) -> None:
    """The names that the list gave go, but for what the skill is called by now when it has no other first name."""
    given = SkillName.objects.filter(pk__in=row.undo["names"], skill=skill)
    if not skill.names.filter(preferred=True).exclude(pk__in=given).exists():
        row.what = [*row.what, "kept"]
        given = given.filter(preferred=False)
    given.delete()


def _is_built_on(skill: Skill, row: SkillLine) -> bool:
    """It was merged with another, renamed, joined to one that somebody added, or something is about it."""
    told = {(name.language, name.plain) for name in Line.of_json(row.told).names}
    if {(name.language, name.plain) for name in skill.names.all()} != told:
        return True
    of_the_list = SkillLine.objects.filter(in_list=row.in_list_id, skill__isnull=False).values("skill")
    others = skill.relations_to.exclude(skill__in=of_the_list)
    return skill.mergers.exists() or hasattr(skill, "merger") or others.exists() or hangs_on(skill)
