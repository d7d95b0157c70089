"""Under whose names what an export holds comes back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django.db import transaction

from zwerm.library.actions.importing.authors import Authors
from zwerm.library.actions.upkeep import may_keep
from zwerm.library.models import Comment, Item, Version
from zwerm.library.rules import exported
from zwerm.people.models import Person, Space
from zwerm.search.actions import touch


@dataclass
class Bylines:
    """What `person` brings into `space`.

    Only someone who looks after the space can bring words back under the name of a colleague who is here; from others they come with the
    name alone, for the file may say anything.
    """

    person: Person
    space: Space
    authors: Authors

    @cached_property
    def _keeps(self) -> bool:
        return may_keep(self.person, self.space)

    def who(self, someone: exported.Someone | None) -> tuple[Person | None, str]:
        """A colleague, or a name."""
        if someone is None:
            return None, ""
        found = self.authors.match([someone.written])[0]
        if isinstance(found, Person) and (self._keeps or found == self.person):
            return found, ""
        return None, someone.name

    def author_of(self, past: exported.Past) -> Person | None:
        return self.who(past.author)[0]

    def sign(self, version: Version, past: exported.Past) -> None:
        """As the export tells who wrote it: colleagues as themselves, all others as names. Inside the caller's transaction."""
        author, name = self.who(past.author)
        together = [self.who(one) for one in past.authors]
        names = [called for _person, called in together if called] or ([] if together else [name])
        strangers = list(dict.fromkeys(filter(None, names)))
        Version.objects.filter(id=version.id).update(author=author, strangers=strangers or None)
        version.authors.set(person for person, _called in together if person)

    def sign_again(self, item: Item, kept: exported.Kept) -> None:
        """Names of whom got an account since it was brought in become theirs."""
        with transaction.atomic():
            pasts = {(past.title, past.made): past for past in kept.versions}
            for version in item.versions.filter(strangers__isnull=False).defer("text", "html"):
                if (version.title, version.made) in pasts:
                    self.sign(version, pasts[version.title, version.made])
            self._credit_again(item, kept)
            remarks = {one.id: one for one in _all_of(kept.talk)}
            for comment in Comment.objects.filter(item=item, id__in=remarks, person=None).exclude(who=""):
                comment.person, comment.who = self.who(remarks[comment.id].by)
                comment.save(update_fields=["person", "who"])

    def _credit_again(self, item: Item, kept: exported.Kept) -> None:
        here = set(item.credits.filter(person__isnull=False).values_list("person", flat=True))
        for someone in kept.credits:
            person, _name = self.who(someone)
            if person is None or person.id in here:
                continue
            if item.credits.filter(person=None, name=someone.name).update(person=person):
                here.add(person.id)
                touch("item", item.id)


def _all_of(remarks: list[exported.Remark]) -> Iterator[exported.Remark]:
    for remark in remarks:
        yield remark
        yield from remark.replies
