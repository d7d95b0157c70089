"""How much of a question something covers: a text, or the name of a skill. Pure.

A word tells the more the rarer it is in its language, from 1 for a word that no list of everyday words has down to nothing. What a text or a name does not
have of these words it does not answer, however well it was found.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from math import log

from zwerm.language.detect import LANGUAGES
from zwerm.language.everyday import OTHERWISE, commonness
from zwerm.language.forms import joined_verb, other_forms
from zwerm.language.stems import stem
from zwerm.language.stopwords import is_stop_word
from zwerm.language.synonyms import synonyms
from zwerm.language.words import find_words_folded
from zwerm.skills.rules.asking import KNOWS

# Words that only keep a sentence going.
FILLERS = frozenset({"nou", "eigenlijk", "eens", "zeg", "dingen", "ding", "zoiets", "anyway", "actually", "thing", "things", "stuff", "please"})  # fmt: skip
# And those that ask, whatever it is about.
ASKING = frozenset({"help", "helpen", "vertel", "vertelt", "vertellen", "bedoelt", "betekent", "betekenen", "tell", "mean", "means", "explain", "somebody", "anybody"})  # fmt: skip
# A letter alone may be of anything, and two may be short for anything: they tell no more than an everyday word.
SHORTEST_WORD, SHORT_FOR = 2, 0.35
# A word with less is no part by which a name is known.
LEAST_TELLING = 0.5
# A question with less than that is carried by those of its words that tell so much; when none does, it asks nothing.
CARRIES = 0.3
# A question with less asks in everyday words alone: it may be about anything.
EARNEST = 1.0
NOTHING = KNOWS | FILLERS | ASKING
# A compound covers its parts, and a part its compound, half.
PART, SHORTEST, LONGER_BY = 0.5, 4, 2
# What a word counts for of which a text has another that may be said instead: "agressie" of "agressief". An everyday word may mean too much to be said otherwise.
INSTEAD = 0.55
# Of a long text the first words that tell something ask; their forms together are one question to the database.
MOST_ASKED = 60
# What covers so much covers enough: everybody says a little more than they ask. Below it trust falls with a power of that part, the higher the less those words
# tell that are covered: one word stands anywhere by accident, several together hardly. Half of a question, whose verb or object is found nowhere, makes nobody likely.
ENOUGH, ALONE = 0.85, 4
# Who had to do with less of what was found is not named, or is offered no question, which costs less; and with less than the third where so much of what
# is asked stands in no text at all.
LEAST_NAMED, LEAST_OFFERED, LEAST_STRANGE, STRANGE = 0.07, 0.03, 0.15, 0.6
# Nor is a question offered to whom hardly anything is left of: one in an everyday word alone.
LEAST_LEFT = 0.02
# A name that is named in part counts for less than a whole one, and from this part on.
NAMED_PARTLY, LEAST_OF_NAME, WHOLE = 0.8, 0.4, 0.99
# What a name counts for that stands whole in a long question of more.
NAMED_WITHIN = 0.5


@dataclass(frozen=True)
class Asked:
    """A word of a question that tells something: how much, the stems of what may be forms of it, and of what may be said instead."""

    weight: float
    forms: frozenset[str]
    instead: frozenset[str] = frozenset()


def telling(word: str) -> float:
    """How much a folded word of a question tells, 0 to 1."""
    return min(rareness(word), SHORT_FOR) if len(word) == SHORTEST_WORD else rareness(word)


def rareness(word: str) -> float:
    """How much a folded word tells where it is known what it stands for, as in a name, 0 to 1."""
    if len(word) < SHORTEST_WORD or word in NOTHING or any(is_stop_word(word, language) for language in LANGUAGES):
        return 0.0
    return log(max(commonness(word, language) for language in LANGUAGES)) / log(OTHERWISE)


def words_asked(question: str) -> list[Asked]:
    """The words that carry a question; a verb with what stands apart from it is one: "hoe leg je een infuus aan" asks for "aanleggen". Empty: it asks nothing.

    Of a long text the first so many.
    """
    said = find_words_folded(question)
    place, verb = joined_verb(said, "nl")
    words = dict.fromkeys(verb if at == place else word for at, word in enumerate(said))
    tell = ((word, much) for word in words if (much := telling(word)))
    asked = [
        Asked(much, _forms(word), _instead(word) if much >= LEAST_TELLING else frozenset())
        for word, much in islice(tell, MOST_ASKED)
    ]
    return asked if weight_of(asked) >= LEAST_TELLING else [one for one in asked if one.weight >= CARRIES]


def weight_of(asked: Iterable[Asked]) -> float:
    return sum(one.weight for one in asked)


def in_earnest(asked: Iterable[Asked]) -> float:
    """How far a question says what it is about, 0 to 1. One everyday word leaves so little that nobody is more than perhaps the one, however well all is found."""
    return min(1.0, weight_of(asked) / EARNEST) ** 2


def _forms(word: str) -> frozenset[str]:
    return frozenset(
        form for language in LANGUAGES for form in (stem(word, language), *other_forms(word, language))
    ) | {word}


def _instead(word: str) -> frozenset[str]:
    return frozenset(other for language in LANGUAGES for other in synonyms(word, language))


def how(asked: Asked, stems: Collection[str], within: float = PART, instead: float = INSTEAD) -> float:
    """How much of a word of the question these stems have. `within`: what it counts for that one of them is a compound with it; `instead`: that one may be said instead of it."""
    if not asked.forms.isdisjoint(stems):
        return 1.0
    if instead and not asked.instead.isdisjoint(stems):
        return max(instead, within)
    if _any_is_part(asked.forms, stems):
        return within
    return PART if _any_is_part(stems, asked.forms) else 0.0


def _any_is_part(parts: Iterable[str], wholes: Iterable[str]) -> bool:
    """Whether one of these is a part of one of those; few are looked at one by one."""
    ends = tuple(part for part in parts if len(part) >= SHORTEST)
    return any(
        (whole.startswith(ends) or whole.endswith(ends)) and any(_is_part(part, whole) for part in ends)
        for whole in wholes
    )


def _is_part(part: str, whole: str) -> bool:
    if len(part) < SHORTEST or len(whole) <= len(part) + LONGER_BY:
        return False
    return whole.startswith(part) or whole.endswith(part)


def covered(asked: Sequence[Asked], stems: Collection[str], within: float = PART) -> float:
    """Which part of a question these stems have, 0 to 1. `within`: see `how`."""
    whole = weight_of(asked)
    return sum(one.weight * how(one, stems, within) for one in asked) / whole if whole else 0.0


def missed(asked: Sequence[Asked], texts: Iterable[Collection[str]]) -> float:
    """Which part of a question none of these texts has, 0 to 1."""
    kept, whole = list(texts), weight_of(asked)
    most = sum(one.weight * max((how(one, stems) for stems in kept), default=0.0) for one in asked)
    return 1 - most / whole if whole else 1.0


def least(part_missed: float, *, offered: bool) -> float:
    """The part of what was found that somebody had to do with at least to be named, or `offered` the question, of which that part stands nowhere."""
    known = LEAST_OFFERED if offered else LEAST_NAMED
    return known + (LEAST_STRANGE - known) * min(1.0, part_missed / STRANGE)


def trust(part: float, whole: float) -> float:
    """How far something may be believed that covers such a part of a question. `whole`: how much the question tells, in words that no list of everyday words has."""
    return float(_of_enough(part) ** (1 + ALONE / (part * whole))) if part * whole else 0.0


def _of_enough(part: float) -> float:
    return min(1.0, part / ENOUGH)


def of_name(asked: Sequence[Asked], words: Iterable[str], language: str) -> tuple[float, frozenset[str]]:
    """Which part of a name these words of a question say, and by which of its stems it is known. The more a word of the name tells, the more it counts."""
    weights = {stem(word, language): much for word in words if (much := rareness(word))}
    said = {each: max((how(one, [each], instead=0.0) for one in asked), default=0.0) for each in weights}
    whole = sum(weights.values())
    known_by = frozenset(each for each in weights if said[each] and weights[each] >= LEAST_TELLING)
    return sum(weights[each] * said[each] for each in weights) / whole if whole else 0.0, known_by


def named_partly(part: float, of_question: float, sharing: int) -> float:
    """What it counts for that a question of which it is `of_question` says this part of a name, by a word that so many skills share; 0: too little."""
    if part < LEAST_OF_NAME:
        return 0.0
    return NAMED_PARTLY * float(part**0.5) * _of_enough(of_question) ** 2 / float(sharing**0.5)


def named_whole(of_question: float) -> float:
    return NAMED_WITHIN + (1 - NAMED_WITHIN) * min(1.0, of_question)
