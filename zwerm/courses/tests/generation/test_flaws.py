"""Each rule with questions that break it and questions that keep it, in both languages."""

from collections.abc import Sequence

import pytest
from msgspec.structs import replace

from zwerm.courses.generation.draft import Numeric, Ordering, Question, Span
from zwerm.courses.generation.flaws import RULES, Setting, find_flaw, find_flaws
from zwerm.courses.generation.flaws.interlock import gives_away
from zwerm.courses.tests.generation.world import SOMEWHERE, choice, choices, gap, pairs, shown
from zwerm.language.oppositions import is_closed_set

NL, EN = Setting("nl"), Setting("en")
Case = tuple[Question, Setting]


def steps(*texts: str) -> Ordering:
    return Ordering("Zet de stappen in volgorde.", tuple(shown(text) for text in texts), (), SOMEWHERE)


def number(before: str, value: float, after: str, written: str = "") -> Numeric:
    return Numeric("Welk getal hoort hier?", before, after, value, written or f"{value:g}", (), SOMEWHERE)


SOUND: list[Case] = [
    (
        choice(
            "Wat is een ‘datalogger’?",
            "Een meter die elke vijf minuten de temperatuur opslaat",
            "Een kaartje dat van kleur verandert zodra de doos te koud is",
            "Een beschadiging die ontstaat doordat de vloeistof bevriest",
        ),
        NL,
    ),
    (
        choice(
            "What is a ‘near miss’?",
            "An event that could have done harm to a service",
            "An occurrence that interrupts the service of customers",
            "A temporary measure that restores the service",
        ),
        EN,
    ),
    (gap("De ", "chauffeur", " tekent voor ontvangst van de dozen met vaccins.", "apotheker", "controleur"), NL),
    (gap("The ", "scribe", " writes down every decision with the time.", "manager", "lawyer"), EN),
    (steps("Vergelijk de dozen met de pakbon", "Lees de meter af", "Noteer de waarde"), NL),
    (steps("Open a channel", "Name a commander", "Stop the damage"), EN),
    (
        pairs(("Prikpost", "Meter in de koelbox"), ("Bestelwagen", "Kaartje in de doos"), ("Apotheek", "Vaste sonde")),
        NL,
    ),
    (number("Een afwijking van meer dan ", 15, " minuten moet worden gemeld bij de apotheker."), NL),
    (number("The engineer must acknowledge an alert within ", 10, " minutes of the first call."), EN),
]

GIVEN_AWAY: list[Case] = [
    (choice("‘Voordelen’: waar gaat deze omschrijving over?", "Een ondersteunende werkplek", "Een lagere rekening", "Een snellere balie", quote="Wie zich gesteund voelt, blijft langer."), NL),
    (choice("‘Voordelen’: wat klopt bij ‘Leiderschapsontwikkeling’?", "Het bouwt leiderschapsvaardigheden op", "Het maakt de wachttijd korter", "Het spaart papier"), NL),
    (pairs(("Aanpasbaar", "De lijst wordt elke week aangepast"), ("Zuinig", "Het kost geen papier"), ("Snel", "Het duurt een minuut")), NL),
]  # fmt: skip
BROKEN: dict[str, list[Case]] = {
    "longest_option": [
        (choice("Wat doet de chauffeur?", "Levert de dozen af, tekent voor ontvangst en meldt elke beschadiging", "Plant ritten", "Leest meters af"), NL),
        (choice("What does the scribe do?", "Writes down every decision with the time and the name of who took it", "Calls people", "Fixes bugs"), EN),
    ],
    "absolute_terms": [
        (choice("Wanneer meld je een storing?", "Binnen een half uur", "Nooit na werktijd", "Voor het eind van de dienst"), NL),
        (choice("When do you report?", "Within half an hour", "Always after the shift", "Before the next round"), EN),
    ],
    "all_or_none": [
        (choice("Wie controleert de koelkast?", "De apotheker", "De chauffeur", "Alle bovenstaande"), NL),
        (choice("Who checks the fridge?", "The pharmacist", "The driver", "None of the above"), EN),
    ],
    "grammatical_cue": [
        (gap("Meld de storing bij het ", "hoofd", " van de technische dienst in het ziekenhuis.", "monteur", "leiding"), Setting("nl", articles={"hoofd": "het", "monteur": "de", "leiding": "de"})),
        (gap("Report the failure to an ", "engineer", " of the technical service at once.", "manager", "driver"), EN),
        (gap("Leg de ", "dozen", " in de koelkast van de centrale apotheek.", "meter", "sticker"), NL),
    ],
    "logical_cue": [
        (choice("Hoeveel tijd heb je om te melden?", "15 minuten", "Zo snel als het kan", "Na de dienst"), NL),
        (choice("How many people review it?", "At least 2", "The whole team", "Only the lead"), EN),
    ],
    "convergence": [
        (choice("Wat hoort in een melding?", "naam en tijdstip", "naam en plaats", "kleur en tijdstip"), NL),
        (choice("What goes into a report?", "name and time", "name and place", "colour and time"), EN),
    ],
    "repeated_words": [
        (choice("‘Begrippen’: wat klopt bij ‘Project’?", "In een project staan alle onderdelen bij elkaar", "Een lijst is te vergelijken met een pakbon", "Bouwprojecten gebruiken onderdelen van anderen"), NL),
        (choice("Wat doe je bij een storing?", "De storing doorgeven", "Een collega helpen", "De dozen tellen"), NL),
        (choice("Welk motief is dit?", "Financieel gewin", "Spionage", "Onbedoelde acties", quote="Veel aanvallen gaan om financiële winst"), NL),
        (choice("What do you do with an alert?", "Acknowledge the alert", "Phone a friend", "Count the boxes"), EN),
        (pairs(("Koude-indicator", "Geeft koude aan"), ("Sonde", "Meet warmte"), ("Sticker", "Valt op")), NL),
    ],
    "negative_stem": [
        (choice("Wat doet een chauffeur niet?", "Ritten plannen", "Dozen afleveren", "Tekenen voor ontvangst"), NL),
        (choice("Which of these is not a role?", "Pilot", "Scribe", "Commander"), EN),
    ],
    "implausible_distractor": [
        (choices("Wat hoort hierbij?", ["Scores", "Referenties"], ["CVE", "Balie"], quote="De lijst gebruikt CVE als basis en vult die aan met:"), NL),
        (choice("Wat doet de controleur?", "De meters aflezen en alle waarden in het systeem zetten", "Niets", "De voorraad in de reservekoeling leggen"), NL),
        (choice("Wat meet een ‘sonde’?", "De warmte in de doos", "Een sonde", "De vaste plek", quote="Een sonde hangt in de koelkast"), NL),
        (choice("What does the commander do?", "Keeps the overview and decides what happens next here", "Naps", "Writes down every decision that was taken"), EN),
    ],
    "duplicate_options": [
        (choice("Wie meldt de uitval?", "De coördinator", "De chauffeur", "de chauffeur."), NL),
        (choice("Who informs customers?", "The lead", "A scribe of the team", "The scribe of a team"), EN),
        (pairs(("Maatregel", "Wat je doet"), ("Beveiligingsmaatregelen", "Sloten en wachtwoorden"), ("Melding", "Een bericht")), NL),
        (pairs(("Risk", "What may happen"), ("Residual risk", "What is left of it"), ("Threat", "Who does it")), EN),
        (choice("Welk begrip past bij deze omschrijving?", "Maatregel", "Beveiligingsmaatregelen", "Melding", quote="Wat je doet om schade te voorkomen"), NL),
    ],
    "true_false": [
        (choice("Klopt het dat de koelkast uitviel?", "Ja", "Nee", "Dat hangt ervan af"), NL),
        (choice("Is this what the text says?", "True", "False", "It depends"), EN),
    ],
    "unfocused_stem": [
        (choice("Welke uitspraak klopt?", "De chauffeur tekent", "De apotheker rijdt", "De controleur plant"), NL),
        (choice("Which statement is true?", "The scribe writes", "The lead sleeps", "The pilot reads"), EN),
    ],
    "vague_terms": [
        (choice("Hoe meet je de temperatuur?", "Twee keer per dag", "Soms in de ochtend", "Bij elke levering"), NL),
        (choice("How is the report sent?", "By mail", "Usually on paper", "Through the portal"), EN),
    ],
    "gratuitous_information": [
        (choice("Wat geldt in dit geval?", "Dan meld je het", "Dan wacht je af", "Dan bel je op", quote="woord " * 60), NL),
        (choice("What applies in this case?", "Then report", "Then wait", "Then call", quote="word " * 60), EN),
    ],
    "k_type": [
        (choice("Wie tekent voor ontvangst?", "De chauffeur", "De apotheker", "A en B"), NL),
        (choice("Who signs the form?", "The driver", "The pharmacist", "Both 1 and 2"), EN),
    ],
    "lost_sequence": [
        (choice("Hoeveel minuten mag het duren?", "15", "30", "20"), NL),
        (choice("How many minutes may it take?", "10 minutes", "5 minutes", "20 minutes"), EN),
    ],
    "missing_context": [
        (choice("Wat is de reden? Maak de zin af.", "omdat de meter stukgaat", "omdat de rit langer duurt", "omdat de dienst wisselt", quote="Dit gebeurt in de zomer …"), NL),
        (choice("What is the reason?", "because the meter breaks", "because the trip is long", "because shifts change", quote="They do this in summer …"), EN),
    ],
    "more_than_one_correct": [
        (gap("De ", "coördinator", " meldt een uitgevallen koelkast bij de technische dienst.", "apotheker", "chauffeur"), Setting("nl", nearby=("De chauffeur meldt een uitgevallen koelkast bij de technische dienst als hij alleen is.",))),
        (gap("The ", "scribe", " informs customers about the failed service.", "lead", "pilot"), Setting("en", nearby=("The lead informs customers about a failed service too.",))),
    ],
    "answer_in_question": [
        (gap("De ", "meter", " geeft de meterstand van de koelkast in graden.", "sonde", "sticker"), NL),
        (number("Binnen ", 30, " minuten, dus binnen 30 minuten, verplaats je de voorraad."), NL),
        (number("A new nurse works alone after ", 4, " weeks (2 at the desk, 2 on the ward)."), EN),
        (gap("Ask for Paid Time Off (", "PTO", ") two weeks before the first day.", "VPN", "SLA"), EN),
    ],
    "blank_place": [
        (gap("Een bezoeker toont zijn pas van de EU ", "DCC", " aan de balie van de kliniek.", "AVG", "PKI"), NL),
        (gap("Every account of the clinic stands in Microsoft ", "Active", " Directory of the head office.", "Open", "Cloud"), EN),
        (number("", 2, " minuten wachten op de arts bij de balie van de kliniek."), NL),
        (gap("EU ", "DCC", " of each visitor is shown at the desk of the clinic.", "AVG", "PKI"), EN),
        (gap("Een ", "meter", " dus.", "sonde", "sticker"), NL),
        (gap("The ", "scribe", " writes.", "lead", "pilot"), EN),
    ],
    "order_cue": [
        (steps("Tel de dozen", "Lees daarna de meter af", "Noteer de waarde"), NL),
        (steps("Open a channel", "Then name a commander", "Stop the damage"), EN),
        (steps("Tel de dozen", "Lees de meter af"), NL),
    ],
    "uneven_pairs": [
        (pairs(("Prikpost", "Meter"), ("Wagen", "Kaartje")), NL),
        (pairs(("Post", "Meter"), ("Wagen", "Een kaartje in de doos dat van kleur verandert als het koud is"), ("Balie", "Sonde")), NL),
    ],
    "option_count": [
        (choice("Wie tekent voor ontvangst?", "De chauffeur", "De apotheker"), NL),
        (choices("Which roles are there?", ["Scribe"], ["Pilot", "Nurse"]), EN),
    ],
    "beside_blank": [
        (gap("Bel bij een storing de ", "meldkamer", " (MK) van het ziekenhuis.", "apotheek", "receptie"), NL),
        (gap("Leg de ", "handschoenen", ", het mondkapje en het schort klaar op de kar.", "sleutels", "pleisters"), NL),
        (gap("Sign the form and the ", "register", " before you enter the ward.", "invoice", "calendar"), EN),
        (gap("Talk with the ", "pharmacist", " and the nurse before you change a dose.", "driver", "cook"), EN),
    ],
    "broken_text": [
        (choice("Waar staat het formulier?", "Op de balie", "Op https://example.org", "In de la"), NL),
        (choice("Where is the form kept?", "On the desk", "In the `forms` folder", "In the drawer"), EN),
        (choice("Waar ligt de sticker?", "Op de balie (bij de deur", "In de la", "In de kast"), NL),
        (number("A: The report of a leak is sent within ", 24, " hours after the alarm."), EN),
    ],
    "trivial": [
        (number("Vorig jaar duurde de storing ", 12, " uren in de centrale apotheek."), NL),
        (number("The review must have at least ", 1, " action by the end of the week."), EN),
        (replace(gap("De chauffeur levert de dozen ", "voor", " zes uur af bij de balie van de kliniek."), choices=()), NL),
        (number("The desk of the clinic is open ", 24, " hours a day, 7 days a week."), EN),
    ],
}  # fmt: skip


def flat(cases: dict[str, list[Case]]) -> Sequence[tuple[str, Question, Setting]]:
    return [(rule, question, setting) for rule, found in cases.items() for question, setting in found]


@pytest.mark.parametrize(("question", "setting"), GIVEN_AWAY)
def test_another_form_of_a_word_gives_the_answer_away_too(question: Question, setting: Setting) -> None:
    assert RULES["repeated_words"](question, setting) != ""


def test_nothing_at_all_is_no_closed_set() -> None:
    assert not is_closed_set([], "nl")
    assert is_closed_set(["Daily", "Weekly"], "en")


def test_a_number_that_another_question_tells_is_given_away() -> None:
    one = number("The clinic adds ", 100, " % of what you save, up to 6 % of your salary.")
    other = replace(
        number("Abroad the clinic adds what you save, up to ", 6, " % of your salary."), spans=(Span("a", 40, 60),)
    )
    assert gives_away(one, other, "en")


def test_the_same_long_options_are_not_chosen_from_twice() -> None:
    told = (
        "counts the boxes that come in every morning",
        "writes the names of all visitors in a book",
        "keeps the keys of all rooms in a box",
    )
    one = choice("Complete the sentence.", *told, quote="The nurse …")
    other = replace(choice("Complete the sentence.", *reversed(told), quote="The guard …"), spans=(Span("a", 40, 60),))
    assert gives_away(one, other, "en")


def test_every_rule_has_a_case_that_breaks_it() -> None:
    assert set(BROKEN) == set(RULES)


@pytest.mark.parametrize(("rule", "question", "setting"), flat(BROKEN))
def test_a_rule_finds_what_breaks_it(rule: str, question: Question, setting: Setting) -> None:
    assert RULES[rule](question, setting) != ""


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize(("question", "setting"), SOUND)
def test_a_rule_lets_sound_questions_through(rule: str, question: Question, setting: Setting) -> None:
    assert RULES[rule](question, setting) == ""


def test_the_first_flaw_is_told_with_its_reason() -> None:
    question, setting = BROKEN["all_or_none"][0]
    assert find_flaw(question, setting) == ("all_or_none", "“Alle bovenstaande”")
    assert find_flaw(question, setting) in find_flaws(question, setting)


@pytest.mark.parametrize(
    ("text", "language"),
    [("unit", "en"), ("user", "en"), ("one-way door", "en")],
)
def test_a_word_that_sounds_like_a_consonant_takes_a(text: str, language: str) -> None:
    question = gap("Give the key to a ", text, " of the building before you leave.", "driver", "manager")
    assert RULES["grammatical_cue"](question, Setting(language)) == ""


def test_a_question_that_holds_the_answer_of_another_gives_it_away() -> None:
    one = gap("De ", "coördinator", " meldt een uitgevallen koelkast bij de dienst.", "chauffeur", "apotheker")
    other = choice(
        "Wie meldt een uitgevallen koelkast bij de dienst?", "De chauffeur van dienst", "De buurman", "Een collega"
    )
    telling = choice(
        "Wat doet de coördinator die een uitgevallen koelkast meldt bij de dienst?", "Wachten", "Bellen", "Rijden"
    )
    apart = number("Een afwijking van meer dan ", 15, " minuten moet je melden.")
    assert gives_away(one, other, "nl")  # they rest on the same words of the source
    assert gives_away(telling, one, "nl")
    assert gives_away(apart, one, "nl")


def test_questions_about_different_places_and_things_may_stand_together() -> None:
    one = choice("What does the scribe do?", "Writes", "Calls", "Reads")
    other = replace(choice("How long does a review take?", "A week", "A day", "A month"), spans=(Span("a", 40, 60),))
    assert not gives_away(one, other, "en")
