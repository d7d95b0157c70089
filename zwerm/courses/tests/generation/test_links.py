"""Links of a source stay links in the text of a course; nothing else of the course has them, and hostile ones are words."""

from __future__ import annotations

import pytest

from zwerm.courses.generation.course import draft_course
from zwerm.courses.generation.draft import CourseDraft, Link, Listing, Paragraph, Sentence, Table, TextBlock
from zwerm.courses.generation.links import _bare, carried
from zwerm.courses.generation.resolve import unresolved
from zwerm.courses.generation.source import Source
from zwerm.courses.rules.rewriting import markdown_of
from zwerm.courses.tests.generation.world import blocks

ITEM = "item:01890a5d-ac96-774b-bcce-b302099a8057"
FILLER = (
    "De bakkerij staat aan de haven en levert elke ochtend brood aan de schepen. Wie er werkt, draagt een schort en bindt "
    "het haar vast. De meelzolder ligt boven de oven, zodat het meel droog blijft.\n\n"
)


def source(markdown: str) -> Source:
    return Source(id="a", title="De bakkerij", markdown=f"# De bakkerij\n\n{FILLER}{markdown}\n", language="nl")


def sentences(made: CourseDraft) -> list[Sentence]:
    """Of paragraphs, list items and cells."""
    found: list[Sentence] = []
    for block in blocks(made, "text"):
        assert isinstance(block, TextBlock)
        for part in block.parts:
            if isinstance(part, Paragraph):
                found += part.sentences
            elif isinstance(part, Listing):
                found += [sentence for item in part.items for sentence in item.sentences]
            elif isinstance(part, Table):
                found += [cell for row in (part.header, *part.rows) for cell in row]
    return found


def links(markdown: str) -> list[tuple[str, str]]:
    """Per link the words and where they lead to."""
    given = source(markdown)
    made = draft_course([given])
    assert unresolved(made, [given]) == []
    return [(s.text[link.start : link.end], link.address) for s in sentences(made) for link in s.links]


@pytest.mark.parametrize(
    ("markdown", "words", "address"),
    [
        ("Meld het altijd met [dit formulier](https://haven.example/meld) aan de bakker.", "dit formulier", "https://haven.example/meld"),
        ("Bel de bakker op [zijn vaste nummer](tel:+31101234567) als de oven rookt.", "zijn vaste nummer", "tel:+31101234567"),
        ("Schrijf de bakker via [de post van de zaak](mailto:bakker@haven.example) een brief.", "de post van de zaak", "mailto:bakker@haven.example"),
        (f"Hoe je de oven aanmaakt staat in [de werkwijze van de oven]({ITEM}#stap-2) beschreven.", "de werkwijze van de oven", f"{ITEM}#stap-2"),
        ("Lees dit **[in het boek *van* brood](https://haven.example/a_(b) \"Boek\")** na voor de winkel.", "in het boek van brood", "https://haven.example/a_(b)"),
        ("Lees dit in [**het boek**](https://haven.example/b) na voor de winkel opent.", "het boek", "https://haven.example/b"),
        ("Lees dit in [het boek][b] na voor de winkel opent.\n\n[b]: https://haven.example/ref", "het boek", "https://haven.example/ref"),
        ("Lees dit op <https://haven.example/c> na voor de winkel opent.", "https://haven.example/c", "https://haven.example/c"),
        ("Lees dit na op https://haven.example/d, voor de winkel opent.", "https://haven.example/d", "https://haven.example/d"),
        ("Vraag het met een brief (bakker@haven.example) voor de winkel opent.", "bakker@haven.example", "mailto:bakker@haven.example"),
    ],
)  # fmt: skip
def test_the_words_of_a_link_lead_where_they_led(markdown: str, words: str, address: str) -> None:
    assert links(markdown) == [(words, address)]


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "java&#115;cript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "../formulier.md",
        "//haven.example/x",
        "#kop",
        "attachment:" + "a" * 64,
        "ftp://haven.example",
    ],
)
def test_what_is_not_to_be_followed_is_words(address: str) -> None:
    markdown = f"Meld het altijd met [dit formulier]({address}) aan de bakker."
    assert links(markdown) == []
    assert any("dit formulier" in s.text for s in sentences(draft_course([source(markdown)])))


@pytest.mark.parametrize("around", ["(zie {})", "'{}'", "{}!", "zie {}, of niet", "[{}]", "**{}**."])
def test_what_stands_around_an_address_is_no_part_of_it(around: str) -> None:
    told = around.format("https://haven.example/d_(e)")
    assert [link.address for link in _bare(f"Lees dit na: {told}")] == ["https://haven.example/d_(e)"]


def test_a_million_brackets_after_an_address_take_no_time_to_speak_of() -> None:
    for hostile in (")" * 10**6, "(" * 10**6, "a+" * 10**6, "www." * 10**5, "a@" * 10**6):
        assert len(list(_bare(f"https://haven.example/{hostile}"))) == 1


def test_lists_and_tables_keep_theirs() -> None:
    found = links(
        "- Haal het meel uit [de zolder](https://haven.example/zolder) van de bakker.\n"
        "- Stapel het hout naast de oven, en lees [de kaart](https://haven.example/kaart) erbij.\n\n"
        "| Brood | Waar |\n|---|---|\n| rogge | [de kade](https://haven.example/kade) |\n| wit | [de markt](https://haven.example/markt) |\n"
    )
    assert [words for words, _ in found] == ["de zolder", "de kaart", "de kade", "de markt"]


def test_code_is_no_link_and_two_links_in_a_sentence_are_two() -> None:
    found = links(
        "Kies [de ene](https://haven.example/1) of [de andere](https://haven.example/2) en typ `https://haven.example/3` in de kassa."
    )
    assert [address[-1] for _, address in found] == ["1", "2"]


def test_a_drafted_text_that_is_written_in_keeps_its_links_also_without_its_source() -> None:
    given = source(
        "Meld het altijd met [dit formulier](https://haven.example/meld) aan de bakker.\n\n"
        "Lees dit in [het boek][b] na voor de winkel opent.\n\n"
        "| Brood | Waar |\n|---|---|\n| rogge | [de kade](https://haven.example/kade) |\n| wit | op de markt |\n\n[b]: https://haven.example/ref"
    )
    parts = [
        part for block in blocks(draft_course([given]), "text") if isinstance(block, TextBlock) for part in block.parts
    ]
    for known in ({"a": given.markdown}, {}):
        written = markdown_of(parts, known)
        assert "[dit formulier](" in written
        for address in ("https://haven.example/meld", "https://haven.example/ref", "https://haven.example/kade"):
            assert address in written


def test_points_cards_and_questions_stay_plain() -> None:
    made = draft_course(
        [
            source(
                "Meld altijd met [dit formulier](https://haven.example/meld) dat de oven van de bakker 40 minuten rookt."
            )
        ]
    )
    with_links = [one for one in walk(made) if isinstance(one, Link)]
    assert len(with_links) == 1


def walk(value: object) -> list[object]:
    found = [value]
    if isinstance(value, tuple):
        found += [one for inner in value for one in walk(inner)]
    elif hasattr(value, "__struct_fields__"):
        found += [one for name in value.__struct_fields__ for one in walk(getattr(value, name))]
    return found


def test_of_a_sentence_that_became_another_the_links_stay_whose_words_still_stand_there_once() -> None:
    before = "Meld het met dit formulier of bel de bakker."
    links = (Link(13, 26, "https://haven.example/meld"), Link(30, 43, "tel:+31101234567"))
    after = "Meld het voortaan altijd met dit formulier."
    assert carried(links, before, after) == (Link(29, 42, "https://haven.example/meld"),)
    assert after[29:42] == "dit formulier"
    assert carried(links, before, f"{after} Of met dit formulier.") == ()
