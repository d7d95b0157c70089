"""Finding a skill while typing: any of its names, in both languages, part of a word, or with a slip of the pen."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import reduce
from itertools import islice
from operator import or_
from uuid import UUID

from django.db.models import Q
from django.db.models.functions import Length

from zwerm.language.slips import letters_of, one_slip, slips
from zwerm.language.stopwords import DUTCH, ENGLISH
from zwerm.language.words import find_words_folded
from zwerm.skills.actions.words import words_in
from zwerm.skills.models import Skill, SkillName, Word, stands_for
from zwerm.skills.rules.picking import SLIP, WITHIN, Candidate, how, rank

MOST_WORDS = 6
SHORTEST_WITHIN = 3
SHORTEST_SLIP, TWO_SLIPS_FROM = 4, 8
WEIGHED = 300
MOST_NEAR = 200


@dataclass(frozen=True)
class Picked:
    """A skill that may be meant; `by`: the name that was found, when it is not what the skill is called."""

    skill: Skill
    by: str = ""


def pick(
    query: str,
    language: str,
    *,
    kinds: Collection[str] = Skill.OF_PEOPLE,
    without: Collection[UUID] = (),
    most: int = 10,
) -> list[Picked]:
    """The skills that `query` may mean, best first, each once; what was merged stands for what it was merged into."""
    ways = _ways(find_words_folded(query)[:MOST_WORDS])
    if not ways:
        return []
    found = _names_with(ways, kinds)
    if not found and len(ways) > 1:
        # Not all of it together: then what the word says that tells most.
        ways = [min(ways, key=lambda way: len(way.words))]
        found = _names_with(ways, kinds)
    words_of = {plain: words_in(plain) for plain in {candidate.plain for candidate in found}}
    picked: dict[UUID, str] = {}
    for candidate in rank(found, [way.words for way in ways], language, words_of=words_of):
        if candidate.skill not in without:
            picked.setdefault(candidate.skill, candidate.text)
        if len(picked) >= most:
            break
    shown = [(skill, picked[skill.pk]) for skill in Skill.objects.in_order(list(picked))]
    return [Picked(skill, "" if by == skill.called_in(language) else by) for skill, by in shown]


@dataclass(frozen=True)
class _Way:
    """How one typed word is answered: by which words, and the question that finds the names with them."""

    words: dict[str, int]
    holds: Q


def _ways(asked: list[str]) -> list[_Way]:
    """Per typed word. Words that nothing answers, or of grammar, count only when there is nothing else. Three queries at most, however many words."""
    telling = [word for word in asked if word not in DUTCH and word not in ENGLISH] or asked
    holding = {word: _holds(word) for word in telling}
    known = list(Word.objects.filter(reduce(or_, holding.values())).values_list("text", flat=True)) if telling else []
    held = {word: _held(word, known) for word in telling}
    near = _slips([word for word in telling if not held[word]])
    ways = [
        _Way(held[word], holding[word]) if held[word] else _Way(dict.fromkeys(near[word], SLIP), Q(text__in=near[word]))
        for word in telling
    ]
    return [way for way in ways if way.words]


def _holds(asked: str) -> Q:
    return Q(text__contains=asked) if len(asked) >= SHORTEST_WITHIN else Q(text__startswith=asked)


def _held(asked: str, known: Collection[str]) -> dict[str, int]:
    fits = {word: way for word in known if (way := how(asked, word)) is not None}
    return fits if len(asked) >= SHORTEST_WITHIN else {word: way for word, way in fits.items() if way != WITHIN}


def _slips(asked: Collection[str]) -> dict[str, list[str]]:
    """Per word those one slip away; else, of a word that may still be typed, those that begin with something near; of a long one two slips away."""
    found: dict[str, list[str]] = {word: [] for word in asked}
    one = {word: one_slip(word) for word in asked if len(word) >= SHORTEST_SLIP and word.isalpha()}
    if one:
        all_of_them = sorted(set().union(*one.values()))
        for text in Word.objects.filter(text__in=all_of_them).values_list("text", flat=True):
            for word in one:
                if text in one[word]:
                    found[word].append(text)
    if left := [word for word in one if not found[word]]:
        begins = [Q(text__startswith=word[0], long__gte=len(word) - 2) for word in left]
        begun = Word.objects.annotate(long=Length("text")).filter(reduce(or_, begins))
        texts = list(begun.values_list("text", flat=True))
        found |= {word: _begun_near(word, texts) for word in left}
    return found


def _begun_near(asked: str, texts: Collection[str]) -> list[str]:
    most = 2 if len(asked) >= TWO_SLIPS_FROM else 1
    letters = letters_of(asked)
    may_be = (text for text in texts if text[0] == asked[0] and len(text) >= len(asked) - 2)
    near = (
        text
        for text in may_be
        if _is_near(asked, text[: len(asked)], letters, most) or _is_near(asked, text, letters, most)
    )
    return list(islice(near, MOST_NEAR))


def _is_near(asked: str, other: str, letters: int, most: int) -> bool:
    return (letters ^ letters_of(other)).bit_count() <= 2 * most and slips(asked, other, most) <= most


def _names_with(ways: list[_Way], kinds: Collection[str]) -> list[Candidate]:
    names = SkillName.objects.all()
    uses = Word.names.through.objects
    for way in ways:
        names = names.filter(pk__in=uses.filter(word__in=Word.objects.filter(way.holds)).values("skillname"))
    standing = Q(skill__merger=None, skill__kind__in=kinds) | Q(skill__merger__into__kind__in=kinds)
    rows = names.filter(standing).annotate(stands_for=stands_for()).order_by("-preferred", Length("plain"))
    return [
        Candidate(*row) for row in rows.values_list("stands_for", "language", "text", "plain", "preferred")[:WEIGHED]
    ]
