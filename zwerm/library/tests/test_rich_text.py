"""Markdown to what an editor changes and back: nothing that nobody touched changes, and what is written is what was meant."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from pycrdt import Doc, XmlElement, XmlText

from zwerm.library.demo.documents import read_documents
from zwerm.library.rules.markdown import clean_text
from zwerm.library.rules.rich.documents import read_document, write_document
from zwerm.library.rules.rich.normal import normal_blocks
from zwerm.library.rules.rich.shared import blocks_in, fragment_of, put_blocks
from zwerm.library.rules.rich.tree import MARKS, Node, Text, joined, mark, node, text

TEXTS = [
    "",
    "\n\n\n",
    "Eén alinea zonder regeleinde",
    "# Kop\nDirect eronder\n\n\n\n* ster\n* ster\n\n\n1) een\n2) twee\n",
    "Setext\n======\n\nregel een  \nregel twee\\\nregel drie\n",
    "- [ ] te doen\n- [x] gedaan\n    - dieper\n\n      losse alinea\n",
    "> [!WARNING]\n> Pas op\n> - met een lijst\n\n> gewoon citaat\nluie regel\n",
    "| a | b |\n|:--|--:|\n| `x\\|y` | **b**<br>c |\n| `\\\\|` | d |\n\n```python\nprint('hoi')\n\n```\n\n    ingesprongen\n",
    "[woord][bron] en [^1] en <kbd>Tab</kbd>\n\n[bron]: https://voorbeeld.nl 'titel'\n\n[^1]: noot\n    verder\n",
    "<details>\n<summary>Meer</summary>\n\nTekst\n\n</details>\n\n[![beeld](picture:a)](https://b.nl)\n",
    f"Zie [rooster.pdf](attachment:{'a' * 64}.pdf) en\n\n- **[y](attachment:{'b' * 64})**\n",
    "www.lindehof.nl, a@b.nl en <https://c.nl/?a=b&c>\n\n***\n\n_a_ __b__ ~~c~~ ***d*** `` `e` ``\n",
    "> - [x]: y\n> - a\n\n- a\n\n[x]: z\n",
]


def through_a_document(nodes: list[Node]) -> list[Node]:
    doc: Doc[Any] = Doc()
    put_blocks(doc, nodes)
    copy: Doc[Any] = Doc()
    copy.apply_update(doc.get_update())
    return blocks_in(copy)


@pytest.mark.parametrize("markdown", TEXTS)
def test_what_nobody_touched_comes_back_byte_for_byte(markdown: str) -> None:
    document = read_document(markdown)
    assert document.lead + "".join(block.source for block in document.blocks) == markdown
    nodes = through_a_document(document.nodes)
    assert nodes == document.nodes
    assert write_document(nodes, document) == markdown


def test_every_text_of_the_demo_comes_back_and_its_normal_form_says_the_same() -> None:
    texts = [document.linked_text() for document in read_documents()]
    assert len(texts) > 20
    for markdown in map(clean_text, texts):
        document = read_document(markdown)
        assert write_document(through_a_document(document.nodes), document) == markdown
        again = read_document(write_document(document.nodes, read_document("")))
        assert normal_blocks(again.nodes) == normal_blocks(document.nodes)


@pytest.mark.parametrize("markdown", [one for one in TEXTS if one.strip()])
def test_a_changed_block_leaves_the_bytes_of_the_others(markdown: str) -> None:
    whole = f"Eerste *alinea*,\nover twee regels.\n\n{markdown.strip(chr(10))}\n\n* laatste\n"
    document = read_document(whole)
    nodes = [node("paragraph", [text("Veranderd")]), *document.nodes[1:]]
    assert write_document(nodes, document) == whole.replace("Eerste *alinea*,\nover twee regels.", "Veranderd")


def test_what_was_put_in_between_stands_apart_and_what_went_is_gone() -> None:
    document = read_document("# Kop\nalinea\n- lijst\n")
    kop, alinea, lijst = document.nodes
    new = node("paragraph", [text("nieuw")])
    assert write_document([kop, new, alinea, lijst], document) == "# Kop\n\nnieuw\n\nalinea\n- lijst\n"
    assert write_document([kop, lijst], document) == "# Kop\n\n- lijst\n"
    assert write_document([lijst, kop], document) == "- lijst\n\n# Kop\n"
    assert write_document([], document) == ""


def test_two_lists_that_come_to_stand_below_each_other_stay_two() -> None:
    document = read_document("- a\n- b\n\ntussen\n\n- c\n")
    first, _, last = document.nodes
    made = write_document([first, last], document)
    assert normal_blocks(read_document(made).nodes) == [first, last]


@pytest.mark.parametrize(
    ("written", "markdown"),
    [
        (Text("2 * 3 < 7 & snake_case (a_b)"), "2 * 3 < 7 & snake_case (a_b)"),
        (Text("*geen* nadruk_ `geen` code"), "\\*geen\\* nadruk\\_ \\`geen\\` code"),
        (Text("# geen kop"), "\\# geen kop"),
        (Text("12. geen lijst"), "12\\. geen lijst"),
        (Text("- geen lijst"), "\\- geen lijst"),
        (Text("https://lindehof.nl"), "https\\://lindehof.nl"),
        (text("https://lindehof.nl", [mark("link", href="https://lindehof.nl")]), "<https://lindehof.nl>"),
        (text("valrisico", [mark("link", href="item:018f")]), "[valrisico](item:018f)"),
        (text(" vet ", [mark("bold")]), "**vet**"),
    ],
)
def test_words_are_written_with_as_few_signs_as_will_do(written: Text, markdown: str) -> None:
    assert write_document([node("paragraph", [written])], read_document("")) == f"{markdown}\n"


WORDS = some.text(
    some.sampled_from("ab é1 .,!*_~`[]()<>&#+-=|\\:/@\"'^{}\u00a0") | some.characters(exclude_categories=["Cs", "Cc"]),
    max_size=12,
) | some.sampled_from(
    ["http://a.nl", "www.a.nl", "a@b.nl", "1. ", "- ", "&amp;", "[^1]", "[x]: y", "```", "<b>", "***"]
)
MARKED = some.builds(
    text,
    WORDS,
    some.lists(
        some.sampled_from([mark(kind) for kind in MARKS if kind not in {"link", "raw"}])
        | some.builds(
            lambda href, title: mark("link", href=href, title=title),
            some.sampled_from(["item:1", "a%20b(c"]),
            some.none() | some.just('"t"'),
        ),
        max_size=3,
    ),
)
PICTURE = some.builds(
    lambda alt: node("image", src="picture:aa", alt=alt), WORDS.map(lambda words: " ".join(words.split()))
)
INLINE = some.lists(MARKED | some.just(node("hardBreak")) | PICTURE, max_size=5).map(joined)
PARAGRAPH = some.builds(lambda content: node("paragraph", content), INLINE)
LEAF = some.one_of(
    PARAGRAPH,
    some.builds(lambda content, level: node("heading", content, level=level), INLINE, some.integers(1, 6)),
    some.builds(
        lambda words, language: node("codeBlock", [text(words)] if words else [], language=language),
        some.text(some.sampled_from("a`~ \n#"), max_size=12),
        some.sampled_from([None, "python", "a`b"]),
    ),
    some.just(node("horizontalRule")),
    some.builds(
        lambda rows: node("table", [node("tableRow", [node("tableCell", [cell]) for cell in row]) for row in rows]),
        some.lists(some.lists(PARAGRAPH, min_size=1, max_size=3), min_size=1, max_size=3),
    ),
)


def containers(inside: some.SearchStrategy[Node]) -> some.SearchStrategy[Node]:
    blocks = some.lists(inside, min_size=1, max_size=3)
    items = some.lists(
        some.builds(
            lambda content, checked: node("listItem", content, checked=checked),
            blocks,
            some.sampled_from([None, True, False]),
        ),
        min_size=1,
        max_size=3,
    )
    return some.one_of(
        some.builds(lambda content: node("blockquote", content), blocks),
        some.builds(
            lambda content, kind: node("callout", content, kind=kind), blocks, some.sampled_from(["note", "tip"])
        ),
        some.builds(lambda content, tight: node("bulletList", content, tight=tight), items, some.booleans()),
        some.builds(
            lambda content, tight, start: node("orderedList", content, tight=tight, start=start),
            items,
            some.booleans(),
            some.integers(0, 12),
        ),
    )


BLOCK = some.recursive(LEAF, containers, max_leaves=6)


@settings(max_examples=60)
@given(some.lists(BLOCK, max_size=4))
def test_whatever_is_written_is_read_as_it_was_meant(nodes: list[Node]) -> None:
    assert through_a_document(nodes) == nodes
    markdown = write_document(nodes, read_document(""))
    assert normal_blocks(read_document(markdown).nodes) == normal_blocks(nodes)


PIECES = some.sampled_from(
    [
        "a",
        "b *c* ",
        "\n",
        "\n\n",
        "- ",
        "1. ",
        "> ",
        "# ",
        "```",
        "    ",
        "|",
        "---",
        "[x]",
        "(y)",
        "![z](picture:1)",
        "<br>",
        "<div>",
        "[x]: y",
        "[^1]",
        "[^1]: n",
        "> [!NOTE]\n> ",
        "- [ ] ",
        "~~",
        "**",
        "_",
        "\\",
        "&amp;",
        "`",
        "www.a.nl",
        "\t",
        "é",
        "| a |\n|---|\n",
    ]
)


@settings(max_examples=100)
@given(some.lists(PIECES, max_size=25).map("".join))
def test_any_text_comes_back_byte_for_byte_and_can_be_changed_without_loss(markdown: str) -> None:
    document = read_document(markdown)
    assert write_document(through_a_document(document.nodes), document) == markdown
    more = node("paragraph", [text("erbij")])
    changed = write_document([*document.nodes, more], document)
    assert "erbij" in changed
    if all(one.type != "source" for one in document.nodes):
        assert normal_blocks(read_document(changed).nodes) == normal_blocks([*document.nodes, more])


def test_what_has_no_place_in_a_document_keeps_its_words() -> None:
    doc: Doc[Any] = Doc()
    children = fragment_of(doc).children
    children.append(XmlText("los"))
    children.append(XmlElement("script", None, [XmlText("alert")]))
    children.append(XmlElement("bulletList", None, [XmlElement("paragraph", None, [XmlText("geen item")])]))
    children.append(XmlElement("table", None, [XmlElement("paragraph", None, [XmlText("geen rij")])]))
    children.append(XmlElement("heading", {"level": "veel"}, [XmlElement("bulletList", None, [XmlText("kop")])]))
    made = write_document(blocks_in(doc), read_document(""))
    assert made == "los\n\nalert\n\n- geen item\n\n| geen rij |\n| --- |\n\n## kop\n"
