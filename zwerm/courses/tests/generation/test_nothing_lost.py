"""What a text says is in its course, or its author is told that it is not."""

import pytest
from hypothesis import given, settings

from zwerm.courses.generation.course import draft_course
from zwerm.courses.generation.draft import CourseDraft, Heading, Paragraph, TextBlock
from zwerm.courses.generation.reading import headings
from zwerm.courses.generation.reading.blocks import block_sentences, read_blocks
from zwerm.courses.generation.reading.document import read_document
from zwerm.courses.generation.resolve import unresolved
from zwerm.courses.generation.source import Source
from zwerm.courses.generation.told import Teller
from zwerm.courses.tests.generation.test_properties import document
from zwerm.courses.tests.generation.world import bite_texts

OPENING = (
    "The allotment lies behind the station and is open to everybody who pays for a bed of their own. "
    "Whoever is there last closes the gate and hangs the key in the shed."
)


def source(markdown: str, language: str = "en") -> Source:
    return Source(
        id="a", title="The allotment", markdown=f"# The allotment\n\n{OPENING}\n\n{markdown}\n", language=language
    )


def made(markdown: str, language: str = "en") -> CourseDraft:
    return draft_course([source(markdown, language)])


def texts(course: CourseDraft) -> list[str]:
    return [text for bite in course.bites for text in bite_texts(bite)]


def told(course: CourseDraft, of: Source) -> dict[str, str]:
    return {of.markdown[left.span.start : left.span.end]: left.reason for left in course.left_out}


def written(course: CourseDraft, of: Source) -> str:
    bites = Teller({of.id: of}, {}).course(course)["bites"]
    return "\n\n".join(block["text"] for bite in bites for block in bite["blocks"] if block["kind"] == "text")


def test_a_sentence_that_is_left_out_of_a_text_that_stays_is_told() -> None:
    makers = "Is something wrong, let us know by [mail](mailto:garden@example.org)."
    of = source(
        "## Water\n\nThe pump gives water from April to October. See [the page of the pump](https://example.org/pump). "
        f"In this section you will read how the pump works. {makers} The shed is beside the pump."
    )
    course = draft_course([of])
    assert list(told(course, of).values()) == [headings.CONTACT]
    shown = texts(course)
    assert "In this section you will read how the pump works." in shown
    assert "See the page of the pump." in shown
    assert not [text for text in shown if "let us know" in text]


def test_a_sentence_that_announced_what_is_left_out_is_told() -> None:
    of = source(
        "## Seeds\n\nSeeds are kept dry. This is the drawing of the shelf:\n\n```mermaid\na --> b\n```\n\nThe shelf is high."
    )
    course = draft_course([of])
    assert told(course, of)["This is the drawing of the shelf:"] == headings.CODE


@given(document)
@settings(max_examples=20)
def test_every_sentence_is_in_the_course_or_told(markdown: str) -> None:
    of = Source(id="a", title="De gids", markdown=markdown, language="nl")
    read = read_document(of)
    shown = {
        sentence.start for section in read.sections for block in section.shown for sentence in block_sentences(block)
    }
    taught = {
        sentence.start for section in read.sections for block in section.blocks for sentence in block_sentences(block)
    }
    assert taught <= shown
    out = [(left.span.start, left.span.end) for left in read.left_out]
    lost = [
        sentence.text
        for block in read_blocks(markdown, "a", "nl")
        for sentence in block_sentences(block)
        if sentence.start not in shown
        and not any(start <= sentence.start and sentence.end <= end for start, end in out)
    ]
    assert lost == []


@pytest.mark.parametrize("mark", ["**Step {}:** ", "Step {}: ", "{}) "])
def test_lines_that_are_counted_stay_together_however_short(mark: str) -> None:
    steps = ("Fetch the key", "Open the gate and walk to the shed at the back of the garden.", "Close the gate")
    lines = "\n\n".join(mark.replace("{}", str(number)) + step for number, step in enumerate(steps, 1))
    shown = " ".join(texts(made(f"## A day\n\nWho comes first does this.\n\n{lines}")))
    assert all(step in shown for step in steps)


def test_a_step_of_a_numbered_list_does_not_go_from_between_the_others() -> None:
    of = source(
        "## Tool\n\nTake the tool in this order:\n\n1. Write your name in the book.\n2. Choose the shelf, as in the picture below.\n"
        "3. Bring it back as step 2 tells."
    )
    shown = written(draft_course([of]), of)
    assert "2. Choose the shelf" in shown
    assert "3. Bring it back" in shown


def test_code_in_a_step_stands_where_it_was_written() -> None:
    of = source(
        "## Pump\n\nThe pump starts from the laptop:\n\n1. Open the screen. Then type:\n\n   ```sh\n   pump --start\n   ```\n\n"
        "   The light turns green.\n2. Close the screen."
    )
    course = draft_course([of])
    assert (
        "1. Open the screen. Then type:\n   ```sh\n   pump --start\n   ```\n   The light turns green.\n2. Close the screen."
        in (written(course, of))
    )
    assert unresolved(course, [of]) == []


def test_code_in_an_item_that_is_too_long_to_read_is_told_with_what_announced_it() -> None:
    long = "\n".join(f"  line {number}" for number in range(20))
    of = source(
        f"## Pump\n\n- The pump keeps a log. You should see something like this:\n\n  ```\n{long}\n  ```\n- The log is kept for a week."
    )
    course = draft_course([of])
    assert "something like this" not in written(course, of)
    assert [reason for text, reason in told(course, of).items()] == [headings.CODE, headings.PICTURE]


@pytest.mark.parametrize(
    "kept",
    [
        "An address is written in the short form (e.g., 10.20.30.40) or in the long form (e.g., 20a1:0cb8:75a3:0000:0000:8b2e:0470:7134).",
        "For example, [the bylaw requires that every contract is published](https://example.org/law).",
        "You start the pump with one command:\n\n`pump -p 2200 garden@10.20.30.40`\n\nYou’ll be asked for the password.",
        "For example, [Slovenian gardens require publication of certain types of contracts](https://example.org/law). To help gardeners, these contracts are short.",
        "To write to all gardeners, send your mail to:\n\n'all@garden.example.org'\n\nEverybody receives it.",
    ],
)  # fmt: skip
def test_a_sentence_that_says_something_stays_whatever_signs_it_holds(kept: str) -> None:
    of = source(f"## More\n\nThe garden has rules of its own. {kept}")
    course = draft_course([of])
    assert course.left_out == ()
    for piece in kept.replace("[", "").replace("](https://example.org/law)", "").replace("`", "").split("\n\n"):
        assert piece in " ".join(texts(course))


def test_an_address_for_more_to_read_is_shown_with_what_announces_it() -> None:
    of = source("## More\n\nThe garden has rules of its own. For more information, see:\n\nhttps://example.org/rules")
    assert texts(draft_course([of]))[-2:] == ["For more information, see:", "https://example.org/rules"]


def test_what_sends_elsewhere_stays_beside_what_it_belongs_to_with_what_leans_on_it() -> None:
    of = source(
        "## Rules\n\nThe garden has rules. See [the papers about each of the beds](https://example.org/x). To help new members, these papers hang "
        "in the shed.\n\nSee [the page of the pump](https://example.org/pump)."
    )
    course = draft_course([of])
    assert "See the papers about each of the beds." in texts(course)
    assert "To help new members, these papers hang in the shed." in texts(course)
    assert "See the page of the pump." in texts(course)
    assert told(course, of) == {}


def test_a_warning_without_a_full_stop_is_no_caption() -> None:
    of = source(
        "## Water\n\nOnly when the gate is closed\n\nOpen the pump and wait until the tank is full. The tank holds water for a week."
    )
    assert "Only when the gate is closed" in texts(draft_course([of]))


@pytest.mark.parametrize(
    ("language", "points"),
    [
        ("nl", "Hieronder is een globale weergave te zien van de hele tuin in acht vakken."),
        ("en", "When the pump runs, you should see something like this on the screen."),
    ],
)
def test_what_speaks_of_a_picture_that_is_left_out_goes_and_is_told(language: str, points: str) -> None:
    of = source(
        f"## Vakken\n\nDe tuin heeft acht vakken van gelijke grootte. {points}\n\n![vakken](https://example.org/x.png)",
        language,
    )
    assert told(draft_course([of]), of)[points] == headings.PICTURE
    beside = source(
        f"## Vakken\n\nDe tuin heeft acht vakken van gelijke grootte. {points}\n\n- Vak een ligt achteraan.", language
    )
    assert points in texts(draft_course([beside]))


def test_a_caption_is_no_heading_and_what_stands_below_it_keeps_its_own() -> None:
    course = made(
        "## Vakken\n\nDe tuin heeft acht vakken.\n\n**Figuur 2: de vakken**\n\nElk vak is even groot als de andere.",
        "nl",
    )
    parts = [
        part for bite in course.bites for block in bite.blocks if isinstance(block, TextBlock) for part in block.parts
    ]
    assert [part.text for part in parts if isinstance(part, Heading)] == ["Vakken"]


def test_whom_to_tell_what_is_missing_on_a_page_is_no_text() -> None:
    makers = "Heb je een ander voorbeeld, laat het dan even weten via [de beheerder](mailto:beheer@example.org)."
    of = source(f"## Vakken\n\nDe tuin heeft acht vakken.\n\n{makers}\n\nElk vak is even groot.", "nl")
    assert list(told(draft_course([of]), of).values()) == [headings.CONTACT]


def test_whom_to_tell_something_at_work_is_text() -> None:
    works = "If you opt out, please let us know by [mail](mailto:garden@example.org) before the visit."
    assert [
        text for text in texts(made(f"## Visit\n\nThe gate opens at ten. {works}")) if text.startswith("If you opt out")
    ]


def test_where_a_text_came_from_stands_below_it() -> None:
    assert "Derived from the notes." in texts(
        made("The bed is dry.\n\n> Derived from [the notes](https://example.org/notes).")
    )


@pytest.mark.parametrize(
    "line", ["Watering can", "See [the page](https://example.org/x)", "During the winter", "Phone: 010 123 45 67"]
)
def test_what_is_no_sentence_is_shown_where_it_stands_and_not_asked(line: str) -> None:
    read = read_document(source(f"## Beds\n\nThe bed is dry.\n\n{line}\n\nThe shed is open to all."))
    last = read.sections[-1]
    assert len(last.shown) == 3
    assert len(last.blocks) == 2
    assert read.left_out == ()


def test_what_cannot_be_shown_goes_with_the_sentence_before_it_for_one_reason() -> None:
    of = source(
        "## Beds\n\nThe bed is dry. More to read:\n\n- [one](https://example.org/1)\n- [two](https://example.org/2)\n\nThe shed is open."
    )
    assert list(told(draft_course([of]), of).values()) == [headings.LINKS, headings.LINKS]
    used = source(
        "## Beds\n\nFor each bed there is a form that you fill in:\n\n- [one](https://example.org/1)\n- [two](https://example.org/2)\n"
    )
    assert told(draft_course([used]), used) == {}


def test_all_of_a_call_out_stands_in_it_under_its_title() -> None:
    course = made(
        "> [!NOTE]\n> **A rule of law**\n>\n> Every garden keeps a list of its poisons.\n>\n> The list hangs in the shed.\n\nThe shed is open."
    )
    parts = [
        part for bite in course.bites for block in bite.blocks if isinstance(block, TextBlock) for part in block.parts
    ]
    shown = [(part.label, part.sentences[0].text) for part in parts if isinstance(part, Paragraph)]
    assert [part.text for part in parts if isinstance(part, Heading)] == ["A rule of law"]
    assert shown[1:] == [
        ("note", "Every garden keeps a list of its poisons."),
        ("note", "The list hangs in the shed."),
        ("", "The shed is open."),
    ]


def test_a_link_that_is_one_of_what_an_item_names_stays() -> None:
    of = source(
        "## Beds\n\n- Choose what you want:\n  - [a bed of your own](https://example.org/own)\n  - a bed with others\n- Write it down."
    )
    assert "a bed of your own" in written(draft_course([of]), of)


def test_links_that_are_whole_statements_are_shown() -> None:
    items = "\n".join(
        f"- [Each bed has a number that never changes, also not after {year}](https://example.org/{year})"
        for year in (1990, 2000)
    )
    of = source(f"## Principles\n\nThere are two:\n\n{items}")
    assert told(draft_course([of]), of) == {}
