"""Sentences of which the second part completes the first: if → then, who → must, thing → effect, because, so that."""

import re
from dataclasses import dataclass
from typing import Literal

from zwerm.language.words import count_words

Tie = Literal["condition", "means", "duty", "effect", "cause", "purpose"]


@dataclass(frozen=True, slots=True)
class Tied:
    """`text[start:end]` of what comes first and of what completes it.

    `subject` is who or what must or does, in a duty or an effect. Completions with the same `form` can stand in each other's place as far as grammar goes.
    """

    first: tuple[int, int]
    second: tuple[int, int]
    tie: Tie
    form: str
    subject: tuple[int, int] | None = None


SHORTEST, LONGEST = 4, 24
SHORTEST_SUBJECT = 2
_DUTCH_VERB = r"(?:is|zijn|wordt|worden|kan|kun|kunnen|moet|moeten|mag|mogen|heeft|heb|hebt|hebben|krijg|ga|ben|meld|vraag|gebruik|bel|stuur|maak|neem|geef|zet|stop|overleg|bespreek|controleer|kies|laat|zoek|kijk|zorg|begin|leg|doe|bepaal|beschrijf|onderzoek|betrek|beoordeel|noteer|vul|schrijf|houd|plan|\w+t|\w+en|\w+(?=\ (?:je|u|jij|we|wij|ze|er)\b))"
# After the comma of a clause these open another clause, and no main one.
_DUTCH_CLAUSE = r"(?!(?:een|geen|elke?|onze|als|wanneer|indien|zodra|zolang|voordat|nadat|omdat|doordat|zodat|terwijl|hoewel|tenzij|mits|totdat|sinds|aangezien|behalve|die|dat|of|en|maar|want|dus|om|met|zonder|door|zoals|bijvoorbeeld|waar\w*|wat|wie|hoe|welke?|wiens)\b)"
_ENGLISH_CLAUSE = r"(?!(?:if|when|whenever|once|unless|because|while|whether|where|whose|whom|though|although|regardless|especially|particularly|for\ example)\b)"
NO_SUBJECT = (
    r"(?!(?:Je|Jij|U|We|Wij|Ik|Het|Dit|Deze|Er|Dat|Ze|Zij|Hij|Als|Bij|Om|In|Met|Voor|Volgens|Op|Tijdens|Maak|Bepaal|Na|Naast|Door|Zoals|Omdat|Wat|Wie|Vanzelfsprekend|Uiteraard|Daarbij|Hierbij|Ook|Alleen|Bepaal|Zorg|Kijk|Denk|Vanuit|Vanaf|Binnen|Per|Tot|Uit|Aan|Onder|Over|Zonder|Wanneer|Soms|Vaak"
    r"|You|We|I|It|This|They|There|He|She|These|That|If|When|To|For|With|By|As|No|Yes|Make|After|Before|At|On|From|Since|While|Once|Until|What|Who|How|Only|Please|Then|Failure|Due|Because|Ensure|Check)\b)"
)
# What may stand between subject and verb: a noun phrase without another verb or clause.
SUBJECT = r"(?P<subject>[A-ZÀ-Þ‘'\"“(][^,;:?!]{2,75}?)"
DUTCH_EFFECT = r"(?:(?:kan|kunnen)\ leiden\ tot|leidt\ tot|leiden\ tot|zorgt\ ervoor\ dat|zorgen\ ervoor\ dat|zorgt\ voor|zorgen\ voor|voorkomt\ dat|voorkomen\ dat|helpt\ om|helpen\ om|helpt\ bij|helpen\ bij|maakt\ het\ mogelijk\ om|bestaat\ uit|bestaan\ uit|(?:is|zijn)\ (?:eind)?verantwoordelijk\ voor|(?:is|zijn)\ bedoeld\ (?:om|voor)|heeft\ als\ doel\ om|hangt\ af\ van|controleert\ of|bewaakt\ of|beslist\ over|adviseert\ over|beschrijft|beschrijven|bevat|bevatten|omvat|omvatten|vereist|vereisen|ondersteunt|ondersteunen|biedt|bieden|toont|tonen|bepaalt|bepalen|regelt|regelen|verbiedt|verbieden|beschermt|beschermen|meet|meten|signaleert|geeft\ inzicht\ in|geven\ inzicht\ in|geeft\ antwoord\ op)"
ENGLISH_EFFECT = r"(?:(?:can|may|could|will)\ (?:lead\ to|result\ in)|leads?\ to|results?\ in|ensures?\ that|prevents?|allows?\ \w+\ to|enables?\ \w+\ to|helps?\ to|(?:is|are)\ (?:responsible|accountable)\ for|consists?\ of|(?:is|are)\ (?:designed|used|intended|meant|required|expected|encouraged)\ to|aims?\ to|depends?\ on|reduces?|involves?|focus(?:es)?\ on|describes?|contains?|includes?|provides?|covers?|defines?|requires?|supports?|specif(?:y|ies)|determines?|identif(?:y|ies)|protects?|monitors?|tracks?|measures?|detects?|prohibits?|represents?)"
_PATTERNS: dict[str, list[tuple[str, Tie]]] = {
    "nl": [
        (rf"^(?P<first>(?:Als|Wanneer|Indien|Zodra|Zolang|Voordat|Nadat)\ [^,;:]+?(?:,\ [^,;:]+?){{0,1}}?),\ (?:dan\ )?(?P<second>{_DUTCH_CLAUSE}{_DUTCH_VERB}\ .+)$", "condition"),
        (r"^(?P<first>(?:Wil|Heb|Heeft|Is|Zijn|Ben|Gebruik|Werk|Maak|Kun|Kan|Ga|Doe|Krijg|Kom|Moet|Mag|Vind|Zie|Zit|Twijfel|Ontwikkel|\w+t)\ (?:je|u|jij|jouw|uw|een|de|het|er)\ [^,;:?]+?),\ (?:dan\ )?(?P<second>(?:(?<=dan\ )|\w+\ dan\ ).+)$", "condition"),
        (rf"^(?P<first>Om\ [^,;:]+?\ te\ \w+(?:\ [^,;:]+?)?),\ (?P<second>{_DUTCH_VERB}\ .+)$", "means"),
        (r"^(?P<first>.+?),?\ (?P<second>(?P<open>omdat|doordat)\ [^;:]+)$", "cause"),
        (r"^(?P<first>.+?),?\ (?P<second>(?P<open>zodat)\ [^;:]+)$", "purpose"),
        (rf"^(?P<first>{NO_SUBJECT}{SUBJECT}\ {DUTCH_EFFECT})\ (?P<second>[^;:]+)$", "effect"),
        (rf"^(?P<first>{NO_SUBJECT}{SUBJECT}\ (?:moet|moeten|mag|mogen|hoort|horen|dient|dienen))\ (?P<second>[^;:]+)$", "duty"),
    ],
    "en": [
        (rf"^(?P<first>(?:If|When|Once|Whenever|Unless|As\ soon\ as|Before|After|Until)\ [^,;:]+?(?:,\ [^,;:]+?){{0,1}}?),\ (?:then\ )?(?P<second>{_ENGLISH_CLAUSE}(?!\w+ing\b|and\b|or\b|but\b|which\b|who\b|even\b|as\b|including\b|such\b)[^;:]+)$", "condition"),
        (r"^(?P<first>(?:In\ order\ to|To)\ \w+\ [^,;:]+?),\ (?P<second>(?!\w+ing\b|and\b|or\b|but\b|which\b|even\b|as\b|including\b|such\b)[^;:]+)$", "means"),
        (r"^(?P<first>.+?),?\ (?P<second>(?P<open>because)\ (?!of\b)[^;:]+)$", "cause"),
        (r"^(?P<first>.+?),?\ (?P<second>(?P<open>so\ that|in\ order\ to)\ [^;:]+)$", "purpose"),
        (rf"^(?P<first>{NO_SUBJECT}{SUBJECT}\ {ENGLISH_EFFECT})\ (?P<second>[^;:]+)$", "effect"),
        (rf"^(?P<first>{NO_SUBJECT}{SUBJECT}\ (?:must|should|shall|may\ not|needs?\ to|ha(?:s|ve)\ to))\ (?P<second>[^;:]+)$", "duty"),
    ],
}  # fmt: skip
_COMPILED = {
    language: [(re.compile(pattern, re.VERBOSE), tie) for pattern, tie in patterns]
    for language, patterns in _PATTERNS.items()
}
VERBS = {
    "nl": re.compile(r"\b(?:is|zijn|wordt|worden|kan|kunnen|moet|moeten|heeft|hebben|die|dat|als|omdat|wanneer|zodat|maar|want|dus|ook|daarom|ervoor)\b"),
    "en": re.compile(r"\b(?:is|are|was|were|has|have|can|will|would|must|should|that|which|who|if|because|when|so|but|also|it|they|you|we)\b"),
}  # fmt: skip
ADDRESSED = {
    "nl": re.compile(r"(?:je|jij|u|we|wij|de|het|een|er|men|ook|dan|ze|zij|dit|deze|alle|elke)\b", re.IGNORECASE),
    "en": re.compile(r"(?:you|we|they|it|the|an?|there|he|she|all|each|your|our|their|\w+\ (?:will|can|should|must|may|is|are|has|have)\b)", re.IGNORECASE),
}  # fmt: skip


# "Als teamlid of manager", "Als leidinggevende heb je": as whom, and not in which case.
AS_SOMEBODY = re.compile(
    r"Als (?!(?:je|jij|u|we|wij|ik|ze|zij|hij|het|er|iemand|niemand|dit|dat|deze|die|een|de)\b)[\w-]+(?: (?:of|en) [\w-]+)*"
    r"(?:,|$| (?!(?:of|dat|als|wat|hoe|aan|bij|met|voor|van|op|naar|tegen|over)\b)\w+ (?:je|jij|u|we|wij)\b)"
)
PASSIVE = {
    "nl": re.compile(r"\b(?:worden|zijn|blijven)\b"),
    "en": re.compile(r"^(?:\w+ly )?(?:be|have been|only be|never be|always be)\b"),
}
PREPOSITIONS = (
    " voor",
    " tot",
    " uit",
    " van",
    " over",
    " bij",
    " in",
    " op",
    " om",
    " dat",
    " of",
    " for",
    " to",
    " on",
    " of",
    " that",
)


def find_tied(text: str, language: str) -> Tied | None:
    """The two parts of a sentence such as "Als je ziek bent, meld je je af" or "De docent moet de cijfers invoeren"."""
    language = language if language in _COMPILED else "en"
    for pattern, tie in _COMPILED[language]:
        match = pattern.match(text.rstrip(". "))
        if match and _fits(match, tie, language):
            subject = match.span("subject") if tie in ("effect", "duty") else None
            return Tied(match.span("first"), match.span("second"), tie, _form(match, tie, language), subject)
    return None


def _fits(match: re.Match[str], tie: Tie, language: str) -> bool:
    has_subject = tie in ("effect", "duty")
    if has_subject and VERBS[language].search(match["subject"]):
        return False
    if any(match[part].count("(") != match[part].count(")") for part in ("first", "second")):
        return False
    if tie == "condition" and AS_SOMEBODY.match(match["first"]):
        return False
    least = SHORTEST_SUBJECT if has_subject else SHORTEST
    return least <= count_words(match["first"]) <= LONGEST and SHORTEST <= count_words(match["second"]) <= LONGEST


def _form(match: re.Match[str], tie: Tie, language: str) -> str:
    """How the completion is built: by the word that opens it, by what the words before ask for, by its subject."""
    if tie in ("cause", "purpose"):
        return match["open"].lower()
    if tie == "effect":
        return (
            " ".join(match["first"].lower().split()[-2:])
            if match["first"].endswith(PREPOSITIONS)
            else match["first"].lower().split()[-1]
        )
    if tie == "duty" and PASSIVE[language].search(match["second"]):
        return "passive"
    addressed = bool(ADDRESSED[language].match(match["second"]))
    return "subject" if addressed else "verb"
