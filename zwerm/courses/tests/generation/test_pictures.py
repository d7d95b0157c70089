"""A picture goes along with the sentence that points at it; without the one the other is left out."""

import pytest

from zwerm.courses.generation.course import draft_course
from zwerm.courses.generation.draft import CourseDraft, Listing, Part, Picture, TextBlock
from zwerm.courses.generation.resolve import unresolved
from zwerm.courses.generation.source import Source
from zwerm.courses.generation.told import _markdown
from zwerm.courses.tests.generation.world import bite_texts, blocks

HASH = "ab" * 32
SPREAD = "De tekening hieronder toont hoe je zeep over je hele hand verdeelt."
AFTER = (
    "Daarna spoel je de handen een halve minuut onder de kraan af met lauw water, "
    "en maak je ze droog met een papieren doekje uit de houder naast de spiegel."
)


def source(markdown: str, *pictures: str) -> Source:
    return Source(id="a", title="Handen wassen", markdown=markdown, language="nl", pictures=frozenset(pictures))


def parts(made: CourseDraft) -> list[Part]:
    return [part for block in blocks(made, "text") if isinstance(block, TextBlock) for part in block.parts]


def test_a_kept_picture_stands_after_the_sentence_that_points_at_it() -> None:
    document = source(f"{SPREAD}\n\n![Zeep](picture:{HASH})\n\n{AFTER}\n", HASH)
    made = draft_course([document])
    assert [part.kind for part in parts(made)] == ["paragraph", "picture", "paragraph"]
    picture = parts(made)[1]
    assert isinstance(picture, Picture)
    assert (picture.hash, picture.alt) == (HASH, "Zeep")
    assert document.markdown[picture.spans[0].start : picture.spans[0].end] == f"![Zeep](picture:{HASH})"
    assert unresolved(made, [document]) == []


@pytest.mark.parametrize("address", [f"picture:{HASH}", "img/zeep.png", "https://voorbeeld.nl/zeep.png"])
def test_without_the_picture_the_sentence_that_points_at_it_is_left_out_and_the_author_reads_why(address: str) -> None:
    made = draft_course([source(f"{SPREAD}\n\n![Zeep]({address})\n\n{AFTER}\n")])
    assert bite_texts(made.bites[0]) == [AFTER]
    assert "picture" in [left.reason for left in made.left_out]


@pytest.mark.parametrize(
    "sentence",
    ["Deze foto laat de kraan zien.", "This video shows the process from start to finish.", "Zie de tekening."],
)
def test_a_sentence_about_a_picture_is_no_part_of_a_text_without_pictures(sentence: str) -> None:
    made = draft_course([source(f"{AFTER} {sentence}\n")])
    assert bite_texts(made.bites[0]) == [AFTER]


def test_a_picture_within_a_step_stays_with_the_step_and_the_list_goes_on_counting_after_one_beside_it() -> None:
    document = source(
        f"""# Handen wassen

## Stappen

1. Maak de handen nat.

   ![nat](picture:{HASH})
2. Neem zeep uit de dispenser.
   - Een druppel is genoeg voor twee handen.

![zeep](picture:{HASH} "Zeep")

3. Droog de handen met papier.
4. Gooi het papier weg.
""",
        HASH,
    )
    lists = [part for part in parts(draft_course([document])) if isinstance(part, Listing)]
    assert [(part.ordered, part.start) for part in lists] == [(True, 1), (True, 3)]
    assert [[picture.alt for picture in item.pictures] for item in lists[0].items] == [["nat"], [], []]
    assert [(item.depth, item.ordered) for item in lists[0].items] == [(0, True), (0, True), (1, False)]
    assert _markdown(lists[1]).startswith("3. Droog")
