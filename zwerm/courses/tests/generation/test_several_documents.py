"""Of several documents in one course each keeps its name above its text."""

from itertools import pairwise

from zwerm.courses.generation.course import draft_course
from zwerm.courses.generation.draft import Heading, Paragraph, TextBlock
from zwerm.courses.generation.plan import make_plan
from zwerm.courses.generation.source import Source
from zwerm.courses.tests.generation.world import blocks

POOL = "# Het zwembad\n\nHet zwembad is elke dag open voor alle leden van de club.\n\n## Let op\n\nEen kind moet een bandje dragen zolang het niet kan zwemmen.\n"
SAUNA = "De sauna is een houten hut waarin leden zweten en daarna rusten.\n\n## Regels\n\nEen handdoek hoort altijd op de bank te liggen.\n"


def outline(*sources: tuple[str, str]) -> list[tuple[int, str]]:
    made = draft_course(
        [Source(id=str(n), title=name, markdown=text, language="nl") for n, (name, text) in enumerate(sources)]
    )
    parts = [part for block in blocks(made, "text") if isinstance(block, TextBlock) for part in block.parts]
    return [
        (part.level, part.text) if isinstance(part, Heading) else (9, part.sentences[0].text)
        for part in parts
        if isinstance(part, Heading | Paragraph)
    ]


def test_each_of_two_documents_in_a_bite_stands_under_its_title() -> None:
    shown = outline(("Het zwembad", POOL), ("De sauna", SAUNA))
    texts = [text for _, text in shown]
    assert texts.count("Het zwembad") == 1
    assert texts[texts.index("De sauna") + 1].startswith("De sauna is een houten hut")
    levels = {text: level for level, text in shown}
    assert levels["De sauna"] == levels["Het zwembad"] < levels["Let op"] == levels["Regels"]
    assert all(after - before <= 1 for (before, _), (after, _) in pairwise(shown) if after != 9)


def test_one_document_gets_no_heading_of_its_title() -> None:
    assert "Het zwembad" not in [text for _, text in outline(("Het zwembad", POOL))]


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
