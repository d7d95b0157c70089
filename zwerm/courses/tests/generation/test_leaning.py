"""What leans on something that is left out goes with it; what names it stays."""

import pytest

from zwerm.courses.generation.course import draft_course
from zwerm.courses.generation.draft import CourseDraft, Heading, TextBlock
from zwerm.courses.generation.reading.document import read_document
from zwerm.courses.generation.resolve import unresolved
from zwerm.courses.generation.source import Source
from zwerm.courses.tests.generation.world import bite_texts, blocks

OPENING = (
    "De kas van de tuinvereniging staat aan de zuidkant van het terrein en is het hele jaar open voor alle leden. "
    "Wie er werkt, houdt de deur dicht en zet het gereedschap terug."
)


def source(markdown: str, language: str = "nl") -> Source:
    return Source(id="a", title="De kas", markdown=markdown, language=language)


def texts(markdown: str, language: str = "nl") -> list[str]:
    made = draft_course([source(markdown, language)])
    return [text for bite in made.bites for text in bite_texts(bite)]


def headings(made: CourseDraft) -> list[str]:
    parts = [part for block in blocks(made, "text") if isinstance(block, TextBlock) for part in block.parts]
    return [part.text for part in parts if isinstance(part, Heading)]


WAYS = f"""# De kas

{OPENING}

## Water geven

Je kunt op deze manieren water geven:

_<span lang="en">Drip line</span>_

Bij deze manier loopt er dag en nacht een dun slangetje langs de planten. De grond blijft overal even vochtig.

*<abbr title="met de hand">Hand</abbr>watering*

Hier loop je zelf met de gieter langs de bakken. Je ziet dan meteen welke plant het moeilijk heeft.

<em>Mist</em>

In dit geval hangt er een fijne nevel onder het dak van de kas.
"""


def test_labels_in_markup_above_what_leans_on_them_are_read_as_headings() -> None:
    document = source(WAYS)
    made = draft_course([document])
    assert [name for name in headings(made) if name != "Water geven"] == ["Drip line", "Handwatering", "Mist"]
    assert "Je kunt op deze manieren water geven:" in texts(WAYS)
    assert unresolved(made, [document]) == []
    assert [left.reason for left in made.left_out] == []


def test_loose_lines_stay_as_they_are_written() -> None:
    below = "Deze bak is alleen voor zaailingen en wordt elke week leeggemaakt."
    shown = texts(
        f"# De kas\n\n{OPENING}\n\nDe blauwe bak\n\n{below}\n\nNaast de deur\n\nDe sleutel hangt aan de haak.\n"
    )
    assert "De blauwe bak" in shown
    assert below in shown
    assert "Naast de deur" in shown


@pytest.mark.parametrize(
    ("tail", "stays"),
    [
        ("Bovenstaande figuur laat de leidingen zien. Zo kan een knik in de slang alles stilzetten.", []),
        ("Bovenstaande figuur laat de leidingen zien. Dit model is van vorig jaar. De kraan zit links.", ["De kraan zit links."]),
        ("Bovenstaande figuur laat de leidingen zien. Hier zit de kraan.\n\nDeze kraan gaat stroef.", []),
        ("Bovenstaande figuur laat de leidingen zien. De kas is van iedereen.", ["De kas is van iedereen."]),
        ("Bovenstaande figuur laat de leidingen zien. Deze kas is van iedereen.", ["Deze kas is van iedereen."]),
        ("Bovenstaande figuur laat de leidingen zien. Deze gids geldt voor iedereen.", ["Deze gids geldt voor iedereen."]),
        ("De kraan zit links. Zie ook [de gids](gids.md). Dit scheelt lopen.", ["De kraan zit links.", "Zie ook de gids.", "Dit scheelt lopen."]),
    ],
)  # fmt: skip
def test_a_sentence_that_leans_on_what_went_goes_too(tail: str, stays: list[str]) -> None:
    shown = texts(f"# De kas\n\n{OPENING}\n\n{tail}\n")
    assert shown[-len(stays) :] == stays if stays else shown == texts(f"# De kas\n\n{OPENING}\n")


def test_english_leans_as_dutch_does() -> None:
    opening = "The greenhouse of the club stands on the south side and is open all year for every member of the club. Whoever works there keeps the door shut."
    shown = texts(
        f"# The greenhouse\n\n{opening}\n\nThe figure below shows the pipes. In this model the tap is on the left. The key hangs by the door.\n",
        "en",
    )
    assert shown[-1] == "The key hangs by the door."
    assert "In this model the tap is on the left." not in shown


def test_the_author_reads_that_something_leaned_on_what_was_left_out() -> None:
    markdown = (
        f"# De kas\n\n{OPENING}\n\nBovenstaande figuur laat de leidingen zien. Zo kan een knik alles stilzetten.\n"
    )
    left = [left for left in draft_course([source(markdown)]).left_out if left.reason == "leaning"]
    assert [markdown[one.span.start : one.span.end] for one in left] == ["Zo kan een knik alles stilzetten."]


@pytest.mark.parametrize("lead", ["Beschikbare templates:", "Handige formulieren:", "Available templates:"])
def test_a_list_of_files_to_fetch_says_nothing(lead: str) -> None:
    shown = texts(f"# De kas\n\n{OPENING}\n\n{lead}\n\n* [Sjabloon rooster](rooster.docx).\n")
    assert [text for text in shown if text.startswith((lead, "Sjabloon"))] == []


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        ("Release notes", "Voor elke oogst maakt de tuingroep een overzicht van wat er is veranderd. De penningmeester en de tuingroep spreken de vorm ervan af."),
        ("Aanvullende informatie", "Waar dat kan stelt het bestuur ook andere informatie beschikbaar, zoals de keuze van zaden en de regels voor het water."),
        ("Feedback", "Een tuinder zegt tegen een ander wat er goed gaat. Daarna noemt de tuinder één ding dat beter kan. De ander vat samen wat er is gezegd."),
        ("Versiebeheer", "De tuingroep bewaart elk plan van de bakken in een map. Een nieuw plan krijgt een eigen nummer, zodat iedereen weet welk plan geldt."),
    ],
)  # fmt: skip
def test_what_a_heading_such_as_history_holds_is_looked_at(heading: str, text: str) -> None:
    markdown = f"# De kas\n\n{OPENING}\n\n{OPENING}\n\n## {heading}\n\n{text}\n"
    assert text in " ".join(texts(markdown))


@pytest.mark.parametrize(
    ("heading", "text", "reason"),
    [
        ("Release notes", "- 1.2: Kraan vervangen\n- 1.3: Deur geverfd", "history"),
        ("Release notes", "In versie 2.1 is de kraan vervangen. In versie 2.2 is de deur geverfd.", "history"),
        ("Aanvullende informatie", "Lees de [gids voor kassen](gids.md). Zie ook [het rooster](rooster.md).", "links"),
        ("Bronnen", "Jansen schreef in de krant over de kas. De vereniging gaf een boek uit over water.", "links"),
        ("Colofon", "De tuingroep schreef deze gids. De foto op de voorkant is van het bestuur.", "contact"),
        ("Feedback", "Laat het ons weten via [het formulier](form.md).", "contact"),
    ],
)  # fmt: skip
def test_what_is_only_history_or_links_is_still_left_out(heading: str, text: str, reason: str) -> None:
    markdown = f"# De kas\n\n{OPENING}\n\n{OPENING}\n\n## {heading}\n\n{text}\n"
    left = [(left.heading, left.reason) for left in read_document(source(markdown)).left_out]
    assert (heading, reason) in left


def test_whom_one_asks_is_read_and_not_asked() -> None:
    contact = "De tuingroep zit elke dinsdag in het clubhuis. Iedereen mag daar met vragen binnenlopen."
    document = read_document(source(f"# De kas\n\n{OPENING}\n\n{OPENING}\n\n## Contact\n\n{contact}\n"))
    told = document.sections[-1]
    assert document.left_out == ()
    assert told.path[-1] == "Contact"
    assert told.shown
    assert told.blocks == ()


def test_a_long_table_of_who_does_what_is_read_with_its_marks() -> None:
    rows = "\n".join(f"| Taak {chr(65 + n)} in de kas | ✔ | {'tuingroep' if n % 2 else 'bestuur'} |" for n in range(21))
    shown = texts(f"# De kas\n\n{OPENING}\n\n## Wie doet wat\n\n| Taak | Verplicht | Wie |\n|---|---|---|\n{rows}\n")
    assert shown.count("✔") == 21
    assert shown.count("tuingroep") == 10


def test_a_long_table_of_figures_is_left_out_and_the_author_reads_so() -> None:
    rows = "\n".join(f"| Bak {n} | {n * 3} | {n * 7} |" for n in range(21))
    markdown = f"# De kas\n\n{OPENING}\n\n## Maten\n\n| Bak | Lengte | Breedte |\n|---|---|---|\n{rows}\n"
    assert ("Maten", "table") in [(left.heading, left.reason) for left in draft_course([source(markdown)]).left_out]


def test_a_reference_that_a_machine_fills_in_is_cut_off_the_end_of_a_sentence() -> None:
    shown = texts(
        f"# De kas\n\n{OPENING}\n\nDe tuingroep meldt elke lekkage aan het bestuur; zie ook [$M26$](#m26) en [$M16$](#m16). Zo weet het bestuur welke kraan eerst moet.\n"
    )
    assert shown[-2:] == [
        "De tuingroep meldt elke lekkage aan het bestuur",
        "Zo weet het bestuur welke kraan eerst moet.",
    ]
