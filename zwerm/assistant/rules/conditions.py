"""What a question asks on condition of words that only join: "te laat", "zonder pas", "als ik niet afzeg", "out of", "without a card".

Such words are left out everywhere else, because they are in every text. Together, or with the word that they are said of, they make another question: who asks what
happens when one pays too late is not helped by what one pays. They are looked for in the text itself; the index knows nothing of them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from zwerm.assistant.rules.cases import split_then
from zwerm.assistant.rules.question import TOLD_ASIDE, Wanted, part_that_asks, subject_words, weight_of
from zwerm.assistant.rules.sources import Terms
from zwerm.assistant.rules.ways import tells_to_within
from zwerm.language.stopwords import is_stop_word
from zwerm.language.words import find_words_folded, fold_line

# The share of all texts that say such a thing, more or less: what it weighs comes from that. Words that may as well mean "only" weigh less, and so does what is why one calls.
SHARE, LOOSE = 0.03, 0.15
OUT_OF_ORDER = "out of order"
_SHARES = {"alone": LOOSE, "nobody": LOOSE, OUT_OF_ORDER: 0.1}
MOST_ABOUT = 2
# So far from "not" stands what it denies.
NEAR = 5


@dataclass(frozen=True)
class Condition:
    """`key`: which of these it is; `about`: folded words of which one must be said in the same sentence; `takes`: folded words that say nothing beside it, such as "hand" of "uit de hand". `told`: before the question, so that no answer has to speak of it."""

    key: str
    share: float = SHARE
    about: tuple[str, ...] = ()
    takes: frozenset[str] = frozenset()
    told: bool = False

    @property
    def name(self) -> str:
        """As no word of any text is."""
        return " ".join((self.key, *self.about, ""))

    @property
    def otherwise(self) -> str:
        """The same for what says the opposite: what holds while it is on, for what is off."""
        return f"otherwise {self.name}"

    @property
    def needed(self) -> str:
        """The same for what says that it is needed: "Een pas is verplicht" speaks of who has none, but does not say that."""
        return f"needed {self.name}"


# How something is, not what is done with it: "staat de droger uit", but not "zet de droger uit"; "is off", but not "turn it off".
_IS_NL = r"(?:staat|staan|is|zijn|blijft|blijven|gaat|gaan)"
_THE_NL = r"(?:de|het|een|die|deze|mijn|je|jouw|uw|onze|hij|ze)"
_ENDS_NL = r"(?=[,.?!;]|$| (?:als|dan|en|na|nadat|of|om|terwijl|tijdens|tot|van|vanaf|voordat|wanneer|zodra)\b)"
# "Wanneer gaat de pomp uit?" asks when that is done.
_BETWEEN_NL = rf"(?:\b(?!gaa){_IS_NL} {_THE_NL} (?:\w+ ){{0,2}}|\b(?:staat|staan|blijft|blijven) (?:\w+ ){{0,5}}|\b(?:is|zijn) (?:nu |nog |weer )?)"
# "Brandt het lampje niet", "als de pomp stilstaat".
_STILL_NL = r"stil ?(?:sta(?:at|an)|lig(?:t|gen)|val(?:t|len))"
_SHUT_NL = r"uit(?:staat|staan|gaat|gaan|geschakeld|gezet|gevallen)"
_IDLE_NL = rf"\bniet (?:meer )?(?:brand(?:t|en)|draai(?:t|en)|loopt|lopen|beweegt|bewegen|rijdt|rijden)\b|\b(?:brand(?:t|en)|draai(?:t|en)) (?:\w+ ){{0,3}}niet\b|(?<!niet )\b{_STILL_NL}\b|\bsta(?:at|an) {_THE_NL} (?:(?!niet )\w+ ){{0,2}}stil\b|(?<!niet )\bgedoofd\b"
_OFF_NL = rf"\bniet aan {_IS_NL}\b|(?<!niet )\buit {_IS_NL}\b|\buit ?valt\b|(?<!niet )\b{_SHUT_NL}\b|{_BETWEEN_NL}(?:(?<!niet )uit|niet aan){_ENDS_NL}"
# "Als de motor nog niet stilstaat", "als de band loopt": it is on.
_NOT_OFF_NL = rf"\bniet (?:\w+ )?(?:{_STILL_NL}|{_SHUT_NL}|uit {_IS_NL}|gedoofd)\b|\b(?:als|wanneer|zolang|terwijl|zodra|indien) {_THE_NL} (?:\w+ ){{1,2}}(?:loopt|lopen|beweegt|bewegen|rijdt|rijden)\b|\bsta(?:at|an) {_THE_NL} (?:\w+ ){{0,2}}niet stil\b|{_BETWEEN_NL}niet uit{_ENDS_NL}"
_ON_NL = rf"(?<!niet )\baan {_IS_NL}\b|\baan(?:staat|staan|gaat|gaan|geschakeld|gezet)\b|(?<!niet )\bingeschakeld\b|{_BETWEEN_NL}(?<!niet )aan{_ENDS_NL}|{_NOT_OFF_NL}"
_OFF_EN = r"\b(?:is|are|was|were|stays?|remains?|being) (?:still )?(?:switched |turned )?off\b|(?<!not )(?<!n't )\b(?:switched|turned|powered) off\b|(?:\bnot|n't) (?:\w+ )?on(?=[,.?!;]|$)"
_ON_EN = r"\b(?:is|are|was|were|stays?|remains?|being) (?:still )?(?:switched |turned )?on(?=[,.?!;]|$| (?:from|at|until|while|when|before|after|and|or|all|day|in)\b)|(?<!not )(?<!n't )\b(?:switched|turned|powered) on\b|(?:\bnot|n't) (?:yet |been |fully )?(?:switched |turned |powered )?off\b"
# What is asked, by key; those that come first take their words along.
_ASKED = {
    "nl": {
        "late": r"\bte laat\b|\bniet (?:\w+ ){0,2}op tijd\b|\bover tijd\b",
        "on time": r"\bop tijd\b",
        "too much": r"\bte ?veel\b",
        "too little": r"\bte weinig\b",
        "out of hand": r"\buit de hand\b",
        OUT_OF_ORDER: r"\bhet niet (?:meer )?(?:doet|doen)\b|\b(?:doet|doen) het niet\b|\bniet (?:meer |goed )?werk(?:t|en)\b|\bwerk(?:t|en) (?:\w+ )?niet(?=[,.?]|$| meer| goed| en)",
        "pass": r"\b(?:mijn|je|uw|de|een|geen|zonder|nieuwe?) pas\b(?! (?:als|na|om|op|in)\b)",
        "alone": r"(?<!die )(?<!dat )(?<!niet )\balleen\b(?= (?:naar|aan|thuis|met|door|de |het |ben|is|zijn|\w+en\b)|\?|$)",
        "nobody": r"\b(?:als|wanneer) (?:er )?niemand\b",
        "idle": _IDLE_NL,
        "off": _OFF_NL,
        "on": _ON_NL,
    },
    "en": {
        "late": r"(?<!how )\b(?:too )?late\b|(?:\bnot|n't) (?:\w+ ){0,5}on time\b|\boverdue\b",
        "on time": r"\bon time\b",
        "too much": r"\btoo (?:much|many)\b",
        "too little": r"\btoo (?:little|few)\b|\bnot enough\b",
        "out of hand": r"\bout of hand\b",
        OUT_OF_ORDER: r"(?:\b(?:not|never)|n't) (?:be )?work(?:ing)?\b|\bstop(?:s|ped)? working\b|\bout of order\b",
        "out of": r"\b(?:is|are|am|be|runs?|ran|running) out(?: of)?\b(?! of (?:hand|order))",
        "goes off": r"\b(?:go(?:es)?|went) off\b",
        "off": _OFF_EN,
        "on": _ON_EN,
        "alone": r"\balone\b|\bon (?:my|your|their|his|her|our) own\b|\bby (?:my|your|him|her)self\b",
    },
}  # fmt: skip
# What a text says for it, which may be other words.
_IS_OFF_NL = (
    rf"{_OFF_NL}|^\W*ga(?:at|an) (?:\w+ ){{1,5}}uit{_ENDS_NL}"
    r"|\buitval\w*\b|\bvalt? (?:\w+ ){0,3}uit\b|\bbuiten werking\b"
)
_SAID = {
    "nl": {
        "late": r"\bte laat\b|\bniet (?:\w+ ){0,2}op tijd\b|\bover tijd\b|\blater dan\b|\bna (?:de|het|die|deze|dat) (?:\w+ )?(?:datum|termijn|tijd|deadline)\b|\bvertrag\w+",
        "on time": r"\bop tijd\b|\btijdig\b|\bte laat\b|\buiterlijk\b",
        "too much": r"\bte ?veel\b|\bmeer dan\b|\boverschot\b",
        "too little": r"\bte weinig\b|\bminder dan\b|\b(?:niet|on)(?: genoeg|voldoende)\b|\btekort\w*",
        "out of hand": r"\buit de hand\b|\bescal\w+|\bagressi\w+|\bdreig\w+",
        OUT_OF_ORDER: r"\bhet niet (?:meer )?(?:doet|doen)\b|\bdoe(?:n|t)? (?:\w+ ){0,3}het niet\b|\bniet (?:\w+ )?werk(?:t|en)\b|\bwerk(?:t|en) (?:\w+ ){0,3}niet\b|\b(?:stuk|kapotte?|defecte?)\b|\bstoring\w*|\bvalt? uit\b|\buitval\w*",
        "pass": r"\b(?:mijn|je|jouw|uw|de|een|geen|zonder|met|nieuwe?) pas\b(?! (?:als|na|om|op|in)\b)|^\W*pas(?:je|sen)?\b|\bpas(?:je|sen|jes)\b",
        "alone": r"\balleen\b|\bin (?:je|zijn|haar|hun) eentje\b|\bzelfstandig\b|\bsamen\b|\bmet z(?:ij|')n (?:tweeen|drieen)\b|\bbegeleiding\b",
        "nobody": r"\bniemand\b|\bleeg\b|\bonbemand\b|\bafwezig\b",
        "idle": rf"{_IDLE_NL}|{_IS_OFF_NL}",
        "off": _IS_OFF_NL,
        "on": rf"{_ON_NL}|^\W*ga(?:at|an) (?:\w+ ){{1,5}}(?<!niet )aan{_ENDS_NL}" r"|(?<!niet )\b(?:brand(?:t|en)|draai(?:t|en)|loopt|beweegt|rijdt)\b(?! (?:\w+ ){0,3}niet\b)|\bin werking\b",
    },
    "en": {
        "late": r"\blate[rn]?(?:ess)?\b|(?:\bnot|n't) (?:\w+ ){0,5}on time\b|\boverdue\b|\bafter (?:the|that|this) (?:\w+ )?(?:date|deadline|time)\b|\bdelay\w*",
        "on time": r"\bon time\b|\blate\b|\bpunctual\w*|\bby the deadline\b",
        "too much": r"\btoo (?:much|many)\b|\bmore than\b|\bsurplus\b|\bover\w*paid\b",
        "too little": r"\btoo (?:little|few)\b|\bnot enough\b|\b(?:fewer|less) than\b|\bshort(?:age|fall)?\b|\bunder\w*paid\b",
        "out of hand": r"\bout of hand\b|\bescalat\w+|\baggress\w+|\bthreat\w*|\bviolen\w+",
        OUT_OF_ORDER: r"(?:\b(?:not|never|stop|stops)|n't) (?:be )?work(?:ing)?\b|\bout of order\b|\bbroken?\b|\bfault\w*|\bdefect\w*|\bfail\w*|\boutage\w*|\b(?:is|are|goes) down\b",
        "out of": r"\bout of\b(?! (?:hand|order|reach|sight|date|the|our|your)\b)|\b(?:runs?|ran|running|sold|are|is) out\b|\bempty\b|\bno more\b|\bnone left\b|\bno \w+ left\b|\border (?:new|more)\b|\brefill\w*",
        "goes off": r"\boff\b|\bfail\w*|\boutage\w*|\bsounds?\b|\brings?\b",
        "off": _OFF_EN + r"|\b(?:go(?:es)?|went) off\b|\bfail\w*|\boutage\w*|\bout of order\b",
        "on": _ON_EN + r"|\bis running\b|\bare running\b|\bin use\b",
        "alone": r"\balone\b|\bon (?:your|their|his|her|its) own\b|\bby (?:your|them|him|her)sel\w+|\bunaccompanied\b|\bsupervis\w+|\btwo people\b|\bin pairs\b",
    },
}  # fmt: skip
# "Zonder pas", "als ik niet afzeg": said of a word. What denies that word says it, and so does what asks for it.
_WITHOUT = {
    "nl": re.compile(r"\bzonder\b(?P<rest>[^,;.?!]*)|\b(?:als|wanneer|indien) (?:(?!die\b|dat\b|wat\b)\w+ ){0,4}geen (?P<none>[^,;.?!]*)"),
    "en": re.compile(r"\bwithout\b(?P<rest>[^,;.?!]*)|\b(?:if|when) (?:(?!who\b|that\b|what\b)\w+ ){0,4}(?:have|has|is|are) no (?P<none>[^,;.?!]*)"),
}  # fmt: skip
_UNLESS = {
    "nl": re.compile(r"\b(?:als|wanneer|indien) (?:(?!die\b|dat\b|wat\b)\w+ ){0,4}niet (?P<rest>[^,;.?!]*)"),
    "en": re.compile(r"\b(?:if|when) (?:(?!who\b|that\b|what\b)[\w']+ ){0,4}(?:\w*n't|not) (?P<rest>[^,;.?!]*)|\b(?:if|when) (?:(?!who\b|that\b|what\b)\w+ ){0,4}(?:cannot|never) (?P<never>[^,;.?!]*)"),
}  # fmt: skip
_DENIES = {
    "nl": re.compile(r"\b(?:niet|geen|nooit|niemand|zonder|vergeet|vergeten|mist?|missen|weiger\w*|kwijt|afwezig|tenzij|anders)\b"),
    "en": re.compile(r"\b(?:not|no|never|nobody|without|cannot|forget\w*|forgot\w*|miss\w*|refus\w*|lost|absent|unless|otherwise)\b|n't\b"),
}  # fmt: skip
_NEEDS = {
    "nl": re.compile(r"\b(?:verplicht\w*|nodig|vereist\w*|moet|moeten|altijd|alleen met)\b"),
    "en": re.compile(r"\b(?:must|needs?|needed|require\w*|mandatory|always|only with|have to|has to)\b"),
}  # fmt: skip
_ASKED_COMPILED = {
    language: {key: re.compile(each) for key, each in asked.items()} for language, asked in _ASKED.items()
}
_SAID_COMPILED = {language: {key: re.compile(each) for key, each in said.items()} for language, said in _SAID.items()}
# What means nothing by itself there.
_TAKEN = frozenset(["alone", "goes", "hand", "late", "order", "overdue", "own", "ran", "run", "running", "runs", "staan", "staat", "stays", "stop", "stopped", "stops", "switched", "tijd", "time", "turned", "uitstaat", "uitvalt", "went", "werken", "werkt", "work", "working", "brandt", "branden", "draait", "draaien", "stil", "stilstaat", "stilstaan", "gedoofd"])  # fmt: skip
# Words of grammar that are things as well: a badge.
_THINGS = frozenset(["pas"])
# What is too much, or has run out, stands after it.
_OF_A_WORD = frozenset(["too much", "too little", "out of"])
WITHOUT, UNLESS = "without", "unless"
_OPPOSITE = {"on": ("off", "idle"), "off": ("on",), "idle": ("on",)}
_PART = re.compile(r"[,;:] |\b(?=(?:als|wanneer|zolang|indien|zodra|terwijl|if|when|while)\b)")
_OF_ALL = {"nl": re.compile(r"\b(?:tenzij|anders)\b"), "en": re.compile(r"\b(?:unless|otherwise)\b")}
_SENTENCE = re.compile(r"[.!?;\n]+(?:\s|$)")


def conditions_of(text: str, language: str) -> list[Condition]:
    """On which conditions of joining words this question asks."""
    language = language if language in _ASKED else "en"
    folded = fold_line(text)
    found: list[Condition] = []
    for key, pattern in _ASKED_COMPILED[language].items():
        match = pattern.search(folded)
        if match:
            takes = frozenset(find_words_folded(match.group())) & _TAKEN
            about = tuple(_first_words(folded[match.end() :], language)) if key in _OF_A_WORD else ()
            found.append(Condition(key, _SHARES.get(key, SHARE), about, takes))
            # "Niet op tijd" is not "op tijd" as well, nor "it doesn't work" a "not".
            if key != "pass":
                folded = f"{folded[: match.start()]}, {folded[match.end() :]}"
    for key, asked in ((WITHOUT, _WITHOUT), (UNLESS, _UNLESS)):
        match = asked[language].search(folded)
        if match:
            about = tuple(_first_words(next((each for each in match.groups() if each), ""), language))
            if about or key == WITHOUT:
                found.append(Condition(key, SHARE if about else LOOSE, about))
    return found


def conditions_told(text: str, language: str) -> list[Condition]:
    """Whether the thing is on or off of which somebody tells before the question: "Het lampje is uit. Mag ik …?"."""
    asked = {one.key for one in conditions_of(part_that_asks(text, language), language)}
    told = (one for one in conditions_of(text, language) if one.key in _OPPOSITE and one.key not in asked)
    return [replace(one, told=True) for one in told]


def _first_words(text: str, language: str) -> Iterator[str]:
    """The first words that carry meaning, as far as they stand together."""
    kept = 0
    for word in find_words_folded(text):
        if word in _THINGS or not is_stop_word(word, language):
            kept += 1
            yield word
        elif kept:
            return
        if kept == MOST_ABOUT:
            return


# How pages mostly say it, where there is nothing else to find them by.
_LOOKED_FOR = {
    "nl": {"late": "te laat", "too much": "te veel", "too little": "te weinig", "pass": "pas"},
    "en": {},
}  # fmt: skip


def looked_for(text: str, language: str) -> str:
    """What to look for when a question names nothing but its condition: "te laat" of "Wat als ik niet op tijd ben?"; empty when it names something."""
    asks = part_that_asks(text, language)
    conditions = conditions_of(asks, language)
    left = set(subject_words(asks, language)).difference(*(one.takes for one in conditions))
    keys = _LOOKED_FOR.get(language, {})
    return "" if left else next((keys[one.key] for one in conditions if one.key in keys), "")


def wanted(condition: Condition, things: int, fresh: Collection[str] = ()) -> Wanted:
    """The condition as a word that an answer has to be about."""
    weight = weight_of((round(condition.share * things),), things, condition.share)
    weight *= TOLD_ASIDE if condition.told else 1
    name = condition.name
    needed, against = frozenset({condition.needed}), frozenset({condition.otherwise})
    return Wanted(
        name,
        frozenset({name}),
        weight=weight,
        alike=needed,
        told=condition.told,
        fresh=name in fresh,
        strict=True,
        against=against,
    )


def with_conditions(terms: Terms, conditions: Sequence[Condition], words: Sequence[Wanted]) -> Terms:
    """As `terms`, and the names of those conditions that a text says. `words`: of the question, among them those that conditions are about."""
    if not conditions:
        return terms
    about = {one.name: [word for word in words if word.text in one.about] for one in conditions}

    def read(text: str, language: str) -> list[str]:
        known = language if language in _ASKED else "en"
        said = [*terms(text, language)]
        for sentence in _SENTENCE.split(text):
            for one in conditions:
                name, says = _told(sentence, one, known)
                if name and name not in said and _speaks_of(says, one, about[one.name], terms, known):
                    said.append(name)
        return said

    return read


def _told(sentence: str, condition: Condition, language: str) -> tuple[str, str]:
    """The name for how a sentence says the condition, whatever it is about, and what of it has to speak of that; empty when it does not say it."""
    folded = fold_line(sentence)
    if condition.key not in (WITHOUT, UNLESS):
        if _says(condition.key, folded, language):
            return condition.name, sentence
        opposite = any(_says(key, folded, language) for key in _OPPOSITE.get(condition.key, ()))
        return (condition.otherwise, sentence) if opposite else ("", "")
    denied = _denied(folded, language)
    if denied:
        return condition.name, denied
    needed = _NEEDS[language].search(folded) or tells_to_within(sentence.strip(), language)
    return (condition.needed, sentence) if condition.key == WITHOUT and needed else ("", "")


def _says(key: str, folded: str, language: str) -> bool:
    pattern = _SAID_COMPILED[language].get(key)
    return bool(pattern and pattern.search(folded))


def _denied(folded: str, language: str) -> str:
    """The words to either side of what denies something: what is denied stands there, and not in another part of the sentence, but for what is said of all of it ("anders", "unless")."""
    whole = _OF_ALL[language].search(folded)
    parts = [folded] if whole else [each for part in _PART.split(folded) for each in split_then(part, language)]
    return " ".join(word for part in parts for word in _beside_denials(part, language))


def _beside_denials(part: str, language: str) -> list[str]:
    words = part.split()
    near: set[int] = set()
    for place, word in enumerate(words):
        if _DENIES[language].search(word):
            near.update(range(place - NEAR, place + NEAR + 1))
    return [word for place, word in enumerate(words) if place in near]


def _speaks_of(says: str, condition: Condition, about: Sequence[Wanted], terms: Terms, language: str) -> bool:
    """Whether it speaks of what the condition is about, if that is any word."""
    if not condition.about:
        return True
    said = frozenset(terms(says, language))
    things = _THINGS.intersection(condition.about)
    return any(word.meant_in(said) for word in about) or not things.isdisjoint(find_words_folded(says))
