"""Words of the question come back in the correct option only."""

from functools import lru_cache

from zwerm.courses.generation.draft import Matching, Question
from zwerm.courses.generation.flaws.parts import (
    Setting,
    correct_options,
    shared_stems,
    stems,
    subject_of,
    wrong_options,
)
from zwerm.language.acronyms import spelled_by
from zwerm.language.alike import telling_words, tells_of
from zwerm.language.forms import root
from zwerm.language.stopwords import is_stop_word
from zwerm.language.synonyms import synonyms
from zwerm.language.words import common_start, find_words

SHORTEST_START = 9
# "Kwetsbaarheidsbeheer" and "kwetsbaarheden" start alike; "modelbeveiliging" starts as "besluitvormingsmodel" ends.
SHORTEST_ALIKE, SHORTEST_END = 7, 5


def check(question: Question, setting: Setting) -> str:
    if isinstance(question, Matching):
        return _in_pairs(question, setting)
    correct, wrong = correct_options(question), wrong_options(question)
    if not correct or not wrong:
        return ""
    subject = subject_of(question)
    told = stems(subject, setting.language)
    others = frozenset().union(*(stems(text, setting.language) for text in wrong))
    for option in correct:
        # The very word in the right option only, though a wrong one has it within a compound.
        exact = (stems(option, setting.language) & told) - others
        shared = shared_stems(stems(option, setting.language), told)
        only = exact or shared - shared_stems(shared, others)
        # In half of the wrong ones too it still halves the choice.
        given = [stems(text, setting.language) for text in wrong]
        few = frozenset(one for one in shared if _held_by(one, given) * 2 <= len(wrong))
        only = only or few
        if only:
            return f"“{min(only)}” stands in the question and in the correct option"
        formed = _roots(option, setting) & _roots(subject, setting) - _roots(" ".join(wrong), setting)
        if formed:
            return f"a form of “{min(formed)}” stands in the question and in the correct option"
        if _is_spelled(subject, option) and not any(_is_spelled(subject, text) for text in wrong):
            return "the first letters of one are the other"
        if alike := _alike(subject, option, correct, wrong, setting):
            return f"“{alike}” looks like a word of the question"
        if said := _in_other_words(subject, option, wrong, setting):
            return f"“{said}” is another word for one of the question"
        if part := _part_of_its_own(subject, option, wrong, setting):
            return f"“{part}…” stands in the question and in the correct option"
    return ""


def _alike(subject: str, option: str, correct: list[str], wrong: list[str], setting: Setting) -> str:
    """A word that the correct option and the question are alike in, and most wrong options are not."""
    # A word that all options have tells them not apart.
    common = frozenset.intersection(*(telling_words(text, setting.language) for text in (*correct, *wrong)))
    alike = tells_of(option, subject, setting.language) - common
    also = sum(bool(tells_of(text, subject, setting.language) - common) for text in wrong)
    if not alike or also * 2 < len(wrong):
        return min(alike, default="")
    # Word by word: that each wrong one has another of its words hides nothing.
    words = tells_of(subject, option, setting.language)
    held = {word: sum(bool(tells_of(word, text, setting.language)) for text in wrong) for word in words}
    return min((word for word, count in held.items() if count * 2 < len(wrong)), default="")


def _in_other_words(told: str, own: str, others: list[str], setting: Setting) -> str:
    """A stem of `own` that means the same as a word of `told`, where none of the others has one: "security" and "beveiliging"."""
    meant = _meant(told, setting.language)
    found = shared_stems(meant, stems(own, setting.language))
    rest = frozenset().union(*(stems(text, setting.language) for text in others))
    return min(found - shared_stems(found, rest), default="")


@lru_cache(maxsize=16384)
def _meant(text: str, language: str) -> frozenset[str]:
    words = (word.folded for word in find_words(text))
    return frozenset(one for word in words if not is_stop_word(word, language) for one in synonyms(word, language))


def _held_by(stem: str, texts: list[frozenset[str]]) -> int:
    return sum(bool(shared_stems(frozenset([stem]), text)) for text in texts)


def _is_spelled(one: str, other: str) -> bool:
    """Whether the first letters of the one spell a word of the other."""
    return any(spelled_by(word.text, text) for name, text in ((one, other), (other, one)) for word in find_words(name))


def _part_of_its_own(told: str, own: str, others: list[str], setting: Setting) -> str:
    """What a word of `told` and one of `own` look alike by, where no word of the others holds it."""
    if setting.language != "nl":
        return ""
    beside = [word for text in others for word in _words(text)]
    found = {part for one in _words(told) for other in _words(own) if (part := _look_alike(one, other))}
    return min((part for part in found if not any(part in word for word in beside)), default="")


@lru_cache(maxsize=16384)
def _words(text: str) -> tuple[str, ...]:
    return tuple(word.folded for word in find_words(text) if not is_stop_word(word.folded, "nl"))


@lru_cache(maxsize=262144)
def _look_alike(one: str, other: str) -> str:
    """The part of a compound that the other word has too, at its start or where the one starts as the other ends: "logging" and
    "transactielogging", which stems do not show."""
    start = common_start(one, other)
    if len(start) >= SHORTEST_ALIKE:
        return start
    for long, short in ((one, other), (other, one)):
        for size in range(min(len(long), len(short)), SHORTEST_END - 1, -1):
            if long.endswith(short[:size]):
                return short[:size]
    return ""


def _starts(text: str, setting: Setting) -> frozenset[str]:
    """How long words begin: "leiderschapsontwikkeling" and "leiderschapsvaardigheden" are of one matter."""
    return frozenset(stem[:SHORTEST_START] for stem in stems(text, setting.language) if len(stem) > SHORTEST_START)


def _roots(text: str, setting: Setting) -> frozenset[str]:
    roots = frozenset(root(stem, setting.language) for stem in stems(text, setting.language)) - {""}
    return roots | _starts(text, setting)


def _in_pairs(question: Matching, setting: Setting) -> str:
    """A left that shares a word with its own right and with no other right, or of which a word that no other left has looks like
    one of its own right and like none of most of the others."""
    for pair in question.pairs:
        left, right = pair.left.text, pair.right.text
        rest = [other for other in question.pairs if other is not pair]
        own = shared_stems(stems(left, setting.language), stems(right, setting.language))
        beside = " ".join(other.right.text for other in rest)
        alike = _roots(left, setting) & _roots(right, setting) - _roots(beside, setting)
        rights = [stems(other.right.text, setting.language) for other in rest]
        few = any(_held_by(word, rights) * 2 <= len(rest) for word in own)
        if few or alike:
            return f"“{left}” comes back in what belongs to it"
        if _is_spelled(left, right):
            return f"the first letters of “{right}” are “{left}”"
        if said := _in_other_words(left, right, [other.right.text for other in rest], setting):
            return f"“{said}” is another word for “{left}”"
        named = frozenset().union(*(telling_words(other.left.text, setting.language) for other in rest))
        for word in sorted(tells_of(left, right, setting.language) - named):
            elsewhere = sum(bool(tells_of(word, other.right.text, setting.language)) for other in rest)
            if elsewhere * 2 < len(rest):
                return f"“{word}” of “{left}” looks like a word of what belongs to it"
        sides = [side.text for other in rest for side in (other.left, other.right)]
        if part := _part_of_its_own(left, right, sides, setting):
            return f"“{part}…” of “{left}” comes back in what belongs to it"
    return ""
