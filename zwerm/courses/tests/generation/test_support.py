"""A sentence that says something else than its source is refused, however many words they share; the same in other words is not."""

import pytest

from zwerm.courses.generation.support import support_of

# What a source says, and what is said of it.
OTHERWISE = {
    "nl": [
        (
            "De helft van het geld gaat naar de bouw van de nieuwe vleugel.",
            "Een kwart van het geld gaat naar de bouw van de nieuwe vleugel.",
        ),
        ("Zet de accu buiten. Ga daarna zelf naar binnen.", "Zet de accu binnen."),
        (
            "Houd vijf meter afstand van de accu. Tien meter verder staat de bak.",
            "Houd tien meter afstand van de accu.",
        ),
        (
            "Blus niet met een deken, maar met water. Gebruik nooit water bij heet vet.",
            "Blus niet met water, maar met een deken.",
        ),
        ("Een winkel is open van negen tot vijf uur.", "Een winkel is open van vijf tot negen uur."),
        ("Houd vijf meter afstand van een brandende accu.", "Houd tien meter afstand van een brandende accu."),
        ("Houd 5 meter afstand van een brandende accu.", "Houd tien meter afstand van een brandende accu."),
        ("Zet de accu buiten.", "Zet de accu binnen."),
        ("Blus niet met een deken, maar met heel veel water.", "Blus niet met heel veel water, maar met een deken."),
        ("Blus met heel veel water en niet met een deken.", "Blus met een deken en niet met heel veel water."),
        ("Gebruik een deken in plaats van water.", "Gebruik water in plaats van een deken."),
        ("Controleer de stekker vóór het laden.", "Controleer de stekker na het laden."),
        ("Laad de accu zestig minuten op.", "Laad de accu dertig minuten op."),
        ("Een bon is geldig na een half uur.", "Een bon is geldig na anderhalf uur."),
        ("De derde fiets is van het magazijn.", "De vierde fiets is van het magazijn."),
        ("Films mag je 7 dagen houden en boeken 21 dagen.", "Films mag je 21 dagen houden en boeken 7 dagen."),
        ("Films mag je zeven dagen houden, boeken eenentwintig.", "Boeken mag je zeven dagen houden."),
        ("Betaal 5 euro voor 2 kaartjes.", "Betaal 2 euro voor 5 kaartjes."),
        ("Draai de kraan naar links.", "Draai de kraan naar rechts."),
        ("Laad de accu altijd op kamertemperatuur.", "Laad de accu nooit op kamertemperatuur."),
        ("Neem minimaal 3 boeken mee.", "Neem maximaal 3 boeken mee."),
        ("Druk op de rode knop bij de deur.", "Druk op de groene knop bij de deur."),
        ("Je mag de lader op de gang gebruiken.", "Je mag de lader niet op de gang gebruiken."),
        ("De vergadering is op dinsdag in de kantine.", "De vergadering is op donderdag in de kantine."),
        ("Doe na gebruik het licht uit.", "Doe na gebruik het licht aan."),
        ("Meld het binnen twee weken bij de balie.", "Meld het binnen een week bij de balie."),
    ],
    "en": [
        ("Half of the money goes to the building.", "A quarter of the money goes to the building."),
        ("Return the film within ten days.", "Return the film within two days."),
        ("Return the film within 10 days.", "Return the film within two days."),
        ("Films may be kept for 7 days and books for 21 days.", "Films may be kept for 21 days and books for 7 days."),
        ("Films may be kept 7 days, books 21 days.", "Keep books 7 days."),
        ("Films are due after seven days and books after twenty-one.", "Books are due after seven days."),
        ("Check the plug before charging.", "Check the plug after charging."),
        ("Put the battery outside.", "Put the battery inside."),
        ("Do not use a blanket, but plenty of water.", "Do not use plenty of water, but a blanket."),
        ("Use water and never a blanket.", "Use a blanket and never water."),
        ("Use a blanket instead of water.", "Use water instead of a blanket."),
        ("Always close the valve.", "Never close the valve."),
        ("Bring at least three books.", "Bring at most three books."),
        ("The third shelf is for comics.", "The fourth shelf is for comics."),
        ("Wait half an hour for the kiln to cool.", "Wait two hours for the kiln to cool."),
        ("Pay 5 euros for 2 tickets.", "Pay 2 euros for 5 tickets."),
        ("Press the red button near the door.", "Press the green button near the door."),
        ("The meeting is on Tuesday in the hall.", "The meeting is on Thursday in the hall."),
        ("Switch on the lamp above the bench.", "Switch off the lamp above the bench."),
        ("Rinse the brush twice a day.", "Rinse the brush three times a day."),
        ("Report it within two weeks at the desk.", "Report it within a week at the desk."),
    ],
}
FAITHFUL = {
    "nl": [
        ("De helft van het geld gaat naar de bouw.", "Naar de bouw gaat 50% van het geld."),
        ("Houd vijf meter afstand. Bij harde wind is het tien meter.", "Houd bij harde wind tien meter afstand."),
        ("Zet de accu buiten. Ga daarna zelf naar binnen.", "Zet de accu buiten en ga daarna naar binnen."),
        ("Laad de accu buiten. Laad hem nooit op de gang.", "Laad de accu buiten, nooit op de gang."),
        (
            "Een datalek is een inbreuk op de beveiliging van persoonsgegevens.",
            "Bij een datalek is de beveiliging van persoonsgegevens geschonden of is er een inbreuk op.",
        ),
        (
            "Spoel de wond tien minuten met lauw water, geen ijs.",
            "Spoel de wond met lauw water, tien minuten lang, en gebruik geen ijs.",
        ),
        ("Bel bij brand eerst 112 en daarna de portier.", "Bij brand bel je eerst 112, daarna de portier."),
        (
            "Was je handen voor en na elk contact met een patiënt.",
            "Voor en na elk contact met een patiënt was je je handen.",
        ),
        ("Doe het licht uit als je weggaat.", "Als je weggaat, doe je het licht uit."),
        ("Je mag maximaal 2 gasten meenemen, op zondag 4.", "Op zondag mag je vier gasten meenemen."),
        (
            "Op maandag en woensdag is de balie open tot 17.00 uur, op vrijdag tot 12.00 uur.",
            "Op vrijdag is de balie open tot twaalf uur.",
        ),
        ("Niemand werkt alleen in de machinekamer.", "In de machinekamer werkt niemand alleen."),
        (
            "Zonder pas kom je er niet in. Meld je dan bij de balie.",
            "Zonder pas kom je er niet in, meld je bij de balie.",
        ),
        (
            "De eerste dag krijg je een rondleiding, de tweede dag een training.",
            "Op de tweede dag krijg je een training.",
        ),
        ("Wacht na het inschakelen 5 minuten.", "Na het inschakelen wacht je vijf minuten."),
        ("Leg de map terug in de kast, niet op het bureau.", "Leg de map niet op het bureau maar terug in de kast."),
        ("Kinderen tot 12 jaar betalen niets, volwassenen 8 euro.", "Volwassenen betalen 8 euro."),
        ("Kinderen tot 12 jaar betalen niets, volwassenen 8 euro.", "Kinderen tot twaalf jaar betalen niets."),
        (
            "Verlof vraag je minstens 4 weken van tevoren aan bij je leidinggevende.",
            "Vraag verlof ten minste vier weken van tevoren aan bij je leidinggevende.",
        ),
        (
            "Loopt de temperatuur op tot boven 8 graden, bel dan de apotheek.",
            "Bel de apotheek als de temperatuur boven de 8 graden komt.",
        ),
        ("Houd vijf meter afstand van een brandende accu.", "Van een brandende accu houd je 5 meter afstand."),
        ("Zet de accu buiten, ver van de muur.", "De accu zet je buiten, ver van de muur."),
        ("Blus niet met een deken, maar met heel veel water.", "Blus met heel veel water en niet met een deken."),
        (
            "Blus niet met een deken, maar met heel veel water.",
            "Een deken gebruik je niet om te blussen, blus met water.",
        ),
        ("Laad de accu niet op de gang.", "Op de gang mag je de accu niet laden."),
        (
            "Films mag je 7 dagen houden en boeken 21 dagen.",
            "Boeken mag je eenentwintig dagen houden, films zeven dagen.",
        ),
        ("Leen films 7 dagen en boeken 21 dagen.", "Boeken leen je 21 dagen."),
        ("Wacht een half uur na het laden.", "Na het laden wacht je 30 minuten."),
        ("Neem niet meer dan drie boeken mee.", "Neem hooguit 3 boeken mee."),
        (
            "Controleer de stekker vóór het laden en bel na het laden de werkplaats.",
            "Controleer vóór het laden de stekker.",
        ),
        ("Bel na de meting de arts voor overleg.", "Bel voor overleg de arts, na de meting."),
        ("Meld een afwijking binnen 15 minuten.", "Binnen een kwartier meld je een afwijking."),
        ("De balie is open van 9.00 tot 17.30 uur.", "De balie is open van 9 tot 17:30 uur."),
        (
            "De apotheker controleert de koelkast tweemaal per dag.",
            "De koelkast wordt twee keer per dag gecontroleerd.",
        ),
        ("Gebruik geen water en olie.", "Gebruik geen olie en water."),
        ("De koelkast moet dicht blijven. Zet er geen eten in.", "Zet geen eten in de koelkast."),
        ("Gebruik een deken in plaats van water.", "Gebruik geen water, maar een deken."),
    ],
    "en": [
        ("Wait a quarter of an hour after charging.", "After charging, wait fifteen minutes."),
        (
            "Rinse the burn for ten minutes with lukewarm water, not ice.",
            "Do not use ice: rinse the burn with lukewarm water for 10 minutes.",
        ),
        ("Wash your hands before and after each patient.", "Before and after each patient, wash your hands."),
        ("Members may bring two guests, four on Sundays.", "On Sundays members may bring four guests."),
        ("Nobody works alone in the machine room.", "In the machine room nobody works alone."),
        (
            "The desk is open until 17:00 on Monday and until 12:00 on Friday.",
            "On Friday the desk is open until 12:00.",
        ),
        ("Children under 12 pay nothing, adults pay 8 pounds.", "Adults pay 8 pounds."),
        ("Children under 12 pay nothing, adults pay 8 pounds.", "Children under twelve pay nothing."),
        (
            "Put the folder back in the cupboard, not on the desk.",
            "Do not leave the folder on the desk but put it back in the cupboard.",
        ),
        ("Ask for leave at least 4 weeks ahead.", "Leave is asked for at least four weeks ahead."),
        (
            "If the power goes off, press the green button next to the door.",
            "Press the green button next to the door when the power goes off.",
        ),
        ("Turn the valve left to open it and right to close it.", "To close the valve, turn it right."),
        (
            "Tell the rota at least 48 hours before if you cannot come.",
            "If you cannot come, tell the rota at least 48 hours before.",
        ),
        ("The first offence costs 20 pounds, the second 50 pounds.", "The second offence costs 50 pounds."),
        (
            "You can't return opened items, but you can swap them within 14 days.",
            "Opened items can't be returned, but can be swapped within 14 days.",
        ),
        ("Return the film within ten days.", "Films are returned within 10 days."),
        ("Films may be kept 7 days and books 21 days.", "Books may be kept for twenty-one days, films for seven days."),
        ("Return films within 7 days and books within 21 days.", "Return books within 21 days."),
        ("Put the battery outside, far from the wall.", "The battery is put outside, far from the wall."),
        ("Do not use a blanket, but plenty of water.", "Use plenty of water and not a blanket."),
        ("Check the plug before charging and call the workshop after charging.", "Check the plug before charging."),
        ("Wait half an hour after charging.", "After charging, wait 30 minutes."),
        ("Bring no more than three books.", "Bring at most 3 books."),
        ("Never charge a battery in the corridor.", "In the corridor, batteries must not be charged."),
        ("The nurse checks the fridge two times per day.", "The fridge is checked twice a day by the nurse."),
        ("The desk is open from 9:00 to 17:30.", "The desk is open from 9 to 17.30."),
        ("Children pay 5 euros and adults 10 euros.", "Adults pay 10 euros, children pay 5 euros."),
        ("Do not forget to lock the shed before leaving.", "Lock the shed before leaving."),
        ("Use a blanket instead of water.", "Do not use water, but a blanket."),
        ("Report it within one week at the desk.", "Report it at the desk within a week."),
        (
            "Only the first engineer acknowledges the alert, the second one writes.",
            "The engineer acknowledges the alert first.",
        ),
    ],
}


@pytest.mark.parametrize(
    ("language", "cited", "text"), [(language, *said) for language, pairs in OTHERWISE.items() for said in pairs]
)
def test_what_contradicts_its_source_is_not_supported(language: str, cited: str, text: str) -> None:
    assert support_of(cited, cited, language).holds
    assert not support_of(text, cited, language).holds


@pytest.mark.parametrize(
    ("language", "cited", "text"), [(language, *said) for language, pairs in FAITHFUL.items() for said in pairs]
)
def test_what_says_the_same_in_other_words_is_supported(language: str, cited: str, text: str) -> None:
    assert support_of(text, cited, language).why == ""
