"""Plain statements in two parts: whom or what it is about, and what is said of it ("The ward | keeps a list of …")."""

import re
from dataclasses import dataclass
from typing import Literal

from zwerm.language.conditions import DUTCH_EFFECT, ENGLISH_EFFECT, NO_SUBJECT, SUBJECT, VERBS
from zwerm.language.plurals import is_plural
from zwerm.language.words import count_words

Number = Literal["one", "many", "any"]
MOST_SUBJECT, FEWEST, MOST = 9, 5, 22


@dataclass(frozen=True, slots=True)
class Claim:
    """`text[start:end]` of both parts. `subject_is` says which verbs go with the subject, `says` with which subjects the
    predicate goes: "any" when its verb is the same for one and for many."""

    subject: tuple[int, int]
    predicate: tuple[int, int]
    subject_is: Number
    says: Number


# Words that are a verb wherever they follow a subject; no nouns ("the reviews are …", "de vragen zijn …").
DUTCH_VERBS = (
    r"is|zijn|wordt|worden|kan|kunnen|moet|moeten|mag|mogen|hoort|horen|dient|dienen|heeft|hebben|krijgt|krijgen|geeft|geven|maakt|maken"
    r"|levert|leveren|stelt|stellen|houdt|houden|laat|laten|legt|leggen|gebruikt|gebruiken|neemt|nemen|vormt|vormen|gaat|gaan|komt|komen|blijft|blijven"
    r"|geldt|gelden|kent|kennen|zorgt|zorgen|helpt|helpen|verschaft|verschaffen|specificeert|specificeren|organiseert|organiseren|ontvangt|ontvangen"
    r"|beoordeelt|beoordelen|controleert|controleren|voert|voeren|bewaart|bewaren|meldt|melden|stuurt|sturen|verwerkt|verwerken|onderzoekt|onderzoeken"
    r"|werkt|spreekt|spreken|beslist|beslissen|adviseert|adviseren|begeleidt|begeleiden|vertegenwoordigt|vertegenwoordigen|bewaakt|bewaken|draagt|dragen|vertelt|vertellen"
    r"|garandeert|garanderen|verwijst|verwijzen|richt|voldoet|voldoen|illustreert|illustreren|registreert|registreren|vergroot|verkleint|verlaagt|verhoogt|speelt|spelen|vindt|vinden|loopt|lopen|duurt|duren|begint|beginnen|eindigt|ligt|liggen"
    r"|zet|zetten|telt|tellen|toetst|toetsen|haalt|halen|leidt|leiden|volgt|volgen|ziet|zien|weet|weten|verdeelt|verdelen|overlegt|overleggen|bespreekt|bespreken|schrijft|schrijven|kiest|kiezen|betrekt|betrekken"
    r"|bestaat|bestaan|betekent|blijkt|brengt|brengen|bevindt|bevinden|bekijkt|bepaalt|bepalen|beheert|beheren|bereikt|betaalt|betalen|bespaart|besteedt|besteden|bewijst|bewijzen|bezit|bezoekt|bezoeken|bouwt|bouwen"
    r"|deelt|denkt|dwingt|dwingen|eist|eisen|ervaart|ervaren|evalueert|evalueren|faalt|falen|functioneert|functioneren|fungeert|fungeren|garandeert|gebeurt|gebeuren|heet|heten|hangt|hangen|herkent|herkennen"
    r"|hanteert|hanteren|informeert|informeren|koopt|kopen|komt|kost|leert|leest|lezen|levert|lijkt|lijken|luistert|luisteren|neemt|noemt|noemen|ondersteunt|ontstaat|ontstaan|ontvangt|ontwikkelt|ontwikkelen|opent|organiseert|overschrijdt"
    r"|past|presteert|presteren|produceert|produceren|publiceert|publiceren|rapporteert|rapporteren|reageert|reageren|schat|schrijft|selecteert|selecteren|sluit|sluiten|speelt|stopt|stoppen|streeft|streven|stijgt|stijgen|daalt|dalen|toont"
    r"|vereist|vervalt|vervallen|vervangt|vervangen|verandert|veranderen|verbindt|verbinden|vergelijkt|vergelijken|verklaart|verklaren|verloopt|verlopen|vermeldt|vermelden|vermindert|verplicht|verplichten|verschilt|verschillen|verstuurt|versturen|verwacht|verwachten|verzamelt|verzamelen|verzorgt|verzorgen"
    r"|vraagt|vult|wijst|wijzen|wisselt|wisselen|woont|wonen|zoekt|valt|vallen|hebben|luidt|maakt|waarborgt|waarborgen|wijkt|wijken|werken|leven|leeft|raakt|raken|treedt|treden|trekt|trekken|voorspelt|voorspellen|voorziet|voorzien|vertrouwt|vertrouwen"
    # Another word in -t is a verb where a noun with its article follows at once: "De apotheek bezorgt de …".
    r"|(?!(?:met|uit|niet|dat|wat|tot|want|dit|het|zodat|omdat|doordat|nadat|voordat|totdat|naast|recht|plicht|kans|opdracht)\b)\w{3,}t(?=\ (?:de|het|een|alle|elke?|zich)\b)"
)
_ENGLISH_VERBS = (
    r"is|are|has|have|must|should|shall|can|may|will|maintains?|performs?|receives?|completes?|gives?|takes?|makes?|keeps?|owns?|serves?"
    r"|creates?|sends?|decides?|approves?|manages?|tells?|becomes?|remains?|appl(?:y|ies)|replaces?|captures?|implements?|refers?|holds?|works\ with|works\ on"
    r"|brings?|explains?|means|writes?|teach(?:es)?|encourages?|happens?|goes|comes?|belongs?|verif(?:y|ies)|ensures?|evaluates?|validates?|enables?|allows?|ships?|assigns?"
    r"|(?:checks?|reviews?|uses?|sets?|needs?|leads?|shows?|runs?|offers?|tests?|plans?|stores?|signs?|answers?|reports?|calls?|posts?|starts?)(?=\ (?:the|an?|all|each|every|your|our|up|to|for|with|that)\b)"
    r"|acts?|adds?|agrees?|aligns?|appears?|asks?\ (?:for|the|a)|begins?|builds?|carries|carry|catches|caus(?:e|es)|collects?|combines?|communicates?|compares?|connects?|considers?|contributes?|controls?\ (?:the|a)|converts?|coordinates?|decreases?\ (?:the|a|with)|delivers?|depends?"
    r"|develops?|differs?|displays?\ (?:the|a|all)|drives?\ (?:the|a)|earns?|ends?\ (?:with|in|at|when)|exists?|expires?|fails?\ (?:to|if|when)|fits?\ (?:the|in|into)|follows?|generates?|gets?|grows?|handles?\ (?:the|all|any)|hosts?\ (?:the|a)|improves?|increases?\ (?:the|with|as)|informs?|integrates?|introduces?|joins?|knows?|lasts?"
    r"|lists?\ (?:the|all)|lives?\ (?:in|on)|lets|lies|links?\ to|meets?|moves?\ (?:to|from|the)|notif(?:y|ies)|occurs?|operates?|opens?\ (?:the|a)|organi[sz]es?|participates?|pays?|plays?|points\ to|prepares?|presents?\ (?:the|a)|produces?|promotes?|publishes|raises?|reads?|reaches|relates?|relies|rely|reminds?"
    r"|resides?|responds?|returns?\ (?:the|a|to)|rotates?|says?|schedules?\ (?:the|a)|sees?|seeks?|sells?|shares?\ (?:the|a|their|with)|sits?|speaks?|spends?|stands?|stays?|stops?|summari[sz]es?|syncs|targets?\ (?:the|a)|thinks?|triggers?\ (?:the|a)|tries|turns?\ (?:on|off|the|into)|understands?|updates?\ (?:the|a)|varies|vary|visits?|wants?|wins?|works"
    # Another word in -s is a verb where a noun with its article follows at once: "The pharmacy delivers the …".
    r"|(?!(?:as|is|was|has|does|across|towards|besides|its|his|this|plus|versus|besides|perhaps|always|sometimes)\b)\w{3,}s(?=\ (?:the|an?|each|every|all|your|our)\b)"
)
_PATTERNS = {
    "nl": re.compile(rf"^{NO_SUBJECT}{SUBJECT}\ (?P<predicate>(?P<verb>{DUTCH_EFFECT}|{DUTCH_VERBS})\ .+)$", re.VERBOSE),
    "en": re.compile(rf"^{NO_SUBJECT}{SUBJECT}\ (?P<predicate>(?P<verb>{ENGLISH_EFFECT}|{_ENGLISH_VERBS})\ .+)$", re.VERBOSE),
}  # fmt: skip
# "Of the two", "In the ward": no subject but what comes before it.
_BEFORE = re.compile(
    r"(?:of|about|around|across|among|between|under|over|without|through|beide|één|een van|naar|tegen|rond|sinds|ondanks|dankzij|conform|indien|of|en|and|or|not|niet|never|ever|such|most|many|some|several"
    r"|both|either|neither|other|another|one of|some of|examples?|voorbeelden|sommige|veel|enkele|andere|dergelijke|zulke|elkaar|thanks|welcome)\b",
    re.IGNORECASE,
)
# A verb that is denied or asked for starts before the one that was found; what stands on a page is not named by its place.
_NOT_YET = re.compile(
    r"\b(?:does|do|did|not|never|to|please|also|niet|geen|nooit|te|ook|maar|slechts|lijst|tabel|pagina|list|table|page|we|you|wij|je|u)\b|\b(?:en|of|and|or)$",
    re.IGNORECASE,
)
_DETERMINERS = frozenset(["de", "het", "een", "elk", "elke", "ieder", "iedere", "alle", "onze", "ons", "geen"])
_ADVERBS = frozenset(["often", "then", "usually", "sometimes", "always", "ever", "just", "even", "perhaps", "maybe", "first", "last", "again", "therefore", "still", "now"])  # fmt: skip
_MODAL = frozenset(["must", "should", "shall", "can", "may", "will", "could"])
_MANY = frozenset(["are", "have"])


def find_claim(text: str, language: str) -> Claim | None:
    """The two parts of "De verpleegkundige noteert het gewicht", or None where they can not be told apart with care."""
    language = language if language in _PATTERNS else "en"
    match = _PATTERNS[language].match(text.rstrip(". "))
    if (
        not match
        or _BEFORE.match(match["subject"])
        or any(pattern.search(match["subject"]) for pattern in (_NOT_YET, VERBS[language]))
    ):
        return None
    if count_words(match["subject"]) > MOST_SUBJECT or not FEWEST <= count_words(match["predicate"]) <= MOST:
        return None
    if not _is_named(match["subject"], language):
        return None
    says = _number(match["verb"].split()[0].lower(), language)
    subject_is = says if says != "any" else "many" if is_plural(match["subject"], language) else "one"
    return Claim(match.span("subject"), match.span("predicate"), subject_is, says)


def _is_named(subject: str, language: str) -> bool:
    """With an article or the like before it, or a plural, or a name; a bare word may be said of how or when ("Uiteindelijk")."""
    first, last = subject.split()[0], subject.split()[-1]
    if language == "en":
        return not (first.lower().endswith("ly") or {first.lower(), last.lower()} & _ADVERBS)
    is_name = any(letter.isupper() for letter in subject[1:]) or not first.isalpha()
    return first.lower() in _DETERMINERS or is_name or is_plural(last, language)


def _number(verb: str, language: str) -> Number:
    if language == "nl":
        return "many" if verb.endswith("n") and verb != "kan" else "one"
    if verb in _MODAL:
        return "any"
    return "many" if verb in _MANY or not verb.endswith("s") else "one"
