"""Proposing what a text is about."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Q
from django.db.models.functions import Coalesce

from zwerm.language.detect import LANGUAGES
from zwerm.language.sentences import split_sentences
from zwerm.language.stems import stem
from zwerm.language.stopwords import is_stop_word
from zwerm.language.words import LONGEST_WORD, find_words_folded
from zwerm.skills.models import About, Skill, SkillName, Word, stands_for
from zwerm.skills.rules.covering import (
    LEAST_TELLING,
    SHORTEST,
    SHORTEST_WORD,
    WHOLE,
    Asked,
    covered,
    named_partly,
    named_whole,
    of_name,
    rareness,
)
from zwerm.skills.rules.spotting import SHORTEST_PART, TITLE, Reading, Text, spot, vote, weigh

MOST_PROPOSED = 4
# Below this nothing is said.
TELLING, BESIDE_THE_BEST = 0.25, 0.7
# Words that more names use tell nothing of any of them.
MOST_NAMES = 300
AT_ONCE = 4000
LONGEST_READ = 30_000
# SQLite takes a thousand parts of one condition.
MOST_BEGINS = 500
# What is asked for stands whole in a name that is a compound with it; that it is only a part of the name counts already.
IN_NAME = 1.0
# A whole name, of one word that hardly any other skill has too, or of more.
NAMED = 0.7 * TITLE
_HEADING = re.compile(r"^#{1,6} +(.*)$", re.MULTILINE)


def propose(reading: Reading, about: type[About], without: Collection[UUID] = ()) -> list[Skill]:
    """What the text may be about, best first; few, and nothing where nothing tells."""
    best = chosen(weigh(in_words(reading), votes_of(reading, about)), without)
    return Skill.objects.standing().filter(kind__in=Skill.OF_PEOPLE).in_order(best)


def named_in(words: str, language: str) -> list[UUID]:
    """The skills that a few words name whole, as a question may: the ones that say most first."""
    return _named_whole(in_words(Reading(words, "", language, ())))


def named_first(words: str) -> list[UUID]:
    """What people can of what a few words name whole, in the first language in which they name something. One query."""
    found = _names_in(find_words_folded(words), LANGUAGES)
    of_people = {name.means for name in found if name.kind in Skill.OF_PEOPLE}
    for language in LANGUAGES:
        text = Text(_stems(words, language), [], [])
        if keys := _named_whole(spot(text, _stemmed(found, language))):
            return [key for key in keys if key in of_people]
    return []


def named_alone(words: str) -> list[UUID]:
    """What people can that is called by a letter alone, as "R" and "C" are, and that these words name. A query only where they have one."""
    letters = {word for word in find_words_folded(words) if len(word) < SHORTEST_WORD}
    if not letters:
        return []
    of_people = SkillName.objects.filter(plain__in=letters, skill__kind__in=Skill.OF_PEOPLE)
    return sorted(set(of_people.order_by().values_list(stands_for(), flat=True)))


class Named(NamedTuple):
    """What of what people can a few words name, and how much each counts: those whose whole name they say, and if there are none those of which they say a part."""

    whole: Mapping[UUID, float]
    partly: Mapping[UUID, float]


def named_by(words: str, asked: Sequence[Asked]) -> Named:
    """`asked`: the words that carry them. One query."""
    said = list(dict.fromkeys([*find_words_folded(words), *(form for one in asked for form in sorted(one.forms))]))
    begins = [form for one in asked if one.weight >= LEAST_TELLING for form in sorted(one.forms)]
    found = [
        name
        for name in _names_in(
            said, LANGUAGES, [one for one in begins if SHORTEST <= len(one) <= LONGEST_WORD][:MOST_BEGINS]
        )
        if name.kind in Skill.OF_PEOPLE
    ]
    stems = {name: _stems(name.plain, name.language) for name in found}
    of_question: dict[UUID, float] = defaultdict(float)
    telling = []
    for name in found:
        part = covered(asked, stems[name])
        of_question[name.means] = max(of_question[name.means], part)
        # "De vraag achter de vraag" stands in every question that has the word.
        if part >= WHOLE or sum(map(rareness, set(find_words_folded(name.plain)))) >= LEAST_TELLING:
            telling.append(name)
    for language in LANGUAGES:
        if keys := _named_whole(spot(Text(_stems(words, language), [], []), _stemmed(telling, language))):
            return Named({key: named_whole(of_question[key]) for key in keys}, {})
    parts = {name: of_name(asked, find_words_folded(name.plain), name.language) for name in found}
    sharing: dict[str, set[UUID]] = defaultdict(set)
    for name, (_part, known_by) in parts.items():
        for each in known_by:
            sharing[each].add(name.means)
    known = [(name, part, min(len(sharing[each]) for each in by)) for name, (part, by) in parts.items() if by]
    # In another form, or with its verb apart: "hoe leg je een infuus aan".
    whole = {name.means for name, part, few in known if part >= WHOLE and few == 1 and len(set(stems[name])) > 1}
    if whole:
        return Named(_best({key: named_whole(of_question[key]) for key in whole}), {})
    partly: dict[UUID, float] = defaultdict(float)
    for name, part, few in known:
        partly[name.means] = max(partly[name.means], named_partly(part, covered(asked, stems[name], IN_NAME), few))
    return Named({}, _best(partly))


def _best(much: Mapping[UUID, float]) -> dict[UUID, float]:
    return {key: much[key] for key in sorted(much, key=lambda key: (-much[key], str(key))) if much[key]}


def _named_whole(scores: Mapping[UUID, float]) -> list[UUID]:
    return sorted((key for key in scores if scores[key] >= NAMED), key=lambda key: (-scores[key], str(key)))


def chosen(scores: Mapping[UUID, float], without: Collection[UUID] = ()) -> list[UUID]:
    """What tells enough to be proposed, best first."""
    best = sorted(scores.items(), key=lambda one: (-one[1], str(one[0])))
    least = max(TELLING, BESIDE_THE_BEST * best[0][1]) if best else TELLING
    return [skill for skill, score in best if score >= least and skill not in without][:MOST_PROPOSED]


def votes_of(reading: Reading, about: type[About]) -> dict[UUID, float]:
    """What the texts that are like it are about."""
    told: dict[UUID, list[UUID]] = {thing: [] for thing, _much in reading.like}
    rows = about._default_manager.filter(thing__in=told).annotate(means=stands_for())  # type: ignore[misc]
    for thing, skill in rows.values_list("thing", "means"):
        told[thing].append(skill)
    return vote([(much, told[thing]) for thing, much in reading.like])


def in_words(reading: Reading) -> dict[UUID, float]:
    """What its own words say."""
    language, whole = reading.language, reading.text[:LONGEST_READ]
    body = _HEADING.sub("", whole)
    text = Text(
        _stems(reading.title, language),
        [_stems(heading, language) for heading in _HEADING.findall(whole)],
        [_stems(body[span.start : span.end], language) for span in split_sentences(body, language)],
    )
    return spot(text, _stemmed(_names_in(find_words_folded(f"{reading.title}\n{whole}"), [language]), language))


def _stems(text: str, language: str) -> list[str]:
    return [stem(word, language) for word in find_words_folded(text) if not is_stop_word(word, language)]


class _Name(NamedTuple):
    key: int
    means: UUID
    kind: str
    language: str
    plain: str


def _stemmed(names: Collection[_Name], language: str) -> list[tuple[UUID, list[str]]]:
    return [(name.means, _stems(name.plain, language)) for name in names if name.language == language]


def _names_in(words: Sequence[str], languages: Collection[str], begins: Collection[str] = ()) -> list[_Name]:
    """Names of which a word that tells in their language stands in the text, or begins or ends one of its words; or of which a word begins
    as one of `begins`. One query for a short text."""
    forms = {
        language: {form for word in set(words) if not is_stop_word(word, language) for form in _forms(word)}
        for language in languages
    }
    ordered = sorted(set().union(*forms.values()))
    found: dict[int, _Name] = {}
    for begin in range(0, len(ordered), AT_ONCE):
        holds = Q(text__in=ordered[begin : begin + AT_ONCE])
        for first in begins:
            holds |= Q(text__startswith=first)
        known = Word.objects.filter(holds).annotate(n=Count("names"))
        few = known.filter(n__lte=MOST_NAMES).values("pk")
        rows = SkillName.objects.filter(words__in=few, language__in=languages).order_by()
        kind = Coalesce("skill__merger__into__kind", "skill__kind")
        for *name, word in rows.values_list("pk", stands_for(), kind, "language", "plain", "words__text"):
            one = _Name(*name)
            if word in forms[one.language] or word.startswith(tuple(begins)):
                found[one.key] = one
    return [found[key] for key in sorted(found)]


def _forms(word: str) -> set[str]:
    """The word as names may have it: in singular or plural, and what it begins or ends with."""
    forms = {word, f"{word}s", f"{word}en", f"{word}n", f"{word}e"}
    for most in range(SHORTEST_PART, len(word) if len(word) <= LONGEST_WORD else 0):
        forms |= {word[:most], word[-most:]}
    return forms | {word[: len(word) - less] for less in (1, 2) if len(word) > 3 + less}
