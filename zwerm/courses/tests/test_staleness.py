"""Exactly what rests on words that changed is stale: found all, and nothing else, on texts of our own with known changes."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

import pytest

from zwerm.courses.generation.course import draft_course
from zwerm.courses.generation.draft import Listing, Ordering, Picture, Span, TextBlock
from zwerm.courses.generation.source import Source
from zwerm.courses.rules.rewriting import spans_of
from zwerm.courses.rules.stale_changes import changes_in
from zwerm.courses.rules.staleness import Change, Comparison, Text

TEXTS = sorted((Path(__file__).parent / "generation/texts").glob("*.md"))

# Each sentence stands by itself, so that a text is put together of known sentences in any form.
SENTENCES = [
    "Handen desinfecteren kost 30 seconden.",
    "Een infectie is een ontsteking door bacteriën.",
    "De dosis is hoogstens 5 mg per dag.",
    "Bel bij twijfel altijd de dienstdoende arts.",
    "Controleer de naam en de geboortedatum van de patiënt.",
    "Spoel de **katheter** na elk gebruik met 10 ml water.",
    "Noteer het tijdstip in het [dossier](https://example.org/d).",
    "Het alarm gaat af onder de 90 procent.",
]


def paragraph(sentences: list[str]) -> str:
    return " ".join(sentences)


def wrapped(sentences: list[str]) -> str:
    return "\n".join(" ".join(sentences).split(" "))


def listed(sentences: list[str]) -> str:
    return "\n".join(f"- {sentence}" for sentence in sentences)


def tabled(sentences: list[str]) -> str:
    return "| wat | dan |\n|---|---|\n" + "\n".join(f"| {sentence} | doen |" for sentence in sentences)


FORMS = [paragraph, wrapped, listed, tabled]


def text(sentences: list[str], form: object = paragraph) -> str:
    return f"# Werkwijze\n\n{form(sentences)}\n\n## Tot slot\n\nDank voor het lezen.\n"  # type: ignore[operator]


def stale(old: str, new: str, cited: list[str]) -> list[str]:
    """Which of the cited sentences are told as changed."""
    comparison = Comparison(Text(old, "nl"), Text(new, "nl"))
    return [
        sentence
        for sentence in cited
        if comparison.changes([(old.index(sentence), old.index(sentence) + len(sentence))])
    ]


@dataclass(frozen=True)
class Edit:
    """A change of one sentence: what stands there afterwards, in place or elsewhere."""

    name: str
    words: str | None
    changes: bool


def edits(sentence: str) -> list[Edit]:
    words = sentence.split(" ")
    return [
        Edit("deleted", None, True),
        Edit("another word", " ".join([*words[:-2], "zeker", words[-1]]), True),
        Edit("a word more", " ".join([words[0], "nu", *words[1:]]), True),
        Edit("a word less", " ".join([*words[:1], *words[2:]]), True),
        Edit("goes on", f"{sentence[:-1]} en vraag hulp.", True),
        Edit("another number", sentence.replace("30", "20").replace("5 mg", "5.5 mg").replace("90", "91"), False),
        Edit("more spaces", "   ".join(words), False),
        Edit("marked", f"*{sentence}*" if "*" not in sentence else sentence.replace("**", ""), False),
    ]


@pytest.mark.parametrize("before", FORMS)
@pytest.mark.parametrize("after", FORMS)
def test_of_every_change_in_every_form_exactly_the_changed_sentence_is_stale(before: object, after: object) -> None:
    for place, sentence in enumerate(SENTENCES):
        for edit in edits(sentence):
            changes = edit.changes or (edit.name == "another number" and edit.words != sentence)
            rest = [*SENTENCES[:place], *([edit.words] if edit.words else []), *SENTENCES[place + 1 :]]
            for new in (rest, rest[::-1], [*rest[4:], *rest[:4]]):
                expected = [sentence] if changes else []
                found = stale(text(SENTENCES, paragraph if before is wrapped else before), text(new, after), SENTENCES)
                assert found == expected, (edit.name, sentence)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Bel de arts. Wacht op hem.", "Bel de arts.\nWacht op hem."),
        ("Bel de arts. Wacht op hem.", "Bel de arts.\n\nWacht op hem."),
        ("Bel de arts. Wacht op hem.", "  Bel  de\u00a0arts.  Wacht op hem.  "),
        ("- alcohol\n- water", "* alcohol\n\n* water"),
        ("1. Bel.\n2. Wacht.", "3. Bel.\n4. Wacht."),
        ("Zie [het boek](https://a.example).", "Zie [het boek](https://b.example)."),
        ("**Bel** de arts.", "Bel de *arts*."),
        ("> [!TIP]\n> Bel de arts.", "Bel de arts."),
        ("## Eerst bellen\n\nDoe dat.", "### Eerst bellen\nDoe dat."),
        ("Bel de arts.", "Nieuw is dit. Bel de arts. En dit ook."),
    ],
)
def test_space_marks_and_what_stands_beside_it_change_nothing(old: str, new: str) -> None:
    comparison = Comparison(Text(old, "nl"), Text(new, "nl"))
    assert comparison.changes([(0, len(old))]) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("De dosis is 5.", "De dosis is 5.5 mg."),
        ("- alcohol", "- alcohol en water"),
        ("Bel de arts.", "Nooit alleen handelen, dus Bel de arts."),
        ("Bel de arts.", "Bel de arts?"),
        ("de arts belt", "De arts belt"),
        ("## Eerst bellen", "## Eerst appen"),
    ],
)
def test_words_that_are_part_of_a_longer_sentence_now_did_not_stay(old: str, new: str) -> None:
    comparison = Comparison(Text(old, "nl"), Text(new, "nl"))
    assert [change.old for change in comparison.changes([(0, len(old))])] == [old.strip("#- ")]


def test_the_difference_shows_what_a_sentence_became_and_what_went() -> None:
    old, new = text(SENTENCES), text([*SENTENCES[1:6], SENTENCES[7], "Handen desinfecteren kost 20 seconden."])
    comparison = Comparison(Text(old, "nl"), Text(new, "nl"))
    assert comparison.changes([(0, len(old))]) == [
        Change("Handen desinfecteren kost 30 seconden.", "Handen desinfecteren kost 20 seconden."),
        Change("Noteer het tijdstip in het dossier.", ""),
    ]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_of_a_made_course_exactly_the_blocks_on_a_changed_sentence_are_stale(path: Path) -> None:
    """Each sentence of the text in turn: reworded, deleted, moved to the end, and only spaced in another way."""
    old = path.read_text("utf-8")
    language = "en" if path.stem == "incidents" else "nl"
    course = draft_course([Source(id="x", title=path.stem, markdown=old, language=language)])
    values = [
        value for bite in course.bites for block in bite.blocks for value in getattr(block, "questions", (block,))
    ]
    read = Text(old, language)
    chance = random.Random(7)
    once = [s for s in read.sentences if [t.words for t in read.sentences].count(s.words) == 1]
    told = expected = right = 0
    for sentence in chance.sample(once, min(14, len(once))):
        words = old[sentence.start : sentence.end]
        reworded = words + " x" if words[-1].isalnum() else words[:-1] + " x" + words[-1]
        moved = old[: sentence.start] + old[sentence.end :] + f"\n\n{' '.join(words.split())}\n"
        for new, changes in (
            (old[: sentence.start] + reworded + old[sentence.end :], True),
            (old[: sentence.start] + old[sentence.end :], True),
            (moved, False),
            (old[: sentence.start] + "  ".join(words.split(" ")) + old[sentence.end :], False),
        ):
            comparison = Comparison(read, Text(new, language))
            for value in values:
                found = bool(changes_in(value, "x", comparison))
                wanted = changes and _rests_on(value, sentence.start, sentence.end)
                if not changes and _counts_order(value):
                    continue
                told, expected, right = told + found, expected + wanted, right + (found and wanted)
    assert expected > 20
    assert (right / told, right / expected) == (1.0, 1.0)


def _rests_on(value: object, start: int, end: int) -> bool:
    return any(span.start < end and span.end > start for span in spans_of(value))


def _counts_order(value: object) -> bool:
    """Where order is asked or shown, a sentence that moves does change something."""
    if isinstance(value, TextBlock):
        return any(isinstance(part, Listing) and part.ordered for part in value.parts)
    return isinstance(value, Ordering)


def test_steps_in_another_order_are_told_where_order_counts_and_nowhere_else() -> None:
    old = "1. Bel de arts.\n2. Leg de patiënt neer.\n3. Noteer de tijd.\n"
    new = "1. Leg de patiënt neer.\n2. Bel de arts.\n3. Noteer de tijd.\n"
    comparison = Comparison(Text(old, "nl"), Text(new, "nl"))
    spans = [(s.start, s.end) for s in comparison.old.sentences]
    assert comparison.changes(spans) == []
    change = comparison.order_change(spans)
    assert change == Change(
        "Bel de arts. → Leg de patiënt neer. → Noteer de tijd.",
        "Leg de patiënt neer. → Bel de arts. → Noteer de tijd.",
        True,
    )
    assert comparison.order_change([spans[0], spans[2]]) is None


@pytest.mark.parametrize(
    "words", ["desinfecteren", "Handen desinfecteren kost 30 seconden.", "[dossier](https://example.org/d)"]
)
def test_a_place_is_found_back_in_the_new_text(words: str) -> None:
    old, new = text(SENTENCES), text(["Nieuw.", *SENTENCES[::-1]], listed)
    start = old.index(words)
    place = Comparison(Text(old, "nl"), Text(new, "nl")).place(start, start + len(words))
    assert place is not None
    assert new[slice(*place)] in words
    assert Span("x", *place) != Span("x", start, start + len(words))


def test_a_picture_is_stale_when_it_went_and_not_when_it_moved_or_is_told_in_other_words() -> None:
    hash = "a" * 64
    old = f"Bel de arts.\n\n![De pomp](picture:{hash})\n\nWacht.\n"
    start = old.index("![")
    picture = Picture(hash, "De pomp", (Span("x", start, old.index(")") + 1),))
    block = TextBlock((picture,))

    def stale(new: str) -> list[Change]:
        return changes_in(block, "x", Comparison(Text(old, "nl"), Text(new, "nl")))

    assert stale(f"Bel de arts. Wacht.\n\n![De pomp van boven](picture:{hash})\n") == []
    assert stale(f"Bel de arts.\n\n![De pomp](picture:{'b' * 64})\n\nWacht.\n") == [Change("[De pomp]", "")]
