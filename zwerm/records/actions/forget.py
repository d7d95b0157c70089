"""Someone is erased: what they did stays in the log, under a name that means nothing."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import partial, reduce
from hashlib import sha1
from operator import and_
from typing import Any

import msgspec
from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet

from zwerm.operations.removing import remove_file
from zwerm.people.actions import addresses_of, forgetter_of, may_stand_in
from zwerm.people.models import Person, Space
from zwerm.people.registry import Going
from zwerm.records.actions.record import canonical
from zwerm.records.models import Attachment, Forgetting, KnownActivity, Mention, ModelCall, Statement
from zwerm.records.rules.identity import IDENTIFIERS, SIGNATURE, activities_in, activity_key, identifier_of
from zwerm.records.rules.iris import distinctive_parts, in_column, is_iri, pattern_of_mbox, words_in_iris

AT_ONCE = 500
DEEPEST = 6000
# Over what came while somebody was being erased: each takes a moment.
PASSES = 5
IRIS = ("object_iri", "object_type", "verb_iri", "part_of")


def forget_statements(going: Going) -> int:
    """Put one new, random name in the place of their id and address wherever a statement tells them; no statement is removed.

    What came along as a file with a statement that tells of them is removed, a signature too: nobody can tell what stands in it.
    """
    # Statements that came before MOST_DEEP (xapi/asked.py) may be nested up to what could be read.
    sys.setrecursionlimit(max(sys.getrecursionlimit(), DEEPEST))
    who, there, now = Forgotten(going), Statement.objects.settled().last_sequence(), datetime.now(UTC)
    going.there[Statement._meta.label] = Q(sequence__lte=there)
    going.there[KnownActivity._meta.label] = Q(changed__lt=now)
    going.lastly.append(partial(_see_to_what_came, going, who, there))
    _reword(going, who, QuerySet(Statement))
    rows: QuerySet[Statement] = QuerySet(Statement)
    rows.filter(space__in=who.private).update(space=None)
    _forget_activities(who)
    return 0


def _see_to_what_came(going: Going, who: Forgotten, there: int) -> None:
    """What tools went on telling meanwhile, again until there is nothing new; of who tells without end the rest comes after the erasure."""
    rows: QuerySet[Statement] = QuerySet(Statement)
    for _pass in range(PASSES):
        if not _reword(going, who, rows.filter(sequence__gt=there)):
            break
    _forget_activities(who)


def _reword(going: Going, who: Forgotten, rows: QuerySet[Statement]) -> int:
    """How many of these told of them."""
    pause = Forgetting.objects.create()
    some: list[Statement] = []
    reworded, number = going.reworded[Statement._meta.label], 0
    for statement in (
        rows.filter(who.about()).only("sequence", "json", "credential", "person", "space", *IRIS).iterator()
    ):
        before = _words(statement)
        if _words(who.out_of(statement)) == before:
            continue
        some.append(statement)
        number += 1
        reworded.add(statement.pk)
        if len(some) == AT_ONCE:
            _change(some)
            some = []
    _change(some)
    pause.delete()
    return number


def _forget_activities(who: Forgotten) -> None:
    """What tools said of activities: known under the IRI that statements have now."""
    for row in KnownActivity.objects.filter(who.in_words("definition") | who.in_words("iri")):
        iri = who.out_of_iri(row.iri)
        definition = canonical(who.out_of_words(msgspec.json.decode(who.renamed(row.definition))))
        if iri != row.iri:
            row.delete()
        if (iri, definition) != (row.iri, row.definition):
            now = {"activity": activity_key(iri), "space_id": row.space_id, "iri": iri, "definition": definition}
            key = activity_key(iri, row.space_id)
            KnownActivity.objects.update_or_create(key=key, defaults={**now, "changed": row.changed})


def _words(statement: Statement) -> tuple[str, ...]:
    return (statement.json, *(getattr(statement, name) or "" for name in IRIS))


def _change(some: list[Statement]) -> None:
    """Reword these. What came along with one that told of them goes: not where only the words of a name stood apart."""
    for one in some:
        one.json = _without_files(one.json)
    rows: QuerySet[Statement] = QuerySet(Statement)
    rows.bulk_update(some, ["json", *IRIS])
    forget_files(Attachment.objects.filter(statement__in=some))
    outside = [one for one in some if one.credential_id]
    Mention.objects.filter(statement__in=outside).delete()
    Mention.keep_all((one.sequence, msgspec.json.decode(one.json)) for one in outside)


def _without_files(text: str) -> str:
    """Without what it told of files that came along: they go. What has an address is elsewhere; but a signature is of what it was before."""
    if '"attachments":' not in text:
        return text
    told: dict[str, Any] = msgspec.json.decode(text)
    for part in (told, told["object"]):
        left = [one for one in part.pop("attachments", ()) if "fileUrl" in one and one["usageType"] != SIGNATURE]
        if left:
            part["attachments"] = left
    return canonical(told)


def forget_files(theirs: QuerySet[Attachment]) -> None:
    """Remove attachments, and from storage, at the end of the transaction, each file that no other statement has."""
    hashes = set(theirs.values_list("hash", flat=True))
    theirs.delete()
    for hash in hashes - set(Attachment.objects.filter(hash__in=hashes).values_list("hash", flat=True)):
        path = Attachment.path_of(hash)
        transaction.on_commit(partial(remove_file, path))


class Forgotten:
    """Someone who goes, and the name that means nothing in their place."""

    def __init__(self, going: Going) -> None:
        person, self.pseudonym = going.person, str(going.pseudonym)
        self.person, self.forgetter = person, forgetter_of(person)
        self.nobody = f"mailto:{self.pseudonym}@erased.invalid"
        known = sorted((f"mailto:{one}" for one in addresses_of(person)), key=len, reverse=True)
        self.sums = {_sum(one): _sum(self.nobody) for mbox in known for one in (mbox, mbox.lower())}
        self.name = person.name if self.forgetter.knows_name else ""
        others = Person.objects.exclude(pk=person.pk).values_list("email", flat=True)
        self.parts = distinctive_parts(addresses_of(person), self.name, others)
        self.in_iris = words_in_iris([*addresses_of(person), *self.parts, self.name])
        self.mbox = re.compile("|".join(map(pattern_of_mbox, known)), re.IGNORECASE)
        self.private = set(Space.objects.private_of(person).values_list("pk", flat=True))

    def about(self) -> Q:
        return Q(person=self.person) | Q(space__in=self.private) | self.in_words("json")

    def in_words(self, column: str) -> Q:
        """Rows worth a look."""
        found = may_stand_in(column, self.forgetter)
        for told in self.sums:
            found |= _all_in(column, [told])
        for part in self.parts:
            found |= _all_in(column, re.split("[._-]", part))
        if not self.name.isascii():
            # By its letters of ASCII alone: another case of the others is percent-encoded otherwise.
            found |= _all_in(column, ["%", *re.findall("[a-z]+", self.name.lower())])
        return found

    def out_of(self, statement: Statement) -> Statement:
        told: Any = msgspec.json.decode(self.renamed(statement.json))
        if statement.person_id == self.person.pk and not self._is_them(told["actor"]):
            # Under an address that they had when it came, and that is of another now, or of which nobody knows any more.
            told["actor"] = {name: told["actor"][name] for name in told["actor"].keys() - {*IDENTIFIERS, "name"}}
            told["actor"]["mbox"] = self.nobody
        if statement.space_id in self.private:
            _without_contents(told)
        statement.json = canonical(self.out_of_words(told))
        self._columns(statement)
        return statement

    def _columns(self, statement: Statement) -> None:
        """As `in_column` has what the statement says now."""
        told: Any = msgspec.json.decode(statement.json)
        about = told.get("object", {})
        for name, iri in (
            ("verb_iri", told.get("verb", {}).get("id")),
            ("object_iri", about.get("id")),
            ("object_type", about.get("definition", {}).get("type")),
        ):
            if iri and getattr(statement, name):
                setattr(statement, name, in_column(name, iri))
        if statement.part_of:
            statement.part_of = self.out_of_iri(statement.part_of)

    def out_of_words(self, told: Any) -> Any:
        return self.forgetter.forget_in(self._without_iris(self._without_names(told)))

    def out_of_iri(self, iri: str) -> str:
        return self.forgetter.forget(self.in_iris.sub(self.pseudonym, self.renamed(iri)))

    def is_agent(self, agent: dict[str, Any]) -> bool:
        """Whether it would be another agent in a statement that is left without them."""
        told = msgspec.json.decode(self.renamed(canonical(agent)))
        return identifier_of(self.out_of_words(told)) != identifier_of(agent)

    def _without_iris(self, told: Any) -> Any:
        """In IRIs and names of accounts the pseudonym stands, which is a word there too."""
        if isinstance(told, str):
            return self.in_iris.sub(self.pseudonym, told) if is_iri(told) else told
        if isinstance(told, list):
            return [self._without_iris(one) for one in told]
        if not isinstance(told, dict):
            return told
        return {self._without_iris(key): self._without_iris(value) for key, value in told.items()}

    def renamed(self, text: str) -> str:
        """With the pseudonym wherever an identifier of theirs stands."""
        text = self.mbox.sub(self.nobody, re.sub(str(self.person.pk), self.pseudonym, text, flags=re.IGNORECASE))
        for old, new in self.sums.items():
            text = re.sub(old, new, text, flags=re.IGNORECASE)
        return text

    def _without_names(self, told: Any) -> Any:
        """An agent that is them loses whatever an outside tool called them, and what it knew them by elsewhere."""
        if isinstance(told, list):
            return [self._without_names(one) for one in told]
        if not isinstance(told, dict):
            return told
        known = {key: self._without_names(value) for key, value in told.items()}
        if not self._is_them(told):
            return known
        known.pop("name", None)
        if self._elsewhere(told):
            known["account"]["name"] = self.pseudonym
        if "openid" in told:
            known["openid"] = f"urn:uuid:{self.pseudonym}"
        return known

    def _is_them(self, agent: dict[str, Any]) -> bool:
        """By our name for them; by an account elsewhere or an address of the web that is made of what they are called, or stands with their name."""
        if self.pseudonym in str(agent.get("mbox")) or agent.get("mbox_sha1sum") in self.sums.values():
            return True
        account, openid = agent.get("account"), agent.get("openid")
        known = str(account.get("name")) if isinstance(account, dict) else ""
        if known == self.pseudonym or any(
            self.forgetter.is_in(one) or self.in_iris.search(one) for one in (known, str(openid or ""))
        ):
            return True
        called = _words_of(self.name)
        named = bool(called) and _words_of(str(agent.get("name"))) == called
        return named and (openid is not None or self._elsewhere(agent))

    @staticmethod
    def _elsewhere(agent: dict[str, Any]) -> bool:
        account = agent.get("account")
        return isinstance(account, dict) and account.get("homePage", settings.SITE_URL) != settings.SITE_URL


def _words_of(name: str) -> list[str]:
    """In whichever order they stand: a list has the family name first."""
    return sorted(re.findall(r"\w+", name.casefold()))


def _all_in(column: str, words: Iterable[str]) -> Q:
    return reduce(and_, (Q(**{f"{column}__icontains": word}) for word in words))


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
