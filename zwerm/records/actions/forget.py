"""Someone is erased: what they did stays in the log, under a name that means nothing."""

from __future__ import annotations

import re
import sys
from datetime import datetime
from functools import partial
from hashlib import sha1
from typing import Any
from uuid import UUID, uuid4

import msgspec
from django.db import transaction
from django.db.models import Q, QuerySet

from zwerm.operations.removing import remove_file
from zwerm.people.actions import addresses_of, forgetter_of, may_stand_in
from zwerm.people.models import Person, Space
from zwerm.people.registry import Going
from zwerm.people.rules.standing_in import Forgetter
from zwerm.records.actions.record import canonical
from zwerm.records.models import Attachment, Forgetting, Mention, ModelCall, Statement
from zwerm.records.rules.identity import IDENTIFIERS, activities_in

AT_ONCE = 500
DEEPEST = 6000
IRIS = ("object_iri", "object_type", "verb_iri", "part_of")


def forget_statements(going: Going) -> int:
    """Put one new, random name in the place of their id and address wherever a statement tells them; no statement is removed.

    What came along as a file with a statement that tells of them is removed, a signature too: nobody can tell what stands in it.
    """
    # Statements that came before MOST_DEEP (xapi/asked.py) may be nested up to what could be read.
    sys.setrecursionlimit(max(sys.getrecursionlimit(), DEEPEST))
    who = Forgotten(going.person, uuid4(), forgetter_of(going.person))
    pause = Forgetting.objects.create()
    rows: QuerySet[Statement] = QuerySet(Statement)
    some: list[Statement] = []
    reworded = going.reworded[Statement._meta.label]
    for statement in (
        rows.filter(who.about()).only("sequence", "json", "credential", "person", "space", *IRIS).iterator()
    ):
        before = _words(statement)
        if _words(who.out_of(statement)) == before:
            continue
        some.append(statement)
        reworded.add(statement.pk)
        if len(some) == AT_ONCE:
            _change(some)
            some = []
    _change(some)
    pause.delete()
    return 0


def _words(statement: Statement) -> tuple[str, ...]:
    return (statement.json, *(getattr(statement, name) or "" for name in IRIS))


def _change(some: list[Statement]) -> None:
    """Reword these. What came along with one that told of them goes: not where only the words of a name stood apart."""
    rows: QuerySet[Statement] = QuerySet(Statement)
    rows.bulk_update(some, ["json", *IRIS])
    forget_files(Attachment.objects.filter(statement__in=some))
    outside = [one for one in some if one.credential_id]
    Mention.objects.filter(statement__in=outside).delete()
    Mention.keep_all((one.sequence, msgspec.json.decode(one.json)) for one in outside)


def forget_files(theirs: QuerySet[Attachment]) -> None:
    """Remove attachments, and from storage, at the end of the transaction, each file that no other statement has."""
    hashes = set(theirs.values_list("hash", flat=True))
    theirs.delete()
    for hash in hashes - set(Attachment.objects.filter(hash__in=hashes).values_list("hash", flat=True)):
        path = Attachment.path_of(hash)
        transaction.on_commit(partial(remove_file, path))


class Forgotten:
    """Someone who goes, and the name that means nothing in their place."""

    def __init__(self, person: Person, pseudonym: UUID, forgetter: Forgetter) -> None:
        self.person, self.pseudonym, self.forgetter = person, str(pseudonym), forgetter
        self.nobody = f"mailto:{pseudonym}@erased.invalid"
        known = sorted((f"mailto:{one}" for one in addresses_of(person)), key=len, reverse=True)
        self.sums = {_sum(one): _sum(self.nobody) for mbox in known for one in (mbox, mbox.lower())}
        self.mbox = re.compile("|".join(map(re.escape, known)), re.IGNORECASE)
        self.private = set(Space.objects.private_of(person).values_list("pk", flat=True))

    def about(self) -> Q:
        found = Q(person=self.person) | Q(space__in=self.private) | may_stand_in("json", self.forgetter)
        for told in self.sums:
            found |= Q(json__icontains=told)
        return found

    def out_of(self, statement: Statement) -> Statement:
        told: Any = msgspec.json.decode(self._renamed(statement.json))
        if statement.person_id == self.person.pk and not self._is_them(told["actor"]):
            # Under an address that they had when it came, and that is of another now, or of which nobody knows any more.
            told["actor"] = {name: told["actor"][name] for name in told["actor"].keys() - {*IDENTIFIERS, "name"}}
            told["actor"]["mbox"] = self.nobody
        if statement.space_id in self.private:
            _without_contents(told)
        told = self._without_names(told)
        statement.json = canonical(self.forgetter.forget_in(told))  # type: ignore[arg-type]
        for name in IRIS:
            if iri := getattr(statement, name):
                longest: int | None = getattr(Statement._meta.get_field(name), "max_length", None)
                setattr(statement, name, self.forgetter.forget(self._renamed(iri))[:longest])
        return statement

    def _renamed(self, text: str) -> str:
        """With the pseudonym wherever an identifier of theirs stands."""
        text = self.mbox.sub(self.nobody, re.sub(str(self.person.pk), self.pseudonym, text, flags=re.IGNORECASE))
        for old, new in self.sums.items():
            text = re.sub(old, new, text, flags=re.IGNORECASE)
        return text

    def _without_names(self, told: Any) -> Any:
        """An agent that is them loses whatever an outside tool called them."""
        if isinstance(told, list):
            return [self._without_names(one) for one in told]
        if not isinstance(told, dict):
            return told
        theirs = self._is_them(told)
        return {key: self._without_names(value) for key, value in told.items() if not (theirs and key == "name")}

    def _is_them(self, agent: dict[str, Any]) -> bool:
        """By our name for them, or by an account elsewhere or an address of the web that is made of what they are called."""
        account = agent.get("account")
        known = str(account.get("name")) if isinstance(account, dict) else ""
        if self.pseudonym in str(agent.get("mbox")) or agent.get("mbox_sha1sum") in self.sums.values():
            return True
        return known == self.pseudonym or any(
            self.forgetter.is_in(one) for one in (known, str(agent.get("openid", "")))
        )


def _without_contents(told: dict[str, Any]) -> None:
    """Their space goes, and then what lay there is read by all: what was done, and not with what or how it was answered."""
    for activity in activities_in(told):
        if definition := activity.pop("definition", None):
            activity["definition"] = {name: definition[name] for name in ("type",) if name in definition}
    for part in (told, told["object"]):
        for within, name in (("result", "response"), ("result", "extensions"), ("context", "extensions")):
            part.get(within, {}).pop(name, None)


def _sum(mbox: str) -> str:
    return sha1(mbox.encode(), usedforsecurity=False).hexdigest()


def clear_model_calls(before: datetime) -> int:
    return ModelCall.objects.filter(when__lt=before).delete()[0]


def count_model_calls(before: datetime) -> int:
    return ModelCall.objects.filter(when__lt=before).count()
