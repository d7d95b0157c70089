import pytest

from zwerm.courses.generation.course import draft_course
from zwerm.courses.generation.draft import Listing, Paragraph, Table, TextBlock
from zwerm.courses.generation.reading.blocks import ListBlock, ParagraphBlock, read_blocks
from zwerm.courses.generation.reading.document import read_document
from zwerm.courses.generation.reading.headings import clean_title, reason_to_leave_out
from zwerm.courses.generation.reading.labels import read_label
from zwerm.courses.generation.reading.marks import read_marks
from zwerm.courses.generation.reading.sentence import read_sentences
from zwerm.courses.generation.source import Source
from zwerm.courses.tests.generation.world import bite_texts, dutch, english


def visible(markdown: str) -> str:
    return read_marks(markdown, [(0, len(markdown))]).text


@pytest.mark.parametrize(
    ("markdown", "shown"),
    [
        ("Een **vet** en _schuin_ woord", "Een vet en schuin woord"),
        ("Zie [de gids](https://example.org/a_(b)) voor meer", "Zie de gids voor meer"),
        ("Met `code_hier` erin", "Met code_hier erin"),
        ("Een plaatje ![alt](x.png) verdwijnt", "Een plaatje verdwijnt"),
        ("2 * 3 is 6 en snake_case_naam blijft", "2 * 3 is 6 en snake_case_naam blijft"),
        ("Ontsnapt \\* sterretje &amp; teken", "Ontsnapt * sterretje & teken"),
        ("Noot[^1] en <span>html</span> weg", "Noot en html weg"),
        ("[[Pagina|Andere naam]] en [los] haakje", "Andere naam en [los] haakje"),
        ("Regel een\nregel twee", "Regel een regel twee"),
    ],
)
def test_marks_are_not_shown(markdown: str, shown: str) -> None:
    assert visible(markdown) == shown


def test_a_sentence_keeps_its_place_with_the_marks_that_belong_to_it() -> None:
    markdown = "Eerst dit. **Let op:** lees [de gids](https://example.org) goed. Daarna dat."
    sentences = read_sentences(markdown, [(0, len(markdown))], "a", "nl")
    assert [sentence.text for sentence in sentences] == ["Eerst dit.", "Let op: lees de gids goed.", "Daarna dat."]
    assert markdown[sentences[1].start : sentences[1].end] == "**Let op:** lees [de gids](https://example.org) goed."


def test_a_list_is_flat_with_a_depth_and_exact_places() -> None:
    markdown = "Lead:\n\n1. Een\n   - Onder een,\n     nog meer\n2. **Twee**: uitleg\n"
    block = next(block for block in read_blocks(markdown, "a", "nl") if isinstance(block, ListBlock))
    assert block.ordered
    assert [(item.depth, item.sentences[0].text) for item in block.items] == [
        (0, "Een"),
        (1, "Onder een, nog meer"),
        (0, "Twee: uitleg"),
    ]
    last = block.items[-1].sentences[0]
    assert markdown[last.start : last.end] == "**Twee**: uitleg"


def test_a_label_and_its_description_are_cut_apart() -> None:
    for markdown in ("**Twee**: wat het is", "Twee: wat het is", "**Twee** – wat het is", "Twee – wat het is"):
        found = read_label(read_sentences(markdown, [(0, len(markdown))], "a", "nl"))
        assert found is not None
        assert (found.label.text, found.description[0].text) == ("Twee", "wat het is")


@pytest.mark.parametrize("markdown", ["Let op: dit is belangrijk", "**Slack** is een hulpmiddel", "Tip: doe dit zo"])
def test_a_remark_or_a_bold_word_in_a_sentence_is_no_label(markdown: str) -> None:
    assert read_label(read_sentences(markdown, [(0, len(markdown))], "a", "nl")) is None


@pytest.mark.parametrize(
    ("heading", "reason"),
    [
        ("Inhoud", "contents"), ("Table of contents", "contents"), ("Zie ook", "links"), ("See also", "links"),
        ("7. Bronnen", "links"), ("Changelog", "history"), ("Wijzigingsgeschiedenis", "history"), ("Contact", "contact"),
        ("Rollen", ""), ("What is an incident?", ""), ("Contactmomenten met de patiënt", ""), ("Source control", ""),
    ],
)  # fmt: skip
def test_headings_whose_section_teaches_nothing_are_known(heading: str, reason: str) -> None:
    assert reason_to_leave_out(heading) == reason


@pytest.mark.parametrize(
    ("heading", "shown"),
    [("2.1 Risico's:", "Risico's"), ("🚀 Snel starten", "Snel starten"), ("Q: Mag ik ruilen?", "Mag ik ruilen?"), ("5 dagen", "5 dagen"), ("3D-printen", "3D-printen")],
)  # fmt: skip
def test_a_heading_is_shown_without_its_number_and_pictures(heading: str, shown: str) -> None:
    assert clean_title(heading) == shown


def test_contents_links_and_history_are_left_out_with_the_reason() -> None:
    for source in (dutch(), english()):
        document = read_document(source)
        assert {left.reason for left in document.left_out} >= {"links", "history"}
        told = " ".join(
            s.text
            for section in document.sections
            for block in section.blocks
            if isinstance(block, ParagraphBlock)
            for s in block.sentences
        )
        assert "In dit document lees je" not in told
        assert "This page describes" not in told
        for left in document.left_out:
            assert source.markdown[left.span.start : left.span.end].strip() != ""


def test_a_section_that_holds_most_of_the_text_is_never_left_out() -> None:
    markdown = "# Gids\n\n## Bronnen\n\n" + "De bron van dit water ligt in de bergen boven het dorp. " * 20
    assert any(section.blocks for section in read_document(Source(id="a", title="Gids", markdown=markdown)).sections)


def test_long_code_goes_with_the_sentence_that_announces_it_and_short_code_stays() -> None:
    long = "\n".join(f"regel {number}" for number in range(30))
    markdown = f"# A\n\nEerst iets gewoons. Voer dit uit:\n\n```\n{long}\n```\n\nEn voer dan dit uit:\n\n```sh\nmake test\n```\n"
    document = read_document(Source(id="a", title="A", markdown=markdown, language="nl"))
    kinds = [type(block).__name__ for section in document.sections for block in section.blocks]
    assert kinds == ["ParagraphBlock", "ParagraphBlock", "CodeBlock"]
    assert [left.reason for left in document.left_out] == ["code", "code"]
    first = document.sections[0].blocks[0]
    assert isinstance(first, ParagraphBlock)
    assert [sentence.text for sentence in first.sentences] == ["Eerst iets gewoons."]


def test_a_remark_with_a_title_becomes_a_section_and_the_text_goes_on_after_it() -> None:
    markdown = '# A\n\nVoor de opmerking staat dit.\n\n!!! example "Meetfout"\n\n    De meter wees te hoog.\n\nNa de opmerking staat dat.\n'
    sections = read_document(Source(id="a", title="A", markdown=markdown, language="nl")).sections
    assert [(section.path, section.continued) for section in sections] == [
        (("A",), False),
        (("A", "Meetfout"), False),
        (("A",), True),
    ]


def test_short_lines_are_headings_in_a_text_that_has_none() -> None:
    paragraph = "Samen leren gaat sneller dan alleen leren, want iedereen weet iets anders. " * 30
    markdown = f"Waarom samen leren\n\n{paragraph}\n\nHoe je begint\n\n{paragraph}\n"
    sections = read_document(Source(id="a", title="", markdown=markdown, language="nl")).sections
    assert [section.title.text for section in sections if section.title] == ["Waarom samen leren", "Hoe je begint"]


def test_lists_steps_and_tables_come_through_in_the_text_of_the_course() -> None:
    from zwerm.courses.generation.course import draft_course

    course = draft_course([dutch()])
    parts = [
        part for bite in course.bites for block in bite.blocks if isinstance(block, TextBlock) for part in block.parts
    ]
    listings = [part for part in parts if isinstance(part, Listing)]
    assert [listing.ordered for listing in listings] == [False, True]
    assert listings[1].items[0].sentences[0].text == "Vergelijk het aantal dozen met de pakbon."
    table = next(part for part in parts if isinstance(part, Table))
    assert [cell.text for cell in table.header] == ["Plek", "Meetmiddel", "Wie controleert"]
    assert len(table.rows) == 3
    assert any(isinstance(part, Paragraph) for part in parts)


def test_a_sentence_does_not_end_within_a_link() -> None:
    markdown = "They ran the [Safe Wards? Open Doors!](https://example.org) project. It ended well."
    found = read_sentences(markdown, [(0, len(markdown))], "a", "en")
    assert [sentence.text for sentence in found] == [
        "They ran the Safe Wards? Open Doors! project.",
        "It ended well.",
    ]
    assert markdown[found[0].start : found[0].end].count("[") == 1


@pytest.mark.parametrize("item", [": wat bedoeld is", "– wat bedoeld is", ": ", "**:** wat bedoeld is"])
def test_an_item_that_opens_with_a_colon_or_a_dash_is_read(item: str) -> None:
    told = "De portier opent het hek om zeven uur en sluit het weer zodra de laatste bezoeker weg is. " * 4
    markdown = f"# Het hek\n\n{told}\n\nDit staat op het bord bij het hek:\n\n- {item}\n- {item} en nog wat\n- Wie laat is, belt"
    course = draft_course([Source(id="a", title="Het hek", markdown=markdown, language="nl")])
    assert any("Wie laat is, belt" in text for text in bite_texts(course.bites[0]))
