"""Words of which one says the opposite of the other, or is another of the same few: inside and outside, before and after, red and green."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from zwerm.language.clauses import parts_of
from zwerm.language.figures import find_figures
from zwerm.language.oppositions import SETS
from zwerm.language.stems import stem
from zwerm.language.stopwords import is_stop_word
from zwerm.language.words import find_words, fold_text

# A line is a set; its sides stand between slashes, the words of one side between commas.
CLEAR = {
    "nl": """
    binnen, binnenshuis / buiten, buitenshuis
    links, linker, linksaf, linkerkant / rechts, rechter, rechtsaf, rechterkant
    linksom / rechtsom
    altijd / nooit
    minimaal, minstens, ten minste, tenminste, op zijn minst, niet minder dan / maximaal, hoogstens, hooguit, ten hoogste, niet meer dan
    meer dan / minder dan
    warm, warme, warmer, heet, hete / koud, koude, kouder, koel, koele
    nat, natte / droog, droge
    vol, volle / leeg, lege
    vast, vaste / los, losse
    hoger, hoge, hoog / lager, lage, laag
    groter, grote, groot / kleiner, kleine, klein
    langer / korter
    eerder, vroeger / later
    sneller, snel / langzamer, langzaam
    vooraf, van tevoren, voordat, ervoor / achteraf, nadat, erna, naderhand
    omhoog / omlaag
    goed, goede / fout, foute
    juist, juiste / onjuist, onjuiste
    veilig, veilige / onveilig, onveilige
    binnenkant / buitenkant
    bovenkant, bovenop, bovenste, bovenaan / onderkant, onderop, onderste, onderaan
    voorkant, vooraan / achterkant, achteraan
    inschakelen, inschakel, ingeschakeld / uitschakelen, uitschakel, uitgeschakeld
    aanzetten, aangezet / uitzetten, uitgezet
    overdag / nachts
    iedereen / alleen, uitsluitend, enkel
    meeste / minste
    breng, brengt, brengen, gebracht / haal, haalt, halen, gehaald, ophalen, opgehaald
    krijg, krijgt, krijgen, ontvangt, ontvangen / lever, levert, inleveren, ingeleverd
    stijgt, stijgen, gestegen / daalt, dalen, gedaald
    tijdelijk, tijdelijke / vast, vaste, permanent, permanente
    intern, interne / extern, externe
    aanwezig / afwezig
    oude, oud / nieuwe, nieuw
    verlaten, verlaat / blijven in, blijft in
    eerste / laatste
    maandag, maandags / dinsdag, dinsdags / woensdag, woensdags / donderdag, donderdags / vrijdag, vrijdags / zaterdag, zaterdags / zondag, zondags
    januari / februari / maart / april / mei / juni / juli / augustus / september / oktober / november / december
    lente, voorjaar / zomer / herfst, najaar / winter
    ochtend, ochtends, morgens / middag, middags / avond, avonds / nacht, nachts
    rood, rode / groen, groene / geel, gele / blauw, blauwe / oranje / paars, paarse / zwart, zwarte / wit, witte / grijs, grijze / bruin, bruine
    noord, noordkant / zuid, zuidkant / oost, oostkant / west, westkant
    """,
    "en": """
    inside, indoors / outside, outdoors
    left-hand / right-hand
    clockwise / anticlockwise, counterclockwise
    always / never
    at least, no less than, no fewer than, not less than, minimum / at most, no more than, not more than, up to, maximum
    more than / less than, fewer than
    warm, warmer, hot, hotter / cold, colder, cool, cooler
    wet / dry
    full / empty
    higher, high / lower, low
    larger, bigger, large, big / smaller, small
    longer / shorter
    earlier, sooner / later
    faster, quickly / slower, slowly
    upwards / downwards
    correct / incorrect
    safe / unsafe
    upstairs / downstairs
    switch on, turn on, switched on, turned on / switch off, turn off, switched off, turned off
    push / pull
    everyone, everybody, anyone / only, solely
    most / least, fewest
    get, gets, receive, receives / hand in, handed in, return, returns, returned, submit, submits, submitted
    rise, rises / fall, falls
    beforehand, in advance, upfront, up front / afterwards, later, in arrears
    temporary / permanent
    internal / external
    present / absent
    accept, accepts, accepted / reject, rejects, rejected, refuse, refuses, refused
    allow, allows, allowed, permitted / ban, bans, banned, prohibited, forbidden
    old / new
    leave, leaves / stay in, stays in, remain in, remains in
    first / last
    monday, mondays / tuesday, tuesdays / wednesday, wednesdays / thursday, thursdays / friday, fridays / saturday, saturdays / sunday, sundays
    january / february / april / june / july / august / september / october / november / december
    spring / summer / autumn / winter
    morning, mornings / afternoon, afternoons / evening, evenings / night, nights
    red / green / yellow / blue / orange / purple / black / white / grey, gray / brown
    north / south / east / west
    """,
}
# These have other meanings too ("voor" is also "for"): only of the same thing, so beside the same word, do they exclude each other.
BESIDE = {
    "nl": """
    voor / na
    tot / vanaf
    boven, vanaf, ouder dan, hoger dan, meer dan, langer dan / onder, tot, jonger dan, lager dan, minder dan, korter dan
    mag, mogen / moet, moeten, verplicht
    aan / uit
    meer / minder
    open, openen, opent / dicht, sluit, sluiten, gesloten
    met / zonder
    trek, trekken / duw, duwen
    begin, begint, start / einde, eindigt, eind
    """,
    "en": """
    before / after
    until, till / from
    above, over, from, older than, higher than, more than, longer than / below, under, underneath, until, till, up to, younger than, lower than, less than, shorter than
    may / must
    on / off
    left / right
    more / less, fewer
    open, opened / close, closed, shut
    with / without
    start, beginning / end
    """,
}


@dataclass(frozen=True, slots=True)
class Told:
    """One side of a set as a text tells it, at `start` of the folded text. `left` and `right` are the stems of the words with meaning beside it, in the same part of its sentence."""

    start: int
    known: int
    side: int
    beside: bool
    left: str
    right: str


@lru_cache(maxsize=16384)
def find_sides(text: str, language: str) -> tuple[Told, ...]:
    return tuple(_find(fold_text(text), language))


def says_opposite(text: str, source: str, language: str) -> str:
    """The word of `text` of which `source` tells only the opposite; empty when there is none.

    Of what has two sides nothing is said when the text tells both: then the other side is told as well.
    """
    told, known = find_sides(text, language), find_sides(source, language)
    of_text = {(one.known, one.side) for one in told}
    of_source = {(one.known, one.side) for one in known}
    for one in told:
        if (one.known, one.side) in of_source:
            continue
        others = [
            other
            for other in known
            if other.known == one.known and ((other.known, other.side) not in of_text or _is_wide(one.known, language))
        ]
        if any(not one.beside or _is_beside_same(one, other) for other in others):
            return _words(language)[one.known][0][one.side][0]
    return ""


def is_side(folded: str, language: str) -> bool:
    """Whether this word by itself says one of two sides, whatever stands beside it."""
    return folded in _lone(language)


def _is_beside_same(one: Told, other: Told) -> bool:
    if one.right and other.right:
        return one.right == other.right
    return bool(one.left) and one.left == other.left


def _is_wide(known: int, language: str) -> bool:
    return len(_words(language)[known][0]) > 2


@lru_cache(maxsize=4)
def _words(language: str) -> list[tuple[list[list[str]], bool]]:
    """Each set as its sides, each with its words, and whether it asks for the same word beside it."""
    sets: list[tuple[list[list[str]], bool]] = []
    for table, beside in ((CLEAR, False), (BESIDE, True)):
        for line in table.get(language, "").strip().splitlines():
            sets.append(([[word.strip() for word in side.split(",")] for side in line.split(" / ")], beside))
    return sets + [([[word] for word in words], False) for words in SETS.get(language, ())]


@lru_cache(maxsize=4)
def _places(language: str) -> dict[str, list[tuple[int, int, bool]]]:
    places: dict[str, list[tuple[int, int, bool]]] = {}
    for known, (sides, beside) in enumerate(_words(language)):
        for side, words in enumerate(sides):
            for word in words:
                places.setdefault(word, []).append((known, side, beside))
    return places


@lru_cache(maxsize=4)
def _lone(language: str) -> frozenset[str]:
    return frozenset(word for word, places in _places(language).items() if not all(beside for *_, beside in places))


@lru_cache(maxsize=4)
def _pattern(language: str) -> re.Pattern[str] | None:
    words = sorted(_places(language), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, words))})(?![\w-])") if words else None


def _find(folded: str, language: str) -> Iterator[Told]:
    pattern = _pattern(language)
    if pattern is None:
        return
    numbers = {figure.start for figure in find_figures(folded, language)}
    for match in pattern.finditer(folded):
        if match.group() == "binnen" and _next(folded, match.end()) in numbers:
            # Within a time, not inside.
            continue
        left, right = _neighbours(folded, match.start(), match.end(), language)
        for known, side, beside in _places(language)[match.group()]:
            yield Told(match.start(), known, side, beside, left, right)


def _next(text: str, place: int) -> int:
    return place + len(text[place:]) - len(text[place:].lstrip())


def _neighbours(folded: str, start: int, end: int, language: str) -> tuple[str, str]:
    part = next((part for part in parts_of(folded, language) if part.start <= start < part.end), None)
    if part is None:
        return "", ""
    before = _meaning(folded[part.start : start], language)
    after = _meaning(folded[end : part.end], language)
    return (before[-1] if before else ""), (after[0] if after else "")


def _meaning(folded: str, language: str) -> list[str]:
    words = (word.text for word in find_words(folded))
    return [stem(word, language) for word in words if not is_stop_word(word, language)]
