"""The engine alone: sight, crashes, places. No database."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zwerm.language.compounds import Compounds
from zwerm.language.forms import other_forms
from zwerm.language.slips import one_slip, slips
from zwerm.language.words import LONGEST_WORD
from zwerm.search.engine.analysis import Analyser
from zwerm.search.engine.generation import Generation, Generations
from zwerm.search.engine.learning import WordCounts, text_of
from zwerm.search.engine.meaning import learn_meaning
from zwerm.search.engine.queries import Limits
from zwerm.search.engine.reading import Hit, Reader
from zwerm.search.engine.snippets import make_snippet
from zwerm.search.engine.spelling import Spelling, surely_meant
from zwerm.search.engine.things import Findable, Passage
from zwerm.search.engine.writing import Busy, Writer

SPACES = [UUID(int=number) for number in range(1, 7)]
SECRETS = ["appelmoes", "bandplakset", "citroengeel", "dakgootlek", "elpeehoes", "fietsventiel"]


def thing(key: str, text: str, space: UUID = SPACES[0], title: str = "", **told: object) -> Findable:
    passage = Passage("0", (), 0, len(text), text)
    return Findable(key, "note", title, "nl", space, (), datetime(2026, 1, 1, tzinfo=UTC), (passage,), **told)  # type: ignore[arg-type]


def search(reader: Reader, text: str, spaces: list[UUID] = SPACES, **told: object) -> list[Hit]:
    limits = Limits({space.hex for space in spaces})
    return reader.find(reader.read(text, limits, **told), limits, most=50)  # type: ignore[arg-type]


def make(home: Path, things: list[Findable]) -> Generation:
    generation = Generations(home).begin()
    counts = WordCounts()
    for each in things:
        counts.learn(each)
    counts.keep(generation)
    learn_meaning(generation, [(text_of(each), each.language) for each in things])
    with Writer(generation) as writer:
        writer.put_all("note", things)
        writer.commit(1)
    return generation


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    """Five notes in each of six spaces; every space has a word of its own, all share one."""
    things = [
        thing(f"{number}-{note}", f"Vergaderen over {SECRETS[number]} nummer {note}.", space, f"Verslag {note}")
        for number, space in enumerate(SPACES)
        for note in range(5)
    ]
    reader = Reader(make(tmp_path_factory.mktemp("full"), things))
    reader.refresh()
    return reader


@settings(max_examples=60)
@given(
    seen=st.sets(st.sampled_from(SPACES)),
    word=st.sampled_from([*SECRETS, "vergadering", "verslag"]),
    slip=st.booleans(),
)
def test_whoever_asks_finds_all_that_they_see_and_nothing_else(
    full: Reader, seen: set[UUID], word: str, slip: bool
) -> None:
    asked = word[:-2] + word[-1] + word[-2] if slip else word
    hits = search(full, asked, list(seen))
    expected = seen if word not in SECRETS else seen & {SPACES[SECRETS.index(word)]}
    assert {hit.shown.space for hit in hits} == {space.hex for space in expected}
    assert len(hits) == 5 * len(expected)


@settings(max_examples=40)
@given(seen=st.sets(st.sampled_from(SPACES)), word=st.sampled_from(SECRETS), length=st.integers(2, 5))
def test_what_is_completed_or_corrected_comes_from_what_the_asker_sees(
    full: Reader, seen: set[UUID], word: str, length: int
) -> None:
    limits = Limits({space.hex for space in seen})
    visible = SPACES[SECRETS.index(word)] in seen
    completed = full.read(word[:length], limits, typing=True)
    # What was typed may have forms of its own that begin alike: "dakgootje" of "dakgo".
    found = completed.asked.terms - set(other_forms(word[:length], "nl"))
    assert any(term.startswith(word[:6]) for term in found) == visible
    misspelt = word[:3] + word[4:]
    assert full.read(misspelt, limits).corrected == (word if visible else "")


def test_words_that_nothing_says_together_are_looked_for_by_what_they_mean_as_far_as_the_asker_sees(
    tmp_path: Path,
) -> None:
    help_, emergency = "Hulp bij het invullen van hulp en hulp.", "De lift naar de SEH staat stil."
    things = [thing("0", help_, SPACES[0]), thing("1", emergency, SPACES[1])]
    reader = Reader(make(tmp_path, things))
    reader.refresh()
    assert [hit.shown.key for hit in search(reader, "spoedeisende hulp", list(SPACES[:2]))] == ["1"]
    assert [hit.shown.key for hit in search(reader, "spoedeisende hulp", [SPACES[0]])] == ["0"]


def test_the_whole_is_found_by_its_parts_and_a_part_in_its_whole(tmp_path: Path) -> None:
    texts = [
        "De arbeidsovereenkomst van Jan.",
        "Arbeid is goed. Arbeid loont.",
        "Een overeenkomst, nog een overeenkomst.",
    ]
    reader = Reader(make(tmp_path, [thing(str(number), text) for number, text in enumerate(texts)]))
    reader.refresh()
    assert "0" in {hit.shown.key for hit in search(reader, "overeenkomst")}
    assert {hit.shown.key for hit in search(reader, "arbeidsovereenkomsten")} == {"0", "1", "2"}


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("arbeidsovereenkomst", ("arbeid", "overeenkomst")),
        ("ziekenhuisbed", ("ziek", "huis", "bed")),
        ("overeenkomst", ()),
        ("kort", ()),
        ("xylofoonles", ()),
    ],
)
def test_compounds_are_split_by_known_words_and_links(word: str, parts: tuple[str, ...]) -> None:
    known = {"arbeid": 9, "overeenkomst": 9, "ziek": 5, "huis": 5, "bed": 5, "over": 2, "een": 2, "komst": 2}
    assert Compounds(known).split(word) == parts


def test_in_a_few_texts_a_compound_finds_what_says_its_parts_once(tmp_path: Path) -> None:
    texts = [
        "Wij oogsten in juli.",
        "Een pot honing kost vijf euro.",
        "De oogst was groot.",
        "De bestuurskamer is boven.",
    ]
    reader = Reader(make(tmp_path, [thing(str(number), text) for number, text in enumerate(texts)]))
    reader.refresh()
    assert {hit.shown.key for hit in search(reader, "honingoogst")} >= {"1", "2"}
    # A part that only the language knows: "prijs".
    assert [hit.shown.key for hit in search(reader, "honingprijs")] == ["1"]


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("honingoogst", ("honing", "oogst")),
        ("wintervoer", ("winter", "voer")),
        ("koninginnenraam", ()),
        ("vriendelijk", ()),
        ("beestenboel", ()),
    ],
)
def test_words_that_stand_once_are_parts_of_what_they_make_wholly(word: str, parts: tuple[str, ...]) -> None:
    known = dict.fromkeys(("honing", "oogst", "winter", "voer", "koningin", "vriend", "beest", "wintervoer"), 1)
    assert Compounds(known).split(word) == parts


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    """So many things that a word which stands once is no part of a compound by itself."""
    texts = [
        ("Handhygiëne op zaal", "Was je handen. De hand telt, elke hand."),
        ("Zo leren wij", "Wij leren van fouten, ook van die in de hygiëne."),
        ("Koelkasten aflezen", "Het is koel. Lees de koelkasten af."),
        ("Het eerste uur na een prikaccident", "Spoel de prik uit."),
        ("Paasweekend", "Het was warm."),
        ("Inwerken", "Wij begeleiden wie begint."),
        ("Phishing", "Klik niet."),
    ]
    things = [thing(f"{number}", f"Verslag {number} van de maand.") for number in range(210)]
    things += [thing(title, text, title=title) for title, text in texts]
    things += [thing("Geheim", "Een keukenkast.", SPACES[1], "Geheim")]
    reader = Reader(make(tmp_path_factory.mktemp("many"), things))
    reader.refresh()
    return reader


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("hygiëne", {"Zo leren wij", "Handhygiëne op zaal"}),
        ("hygiene op zaal", {"Zo leren wij", "Handhygiëne op zaal"}),
        ("kast", {"Koelkasten aflezen"}),
        ("kasten", {"Koelkasten aflezen"}),
        ("accident", {"Het eerste uur na een prikaccident"}),
        ("weekend", {"Paasweekend"}),
        # "bege" is no word.
        ("leiden", set()),
    ],
)
def test_a_word_that_texts_say_seldom_or_never_finds_its_kinds(many: Reader, asked: str, found: set[str]) -> None:
    hits = search(many, asked, [SPACES[0]])
    assert {hit.shown.key for hit in hits} == found
    if len(found) > 1:
        assert hits[0].shown.key == ("Zo leren wij" if asked == "hygiëne" else "Handhygiëne op zaal")


def test_kinds_of_a_word_are_no_correction_and_come_from_what_the_asker_sees(many: Reader) -> None:
    seen, other = Limits({SPACES[0].hex}), Limits({SPACES[1].hex})
    assert (many.read("accident", seen).corrected, many.read("accident", seen).unknown) == ("", ())
    assert many.read("accident", other).unknown == ("accident",)
    assert {hit.shown.key for hit in search(many, "kast", [SPACES[1]])} == {"Geheim"}


def test_one_word_is_taken_apart_although_it_was_read_as_english() -> None:
    analyser = Analyser({"val": 50, "risico": 80, "pas": 40, "woord": 60, "passen": 40})
    asked = analyser.ask("valrisico")
    assert (asked.language, asked.words[0].parts) == ("en", ("val", "risico"))
    assert analyser.ask("password").words[0].parts == ()
    assert analyser.ask("the valrisico meeting").words[1].parts == ()


def test_a_title_that_says_the_word_comes_before_one_that_has_it_as_a_part(tmp_path: Path) -> None:
    things = [
        thing("val", "Blijf bij wie er ligt en bel de arts.", title="Na een val"),
        thing("kaart", "De valkaart hangt boven het bed.", title="De valkaart"),
        *(thing(f"{number}", f"Een val en een kaart, nummer {number}: de val van de kaart.") for number in range(8)),
    ]
    reader = Reader(make(tmp_path, things))
    reader.refresh()
    for asked in ("valt", "gevallen", "wie valt"):
        assert [hit.shown.key for hit in search(reader, asked)][:2] == ["val", "kaart"]
    assert search(reader, "valkaart")[0].shown.key == "kaart"


def test_a_sentence_is_answered_in_its_own_language_first(tmp_path: Path) -> None:
    things = [
        thing("nl", "Melden doe je zo. Bij een incident bel je eerst de leiding en daarna vul je het formulier in."),
        replace(thing("en", "An incident is reported within a day."), language="en"),
    ]
    reader = Reader(make(tmp_path, things))
    reader.refresh()
    assert [hit.shown.key for hit in search(reader, "hoe meld ik een incident")] == ["nl", "en"]
    assert [hit.shown.key for hit in search(reader, "incident")] == ["en", "nl"]
    assert [hit.shown.key for hit in search(reader, "how do I report an incident")] == ["en", "nl"]


def test_only_one_writes_and_the_other_is_told(tmp_path: Path) -> None:
    generation = make(tmp_path, [thing("a", "Eerste.")])
    with Writer(generation), pytest.raises(Busy), Writer(generation):
        pass
    with Writer(generation) as writer:
        writer.put("note", thing("b", "Tweede."))
        writer.commit(2)
    reader = Reader(generation)
    assert reader.refresh().sequence == 2


CRASHES = {
    "before anything": "writer._vectors = None; sys.exit = os._exit(9)",
    "after the vectors": "writer._passage_writer = Dies()",
    "after the passages": "writer._thing_writer = Dies()",
    "after everything": "pass",
}
CHILD = """
import os, sys
from pathlib import Path
from zwerm.search.engine.generation import Generation
from zwerm.search.engine.writing import Writer
from zwerm.search.tests.test_engine import thing

class Dies:
    def __getattr__(self, name):
        os._exit(9)

with Writer(Generation(Path(sys.argv[1]))) as writer:
    writer.put("note", thing("a", "Nieuwe woorden over zeilboten."))
    writer.put("note", thing("b", "Iets over kajaks."))
    writer.remove("note", "c")
    {crash}
    writer.commit(2)
os._exit(9)
"""


@pytest.mark.parametrize("when", CRASHES)
def test_a_crash_at_any_step_loses_nothing_and_doubles_nothing(tmp_path: Path, when: str) -> None:
    generation = make(tmp_path, [thing("a", "Oude woorden over tractoren."), thing("c", "Weg ermee.")])
    child = CHILD.replace("{crash}", CRASHES[when])
    assert subprocess.run([sys.executable, "-c", child, str(generation.path)], check=False).returncode == 9
    reader = Reader(generation)
    complete = when == "after everything"
    assert reader.refresh().sequence == (2 if complete else 1)
    with Writer(generation) as writer:
        assert writer.cursor.sequence == (2 if complete else 1)
        for each in (thing("a", "Nieuwe woorden over zeilboten."), thing("b", "Iets over kajaks.")):
            writer.put("note", each)
        writer.remove("note", "c")
        writer.commit(2)
    reader = Reader(generation)
    assert reader.refresh().sequence == 2
    found = {
        word: [(hit.shown.key, len(hit.passages)) for hit in search(reader, word)] for word in ("zeilboten", "kajaks")
    }
    assert found == {"zeilboten": [("a", 1)], "kajaks": [("b", 1)]}
    assert search(reader, "tractoren") == search(reader, "ermee") == []
    assert reader.things_known == 2


@given(text=st.text(alphabet="abé .|\n,", max_size=400), words=st.text(alphabet="abé ", max_size=20))
def test_a_snippet_lies_within_its_passage_and_marks_only_words_that_were_asked_for(
    full: Reader, text: str, words: str
) -> None:
    asked = full.analyser.ask(words)
    snippet = make_snippet(text, asked, full.analyser, "nl")
    assert 0 <= snippet.start <= snippet.end <= len(text)
    for piece in snippet.pieces:
        if piece.marked:
            assert piece.text in text[snippet.start : snippet.end]
            assert set(full.analyser.terms([piece.text.replace("é", "e")], "nl")) & asked.terms


@given(st.text(alphabet="abcd", min_size=1, max_size=6))
@settings(max_examples=20)
def test_one_slip_is_one_slip(word: str) -> None:
    assert all(slips(word, other, 2) == 1 for other in one_slip(word))


def test_what_is_longer_than_words_are_is_left_as_it_is() -> None:
    word = "aansprakelijkheidswaardevaststellingsveranderingen"
    assert len(word) == LONGEST_WORD
    spelling = Spelling({word: 1, f"{word}s": 1})
    assert [near.word for near in spelling.near(word.replace("k", "c", 1))] == [word]
    assert one_slip(f"{word}n") == set()
    assert spelling.near(f"{word}n") == []
    assert Compounds({"wond": 9, "zorg": 9}).split("wondzorg" * 9) == ()


def test_of_a_long_text_only_the_beginning_is_looked_for(full: Reader) -> None:
    assert len(search(full, f"{'nergens ' * 400}{SECRETS[0]}")) == 5
    assert search(full, f"{'nergens ' * 500}{SECRETS[0]}") == []


def test_spelling_prefers_what_is_said_more_often_and_leaves_short_words_alone() -> None:
    spelling = Spelling({"valrisico": 3, "valrisica": 1, "val": 9, "medicatieveiligheid": 2})
    near = {
        asked: [near.word for near in spelling.near(asked)]
        for asked in ("valrisicp", "valrisic", "vak", "medicatieveilighied", "medikatieveilihgeid")
    }
    assert near["valrisicp"][0] == near["valrisic"][0] == "valrisico"
    assert near["vak"] == []
    assert near["medicatieveilighied"] == near["medikatieveilihgeid"] == ["medicatieveiligheid"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        # Swapped, one for two, two for one, another letter for the same sound, one that is missing.
        ("roostre", "rooster"),
        ("roster", "rooster"),
        ("vergaddering", "vergadering"),
        ("medikatie", "medicatie"),
        ("higiene", "hygiene"),
        ("hygine", "hygiene"),
        ("tijdlijk", "tijdelijk"),
        # Another letter says little where several words are as near, or the word is short.
        ("zond", ""),
        ("hing", ""),
    ],
)
def test_a_slip_that_people_make_tells_which_word_was_meant(typed: str, meant: str) -> None:
    known = ["rooster", "vergadering", "medicatie", "hygiene", "tijdelijk", "hond", "mond", "rond", "ring"]
    assert surely_meant(typed, Spelling(dict.fromkeys(known, 3)).near(typed)) == meant


def test_what_nobody_in_sight_writes_is_near_to_nothing_and_hides_nothing() -> None:
    spelling = Spelling({"vergadering": 2, "vergaderingen": 9, "vergadernig": 9})
    seen = {"vergadering": 2}
    assert [near.word for near in spelling.near("vergaderingg", lambda word: seen.get(word, 0))] == ["vergadering"]
