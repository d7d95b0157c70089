"""Of several documents in one course each has bites of its own, called as it is called and asked about itself."""

from zwerm.courses.generation import draft
from zwerm.courses.generation.course import draft_course
from zwerm.courses.generation.draft import Bite, Heading, OpenAnswer, Quiz
from zwerm.courses.generation.plan import make_plan
from zwerm.courses.generation.reading import headings
from zwerm.courses.generation.resolve import claims, unresolved
from zwerm.courses.generation.source import Source
from zwerm.courses.tests.generation.world import bite_texts

POOL = "# Het zwembad\n\nHet zwembad is elke dag open voor alle leden van de club.\n\n## Stappen\n\n1. Trek een badmuts aan.\n2. Ga eerst onder de douche.\n3. Meld je bij de badmeester.\n"
SAUNA = "De sauna is een houten hut waarin leden zweten en daarna rusten.\n\n## Stappen\n\n1. Leg een handdoek op de bank.\n2. Blijf er tien minuten.\n3. Koel daarna af met water.\n"


def source(title: str, markdown: str, *, how_to: bool = True) -> Source:
    return Source(id=title, title=title, markdown=markdown, language="nl", is_how_to=how_to)


def sources_in(bite: Bite) -> set[str]:
    """Which documents what is shown in a bite comes from."""
    made = draft.CourseDraft("", "nl", (), (bite,), ())
    return {span.source for claim in claims(made) for span in claim.spans}


def asked_of(bite: Bite) -> list[tuple[str, set[str]]]:
    asked = [one for block in bite.blocks if isinstance(block, Quiz) for one in block.questions]
    return [
        (one.stem.split(":")[0], {span.source for span in one.spans}) for one in asked if isinstance(one, OpenAnswer)
    ]


def headings_of(bite: Bite) -> list[str]:
    parts = [part for block in bite.blocks if isinstance(block, draft.TextBlock) for part in block.parts]
    return [part.text for part in parts if isinstance(part, Heading)]


def test_two_short_texts_are_two_parts_each_with_its_own_title_question_and_source() -> None:
    texts = [source("Het zwembad", POOL), source("De sauna", SAUNA)]
    made = draft_course(texts)
    assert [bite.title for bite in made.bites] == ["Het zwembad", "De sauna"]
    for bite in made.bites:
        assert sources_in(bite) == {bite.title}
        assert asked_of(bite) == [(f"‘{bite.title}’", {bite.title})]
        assert headings_of(bite) == ["Stappen"]
    assert unresolved(made, texts) == []
    assert draft_course(texts) == made


def test_each_of_many_tiny_texts_is_a_part() -> None:
    told = "De brandwacht loopt elke avond langs deur {n} van het gebouw en schrijft op of hij dicht is."
    made = draft_course([source(f"Deur {n}", told.format(n=n), how_to=False) for n in range(1, 16)])
    assert [bite.title for bite in made.bites] == [f"Deur {n}" for n in range(1, 16)]
    assert all(sources_in(bite) == {bite.title} for bite in made.bites)


def test_a_text_that_says_only_what_another_said_is_no_part_and_is_told_of() -> None:
    made = draft_course([source("Het zwembad", POOL), source("Nog eens", POOL)])
    assert [bite.title for bite in made.bites] == ["Het zwembad"]
    assert {left.reason for left in made.left_out if left.span.source == "Nog eens"} == {headings.REPEATED}


LINE = "De {place} van {name} staat op plank {n} en gaat daar na gebruik weer naar terug."


def long(name: str, *titles: str) -> str:
    text = ""
    for title in titles:
        lines = " ".join(LINE.format(place=title.lower(), name=name, n=n) for n in range(75))
        text += f"\n\n## {title}\n\n{lines}"
    return f"# {name}{text}\n"


def test_a_part_of_a_long_text_is_called_by_a_heading_that_only_it_has() -> None:
    made = draft_course(
        [source("Emmers", long("Emmers", "Kelder", "Stappen")), source("Bezems", long("Bezems", "Kelder", "Zolder"))]
    )
    assert [(bite.title, sources_in(bite)) for bite in made.bites] == [
        ("Emmers (1 van 2)", {"Emmers"}),
        ("Emmers (2 van 2)", {"Emmers"}),
        ("Bezems", {"Bezems"}),
        ("Zolder", {"Bezems"}),
    ]
    alone = draft_course([source("Emmers", long("Emmers", "Kelder", "Stappen"))])
    assert [bite.title for bite in alone.bites] == ["Kelder", "Stappen"]


def test_one_document_gets_no_heading_of_its_title() -> None:
    (bite,) = draft_course([source("Het zwembad", POOL)]).bites
    assert headings_of(bite) == ["Stappen"]
    assert bite_texts(bite)[0].startswith("Het zwembad is elke dag open")


def test_documents_are_ordered_by_the_number_of_their_file_where_their_titles_have_none() -> None:
    told = "De brandwacht loopt elke avond een ronde langs alle deuren van het gebouw en schrijft op wat open staat, zodat de dag weet wat er was."
    names = [("Vuur", "map/1.2 vuur.docx"), ("Aftekenen", "map/2.1 aftekenen.docx"), ("Water", "map/1.1 water.docx")]
    sources = [
        Source(
            id=f"{place}b",
            title=name,
            markdown=f"# {name}\n\n{told} Dit gaat over {name.lower()}.",
            language="nl",
            file=file,
        )
        for place, (name, file) in enumerate(names)
    ]
    assert [document.source.title for document in make_plan(sources).documents] == ["Water", "Vuur", "Aftekenen"]
