"""What must hold whatever the document: every span resolves, the same input gives the same course, nothing fails."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zwerm.courses.generation.course import draft_course, regenerate_block
from zwerm.courses.generation.draft import Block, CourseDraft
from zwerm.courses.generation.flaws import Setting, find_flaw
from zwerm.courses.generation.plan import make_plan
from zwerm.courses.generation.reading.blocks import read_blocks
from zwerm.courses.generation.resolve import claims, unresolved
from zwerm.courses.generation.source import Source
from zwerm.courses.tests.generation.world import dutch, english, questions

NOUNS = ["meter", "koelkast", "chauffeur", "doos", "sticker", "storing", "rit", "apotheek", "melding", "partij"]
noun = st.sampled_from(NOUNS)
MARKED = ["{}", "**{}**", "_{}_", "`{}`", "[{}](https://example.org/x)", "{} ![p](p.png)", "<b>{}</b>"]
marked = st.builds(str.format, st.sampled_from(MARKED), noun)
sentence = st.one_of(
    st.builds("Een {} is een ding dat de {} van de {} bewaakt.".format, marked, marked, marked),
    st.builds("Als de {} uitvalt, meld je dat bij de {} van de {}.".format, marked, marked, noun),
    st.builds("De {} moet de {} binnen {} minuten naar de {} brengen.".format, marked, marked, st.integers(2, 90), marked),
    st.builds("Dit geldt ook voor de {}.".format, marked),
    st.builds("De {} controleert de {} omdat de {} soms stuk gaat.".format, marked, marked, marked),
)  # fmt: skip
paragraph = st.lists(sentence, min_size=1, max_size=4).map(" ".join)
wrapped = st.lists(sentence, min_size=2, max_size=3).map("\n".join)
bullets = st.lists(st.one_of(sentence, st.builds("**{}**: {}".format, noun, sentence)), min_size=2, max_size=5).map(
    lambda items: "Hier staat wat erbij hoort:\n\n" + "\n".join(f"- {item}" for item in items)
)
steps = st.lists(sentence, min_size=3, max_size=5).map(
    lambda items: "Volg deze stappen:\n\n" + "\n".join(f"{n}. {item}" for n, item in enumerate(items, 1))
)
table = st.lists(st.tuples(noun, marked), min_size=2, max_size=4).map(
    lambda rows: "| Ding | Waar |\n|---|---|\n" + "\n".join(f"| {one} | de {other} hier |" for one, other in rows)
)
quote = paragraph.map(lambda text: f"> {text}")
remark = paragraph.map(lambda text: f'!!! tip "Goed om te weten"\n\n    {text}')
code = st.just("```\nmake test\n```")
heading = st.builds("{} {} en {}".format, st.sampled_from(["##", "###"]), noun, marked)
block = st.one_of(heading, paragraph, wrapped, bullets, steps, table, quote, remark, code)
document = st.builds(
    lambda blocks, ending: ending.join("\n\n".join(["# De gids", *blocks]).split("\n")),
    st.lists(block, min_size=1, max_size=12),
    st.sampled_from(["\n", "\r\n"]),
)


@given(document)
@settings(max_examples=40)
def test_everything_shown_stands_where_the_course_says(markdown: str) -> None:
    source = Source(id="a", title="De gids", markdown=markdown, language="nl")
    assert unresolved(draft_course([source]), [source]) == []


@given(st.lists(document, min_size=1, max_size=3))
@settings(max_examples=15)
def test_the_same_sources_give_the_same_course_to_the_byte(texts: list[str]) -> None:
    def drafted() -> bytes:
        sources = [Source(id=str(number), title=f"Deel {number}", markdown=text) for number, text in enumerate(texts)]
        return msgspec.json.encode(draft_course(sources))

    assert drafted() == drafted()


@given(st.text(max_size=400))
@settings(max_examples=60)
def test_any_text_at_all_gives_a_course_or_an_empty_one(text: str) -> None:
    source = Source(id="a", title=text[:30], markdown=text)
    assert unresolved(draft_course([source]), [source]) == []


@given(st.text(alphabet="#-*>_`[]()!|:1. \n\tab", max_size=120))
@settings(max_examples=100)
def test_places_of_blocks_lie_within_the_text(text: str) -> None:
    for found in read_blocks(text, "a", "nl"):
        assert 0 <= found.start <= found.end <= len(text)


@pytest.mark.parametrize("source", [dutch(), english()])
def test_every_question_of_a_course_keeps_every_rule(source: Source) -> None:
    course = draft_course([source])
    assert [flaw for question in questions(course) if (flaw := find_flaw(question, Setting(course.language)))] == []


@pytest.mark.parametrize("source", [dutch(), english()])
def test_claims_of_the_small_documents_resolve(source: Source) -> None:
    course = draft_course([source])
    assert len(list(claims(course))) > 60
    assert unresolved(course, [source]) == []


def test_a_changed_source_is_noticed() -> None:
    source = dutch()
    moved = Source(id=source.id, title=source.title, markdown="Er staat nu iets voor.\n\n" + source.markdown)
    assert unresolved(draft_course([source]), [moved]) != []


def test_a_course_survives_json() -> None:
    course = draft_course([english()])
    assert msgspec.json.decode(msgspec.json.encode(course), type=CourseDraft) == course
    for bite in course.bites:
        for block_ in bite.blocks:
            assert msgspec.convert(msgspec.to_builtins(block_), Block) == block_


def test_a_block_made_again_is_of_the_same_kind_and_differs_from_those_before() -> None:
    kinds = {block.kind for block in draft_course([dutch()]).bites[0].blocks} - {"text"}
    assert kinds == {"key_points", "glossary", "quiz", "flashcards", "reflection"}
    bite = make_plan([dutch()]).bites[0]
    for kind in kinds:
        seen: list[Block] = []
        while made := regenerate_block(bite, kind, attempt=len(seen)):
            assert made.kind == kind
            assert made == regenerate_block(make_plan([dutch()]).bites[0], kind, attempt=len(seen))
            assert made not in seen
            seen.append(made)
        assert seen


def test_the_first_attempt_is_the_block_of_the_course() -> None:
    course = draft_course([dutch()])
    bite = make_plan([dutch()]).bites[0]
    for before in course.bites[0].blocks:
        if before.kind in ("key_points", "glossary", "reflection"):
            assert regenerate_block(bite, before.kind, attempt=0) == before
