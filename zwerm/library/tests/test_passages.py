from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from zwerm.language.words import count_words
from zwerm.library.rules.markdown import Reading, clean_text, read_markdown
from zwerm.library.rules.passages import FEWEST_WORDS, MOST_WORDS
from zwerm.library.rules.plain import blank_markup

words = st.lists(
    st.sampled_from(["de", "pomp", "viel", "uit", "vannacht", "alarm", "kamer", "zuster", "keek", "12", "mg"]),
    min_size=1,
    max_size=18,
)
sentence = words.map(lambda said: " ".join(said).capitalize() + ".")
paragraph = st.lists(sentence, min_size=1, max_size=12).map(" ".join)
item_of_list = st.lists(sentence, min_size=1, max_size=4).map(lambda said: "- " + " ".join(said))
nested = st.lists(sentence, min_size=1, max_size=4).map(lambda said: "  - " + " ".join(said))
a_list = st.tuples(item_of_list, st.lists(st.one_of(item_of_list, nested), max_size=12)).map(
    lambda parts: "\n".join([parts[0], *parts[1]])
)
row = st.lists(words.map(" ".join), min_size=2, max_size=2).map(lambda cells: f"| {cells[0]} | {cells[1]} |")
table = st.lists(row, min_size=2, max_size=15).map(lambda rows: "\n".join([rows[0], "|---|---|", *rows[1:]]))
fence = st.lists(words.map(" ".join), max_size=20).map(lambda lines: "\n".join(["```", *lines, "```"]))
quote = st.lists(sentence, min_size=1, max_size=8).map(lambda said: "\n".join(f"> {one}" for one in said))
heading = st.tuples(st.integers(1, 4), words).map(lambda parts: "#" * parts[0] + " " + " ".join(parts[1]))
block = st.one_of(
    paragraph, a_list, table, fence, quote, heading, st.just("---"), st.just("[^1]: Een noot."), st.just("Zie[^1].")
)
document = st.lists(block, max_size=14).map("\n\n".join)


def read(text: str) -> Reading:
    return read_markdown(clean_text(text), "nl")


def _headings_out(reading: Reading) -> str:
    """The text with its heading lines blanked out, places kept."""
    lines = reading.text.split("\n")
    for heading in reading.headings:
        for line in range(heading.first, heading.last):
            lines[line] = " " * len(lines[line])
    return "\n".join(lines)


def _covers_once(reading: Reading) -> None:
    body = _headings_out(reading)
    for one, next_one in pairwise(reading.passages):
        assert one.end <= next_one.start
    for passage in reading.passages:
        said = body[passage.start : passage.end]
        assert said
        assert said == said.strip() == reading.text[passage.start : passage.end]
        body = body[: passage.start] + " " * len(said) + body[passage.end :]
    assert count_words(blank_markup(body)) == 0


@settings(max_examples=150)
@given(document)
def test_every_word_of_the_body_is_in_exactly_one_passage(text: str) -> None:
    _covers_once(read(text))


@settings(max_examples=300)
@given(st.text(alphabet="ab .!\n\t-*+>#`~|[]()^:1_\\<&é\r\u2028", max_size=120))
def test_no_text_however_odd_loses_a_word(text: str) -> None:
    _covers_once(read(text))


@settings(max_examples=150)
@given(document)
def test_passages_are_neither_too_short_nor_too_long_where_the_text_allows(text: str) -> None:
    reading = read(text)
    shown = blank_markup(reading.text)
    sizes = [count_words(shown[passage.start : passage.end]) for passage in reading.passages]
    borders = {heading.first for heading in reading.headings}
    for (one, size), (next_one, next_size) in pairwise(zip(reading.passages, sizes, strict=True)):
        between = range(reading.text.count("\n", 0, one.end), reading.text.count("\n", 0, next_one.start) + 1)
        if not borders.intersection(between):
            assert size + next_size > MOST_WORDS or min(size, next_size) >= FEWEST_WORDS


@settings(max_examples=150)
@given(document)
def test_a_passage_never_begins_inside_a_sentence_row_fence_or_short_list_item(text: str) -> None:
    reading = read(text)
    fenced = False
    fences = set()
    for number, line in enumerate(reading.text.split("\n")):
        if fenced:
            fences.add(number)
        if line.startswith("```"):
            fenced = not fenced
    for passage in reading.passages:
        before = reading.text[: passage.start]
        line_start = reading.text.rfind("\n", 0, passage.start) + 1
        assert reading.text.count("\n", 0, passage.start) not in fences
        in_line = reading.text[line_start : passage.start].strip()
        assert not in_line.startswith(("|", "-"))
        assert not in_line or before.rstrip().endswith(".")


def test_a_long_section_is_cut_at_paragraphs_into_about_equal_parts() -> None:
    paragraphs = [" ".join(["Woord"] * 109) + f" einde{number}." for number in range(4)]
    reading = read("## Deel\n\n" + "\n\n".join(paragraphs))
    assert [reading.text[one.start : one.end] for one in reading.passages] == paragraphs
    assert {one.heading for one in reading.passages} == {("Deel",)}


def test_a_list_item_too_long_for_one_passage_is_cut_at_its_sentences() -> None:
    text = "- " + " ".join(["De pomp viel vannacht om drie uur uit."] * 60)
    assert all(
        count_words(text[one.start : one.end]) <= MOST_WORDS and text[one.start : one.end].endswith("uit.")
        for one in read(text).passages
    )


def test_the_heading_path_follows_the_outline() -> None:
    reading = read("Vooraf.\n\n# A\n\nEen.\n\n### B *c*\n\nTwee.\n\n## D\n\nDrie.\n\n# E\n\n## F\n\nVier.\n")
    assert [one.heading for one in reading.passages] == [(), ("A",), ("A", "B c"), ("A", "D"), ("E", "F")]


def test_a_lead_in_stays_with_its_list() -> None:
    filler = " ".join(["Vul"] * 100) + "."
    text = f"{filler}\n\nNeem mee:\n\n" + "\n".join(f"- {' '.join(['ding'] * 20)}" for _ in range(6))
    assert any(text[one.start :].startswith("Neem mee:") for one in read(text).passages)


def test_blanking_markup_keeps_every_word_at_its_place() -> None:
    text = 'Een **vet** woord, [een link](https://x.example/a "t") en ![plaat](picture:ab) en `code` &amp; <br>[^1].'
    shown = blank_markup(text)
    assert len(shown) == len(text)
    assert shown.split() == ["Een", "vet", "woord,", "een", "link", "en", "plaat", "en", "code", "."]
    assert all(text[place] == letter for place, letter in enumerate(shown) if letter != " ")
