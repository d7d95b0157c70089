from __future__ import annotations

from collections.abc import Iterable

from zwerm.library.models import Comment, Item
from zwerm.library.rules.anchors import place_of, quote_at


def keep_places(item: Item, before: str) -> None:
    """Bring the comments on certain words along to the item's current version; `before` is what it said until now.

    Those whose words are gone stay with the last version that had them, and come back when the words do.
    """
    moved = list(_moved(item, before))
    Comment.objects.bulk_update(moved, ["version", "start", "end", "exact", "prefix", "suffix"])


def _moved(item: Item, before: str) -> Iterable[Comment]:
    text = item.version.text
    for comment in Comment.objects.filter(item=item, version__isnull=False):
        place = place_of(comment.quote, text, before=before)
        if place is not None and (found := quote_at(text, *place)).exact:
            comment.version, (comment.start, comment.end) = item.version, place
            comment.exact, comment.prefix, comment.suffix = found.exact, found.prefix, found.suffix
            yield comment
