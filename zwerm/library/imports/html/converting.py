"""Elements of a page → blocks."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from lxml.html import HtmlElement

from zwerm.library.imports.blocks import (
    Block,
    Code,
    Heading,
    Item,
    Paragraph,
    Quote,
    Rule,
)
from zwerm.library.imports.html.formats import Format, Looks
from zwerm.library.imports.html.tables import read_table
from zwerm.library.imports.inline import Span, escape, write_spans
from zwerm.library.imports.pictures import Album, tidy_alt

_BLOCKS = frozenset(
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup "
    "hr html li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul caption legend dir".split()
)
_SKIPPED = frozenset(
    "script style noscript template head title meta link button select option textarea svg canvas object embed map area dialog "
    "rt rp audio param track datalist meter progress frame frameset applet".split()
)
_HEADING = re.compile(r"h([1-6])$")
_LANGUAGE = re.compile(r"(?:lang(?:uage)?|highlight(?:-source)?|brush:\s*)-?([\w+#-]+)")
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
        footnote: Callable[[HtmlElement], str | None] = lambda link: None,
    ) -> None:
        self._looks = looks
        self._album = album
        self._footnote = footnote
        self.remote_pictures = 0

    def blocks(self, element: HtmlElement) -> list[Block]:
        return list(self._flow(element, Format()))

    def inline(self, element: HtmlElement) -> str:
        """Everything below the element as one paragraph."""
        return _tidy(write_spans(self._spans(element, Format())))

    def _flow(self, element: HtmlElement, form: Format) -> Iterator[Block]:
        """Block elements one by one; text between them becomes paragraphs."""
        waiting: list[Span] = []
        if element.text:
            waiting.append(_span(element.text, form))
        for child in element:
            if isinstance(child.tag, str) and not self._is_skipped(child):
                if child.tag in _BLOCKS or self._holds_blocks(child):
                    yield from self._paragraphs(waiting)
                    waiting = []
                    yield from self._block(child, self._looks.of(child, form))
                else:
                    waiting.extend(self._inline(child, form))
            if child.tail:
                waiting.append(_span(child.tail, form))
        yield from self._paragraphs(waiting)

    def _paragraphs(self, spans: list[Span]) -> Iterator[Block]:
        """One paragraph, or several where a page breaks lines twice instead of starting a paragraph."""
        text = _tidy(write_spans(spans))
        for part in re.split(r"\n\s*\n", text):
            if part.strip():
                yield Paragraph(part.strip())

    def _holds_blocks(self, element: HtmlElement) -> bool:
        """Whether an inline element wraps block elements, as links around cards do."""
        return element.tag not in _SKIPPED and any(
            isinstance(below.tag, str) and below.tag in _BLOCKS
            for below in element.iterdescendants()
        )

    def _is_skipped(self, element: HtmlElement) -> bool:
        return element.tag in _SKIPPED or self._looks.is_hidden(element)

    def _block(self, element: HtmlElement, form: Format) -> Iterator[Block]:
        tag = str(element.tag)
        if found := _HEADING.match(tag):
            text = self.inline(element).replace("\n", " ")
            pictures = re.findall(r"!\[[^\]]*\]\([^)\s]*\)", text)
            text = re.sub(r"\*\*|!\[[^\]]*\]\([^)\s]*\)", "", text).strip()
            yield from [Heading(int(found[1]), text)] if text else []
            yield from (Paragraph(picture) for picture in pictures)
        elif tag in {"ul", "ol", "menu", "dir"}:
            yield from self._list(element, form, self._list_depth(element))
        elif tag == "dl":
            yield from self._definitions(element, form)
        elif tag == "table":
            yield from read_table(element, lambda cell: list(self._flow(cell, form)))
        elif tag == "pre":
            yield from _code(element)
        elif tag == "blockquote":
            yield Quote(list(self._flow(element, form)))
        elif tag == "hr":
            yield Rule()
        elif tag in {"summary", "legend", "caption"}:
            text = self.inline(element).replace("**", "")
            yield from [Paragraph(f"**{text}**")] if text else []
        elif tag == "figcaption":
            text = self.inline(element)
            yield from (
                [
                    Paragraph(
                        f"*{text}*" if "*" not in text and "\n" not in text else text
                    )
                ]
                if text
                else []
            )
        elif tag in _BLOCKS:
            yield from self._flow(element, form)
        else:
            yield from self._flow(element, self._looks.of(element, form))

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
            blocks = (
                list(self._flow(child, form))
                if child.tag == "li"
                else list(self._block(child, form))
            )
            yield from _entry(blocks, depth, ordered, number)
            number += 1

    def _definitions(self, element: HtmlElement, form: Format) -> Iterator[Block]:
        for child in element.iter("dt", "dd"):
            if next(child.iterancestors("dl"), None) is not element:
                continue
            blocks = list(self._flow(child, form))
            if (
                child.tag == "dt"
                and len(blocks) == 1
                and isinstance(blocks[0], Paragraph)
            ):
                text = blocks[0].text.replace("**", "")
                yield Paragraph(f"**{text}**")
            else:
                yield from blocks

    def _spans(self, element: HtmlElement, form: Format) -> Iterator[Span]:
        if element.text:
            yield _span(element.text, form)
        for child in element:
            if isinstance(child.tag, str) and not self._is_skipped(child):
                yield from self._inline(child, form)
                if child.tag in _BLOCKS:
                    yield Span(" ")
            if child.tail:
                yield _span(child.tail, form)

    def _inline(self, element: HtmlElement, form: Format) -> Iterator[Span]:
        tag = str(element.tag)
        if tag == "br":
            yield Span("\n")
        elif tag == "img":
            yield from self._picture(element, form)
        elif tag == "zwerm-picture":
            yield Span(element.get("show", ""), href=form.href, markdown=True)
        elif tag == "a":
            note = self._footnote(element)
            if note is not None:
                yield Span(note, markdown=True)
            else:
                href = element.get("href", "")
                yield from self._spans(
                    element,
                    replace(
                        self._looks.of(element, form),
                        href="" if href.startswith("#") else href,
                    ),
                )
        elif tag in {"sup", "sub"}:
            yield from self._script(element, form)
        elif tag == "math":
            yield from _equation(element)
        elif tag in {"iframe", "video", "source"}:
            yield from _film(element)
        elif tag == "input":
            if element.get("type") == "checkbox" and any(
                outer.tag in {"li", "td"} for outer in element.iterancestors()
            ):
                yield Span("☒ " if element.get("checked") is not None else "☐ ")
        elif tag == "q":
            yield from (_span("“", form), *self._spans(element, form), _span("”", form))
        else:
            yield from self._spans(element, self._looks.of(element, form))

    def _script(self, element: HtmlElement, form: Format) -> Iterator[Span]:
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

    def _picture(self, element: HtmlElement, form: Format) -> Iterator[Span]:
        source = element.get("src", "").strip()
        for attribute in _LAZY:
            if (not source or source.startswith("data:")) and element.get(attribute):
                source = element.get(attribute, "").strip()
        sides = [
            element.get(name, "").removesuffix("px") for name in ("width", "height")
        ]
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


def _span(text: str, form: Format) -> Span:
    return Span(
        re.sub(r"\s+", " ", text),
        form.bold,
        form.italic,
        form.strike,
        form.code,
        form.href,
    )


def _tidy(text: str) -> str:
    return re.sub(r" {2,}", " ", re.sub(r" *\n *", "\n", text)).strip()


def _entry(
    blocks: list[Block], depth: int, ordered: bool, number: int
) -> Iterator[Block]:
    """The blocks of one entry: its text first, then what is nested in it."""
    text: list[str] = []
    rest: list[Block] = []
    for block in blocks:
        if isinstance(block, Paragraph) and not rest:
            text.append(block.text)
        elif isinstance(block, Heading) and not rest:
            text.append(f"**{block.text}**")
        else:
            rest.append(block)
    if text or not rest:
        yield from (
            [Item(depth, ordered, "\n".join(text), number if ordered else None)]
            if text
            else []
        )
    for block in rest:
        if isinstance(block, Item):
            block.depth += depth + 1
        yield block


def _code(element: HtmlElement) -> Iterator[Block]:
    inner = element.find(".//code")
    names = f"{element.get('class', '')} {inner.get('class', '') if inner is not None else ''}"
    found = _LANGUAGE.search(names)
    for line_break in element.iter("br"):
        line_break.tail = "\n" + (line_break.tail or "")
    text = "".join(str(piece) for piece in element.itertext()).strip("\n")
    if text.strip():
        yield Code(text.rstrip(), found[1].lower() if found else "")


def _equation(element: HtmlElement) -> Iterator[Span]:
    for note in element.iter("annotation"):
        if "tex" in note.get("encoding", ""):
            body = re.sub(
                r"^\{\\(?:displaystyle|textstyle)\s?(.*)\}$",
                r"\1",
                " ".join((note.text or "").split()),
            )
            yield Span(f"${body}$", markdown=True)
            return
    alt = element.get("alttext") or "".join(str(piece) for piece in element.itertext())
    yield Span(escape(" ".join(alt.split())), markdown=True)


def _film(element: HtmlElement) -> Iterator[Span]:
    source = element.get("src") or next(
        (inner.get("src", "") for inner in element.iter("source")), ""
    )
    if source.startswith("//"):
        source = f"https:{source}"
    if re.match(r"https?://", source) and not re.search(
        r"googletagmanager|doubleclick|facebook\.com/plugins|consent|recaptcha", source
    ):
        yield Span(element.get("title") or source, href=source)
