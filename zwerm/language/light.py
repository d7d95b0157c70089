"""Words that say little by themselves: "give", "use", "amount". Whoever tells something again puts one for another, and tells the same."""

from zwerm.language.stems import stem

_WORDS = {
    "nl": """
    hoort horen behoort hangt hangen hang zorg zet zetten gezet
    heeft hebben krijgt krijgen gekregen geeft geven gegeven gaat gaan komt komen kan kunnen doet doen gedaan maakt maken gemaakt gebruikt gebruiken neemt nemen
    houd houdt houden stuur stuurt sturen duurt duren start starten begint
    brengt brengen gebracht alleen
    staat staan ligt liggen zit zitten blijft blijven gebeurt gebeuren gebeurd vindt vinden vind betekent betekenen geldt gelden bestaat bestaan heet noemt noemen genoemd
    begin zorgt zorgen laat laten bedoeld bedoelen nodig bijvoorbeeld namelijk daarom dus ook verder echter meteen direct eenmaal lang enige enigen samen zelf eerst eerste keer
    moment geval manier wijze soort deel bedrag ding dingen zaak zaken hoeveelheid aantal tijd minimaal minstens maximaal hooguit hoogstens uiterlijk
    jonger ouder hoger lager kleiner groter langer korter meer minder voorkomen vooraf wel toegestaan
    """,
    "en": """
    has have get gets got getting give gives given giving go goes going gone come comes coming do does done doing make makes made making use uses used using take takes taken
    send sends sent last lasts start starts begin begins o'clock alone kept show shows shown sure hang hangs hung ensure
    stay stays remain remains keep keeps happen happens find finds found mean means hold holds apply applies leave leaves let lets need needs needed want wants put puts
    first then also instead exactly namely therefore immediately together oneself available called located
    moment case way kind sort part amount thing things number time time minimum maximum least most
    younger older higher lower smaller larger longer shorter more less fewer cost costs
    """,
}
_STEMS = {
    language: frozenset(form for word in words.split() for form in (word, stem(word, language)))
    for language, words in _WORDS.items()
}


def is_light(folded: str, language: str) -> bool:
    """Whether this word adds next to nothing to what a sentence tells."""
    known = _STEMS.get(language, frozenset())
    return folded in known or stem(folded, language) in known
