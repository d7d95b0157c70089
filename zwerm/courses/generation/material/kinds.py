"""Whether headings side by side name things of one kind, so that one can be asked apart from the others."""

import re
from collections.abc import Iterable, Sequence

from zwerm.courses.generation.reading.sentence import SourceSentence
from zwerm.language.stems import stem
from zwerm.language.words import find_words

STEP = re.compile(r"(?:stap|step|fase|phase)\s+\d", re.IGNORECASE)
SHORTEST_SHARED, ENOUGH = 4, 0.6
JOINING = frozenset(["van", "voor", "bij", "in", "op", "met", "over", "uit", "door", "aan", "en", "of", "of", "for", "in", "on", "with", "by", "from", "and", "or", "to", "the", "de", "het", "een", "a", "an"])  # fmt: skip
# Words in the heading above that announce kinds.
ANNOUNCE = re.compile(
    r"\b(?:soort(?:en)?|typen?|types|vormen|rollen|principes|uitgangspunten|fasen?|fases|categorie(?:ën|en)|begrippen|termen|definities|methoden?|methodes|technieken|waarden|voordelen|nadelen|risico['’]?s|bedreigingen|aanvallen|maatregelen"
    r"|stappen|niveaus|modellen|functies|eigenschappen|kenmerken|regels|tips|redenen|manieren|onderdelen|elementen|competenties"
    r"|kinds?|roles?|principles?|phases|stages|categories|terms|terminology|definitions|concepts|methods|techniques|values|benefits|advantages|drawbacks|risks|threats|attacks|controls|measures|levels|models|functions|features|characteristics|properties"
    r"|rules|reasons|ways|parts|components|elements|competencies|capabilities|practices)\b",
    re.IGNORECASE,
)
# Headings that name a place in a document rather than a thing.
PLACE = re.compile(
    r"^(?:inleiding|introductie|achtergrond|context|aanleiding|doel|overzicht|algemeen|samenvatting|conclusie|tot slot|best practices?|toekomst|gebruik|voorbeeld(?:en)?|uitleg|toelichting|beschrijving|referenties?|belang|uitzonderingen?|resultaten|vervolg|variabelen|rationale|motivatie|onderbouwing|wegwijzer"
    r"|introduction|background|overview|purpose|scope|goals?|summary|conclusion|general|usage|examples?|description|explanation|details|future|history|notes?|tips|rationale|personality|results|next steps|getting started|exceptions?)\b",
    re.IGNORECASE,
)
# Headings that every page of a handbook has.
STRUCTURE = re.compile(
    r"^(?:maatregel|vereiste|risico|hulpmiddel(?:en)?|doelgroep|leeswijzer|tl;?dr|probleem|oplossing(?:en)?|(?:\w+e )?oorzaa?k(?:en)?|(?:target )?audience|problem|solutions?|(?:\w+ )?causes?|stappen|bijlagen?|tot slot|wat heb je nodig|wanneer gebruik je dit|tips?|let op|intermezzo|steps|requirements?|measures?|tips|faq|questions|further reading|agreement|guidelines|reporting)$",
    re.IGNORECASE,
)
# "Waar let je op", "Wat we kozen": a question to which only the page adds of what.
ASKS_OF_ANYTHING = re.compile(
    r"(?:waar\w*|wat|wanneer|hoe|wie|waarom|zo|what|when|where|who|how|why|which)"
    r"(?: (?:je|we|wij|u|ik|dit|het|er|op|aan|mee|dan|hier|nu|niet|wel|nodig|let|letten|hebt?|hebben|heeft|doen?|doet|deden|kozen|kiezen|koos|ging|gaat|gebeurt|gebeurde|gebeuren|geldt|werkt|moet|moeten|mag|kan|kun|gebruik|gebruikt|gebruiken|is|was|zijn|goed|fout|beter"
    r"|you|i|it|this|that|to|for|do|does|did|use|need|needs|chose|choose|went|happened|happens|works?|applies|wrong|well|right|better|look|out|watch|not|are|were|must|should|can))+",
    re.IGNORECASE,
)
# Headings that each name a time: what is done then.
TIMES = re.compile(
    r"(?:voor|tijdens|na|vooraf|achteraf|daarna|voordat|nadat|(?:dag|week|maand|dagdeel) \d|(?:eerste|tweede|derde|laatste) (?:dag|week|weken|maand)|before|during|after|afterwards|day \d|weeks? \d|month \d|(?:first|second|third|last) (?:day|week|month))\b",
    re.IGNORECASE,
)


def names_a_matter(title: str) -> bool:
    """Whether it says of what it is, and not only which place of any page it is."""
    return not (PLACE.match(title) or STRUCTURE.match(title) or ASKS_OF_ANYTHING.fullmatch(title.rstrip(" ?:.")))


def timed(titles: Iterable[SourceSentence | None]) -> bool:
    """Whether each names a step or a time."""
    return all(title is not None and (STEP.match(title.text) or TIMES.match(title.text)) for title in titles)


def name_one_kind(titles: Sequence[SourceSentence]) -> bool:
    """Each names a step or a time, or most are called by the same word, also within a compound: "Historical bias", "Meetbias".
    A word that one title only speaks of ("Use of the app", "End of the app") makes no kind."""
    if sum(bool(PLACE.match(title.text)) for title in titles) > 1:
        return False
    if timed(titles):
        return True
    heads = [_head(title) for title in titles]
    return any(
        sum(head.endswith(other) for head in heads) >= ENOUGH * len(titles)
        for other in heads
        if len(other) >= SHORTEST_SHARED
    )


def _head(title: SourceSentence) -> str:
    """The stem of what it is called by: its last word before brackets; nothing of a title in two parts ("End of the app")."""
    words = [word.folded for word in find_words(title.text.partition("(")[0])]
    whole = not any(word in JOINING for word in words)
    return stem(words[-1], title.language) if words and whole else ""
