"""Labels of which nobody learns what belongs to them: qualities, levels, amounts, codes, names of people, the fields of a form."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from zwerm.courses.generation.material.facts import Entry, Group

# "Reliable", "Interoperabiliteit": the word says itself what is told of it.
_QUALITY = {
    "nl": re.compile(r"\w{2,}(?:heid|teit|baar|bare|ische?|lijke?|zaame?|ieve?|iel|ële|eel|ele|efficiëntie|efficientie|transparantie|consistentie|snelheid)", re.IGNORECASE),
    "en": re.compile(r"\w{2,}(?:ity|ness|able|ible|ful|less|ive|ency|ient|ual|tial|ical|parent|parency)|(?:secure|speed|timely|balanced|scale|trust|clarity|fast|simple)", re.IGNORECASE),
}  # fmt: skip
MOSTLY, SHORT, MANY = 0.5, 3, 3
# Levels, of which the order of what belongs to them is that of themselves.
_LEVEL = re.compile(
    r"(?:(?:p|s|sev|tier|level|niveau|prio(?:rity|riteit)?|klasse|severity|l)[\s-]?\d|(?:very |zeer )?(?:critical|kritiek|high(?:est)?|hoog|medium|midden|middel|gemiddeld|moderate|low(?:est)?|laag|none|informational|minor|major|gold|silver|bronze|goud|zilver|brons|basic|junior|medior|senior|beginner|gevorderd|expert))(?:\s(?:\w+))?",
    re.IGNORECASE,
)
# "$34/mo", "CVE-2023-27561, CVE-2022-0543", "deployType", "1a83dd9", "within 24 hours": an amount, a number, a time or a name of a program.
_LOOKED_UP = re.compile(
    r"[€$£~<>≥≤]?\s?\d[\d.,]*\s?(?:%|[€$£]|\w{1,4})?(?:\s?/.*)?|[€$£].*|(?:[A-Z]{2,}-[\d-]+\d(?:,\s|$))+|#?\d+|[0-9a-f]{7,}|[a-z]+(?:[A-Z]\w*|_\w+)+|(?:within|binnen|after|na|before|voor)\s.*\d.*"
)
# "Observed May 1": looked up in a calendar, or known.
_DATED = re.compile(
    r"\b(?:jan(?:uar[iy])|feb(?:ruar[iy])|maart|march|april|mei|may|jun[ei]|jul[iy]|august(?:us)?|september|o[ck]tober|november|december)\b",
    re.IGNORECASE,
)
# "Ada Vos (contractor Atelier Noord)", "Ada Vos and Ben de Wit".
_PERSON = re.compile(
    r"@?[A-ZÀ-Þ][\w'’-]+(?:\s(?:van|de|der|den|von|di|le|[A-ZÀ-Þ][\w'’.-]*))*\s[A-ZÀ-Þ][\w'’-]+(?:\s?\([^()]*\))?"
)
_JOINED = re.compile(r"\s*(?:,|&|/|;|\ben\b|\band\b)\s*")
# What a form asks of each thing that it is filled in for.
_FIELD = re.compile(
    r"(?:the |het |de )?(?:(?:metric|product|project|proces)\s?)?(?:doel(?:en|stelling(?:en)?|groep)?|eigena(?:ar|ren)|definitie|meting|meetmethode|resulta(?:at|ten)|frequentie|verantwoordelijke?|toelichting|omschrijving|beschrijving|naam|titel|datum|aanleiding|duur|locatie|plaats|contact(?:persoon)?|bron(?:nen)?|status|scope|doorlooptijd|kosten|nulmeting|streefwaarde"
    r"|purpose|goals?|owners?|definition|measure(?:ment)?|use|use cases?|pain ?points?|target|baseline|means of verification|indicators?|audience|frequency|description|name|title|date|duration|location|contact|sources?|background|scope|problem|solution|outcomes?|inputs?|outputs?|costs?|risks?|pipeline|timeline|length|schedule|format)(?:\s(?:definition|definitie))?",
    re.IGNORECASE,
)


# How things are just now, or what somebody would like: gone tomorrow, or true of anything.
_PASSING = re.compile(
    r"\b(?:right now|currently|at the moment|for now|momenteel|op dit moment|nu nog)\b|^\W*(?:as [^,]{3,40}, )?(?:we|wij) (?:want|strive|aim|try|hope|willen|streven|proberen)\b",
    re.IGNORECASE,
)


def say_it_themselves(entries: Sequence[Entry], *, levels: bool = True) -> bool:
    """Whether half of the labels are something looked up, a field of a form or a level, or what belongs to half of them is people or days."""
    labels = [entry.label.text.strip(" :.") for entry in entries]
    kinds = (
        levels * sum(bool(_LEVEL.fullmatch(label)) for label in labels),
        sum(bool(_LOOKED_UP.fullmatch(label)) for label in labels),
        sum(bool(_FIELD.fullmatch(label)) for label in labels),
        sum(_are_people(entry.description.text) for entry in entries),
        sum(bool(_DATED.search(entry.description.text)) for entry in entries),
    )
    return max(kinds) >= MOSTLY * len(entries)


def is_told_by_its_name(entry: Entry, language: str) -> bool:
    """Whether its label is a quality, or what is told of it holds only now."""
    label = entry.label.text.partition("(")[0].strip(" :.")
    quality = _QUALITY["nl" if language == "nl" else "en"]
    is_quality = bool(label) and len(label.split()) <= SHORT and bool(quality.fullmatch(label.split()[-1]))
    return is_quality or bool(_PASSING.search(entry.description.text))


def _are_people(text: str) -> bool:
    return all(_PERSON.fullmatch(part) for part in _JOINED.split(text.strip(" .")) if part)


def come_back(group: Group, groups: Iterable[Group]) -> bool:
    """Whether a group elsewhere has most of its labels too: what a form asks of each thing. The columns of one table share theirs."""
    own = _names(group)
    return any(len(own & _names(other)) * 2 > len(own) for other in groups if other.unit != group.unit)


def labels_of_many(groups: Iterable[Group]) -> frozenset[str]:
    """Labels that stand in so many places that they name nothing of one of them: "Overview" beside each team."""
    places = {(label, group.unit) for group in groups for label in _names(group)}
    counted = Counter(label for label, _ in places)
    return frozenset(label for label, count in counted.items() if count >= MANY)


def _names(group: Group) -> frozenset[str]:
    return frozenset(entry.label.text.casefold().strip(" :.") for entry in group.entries)


# What speaks for a thing, or against it: of such reasons each could stand at any label.
_PRAISES = re.compile(
    r"\b(?:waarom|kenmerken|eigenschappen|voordelen|nadelen|pluspunten|meerwaarde|rationale|mogelijkheden|kernwaarden|waarden|uitgangspunten|why|characteristics|benefits?|advantages?|disadvantages?|drawbacks|(?:up|down)sides?|values|tenets|strengths|principles|template|sjabloon|format|selling points)\b",
    re.IGNORECASE,
)


def are_reasons(above: Iterable[str]) -> bool:
    return any(_PRAISES.search(title) for title in above)
