"""Who does what to whom: told the other way round it is another sentence, in another order of words it is the same."""

import pytest

from zwerm.courses.generation.support import support_of

TURNED_ROUND = {
    "nl": [
        ("De verpleegkundige belt de arts.", "De arts belt de verpleegkundige."),
        ("De monteur controleert elke maandag de chauffeur.", "De chauffeur controleert elke maandag de monteur."),
        ("De leidinggevende informeert het team over de planning.", "Het team informeert de leidinggevende over de planning."),
        ("Bij brand waarschuwt de portier de beveiliger.", "Bij brand waarschuwt de beveiliger de portier."),
        ("De apotheek belt de afdeling als een middel ontbreekt.", "Als een middel ontbreekt, belt de afdeling de apotheek."),
        ("De huurder betaalt de verhuurder vooraf een borg.", "De verhuurder betaalt de huurder vooraf een borg."),
        ("De stagiair vraagt de begeleider om hulp.", "De begeleider vraagt de stagiair om hulp."),
        ("De secretaris vervangt bij ziekte de voorzitter.", "De voorzitter vervangt bij ziekte de secretaris."),
        ("De ploegleider meldt de storing aan de monteur.", "De monteur meldt de storing aan de ploegleider."),
        ("De verpleegkundige moet bij twijfel meteen de arts bellen.", "De arts belt bij twijfel meteen de verpleegkundige."),
        ("Als de verpleegkundige de arts belt, noteert de balie de tijd.", "Als de arts de verpleegkundige belt, noteert de balie de tijd."),
        ("De verpleegkundige heeft de arts gebeld.", "De arts heeft de verpleegkundige gebeld."),
        ("De arts wordt bij twijfel meteen gebeld door de verpleegkundige.", "De arts belt bij twijfel meteen de verpleegkundige."),
    ],
    "en": [
        ("The nurse calls the doctor.", "The doctor calls the nurse."),
        ("The manager informs the team about the rota.", "The team informs the manager about the rota."),
        ("The tenant pays the landlord a deposit.", "The landlord pays the tenant a deposit."),
        ("The trainee asks the supervisor for help.", "The supervisor asks the trainee for help."),
        ("When a drug is missing, the pharmacy phones the ward.", "When a drug is missing, the ward phones the pharmacy."),
        ("The secretary replaces the chair in case of illness.", "The chair replaces the secretary in case of illness."),
        ("The guard always warns the fire brigade.", "The fire brigade always warns the guard."),
        ("The team leader reports the fault to the mechanic.", "The mechanic reports the fault to the team leader."),
        ("The buyer must inspect the supplier once a year.", "The supplier must inspect the buyer once a year."),
        ("The pump feeds the boiler.", "The boiler feeds the pump."),
        ("The doctor is called by the nurse.", "The doctor calls the nurse."),
    ],
}  # fmt: skip
THE_SAME = {
    "nl": [
        ("De verpleegkundige belt bij twijfel meteen de arts.", "De arts wordt bij twijfel meteen gebeld door de verpleegkundige."),
        ("De verpleegkundige belt de arts bij twijfel.", "Bij twijfel belt de verpleegkundige de arts."),
        ("De verpleegkundige moet bij twijfel meteen de arts bellen.", "De verpleegkundige belt bij twijfel meteen de arts."),
        ("Als de patiënt valt, belt de verpleegkundige de arts.", "De verpleegkundige belt de arts als de patiënt valt."),
        ("De patiënt vult het formulier in.", "Het formulier vult de patiënt in."),
        ("De portier geeft de sleutel aan de monteur.", "De sleutel geeft de portier aan de monteur."),
        ("De portier geeft de sleutel aan de monteur.", "De portier geeft de monteur de sleutel."),
        ("De voorzitter overlegt met de secretaris.", "De secretaris overlegt met de voorzitter."),
        ("De voorzitter spreekt de secretaris elke week.", "De secretaris spreekt de voorzitter elke week."),
        ("De arts en de verpleegkundige bellen elkaar.", "De verpleegkundige en de arts bellen elkaar."),
        ("De arts belt de verpleegkundige. Later belt de verpleegkundige de arts terug.", "De verpleegkundige belt de arts terug."),
        ("De begeleider belt de familie van de cliënt.", "De familie van de cliënt wordt door de begeleider gebeld."),
        ("De verpleegkundige die de arts belt, noteert de tijd.", "De verpleegkundige belt de arts en noteert de tijd."),
        ("De arts die de verpleegkundige heeft gebeld, noteert de tijd.", "De verpleegkundige heeft de arts gebeld, en die noteert de tijd."),
        ("De coach is de trainer van het team.", "De trainer van het team is de coach."),
        ("De portier laat bij storing de monteur de chauffeur bellen.", "De monteur belt bij storing de chauffeur."),
        ("De verpleegkundige vraagt de arts of de arts de apotheek belt.", "De arts belt de apotheek."),
        ("De huisbaas bewaart de reservesleutel.", "De reservesleutel bewaart de huisbaas."),
    ],
    "en": [
        ("The nurse calls the doctor.", "The doctor is called by the nurse."),
        ("When in doubt, the nurse calls the doctor.", "The nurse calls the doctor when in doubt."),
        ("The nurse must call the doctor.", "The nurse calls the doctor."),
        ("The chair meets the secretary every week.", "The secretary meets the chair every week."),
        ("The doctor and the nurse call each other.", "The nurse and the doctor call each other."),
        ("The nurse calls the doctor. The doctor calls the nurse back.", "The doctor calls the nurse back."),
        ("The porter gives the key to the mechanic.", "The porter gives the mechanic the key."),
        ("The nurse who calls the doctor writes down the time.", "The nurse calls the doctor and writes down the time."),
        ("The doctor that the nurse calls writes down the time.", "The nurse calls the doctor, who writes down the time."),
        ("The coach is the trainer of the team.", "The trainer of the team is the coach."),
        ("The manager lets the mechanic call the driver.", "The mechanic calls the driver."),
        ("The door the porter opens leads to the hall.", "The porter opens the door to the hall."),
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("language", "cited", "text"), [(language, *said) for language, pairs in TURNED_ROUND.items() for said in pairs]
)
def test_who_does_it_and_to_whom_is_not_turned_round(language: str, cited: str, text: str) -> None:
    assert support_of(cited, cited, language).holds
    assert "turns round who does it" in support_of(text, cited, language).why


@pytest.mark.parametrize(
    ("language", "cited", "text"), [(language, *said) for language, pairs in THE_SAME.items() for said in pairs]
)
def test_the_same_in_another_order_of_words_is_supported(language: str, cited: str, text: str) -> None:
    assert support_of(text, cited, language).why == ""
