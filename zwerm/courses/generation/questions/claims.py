"""Asks what somebody does, or must do, among what the text says of others who act.

Of things the wrong answers are known by their sense: nobody takes what a list contains for what a fee is. Who does what can be mistaken.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from zwerm.courses.generation.draft import Matching, MultipleChoice, Option, Pair, Question, Sentence, SingleChoice
from zwerm.courses.generation.flaws.parts import shared_stems
from zwerm.courses.generation.material.facts import Stated
from zwerm.courses.generation.material.gather import Material
from zwerm.courses.generation.questions.proposal import (
    Proposal,
    capital,
    likely_mistakes,
    owners,
    shown,
    spans_of,
    with_wrong_options,
)
from zwerm.courses.generation.questions.ties import OF_ALL
from zwerm.courses.generation.reading.sentence import SourceSentence
from zwerm.courses.generation.wording import BY_LANGUAGE
from zwerm.language.agents import is_anybody, names_agent

WORTH, WORTH_OF_PAIRS, WORTH_OF_ALL = 0.8, 1.0, 0.9
MOST_RIGHT, FEWEST_RIGHT, WRONG, POOL = 3, 2, 2, 6
QUOTES = "\"“”‘’'«»„"
BEING = frozenset(["is", "zijn", "wordt", "worden", "are", "be", "been"])
HELPING = frozenset(["kan", "kunnen", "moet", "moeten", "mag", "mogen", "heeft", "hebben", "geldt", "gelden", "betekent", "bevat", "bevatten", "omvat", "omvatten", "bestaat", "bestaan", "can", "must", "should", "shall", "may", "will", "has", "have", "means", "contains", "contain", "includes", "include", "consists"])  # fmt: skip
NAMING = frozenset(["een", "de", "het", "geen", "a", "an", "the", "one", "één"])
PLACING = frozenset(["in", "op", "bij", "voor", "om", "van", "at", "on", "for", "to", "from", "about"])
PARTICIPLE = re.compile(r"(?:ge|ver|be|ont|her)\w{2,}(?:d|t|en)|\w{3,}eerd|.*ed")
PAIRS, FEWEST_PAIRS = 4, 3
# Whom a word names that is so common is whom the text is written for.
MOST, OFTEN = 8, 6
# "…, of de manager voert hem uit", "…; the rest is …".
AND_MORE = re.compile(r";|, (?:en|of|maar|want|dus|terwijl|waarna|and|or|but|so|while) ", re.IGNORECASE)
# "Is available to …": how somebody is, and not what is done.
TELLS_HOW = frozenset(["heeft", "hebben", "has", "have", "geldt", "gelden", "bestaat", "bestaan", "consists"])


def propose(material: Material, inside: range) -> Iterator[Proposal]:
    own = [stated for stated in acting(material) if stated.unit in inside]
    for stated in own:
        yield Proposal(stated.unit, WORTH, _ask(material, stated))
    for same in _of_one_subject(own):
        yield Proposal(same[0].unit, WORTH_OF_ALL, _ask_all(material, same))
    for alike in _said_alike(own):
        fitting = _apart(alike)
        if len(fitting) >= FEWEST_PAIRS:
            yield Proposal(fitting[0].unit, WORTH_OF_PAIRS, _match(material, fitting))


def common_words(material: Material) -> set[str]:
    """The stems that the text is full of."""
    return {stem for stem, count in material.weights.most_common(MOST) if count >= OFTEN}


def acting(material: Material) -> list[Stated]:
    """What the text says that a role or body does, in one statement: a second one ("… and the results are …") would tell more."""
    addressed = common_words(material)
    return [
        stated
        for stated in material.stated
        if names_agent(stated.subject.text, material.language)
        and not OF_ALL.match(stated.subject.text)
        and not AND_MORE.search(stated.predicate.text)
        and stated.predicate.words[0] not in TELLS_HOW
        and not shared_stems(stated.subject.stems, stated.predicate.stems)
        and not owners(stated.predicate)
        and not is_anybody(stated.subject.text)
        and not (stated.subject.stems & addressed and len(stated.subject.stems) == 1)
    ]


def _ask(material: Material, stated: Stated) -> Iterator[Question]:
    stem = BY_LANGUAGE[material.language].said_of
    possible = [other for other in acting(material) if _could_be_said(stated, other) and _says_alike(stated, other)]
    near = material.units[stated.unit].section.path[:-1]
    nearest = [other.predicate for other in possible if material.units[other.unit].section.path[:-1] == near]
    others = [other.predicate for other in possible]

    def build(wrong: Sequence[SourceSentence]) -> Question:
        options = [Option(stated.predicate.text, True, (stated.predicate.span,))]
        options += [Option(other.text, False, (other.span,)) for other in wrong]
        options.sort(key=lambda option: option.text.casefold())
        quote = f"{stated.subject.text.strip(QUOTES)} …"
        return SingleChoice(stem, tuple(options), shown(stated.sentence), spans_of(stated.sentence), quote=quote)

    return with_wrong_options(likely_mistakes(stated.predicate, others, nearest), build)


def _said_alike(own: Sequence[Stated]) -> list[list[Stated]]:
    """What is said with the same verb in the same way: else the verb tells which subject it is of."""
    found: list[list[Stated]] = []
    for stated in own:
        alike = (group for group in found if group[0].says == stated.says and _says_alike(group[0], stated))
        same = next(alike, None)
        if same is None:
            found.append([stated])
        else:
            same.append(stated)
    return found


def _of_one_subject(own: Sequence[Stated]) -> list[list[Stated]]:
    """What is said of the same subject in several sentences, where it is written alike."""
    found: dict[str, list[Stated]] = {}
    for stated in own:
        found.setdefault(stated.subject.text.casefold(), []).append(stated)
    return [same for same in found.values() if len(same) >= FEWEST_RIGHT]


def _ask_all(material: Material, same: Sequence[Stated]) -> Iterator[Question]:
    """All that the text says of a subject, among what it says of others."""
    stem = BY_LANGUAGE[material.language].all_said.format(subject=same[0].subject.text)
    others = [
        other.predicate
        for other in acting(material)
        if all(_could_be_said(stated, other) for stated in same) and any(_says_alike(stated, other) for stated in same)
    ]
    pool = likely_mistakes(same[0].predicate, others)[:POOL]
    for size in range(min(MOST_RIGHT, len(same)), FEWEST_RIGHT - 1, -1):
        for right in combinations(same, size):
            for wrong in combinations(pool, WRONG):
                options = [Option(stated.predicate.text, True, (stated.predicate.span,)) for stated in right]
                options += [Option(other.text, False, (other.span,)) for other in wrong]
                options.sort(key=lambda option: option.text.casefold())
                sentences = [stated.sentence for stated in right]
                yield MultipleChoice(stem, tuple(options), shown(*sentences), spans_of(*sentences))


def _says_alike(stated: Stated, other: Stated) -> bool:
    """Whether both say the same kind of thing: what somebody does, or with the same verb what is so or must be."""
    one, two = stated.predicate.words, other.predicate.words
    if one[0] != two[0]:
        return not {one[0], two[0]} & (BEING | HELPING)
    if one[0] not in BEING | HELPING:
        return True
    near = shared_stems(other.predicate.stems, stated.predicate.stems | stated.subject.stems)
    return bool(near) and (one[1] == two[1] or _voice(stated) == _voice(other))


def _voice(stated: Stated) -> str:
    """What is done with the subject, what it is called ("a list of …"), where or for whom it is, or how it is."""
    words = stated.predicate.words
    if any(PARTICIPLE.fullmatch(word) for word in words[1:3]) or words[-1] in BEING:
        return "undergoes"
    return "names" if words[1] in NAMING else "places" if words[1] in PLACING else "tells"


def _could_be_said(stated: Stated, other: Stated) -> bool:
    """Whether grammar lets it be said of the subject, while the text says it of something else."""
    return (
        other is not stated
        and other.says in (stated.subject_is, "any")
        and not _related(stated, other)
        and owners(other.predicate) <= owners(stated.predicate)
    )


def _related(one: Stated, other: Stated) -> bool:
    """One is about the other, or about a part or a kind of it."""
    return bool(
        shared_stems(one.subject.stems, other.sentence.stems) or shared_stems(other.subject.stems, one.subject.stems)
    )


def _apart(stated: Sequence[Stated]) -> list[Stated]:
    """Those of which none is about another, the first of each."""
    found: list[Stated] = []
    for one in stated:
        if not any(_related(one, other) or _related(other, one) for other in found):
            found.append(one)
    return found


def _match(material: Material, fitting: Sequence[Stated]) -> Iterator[Question]:
    stem = BY_LANGUAGE[material.language].match_said
    for size in range(min(PAIRS, len(fitting)), FEWEST_PAIRS - 1, -1):
        for chosen in combinations(fitting, size):
            pairs = tuple(
                Pair(
                    Sentence(capital(stated.subject.text), (stated.subject.span,)),
                    Sentence(stated.predicate.text, (stated.predicate.span,)),
                )
                for stated in chosen
            )
            sentences = [stated.sentence for stated in chosen]
            yield Matching(stem, pairs, shown(*sentences), spans_of(*sentences))
