"""A long list of words in a table is taught, in pieces."""

from zwerm.courses.generation.course import LONGEST_BITE, draft_course
from zwerm.courses.generation.draft import CourseDraft
from zwerm.courses.generation.source import Source
from zwerm.courses.tests.generation.world import bite_texts, questions

NAMES = ("anker", "boeg", "dek", "fok", "gaffel", "helmstok", "kiel", "loef", "mast", "want")
KINDS = ("achter", "boven", "midden", "onder", "voor", "zij", "storm", "haven")
DOES = (
    "houdt een touw vast dat naar de wal loopt",
    "snijdt door het water en breekt de golven",
    "draagt de mensen die aan boord werken",
    "vangt de wind als het schip naar de haven draait",
    "steunt het zeil aan zijn bovenrand",
    "draait het roer naar links of rechts",
    "houdt de boot rechtop bij harde wind",
    "ligt aan de kant waar de wind vandaan komt",
    "staat recht overeind en draagt het grootste zeil",
    "zet de paal naar opzij en naar achteren vast",
)
PLACES = ("de brug", "het ruim", "de kombuis", "de kajuit", "het dok", "de sluis", "de kade", "het vooronder")


def words(columns: int = 2) -> CourseDraft:
    rows = [
        f"| {kind}{name} | deel bij {place} dat {' en dat '.join((does, DOES[number - 3]))} |" + " ja |" * (columns - 2)
        for kind, place in zip(KINDS, PLACES, strict=True)
        for number, (name, does) in enumerate(zip(NAMES, DOES, strict=True))
    ]
    head = "| Woord | Betekenis |" + " Nodig |" * (columns - 2)
    markdown = "\n".join(["# Woorden aan boord", "", head, "|---" * columns + "|", *rows, ""])
    return draft_course([Source(id="a", title="Woorden aan boord", markdown=markdown, language="nl")])


def test_a_table_of_eighty_words_is_taught_in_bites() -> None:
    made = words()
    shown = [text for bite in made.bites for text in bite_texts(bite)]
    assert all(f"{kind}{name}" in shown for kind in KINDS for name in NAMES)
    assert len(made.bites) > 1
    assert all(bite.minutes <= LONGEST_BITE + 0.1 for bite in made.bites)
    assert questions(made)
    assert not made.left_out


def test_a_wide_table_of_as_many_rows_is_left_out() -> None:
    assert [left.reason for left in words(3).left_out] == ["table"]
