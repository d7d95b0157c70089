"""What was said about an item elsewhere comes back with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property

from uuid_utils.compat import uuid7

from zwerm.library.actions.importing.bylines import Bylines
from zwerm.library.models import Comment, Item, Version
from zwerm.library.rules import exported
from zwerm.library.rules.anchors import Quote, place_of, quote_at

_QUOTED = 300


@dataclass
class TalkWriter:
    """Writes talk about one new item. Nobody is told of what was said long ago, and nobody follows because of it."""

    item: Item
    bylines: Bylines

    def bring(self, remarks: list[exported.Remark]) -> None:
        """Inside the caller's transaction."""
        for remark in remarks:
            first = self._write(remark, None)
            for reply in remark.replies:
                self._write(reply, first)

    @cached_property
    def _versions(self) -> dict[int, Version]:
        return {version.number: version for version in self.item.versions.all()}

    def _write(self, remark: exported.Remark, thread: Comment | None) -> Comment:
        now = datetime.now(UTC)

        def moment(told: datetime | None) -> datetime | None:
            return min(told, now) if told else None

        person, who = self.bylines.who(remark.by)
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
            hidden_by=self.bylines.who(remark.hidden_by)[0],
            resolved=moment(remark.resolved),
            resolved_by=self.bylines.who(remark.resolved_by)[0],
        )
        if remark.about is not None and thread is None:
            self._place(comment, remark.about)
        comment.save(force_insert=True)
        return comment

    def _named(self, remark: exported.Remark) -> dict[str, str]:
        found = ((name, self.bylines.who(someone)[0]) for name, someone in remark.named.items())
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
