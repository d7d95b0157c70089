"""What stands within the text, such as pictures and code: which of it can be shown."""

from dataclasses import replace

from zwerm.courses.generation.reading.blocks import Block, CodeBlock, Item, ListBlock, PictureBlock

LONGEST_CODE = 12
# Code that draws: nothing to read.
DRAWINGS = frozenset({"mermaid", "plantuml", "puml", "dot", "graphviz", "vega", "vega-lite", "d2"})


def codes(block: Block) -> list[CodeBlock]:
    return [code for item in block.items for code in item.codes] if isinstance(block, ListBlock) else []


def is_readable_code(code: CodeBlock) -> bool:
    return (
        code.syntax.lower() not in DRAWINGS and code.text.strip().count("\n") < LONGEST_CODE and bool(code.text.strip())
    )


def with_insets(block: Block, pictures: frozenset[str]) -> Block:
    """A list with only what can be shown of its pictures and code, and nothing that announces the rest; a picture that can not be
    shown without its hash."""
    if isinstance(block, PictureBlock) and block.picture.hash not in pictures:
        return replace(block, picture=replace(block.picture, hash=""))
    if not isinstance(block, ListBlock) or not any(item.pictures or item.codes for item in block.items):
        return block
    items: list[Item] = []
    for number, item in enumerate(block.items):
        seen = tuple(picture for picture in item.pictures if picture.hash in pictures)
        left = replace(item, pictures=seen, codes=tuple(filter(is_readable_code, item.codes)))
        goes_on = any(other.depth > item.depth for other in block.items[number + 1 : number + 2])
        if shows(item) and not shows(left) and not goes_on:
            left = _without_announcement(left)
        items += [left] if left.sentences else []
    return replace(block, items=tuple(items))


def _without_announcement(item: Item) -> Item:
    """An item of which the picture or code went, without "You should see this:"; of a step that is all there is, it stays."""
    announces = item.sentences[-1].text.rstrip().endswith(":")
    goes = announces and (len(item.sentences) > 1 or not item.ordered)
    return replace(item, sentences=item.sentences[:-1]) if goes else item


def shows(item: Item) -> bool:
    return bool(item.pictures or item.codes)
