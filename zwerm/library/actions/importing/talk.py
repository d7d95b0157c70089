"""What was said about an item elsewhere comes back with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property

from uuid_utils.compat import uuid7

from zwerm.library.actions.importing.authors import Authors
from zwerm.library.actions.upkeep import may_keep
from zwerm.library.models import Comment, Item, Version
from zwerm.library.rules import exported
from zwerm.library.rules.anchors import Quote, place_of, quote_at
from zwerm.people.models import Person

_QUOTED = 300


@dataclass
class TalkWriter:
    """Writes talk about one new item.

    Only someone who looks after the space can bring words back under the name of a colleague who is here; from others they come with the
    name alone, for the file may say anything. Nobody is told of what was said long ago, and nobody follows because of it.
    """

    item: Item
    person: Person
    authors: Authors

    def bring(self, remarks: list[exported.Remark]) -> None:
        """Inside the caller's transaction."""
        for remark in remarks:
            first = self._write(remark, None)
            for reply in remark.replies:
                self._write(reply, first)

    @cached_property
    def _keeps(self) -> bool:
        return may_keep(self.person, self.item.space)

    @cached_property
    def _versions(self) -> dict[int, Version]:
        return {version.number: version for version in self.item.versions.all()}

    def _write(self, remark: exported.Remark, thread: Comment | None) -> Comment:
        now = datetime.now(UTC)

        def moment(told: datetime | None) -> datetime | None:
            return min(told, now) if told else None

        person, who = self._who(remark.by)
        taken = Comment.objects.filter(id=remark.id).exists()
        comment = Comment(
            id=uuid7() if taken else remark.id,
            item=self.item,
            thread=thread,
            person=person,
            who=who,
            words=remark.words,
            named=self._named(remark),
            when=min(remark.when, now),
            edited=moment(remark.edited),
            withdrawn=moment(remark.withdrawn),
            hidden=moment(remark.hidden),
            hidden_by=self._who(remark.hidden_by)[0],
            resolved=moment(remark.resolved),
            resolved_by=self._who(remark.resolved_by)[0],
        )
        if remark.about is not None and thread is None:
            self._place(comment, remark.about)
        comment.save(force_insert=True)
        return comment

    def _who(self, someone: exported.Someone | None) -> tuple[Person | None, str]:
        """A colleague, or a name."""
        if someone is None:
            return None, ""
        found = self.authors.match([someone.written])[0]
        if isinstance(found, Person) and (self._keeps or found == self.person):
            return found, ""
        return None, someone.name

    def _named(self, remark: exported.Remark) -> dict[str, str]:
        found = ((name, self._who(someone)[0]) for name, someone in remark.named.items())
        return {name: str(person.id) for name, person in found if person}

    def _place(self, comment: Comment, about: exported.Marked) -> None:
        """Where the words stand here; when they stand nowhere any more, they are told before what was said about them."""
        quote = Quote(about.exact, about.prefix, about.suffix)
        version = self._versions.get(about.version or 0)
        place = None
        if version and about.start is not None and about.end is not None and about.end > about.start:
            said = quote_at(version.text, about.start, about.end)
            place = (about.start, about.end) if said.exact == about.exact else None
        if place is None:
            version = self.item.version
            place = place_of(quote, version.text)
        if version is None or place is None:
            comment.words = f"“{about.exact[:_QUOTED]}”\n\n{comment.words}" if comment.words else ""
            return
        comment.version, (comment.start, comment.end) = version, place
        comment.exact, comment.prefix, comment.suffix, comment.was = about.exact, about.prefix, about.suffix, about.was
