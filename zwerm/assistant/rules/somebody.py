"""Whether a sentence names somebody: a person by name, a role, a department, or how to reach one. No capital by itself is a person: "de Opiumwet"."""

from __future__ import annotations

import re

from zwerm.language.stopwords import is_stop_word
from zwerm.language.words import find_words, fold

_ROLES = {
    "nl": re.compile(
        r"\b(?:verantwoordelijk\w*|eigenaar|eigenaren|manager|leider|beheerder|team|afdeling|directeur|adviseur|functionaris|medewerkers?|opdrachtgever|toezichthouder|houdt toezicht"
        r"|planner|portier|leerling|buddy|begeleider|voorzitter|om?loo?per|schrijver|secretar\w+|aannemer|familie|naasten?|ouders?|partner|leden|vrijwilligers?|beveiliging|logistiek|inspectie|politie|brandweer|gemeenten?|ministerie|autoriteit|inkoop|servicedesk|helpdesk|receptie"
        r"|(?:ontwikkeld|gemaakt|opgesteld|gedaan|genomen|gegeven|geregeld|weggehaald) door|neem contact|mail naar|iedereen|niemand|jij|ikzelf|degenen? die"
        r"|\w*(?:beheerder|medewerker|begeleider|functionaris|voorzitter|secretaris|planner|trainer|docent|leraar|bewaker|conciërge|voorman|meester|persoon|personen|kundigen?|artsen|arts|leider|coach|coaches|coordinator|coördinator|coördinatoren|verpleging|apotheker|monteur|collega(?:['’]s)?|chirurg|planning|directie|bestuur|commissie|schoonmaak|leverancier)"
        r"|(?<!elke )(?<!deze )(?<!per )(?<!in )(?<!je )(?<!een )(?:technische |medische )?\w*(?<!nacht)(?<!avond)dienst|(?!voorraad)\w*raad|\w+bureau"
        # Who is called after what they do: "ontwerpers", "deelnemers", "redacteur"; no "pijnstillers", "kamers" or "openbaar".
        r"|(?!\w*(?:stiller|cijfer|nummer|kamer|letter|computer|printer|vinger|pleister|container|scanner|katheter|dossier|meter|filter|winter|zomer|monster|poster|server|folder|sticker|formulier|papier|manier|rivier|parameter|browser|router|adapter|kalender|register|verlager|remmer|verslapper|kalmeerder|verdunner|middeler|hanger|koffer|emmer|motor|cilinder|lader|melder|houder)s?\b)"
        r"(?!\w*(?:baar|jaar|gevaar|keur|kleur|deur)\b)[a-zà-ÿ]{4,}(?:aars?|ers|isten?|eurs?|groep(?:en)?|genoten))\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:responsible|responsibility|owner|owns?|leads?|managers?|team|department|partner|director|officer|captain|reports? to|contact|reach out|(?:approved|maintained|made|done|owned|written|decided) by|ask (?:your|the)|buddy"
        r"|\w*(?:nurse|trustees|coordinator|registrar|conservator|guides?|desk|teacher|staff|engineers?|leaders?|editor|board|committee|president|founder|colleagues?|supplier|caretaker|everyone|nobody|lawyer|counsel|recruiter|admins?|administrators?|leadership|group|surgeon|doctor|pharmacist)"
        r"|(?!(?:\w*killers|numbers|letters|computers|printers|orders|servers|folders|papers|others|offers|errors|colours|colors|parameters|containers|filters|stickers|posters|covers|layers|users?['’]?s? guide|answers|trailers|headers|footers|clusters|buffers|pointers|registers|monitors|factors|vectors|doors|floors|lists|exists|consists|assists|insists|persists)\b)[a-z]{4,}(?:ers|ors|ists?|users?)"
        r"|(?:whoever|anyone|someone|those|people) who|whoever)\b",
        re.IGNORECASE,
    ),
}  # fmt: skip
# "Wie het eerst komt, opent de deur": whoever does. No question.
_WHOEVER = re.compile(r"Wie\b(?!.*\?$)")
_ADDRESS = {"nl": re.compile(r"@"), "en": re.compile(r"@|#\w")}
# The column of a table that says who: "Wie: Mark".
_COLUMN = re.compile(r"\b(?:wie|who|door wie|eigenaar|owner)\b[^:;]{0,20}: \w", re.IGNORECASE)
_CAPITAL = re.compile(r"(?<![\w-])[A-ZÀ-Þ][a-zà-ÿ'’]{2,}(?![\w-])")
_BEFORE = re.compile(r"([\w'’]+)(\W*)$")
# After these a capital names a thing or a place: "de Opiumwet", "op Interne".
_NO_NAME_AFTER = frozenset(["de", "het", "een", "in", "op", "naar", "uit", "deze", "die", "dit", "onze", "the", "an", "into", "onto", "on", "at", "this", "our", "your", "every", "each"])  # fmt: skip
_IS_IT = re.compile(r"\b(?:is|zijn|was|wordt) het\W*$", re.IGNORECASE)
# What a role has or does is nobody beside it.
_HAS_IT = re.compile(
    r"\b(?:verantwoordelijk\w*|houdt toezicht|responsible|responsibility|owns?|leads?|reports? to)\b", re.IGNORECASE
)
# "Karin is de …": of whom it is told what they are.
_IS_THEM = re.compile(
    r"(?!(?:De|Het|Een|Dit|Dat|Er|The|This|That|It|There|An?)\b)[A-ZÀ-Þ][a-zà-ÿ'’]+(?: [A-ZÀ-Þ][a-zà-ÿ'’]+)* (?:is|zijn|was|are|wordt)\b"
)
_NO_NAMES = frozenset(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december", "english", "dutch", "german", "french"])  # fmt: skip


def names_somebody(text: str, language: str) -> bool:
    """Whether it names a person, a role, a department or an address to reach one."""
    language = language if language in _ROLES else "en"
    told = (_ROLES[language], _ADDRESS[language], _COLUMN)
    return bool(_WHOEVER.match(text)) or any(pattern.search(text) for pattern in told) or _is_named(text, language)


def names_who_is(role: str, text: str, language: str) -> bool:
    """Whether it names somebody besides the folded `role`: who the director is, is not told by what the director does."""
    taken = set(role.split())
    words = [(word.start, word.end) for word in find_words(text) if word.folded in taken]
    rest = text
    for start, end in reversed(words):
        rest = rest[:start] + rest[end:]
    return names_somebody(_HAS_IT.sub("", rest), language) or bool(words and _IS_THEM.match(rest))


def _is_named(text: str, language: str) -> bool:
    capitals = list(_CAPITAL.finditer(text))
    return any(_may_be_a_name(text, one.start(), one.group(), language) for one in capitals)


def _may_be_a_name(text: str, start: int, word: str, language: str) -> bool:
    if is_stop_word(fold(word), language) or fold(word) in _NO_NAMES or fold(word).endswith("wet"):
        return False
    before = _BEFORE.search(text, 0, start)
    if not before or not text[:start].strip():
        # At the start of a sentence only with a name after it: "Karin Lammers".
        return _goes_on_as_a_name(text, start + len(word))
    if before[2].strip() == ":":
        # "Penningmeester: Kees Tolman", as a row of a table is told.
        return _goes_on_as_a_name(text, start + len(word))
    if before[2].strip() not in ("", ",", "(", "/", "&"):
        return False
    return fold(before[1]) not in _NO_NAME_AFTER or bool(_IS_IT.search(text, 0, start))


def _goes_on_as_a_name(text: str, place: int) -> bool:
    return bool(re.match(r" (?:(?:van|de|der|den|el|von) )*[A-Z][a-z]{2,}", text[place:]))
