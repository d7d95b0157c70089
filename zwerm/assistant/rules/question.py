"""What a question asks for: its kind, told by its question words, and the words that an answer has to be about."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from zwerm.assistant.rules.measures import Measure
from zwerm.language.compounds import as_head, as_part
from zwerm.language.everyday import OTHERWISE
from zwerm.language.sentences import split_sentences
from zwerm.language.stopwords import is_stop_word
from zwerm.language.words import find_words_folded, fold, fold_line


class Kind(StrEnum):
    """What shape of answer is asked for."""

    WHO = "who"
    CONTACT = "contact"
    CALL = "call"
    WHEN = "when"
    NUMBER = "number"
    WHERE = "where"
    MEANING = "meaning"
    WHY = "why"
    HOW = "how"
    DO = "do"
    MAY = "may"
    LIST = "list"
    OTHER = "other"


# What is asked so is answered by what to do; of these HOW by a way to do it.
TO_DO = frozenset({Kind.HOW, Kind.DO})
# Tried in this order: "hoe vaak" before "hoe", "wat is de reden" before "wat is".
_PATTERNS: dict[str, list[tuple[Kind, str]]] = {
    "nl": [
        (Kind.CONTACT, r"\b(?:wat is|wat zijn|welke?|welk|waar vind ik|zoek|heb je|weet iemand)\b.*\b(?:(?:telefoon|bel|nood|door(?:kies|bel)|alarm|service)?nummers?|e?mailadres(?:sen)?)\b|^(?:telefoon|nood|alarm)nummer\b"),
        (Kind.NUMBER, r"\bhoe (?:lang|vaak|veel|groot|hoog|oud|snel|ver|zwaar|duur|breed|diep|warm|koud|vol)\b|\bhoeveel\b|\bwat kost(?:en)?\b|(?:\bwat (?:is|zijn)\b.*)?\b(?:maximum|maximale|minimale|minimum)\b"),
        (Kind.WHY, r"\bwaarom\b|\bwaarvoor\b|\bwaartoe\b|\bwat is (?:de reden|het doel|het nut|de bedoeling)\b|\bhoezo\b|\bhoe komt het\b"),
        (Kind.WHEN, r"\bwanneer\b|\bhoe laat\b|\b(?:op|voor|vanaf|tot) welke (?:dag|datum|tijd|moment)\b|\bin welk jaar\b|\bwelke (?:dag|datum)\b"),
        (Kind.CALL, r"\bwie (?:bel|moet ik (?:dan )?bellen|kan ik (?:dan )?bellen|mag ik bellen|bellen we)\b"),
        (Kind.WHO, r"\bwie\b|\bwelke (?:persoon|rol|functie|afdeling|collega)\b|\bbij welk(?:e)? (?:team|afdeling)\b"),
        (Kind.MEANING, r"^(?:en |maar )?wat (?:is|zijn|betekent|betekenen|bedoelen we met|houdt|verstaan we onder|doet)\b|\bwat wordt bedoeld\b|\bdefinitie van\b|\bbetekenis van\b|\bwaar staat .+ voor\b"),
        (Kind.HOW, r"\bhoe\b|\bop welke (?:manier|wijze)\b|\bstap voor stap\b|\bstappenplan\b"),
        (Kind.DO, r"\bwat (?:moet|moeten|dien|dient|dienen|hoort|horen)\b(?! (?:de|het|een|je|onze) (?:\w+ ){1,2}zijn\b)|\bwat (?:doe|doen|kan|kun|kunnen) (?:ik|je|we|wij|u)\b|\bwat (?:heb|hebben) (?:ik|je|we|wij|u) (?:\w+ ){0,3}nodig\b|\bwat is er (?:\w+ ){0,2}nodig\b"),
        (Kind.WHERE, r"\bwaar\b|\bwaarheen\b|\bin welke map\b"),
        (Kind.MAY, r"^(?:en |maar )?(?:mag|mogen|moet|moeten|kan|kun|kunnen|hoef|hoeft|hoeven|zijn we verplicht|is het verplicht|ben ik verplicht|is het toegestaan|heb ik|hebben we|geldt|is er|zijn er|is|zijn|wordt|worden|krijg|krijgt|krijgen)\b|\b(?:verplicht|toegestaan|verboden|mag dat|mogen we|mag ik)\b"),
        (Kind.LIST, r"\bwelke?\b|\bwat voor\b|\bnoem\b"),
    ],
    "en": [
        (Kind.CONTACT, r"\b(?:(?:tele)?phone|emergency|extension|direct) numbers?\b|\b(?:(?:what|which) )?number (?:to|(?:do|should|can|must) (?:i|we|you)) (?:call|dial|ring|phone)\b|\bwhat(?:'s| is) the (?:number|extension) (?:of|for)\b|\b(?:what|which)\b.*\be-?mail address(?:es)?\b"),
        (Kind.NUMBER, r"\bhow (?:long|often|many|much|big|high|old|fast|quickly|far|heavy|soon|large)\b|\bwhat(?:'s| is| are)? the (?:price|cost|limit|maximum|minimum|number|budget|amount)\b|\bafter how\b|\b(?:monthly|yearly|daily) limit\b"),
        (Kind.WHY, r"\bwhy\b|\bwhat for\b|\bwhat(?:'s| is) the (?:reason|purpose|goal|point) (?:of|for)\b|\bhow come\b"),
        (Kind.WHEN, r"\bwhen\b|\bwhat time\b|\b(?:by|on|from|until) (?:which|what) (?:day|date|time)\b|\bwhich (?:day|date|year)\b|\bwhat (?:day|date|year)\b"),
        (Kind.CALL, r"\bwho(?:m)? (?:do|should|can|must) (?:i|we|you) (?:call|phone|ring)\b"),
        (Kind.WHO, r"\bwho(?:m|se|'s)?\b|\bwhich (?:person|role|team|department|colleague)\b"),
        (Kind.DO, r"\bwhat (?:do|should|must|can|shall) (?:i|we|you) do\b|\bwhat to do\b|\bwhat (?:must|should|shall)\b(?!.* be\b ?\??$)|\bwhat (?:needs|has|have) to\b|\bwhat (?:do|does) (?:\w+ ){1,3}(?:need|have to)\b|\bwhat(?:'s| is| are) (?:\w+ ){0,2}(?:needed|required)\b"),
        (Kind.MEANING, r"^(?:and |so )?what(?:'s| is| are| does| do) (?:an? |the )?\S+(?: \S+){0,3}\??$|\bdefinition of\b|\bmeaning of\b|\bwhat does .+ mean\b|\bwhat is meant\b|\bstands? for\b"),
        (Kind.HOW, r"\bhow\b|\bstep by step\b|\bsteps to\b|\bin what way\b"),
        (Kind.WHERE, r"\bwhere\b|\bin which (?:folder|channel|place)\b"),
        (Kind.MAY, r"^(?:and |but |so )?(?:may|can|could|must|should|am i|are we|is it|is there|are there|do i|do we|does|do|is|are|will|has|have)\b|\b(?:allowed|permitted|mandatory|required|forbidden)\b"),
        (Kind.LIST, r"\bwhich\b|\bwhat\b|\blist\b"),
    ],
}  # fmt: skip
_COMPILED = {
    language: [(kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in patterns]
    for language, patterns in _PATTERNS.items()
}
# In a library of few things rarity says little, and what is known of the language counts as so many more.
BACKGROUND = 60
ALIKE = 0.6
# A word that a compound of the text is a kind of ("doelbewust" is "bewust"), or that only tells its kind ("valkaart" is no "val"); and a compound of
# which the text has the parts, in compounds or not.
HEAD, WITHIN, PARTS = 0.8, 0.5, 0.8
# "Vul het in" for "invullen".
APART = 0.8
# What words of the story weigh in choosing the sentences; and how many the question needs of its own.
TOLD_ASIDE = 0.3
FEWEST_ASKED = 2


@dataclass(frozen=True, slots=True)
class Wanted:
    """A word that the answer has to be about.

    `whole`: terms of which one is enough; `parts`: terms of its parts, when it is a compound; `weight`: how much it says; `sure`: whether
    these terms are what was asked, or a guess at it; `alike`: terms of words that mean about the same; `apart`: of its verb without what may stand apart from it. `told`: it stands in the story before the
    question, which no answer has to speak of. `fresh`: a question that leans on an earlier one adds it, so that an answer without it is that of the earlier one.
    `strict`: what means about the same says it too little to be told as the answer. `against`: terms of which each says the opposite. `spaced`: terms that together say it, where texts write it as two words.
    """

    text: str
    whole: frozenset[str]
    parts: tuple[str, ...] = ()
    weight: float = 1.0
    sure: float = 1.0
    alike: frozenset[str] = frozenset()
    told: bool = False
    fresh: bool = False
    apart: frozenset[str] = frozenset()
    strict: bool = False
    against: frozenset[str] = frozenset()
    spaced: tuple[frozenset[str], ...] = ()
    _within: frozenset[str] = field(init=False, repr=False, compare=False)
    _heads: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_within", frozenset(map(as_part, self.whole)))
        object.__setattr__(self, "_heads", frozenset(map(as_head, self.whole)))

    def found_in(self, terms: frozenset[str] | set[str]) -> float:
        """1 when it stands there, less when it is part of a compound there, or when only some of its own parts are."""
        return self.found_among([(1.0, terms)])

    def found_among(self, layers: Sequence[tuple[float, frozenset[str] | set[str]]]) -> float:
        """The same in the best of some layers of terms, each with what it counts for. Parts may stand in different ones."""
        whole = max(weight * self._whole_in(terms) for weight, terms in layers)
        parts = [
            max(0.0 if terms.isdisjoint((part, as_part(part), as_head(part))) else weight for weight, terms in layers)
            for part in self.parts
        ]
        return self.sure * max(whole, PARTS * sum(parts) / len(parts) if parts else 0.0)

    def _whole_in(self, terms: frozenset[str] | set[str]) -> float:
        if not self.whole.isdisjoint(terms):
            return 1.0
        if self.spaced and any(words <= terms for words in self.spaced):
            return 1.0
        if not self.apart.isdisjoint(terms):
            return APART
        if not self._heads.isdisjoint(terms):
            return HEAD
        return 0.0 if self._within.isdisjoint(terms) else WITHIN

    def meant_in(self, terms: frozenset[str]) -> float:
        """As `found_in`, but a word that means about the same counts too, for less."""
        return max(self.found_in(terms), 0.0 if self.alike.isdisjoint(terms) else ALIKE)


@dataclass(frozen=True, slots=True)
class Question:
    """A question, taken apart. `things`: how many things there are to find. `measure`: what is to be measured, where an amount is asked for; `counted`: the word for
    what is counted. `once`: it asks after what happened, not after how it is. `thing`: the folded name of what is asked to be explained.
    `case`: the folded clause that says in which case it is asked.
    """

    text: str
    language: str
    kind: Kind
    words: tuple[Wanted, ...]
    things: int = 0
    measure: Measure | None = None
    counted: str = ""
    once: bool = False
    thing: str = ""
    case: str = ""

    @property
    def asked(self) -> tuple[int, ...]:
        """The places of the words that are asked, and not only told."""
        return tuple(place for place, word in enumerate(self.words) if not word.told)


def kind_of(text: str, language: str) -> Kind:
    """Which kind of answer this asks for; OTHER when no word tells, as with a few loose words."""
    folded = fold_line(text)
    asked = ((kind, pattern.search(folded)) for kind, pattern in _COMPILED.get(language, _COMPILED["en"]))
    # What comes first asks: "how do I know who is calling?". Of what comes first, the most precise.
    first = min(((found.start(), kind) for kind, found in asked if found), key=lambda one: one[0], default=None)
    return first[1] if first else Kind.OTHER


def is_question(text: str, language: str) -> bool:
    """Whether this is asked as a question rather than as loose words to look for."""
    words = text.split()
    return len(words) >= 3 and (text.rstrip().endswith("?") or bool(_OPENS[language].match(fold(text))))


_ONESELF = {
    "nl": re.compile(r"\b(?:ik|mij|mijn|we|wij|ons|onze)\b"),
    "en": re.compile(r"\b(?:i|me|my|we|us|our)\b"),
}  # fmt: skip


def tells_of_oneself(question: Question) -> bool:
    """Whether it asks nothing, and tells what happened to who says it: "I made a payment twice." No loose words to look for do."""
    text = question.text.rstrip()
    told = _ONESELF.get(question.language, _ONESELF["en"]).search(fold_line(text))
    return question.kind is Kind.OTHER and not text.endswith("?") and bool(told)


_OPENS = {
    "nl": re.compile(r"(?:wie|wat|waar\w*|wanneer|waarom|hoe|hoeveel|welke?|mag|mogen|moet|moeten|kan|kun|kunnen|hoef|is er|zijn er)\b"),
    "en": re.compile(r"(?:who|what|where|when|why|how|which|whose|may|can|must|should|do|does|is|are|am)\b"),
}  # fmt: skip


# Before one word, and nothing else.
_MEANS = r"wat betekent (?=(?:een |de |het )?[^\s?]+ ?\??$)"
# What only says what is asked for: no answer to "how long does it take" has to say "long".
_ASKS = {
    "nl": r"\b(?:op )?(?:wat is|welk) (?:het |jullie )?(?:telefoon|bel)?nummer(?: (?:bel|bereik|toets|draai) (?:ik|je|we))?\b|\b(?:telefoonnummer|doorkiesnummer|e?mailadres|telefonisch)\b|\bhoe(?:veel| veel| lang| vaak| laat| groot| hoog| oud| snel| ver| zwaar| duur| breed| diep| warm| koud| vol)\b(?: (?:tijd|geld)\b)?|\bwelke? (?:dag|datum|tijd|moment|jaar|nummer|bedrag|persoon|collega|plek|plaats|manier|wijze|volgorde)\b|\bwat voor\b|\bstap voor stap\b|\bwat (?:doe|moet|kan|mag) (?:ik|je|we)\b|\bwat gebeurt er\b" r"|\bwaar (?:vind|vinden|vindt|haal|staat|staan|ligt|liggen|hangt|hangen|zit|zitten)\b|\bwat staat er\b|\b(?:hoe (?:warm|koud|heet)|welk bedrag)\b" rf"|^{_MEANS}|^wat betekent\b",
    "en": r"\b(?:tele)?phone number\b|\b(?:(?:what|which) )?number (?:to|(?:do|should|can|must) (?:i|we|you)) (?:call|dial|ring|phone)\b|\bwhat is the (?:number|extension)\b|\be-?mail address\b|\bhow (?:long|often|many|much|big|high|old|fast|quickly|far|heavy|soon|large)\b(?: (?:time|money)\b)?|\b(?:what|which) (?:time|day|date|year|number|amount|person|place|way|order)\b|\bstep by step\b|\bwhere (?:do|can|could|should) (?:i|we|you) find\b|\bhow (?:warm|cold|hot)\b|\bwhat happens\b|(?<=\w )means?(?= ?\?*$)",
}  # fmt: skip
_ASKING = {language: re.compile(pattern) for language, pattern in _ASKS.items()}


def asking_words(text: str, language: str) -> frozenset[str]:
    """The folded words of a question that say what is asked for, not what it is about."""
    folded = fold_line(text)
    pattern = _ASKING.get(language, _ASKING["en"])
    return frozenset(word for match in pattern.finditer(folded) for word in find_words_folded(match.group()))


def asks_the_meaning(text: str, language: str) -> bool:
    """Whether it asks in so many words what one word means ("Wat betekent ISBARR?"): then only what defines it is an answer."""
    return language == "nl" and bool(re.match(_MEANS, fold_line(text)))


_WHAT_IS = {
    "nl": re.compile(r"^(?:en |maar )?wat (?:is|zijn|betekent|betekenen|houdt)(?: nou| nu| eigenlijk)? (?:een |de |het )?(?P<thing>[^?,]+?)(?: in| precies| eigenlijk)?(?: (?:op|in|bij|aan|voor|van) (?:de|het|een|onze|ons) .+)? ?\??$"),
    "en": re.compile(r"^(?:and |so )?what(?:'s| is| are| does(?=.* (?:mean|stand for)\b)) (?:an? |the )?(?P<thing>[^?,]+?)(?: (?:on|in|at|of|for) (?:the|an?|our) .+?)?(?: mean| stand for)? ?\??$"),
}  # fmt: skip
LONGEST_THING = 3


def thing_to_explain(text: str, language: str) -> str:
    """The folded name of what is asked to be explained: "bijna-incident" of "Wat is een bijna-incident?"; empty when it is no short name."""
    found = _WHAT_IS.get(language, _WHAT_IS["en"]).match(fold_line(text))
    # Of "het verschil tussen de een en de ander" it is the difference that is to be told.
    short = found and (
        len(found["thing"].split()) <= LONGEST_THING or found["thing"].startswith(("verschil ", "difference "))
    )
    return found["thing"] if found and short else ""


_WHAT_OF = {
    "nl": re.compile(r"\bwat (?:moet|moeten|dien|dient|dienen|hoort|horen) (?:(?!doen\b|gebeuren\b|als\b|wanneer\b)\w+ ){1,5}?(?P<verb>(?!gebeuren\b|moeten\b|kunnen\b)\w+en)\b(?! of\b)"),
    "en": re.compile(r"\bwhat (?:must|should|shall|do|does) \w+ (?:have to |need to )?(?P<verb>(?!do\b|have\b|need\b|happen\b)\w+)\b"),
}  # fmt: skip


def verb_of_what(text: str, language: str) -> str:
    """The folded verb of which "what must …" asks the object: "zeggen" of "wat moet ik zeggen als …?"; empty where it asks what to do."""
    found = _WHAT_OF.get(language, _WHAT_OF["en"]).search(fold_line(text))
    return found["verb"] if found and not is_stop_word(found["verb"], language) else ""


_WHO_IS = {
    "nl": re.compile(r"^(?:en |maar )?wie (?:is|zijn)(?: nu| eigenlijk)? (?:de|het|onze|mijn|een) (?P<role>[^?,]+?)(?: (?:op|in|bij|aan|voor|van) .+?)?(?: nu| eigenlijk)? ?\??$"),
    "en": re.compile(r"^(?:and |so )?who(?:'s|\u2019s| is| are) (?:the|our|my|an?) (?P<role>[^?,]+?)(?: (?:on|in|at|of|for) .+?)?(?: now)? ?\??$"),
}  # fmt: skip


def role_to_name(text: str, language: str) -> str:
    """The folded role of which it is asked who has it: "penningmeester" of "Wie is de penningmeester?"; empty when that is not asked."""
    found = _WHO_IS.get(language, _WHO_IS["en"]).match(fold_line(text))
    return found["role"] if found and len(found["role"].split()) <= LONGEST_THING else ""


def subject_words(text: str, language: str) -> list[str]:
    """The folded words of a question that say what it is about."""
    asking = asking_words(text, language)
    return [word for word in find_words_folded(text) if word not in asking and not is_stop_word(word, language)]


def part_that_asks(text: str, language: str) -> str:
    """The question in what somebody tells: "How do I …?" of "I am new here. My manager is away. How do I …?"

    All of it when nothing in it ends as a question, or when that says too little to be understood without the rest.
    """
    asking = " ".join(each.text for each in split_sentences(text, language) if each.text.endswith("?"))
    return asking if len(set(subject_words(asking, language))) >= FEWEST_ASKED else text


def weight_of(counts: Sequence[int], things: int, common: float = OTHERWISE) -> float:
    """What a word says, from the number of things that use each of its forms and the share of all texts that do: log(1 + N / (n + 1)).

    Sparck Jones (1972), smoothed: BACKGROUND texts of any kind are counted along.
    """
    known = max(counts, default=0) + common * BACKGROUND
    return math.log(1 + (things + BACKGROUND) / (known + 1))


def most_weight(things: int) -> float:
    """What a word weighs that nothing says."""
    return weight_of((), things)
