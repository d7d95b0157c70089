"""What a label tells ("Founded: …") answers who asks for it, and what only has its words does not; asked through the front door."""

from __future__ import annotations

import pytest

from zwerm.assistant.actions import ask
from zwerm.library.actions import keep_item
from zwerm.library.models import Item
from zwerm.people.tests.world import World

COMPANY = """**Harbour Bakers Ltd**

| The bakery on the quay |  |
| --- | --- |
| Founded | April 4, 1975 in [Leith](https://example.org/leith), Scotland |
| Founders | • Anne Grey<br>• Tom Baker |
| Headquarters | 1 Quay Street, Leith |
| Number of employees | 120 (2023) |

Harbour Bakers is a founding member of the Open Bread Network, which started on March 23, 2011. In 2003 Harbour Bakers founded a school.
An inspector found that Harbour Bakers sold 18 employees a loaf each in July 2014.
"""
CLUB = """**Opgericht:** 4 april 1975
**Oprichters:** Anne Grijs en Tom Bakker
**Hoofdkantoor:** Utrecht
**Aantal leden:** 120

De Havenbakkers zijn oprichtend lid van de Broodbond, die op 23 maart 2011 begon. De Havenbakkers hebben in 2003 een school opgericht.
De opgerichte commissie vergadert elke maandag.
"""


@pytest.fixture
def company(world: World) -> Item:
    return keep_item(world.fatima, world.organisation, "story", "Harbour Bakers", COMPANY, language="en")


@pytest.fixture
def club(world: World) -> Item:
    return keep_item(world.fatima, world.organisation, "story", "De Havenbakkers", CLUB, language="nl")


@pytest.mark.same_code
@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("When was Harbour Bakers founded?", "Founded: April 4, 1975 in Leith, Scotland"),
        ("Where was Harbour Bakers founded?", "Founded: April 4, 1975 in Leith, Scotland"),
        ("Who founded Harbour Bakers?", "Founders: Anne Grey, Tom Baker"),
        ("Where is the headquarters of Harbour Bakers?", "Headquarters: 1 Quay Street, Leith"),
        ("How many employees does Harbour Bakers have?", "Number of employees: 120 (2023)"),
    ],
)
def test_a_row_of_a_label_and_a_value_is_the_answer(world: World, company: Item, asked: str, told: str) -> None:
    answer = ask(world.otto, asked)
    assert [sentence.text for sentence in answer.sentences] == [told]
    assert answer.sure
    (source,) = answer.sentences[0].sources
    row = company.version.text[source.start : source.end]
    assert row.startswith(f"| {told.split(':')[0]} |")
    assert row == source.quote


@pytest.mark.same_code
@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("Wanneer zijn de Havenbakkers opgericht?", "Opgericht: 4 april 1975"),
        ("Wie heeft de Havenbakkers opgericht?", "Oprichters: Anne Grijs en Tom Bakker"),
        ("Waar is het hoofdkantoor van de Havenbakkers?", "Hoofdkantoor: Utrecht"),
        ("Hoeveel leden hebben de Havenbakkers?", "Aantal leden: 120"),
    ],
)
def test_a_line_with_a_label_is_the_answer_by_itself(world: World, club: Item, asked: str, told: str) -> None:
    answer = ask(world.otto, asked)
    assert [sentence.text for sentence in answer.sentences] == [told]
    assert answer.sure
    assert answer.sentences[0].sources[0].quote == f"**{told.replace(':', ':**')}"


@pytest.mark.same_code
@pytest.mark.parametrize(
    ("language", "text", "asked"),
    [
        ("en", COMPANY, "When was Harbour Bakers founded?"),
        ("en", COMPANY, "Who founded Harbour Bakers?"),
        ("nl", CLUB, "Wanneer zijn de Havenbakkers opgericht?"),
        ("nl", CLUB, "Wie heeft de Havenbakkers opgericht?"),
    ],
)
def test_without_its_label_nothing_that_only_has_its_words_is_told_as_the_answer(
    world: World, language: str, text: str, asked: str
) -> None:
    without = (
        text.replace("Founded", "Baked").replace("Founders", "Fans").replace("In 2003 Harbour Bakers founded", "It has")
    )
    without = without.replace("**Opgericht", "**Gebakken").replace("**Oprichters", "**Bakkers").replace(" in 2003", "")
    title = "Harbour Bakers" if language == "en" else "De Havenbakkers"
    keep_item(world.fatima, world.organisation, "story", title, without, language=language)
    assert not (answer := ask(world.otto, asked)).answered or not answer.sure


LONG = "\n\n".join(
    f"## Year {year}\n\nIn {year} Harbour Bakers baked loaf after loaf, and the founders were proud of every bakery. "
    * 6
    for year in range(1980, 2024)
)


def test_what_a_long_document_says_of_itself_at_its_beginning_is_read_too(world: World) -> None:
    keep_item(world.fatima, world.organisation, "story", "Harbour Bakers", f"{COMPANY}\n{LONG}", language="en")
    answer = ask(world.otto, "When was Harbour Bakers founded?")
    assert [sentence.text for sentence in answer.sentences] == ["Founded: April 4, 1975 in Leith, Scotland"]


def test_a_label_that_says_something_else_as_well_is_no_answer_by_itself(world: World) -> None:
    text = "| Wat | Tijd |\n| --- | --- |\n| Opening van de oven | 4 april 1990 |\n\nDe winkel opende op 3 mei 1975."
    keep_item(world.fatima, world.organisation, "story", "De winkel", text, language="nl")
    told = " ".join(sentence.text for sentence in ask(world.otto, "Wanneer opende de winkel?").sentences)
    assert "3 mei 1975" in told
    assert "oven" not in told


NAMED = """| Naam | De Havenbakkers |
| --- | --- |
| Aantal ovens | 12 |

De Broodbond werd in 1999 opgericht in het kantoor van de voorzitter.
"""


def test_a_table_headed_by_what_the_page_is_about_does_not_say_that_again(world: World) -> None:
    keep_item(world.fatima, world.organisation, "story", "De Havenbakkers", NAMED, language="nl")
    told = [each.text for each in ask(world.otto, "Hoeveel ovens hebben de Havenbakkers?").sentences]
    assert told == ["Aantal ovens: 12"]


@pytest.mark.same_code
@pytest.mark.parametrize(
    ("language", "text", "asked"),
    [
        ("nl", NAMED, "Wie heeft de Broodbond opgericht?"),
        (
            "en",
            "The partner of the bakers is the Bread Trust, which was founded on 5 May 1999.",
            "Who founded the Bread Trust?",
        ),
    ],
)
def test_that_it_was_done_does_not_tell_who_did_it(world: World, language: str, text: str, asked: str) -> None:
    keep_item(world.fatima, world.organisation, "story", "De Havenbakkers", text, language=language)
    answer = ask(world.otto, asked)
    assert not (answer.answered and answer.sure)


def test_by_whom_it_was_done_tells_who_did_it(world: World) -> None:
    text = "The Bread Trust was founded by Anne Grey in 1999."
    keep_item(world.fatima, world.organisation, "story", "The Bread Trust", text, language="en")
    answer = ask(world.otto, "Who founded the Bread Trust?")
    assert [each.text for each in answer.sentences] == [text]
    assert answer.sure
