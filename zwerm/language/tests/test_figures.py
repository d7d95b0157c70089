"""The numbers that a text tells, whether in digits or in words."""

import pytest

from zwerm.language.figures import find_figures


@pytest.mark.parametrize(
    ("text", "language", "values"),
    [
        ("Houd vijf meter afstand, en dan 1.500 stappen.", "nl", ["5", "1500"]),
        ("Vijfentwintig, twee honderd vijftig en één.", "nl", ["25", "250", "1"]),
        ("Neem het in acht, ten minste een keer.", "nl", []),
        ("De derde keer, de 3e.", "nl", ["3", "3"]),
        ("Tussen vijf en twintig.", "nl", ["5", "20"]),
        ("Een half uur, anderhalf uur, een kwartier.", "nl", ["0.5|30", "1.5|90", "15"]),
        ("Om half acht en om 7.30 uur.", "nl", ["19.30|7.30", "7.30"]),
        ("Tweemaal per dag is twee keer per dag.", "nl", ["2", "2"]),
        ("Kamer B3, van 9.00 tot 17:30.", "nl", ["3|b3", "9", "17.30"]),
        ("Twenty-five of a hundred and twenty, twice.", "en", ["25", "120", "2"]),
        ("The second one waits a second, between five and twenty.", "en", ["2", "5", "20"]),
        ("Half past seven, half an hour, ½ cup.", "en", ["19.30|7.30", "0.5|30", "0.5"]),
        ("The one that nobody owns, for a day.", "en", []),
    ],
)
def test_numbers_are_read_in_digits_and_in_words(text: str, language: str, values: list[str]) -> None:
    found = [figure for figure in find_figures(text, language) if figure.sure]
    assert ["|".join(sorted(figure.values)) for figure in found] == values
