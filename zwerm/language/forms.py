"""Other forms of Dutch words that their stem does not bring together: "maken", "maakt", "gemaakt"; "loopt", "lopen"."""

from __future__ import annotations

import re

from zwerm.language.stems import stem

SHORTEST = 3
# A long vowel is written once before "-en", and a soft consonant hardens without it: "lopen", "loopt"; "lezen", "leest".
_OPEN = re.compile(r"(?:^|[^aeiou])[aeou][^aeiouwxjy]$")
_LONG = re.compile(r"(aa|ee|oo|uu)[^aeiouwxjy]$")
_SHORT = re.compile(r"(?:^|[^aeiou])[aeiou][^aeiouwxjy]$")
_SOFT = {"z": "s", "v": "f"}
# "Gewerkt", but "gebeld".
_SHARP = ("t", "k", "f", "s", "ch", "p")
_PARTICIPLE = re.compile(r"ge(\w{2,})[dt]$")


def forms_of_verb(infinitive: str) -> list[str]:
    """The word itself and, of what may be a verb, "ik maak" and "hij maakt"."""
    core = infinitive.removesuffix("en")
    if core == infinitive or len(core) < 2:
        return [infinitive]
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
    participle = _PARTICIPLE.match(word)
    cores = [participle[1]] if participle else []
    cores.append(forms_of_verb(word)[1] if word.endswith("en") and len(word) > SHORTEST + 1 else word)
    # Not of "gast": it is not what "gas" does.
    if word.endswith("t") and not word.endswith("st") and len(word) > SHORTEST:
        cores[-1] = word[:-1]
    forms = {
        form
        for core in cores
        for form in (core, core if core.endswith("t") else f"{core}t", _infinitive(core), _participle(core))
    }
    return tuple(sorted({stem(form, language) for form in forms} - {stem(word, language)}))


def _participle(core: str) -> str:
    return f"ge{core}{'t' if core.endswith(_SHARP) else 'd'}"


def _infinitive(core: str) -> str:
    """The verb of "maak" is "maken", of "bel" "bellen"."""
    if _LONG.search(core):
        core = f"{core[:-2]}{core[-1]}"
    elif _SHORT.search(core):
        core += core[-1]
    return f"{core}en"
