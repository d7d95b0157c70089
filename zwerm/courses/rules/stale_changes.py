"""What changed under a block or question in a new version of its source."""

from __future__ import annotations

from collections.abc import Iterator

from zwerm.courses.generation import draft
from zwerm.courses.rules.rewriting import spans_of
from zwerm.courses.rules.staleness import Change, Comparison

Span = draft.Span


def changes_in(value: object, source: str, comparison: Comparison) -> list[Change]:
    """What changed under `value`, of this source: each sentence once, and where order is asked or shown, the order."""
    found = comparison.changes((span.start, span.end) for span in spans_of(value) if span.source == source)
    for group in _orders(value):
        spans = [(span.start, span.end) for span in group if span.source == source]
        if change := comparison.order_change(spans):
            found.append(change)
    for picture in _pictures(value):
        here = any(span.source == source for span in picture.spans)
        if here and comparison.old.picture(picture.hash) and not comparison.new.picture(picture.hash):
            found.append(Change(f"[{picture.alt}]", ""))
    return found


def _pictures(value: object) -> Iterator[draft.Picture]:
    for part in value.parts if isinstance(value, draft.TextBlock) else ():
        if isinstance(part, draft.Picture):
            yield part
        elif isinstance(part, draft.Listing):
            yield from (picture for item in part.items for picture in item.pictures)


def _orders(value: object) -> Iterator[list[Span]]:
    """Places whose order counts."""
    if isinstance(value, draft.Ordering):
        yield [span for item in value.items for span in item.spans[:1]]
    if isinstance(value, draft.TextBlock):
        for part in value.parts:
            if isinstance(part, draft.Listing) and part.ordered:
                yield [item.sentences[0].spans[0] for item in part.items if item.sentences and item.sentences[0].spans]
