import pytest

from zwerm.practice.rules.locate import find_span, gap_around, sentence_around


@pytest.mark.parametrize(
    ("text", "words", "gap"),
    [
        ("Eerst dit. De batterij houdt het **zes uur**. Dan dat.", "zes uur", "De batterij houdt het {{zes uur}}."),
        (
            "- [De pomp](https://a.example) hangt in *kamer 4*\n- De lader ook",
            "De pomp",
            "{{De pomp}} hangt in kamer 4",
        ),
        ("Bel `112` en wacht.", "112", "Bel {{112}} en wacht."),
        ("De pomp is leeg.", "De pomp is leeg.", ""),
        ("De pomp is leeg. Bel de balie.", "leeg. Bel de", "De pomp is {{leeg. Bel de}} balie."),
        ("Een twee drie vier vijf zes zeven acht negen tien.", "twee drie vier vijf zes zeven acht negen tien", ""),
        ("Zet {{ om de woorden.", "woorden", ""),
        ("De pomp\n\nis leeg.", "De pomp is", ""),
    ],
)
def test_selected_words_become_a_gap_in_their_sentence(text: str, words: str, gap: str) -> None:
    place = find_span(text, words)
    assert place is not None
    assert gap_around(text, *place) == gap


@pytest.mark.parametrize(
    ("text", "words", "shown"),
    [
        ("Bewaar het vier weken. Daarna gaat het weg.", "vier weken", "Bewaar het [vier weken]."),
        ("Bewaar het **vier weken**.", "vier weken", "Bewaar het [vier weken]."),
        ("Bewaar het (vier weken) koel.", "vier weken", "Bewaar het ([vier weken]) koel."),
        ("Vier weken koel bewaren.", "Vier weken", "[Vier weken] koel bewaren."),
    ],
)
def test_marked_words_stand_in_their_sentence_as_a_reader_sees_it(text: str, words: str, shown: str) -> None:
    place = find_span(text, words)
    assert place is not None
    before, marked, after = sentence_around(text, *place)
    assert f"{before}[{marked}]{after}" == shown
