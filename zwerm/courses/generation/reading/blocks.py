"""The blocks of a Markdown text: headings, paragraphs, lists, tables and code, each with its exact place."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from zwerm.courses.generation.reading.html_tables import find_html_tables, read_html_rows, without_tables
from zwerm.courses.generation.reading.pictures import SourcePicture, find_pictures
from zwerm.courses.generation.reading.prepare import Prepared, prepare
from zwerm.courses.generation.reading.sentence import (
    SourceSentence,
    read_sentences,
    read_whole,
)

# A line of an item that is a command and nothing else.
ALL_CODE = re.compile(r"(?P<ticks>`+)(?P<inside>[^`\n]+)(?P=ticks)")


@dataclass(frozen=True, kw_only=True)
class Block:
    """`start` up to `end` is its place in the source. `label` is the kind of remark, `quoted` that it stands in a quotation, and
    `quote_end` where that ends; remarks are quotations too."""

    start: int
    end: int
    label: str = ""
    quoted: bool = False
    quote_end: int = 0


@dataclass(frozen=True, kw_only=True)
class HeadingBlock(Block):
    """`until` is where the remark ends of which this is the title; a heading proper has none."""

    level: int
    title: SourceSentence
    until: int | None = None


@dataclass(frozen=True, kw_only=True)
class ParagraphBlock(Block):
    sentences: tuple[SourceSentence, ...]


@dataclass(frozen=True, kw_only=True)
class CodeBlock(Block):
    text: str
    syntax: str = ""


@dataclass(frozen=True)
class Item:
    """`sentences` of the item itself, `codes` what stands in it as code; deeper items follow it with a larger `depth`."""

    sentences: tuple[SourceSentence, ...]
    depth: int
    whole: SourceSentence | None = None
    pictures: tuple[SourcePicture, ...] = ()
    ordered: bool = False
    codes: tuple[CodeBlock, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ListBlock(Block):
    items: tuple[Item, ...]
    ordered: bool
    first: int = 1


@dataclass(frozen=True, kw_only=True)
class TableBlock(Block):
    header: tuple[SourceSentence | None, ...]
    rows: tuple[tuple[SourceSentence | None, ...], ...]


@dataclass(frozen=True, kw_only=True)
class PictureBlock(Block):
    picture: SourcePicture


@dataclass(frozen=True, kw_only=True)
class RawBlock(Block):
    """HTML that we don't read."""


def block_sentences(block: Block) -> Iterator[SourceSentence]:
    """The sentences of paragraphs and lists, in order."""
    if isinstance(block, ParagraphBlock):
        yield from block.sentences
    elif isinstance(block, ListBlock):
        for item in block.items:
            yield from item.sentences


def read_blocks(markdown: str, source: str, language: str) -> list[Block]:
    """The blocks in order. Quotes and remarks are read through; lists are flat, with a depth per item."""
    prepared = prepare(markdown)
    text = prepared.text
    tables = list(find_html_tables(text))
    prepared = replace(prepared, text=without_tables(text, tables))
    parser = MarkdownIt("commonmark").enable("table")
    blocks = _Walk(markdown, prepared, source, language).blocks(parser.parse(prepared.text))
    for table in tables:
        rows = read_html_rows(table, text, markdown, source, language)
        if len(rows) > 1:
            blocks.append(TableBlock(start=table.start, end=table.end, header=rows[0], rows=tuple(rows[1:])))
        else:
            blocks.append(RawBlock(start=table.start, end=table.end))
    return sorted(blocks, key=lambda block: block.start) if tables else blocks


@dataclass
class _Walk:
    markdown: str
    prepared: Prepared
    source: str
    language: str
    found: list[Block] = field(default_factory=list)
    quotes: list[tuple[int, int]] = field(default_factory=list)

    def blocks(self, tokens: Sequence[Token]) -> list[Block]:
        position = 0
        while position < len(tokens):
            token = tokens[position]
            if token.type == "blockquote_open":
                self.quotes.append(self.prepared.lines(token.map))
            if token.nesting == 1 and token.type not in (
                "blockquote_open",
                "list_item_open",
            ):
                closing = _closing(tokens, position)
                self._container(token, tokens[position + 1 : closing])
                position = closing
            elif token.type in ("fence", "code_block"):
                self.found.append(self._read_code(token))
            elif token.type == "html_block":
                start, end = self.prepared.lines(token.map)
                self.found.append(RawBlock(start=start, end=end))
            position += 1
        return [self._in_its_quote(block) for block in self.found]

    def _in_its_quote(self, block: Block) -> Block:
        """Remarks are read as quotations too; those have a label or a title."""
        ends = [end for start, end in self.quotes if start <= block.start < end]
        return replace(block, quoted=not block.label, quote_end=min(ends)) if ends else block

    def _container(self, token: Token, inside: Sequence[Token]) -> None:
        start, end = self.prepared.lines(token.map)
        if token.type == "heading_open":
            title = self._whole(inside[0])
            if title:
                last = self.prepared.remarks.get(token.map[0]) if token.map else None
                until = self.prepared.lines([last, last + 1])[1] if last is not None else None
                self.found.append(HeadingBlock(start=start, end=end, level=int(token.tag[1]), title=title, until=until))
        elif token.type == "paragraph_open":
            sentences = self._sentences(inside[0])
            if sentences:
                self.found.append(
                    ParagraphBlock(
                        start=start,
                        end=end,
                        sentences=sentences,
                        label=self._label(token),
                    )
                )
            for picture in self._pictures(inside[0]):
                self.found.append(PictureBlock(start=picture.span.start, end=picture.span.end, picture=picture))
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            ordered = token.type == "ordered_list_open"
            items = self._items(inside, 0, ordered)
            if items:
                self.found.append(
                    ListBlock(
                        start=start,
                        end=end,
                        items=tuple(items),
                        ordered=ordered,
                        label=self._label(token),
                        first=int(token.attrGet("start") or 1),
                    )
                )
        elif token.type == "table_open":
            self._table(start, end, inside)

    def _items(self, tokens: Sequence[Token], depth: int, ordered: bool) -> list[Item]:
        """The items of a list, the items of lists within them after each. Tables within items are left out."""
        items: list[Item] = []
        position = 0
        while position < len(tokens):
            token = tokens[position]
            if token.type == "list_item_open":
                closing = _closing(tokens, position)
                items += self._item(tokens[position + 1 : closing], depth, ordered)
                position = closing
            position += 1
        return items

    def _item(self, tokens: Sequence[Token], depth: int, ordered: bool) -> list[Item]:
        sentences: list[SourceSentence] = []
        whole: SourceSentence | None = None
        deeper: list[Item] = []
        pictures: tuple[SourcePicture, ...] = ()
        codes: tuple[CodeBlock, ...] = ()
        position = 0
        while position < len(tokens):
            token = tokens[position]
            if token.type in ("bullet_list_open", "ordered_list_open"):
                closing = _closing(tokens, position)
                counts = token.type == "ordered_list_open"
                deeper += self._items(tokens[position + 1 : closing], depth + 1, counts)
                position = closing
            elif token.type == "inline" and sentences and (code := ALL_CODE.fullmatch(token.content.strip())):
                start, end = self.prepared.lines(token.map)
                codes += (CodeBlock(start=start, end=end, text=code["inside"].strip()),)
            elif token.type == "inline":
                if not sentences:
                    whole = self._whole(token)
                sentences += self._sentences(token)
                pictures += self._pictures(token)
            elif token.type in ("fence", "code_block"):
                codes += (self._read_code(token),)
            position += 1
        own = [Item(tuple(sentences), depth, whole, pictures, ordered, codes)] if sentences else []
        return own + deeper

    def _table(self, start: int, end: int, tokens: Sequence[Token]) -> None:
        rows: list[list[SourceSentence | None]] = []
        taken = start
        for token in tokens:
            if token.type == "tr_open":
                rows.append([])
                taken = self.prepared.lines(token.map)[0] if token.map else taken
            elif token.type == "inline":
                place = self.prepared.find(token.content, taken)
                if place is None or not token.content:
                    rows[-1].append(None)
                    continue
                taken = place + len(token.content)
                rows[-1].append(read_whole(self.markdown, [(place, taken)], self.source, self.language, ticks=True))
        if len(rows) > 1:
            self.found.append(
                TableBlock(
                    start=start,
                    end=end,
                    header=tuple(rows[0]),
                    rows=tuple(tuple(row) for row in rows[1:]),
                )
            )

    def _read_code(self, token: Token) -> CodeBlock:
        start, end = self.prepared.lines(token.map)
        return CodeBlock(start=start, end=end, text=token.content, syntax=token.info.split(" ")[0])

    def _sentences(self, token: Token) -> tuple[SourceSentence, ...]:
        return tuple(
            read_sentences(
                self.markdown,
                self.prepared.stretches(token.content, token.map),
                self.source,
                self.language,
            )
        )

    def _whole(self, token: Token) -> SourceSentence | None:
        return read_whole(
            self.markdown,
            self.prepared.stretches(token.content, token.map),
            self.source,
            self.language,
        )

    def _pictures(self, token: Token) -> tuple[SourcePicture, ...]:
        return find_pictures(self.markdown, self.prepared.stretches(token.content, token.map), self.source)

    def _label(self, token: Token) -> str:
        return self.prepared.labels.get(token.map[0], "") if token.map else ""


def _closing(tokens: Sequence[Token], opening: int) -> int:
    """The position of the token that closes the one at `opening`."""
    depth = 0
    for position in range(opening, len(tokens)):
        depth += tokens[position].nesting
        if depth == 0:
            return position
    return len(tokens) - 1


def without_sentences(block: Block, gone: Collection[int]) -> Block | None:
    """The block without the sentences that begin at one of these places; nothing when none is left."""
    if isinstance(block, ParagraphBlock):
        sentences = tuple(sentence for sentence in block.sentences if sentence.start not in gone)
        return replace(block, sentences=sentences) if sentences else None
    if isinstance(block, ListBlock):
        items = tuple(item for item in (_item_without(item, gone) for item in block.items) if item)
        return replace(block, items=items) if items else None
    return block


def _item_without(item: Item, gone: Collection[int]) -> Item | None:
    sentences = tuple(sentence for sentence in item.sentences if sentence.start not in gone)
    return replace(item, sentences=sentences) if sentences else None
