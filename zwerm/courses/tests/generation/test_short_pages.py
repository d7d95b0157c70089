"""What short pages showed: lists that are no steps, labels that say themselves what belongs to them, and who does what."""

import pytest

from zwerm.courses.generation.course import draft_course
from zwerm.courses.generation.draft import (
    CourseDraft,
    Gap,
    Glossary,
    Matching,
    Numeric,
    Ordering,
    Question,
    SingleChoice,
)
from zwerm.courses.generation.source import Source
from zwerm.courses.tests.generation.world import questions, suggested

VUL = (
    "De kliniek houdt bij de ingang een register van bezoekers bij. Elke bezoeker tekent het register bij het binnenkomen. "
    "Naast de lift hangt op elke verdieping een lijst van de afdelingen.\n"
)
FILLER = (
    "The clinic keeps a register of visitors at the desk. Every visitor signs the register before entering a ward. "
    "A list of the wards hangs beside the door of the lift on each floor.\n"
)


def asked(markdown: str, language: str = "nl", title: str = "De polikliniek") -> list[Question]:
    told = VUL if language == "nl" else FILLER
    return list(questions(made(f"# {title}\n\n{told}\n{markdown}", language, title)))


def made(markdown: str, language: str, title: str) -> CourseDraft:
    return draft_course([Source(id="a", title=title, markdown=markdown, language=language, is_how_to=True)])


def orders(markdown: str, language: str = "nl") -> list[Ordering]:
    return [one for one in asked(markdown, language) if isinstance(one, Ordering)]


def of_labels(markdown: str, language: str = "nl") -> list[Question]:
    return [one for one in asked(markdown, language) if isinstance(one, Matching | SingleChoice)]


STEPS = (
    "1. Trek handschoenen en een schort aan.\n2. Leeg de emmer in de spoelruimte.\n"
    "3. Veeg de vloer met een natte doek.\n4. Gooi de doek in de blauwe zak.\n"
)


def test_what_is_done_one_after_the_other_is_asked_in_its_order() -> None:
    assert orders(f"## Hoe maak je de kamer schoon?\n\n{STEPS}")
    assert orders(f"## Schoonmaak\n\nVolg deze stappen:\n\n{STEPS}")


@pytest.mark.parametrize(
    "lead",
    [
        "Aandachtpunten bij het schoonmaken zijn:",
        "Let samen op vier zaken:",
        "Een kamer die schoon is, is een kamer die:",
    ],
)
def test_a_lead_that_says_what_the_items_are_makes_no_steps_of_them(lead: str) -> None:
    assert not orders(f"## Hoe maak je de kamer schoon?\n\n{lead}\n\n{STEPS}")


def test_parties_below_how_something_works_are_no_steps() -> None:
    listed = "1. De aanvrager van de uitslag\n2. Het laboratorium (bloed en weefsel)\n3. De huisarts van de patiënt\n"
    assert not orders(f"## Hoe werkt een uitslag?\n\nEr spelen partijen mee:\n\n{listed}")
    english = "1. Warm vs. formal\n2. Short vs. complete\n3. Playful vs. serious\n"
    assert not orders(f"## How to choose a tone\n\n{english}", "en")


def test_what_is_ticked_off_below_a_step_is_no_order() -> None:
    for title, count in (("Opname", 1), ("Checklist opname", 0)):
        course = made(f"# {title}\n\n{VUL}\n## De kamer\n\n{STEPS}", "nl", title)
        assert len([one for one in questions(course) if isinstance(one, Ordering)]) == count
    things = "1. Een sleutel van de kast\n2. Een schoon bed met hekken\n3. Een stoel voor de familie\n"
    assert not orders(f"## Stap 2: De kamer\n\n{things}")


def test_clicks_of_which_the_screen_shows_the_next_are_not_asked() -> None:
    listed = (
        "1. Log in to the roster\n2. Open the menu and select 'Leave'\n3. Press 'New request'\n"
        "4. Select the first and the last day\n5. Write down why you ask for it\n"
    )
    assert not orders(f"## How to ask for leave\n\n{listed}", "en")
    assert orders(
        "## How to change a dressing\n\n1. Wash your hands for half a minute\n2. Remove the old dressing with gloves\n"
        "3. Rinse the wound with salt water\n4. Cover it with a clean gauze\n",
        "en",
    )


def test_steps_that_tell_by_their_words_what_comes_before_them_are_not_asked() -> None:
    chain = (
        "1. De balie stuurt de aanvraag naar het secretariaat\n2. Het secretariaat legt alles voor aan de planner\n"
        "3. De planner belt de verpleegkundige van dienst\n4. De verpleegkundige meldt de patiënt bij de balie\n"
    )
    assert not orders(f"## Proces van de aanvraag\n\n{chain}")
    points = "1. Vraag de sleutel aan de portier\n2. Leg deze sleutel in het kluisje\n3. Sluit de lade af met de code\n"
    assert not orders(f"## Stappen bij de kluis\n\n{points}")


def test_a_step_that_tells_when_it_is_done_is_not_asked() -> None:
    dated = (
        "1. Maak een bericht voor de familie\n2. Twee weken voor de verhuizing gaat het bericht uit\n"
        "3. Op de dag van de verhuizing staat de balie klaar\n4. Controleer of iedereen een bed heeft\n"
    )
    assert not orders(f"## Stappen bij de verhuizing\n\n{dated}")


def test_of_three_steps_anybody_tells_the_order() -> None:
    three = "\n".join(STEPS.splitlines()[:3])
    assert orders(f"## Stappen\n\n{STEPS}")
    assert not orders(f"## Stappen\n\n{three}\n")


def test_a_step_that_ends_in_a_word_of_the_other_language_is_whole() -> None:
    (one,) = orders(
        "## Steps\n\n1. Empty the bin in the hall\n2. Lock the back door\n3. Turn off the lights\n4. Set the alarm\n",
        "en",
    )
    assert "Lock the back door" in [item.text for item in one.items]


def test_two_lists_that_share_half_of_their_steps_are_asked_once() -> None:
    same = "3. Controleer de pols en de ademhaling\n4. Schrijf de waarden op het formulier\n"
    one = f"1. Zet de monitor aan het bed\n2. Leg de band om de arm\n{same}"
    two = f"1. Haal een stoel bij de balie\n2. Rol de mouw tot de schouder op\n{same}"
    assert len(orders(f"## Stappen bij opname\n\n{one}\n## Stappen bij controle\n\n{two}")) == 1


def test_a_heading_that_any_page_has_is_no_name_of_steps() -> None:
    title = "Wat je op een gewone dag in de polikliniek van het streekziekenhuis allemaal doet"
    assert not [one for one in asked(f"## Toelichting\n\n{STEPS}", title=title) if isinstance(one, Ordering)]


STAGES = """## Stap 1: Voorbereiden

Neem de tijd. De verpleegkundige legt het laken, twee kussens en een droge handdoek klaar naast het bed van de patiënt.

## Stap 2: Draaien

Neem de tijd. Twee collega's rollen de patiënt met het tillaken tegelijk op de linkerzij en houden de schouder vast.

## Stap 3: Afronden

Neem de tijd. Het tillaken gaat na gebruik in de groene zak en de bedhekken staan weer aan beide kanten omhoog.
"""


def test_in_which_step_a_sentence_belongs_is_for_the_author_to_take() -> None:
    course = made(f"# Draaien in bed\n\n{VUL}\n{STAGES}", "nl", "Draaien in bed")
    stem = "In welke stap hoort dit thuis?"
    assert stem not in [one.stem for one in questions(course)]
    assert stem in [question.stem for question, _ in suggested(course)]


def test_a_step_that_begins_after_another_or_breaks_off_is_not_asked() -> None:
    after = "1. Zet de rem op het bed\n2. Pas na de rem gaat het hek omlaag\n3. Draai de patiënt op de zij\n"
    assert not orders(f"## Stappen aan het bed\n\n{after}")
    headed = STAGES.replace("Stap 2: Draaien", "Stap 2: Bepaal wie de patiënt zal") + (
        "\n## Stap 4: Opschrijven\n\nNeem de tijd. Op de lijst aan het bed staat hoe laat de patiënt is gedraaid en naar welke kant.\n"
        "\n## Stap 5: Melden\n\nNeem de tijd. De planner hoort via de telefoon bij welke patiënt het tillaken is vervangen door een nieuw.\n"
    )
    assert not orders(headed)
    whole = headed.replace("Bepaal wie de patiënt zal", "Draaien")
    assert [len(one.items) for one in orders(whole)] == [5]


def entries(*pairs: tuple[str, str]) -> str:
    rows = "".join(f"| {label} | {description} |\n" for label, description in pairs)
    return f"| Onderdeel | Omschrijving |\n|---|---|\n{rows}"


ROOMS = (
    ("Spoelruimte", "Emmers en po's van de hele verdieping, op de onderste plank"),
    ("Linnenkamer", "Lakens en handdoeken, op kleur bij elkaar gelegd"),
    ("Dagkamer", "Bezoek en koffie, van twee tot acht uur"),
)


def test_rooms_are_matched_with_what_is_there() -> None:
    assert of_labels(f"## Ruimtes op de verdieping\n\n{entries(*ROOMS)}")


@pytest.mark.parametrize(
    ("heading", "pairs"),
    [
        (
            "Wat ons rooster kenmerkt",
            [
                ("Betrouwbaarheid", "Wie op het bord staat komt, ook in het weekend"),
                ("Flexibiliteit", "Ruilen mag tot een dag van tevoren"),
                ("Planning", "Het rooster hangt zes weken vooruit bij de balie"),
            ],
        ),
        (
            "Soorten meldingen",
            [
                ("P1", "De monitor geeft geen beeld en niemand ziet de waarden"),
                ("P2", "Een bel op een kamer doet het niet"),
                ("P3", "De lamp boven het bureau knippert af en toe"),
            ],
        ),
        (
            "Waarom we zo werken",
            [
                ("Een vast gezicht", "Patiënten zien elke dag dezelfde mensen aan hun bed"),
                ("Korte lijnen", "Wie iets wil weten loopt even langs de balie"),
                ("Rust op de gang", "De wagens gaan pas na het ontbijt rond"),
            ],
        ),
        (
            "Wie waar zit",
            [("Balie", "Ada Vos"), ("Linnenkamer", "Ben de Wit (uitzendbureau Noord)"), ("Dagkamer", "Cor van Dam")],
        ),
        (
            "Waar we op letten",
            [
                ("Technisch", "Of de monitor nog doet waarvoor die is gemaakt"),
                ("Juridisch", "Of wat we vastleggen nog mag"),
                ("Ethisch", "Of er niemand nadeel van heeft"),
            ],
        ),
        (
            "Vrije dagen",
            [
                ("Koningsdag", "De balie is dicht op 27 april"),
                ("Dag van de zorg", "Taart in de dagkamer op 12 mei"),
                ("Zomerfeest", "In de tuin, op de tweede vrijdag van juni"),
            ],
        ),
        (
            "Wat er is veranderd",
            [
                ("1a83dd9", "De lijst van de kamers staat nu bij de balie"),
                ("f253339", "Een kop boven de regels voor bezoek"),
                ("2406d39", "Het blad van de kantine is weggehaald"),
            ],
        ),
        (
            "De proef met de nieuwe bedden",
            [
                ("Doel", "Minder tillen door de verpleging van de nacht"),
                ("Nulmeting", "In maart tilde elke ploeg veertien keer per dienst"),
                ("Eigenaar", "Het hoofd van de afdeling en de fysiotherapeut samen"),
            ],
        ),
    ],
    ids=["qualities", "levels", "reasons", "people", "adjectives", "days", "codes", "fields"],
)
def test_labels_that_say_it_themselves_are_not_matched(heading: str, pairs: list[tuple[str, str]]) -> None:
    assert not of_labels(f"## {heading}\n\n{entries(*pairs)}")


def test_numbers_that_rise_with_what_they_belong_to_are_not_matched() -> None:
    rising = [
        ("Afdeling in een dorp", "10 tot 19 bedden"),
        ("Afdeling in een stad", "20 tot 39 bedden"),
        ("Academische afdeling", "40 tot 90 bedden"),
    ]
    told = [(label, f"{size}, waarvan er altijd een paar worden vrijgehouden voor de nacht") for label, size in rising]
    for pairs, is_matched in ((rising, False), ([rising[0], rising[2], rising[1]], True), (told, True)):
        found = of_labels(f"## Bedden per plek\n\n{entries(*pairs)}")
        assert bool([one for one in found if isinstance(one, Matching)]) is is_matched


def test_what_is_asked_of_each_thing_again_is_not_matched() -> None:
    one = [
        ("Inhoud", "Gaas, pleisters en een schaar"),
        ("Plek", "Naast de deur van de spoelruimte"),
        ("Bijvullen", "Elke maandag door de nachtdienst"),
    ]
    two = [
        ("Inhoud", "Water, bekers en rietjes"),
        ("Plek", "In de dagkamer onder het raam"),
        ("Bijvullen", "Na de lunch door wie er werkt"),
    ]
    assert of_labels(f"## De kast\n\n{entries(*one)}")
    assert not of_labels(f"## De kast\n\n{entries(*one)}\n## De kar\n\n{entries(*two)}")


def test_a_label_that_stands_in_many_lists_is_left_out_of_each() -> None:
    rooms = ("de kast", "de kar", "de kluis")
    told = ""
    for number, room in enumerate(rooms, 1):
        pairs = [
            (f"Vulling van {room}", "Gaas, pleisters en een schaar, en water met rietjes"),
            (f"Hoek van {room}", "Naast de spoelruimte, rechts van het raam"),
            (f"Sleutel van {room}", "Aan de haak bij de balie op nummer"),
            ("Overzicht", f"Op het bord staat met een {number} wie er voor het laatst was"),
        ]
        told += f"## Over {room}\n\n{entries(*pairs)}\n"
    shown = [f"{one}" for one in of_labels(told)]
    assert not [text for text in shown if "Overzicht" in text]


def test_a_label_said_in_other_words_is_not_matched_with_it() -> None:
    pairs = [
        ("Afval", "Het vuilnis van de kamers staat tot vier uur op de gang"),
        ("Linnen", "Lakens gaan in de groene zak naar beneden"),
        ("Post", "Brieven liggen in de bak bij de receptie"),
    ]
    matched = [one for one in of_labels(f"## Wat gaat waarheen\n\n{entries(*pairs)}") if isinstance(one, Matching)]
    assert not matched


def test_a_label_within_a_long_word_of_what_belongs_to_it_gives_it_away() -> None:
    pairs = [
        ("Logging", "Met transactielogging zie je wie een dossier heeft geopend"),
        ("Toegang", "Wie een pas heeft opent de kast zelf"),
        ("Spoed", "Een arts mag bij nood elk dossier in"),
    ]
    matched = [one for one in of_labels(f"## Het dossier\n\n{entries(*pairs)}") if isinstance(one, Matching)]
    assert not matched


def test_a_number_beside_a_label_is_asked_also_of_levels() -> None:
    told = entries(
        ("Dringend", "20 minuten"), ("Hoog", "90 minuten"), ("Gewoon", "5 werkdagen"), ("Laag", "20 werkdagen")
    )
    found = [one for one in asked(f"## Tijd om te reageren\n\n{told}") if isinstance(one, Numeric)]
    assert found
    assert all("Tijd om te reageren" in one.stem for one in found)
    assert {(one.before, one.answer) for one in found} <= {
        ("Dringend: ", 20),
        ("Hoog: ", 90),
        ("Gewoon: ", 5),
        ("Laag: ", 20),
    }


def test_prices_beside_names_are_looked_up_and_not_asked() -> None:
    told = entries(("Koffie", "2 euro"), ("Soep", "4 euro"), ("Maaltijd", "9 euro"))
    assert not [one for one in asked(f"## De kantine\n\n{told}") if isinstance(one, Numeric)]


def test_of_roles_nobody_asks_who_does_what() -> None:
    table = (
        "| {} | {} |\n|---|---|\n| Verpleegkundige | Meten van de bloeddruk, elke ochtend voor acht uur |\n"
        "| Apotheker | Klaarleggen van de medicijnen van de dag |\n| Planner | Bellen met de familie over naar huis gaan |\n"
    )
    for columns, is_asked in ((("Rol", "Taken"), False), (("Onderdeel", "Omschrijving"), True)):
        found = asked(f"## Rond het bed\n\n{table.format(*columns)}")
        assert bool([one for one in found if isinstance(one, Matching | SingleChoice)]) is is_asked


@pytest.mark.parametrize(
    "sentence",
    [
        "Wij maken de apparaten die verpleegkundigen elke dag aan het bed gebruiken.",
        "Neem alle vrije dagen van het jaar elk jaar op voor de kerst.",
        "Het systeem schrijft de waarden dagelijks om 23.59 uur naar de kluis.",
        "Als voorbeeld telt de keuken de borden per week.",
        "De ploeg overlegt tweemaal wekelijks (maandag, donderdag) over het rooster van de verpleging.",
        "Er komen twee collega's bij voor 3500 bruto per maand.",
    ],
)
def test_how_often_is_no_rule_by_itself(sentence: str) -> None:
    assert not [one for one in asked(f"## De apparaten\n\n{sentence}") if isinstance(one, Gap)]


def test_a_stretch_of_time_that_is_told_once_is_not_asked() -> None:
    told = "The reserve pays for the kitchen within the upcoming 19 months of work at the clinic."
    assert not [one for one in asked(f"## The kitchen\n\n{told}", "en") if isinstance(one, Numeric)]
    assert [
        one
        for one in asked("## The kitchen\n\nThe kitchen must keep the menus of a ward for at least 19 months.", "en")
        if isinstance(one, Numeric)
    ]


def test_how_often_something_must_be_done_is_asked() -> None:
    told = "De batterijen van de monitor moeten wekelijks worden nagekeken door de technische dienst."
    assert [one for one in asked(f"## De apparaten\n\n{told}") if isinstance(one, Gap)]


def test_a_list_of_words_with_long_meanings_is_taught() -> None:
    long = (
        "Alles wat de verpleging van de nacht aan de ploeg van de dag vertelt over een patiënt, zodat die weet wat er is gebeurd en wat er nog moet, "
        "met de waarden van de laatste meting, de medicijnen die zijn gegeven, wat de familie heeft gevraagd, en op welk uur de arts voor het laatst langs is geweest"
    )
    rows = f"| Overdracht | {long} |\n| Visite | De ronde van de arts langs de bedden, elke ochtend om negen uur |\n| Ontslag | Het moment waarop iemand naar huis gaat |\n"
    course = made(f"# Woordenlijst\n\n| Begrip | Definitie |\n|---|---|\n{rows}", "nl", "Woordenlijst")
    assert course.bites
    assert not [one for one in course.left_out if one.reason == "table"]


def test_a_meaning_of_what_another_sentence_names_is_no_word_to_learn() -> None:
    told = "Lijsten worden te lang om te lezen. Een maat hiervoor is een telling van de regels op het blad. Een meetband is een lint met centimeters erop, waarmee een verpleegkundige de lengte van een bewoner meet."
    course = made(f"# De lijsten\n\n{VUL}\n## Lijsten\n\n{told}\n", "nl", "De lijsten")
    words = [
        one.term for bite in course.bites for block in bite.blocks if isinstance(block, Glossary) for one in block.terms
    ]
    assert words == ["Meetband"]
