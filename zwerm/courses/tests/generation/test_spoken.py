"""What stands under a slide: the running text of it, or what its speaker has to do."""

import pytest

from zwerm.courses.generation.course import draft_course
from zwerm.courses.generation.draft import CourseDraft
from zwerm.courses.generation.reading import headings
from zwerm.courses.generation.reading.spoken import is_to_the_speaker
from zwerm.courses.generation.source import Source
from zwerm.courses.tests.generation.world import bite_texts

TO_THE_SPEAKER = [
    ("Vertel een eigen ervaring met een bezoeker die te laat kwam.", "nl"),
    ("Notitie: vertel hier het verhaal van de brand in 2019.", "nl"),
    ("Noem ook de nacontrole in januari.", "nl"),
    ("Vraag wie dit weleens heeft meegemaakt.", "nl"),
    ("Vraag de groep wat ze hier zien.", "nl"),
    ("Laat de deelnemers eerst zelf raden.", "nl"),
    ("Laat het filmpje zien.", "nl"),
    ("Benadruk dat dit ook voor de nacht geldt.", "nl"),
    ("Leg uit waarom de grens op drie ligt.", "nl"),
    ("Sta hier even bij stil.", "nl"),
    ("Begin met een vraag aan de zaal.", "nl"),
    ("Deel de hand-out uit.", "nl"),
    ("Klik door naar de volgende.", "nl"),
    ("Op de volgende dia staan de cijfers.", "nl"),
    ("Ik vertel hier altijd over mijn eerste dag.", "nl"),
    ("Welkom allemaal.", "nl"),
    ("Eerst even een rondje namen.", "nl"),
    ("Korte pauze.", "nl"),
    ("Geef een voorbeeld uit de eigen afdeling.", "nl"),
    ("Ongeveer vijf minuten.", "nl"),
    ("Tell the story of the flood.", "en"),
    ("Mention the second check as well.", "en"),
    ("Ask who has seen this before.", "en"),
    ("Ask the group for examples.", "en"),
    ("Show the video of the pump.", "en"),
    ("Emphasise that this holds at night too.", "en"),
    ("Explain why the limit is three.", "en"),
    ("Let participants guess first.", "en"),
    ("On the next slide we see the numbers.", "en"),
    ("Hand out the cards.", "en"),
    ("Good morning everyone.", "en"),
    ("I usually start with a joke here.", "en"),
    ("Spend about five minutes on this.", "en"),
    ("Remind everyone of the exit.", "en"),
    ("Give an example from your own team.", "en"),
]
TEXT = [
    ("Een gladde trouwring mag.", "nl"),
    ("Een accu die bevroren is, mag je niet laden: dan ontstaat blijvende schade.", "nl"),
    ("Wacht na elke vraag op het antwoord.", "nl"),
    ("Klanten praten verder als je stil bent.", "nl"),
    ("Vertel de patiënt wat je gaat doen.", "nl"),
    ("Vraag de klant of hij in het donker rijdt.", "nl"),
    ("Vraag hulp aan een collega.", "nl"),
    ("Laat de motor eerst afkoelen.", "nl"),
    ("Laat de ladder nooit alleen staan.", "nl"),
    ("Geef de plant een liter water.", "nl"),
    ("Begin met de bovenste lade.", "nl"),
    ("Herhaal de behandeling na veertien dagen.", "nl"),
    ("Klik op Opslaan en sluit het scherm.", "nl"),
    ("Bezoekers wachten in de hal tot de portier hen haalt.", "nl"),
    ("We tellen de mijten drie dagen lang.", "nl"),
    ("De monteur deelt zijn bevindingen met de klant.", "nl"),
    ("Het duurt vijf minuten voordat de lijm droog is.", "nl"),
    ("Stel de druk in op twee bar.", "nl"),
    ("A frozen battery must not be charged.", "en"),
    ("Ask the customer whether the bike stands outside.", "en"),
    ("Tell the patient what you are going to do.", "en"),
    ("Let the engine cool down first.", "en"),
    ("Give the plant a litre of water.", "en"),
    ("Show your pass at the gate.", "en"),
    ("Start with the top drawer.", "en"),
    ("The glue takes five minutes to dry.", "en"),
    ("Explain to the customer what the repair costs.", "en"),
    ("We count the mites for three days.", "en"),
]


@pytest.mark.parametrize(("text", "language"), TO_THE_SPEAKER)
def test_what_a_speaker_has_to_do_is_told_from_text(text: str, language: str) -> None:
    assert is_to_the_speaker(text, language)


@pytest.mark.parametrize(("text", "language"), TEXT)
def test_text_is_told_from_what_a_speaker_has_to_do(text: str, language: str) -> None:
    assert not is_to_the_speaker(text, language)


SLIDES = """## Deur

- De portier sluit de deur elke avond om acht uur
- Wie daarna komt, belt aan bij de balie

> Een bezoeker zonder pas wacht bij de poort, tot de portier zijn naam in het boek heeft geschreven. Vertel hier over die keer in mei. Dat was een grappig verhaal.
>
> Vraag wie dit weleens heeft gezien.

## Sleutels

- Elke sleutel hangt in de kast achter de balie

> De kast gaat op slot zodra de portier zijn ronde loopt.
"""


def drafted(markdown: str, *, spoken: bool = True) -> CourseDraft:
    return draft_course([Source(id="a", title="Wacht", markdown=markdown, language="nl", spoken_in_quotes=spoken)])


def test_what_a_speaker_tells_is_the_text_of_the_slide_with_its_place() -> None:
    shown = " ".join(text for bite in drafted(SLIDES).bites for text in bite_texts(bite))
    waits = "Een bezoeker zonder pas wacht bij de poort, tot de portier zijn naam in het boek heeft geschreven."
    assert shown.index("belt aan bij de balie") < shown.index(waits) < shown.index("De kast gaat op slot")
    place = SLIDES.index(waits)
    assert f"Span(source='a', start={place}, end={place + len(waits)})" in str(drafted(SLIDES).bites)


def test_what_is_for_the_speaker_alone_is_left_out_with_what_leans_on_it_and_told() -> None:
    made = drafted(SLIDES)
    assert not [text for text in ("keer in mei", "grappig", "Vraag wie") if text in str(made.bites)]
    told = [(left.heading, SLIDES[left.span.start : left.span.end]) for left in made.left_out]
    assert told == [
        ("Deur", "Vertel hier over die keer in mei. Dat was een grappig verhaal."),
        ("Deur", "Vraag wie dit weleens heeft gezien."),
    ]
    assert {left.reason for left in made.left_out} == {headings.SPOKEN}


def test_a_quotation_in_a_text_is_no_speaker() -> None:
    assert "Vraag wie dit weleens heeft gezien" in str(drafted(SLIDES, spoken=False).bites)
