import pytest

from zwerm.courses.generation.bites.documents import order_documents
from zwerm.courses.generation.course import draft_course
from zwerm.courses.generation.draft import Heading, Quiz, TextBlock
from zwerm.courses.generation.minutes import minutes_of
from zwerm.courses.generation.reading.document import read_document
from zwerm.courses.generation.source import Source
from zwerm.courses.tests.generation.world import bite_texts, dutch, english

TOPICS = ["brand", "water", "stroom", "gas", "wind", "sneeuw", "hitte", "mist", "storm", "hagel", "ijs", "vuur"]


def long_document(sections: int, sentences: int = 24) -> Source:
    """A document with sections of a few hundred words each."""
    text = "# Het weerboek\n"
    for topic in TOPICS[:sections]:
        text += f"\n## Werken bij {topic}\n\n"
        text += " ".join(
            f"De ploeg controleert bij {topic} onderdeel {number} van de installatie en noteert wat zij ziet in het logboek."
            for number in range(sentences)
        )
        text += "\n"
    return Source(id="weer", title="Het weerboek", markdown=text)


def test_a_long_document_is_cut_into_bites_of_five_to_ten_minutes_along_its_headings() -> None:
    course = draft_course([long_document(12, 30)])
    assert len(course.bites) > 3
    assert all(4.0 <= bite.minutes <= 10 for bite in course.bites)
    assert [entry.title for entry in course.outline] == [bite.title for bite in course.bites]
    headings = [
        heading.text for entry in course.outline for heading in entry.headings if heading.text != "Het weerboek"
    ]
    assert headings == [f"Werken bij {topic}" for topic in TOPICS]


def test_the_minutes_of_a_bite_are_those_of_its_blocks_together() -> None:
    (bite,) = draft_course([english()]).bites
    assert bite.minutes == round(sum(minutes_of(block) for block in bite.blocks), 1)


def test_a_section_that_is_too_long_is_split_and_its_parts_are_numbered() -> None:
    long = Source(
        id="a",
        title="Handboek",
        markdown="# Handboek\n\n## Alles\n\n"
        + "\n\n".join(
            f"De ploeg leest elke morgen bladzijde {n} en bespreekt die met de leiding van dienst. " * 8
            for n in range(30)
        ),
    )
    titles = [bite.title for bite in draft_course([long]).bites]
    assert titles[0] == f"Alles (1 van {len(titles)})"
    assert len(titles) >= 3


def test_short_sections_are_merged_and_a_short_document_gives_one_bite() -> None:
    (bite,) = draft_course([dutch()]).bites
    assert bite.title == "De koelketen van vaccins"
    assert bite.minutes < 5


def test_nothing_to_teach_gives_a_course_without_bites() -> None:
    course = draft_course([Source(id="a", title="Leeg", markdown="## Inhoud\n\n- [A](a.md)\n- [B](b.md)\n")])
    assert course.bites == ()
    assert course.left_out != ()
    assert draft_course([]).bites == ()


def test_the_title_of_the_course_is_the_one_given_or_that_of_the_documents() -> None:
    assert draft_course([dutch()], title=" Koel blijven ").title == "Koel blijven"
    assert draft_course([dutch()]).title == "De koelketen van vaccins"
    file_name = Source(id="a", title="incidents.md", markdown=english().markdown)
    assert draft_course([file_name]).title == "Handling incidents"


def test_the_language_is_that_of_most_of_the_text_and_a_bite_is_asked_about_one_language() -> None:
    more = [dutch(), Source(id="nl-2", title="Weerboek", markdown=long_document(3).markdown), english()]
    course = draft_course(more)
    assert course.language == "nl"
    of_bites = [
        {
            span.source[:2]
            for block in bite.blocks
            if isinstance(block, Quiz)
            for q in block.questions
            for span in q.spans
        }
        for bite in course.bites
    ]
    assert {"nl"} in of_bites
    assert {"en"} in of_bites
    assert {"nl", "en"} not in of_bites
    assert any("near miss" in text for bite in course.bites for text in bite_texts(bite))


def test_headings_in_the_text_are_those_of_the_source_and_light() -> None:
    course = draft_course([english()])
    headings = [
        part
        for bite in course.bites
        for block in bite.blocks
        if isinstance(block, TextBlock)
        for part in block.parts
        if isinstance(part, Heading)
    ]
    assert [heading.text for heading in headings] == [
        "What is an incident?",
        "Severity",
        "Roles",
        "Running the response",
        "The review",
    ]
    assert all(3 <= heading.level <= 5 for heading in headings)


@pytest.mark.parametrize(
    ("titles", "ordered"),
    [
        (["10 Afronden", "2 Bouwen", "1 Beginnen"], ["1 Beginnen", "2 Bouwen", "10 Afronden"]),
        (["Veelgestelde vragen", "Melden", "Inleiding"], ["Inleiding", "Melden", "Veelgestelde vragen"]),
        (["Zebra", "Aap"], ["Zebra", "Aap"]),
    ],
)
def test_documents_stand_in_a_sensible_order(titles: list[str], ordered: list[str]) -> None:
    documents = [
        read_document(
            Source(
                id=f"s{n}", title=title, markdown=f"# {title}\n\nDe ploeg begint om acht uur met werken.", language="nl"
            )
        )
        for n, title in enumerate(titles)
    ]
    assert [document.source.title for document in order_documents(documents)] == ordered


def test_a_document_stands_after_the_one_that_explains_its_terms() -> None:
    explains = "# Woorden\n\nEen datalogger is een meter die de temperatuur opslaat. Een vriesbreuk is een beschadiging die ontstaat door kou."
    uses = "# Werken\n\nLees de datalogger af bij elke doos. Bij een vriesbreuk gooi je de doos weg."
    documents = [
        read_document(Source(id=name, title=name, markdown=text, language="nl"))
        for name, text in (("Werken", uses), ("Woorden", explains))
    ]
    assert [document.source.title for document in order_documents(documents)] == ["Woorden", "Werken"]


def test_what_two_documents_say_word_for_word_is_taught_once() -> None:
    shared = "\n\nBel bij brand altijd eerst het alarmnummer van het gebouw en waarschuw je collega's.\n"
    one = Source(
        id="a", title="Brand", markdown="# Brand" + shared + "\nDe ploeg verzamelt op het plein voor de deur.\n"
    )
    other = Source(
        id="b", title="Rook", markdown="# Rook" + shared + "\nBij rook kruip je laag over de vloer naar buiten.\n"
    )
    course = draft_course([one, other])
    texts = [text for bite in course.bites for text in bite_texts(bite)]
    assert sum("alarmnummer" in text for text in texts) == 1
    assert [left.reason for left in course.left_out] == ["repeated"]
