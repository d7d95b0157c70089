"""The words by which steps, and what only looks like them, are known."""

import re

from zwerm.courses.generation.reading.sentence import SourceSentence

STEP_CUES = re.compile(
    r"\b(?:stap(?:pen|penplan)?|procedure|proces|volgorde|werkwijze|aanpak|als volgt|fasen?|fases|handleiding|hoe\b|zo \w+ je|eerst|installe\w+|aanvragen|aanmaken|uitvoeren"
    r"|steps?|process|procedure|workflow|how to|how do|as follows|in order|order|phases?|stages?|instructions?|sequence|lifecycle|cycle|do the following|to \w+ (?:an?|the|your))\b",
    re.IGNORECASE,
)
# Of these words alone every list after them may be steps ("Stap 2: …" is one itself); "how" and "to write a …" announce advice, roles and links as well.
SAID_TO_BE_STEPS = re.compile(
    r"\b(?:stap(?!\s\d)(?:pen|penplan)?|procedure|proces|volgorde|werkwijze|als volgt|fase(?!\s\d)n?|fases|\w+fasen|handelingen|installe\w+"
    r"|steps?(?!\s\d)|process|procedure|workflow|as follows|in order|the order|phases?(?!\s\d)|stages?|instructions?|sequence|lifecycle|cycle|do the following)\b",
    re.IGNORECASE,
)
# A document that is called so tells what to do in which order.
WORK_INSTRUCTION = re.compile(
    r"\b(?:werkinstructies?|stappenplan|stap voor stap|bedieningsinstructies?|draaiboek|work instructions?|step[- ]by[- ]step|standard operating procedures?|sop)\b",
    re.IGNORECASE,
)
# What is ticked off, in any order.
CHECKLIST = re.compile(r"\b(?:checklist|afvinklijst|controlelijst|check list)", re.IGNORECASE)
# "Points of attention are:", "between three parties:": the lead itself says what kind of thing is listed.
NAMES_A_KIND = re.compile(
    r"\b(?:zijn|is|are|that|which|who|die|dat)\W*$|\b(?:twee|drie|vier|vijf|zes|zeven|acht|two|three|four|five|six|seven|eight|[2-9])\s(?:[\w-]+\s){0,2}[\w-]+(?:en|s)\W*$",
    re.IGNORECASE,
)
# What is done on a screen: the program shows what comes next.
CLICKS = re.compile(
    r"\W*(?:(?:then|next|please|daarna|vervolgens)\s)?(?:log(?: je)? in|log into|sign in|navigate to|scroll|click|double-click|select|hit|right-click|klik|selecteer|vink|scrol\w*|navigeer"
    r"|(?:go|ga)\s(?:to|naar)\s(?:[^.]*\b(?:page|tab|menu|site|website|screen|settings|section|pagina|tabblad|scherm|instellingen|https?|\w+\.(?:com|nl|org|io))\b|https?)"
    r"|(?:open|press|druk op|kies|choose|enter|type|typ|vul|voer|fill in|tap|tik op|visit|bezoek)\s[^.]*(?:[‘'\"“]|\b(?:menu|button|knop|page|pagina|tab|tabblad|app|browser|password|wachtwoord|username|gebruikersnaam|url|e-?mail|icon|icoon|link|field|veld|box|window|venster|scherm|screen|pull request)\b))",
    re.IGNORECASE,
)
NO_STEPS = re.compile(
    r"\b(?:soorten|voorwaarden|criteria|redenen|principes|uitgangspunten|richtlijnen|adviezen|aanbevelingen|vaardigheden|checklist|aandachtspunten|voorbeelden|rollen|vragen|eisen|regels|voordelen|nadelen|opties|mogelijkheden|typen|types|kinds|reasons|criteria|principles|guidelines?|recommendations|advice|skills|checklist|things|examples"
    r"|roles|questions|requirements|rules|benefits|options|conditions|factors|ways|tips|common|some|terms|goals|values|responsibilities|elements|components|categories|areas)\b",
    re.IGNORECASE,
)
ADVICE = re.compile(
    r"\W*(?:wees|zorg|denk|probeer|vermijd|voorkom|streef|overweeg|onthoud|blijf|respecteer|nooit|altijd|let op"
    r"|be|avoid|ensure|make sure|never|always|do not|don['’]t|consider|remember|think|keep|try|respect|focus|encourage|aim|assume|allow|prevent)\b",
    re.IGNORECASE,
)
# A sentence that announces steps without saying of what.
ONLY_STEPS = re.compile(
    r"\b(?:deze|de volgende|onderstaande|dit) (?:stappen|stappenplan|handelingen)|als volgt|doe het volgende|het volgende|(?:these|the following) (?:steps|instructions)|as follows|do the following|the following\b|^(?:steps|stappen)\W*$",
    re.IGNORECASE,
)
# "In the form under type select": what comes after it stands in a list or picture below it.
HALF_STEP = {
    "nl": re.compile(
        r"(?:^|\W)(?:volgende|deze|volgt|zoals|zijn|moet|zal|zullen|wordt|worden|is|selecteer|kies|klik(?: op)?|typ|de|het|een|van|met|voor|door|en|of|te|als|in|op|bij|naar)$",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"(?:^|\W)(?:select|choose|following|these|follows|such as|is|are|must|will|shall|enter|type|click|fill in|the|an?|to|of|in|on|at|with|for|and|or)$",
        re.IGNORECASE,
    ),
}
# Told of how things are, not of what is done: "Current openings have no closing date", "About 80% of the time is spent on …".
NO_STEP = re.compile(
    r"\W*(?:approximately|about \d|roughly|most\b|there (?:is|are)\b|ongeveer|circa|meestal|er (?:is|zijn)\b|misschien|here (?:is|are)\b|hier (?:is|staat|vind)\b|perhaps|maybe|you['’]ll (?:likely|probably)\b|encounter\b)|[^.,]*\b(?:have|has|heeft|hebben)\s(?:no|an?|geen|een)\b(?!\s\w+\s(?:with|met)\b)",
    re.IGNORECASE,
)
CASE = re.compile(r"\W*(?:if|als|indien)\b", re.IGNORECASE)


def is_half_step(step: SourceSentence) -> bool:
    """Whether it breaks off before what it is about: "In the form under type select". "Lock the back door" does not, which ends as Dutch could."""
    return bool(HALF_STEP[step.language if step.language in HALF_STEP else "en"].search(step.text))


def names_work_instruction(title: str) -> bool:
    """Whether a document of this name is there to be followed step by step."""
    return bool(WORK_INSTRUCTION.search(title))
