"""The rule of sight for what is about an item, as the database asks it; see people/models/sight.py."""

from __future__ import annotations

from typing import ClassVar

from zwerm.people.models.sight import OPEN_OR_MEMBER, Sight


class SeenItem(Sight):
    """On anything with an item, `SeenItem("item", person=…)`: this (active) person sees it, as `Item.objects.visible_to` has it.

    Asked per row and not as a list: what is *not* in a list of items makes a database read every item first.
    """

    times: ClassVar = 2

    def words(self, *parts: str) -> str:
        item, person = parts
        rule = OPEN_OR_MEMBER.format(open="seen.open", space="seen.id", person=person)
        return (
            "EXISTS(SELECT 1 FROM library_item seen_item JOIN people_space seen ON seen.id = seen_item.space_id"  # noqa: S608  columns
            f" WHERE seen_item.id = {item} AND (seen_item.published IS NOT NULL OR seen_item.author_id = {person}) AND {rule})"
        )
