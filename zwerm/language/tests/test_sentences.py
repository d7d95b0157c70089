from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zwerm.language.sentences import split_sentences


def texts(text: str, language: str) -> list[str]:
    return [span.text for span in split_sentences(text, language)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Dr. J.P. de Vries kwam om 3.5 uur. Hij bleef.",
            ["Dr. J.P. de Vries kwam om 3.5 uur.", "Hij bleef."],
        ),
        (
            "Neem bijv. Jan, o.a. m.b.t. Verlof. Klaar.",
            ["Neem bijv. Jan, o.a. m.b.t. Verlof.", "Klaar."],
        ),
        (
            "Hij gaat, d.w.z. Straks. 's Avonds niet.",
            ["Hij gaat, d.w.z. Straks.", "'s Avonds niet."],
        ),
        (
            "Appels, peren enz. Daarna naar huis.",
            ["Appels, peren enz.", "Daarna naar huis."],
        ),
        (
            "Appels, peren enz. en dan naar huis.",
            ["Appels, peren enz. en dan naar huis."],
        ),
        ('Zij zei: "Kom!" Toen gingen we.', ['Zij zei: "Kom!"', "Toen gingen we."]),
        (
            "Zie art. 5 van de wet. (Dat is kort.) Echt?",
            ["Zie art. 5 van de wet.", "(Dat is kort.)", "Echt?"],
        ),
    ],
)
def test_dutch_abbreviations_do_not_end_a_sentence(text: str, expected: list[str]) -> None:
    assert texts(text, "nl") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "See e.g. Foo, i.e. J. R. Smith. It ended.",
            ["See e.g. Foo, i.e. J. R. Smith.", "It ended."],
        ),
        ("It is 5 p.m. Then we go.", ["It is 5 p.m.", "Then we go."]),
        (
            "Version 2.0 costs $3.50. Really?! Yes.",
            ["Version 2.0 costs $3.50.", "Really?!", "Yes."],
        ),
        (
            "Open example.com. Read v. 2 of it.",
            ["Open example.com.", "Read v. 2 of it."],
        ),
    ],
)
def test_english_abbreviations_do_not_end_a_sentence(text: str, expected: list[str]) -> None:
    assert texts(text, "en") == expected


def test_headings_list_items_and_table_rows_are_sentences_of_their_own_without_their_marks() -> None:
    text = "# Verlof\n\nVraag het aan\nbij je lead.\n- op tijd\n- [ ] schriftelijk\n1. eerst\n\n| a | b |\n|---|---|\n> Let op"
    assert texts(text, "nl") == [
        "Verlof",
        "Vraag het aan\nbij je lead.",
        "op tijd",
        "schriftelijk",
        "eerst",
        "| a | b |",
        "Let op",
    ]


@given(st.text(alphabet="aB1.?! \n-#|\"'eé…", max_size=120), st.sampled_from(["nl", "en"]))
def test_every_span_is_true_and_in_order_and_no_letter_is_lost(text: str, language: str) -> None:
    spans = split_sentences(text, language)
    assert all(text[span.start : span.end] == span.text for span in spans)
    assert all(left.end <= right.start for left, right in pairwise(spans))
    covered = {place for span in spans for place in range(span.start, span.end)}
    lost = [letter for place, letter in enumerate(text) if letter.isalpha() and place not in covered]
    assert not lost
