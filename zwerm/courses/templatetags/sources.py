"""`{% source spans source_links %}`: the address of the words that something in a course rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from zwerm.courses.generation.draft import ListItem, Picture, Sentence, Span
from zwerm.courses.generation.links import may_be_followed
from zwerm.courses.generation.listing import split_listing, unstack_points
from zwerm.library.models import Item, cite_url
from zwerm.library.rules.addresses import item_address, item_in, picture_address

register = template.Library()
# It stands at each sentence: a longer title would be read aloud each time.
LONGEST_NAMED = 80


@register.inclusion_tag("courses/parts/source.html")
def source(spans: Sequence[Span], source_links: Mapping[str, tuple[Item, int]]) -> dict[str, object]:
    """A small link per source: the first of the spans there. Nothing for a source that the reader does not see."""
    return {"links": _links(spans, source_links)}


@register.inclusion_tag("courses/parts/source_words.html")
def source_words(spans: Sequence[Span], source_links: Mapping[str, tuple[Item, int]]) -> dict[str, object]:
    """The same with the source's title as words to click."""
    return {"links": _links(spans, source_links)}


def _links(spans: Sequence[Span], source_links: Mapping[str, tuple[Item, int]]) -> list[dict[str, str]]:
    first: dict[str, Span] = {}
    for span in spans:
        if span.source in source_links:
            known = first.get(span.source)
            first[span.source] = (
                Span(span.source, min(known.start, span.start), max(known.end, span.end)) if known else span
            )
    links = []
    for key, span in first.items():
        item, number = source_links[key]
        links.append(
            {"title": Truncator(item.title).chars(LONGEST_NAMED), "url": cite_url(item, span.start, span.end, number)}
        )
    return links


@register.inclusion_tag("courses/parts/picture.html")
def picture(shown: Picture, picture_sizes: Mapping[str, tuple[int, int]]) -> dict[str, object]:
    """A picture of a source; nothing for one that the reader does not see or that is gone."""
    width, height = picture_sizes.get(shown.hash, (0, 0)) if picture_sizes else (0, 0)
    return {"url": picture_address(shown.hash), "alt": shown.alt, "width": width, "height": height}


@register.filter
def listing(text: str) -> dict[str, object]:
    """A point that names several things as its `lead` and its `items`; any other is a lead alone."""
    lead, items = split_listing(text)
    return {"lead": lead, "items": items}


@register.filter
def stacked(text: str) -> list[tuple[str, list[str]]]:
    """The points of a text that a course chose to compare with, each with what it names."""
    return unstack_points(text)


@dataclass
class Node:
    """An item of a list with the list below it."""

    item: ListItem
    below: list[Node] = field(default_factory=list)

    @property
    def counts(self) -> bool:
        return bool(self.below) and self.below[0].item.ordered


@register.filter
def nested(items: Sequence[ListItem]) -> list[Node]:
    """Items with a depth as a list of lists."""
    roots: list[Node] = []
    open_: list[Node] = []
    for item in items:
        node = Node(item)
        open_ = [above for above in open_ if above.item.depth < item.depth]
        (open_[-1].below if open_ else roots).append(node)
        open_.append(node)
    return roots


@register.filter
def breaks_off(sentence: Sentence) -> bool:
    """Whether it ends without a mark, as a title above its explanation does: what follows starts on a line of its own."""
    return sentence.text.rstrip("\"'”’»)")[-1:] not in tuple(".!?:;…,")


@register.filter
def with_links(sentence: Sentence) -> SafeString:
    """Its words, with those that lead somewhere as links, as the library draws them. What is not to be followed stays words."""
    shown, place = conditional_escape(""), 0
    for link in sentence.links:
        if not place <= link.start < link.end <= len(sentence.text) or not may_be_followed(link.address):
            continue
        words = sentence.text[link.start : link.end]
        if item_in(link.address):
            drawn = format_html('<a href="{}" rel="noopener">{}</a>', item_address(link.address), words)
        elif link.address[:4].lower() == "http":
            drawn = format_html('<a href="{}" class="external" rel="noopener">{}</a>', link.address, words)
        else:
            drawn = format_html('<a href="{}" rel="noopener">{}</a>', link.address, words)
        shown += conditional_escape(sentence.text[place : link.start]) + drawn
        place = link.end
    return shown + conditional_escape(sentence.text[place:])


@register.filter
def spans_of(sentences: Sequence[object]) -> list[Span]:
    """All spans of sentences, in order."""
    return [span for sentence in sentences for span in getattr(sentence, "spans", ())]


@register.filter
def spans_of_items(items: Sequence[object]) -> list[Span]:
    """All spans of the items of a list."""
    return [span for item in items for span in spans_of(getattr(item, "sentences", ()))]


@register.filter
def spans_of_rows(rows: Sequence[Sequence[object]]) -> list[Span]:
    """All spans of the cells of a table."""
    return [span for row in rows for span in spans_of(row)]
