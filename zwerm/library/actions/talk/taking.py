"""What was said about items, as it goes along with a space."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from zwerm.library.models import Comment, Item, Version
from zwerm.library.rules import exported
from zwerm.people.models import Person


def told(items: Iterable[Item], person: Person, *, keeps: bool) -> dict[UUID, list[exported.Remark]]:
    """The talk about each of these items (with `seen_comments`, `seen_versions`), as `person` reads it there.

    `keeps`: they look after the space, and so read what is hidden.
    """
    items = list(items)
    ids = {id for item in items for one in _comments(item) for id in one.named.values()}
    named = {str(one.id): one for one in Person.objects.filter(id__in=ids)} if ids else {}
    return {item.id: _threads(item, person, named, keeps=keeps) for item in items}


def _comments(item: Item) -> list[Comment]:
    found: list[Comment] = item.seen_comments  # type: ignore[attr-defined]
    return found


def _threads(item: Item, person: Person, named: Mapping[str, Person], *, keeps: bool) -> list[exported.Remark]:
    versions: list[Version] = item.seen_versions  # type: ignore[attr-defined]
    numbers = {version.id: version.number for version in versions}
    replies: dict[UUID | None, list[exported.Remark]] = {}
    firsts = []
    for comment in _comments(item):
        reads = comment.is_open_to(person, keeps=keeps)
        if comment.thread_id is None:
            firsts.append((comment, reads))
        else:
            replies.setdefault(comment.thread_id, []).append(_remark(comment, named, reads=reads))
    return [
        _remark(comment, named, reads=reads, about=_about(comment, numbers), replies=replies.get(comment.id, []))
        for comment, reads in firsts
    ]


def _remark(
    comment: Comment,
    named: Mapping[str, Person],
    *,
    reads: bool,
    about: exported.Marked | None = None,
    replies: list[exported.Remark] | None = None,
) -> exported.Remark:
    known = {name: exported.someone(named[id]) for name, id in comment.named.items() if id in named} if reads else {}
    return exported.Remark(
        id=comment.id,
        words=comment.words if reads else "",
        when=comment.when,
        by=_someone(comment),
        edited=comment.edited,
        withdrawn=comment.withdrawn,
        hidden=comment.hidden,
        hidden_by=exported.someone(comment.hidden_by) if comment.hidden_by else None,
        resolved=comment.resolved,
        resolved_by=exported.someone(comment.resolved_by) if comment.resolved_by else None,
        named=known,
        about=about,
        replies=replies or [],
    )


def _someone(comment: Comment) -> exported.Someone | None:
    if comment.person:
        return exported.someone(comment.person)
    return exported.Someone(comment.who) if comment.who else None


def _about(comment: Comment, numbers: Mapping[UUID, int]) -> exported.Marked | None:
    if not comment.exact:
        return None
    number = numbers.get(comment.version_id) if comment.version_id is not None else None
    place = (number, comment.start, comment.end) if number else (None, None, None)
    return exported.Marked(comment.exact, comment.prefix, comment.suffix, comment.was, *place)
