"""Whether a sentence tells where: a place, a room, an address, a cupboard, a way through a program, a link. "In de ochtend" is no place."""

from __future__ import annotations

import re

_AT = r"(?:in|op|bij|naast|achter|onder|onderin|boven|bovenin|tegenover|langs|aan|via|naar|uit|voor|tussen|binnen|rond|vanaf)"
# What things stand in, hang on and lie beside; also at the end of a compound ("linnenkast").
_PLACES = (
    r"kast|kasten|kastje|la|lade|laden|lades|plank|planken|bak|bakje|bakken|doos|dozen|map|mappen|kelder|gang|gangen|hal|balie|balies|vleugel|vleugels|etage|etages|verdieping|grond|kamer|kamers|zaal|zalen|magazijn|kantoor|kantoortje|ruimte|ruimtes|ruimten"
    r"|hoek|hoekje|loket|sluis|muur|wand|lift|ingang|poli|poli['’]s|keuken|afdeling|afdelingen|portier|portiersloge|servicedesk|helpdesk|locatie|adres|straat|gebouw|terrein|parkeerplaats|parkeerplaatsen|plek|plekken|plein|loods|zolder|schuur|tuin|berging|bergruimte|garage|keet|werkplaats"
    r"|intranet|portaal|website|site|pagina|webpagina|menu|scherm|kanaal|register|archief|bibliotheek|omgeving|systeem|app|repository|repo|documentatie|container|rek|rekje|tafel|bureau|bed|hoofdeinde|voeteneind|haak|spijker|koelkast|deur|binnenkant|buitenkant|achterkant|voorkant|zijkant|raam|receptie|apotheek|spoelkeuken|nachtkastje|bord|prikbord|whiteboard|kar|kist|zak|envelop|kluis|ton|emmer"
)
_TOLD = {
    "nl": re.compile(
        rf"\b{_AT} (?:[\w'’*-]+ ){{0,4}}?[\w-]*(?:{_PLACES})\b"
        rf"|\b(?:staa[nt]|lig(?:t|gen)|hang(?:t|en)|zit(?:ten)?|vind(?:t|en)?) (?:\w+ ){{0,4}}?{_AT} \w"
        r"|\bte vinden (?:in|op|via|bij)\b|\b(?:op te vragen|beschikbaar|aan te vragen) (?:op|via|in|bij)\b|\bgevestigd\b|\bbegane grond\b|\b(?:rechts|links)(?:boven|onder)\b|\b(?:boven|onder)(?:in|aan|op)\b"
        r"|\bonder je naam\b|\b(?:klik|ga|kies|open)\b.*\b(?:op|naar|in|onder)\b|https?:|\bwww\.|#\w|(?<![\w.])(?-i:[A-Z])\d\.\d{1,3}(?![\w,%])|\b(?:in|op|bij|naar) (?-i:[A-Z])\d(?![\w,%])",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:in|on|at|by|near|behind|beside|under|above|opposite|next to|inside|outside|via|through|from|to) (?:[\w'’*-]+ ){0,3}?[\w-]*(?:cupboards?|drawers?|shelf|shelves|box|boxes|folders?|directory|basement|corridor|hall|desk|wing|floor|rooms?|office|store|corner|lift|entrance|kitchen|ward|lodge|location|address|street|building|car park|place|yard|shed|attic|garden|garage|workshop"
        r"|intranet|portal|website|site|page|menu|screen|channel|register|archive|library|repository|repo|handbook|document|doc|sheet|spreadsheet|dashboard|app|tool|rack|table|bed|hook|fridge|door|window|reception|board|trolley|bag|safe|bin|tab|section|record|slack|github|drive|system)\b"
        r"|\b(?:found|located|stored|kept|available|listed|documented|posted|published) (?:at|on|in|via|by|under|here)\b|\b(?:stands?|lies|hangs?|sits?) (?:\w+ ){0,3}?(?:in|on|at|by|behind|under|next)\b|\bbased in\b|\b(?:top|bottom) (?:right|left)\b|\bhere\b"
        r"|\b(?:click|go to|open|navigate|select|visit)\b|https?:|\bwww\.|#\w",
        re.IGNORECASE,
    ),
}  # fmt: skip
_NO_PLACE = re.compile(r"\b(?:in de|op de|bij de) (?:plaats van|hoogte|tijd|loop|praktijk)\b", re.IGNORECASE)


def names_place(text: str, language: str) -> bool:
    """Whether it tells a place or a way to one."""
    return bool(_TOLD.get(language, _TOLD["en"]).search(_NO_PLACE.sub(" ", text)))
