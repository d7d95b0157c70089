"""Asks for a number that matters."""

import re
from collections.abc import Iterator

from zwerm.courses.generation.draft import Numeric
from zwerm.courses.generation.flaws import Setting, find_flaw
from zwerm.courses.generation.material.facts import Amount
from zwerm.courses.generation.material.gather import Material
from zwerm.courses.generation.material.kinds import names_a_matter
from zwerm.courses.generation.questions.proposal import Proposal, document_name, shown, spans_of
from zwerm.courses.generation.reading.headings import clean_title
from zwerm.courses.generation.wording import BY_LANGUAGE, below
from zwerm.language.imperatives import tells_to
from zwerm.language.numbers import UNITS
from zwerm.language.standalone import lacks_subject
from zwerm.language.whole import lacks_verb
from zwerm.language.words import count_words

# A limit or a duty is worth knowing by heart.
LIMIT = re.compile(
    r"\b(?:maximaal|minimaal|maximum|minimum|binnen|uiterlijk|ten minste|tenminste|minstens|hoogstens|hooguit|niet meer dan|(?:lang|oud|jong|groot|klein|hog|lag|laat|lat|vroeg)er dan|meer dan|minder dan|niet onder de|of (?:meer|minder)|moet|moeten|norm"
    r"|at least|at most|up to|within|(?:long|old|young|great|larg|small|high|low|few|lat)er than|more than|less than|or (?:more|less)|exceed\w*|must|required|limit|deadline|eligible|shall)\b",
    re.IGNORECASE,
)
# A figure that was counted once is no rule.
STATISTIC = re.compile(
    r"\b(?:gemiddeld\w*|ongeveer|circa|bijna|ruim|grofweg|soms|af en toe|naar schatting|roughly|sometimes|occasionally|zo['’]n|scheelt|onderzoek|telling|blijkt|meestal|doorgaans|usually|typically|on average|average|about|around|approximately|estimated|almost|nearly|study|survey|research)\b|~\s?\d",
    re.IGNORECASE,
)
# What was seen or counted, unless a limit stands right before the number: "has been ill for more than six weeks".
SEEN = re.compile(r"\b(?:found|been)\b", re.IGNORECASE)
# An aside that is a rule: "(no later than 24 hours before)".
STRICT = re.compile(
    r"\b(?:no|not|at (?:most|least)|maxim\w+|minim\w+|niet|uiterlijk|hooguit|hoogstens|minstens|ten minste)\b",
    re.IGNORECASE,
)
# "Within two days of the first report": what is done then stands elsewhere.
HALF = re.compile(r"^\W*within\b[^,:]*$", re.IGNORECASE)
# Made up to show how it works.
EXAMPLE = re.compile(r"\b(?:voorbeeld|bijvoorbeeld|bijv\.|example|e\.g\.)", re.IGNORECASE)
# "Som 8", "voorbeeld bij Klantcontact": what stands there is of that sum or example only.
EXERCISE = re.compile(
    r"\b(?:som(?:men)? \d+|oefensom\w*|opgaven?|voorbeeld\w*|zelf oefenen|exercise \d+|worked example|examples?)\b",
    re.IGNORECASE,
)
# What somebody gets, or may spend, of a sum of money; what a thing costs is looked up.
MONEY = frozenset(["$", "€"])
ALLOWED = re.compile(
    r"\b(?:vergoed\w*|budget|toelage|krijgt|krijgen|ontvangt|ontvangen|declareren|declareer|besteden|uitgeven|recht op|bedraagt|boete|contributie|bonus"
    r"|offers?|provides?|reimburse\w*|stipend|allowance|allotment|allotted|allocated?|budget|paid|receive|entitled|spend|expenses?|fine|bonus)\b",
    re.IGNORECASE,
)
COSTS = re.compile(r"\b(?:kost|prijs|prijzen|tarief|tarieven|costs|prices?|fares?|rates?)\b", re.IGNORECASE)
# "$10 million", "$7,000 MXN": the number alone is not what it is.
MULTIPLE = re.compile(
    r"\s?(?:k|m|thousand|million|billion|duizend|miljoen|miljard|mxn|cad|aud|nzd|sgd|hkd)\b", re.IGNORECASE
)
MINE = re.compile(r"\b(?:[Ii]k|[Mm]ij|[Mm]ijn|I|I['’]\w+|my|me)\b")
# "When only two minutes are left …": a number to imagine.
SUPPOSES = re.compile(r"^\W*(?:als|wanneer|indien|stel|when|if|suppose)\b", re.IGNORECASE)
RANGE = re.compile(r"\s*%?\s*(?:[-–]|tot|to|en|and|of|or)\s*\d")
RANGE_BEFORE = re.compile(r"\d\s*%?\s*(?:[-–]|tot|to|en|and|of|or)\s*$")
# What one team found or agreed: of its numbers only limits are worth knowing elsewhere.
OF_A_LESSON = re.compile(r"\b(?:leerden|geleerd|volgende keer|learned|learnt|next time)\b", re.IGNORECASE)
# "Those two hours": told before.
AMONG = re.compile(rf"{RANGE_BEFORE.pattern}|\b(?:die|deze|dat|dit|those|these|that|this)\s*$", re.IGNORECASE)
# "Two weeks 30 days": one of them was meant to go.
RUNS_ON = re.compile(r"[^,;:.()]{0,3}\w*[^,;:.()]{0,3}")
# What holds each time.
NORM = re.compile(
    r"\b(?:duurt|duren|gel(?:dt|den)|verval(?:t|len)|verloopt|verlopen|krijgt|krijgen|staat op|wacht(?:en)? (?:je|u|we)|bewaar\w*|bewaard|reken op|zet (?:je|u|een|de|het)|heeft\b.{0,20}\bnodig|vanaf|onder de \d|boven de \d|tot \d+ jaar|of ouder|of jonger|elke|iedere|elk|ieder|wordt|worden"
    r"|lasts?|runs? for|takes?|vests?|retained|retention|expires?|reviewed|reassessed|re-?set|every|each|begins?|starts?|prior to|or older|or younger|valid for|kept|is done|are done)\b",
    re.IGNORECASE,
)
# How it went: "hebben we gestemd", "sinds maart", "wachtte hij".
DONE = re.compile(
    r"\b(?:heb|hebt|heeft|hebben|have|has)\b.*\b(?:ge\w+(?:d|t|en)|ver\w+d|be\w+[dt]|\w+ed)\b|\bsinds\w*\b|\bsince\b|\bervoor\b"
    r"|\b\w{2,}(?:tte|dde|kte|pte|fte|chte|lde|rde|gde|nde)n? (?:hij|zij|ze|ik|we|wij|het)\b|^\W*(?!(?:De|Het|Een|Elke|Deze|Die|Dit|Dat)\b)[A-Z]\w+ \w{3,}(?:tte|dde|kte|pte|fte|chte|lde|rde|gde|nde)\b",
)
# A heading that asks for the number.
ASKS_NUMBER = re.compile(r"\b(?:hoeveel|hoe lang|hoe vaak|how (?:many|much|long|often))\b.*\?\s*$", re.IGNORECASE)
LONGEST = 40
# "100% of the quota": all of it, which is no number to know.
WHOLE = 100
# With so many numbers it is a sum or an example.
NUMBER, MANY = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)*"), 3
# How many words before a number without a unit a limit must stand; else it may be the number of a norm or a room.
NEAR = 4
LONGEST_TITLE = 8


def propose(material: Material, inside: range) -> Iterator[Proposal]:
    for amount in material.amounts:
        if amount.unit in inside and count_words(amount.sentence.text) <= LONGEST:
            worth = _worth(material, amount)
            if worth and subject_of(material, amount) is not None:
                yield Proposal(amount.unit, worth, [_ask(material, amount)])


def _worth(material: Material, amount: Amount) -> float:
    """Measures and limits count; of other numbers only those that say of how many parts something is made."""
    text = amount.sentence.text
    limited = bool(LIMIT.search(_near(amount)))
    if _is_aside(amount) or HALF.match(text) or (SEEN.search(text) and not limited):
        return 0.0
    if (amount.measure == "%" and amount.value == WHOLE) or len(NUMBER.findall(text)) >= MANY:
        return 0.0
    if MINE.search(text) or _is_of_an_example(material, amount) or _is_told_above(material, amount):
        return 0.0
    if STATISTIC.search(text) or RANGE.match(text, amount.end) or AMONG.search(text[: amount.start]):
        return 0.0
    if any(_run_together(amount, other) or _run_together(other, amount) for other in material.amounts):
        return 0.0
    if amount.value > 1 and _is_asked(material, amount):
        return 0.95
    return _worth_by_kind(material, amount, limited)


def _worth_by_kind(material: Material, amount: Amount, limited: bool) -> float:
    """By whether it is a limit of something measured, what holds each time, or a limit of something counted."""
    if amount.measure in MONEY and not _is_granted(amount):
        return 0.0
    text = amount.sentence.text
    measured = amount.measure in UNITS.values()
    if measured and LIMIT.search(text):
        return 1.0
    lesson = any(OF_A_LESSON.search(title) for title in material.units[amount.unit].section.path[-1:])
    if measured and amount.value > 1 and amount.measure != "%" and not SUPPOSES.match(text) and _is_norm(amount):
        return 0.0 if lesson else 0.5
    return 0.45 if amount.value >= 3 and limited else 0.0


def _near(amount: Amount) -> str:
    """The few words right before the number, within its brackets."""
    text = amount.sentence.text
    return " ".join(text[text.rfind("(", 0, amount.start) + 1 : amount.start].split()[-NEAR:])


def _is_aside(amount: Amount) -> bool:
    """Whether it stands between brackets, and is no rule by itself."""
    text = amount.sentence.text
    within = text.rfind("(", 0, amount.start) > text.rfind(")", 0, amount.start)
    return within and not STRICT.search(_near(amount))


def _is_norm(amount: Amount) -> bool:
    """Whether it says how long, how high or how much something is each time, or tells to keep to it; not how it once was."""
    text, language = amount.sentence.text, amount.sentence.language
    told = bool(NORM.search(text)) or tells_to(text, language)
    return told and not (DONE.search(text) or lacks_verb(text, language))


def _is_of_an_example(material: Material, amount: Amount) -> bool:
    above = material.units[amount.unit].section.path
    return bool(EXAMPLE.search(amount.sentence.text)) or any(EXERCISE.search(title) for title in above)


def _is_told_above(material: Material, amount: Amount) -> bool:
    """Whether a heading, or the name of the document, holds the number."""
    above = (document_name(material, amount.unit), *material.units[amount.unit].section.path)
    shown = amount.sentence.text[amount.start : amount.end]
    return any(re.search(rf"(?<![\w.,]){re.escape(shown)}(?![\w]|[.,]\d)", title) for title in above)


def _is_granted(amount: Amount) -> bool:
    """Whether it says how much money somebody gets or may spend, or up to how much something is allowed; not as the name of a link."""
    text = amount.sentence.text
    within_link = any(left < amount.end and amount.start < right for left, right in amount.sentence.linked)
    whole = not MULTIPLE.match(text, amount.end) and not within_link
    return whole and not COSTS.search(text) and bool(ALLOWED.search(text) or LIMIT.search(text))


def _run_together(one: Amount, other: Amount) -> bool:
    """Two numbers of one sentence with nothing between them but a unit."""
    same = one.sentence.span == other.sentence.span and one.end < other.start
    return same and bool(RUNS_ON.fullmatch(one.sentence.text, one.end, other.start))


def _is_asked(material: Material, amount: Amount) -> bool:
    """Whether its heading asks how many and the first sentence under it tells."""
    unit = material.units[amount.unit]
    first = next(unit.sentences, None)
    is_first = first is not None and first.start == amount.sentence.start
    title = unit.section.title
    return is_first and not unit.part and title is not None and bool(ASKS_NUMBER.search(title.text))


def _ask(material: Material, amount: Amount) -> Numeric:
    text = amount.sentence.text
    return Numeric(
        stem=below(subject_of(material, amount) or "", _stem(material.language, amount)),
        before=text[: amount.start],
        after=text[amount.end :],
        answer=amount.value,
        shown=text[amount.start : amount.end],
        explanation=shown(amount.sentence),
        spans=spans_of(amount.sentence),
        unit=amount.measure if amount.measure in UNITS.values() else "",
    )


def ask_limit(material: Material, amount: Amount) -> Numeric | None:
    """The question for a limit or a duty that is sound; nothing for other numbers."""
    if _worth(material, amount) < 1 or subject_of(material, amount) is None:
        return None
    question = _ask(material, amount)
    return None if find_flaw(question, Setting(material.language)) else question


def _stem(language: str, amount: Amount) -> str:
    """By what is counted: "How many days?", "How much is it?"."""
    wording = BY_LANGUAGE[language]
    unit = wording.units.get(amount.measure, "")
    return wording.number_of.format(unit=unit) if unit else wording.number


def subject_of(material: Material, amount: Amount) -> str | None:
    """Nothing for a sentence that says itself of what it is; else its headings ("Poeder – Dosering"), if they tell."""
    if not lacks_subject(amount.sentence.text, amount.sentence.language):
        return ""
    path = material.units[amount.unit].section.path
    name = clean_title(document_name(material, amount.unit))
    above = [title for title in dict.fromkeys([name, *map(clean_title, path)]) if title]
    short = [title for title in above if count_words(title) <= LONGEST_TITLE and title[-1] != "?"]
    telling = [title for title in short if names_a_matter(title)]
    return " – ".join(telling[-2:]) or (name if short else None) or None
