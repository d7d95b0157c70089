"""Markdown that holds HTML: tables and boxes are read as what they show."""

import pytest

from zwerm.courses.generation.course import draft_course
from zwerm.courses.generation.draft import Heading, Listing, Table, TextBlock
from zwerm.courses.generation.resolve import unresolved
from zwerm.courses.generation.source import Source
from zwerm.courses.tests.generation.world import bite_texts

OPENING = (
    "The ferry crosses the river every quarter of an hour and takes people, bicycles and handcarts. "
    "Whoever steers it waits until everybody sits, and rings the bell twice before it leaves the bank."
)
SHIFTS = """<table>
  <tr>
   <td>Shift</td>
   <td><strong>Who steers</strong>
   </td>
  </tr>
  <tr>
   <td>Morning</td>
   <td>The oldest of the two,

       <p>with a whistle</p>
   </td>
  </tr>
  <tr>
   <td>Evening</td>
  </tr>
</table>"""


def source(markdown: str) -> Source:
    return Source(id="a", title="The ferry", markdown=f"# The ferry\n\n{OPENING}\n\n{markdown}\n", language="en")


def tables(of: Source) -> list[Table]:
    blocks = [block for bite in draft_course([of]).bites for block in bite.blocks if isinstance(block, TextBlock)]
    return [part for block in blocks for part in block.parts if isinstance(part, Table)]


def test_a_table_in_html_is_shown_cell_by_cell_with_its_places() -> None:
    of = source(f"## Shifts\n\n{SHIFTS}\n\nAfter it the boat is tied up.")
    (table,) = tables(of)
    assert [cell.text for cell in table.header] == ["Shift", "Who steers"]
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["Morning", "The oldest of the two, with a whistle"],
        ["Evening", ""],
    ]
    made = draft_course([of])
    assert unresolved(made, [of]) == []
    assert made.left_out == ()
    shown = [text for bite in made.bites for text in bite_texts(bite)]
    assert shown.index("Morning") < shown.index("After it the boat is tied up.")


def test_a_table_of_one_row_or_with_another_in_it_is_told() -> None:
    for odd in ("<table><tr><td>Alone</td></tr></table>", f"<table><tr><td>{SHIFTS}</td></tr></table>"):
        of = source(f"## Shifts\n\n{odd}\n\nAfter it the boat is tied up.")
        assert "markup" in {left.reason for left in draft_course([of]).left_out}


def test_a_table_in_code_is_code() -> None:
    of = source(
        "## Shifts\n\n```html\n<table>\n<tr><td>a</td></tr>\n<tr><td>b</td></tr>\n</table>\n```\n\nSo it is made."
    )
    assert tables(of) == []
    assert draft_course([of]).left_out == ()


def test_boxes_of_a_page_are_read_and_their_tags_are_not_told() -> None:
    of = source(
        '<details class="more">\n<summary><h3>When the river is high</h3></summary>\n<div markdown="1">\nThe ferry stays at the bank.\n</div>\n</details>\n\nThe bell is in the hut.'
    )
    made = draft_course([of])
    shown = [text for bite in made.bites for text in bite_texts(bite)]
    parts = [
        part for bite in made.bites for block in bite.blocks if isinstance(block, TextBlock) for part in block.parts
    ]
    assert "When the river is high" in [*shown, *(part.text for part in parts if isinstance(part, Heading))]
    assert "The ferry stays at the bank." in " ".join(shown)
    assert made.left_out == ()
    assert unresolved(made, [of]) == []


@pytest.mark.parametrize(
    "seen",
    [
        'The bell <img src="https://example.org/bell.png" alt="a bell"> hangs beside the door.',
        '<img src="https://example.org/bell.png"/>',
        '<div class="film"><iframe src="https://example.org/film"></iframe></div>',
        '<p>\n<a href="https://example.org/film">\n<strong>The bell</strong>\n<br/>\n<img src="https://example.org/bell.png">\n</a>\n</p>',
    ],
)
def test_a_picture_or_film_in_html_is_told(seen: str) -> None:
    of = source(f"## Bells\n\nThe bell is of brass.\n\n{seen}\n\nIt rings twice.")
    made = draft_course([of])
    assert "picture" in {left.reason for left in made.left_out}
    assert unresolved(made, [of]) == []


def test_an_address_between_angle_brackets_is_no_text() -> None:
    of = source("The list is [on the bank](<https://example.org/a?b=(%22c%22:(%22d%22))>) of the river.")
    assert "The list is on the bank of the river." in [
        text for bite in draft_course([of]).bites for text in bite_texts(bite)
    ]


def test_items_within_a_cell_are_told_apart() -> None:
    rows = "<tr><td>Shift</td><td>What</td></tr><tr><td>Morning</td><td><ul><li>Ring the bell</li><li>Open the gate</li></ul></td></tr>"
    (table,) = tables(source(f"## Shifts\n\n<table>{rows}</table>\n\nAfter it the boat is tied up."))
    assert table.rows[0][1].text == "Ring the bell; Open the gate"


def test_of_a_table_alone_no_course_is_made_and_that_is_told() -> None:
    of = Source(id="a", title="Shifts", markdown=f"# Shifts\n\n{SHIFTS}\n", language="en")
    made = draft_course([of])
    assert made.bites == ()
    assert [left.reason for left in made.left_out] == ["table"]


def test_what_went_wrong_at_work_is_told() -> None:
    works = "The log says who steered in case something went wrong on the way."
    assert works in [text for bite in draft_course([source(works)]).bites for text in bite_texts(bite)]


@pytest.mark.parametrize(
    "told",
    [
        "Call <name of the ward> and say who you are.",
        "Type ferry leave <latest-trip> on the screen.",
        "The path is $FERRY/bin on each boat.",
    ],
)
def test_what_is_to_be_filled_in_stays(told: str) -> None:
    assert told in [text for bite in draft_course([source(told)]).bites for text in bite_texts(bite)]


def test_a_list_of_links_that_a_sentence_needs_is_shown() -> None:
    links = "- [a whistle](https://example.org/w)\n- [a rope](https://example.org/r)"
    of = source(f"Whoever steers must have these two things on board\n\n{links}\n\nBoth hang beside the door.")
    assert draft_course([of]).left_out == ()


def test_a_long_list_of_few_words_is_shown() -> None:
    rows = "\n".join(f"| Thing {chr(65 + number)} | on board | whoever steers | every day |" for number in range(26))
    found = tables(source(f"## Things\n\n| Thing | Where | Who | When |\n|---|---|---|---|\n{rows}\n"))
    assert sum(len(table.rows) for table in found) == 26


def test_a_command_on_a_line_of_its_own_in_an_item_is_code() -> None:
    of = source("- Copy the log to the hut:\n\n  ` copy log /hut`\n\n  `copy bell /hut`\n- Ring twice.")
    made = draft_course([of])
    lists = [
        part
        for bite in made.bites
        for block in bite.blocks
        if isinstance(block, TextBlock)
        for part in block.parts
        if isinstance(part, Listing)
    ]
    assert [code.text for code in lists[0].items[0].codes] == ["copy log /hut", "copy bell /hut"]
    assert unresolved(made, [of]) == []


def test_more_to_know_without_a_link_is_read() -> None:
    of = source(
        "The bell is of brass.\n\n## Additional information\n\nThe ferry does not cross when the ice is thick. Close port 80"
    )
    assert draft_course([of]).left_out == ()


@pytest.mark.parametrize(
    "absurd", ["<table></table>\n" * 20_000, "<table " * 50_000, "<table>" * 20_000 + "</table>" * 20_000]
)
def test_absurdly_many_tables_are_read_without_hanging(absurd: str) -> None:
    assert "It rings twice." in [
        text for bite in draft_course([source(f"It rings twice.\n\n{absurd}")]).bites for text in bite_texts(bite)
    ]
