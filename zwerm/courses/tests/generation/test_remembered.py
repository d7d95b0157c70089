"""What of a text can be asked for who wants to remember it."""

from zwerm.courses.generation.remembered import LONGEST, Remembered, cards_to_remember
from zwerm.courses.generation.source import Source

TEXT = """# Noodstroom

Een aggregaat is een dieselmotor met een dynamo eraan, die stroom maakt als het net uitvalt.

De brandstof is genoeg voor 36 uur. Vorig jaar viel de stroom in maart twee keer uit. De monteur controleert het **oliepeil** elke maandag.

> Een lege tank vul je binnen 4 uur.
"""


def asked(text: str, place: tuple[int, int] | None = None, *, spoken: bool = False) -> list[Remembered]:
    return cards_to_remember(
        Source(id="a", title="Noodstroom", markdown=text, language="nl", spoken_in_quotes=spoken), place
    )


def test_meanings_come_first_then_what_is_bold_or_counted_and_not_what_happened_once() -> None:
    fronts = [one.front for one in asked(TEXT)]
    assert fronts[0] == "Wat is een ‘aggregaat’?"
    assert "De brandstof is genoeg voor {{36}} uur." in fronts
    assert "De monteur controleert het {{oliepeil}} elke maandag." in fronts
    assert not [front for front in fronts if "Vorig jaar" in front]


def test_each_rests_on_its_own_words() -> None:
    found = asked(TEXT)
    assert TEXT[found[0].start : found[0].end].startswith("Een aggregaat is een dieselmotor")
    gaps = [one for one in found if one.gap]
    assert gaps
    for one in gaps:
        assert TEXT[one.start : one.end].replace("**", "") == one.front.replace("{{", "").replace("}}", "")


def test_of_what_was_selected_only_that_is_asked_also_deep_in_a_long_text() -> None:
    far = "\n\n".join(
        f"De pomp op plek {number} staat in de kelder en wordt elke week nagekeken." for number in range(400)
    )
    assert len(far) > 2 * LONGEST
    for text in (TEXT, f"{far}\n\n{TEXT}", f"{far}\n\n{TEXT}\n\n{far}"):
        start = text.index("Vorig jaar")
        (only,) = asked(text, (start, start + 20))
        assert only.front == "Vorig jaar viel de {{stroom}} in maart twee keer uit."
        assert text[only.start : only.end] == "Vorig jaar viel de stroom in maart twee keer uit."


def test_a_long_text_is_read_from_its_beginning() -> None:
    (first, *_) = asked(TEXT + "\n\nDe kelder is droog en de deur is dicht." * 500)
    assert first.front == "Wat is een ‘aggregaat’?"
