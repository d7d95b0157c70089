"""Other forms of Dutch words that their stem does not bring together: "maken", "maakt", "gemaakt"; "loopt", "lopen"; "bon", "bonnetjes"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zwerm.language.stems import stem
from zwerm.language.stopwords import is_stop_word

SHORTEST = 3
# A long vowel is written once before "-en", and a soft consonant hardens without it: "lopen", "loopt"; "lezen", "leest".
_OPEN = re.compile(r"(?:^|[^aeiou])[aeou][^aeiouwxjy]$")
_LONG = re.compile(r"(aa|ee|oo|uu)[^aeiouwxjy]$")
_SHORT = re.compile(r"(?:^|[^aeiou])[aeiou][^aeiouwxjy]$")
_SOFT = {"z": "s", "v": "f"}
# "Hij komt" and "wij komen": the one verb whose vowel is short in the one and long in the other.
_COME = "kom"
# "Gewerkt", but "gebeld".
_SHARP = ("t", "k", "f", "s", "ch", "p")
_PARTICIPLE = re.compile(r"ge(\w{2,})[dt]$")
# "Gevallen" of "vallen"; but "gegeven" and "gebouwen" tell as much.
_STRONG = re.compile(r"ge(\w{2,}en)$")
# "Ik herken", "open de deur": no infinitive, though it ends like one. "Maken", "lopen" and "breken" are.
_ENDS_ALIKE = re.compile(
    r"(?:her|er|ver|be|ont)ken$|(?:aan|af|be|in|mee|na|om|onder|op|uit|ver|voor)?(?:teken|reken|oefen|open)$"
)
# "Herkend", "verwijderd" and "betaald" have no "ge".
_UNSTRESSED = re.compile(r"(?:be|er|her|ont|ver)\w{3,}$")
# What stands apart from its verb in a sentence: "vul het formulier in".
_SEPARABLE = re.compile(
    r"(aan|achter|af|bij|binnen|door|in|klaar|los|mee|na|om|onder|op|open|over|samen|terug|toe|uit|vast|voor|weg)"
    r"(ge)?(\w{3,}(?:en|[dt]))$"
)


def forms_of_verb(infinitive: str) -> list[str]:
    """The word itself and, of what may be a verb, "ik maak" and "hij maakt"."""
    core = infinitive.removesuffix("en")
    if core == infinitive or len(core) < 2:
        return [infinitive]
    if core.endswith(_COME):
        return [infinitive, core, f"{core}t"]
    if core[-1] == core[-2]:
        core = core[:-1]
    elif _OPEN.search(core):
        core = f"{core[:-1]}{core[-2]}{core[-1]}"
    core = core[:-1] + _SOFT.get(core[-1], core[-1])
    return [infinitive, core, core if core.endswith("t") else f"{core}t"]


def other_forms(word: str, language: str) -> tuple[str, ...]:
    """Stems of what may be other forms of this folded word, without its own; none in a language whose stems suffice."""
    if language != "nl" or len(word) < SHORTEST:
        return ()
    before, verb = _taken_apart(word)
    forms = {form for core in _cores(word) for form in (core, _with_t(core), _infinitive(core), *_participles(core))}
    if before:
        # "Ingevuld" of "invullen", and the other way round.
        forms |= {f"{before}{form}" for core in _cores(verb) for form in (*_participles(core), _infinitive(core))}
    # "Bonnen" looks like a verb and may be more than one "bon".
    for base in without_small(word):
        forms |= {base, _infinitive(base)}
    forms |= {other for pair in _EREN if word in pair for other in pair}
    forms |= {small for base in (word, *forms_of_verb(word)[1:2]) for small in made_small(base)}
    return tuple(sorted({stem(form, language) for form in forms} - {stem(word, language)}))


# The nouns that have "-eren" where there are more of them, which no ending tells; but "goed" is mostly no noun.
_EREN = (
    ("been", "beenderen"), ("blad", "bladeren"), ("ei", "eieren"), ("gelid", "gelederen"), ("gemoed", "gemoederen"), ("hoen", "hoenderen"), ("kalf", "kalveren"),
    ("kind", "kinderen"), ("kleinkind", "kleinkinderen"), ("lam", "lammeren"), ("lied", "liederen"), ("rad", "raderen"), ("rund", "runderen"), ("volk", "volkeren"),
)  # fmt: skip
# "Bonnetje", "boompje", "koninkje", "dochtertje", "boekje".
_SMALL = re.compile(r"(?P<core>\w+?)(?P<end>etje|pje|kje|tje|je)s?$")
# They end like that, and are no small thing.
_NOT_SMALL = frozenset(["beetje", "franje", "liedje", "meisje", "netjes", "oranje", "sprookje", "toetje"])
_SHORT_END = re.compile(r"(?:^|[^aeiou])[aeiou](?:[lmnrbg]|ng)$")
_UNSTRESSED_END = re.compile(r"[aeiouy]\w*[^aeiou]e[lmnr]$")


def without_small(word: str) -> list[str]:
    """What a Dutch word may be a small one of: "bon" of "bonnetjes"; nothing of a word that is none."""
    found = _SMALL.match(word)
    if not found or word in _NOT_SMALL:
        return []
    core, end = found["core"], found["end"]
    bare = core[:-1] if len(core) > 1 and core[-1] == core[-2] else core
    may_be = {
        # "Wandelingetje" has one "g", "bonnetje" two "n"s.
        "etje": [bare],
        "kje": [f"{core}k", *([f"{core}g"] if core.endswith("n") else [])],
        "pje": [core if core.endswith("m") else f"{core}p"],
        # "Fotootje" is of "foto"; after some letters the "t" may be of either, as in "kaartje" and "deurtje".
        "tje": [f"{core}t", *([bare if core[-1] in "aou" else core] if core[-1] in "aeiouwlnry" else [])],
        "je": [core],
    }
    return [each for each in may_be[end] if len(each) >= SHORTEST]


def made_small(word: str) -> list[str]:
    """The small one of a Dutch word, and more of them: "bonnetje" and "bonnetjes" of "bon"."""
    if _SMALL.match(word) or word.endswith("en"):
        return []
    if _SHORT_END.search(word) and not _UNSTRESSED_END.search(word):
        small = f"{word}etje" if word.endswith("ng") else f"{word}{word[-1]}etje"
    elif word.endswith("m"):
        small = f"{word}pje"
    elif word[-1] in "aou" and word[-2:-1] not in "aeou":
        small = f"{word}{word[-1]}tje"
    else:
        small = f"{word}tje" if word[-1] in "aeiouwlnr" else f"{word}je"
    return [small, f"{small}s"]


def _cores(word: str) -> list[str]:
    """What may be "ik maak" of this word."""
    participle, strong = _PARTICIPLE.match(word), _STRONG.match(word)
    cores = [participle[1]] if participle else [forms_of_verb(strong[1])[1]] if strong else []
    infinitive = word.endswith("en") and len(word) > SHORTEST + 1 and not _ENDS_ALIKE.match(word)
    cores.append(forms_of_verb(word)[1] if infinitive else word)
    # Not of "gast": it is not what "gas" does.
    if word.endswith("t") and not word.endswith("st") and len(word) > SHORTEST:
        cores[-1] = word[:-1]
    return cores


def _with_t(core: str) -> str:
    return core if core.endswith("t") else f"{core}t"


def _taken_apart(word: str) -> tuple[str, str]:
    """What stands apart from its verb in a sentence, and the verb: "in" and "vullen", "in" and "gevuld"; empty when it has none."""
    found = _SEPARABLE.match(word)
    if not found or (not found[2] and not found[3].endswith("en")):
        return "", ""
    return found[1], f"{found[2] or ''}{found[3]}"


def apart_forms(word: str, language: str) -> tuple[str, ...]:
    """Stems of the verb in this folded word when what comes before it may stand apart: "vul" and "vult" of "invullen"."""
    before, verb = _taken_apart(word) if language == "nl" else ("", "")
    return tuple(sorted({stem(verb, language), *other_forms(verb, language)})) if before else ()


def _participles(core: str) -> tuple[str, str]:
    before = "" if _UNSTRESSED.match(core) else "ge"
    return f"{before}{core}{'t' if core.endswith(_SHARP) else 'd'}", f"{before}{_infinitive(core)}"


def _infinitive(core: str) -> str:
    """The verb of "maak" is "maken", of "bel" "bellen", of "open" "openen"."""
    if _ENDS_ALIKE.match(core) and core.endswith(("teken", "reken", "oefen", "open")):
        return f"{core}en"
    if core.endswith(_COME):
        return f"{core}en"
    if _LONG.search(core):
        core = f"{core[:-2]}{core[-1]}"
    elif _SHORT.search(core):
        core += core[-1]
    return f"{core}en"


# What people say with a verb that says little and a word that stands apart from it.
_SAID_AS = {
    ("doe", "dicht"): "sluiten",
    ("maak", "dicht"): "sluiten",
    ("ga", "dicht"): "sluiten",
    ("doe", "open"): "openen",
    ("maak", "open"): "openen",
    ("ga", "open"): "openen",
    ("haal", "eruit"): "verwijderen",
    ("haal", "eraf"): "verwijderen",
    ("krijg", "eruit"): "verwijderen",
    ("krijg", "eraf"): "verwijderen",
}
FARTHEST = 8
_LIGHT = {
    form: forms.split()[0]
    for forms in ("doe doet doen", "maak maakt maken", "ga gaat gaan", "haal haalt halen", "krijg krijgt krijgen")
    for form in forms.split()
}


def said_as(words: Sequence[str], language: str) -> tuple[int, int, str]:
    """Of two words that say a verb together where the one stands that says nothing then (-1 when both do), where the other, and that verb: "sluiten" of "hoe doe ik de kast
    dicht"; empty when nothing does."""
    if language != "nl":
        return -1, -1, ""
    for place, word in enumerate(words):
        light = _LIGHT.get(word, "")
        for at in range(max(0, place - 1), min(len(words), place + FARTHEST)) if light else ():
            ends = at + 1 == len(words) or words[at + 1] in _GOES_ON
            verb = _SAID_AS.get((light, words[at]), "")
            if verb and (at == place - 1 or (at > place and ends)):
                return (-1, place, verb) if is_stop_word(words[at], language) else (place, at, verb)
    return -1, -1, ""


_IN_CASE = frozenset(["als", "wanneer", "indien", "zodra", "voordat", "nadat", "omdat"])
_WHO = frozenset(["ik", "je", "jij", "u", "hij", "ze", "zij", "we", "wij", "iemand", "die"])
_ENDS_APART = re.compile(
    r"(?P<before>aan|achter|af|bij|door|in|klaar|mee|na|om|op|over|samen|terug|toe|uit|vast|voor|weg)(?P<core>(?!\w*ing$)\w{3,})$"
)


def verb_at_end(words: Sequence[str], language: str) -> tuple[int, tuple[str, ...]]:
    """Where the verb stands with which a question ends its condition, and stems of that verb when what comes before it stands apart: "zeg" and "zegt" of "als ik
    afzeg", since a page says "zeg je af". -1 when there is none."""
    opens = next((place for place, word in enumerate(words) if word in _IN_CASE), -1) if language == "nl" else -1
    if opens < 0 or not _WHO.intersection(words[opens + 1 : opens + 3]):
        return -1, ()
    found = _ENDS_APART.match(words[-1])
    if not found or words[-1].endswith("en") or len(words) - 1 <= opens + 1:
        return -1, ()
    core = found["core"]
    return len(words) - 1, tuple(sorted({stem(core, language), *other_forms(core, language)}))


_BEFORE = re.compile(
    r"(?P<apart>aan|achter|af|bij|door|in|mee|na|om|onder|op|over|samen|terug|toe|uit|vast|voor|weg)?(?P<stressed>ge|be|ver|ont|her)?(?=\w{3,})"
)
# "End" is "en" and "d" here: a word that can be read in two ways at each of its letters takes for ever.
_AFTER = re.compile(r"(?:baar|lijk|ing|er|en|[dt]|e)+$")
SHORTEST_ROOT = 4


def root(word: str, language: str) -> str:
    """What is left of a Dutch stem without what stands before and after it: "steun" of "ondersteun" and of "gesteund".

    Empty when too little is left to tell; in a language whose stems suffice always.
    """
    if language != "nl":
        return ""
    found = _BEFORE.match(word)
    bare = word[found.end() :] if found else word
    shorter = _AFTER.sub("", bare)
    bare = shorter if len(shorter) >= SHORTEST else bare
    if len(bare) >= SHORTEST_ROOT:
        return bare
    # "Aangepast" and "aanpasbaar": short, but the same word before it.
    apart = found["apart"] if found else ""
    return f"{apart} {bare}" if apart else ""


_STANDS_APART = frozenset(["aan", "af", "door", "in", "klaar", "mee", "na", "neer", "om", "op", "over", "terug", "toe", "uit", "vast", "voor", "weg"])  # fmt: skip
_ASKS = frozenset(["hoe", "waar", "wanneer", "waarom", "wie", "wat", "hoelang"])  # fmt: skip
# After these a word such as "over" or "door" belongs to the verb before it: two prepositions do not stand together.
_GOES_ON = frozenset(["aan", "af", "als", "bij", "dat", "en", "door", "in", "maar", "met", "naar", "of", "om", "op", "tegen", "tot", "uit", "van", "voor", "voordat", "nadat", "wanneer", "zodat", "omdat", "via"])  # fmt: skip


# "Om te" and "door te" are something else.
_BEFORE_TE = (_STANDS_APART - {"om", "door"}) | {"bij", "binnen", "dicht", "los", "open", "samen", "schoon", "tegen"}


def standing_apart(words: Sequence[str]) -> str:
    """What stands apart from the verb of this part of a Dutch sentence: "in" of "schrijf je in bij de balie"; empty when nothing does."""
    following = [*words[1:], "als"]
    return next(
        (w for w, behind in zip(words[1:], following[1:], strict=True) if w in _STANDS_APART and behind in _GOES_ON), ""
    )


def joined_verb(words: Sequence[str], language: str) -> tuple[int, str]:
    """Where the verb of a question stands, and the verb with what stands apart from it: "aanvraag" of "hoe vraag ik verlof aan", "aanmelden" of "om me aan te melden"; empty when it has none."""
    for place in range(2, len(words) if language == "nl" else 0):
        if words[place - 1] == "te" and words[place - 2] in _BEFORE_TE and words[place].endswith("n"):
            return place, f"{words[place - 2]}{words[place]}"
    opens = next((place for place, word in enumerate(words[:-2]) if word in _ASKS), -1)
    if language != "nl" or opens < 0 or is_stop_word(words[opens + 1], language):
        return -1, ""
    for place in range(opens + 3, len(words)):
        following = words[place + 1] if place + 1 < len(words) else "als"
        if words[place] in _STANDS_APART and following in _GOES_ON:
            return opens + 1, f"{words[place]}{words[opens + 1]}"
    return -1, ""
