"""Asks who does or must do something, among others who act in the text."""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from zwerm.courses.generation.draft import Gap, Question
from zwerm.courses.generation.material.gather import Material
from zwerm.courses.generation.questions.claims import common_words
from zwerm.courses.generation.questions.proposal import POOL, Proposal, is_told_before, shown, spans_of
from zwerm.courses.generation.reading.sentence import SourceSentence
from zwerm.courses.generation.wording import BY_LANGUAGE
from zwerm.language.agents import find_actors, head_of, is_anybody
from zwerm.language.alike import tells_of
from zwerm.language.plurals import is_plural
from zwerm.language.words import count_words

FEWEST, LONGEST = 8, 34
WORTH, WRONG = 0.85, 3
# Whether it is one, many or somebody.
THEIRS = frozenset(["their", "his", "her", "its", "they", "them", "hun", "haar", "ze", "zij", "zich"])
# "The messenger is a member of …", "De wetgever heeft … geregeld", "het team wil …": who somebody is, what was done or is hoped for.
TELLS_WHO = re.compile(
    r"\s(?:heeft|has|have|hebben|had|hadden|wil|willen|vindt|vinden|denkt|hoopt|wants?|thinks?|hopes?|feels?)\s|\s(?:is|zijn|are)\s+(?:een|de|het|geen|iemand|altijd|alleen|al|bij|in|a|an|the|someone|always|only|available|not|no|in|at|[A-Z])",
)


def propose(material: Material, inside: range) -> Iterator[Proposal]:
    known = _known(material)
    common = common_words(material)
    for number in inside:
        unit = material.units[number]
        for sentence in unit.rules:
            for place in find_actors(sentence.text, material.language):
                fits = FEWEST <= count_words(sentence.text) <= LONGEST and _is_telling(sentence, place, common)
                if fits and not is_told_before(material, number, sentence):
                    yield Proposal(number, WORTH, _ask(material, sentence, place, known))


def _known(material: Material) -> list[str]:
    """Everybody who acts somewhere in the text, with a small letter, each role once, in the order of the text."""
    found: dict[str, str] = {}
    for unit in material.units:
        for sentence in unit.sentences if unit.language == material.language else ():
            for start, end in find_actors(sentence.text, material.language):
                actor = sentence.text[start:end]
                if not is_anybody(actor):
                    found.setdefault(" ".join(actor.casefold().split()[1:]), actor[:1].lower() + actor[1:])
    return list(found.values())


def _is_telling(sentence: SourceSentence, place: tuple[int, int], common: set[str]) -> bool:
    """Whether it says what somebody in particular does, and nothing else in it tells who."""
    start, end = place
    actor, rest = sentence.text[start:end], f"{sentence.text[:start]} {sentence.text[end:]}"
    words = set(re.findall(r"\w+", rest.casefold()))
    return (
        not is_anybody(actor)
        and not sentence.code
        and not any(left < end and start < right for left, right in sentence.linked)
        and not TELLS_WHO.match(sentence.text, end)
        and not words & THEIRS
        and not tells_of(actor, rest, sentence.language)
        and not (head_of(actor) in sentence.words and sentence.part(start, end).stems & common)
    )


def _is_kind_of(one: str, other: str) -> bool:
    """Whether the one is a kind of the other: "een systeembeheerder" and "de beheerder"."""
    heads = head_of(one), head_of(other)
    return heads[0].endswith(heads[1]) or heads[1].endswith(heads[0])


def _ask(
    material: Material, sentence: SourceSentence, place: tuple[int, int], known: Sequence[str]
) -> Iterator[Question]:
    """Others of the same number, of whom this sentence does not speak and who are called otherwise."""
    start, end = place
    language, actor = material.language, sentence.text[start:end]
    others = [
        other
        for other in known
        if is_plural(other, language) == is_plural(actor, language)
        and not tells_of(other, sentence.text, language)
        and not _is_kind_of(other, actor)
    ]
    for size in (WRONG, WRONG - 1):
        for chosen in combinations(others[:POOL], size):
            if any(tells_of(one, other, language) for one, other in combinations(chosen, 2)):
                continue
            wrong = [other[:1].upper() + other[1:] if actor[:1].isupper() else other for other in chosen]
            yield Gap(
                stem=BY_LANGUAGE[language].who,
                before=sentence.text[:start],
                after=sentence.text[end:],
                answer=actor,
                choices=tuple(sorted([actor, *wrong], key=str.casefold)),
                explanation=shown(sentence),
                spans=spans_of(sentence),
            )
