"""Sentences that say what something is, in Dutch and English, with the places of the term and of its meaning."""

import re
from dataclasses import dataclass
from typing import Literal

from zwerm.language.stems import stem
from zwerm.language.stopwords import is_stop_word
from zwerm.language.words import count_words, find_words, fold

Shape = Literal["thing", "things", "clause"]
LONGEST_TERM, SHORTEST_MEANING, LONGEST_MEANING = 6, 4, 34


@dataclass(frozen=True, slots=True)
class Definition:
    """`text[start:end]` of both. `shape`: "a measure that …", "measures that …", or a clause ("dat je …")."""

    term: tuple[int, int]
    meaning: tuple[int, int]
    shape: Shape


_TERM = r"(?P<term>[^\s,;:()]+(?:[ /-](?!(?:is|zijn|are|was|waren|were)\b)[^\s,;:()]+){0,5}?)"
_ASIDE = r"(?:\ \([^()]{1,60}\))?"
_DUTCH_RELATIVE = r"(?:die|waar\w+|om|zoals)"
PATTERNS: dict[str, list[tuple[str, str]]] = {
    "nl": [
        (rf"^(?:(?:Een|De|Het|Zo['’]n)\ )?{_TERM}{_ASIDE}\ is\ (?P<meaning>(?:een|het|de|elke|elk|iedere|ieder|alle|alles)\ .+)$", "thing"),
        (rf"^(?:De\ )?{_TERM}{_ASIDE}\ zijn\ (?P<meaning>(?!(?:over|in|op|aan|bij|met|van|voor|door|tegen|uit)\b)(?:\w+\ )?[\w-]+(?:en|s)(?:\ (?:van|voor|of|en|in|met|bij)\ (?:de\ |het\ |een\ )?[\w-]+){{0,2}},?\ {_DUTCH_RELATIVE}\ .+)$", "things"),
        (rf"^(?:(?:Een|De|Het)\ )?{_TERM}{_ASIDE}\ (?:is|zijn)\ (?P<meaning>wanneer\ .+)$", "clause"),
        (rf"^Onder\ (?:een\ |de\ |het\ )?{_TERM}{_ASIDE}\ (?:verstaa[nt]\ (?:we|wij|men)\ |word(?:t|en)\ verstaan:?\ )(?P<meaning>.+)$", "thing"),
        (rf"^Onder\ (?:een\ |de\ |het\ )?{_TERM}{_ASIDE}\ word(?:t|en)\ (?P<meaning>.+)\ verstaan\.?$", "thing"),
        (rf"^Met\ (?:een\ |de\ |het\ )?{_TERM}{_ASIDE}\ (?:bedoel(?:en|t)\ (?:we|wij|men)\ |word(?:t|en)\ bedoeld:?\ )(?P<meaning>.+)$", "thing"),
        (rf"^Met\ (?:een\ |de\ |het\ )?{_TERM}{_ASIDE}\ word(?:t|en)\ (?P<meaning>.+)\ bedoeld\.?$", "thing"),
        (rf"^(?:(?:Een|De|Het)\ )?{_TERM}{_ASIDE}\ (?:betekent|houdt\ in|wil\ zeggen),?\ (?P<meaning>dat\ .+)$", "clause"),
        (rf"^(?:(?:Een|De|Het)\ )?{_TERM}{_ASIDE}\ (?:verwijst\ naar|staat\ voor|is\ de\ (?:benaming|term|naam)\ voor|omvat)\ (?P<meaning>(?:een|het|de|alle|iedere|elke)\ .+)$", "thing"),
        (rf"^(?P<meaning>(?:Een|Het|De)\ .+?)\ (?:noemen|noemt)\ (?:we|wij|men)\ (?:ook\ wel\ )?(?:een\ |de\ |het\ )?{_TERM}\.?$", "thing"),
    ],
    "en": [
        (rf"^(?:(?:An?|The)\ )?{_TERM}{_ASIDE}\ is\ (?P<meaning>(?:an?|the|any|anything|any\ of|everything|one\ \w+|[a-z]+\ (?:made|baked|used|given|written|kept|held|which))\ .+)$", "thing"),
        (rf"^(?:The\ )?{_TERM}{_ASIDE}\ are\ (?P<meaning>(?!(?:for|in|on|at|to|from|by|with|of|as|about|into|under|over|who|that)\b)(?:\w+(?:,|,?\ and)?\ ){{0,3}}\w+s(?:\ or\ \w+s)?(?:\ (?:of|in|for)\ (?:an?\ |the\ )?\w+)?\ (?:that|which|who|used|designed|where|put|implemented|made|given|to|for|between)\ .+)$", "things"),
        (rf"^(?:(?:An?|The|In\ short,)\ )?{_TERM}{_ASIDE}\ (?:simply\ |just\ |basically\ |really\ |essentially\ |generally\ |typically\ )?(?:refers\ to|is\ defined\ as|stands\ for|denotes|is\ the\ (?:term|name)\ for|means)\ (?P<meaning>(?!that\b|you\b|we\b|it\b|they\b|if\b).+)$", "thing"),
        (rf"^(?:(?:An?|The)\ )?{_TERM}{_ASIDE}\ (?:refer\ to|are\ defined\ as|denote)\ (?P<meaning>.+)$", "things"),
        (rf"^(?:(?:An?|The)\ )?{_TERM}{_ASIDE}\ (?:simply\ |just\ |basically\ |really\ |essentially\ )?(?:means|is\ when)\ (?P<meaning>(?:that|you|we|if)\ .+)$", "clause"),
        (rf"^(?P<meaning>(?:An?|The|[A-Z]\w+ing)\ .+?)\ (?:is|are)\ (?:also\ |often\ )?(?:called|known\ as|referred\ to\ as)\ (?:an?\ |the\ )?{_TERM}\.?$", "thing"),
        (rf"^By\ (?:an?\ |the\ )?{_TERM}{_ASIDE},?\ we\ mean\ (?P<meaning>.+)$", "thing"),
    ],
}  # fmt: skip
_COMPILED = {
    language: [(re.compile(pattern, re.VERBOSE), shape) for pattern, shape in patterns]
    for language, patterns in PATTERNS.items()
}

# A term must name something: no pronoun, no general word that only has sense here, no start of another construction.
NO_TERM = {
    "nl": re.compile(
        r"""^(?:(?:tot|ten|per|al|via|conform|ondanks|wegens|dankzij|stap|overstap|keuze|overgang|het|dit|dat|deze|die|er|wat|wie|hij|zij|ze|we|wij|je|jij|u|ik|men|hier|daar|dan|nu|zo|ook|als|wanneer|indien|toen|waar|welke?|hoe|waarom|om|door|met|voor|in|op|bij|naast
          |na|sinds|volgens|binnen|omdat|doordat|zodra|hoewel|terwijl|ons|onze|mijn|jouw|uw|hun|haar|zijn|alle|alles|iedereen|niemand|niets|iets|veel|sommige|beide|een|één|want|maar|en|of|dus
          |(?:hier|daar|er|waar)(?:aan|achter|bij|binnen|boven|door|in|mee|na|naar|naast|om|onder|op|over|tegen|toe|tussen|uit|van|voor)
          |(?:belangrijk|nieuw|groot|klein|ander|goed|extra|cruciaal|cruciale|eerst|laatst|volgend|interessant|mooi|bekend|veelvoorkomend|essentieel|essentiële|recent|actuel)\w{0,4}|uiteraard|tevens|aangezien|buiten|uit|momenteel|ondertussen|inmiddels|onbewust|natuurlijk|vandaag|tegenwoordig|onlangs|afhankelijk|richting|naar|vanaf|vanuit|tijdens|zonder|tussen|onder|over|eigenlijk|uiteindelijk|onderstaand\w*|bovenstaand\w*|handig\w*|mooi\w*|goed\w*
          |voorbeeld(?:en)?|verwachting|afspraak|norm|eis|regel|gedachte|insteek|aanname|feit|essentie|richtlijn|ambitie|kracht|voorwaarde|proces|maatregelen|methode|gemakkelijkste|enige|helaas|misschien|hopelijk|gelukkig|zodra
          |tegelijkertijd|verder|kortom|onderdeel\ (?:hier|daar)van|populair\w*|veelgebruikt\w*|belangrijk|essentieel|nodig|mogelijk|hieronder|daarnaast|daarom|daarbij|hierbij|bovendien|vaak|soms|echter|vooral|elk|elke|ieder|iedere|geen|niet|andere?|kern|essentie)\b(?!-)
        | \w+(?:isch|elijk|matig|gewijs)$
        | (?:\S+\ )*(?:doel|doelen|reden|redenen|eerste|tweede|derde|laatste|volgende|belangrijkste|voorbeeld|voorbeelden|voordeel|voordelen|nadeel|nadelen|probleem|resultaat|gevolg|vraag|vragen|idee|verschil
          |stap|kans|oplossing|antwoord|manier|uitdaging|conclusie|taak|bedoeling|uitgangspunt|aanleiding|uitkomst|versie|rest|moment|punt|ding|kant|keer|beste|grootste|kleinste|meeste|enige|mooiste|titel|status|voorwaarde|rol|functie|team)$
        | .*\b(?:doel|doelen|reden|gevolg|resultaat|voordeel|nadeel|onderdeel|rol|aanleiding)\ (?:van|voor|om|achter)\b
        | .*\b(?:waar|waarin|waarbij|waarop|waarvan|wie|wiens|is|zijn|wordt|worden|kan|kunnen|moet|moeten|heeft|hebben|die|dat|als|omdat|maar|je|we|u|niet|deze|dit|zo|wel|ook)\b )""",
        re.VERBOSE | re.IGNORECASE,
    ),
    "en": re.compile(
        r"""^(?:(?:please|kindly|below|above|it|this|that|these|those|there|here|what|who|which|he|she|they|we|you|i|one|how|why|where|when|while|if|as|by|in|on|at|to|for|with|from|of|so|but|and|or|because|since|our|your|my|their|its|his|her
          |all|some|many|most|each|every|any|another|both|everyone|everything|nothing|none|now|then|also|only|not|no|being|having|doing|ultimately|essentially|increasing|unless|until|once|after|before|currently|today|typically|generally|usually|within|under|over|during|without|due|depending|given|based|according|provided|raising|navigation|expectation|assumption|rule|plan|process|hope|policy
          |(?:enabling|seeking|using|making|having|getting|giving|creating|adding|running|setting|keeping|sharing|writing|building|providing|keep|remember|make|ensure|use|following)\ \w+
          |\w{2,}ing\ (?:for|to|a|an|the|their|your|our|its|of|with|on|up|out|in)
          |main|primary|major|new|recent|good|great|common|critical|essential|interesting|crucial|big|biggest|sometimes|often|usually|however|important|other|others|such|key|core|note)\b(?!-) | .*\bit$ | .*\b(?:simply|just|basically|really)$ | .*\b(?:goal|purpose|aim|reason|result|point|intent|benefit|advantage|part|role)\ (?:of|for|behind)\b
        | (?:\S+\ )*(?:goal|goals|purpose|aim|reason|reasons|first|second|third|last|next|most|best|worst|main|example|examples|benefit|benefits|advantage|disadvantage|problem|result|consequence|question|idea|difference|step|way
          |solution|answer|challenge|conclusion|task|intent|intention|outcome|rest|time|point|thing|side|case|only|biggest|key|list|following|status|title|version|focus|role|issue|default|team|manager|person|page|document|below|above)$
        | .*\b(?:where|whose|when|whom|is|are|was|were|can|could|will|would|should|must|may|has|have|that|which|who|you|we|they|if|because|not|these|this|do|does|did|becomes?|became)\b )""",
        re.VERBOSE | re.IGNORECASE,
    ),
}  # fmt: skip
# What is said must tell what it is, not how good it is or where it stands.
NO_MEANING = {
    "nl": re.compile(
        r"""^(?:een\ (?:begrip|term|woord|uitdrukking|onderwerp)\ (?:die|dat|waar)\b | (?:een|de|het)\ (?:(?:heel|zeer|erg|steeds|nog|vrij|echt|zo|ook|meest|zo['’]n)\w*\ )*(?:belangrijk|essentieel|goed|mooi|groot|klein|slim|geweldig|krachtig|eenvoudig|handig|nuttig|bekend|goede|leuk|interessant|enig|juist|passend|beproefd|effectief|levend|volledig
             |nieuw|volgend|ander|extra|logisch|uitstekend|ideaal|perfect|cruciaal|cruciale|populair|veelgebruikt|gevaarlijk|lastig|moeilijk|complex|beste|meeste|eerste|tweede|laatste|grootste|gevolg|reden|geval|bedoeling|moeite
             |kwestie|feit|beetje|aantal|paar|kans|voorbeeld|must|stuk(?!\ (?:waar|dat|die))|teken|eis|verplichting|uitdaging|probleem|keuze|vraag|uitkomst|resultaat|waard|zaak|aanrader|deel|onderdeel|kern|basis|sleutel|titel|naam|uitgangspunt|doel)\w{0,3}\b
          | (?:een|de)\ (?:aanleiding|uitkomst|opsomming)\b | (?:een|de)\ (?:vorm|soort|type|variant)\ van\ (?:\S+\ ?){1,4}$
          | (?:de|een|het)\ \w+e\ (?:keuze|stap|uitdaging|rol|vraag|eis|kans|oplossing|manier|reden|voorwaarde|aanvulling|bijdrage)\b
          | (?:de|een|het)\ (?:hele\ )?(?:nacht|dag|week|ochtend|avond|middag|keer|volgende|jongen|man|vrouw)\b | (?:een|één)\ van\b | (?:twee|drie|vier|vijf|verschillende|enkele)\b | (?:belangrijke|goede|nuttige|handige|bekende|essentiële)\b | het\ (?:niet|wel|mogelijk|nodig|raadzaam|verstandig|zo|best|dus|ook) | de\ (?:enige|beste|eerste|moeite) | als\ (?:het\ ware|volgt) | niet | geen | dat\ (?:is|het|we|wij|ze|er|deze|dit) )\b""",
        re.VERBOSE | re.IGNORECASE,
    ),
    "en": re.compile(
        r"""^(?:an?\ (?:phrase|term|word|expression|topic|buzzword)\ (?:that|which|you|we)\b | (?:an?|the)\ (?:(?:very|really|quite|more|most|truly|also|so|such|much)\ )*(?:good|great|key|common|important|essential|critical|crucial|big|small|nice|useful|helpful|excellent|perfect|ideal|easy|hard|simple\ way|better|best|worst|only
             |same|first|second|third|last|next|other|new|recent|result|reason|case|matter|must|lot|bit|few|number|need|way|place|chance|part|problem|question|example|challenge|time(?!\ (?:within|in\ which|during|between|from|after|before)\b)|fact|goal|intent|default|right|wrong|one|sign|requirement|responsibility|main|primary|biggest|top
             |newer|older|slightly|somewhat|single|sole|significant|latest|current|huge|valuable|vital|fundamental|integral|powerful|popular|strong|fun|long|little|work\ in\ progress|foundation|cornerstone|core|priority|topic|difference|ability)\b
          | (?:two|three|four|five|several|both|various)\b | an?\ (?:surefire|sure|proven)\b | (?:useful|great|good|important|key|common|popular|helpful|essential|crucial|critical|vital|staples|necessary)\b | an?\ (?:form|kind|sort|type)\ of\ (?:\S+\ ?){1,4}$ | one\ (?:of|way|example|another)\b | any\ (?:of\ these|other)\b | not\b | no\b | up\ to\b | when\ (?:this|it|that)\b | the\ (?:above|following)\b )""",
        re.VERBOSE | re.IGNORECASE,
    ),
}  # fmt: skip

# "A right in the Union" is true of a term and no meaning of it: a meaning says which one of its kind it is.
TELLS_APART = {
    "nl": re.compile(r"\b(?:die|dat|waar\w*|wie\w*|welke?|om|voor|van|met|tussen|door|over|tegen|zonder|als|wanneer|uit|zoals|hoe)\b|\w+(?:tussen|voor|om)\b", re.IGNORECASE),
    "en": re.compile(r"\b(?:that|which|who\w*|where\w*|when|how|for|of|to|with|between|by|about|without|from|as|your|you|we|if)\b|\w+(?:ed|ing)\b", re.IGNORECASE),
}  # fmt: skip
UNFIT = re.compile(r"[:?{}]| -- |…|\.\.\.|; | [–—] |\bdit betekent\b|\bthis means\b|[.!] ", re.IGNORECASE)
PARTICIPLE = {
    "nl": re.compile(
        r"(?:(?:ge|be|ver|ont|her|over|onder|aan|uit|op|toe|voor|af|in)\w+(?:d|t|en)|\w+baar|\w+(?:isch|ieel|loos|ig))\s+(?:in|op|van|voor|bij|met|aan|door|om|tot|naar|uit|als|en)\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\w+(?:ed|en|ing|able|ible|ive|ent|ant)\s+(?:in|on|at|to|by|for|from|of|as|with|and)\b|(?:built|made|kept|sent|held|run|set|put|done|subject|due|up|worth)\b",
        re.IGNORECASE,
    ),
}
# What follows tells more than what it is.
NEXT_CLAUSE = {
    "nl": re.compile(r",? (?:en|maar) (?:de|het|een|alle) [^,;]{2,60}? (?:is|zijn|wordt|worden|kan|kunnen|moet|moeten|mag|mogen|heeft|hebben)\b|,? (?:en|maar|dus|want|waardoor|zodat|waarna|en daarmee) (?:is|wordt|worden|kan|kunnen|moet|moeten|heeft|hebben|biedt|begeleidt|zorgt|helpt|maakt|bevat|geeft|gebruikt)\b|, (?:en|maar|dus|want|waardoor|zodat|terwijl|omdat|waarna|met als doel) "),
    "en": re.compile(r", and (?:(?!that\b|which\b|who\b)\w+ ){1,3}(?:is|are|was|were|can|will|must|has|have)\b|,? (?:and|but|so|because|while|whereas) (?:is|are|was|will|can|may|must|has|have|it|they|we|you|this|that|there|provides|helps|includes|ensures|allows)\b|, (?:and|but|so|because|while|whereas) the |,? which means |, (?:but|so|because|while|whereas|such as|including|which means|making|allowing|ensuring|enabling|where|whose|whereby) "),
}  # fmt: skip
# "Moments that reach many, but do not …": what comes before it is half of what it says.
HALF = re.compile(r",? (?:but|maar)\b")


def find_definition(text: str, language: str) -> Definition | None:
    """The term that this sentence defines and its meaning, or None. Sentences that praise or compare do not count."""
    for pattern, shape in _COMPILED.get(language, _COMPILED["en"]):
        match = pattern.match(text)
        if not match or not _names_something(match["term"], language):
            continue
        if NO_MEANING.get(language, NO_MEANING["en"]).match(match["meaning"]) or UNFIT.search(match["meaning"]):
            continue
        if shape == "things" and PARTICIPLE.get(language, PARTICIPLE["en"]).match(match["meaning"]):
            continue
        start, end = match.span("meaning")
        first = _first_clause(text[start:end], language)
        if not first or text.rstrip().endswith("!"):
            continue
        end = start + len(first.rstrip(" .,;"))
        if not TELLS_APART.get(language, TELLS_APART["en"]).search(text[start:end]):
            continue
        if _goes_round(match["term"], text[start:end], language):
            continue
        if SHORTEST_MEANING <= count_words(text[start:end]) <= LONGEST_MEANING:
            first_of_term, last_of_term = match.span("term")
            last_of_term -= text[:last_of_term].endswith(".")
            return Definition((first_of_term, last_of_term), (start, end), _shape(shape, text[start:end], language))
    return None


def _goes_round(term: str, meaning: str, language: str) -> bool:
    """Whether it says of what kind it is with the word that tells it apart: "Small launches are small moments"."""
    apart = {stem(fold(word), language) for word in term.split()[:-1]}
    told = (word.folded for word in find_words(meaning) if not is_stop_word(word.folded, language))
    return stem(next(told, ""), language) in apart


def _first_clause(meaning: str, language: str) -> str:
    """The meaning without a second statement after it; nothing when what is left is too short to mean something."""
    following = NEXT_CLAUSE.get(language, NEXT_CLAUSE["en"]).search(meaning)
    if not following:
        return meaning
    if HALF.match(following.group()):
        return ""
    first = meaning[: following.start()]
    return first if count_words(first) >= SHORTEST_MEANING + 1 else ""


def _names_something(term: str, language: str) -> bool:
    return (
        1 <= count_words(term) <= LONGEST_TERM
        and any(letter.isalpha() for letter in term)
        and sum(term.count(mark) for mark in '"“”„') % 2 == 0
        and term.split()[-1].casefold() not in ("en", "and", "of", "or")
        and not NO_TERM.get(language, NO_TERM["en"]).match(term)
    )


def _shape(shape: str, meaning: str, language: str) -> Shape:
    clause = r"(?:dat|als|wanneer)\b" if language == "nl" else r"(?:that|when|if|you|we)\b"
    if re.match(clause, meaning):
        return "clause"
    return "things" if shape == "things" else "thing"
