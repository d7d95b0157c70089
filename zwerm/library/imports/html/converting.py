"""Elements of a page → blocks."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from lxml.html import HtmlElement

from zwerm.library.imports.blocks import (
    Block,
    Heading,
    Paragraph,
    Quote,
    Rule,
)
from zwerm.library.imports.html.formats import Format, Looks
from zwerm.library.imports.html.pieces import code_blocks, entry_blocks, equation_spans, film_spans, span_of, tidy
from zwerm.library.imports.html.tables import read_table
from zwerm.library.imports.inline import Span, write_spans
from zwerm.library.imports.pictures import Album, tidy_alt

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
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
        "hgroup",
        "hr",
        "html",
        "li",
        "main",
        "menu",
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
        "caption",
        "legend",
        "dir",
    ]
)
_SKIPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "title",
        "meta",
        "link",
        "button",
        "select",
        "option",
        "textarea",
        "svg",
        "canvas",
        "object",
        "embed",
        "map",
        "area",
        "dialog",
        "rt",
        "rp",
        "audio",
        "param",
        "track",
        "datalist",
        "meter",
        "progress",
        "frame",
        "frameset",
        "applet",
    ]
)
_BLOCK_READERS = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    **dict.fromkeys(("ul", "ol", "menu", "dir"), "list"),
    **dict.fromkeys(("summary", "legend", "caption"), "label"),
    "dl": "definitions",
    "table": "table",
    "pre": "code",
    "blockquote": "quote",
    "hr": "rule",
    "figcaption": "caption",
}
_INLINE_READERS = {
    **dict.fromkeys(("iframe", "video", "source"), "film"),
    **dict.fromkeys(("sup", "sub"), "script"),
    "br": "break",
    "img": "picture",
    "zwerm-picture": "shown",
    "a": "link",
    "math": "equation",
    "input": "box",
    "q": "quoted",
}
_LIST_LEVEL = re.compile(r"lst-kix_\w+-(\d)\b")
_SUPERSCRIPT = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_SUBSCRIPT = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_LAZY = ("data-src", "data-original", "data-lazy-src", "data-image-src")


class Converter:
    """Writes one page. `footnote` gives the Markdown for a link that is a reference to a note, or None."""

    def __init__(
        self,
        looks: Looks,
        album: Album,
        footnote: Callable[[HtmlElement], str | None] | None = None,
    ) -> None:
        self._looks = looks
        self._album = album
        self._footnote = footnote or (lambda _: None)
        self.remote_pictures = 0
        self.tables_cut = 0

    def blocks(self, element: HtmlElement) -> list[Block]:
        return list(self._flow(element, Format()))

    def inline(self, element: HtmlElement) -> str:
        """Everything below the element as one paragraph."""
        return tidy(write_spans(self._spans(element, Format())))

    def _flow(self, element: HtmlElement, form: Format) -> Iterator[Block]:
        """Block elements one by one; text between them becomes paragraphs."""
        waiting: list[Span] = []
        if element.text:
            waiting.append(span_of(element.text, form))
        for child in element:
            if isinstance(child.tag, str) and not self._is_skipped(child):
                if child.tag in _BLOCKS or self._holds_blocks(child):
                    yield from self._paragraphs(waiting)
                    waiting = []
                    yield from self._block(child, self._looks.of(child, form))
                else:
                    waiting.extend(self._inline(child, form))
            if child.tail:
                waiting.append(span_of(child.tail, form))
        yield from self._paragraphs(waiting)

    def _paragraphs(self, spans: list[Span]) -> Iterator[Block]:
        """One paragraph, or several where a page breaks lines twice instead of starting a paragraph."""
        text = tidy(write_spans(spans)) if spans else ""
        for part in re.split(r"\n\s*\n", text) if "\n" in text else [text]:
            if part.strip():
                yield Paragraph(part.strip())

    def _holds_blocks(self, element: HtmlElement) -> bool:
        """Whether an inline element wraps block elements, as links around cards do."""
        return element.tag not in _SKIPPED and any(
            isinstance(below.tag, str) and below.tag in _BLOCKS for below in element.iterdescendants()
        )

    def _is_skipped(self, element: HtmlElement) -> bool:
        return element.tag in _SKIPPED or self._looks.is_hidden(element)

    def _block(self, element: HtmlElement, form: Format) -> Iterator[Block]:
        tag = str(element.tag)
        reader = getattr(self, f"_block_{_BLOCK_READERS[tag]}", None) if tag in _BLOCK_READERS else None
        if reader is not None:
            yield from reader(element, form)
        else:
            yield from self._flow(element, form if tag in _BLOCKS else self._looks.of(element, form))

    def _block_heading(self, element: HtmlElement, form: Format) -> Iterator[Block]:
        text = self.inline(element).replace("\n", " ")
        pictures = re.findall(r"!\[[^\]]*\]\([^)\s]*\)", text)
        text = re.sub(r"\*\*|!\[[^\]]*\]\([^)\s]*\)", "", text).strip()
        yield from [Heading(int(str(element.tag)[1]), text)] if text else []
        yield from (Paragraph(picture) for picture in pictures)

    def _block_list(self, element: HtmlElement, form: Format) -> Iterator[Block]:
        yield from self._list(element, form, self._list_depth(element))

    def _block_table(self, element: HtmlElement, form: Format) -> Iterator[Block]:
        def tell_cut() -> None:
            self.tables_cut += 1

        yield from read_table(element, lambda cell: list(self._flow(cell, form)), tell_cut)

    def _block_code(self, element: HtmlElement, form: Format) -> Iterator[Block]:
        yield from code_blocks(element)

    def _block_quote(self, element: HtmlElement, form: Format) -> Iterator[Block]:
        yield Quote(list(self._flow(element, form)))

    def _block_rule(self, element: HtmlElement, form: Format) -> Iterator[Block]:
        yield Rule()

    def _block_label(self, element: HtmlElement, form: Format) -> Iterator[Block]:
        text = self.inline(element).replace("**", "")
        yield from [Paragraph(f"**{text}**")] if text else []

    def _block_caption(self, element: HtmlElement, form: Format) -> Iterator[Block]:
        text = self.inline(element)
        yield from [Paragraph(f"*{text}*" if "*" not in text and "\n" not in text else text)] if text else []

    @staticmethod
    def _list_depth(element: HtmlElement) -> int:
        """Google Docs writes nested lists flat, with the depth in the name of a class."""
        found = _LIST_LEVEL.search(element.get("class", ""))
        return int(found[1]) if found else 0

    def _list(self, element: HtmlElement, form: Format, depth: int) -> Iterator[Block]:
        ordered = element.tag == "ol"
        start = element.get("start", "1")
        number = int(start) if start.isdigit() and len(start) < 6 else 1
        for child in element:
            if not isinstance(child.tag, str) or self._is_skipped(child):
                continue
            if child.tag in {"ul", "ol"}:
                yield from self._list(child, form, depth + 1)
                continue
            blocks = list(self._flow(child, form)) if child.tag == "li" else list(self._block(child, form))
            yield from entry_blocks(blocks, depth, ordered, number)
            number += 1

    def _block_definitions(self, element: HtmlElement, form: Format) -> Iterator[Block]:
        for child in element.iter("dt", "dd"):
            if next(child.iterancestors("dl"), None) is not element:
                continue
            blocks = list(self._flow(child, form))
            if child.tag == "dt" and len(blocks) == 1 and isinstance(blocks[0], Paragraph):
                text = blocks[0].text.replace("**", "")
                yield Paragraph(f"**{text}**")
            else:
                yield from blocks

    def _spans(self, element: HtmlElement, form: Format) -> Iterator[Span]:
        if element.text:
            yield span_of(element.text, form)
        for child in element:
            if isinstance(child.tag, str) and not self._is_skipped(child):
                yield from self._inline(child, form)
                if child.tag in _BLOCKS:
                    yield Span(" ")
            if child.tail:
                yield span_of(child.tail, form)

    def _inline(self, element: HtmlElement, form: Format) -> Iterator[Span]:
        tag = str(element.tag)
        reader = getattr(self, f"_inline_{_INLINE_READERS[tag]}", None) if tag in _INLINE_READERS else None
        if reader is not None:
            yield from reader(element, form)
        else:
            yield from self._spans(element, self._looks.of(element, form))

    def _inline_break(self, element: HtmlElement, form: Format) -> Iterator[Span]:
        yield Span("\n")

    def _inline_shown(self, element: HtmlElement, form: Format) -> Iterator[Span]:
        yield Span(element.get("show", ""), href=form.href, markdown=True)

    def _inline_link(self, element: HtmlElement, form: Format) -> Iterator[Span]:
        note = self._footnote(element)
        if note is not None:
            yield Span(note, markdown=True)
            return
        href = element.get("href", "")
        inner = replace(self._looks.of(element, form), href="" if href.startswith("#") else href)
        yield from self._spans(element, inner)

    def _inline_equation(self, element: HtmlElement, form: Format) -> Iterator[Span]:
        yield from equation_spans(element)

    def _inline_film(self, element: HtmlElement, form: Format) -> Iterator[Span]:
        yield from film_spans(element)

    def _inline_box(self, element: HtmlElement, form: Format) -> Iterator[Span]:
        listed = any(outer.tag in {"li", "td"} for outer in element.iterancestors())
        if element.get("type") == "checkbox" and listed:
            yield Span("☒ " if element.get("checked") is not None else "☐ ")

    def _inline_quoted(self, element: HtmlElement, form: Format) -> Iterator[Span]:
        yield from (span_of("“", form), *self._spans(element, form), span_of("”", form))

    def _inline_script(self, element: HtmlElement, form: Format) -> Iterator[Span]:
        spans = list(self._spans(element, form))
        text = "".join(span.text for span in spans)
        table = _SUPERSCRIPT if element.tag == "sup" else _SUBSCRIPT
        raised = text.strip().translate(table)
        if (
            len(spans) == 1
            and not spans[0].markdown
            and raised != text.strip()
            and not re.search(r"\w", re.sub(r"[⁰-₎¹²³]", "", raised))
        ):
            yield replace(spans[0], text=raised)
        else:
            yield from spans

    def _inline_picture(self, element: HtmlElement, form: Format) -> Iterator[Span]:
        source = element.get("src", "").strip()
        for attribute in _LAZY:
            if (not source or source.startswith("data:")) and element.get(attribute):
                source = element.get(attribute, "").strip()
        sides = [element.get(name, "").removesuffix("px") for name in ("width", "height")]
        if not source or any(side.isdigit() and int(side) <= 2 for side in sides):
            return
        alt = element.get("alt", "")
        if source.lower().startswith("data:"):
            shown = self._album.add_data_address(source, alt)
        elif re.match(r"(?:[a-z][\w+.-]*:|//)", source, re.IGNORECASE):
            self.remote_pictures += 1
            shown = ""
        else:
            target = source.replace(" ", "%20").replace("(", "%28").replace(")", "%29")
            shown = f"![{tidy_alt(alt)}]({target})"
        if shown:
            yield Span(shown, href=form.href, markdown=True)
