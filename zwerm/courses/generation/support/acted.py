"""Whether who does something, and to whom, is as in the source: "de arts belt de verpleegkundige" is not "de verpleegkundige belt de arts"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from zwerm.language.agents import names_agent
from zwerm.language.clauses import parts_of
from zwerm.language.forms import other_forms
from zwerm.language.stems import stem
from zwerm.language.stopwords import is_stop_word
from zwerm.language.words import fold_line


@dataclass(frozen=True)
class Act:
    """`who` does to `whom` what `verbs` (stems of its forms) say."""

    who: str
    verbs: frozenset[str]
    whom: str


# Dutch puts what is done something to before who does it where nobody can mistake them ("het formulier vult de patiënt in"): there
# two people or bodies are compared, and nothing else. In English the place in the sentence tells.
_PEOPLE = re.compile(
    r"(?:\w|-)*(?:huurder|inwoner|bewoner|koper|verkoper|ouder|moeder|vader|gast|kandidaat|lid|leden|familie|mantelzorger|brandweer|politie|verzekeraar|chirurg|baas|buurman|buurvrouw)(?:s|en)?",
    re.IGNORECASE,
)
_ARTICLE = {"nl": r"(?:de|het|een|je|jouw|uw|onze|ons|elke|ieder|iedere)", "en": r"(?:the|an?|your|our|each|every)"}
_WORD = r"[^\W\d_][\w'’-]*"
# How many words a name of somebody has at most, behind its article; and how many words stand between two of them in one act.
_LONGEST, _FARTHEST = 3, 7
# "The chair meets the secretary" is the same the other way round, and what somebody is, is no act.
_MUTUAL = {
    "nl": frozenset(["ontmoet", "ontmoeten", "treft", "treffen", "spreekt", "spreken", "ziet", "zien", "kent", "kennen", "kruist", "kruisen", "raakt", "raken", "lijkt", "lijken", "trouwt", "trouwen", "heet", "heten", "blijft", "blijven", "vergezelt", "vergezellen", "vergelijkt", "vergelijken"]),
    "en": frozenset(["meet", "meets", "met", "see", "sees", "know", "knows", "touch", "touches", "marry", "marries", "match", "matches", "resemble", "resembles", "become", "becomes", "join", "joins", "face", "faces", "equal", "equals", "border", "borders", "mean", "means", "remain", "remains", "lets", "let", "makes", "make", "has", "have", "accompanies", "accompany"]),
}  # fmt: skip
# With these the act stands further on: "moet … bellen", "heeft … gebeld".
_HELPING = {
    "nl": frozenset(["moet", "moeten", "mag", "mogen", "kan", "kunnen", "wil", "willen", "zal", "zullen", "hoort", "dient", "heeft", "hebben", "had", "hadden"]),
    "en": frozenset(["must", "should", "shall", "may", "can", "will", "could", "would", "has", "have", "had"]),
}  # fmt: skip
_PASSIVE = {"nl": frozenset(["wordt", "worden", "werd", "werden"]), "en": frozenset(["is", "are", "was", "were"])}
_TO, _BY = {"nl": "aan", "en": "to"}, {"nl": "door", "en": "by"}
# Who lets another do something is not who does it.
_LETTING = {"nl": re.compile(r"\b(?:laat|laten|liet|lieten)\b", re.IGNORECASE), "en": re.compile(r"\b(?:lets?|makes?|made)\b", re.IGNORECASE)}  # fmt: skip
# What begins a clause of its own; what is told of whom it follows ("de arts die …") is left out.
_CLAUSES = {
    "nl": re.compile(r"\b(?:(?P<when>als|wanneer|indien|zodra|omdat|doordat|zodat|nadat|voordat|totdat|of)|die|dat|wie|waar(?:mee|door|in|bij|op|aan|van|voor|naar|uit|over)?)\s", re.IGNORECASE),
    "en": re.compile(r"\b(?:(?P<when>when|if|unless|because|until|whether)|who|whom|that|which|whose|while|after|before|as)\s", re.IGNORECASE),
}  # fmt: skip
_ADVERBS = frozenset(["always", "never", "then", "also", "first", "often", "only", "again", "back", "immediately"])
_PREPOSITIONS = frozenset(["namens", "via", "volgens", "tijdens", "wegens", "langs", "rond", "sinds", "ondanks", "naast", "per", "tussen", "tegen", "tegenover", "achter", "naar", "binnen", "buiten", "dan"])  # fmt: skip
_DUTCH_VERB = re.compile(r"\w{2,}(?:t|n|de|te)$")


def find_turned(text: str, cited: str, language: str) -> str:
    """Who does in `text` what `cited` tells that is done to them by whom they do it to; empty when nobody does."""
    language = language if language in _ARTICLE else "en"
    known = _acts(cited, language)
    for act in _acts(text, language):
        same = [other for other in known if act.verbs & other.verbs]
        turned = any((other.who, other.whom) == (act.whom, act.who) for other in same)
        if turned and not any((other.who, other.whom) == (act.who, act.whom) for other in same):
            return act.who
    return ""


@lru_cache(maxsize=4096)
def _acts(text: str, language: str) -> tuple[Act, ...]:
    read = _dutch if language == "nl" else _english
    parts = [text[part.start : part.end] for part in parts_of(text, language)]
    found = [act for part in parts for clause, late in _clauses(part, language) for act in read(clause, late)]
    return tuple(act for act in found if act.who != act.whom and act.verbs)


def _clauses(part: str, language: str) -> Iterator[tuple[list[str], bool]]:
    """The words of each clause, and whether its verb comes last in Dutch."""
    if _LETTING[language].search(part):
        return
    start, late, skip = 0, False, False
    for match in [*_CLAUSES[language].finditer(part), None]:
        words = re.findall(_WORD, part[start : match.start() if match else len(part)])
        if words and not skip:
            yield [fold_line(word) for word in words], late
        if match:
            start, late, skip = match.end(), bool(match["when"]), not match["when"]


@dataclass(frozen=True)
class _Name:
    """Words `start` up to `end` of a clause, the last of which says who."""

    start: int
    end: int
    head: str


def _dutch(words: list[str], late: bool) -> Iterator[Act]:
    """Who stands first, or right behind the verb, does it: "belt de verpleegkundige de arts". In a clause of its own, and behind "of",
    the verb comes last."""
    names = _people(words)
    for one, other in pairwise(names):
        between, before = words[one.end : other.start], words[: one.start]
        if len(between) > _FARTHEST:
            continue
        if late or not (before or between):
            if not before and not _is_behind_preposition(between):
                yield Act(one.head, _forms(_last(words), "nl"), other.head)
            continue
        # "De huurder betaalt de verhuurder de borg": what follows on two names has its verb before them.
        if before and names[0] is not one and names[0].end == one.start - 1:
            continue
        verb, behind = (before[-1], between) if before else (between[0], between[1:])
        if verb in _PASSIVE["nl"] and behind[-1:] == [_BY["nl"]]:
            yield Act(other.head, _forms(words[other.start - 2], "nl") | _forms(_last(words), "nl"), one.head)
        elif not _is_behind_preposition(behind):
            yield Act(one.head, _acting(verb, words), other.head)


def _acting(verb: str, words: list[str]) -> frozenset[str]:
    """The forms of the verb that tells what is done; none where that is no act, or the same the other way round."""
    if verb in _HELPING["nl"]:
        return _forms(_last(words), "nl")
    return _forms(verb, "nl") if _DUTCH_VERB.match(verb) and verb not in _MUTUAL["nl"] else frozenset()


def _people(words: list[str]) -> list[_Name]:
    found: list[_Name] = []
    for start, word in enumerate(words):
        if not re.fullmatch(_ARTICLE["nl"], word):
            continue
        for end in range(start + 2, min(start + 2 + _LONGEST, len(words) + 1)):
            head = words[end - 1]
            if is_stop_word(head, "nl"):
                break
            if names_agent(" ".join(words[start:end]), "nl") or _PEOPLE.fullmatch(head):
                found.append(_Name(start, end, stem(head, "nl")))
                break
    return found


def _is_behind_preposition(between: list[str]) -> bool:
    """Whether what follows these words is not whom it is done to: "overlegt met …". To whom it is given or told, counts."""
    last = between[-1] if between else ""
    return bool(last) and last != _TO["nl"] and (is_stop_word(last, "nl") or last in _PREPOSITIONS)


def _last(words: list[str]) -> str:
    """The verb at the end: "gebeld" of "gebeld heeft"."""
    rest = words[:-1] if len(words) > 1 and words[-1] in _HELPING["nl"] | _PASSIVE["nl"] else words
    return rest[-1]


def _english(words: list[str], late: bool) -> Iterator[Act]:
    """ "The nurse always calls the doctor": the verb stands before the second article, and the first opens the clause."""
    places = [number for number, word in enumerate(words) if re.fullmatch(_ARTICLE["en"], word)]
    if len(places) < 2 or places[0] != 0:
        return
    *who, verb = [word for word in words[1 : places[1]] if word not in _ADVERBS and not word.endswith("ly")] or [""]
    if verb == _BY["en"] and len(who) >= 3 and who[-2] in _PASSIVE["en"]:
        for head in _heads(words, places[1]):
            yield Act(head, _forms(who[-1], "en"), stem(who[-3], "en"))
        return
    if who and who[-1] in _HELPING["en"]:
        who.pop()
    if not 1 <= len(who) <= _LONGEST or any(is_stop_word(word, "en") for word in (*who, verb)) or verb in _MUTUAL["en"]:
        return
    for place in places[1:]:
        if place == places[1] or words[place - 1] == _TO["en"]:
            yield from (Act(stem(who[-1], "en"), _forms(verb, "en"), head) for head in _heads(words, place))


def _heads(words: list[str], place: int) -> Iterator[str]:
    """What may be the word that says whom: any of the few behind the article."""
    for word in words[place + 1 : place + 1 + _LONGEST]:
        if is_stop_word(word, "en") or word in _ADVERBS:
            return
        yield stem(word, "en")


def _forms(verb: str, language: str) -> frozenset[str]:
    return (
        frozenset([stem(verb, language), *other_forms(verb, language)])
        if not is_stop_word(verb, language)
        else frozenset()
    )
