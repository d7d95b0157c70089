"""How long the parts of a page are, how much of them is links, and which of them are sentences: counted once for all of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree
from lxml.html import HtmlElement

# These begin lines of their own; words in all others stand in a line of what is around them.
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_PROSE = 80


@dataclass(slots=True)
class Measures:
    """Of a page that stays as it is meanwhile."""

    body: HtmlElement
    _lengths: dict[HtmlElement, int] = field(default_factory=dict)
    _linked: dict[HtmlElement, int] = field(default_factory=dict)
    _own: dict[HtmlElement, tuple[int, int]] = field(default_factory=dict)
    _places: dict[HtmlElement, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for event, element in etree.iterwalk(self.body, events=("start", "end")):
            if event == "start":
                self._places[element] = len(self._places)
            else:
                self._measure(element)

    def length(self, element: HtmlElement) -> int:
        return self._lengths.get(element, 0)

    def link_share(self, element: HtmlElement) -> float:
        """The part of its text that is links."""
        length = self._lengths.get(element, 0)
        return self._linked[element] / length if length else 0.0

    def place(self, element: HtmlElement) -> int:
        """Which it is in the order of the page."""
        return self._places[element]

    def is_prose(self, element: HtmlElement) -> bool:
        """Whether there are sentences in it that are in no block within it, and not for the most part links."""
        length, linked = self._own[element]
        return element.tag in _BLOCKS and length >= _PROSE and linked < length / 2

    def weigh(self, parts: Mapping[HtmlElement, int]) -> dict[HtmlElement, int]:
        """How much of what these parts weigh each element holds; what holds nothing of them is not in it."""
        weights: dict[HtmlElement, int] = {}
        for part, weight in parts.items():
            for one in (part, *part.iterancestors()):
                weights[one] = weights.get(one, 0) + weight
        return weights

    def own(self, element: HtmlElement) -> int:
        """The length of what is in no block within it."""
        return self._own[element][0]

    def _measure(self, element: HtmlElement) -> None:
        children = list(element)
        own = [element.text, *(child.tail for child in children)]
        said = sum(len(text.strip()) for text in own if text)
        length = said + sum(self._lengths[child] for child in children)
        self._lengths[element] = length
        self._linked[element] = length if element.tag == "a" else sum(self._linked[child] for child in children)
        inline = [self._own[child] for child in children if child.tag not in _BLOCKS]
        said += sum(length for length, _linked in inline)
        linked = said if element.tag == "a" else sum(linked for _length, linked in inline)
        self._own[element] = said, linked
