"""A comment's words are found again in the text as it is now, or told to be gone; never in another sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zwerm.library.rules.anchors import Quote, place_of, place_of_marked, quote_at

TEXT = """## Wacht

Bel bij twijfel **altijd** de dienstdoende arts. Het nummer is 2222. Noteer hoe laat je belde.

- Leg het [formulier](https://x.example/a) klaar.
- Controleer de pomp twee keer, met een collega.

## Daarna

Bel bij twijfel altijd de apotheek. Het nummer is 3333. Schrijf op wat er gezegd werd.
"""
ABOUT = "Controleer de pomp twee keer, met een collega."


def quoted(words: str, text: str = TEXT, nth: int = 0) -> Quote:
    at = -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    return quote_at(text, at, at + len(words))


def found(quote: Quote, text: str) -> str | None:
    place = place_of(quote, text, before=TEXT)
    return text[place[0] : place[1]] if place else None


def test_the_words_are_those_that_a_reader_sees() -> None:
    quote = quoted("Bel bij twijfel **altijd** de dienstdoende arts.")
    assert quote.exact == "Bel bij twijfel altijd de dienstdoende arts."
    assert (quote.prefix, quote.suffix) == ("Wacht", "Het nummer is 2222. Noteer hoe l")


@pytest.mark.parametrize(
    ("now", "marked"),
    [
        (TEXT.replace("## Wacht", "# Nieuw\n\nEen hele alinea ervoor.\n\n## Wacht"), ABOUT),
        (TEXT.replace(ABOUT, f"**{ABOUT}**"), ABOUT),
        (TEXT.replace(ABOUT, "Controleer de pomp altijd twee keer, met een collega."), None),
        (TEXT.replace(ABOUT, "Controleer de pomp drie keer, samen met een collega."), None),
        (TEXT.replace(f"- {ABOUT}\n", "").replace("## Daarna\n", f"## Daarna\n\n{ABOUT}\n"), ABOUT),
    ],
    ids=["text before it", "marks", "a word more", "other words", "moved"],
)
def test_they_stay_where_they_belong_when_the_text_changes(now: str, marked: str | None) -> None:
    line = next(line for line in now.split("\n") if "de pomp" in line)
    assert found(quoted(ABOUT), now) == (marked or line.removeprefix("- "))


def test_a_rewritten_sentence_between_the_same_neighbours_is_still_the_one() -> None:
    now = TEXT.replace("Het nummer is 2222.", "Dat nummer is voortaan 4444.")
    assert found(quoted("Het nummer is 2222."), now) == "Dat nummer is voortaan 4444."


def test_of_the_same_words_the_ones_with_the_same_neighbours_are_meant() -> None:
    second = quoted("Het nummer is 3333.")
    assert found(second, TEXT.replace("3333", "2222")) == "Het nummer is 2222."
    place = place_of(second, TEXT.replace("3333", "2222"))
    assert place
    assert place[0] > TEXT.index("## Daarna")


@pytest.mark.parametrize("gone", ["Noteer hoe laat je belde.", ABOUT, "Het nummer is 2222."])
def test_a_sentence_that_went_is_not_found_in_another(gone: str) -> None:
    assert found(quoted(gone), TEXT.replace(gone, "")) is None


def test_a_sentence_that_came_back_is_found_again() -> None:
    quote = quoted(ABOUT)
    assert place_of(quote, "Iets heel anders.") is None
    assert found(quote, TEXT) == ABOUT


DOSES = """## Pijn

Geef paracetamol 5 mg per dag. Bel de arts. Noteer het in het dossier.

## Onrust

Geef haldol 5 mg voor de nacht. Bel de arts. Zeg het de familie.
"""


def found_of(words: str, now: str, before: str = DOSES, nth: int = 0) -> str | None:
    """What stands before the words that are found, on their line, as well."""
    place = place_of(quoted(words, before, nth), now, before=before)
    return now[now.rindex("\n", 0, place[0]) + 1 : place[1]] if place else None


@pytest.mark.parametrize(
    "now",
    [
        DOSES.replace("Geef paracetamol 5 mg per dag. ", ""),
        DOSES.replace("paracetamol 5 mg", "paracetamol 1 g"),
        DOSES.replace("## Pijn\n\nGeef paracetamol 5 mg per dag. Bel de arts. Noteer het in het dossier.\n\n", ""),
        "## Slapen\n\nNeem 5 mg melatonine.\n",
    ],
    ids=["sentence gone", "other amount", "part gone", "another text"],
)
def test_few_words_that_went_are_not_found_in_another_fact(now: str) -> None:
    assert found_of("5 mg", now) is None


def test_a_short_sentence_that_went_is_not_found_where_it_stood_already() -> None:
    assert found_of("Bel de arts.", DOSES.replace("Bel de arts. Noteer", "Noteer")) is None
    gone_and_changed = DOSES.replace("Bel de arts. Noteer", "Noteer").replace("de nacht.", "de nacht, met water.")
    assert found_of("Bel de arts.", gone_and_changed) is None


def test_few_words_that_went_are_not_found_where_what_follows_is_the_same_too() -> None:
    doses = DOSES.replace("voor de nacht", "per dag")
    assert found_of("5 mg", doses.replace("paracetamol 5 mg", "paracetamol 1 g"), doses) is None
    changed = doses.replace("Geef paracetamol 5 mg per dag. ", "").replace("haldol 5", "haldol hooguit 5")
    assert found_of("5 mg", changed, doses) is None


@pytest.mark.parametrize(
    ("now", "line"),
    [
        (DOSES.replace("paracetamol 5 mg", "paracetamol hooguit 5 mg"), "Geef paracetamol hooguit 5 mg"),
        (DOSES.replace("5 mg per dag", "5 mg, elke avond"), "Geef paracetamol 5 mg"),
        (DOSES.replace("## Pijn", "## Eerst\n\nGeef water.\n\n## Pijn"), "Geef paracetamol 5 mg"),
        (
            DOSES.replace("Geef paracetamol 5 mg per dag. ", "") + "\nGeef paracetamol 5 mg per dag. \n",
            "Geef paracetamol 5 mg",
        ),
    ],
    ids=["a word before", "other words behind", "text before it", "moved with its sentence"],
)
def test_few_words_stay_where_they_belong(now: str, line: str) -> None:
    assert found_of("5 mg", now) == line


def test_a_short_sentence_that_moved_is_followed_past_one_that_stood_already() -> None:
    now = (
        DOSES.replace("Bel de arts. Noteer", "Noteer") + "\n## Altijd\n\nBij alles geldt: Bel de arts. Dag en nacht.\n"
    )
    assert found_of("Bel de arts.", now) == "Bij alles geldt: Bel de arts."


def test_the_second_of_the_same_words_stays_the_second_when_the_first_goes() -> None:
    assert found_of("5 mg", DOSES.replace("Geef paracetamol 5 mg per dag. ", ""), nth=1) == "Geef haldol 5 mg"
    now = DOSES.replace("Bel de arts. Noteer", "Noteer")
    assert found_of("Bel de arts.", now, nth=1) == "Geef haldol 5 mg voor de nacht. Bel de arts."


def test_words_at_the_begin_and_the_end_of_a_text_have_those_beside_them() -> None:
    assert place_of(quote_at("5 mg", 0, 4), "Neem 5 mg", before="5 mg") == (5, 9)
    assert place_of(quote_at("5 mg", 0, 4), "Neem 5 mg melatonine.", before="5 mg") is None


def test_half_words_that_were_marked_mean_the_whole_ones() -> None:
    place = place_of_marked(Quote("oleer de po"), TEXT)
    assert place
    assert TEXT[slice(*place)] == "Controleer de pomp"
    assert place_of(Quote("oleer de po"), TEXT) is None


@given(st.text(alphabet="abc \n*-.#", max_size=60), st.text(alphabet="xyz \n*-.#", max_size=60))
def test_whatever_is_written_before_and_after_the_words_are_found(before: str, after: str) -> None:
    now = f"{before}\n\n{ABOUT}\n\n{after}"
    assert found(quoted(ABOUT), now) == ABOUT
