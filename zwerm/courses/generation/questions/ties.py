"""Asks what follows when something is the case, or why something is so."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations

from zwerm.courses.generation.draft import Matching, Option, Pair, Question, Sentence, SingleChoice
from zwerm.courses.generation.flaws.parts import shared_stems
from zwerm.courses.generation.material.facts import Tied
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
from zwerm.courses.generation.reading.sentence import SourceSentence
from zwerm.courses.generation.wording import BY_LANGUAGE
from zwerm.language.imperatives import tells_to
from zwerm.language.standalone import points_back
from zwerm.language.words import count_words

COMMON = 4
ENOUGH_NEAR = 2
CASES = frozenset(["condition", "means"])
SHORTEST, LONGEST = 4, 22
OF_ALL = re.compile(
    r"(?:every|each|all|any|everyone|everybody|elke?|iedere?|ieder|alle|iedereen|anyone)\b", re.IGNORECASE
)
POINTING = frozenset(["them", "they", "hun", "their", "his", "her"])
SPEAKS_OF = frozenset(["you", "we", "your", "our", "all", "every"])
# An order for a case of its own.
LIMITED = re.compile(
    r"\b(?:als|wanneer|indien|zodra|tenzij|mits|voordat|nadat|if|when|whenever|once|unless|before|after|until)\b",
    re.IGNORECASE,
)
PAIRS, FEWEST_PAIRS = 4, 3
WORTH_OF_PAIRS = {"condition": 1.0, "purpose": 0.9, "cause": 0.9}
WORTH = {"condition": 0.9, "means": 0.75, "duty": 0.85, "effect": 0.75, "cause": 0.8, "purpose": 0.65}


def propose(material: Material, inside: range) -> Iterator[Proposal]:
    own = [tied for tied in material.ties if tied.unit in inside and not _is_of_all(tied)]
    for tied in own:
        yield Proposal(tied.unit, WORTH[tied.tie], _ask(material, tied))
    for kind, worth in WORTH_OF_PAIRS.items():
        fitting = _apart([tied for tied in own if tied.tie == kind and not _points(tied)])
        if len(fitting) >= FEWEST_PAIRS:
            yield Proposal(fitting[0].unit, worth, _match(material, fitting))


def _is_of_all(tied: Tied) -> bool:
    """Whether it is said of everybody: then what is said of others may be so of these too."""
    return bool(tied.subject and OF_ALL.match(tied.subject.text))


def _points(tied: Tied) -> bool:
    """Whether its end tells its beginning by a word such as "them" or "he"."""
    return bool(owners(tied.second) & POINTING) or points_back(capital(tied.second.text), tied.second.language)


def _apart(ties: Sequence[Tied]) -> list[Tied]:
    """Those that share no word but what most of them are about: only then an end belongs to one beginning."""
    counted = Counter(stem for tied in ties for stem in tied.sentence.stems)
    common = {stem for stem, count in counted.items() if count * 2 > len(ties)}
    found: list[Tied] = []
    for tied in ties:
        alike = (other for other in found if shared_stems(tied.sentence.stems, other.sentence.stems) - common)
        if not any(alike):
            found.append(tied)
    return found


def _match(material: Material, fitting: Sequence[Tied]) -> Iterator[Question]:
    wording = BY_LANGUAGE[material.language]
    stem = wording.match_cases if fitting[0].tie == "condition" else wording.match_reasons
    for size in range(min(PAIRS, len(fitting)), FEWEST_PAIRS - 1, -1):
        for chosen in combinations(fitting, size):
            if len({tied.form for tied in chosen}) > 1:
                continue  # how an end is built would tell its beginning
            pairs = tuple(
                Pair(
                    Sentence(f"{_opening(tied)} …", (tied.first.span,)),
                    Sentence(f"… {tied.second.text}", (tied.second.span,)),
                )
                for tied in chosen
            )
            sentences = [tied.sentence for tied in chosen]
            yield Matching(stem, pairs, shown(*sentences), spans_of(*sentences))


def _ask(material: Material, tied: Tied) -> Iterator[Question]:
    wording = BY_LANGUAGE[material.language]
    stem = {
        "condition": wording.goes_on_condition,
        "means": wording.goes_on_means,
        "duty": wording.goes_on_duty,
        "effect": wording.goes_on_effect,
        "cause": wording.goes_on_cause,
        "purpose": wording.goes_on_purpose,
    }[tied.tie]
    others, near = _ends(material, tied)
    pool = likely_mistakes(tied.second, near if len(near) >= ENOUGH_NEAR else others, near)
    told_whole = any(other.text[:1].isupper() for other in others) and tied.tie in CASES
    shape = capital if told_whole else str

    def build(wrong: Sequence[SourceSentence]) -> Question:
        options = [Option(shape(tied.second.text), True, (tied.second.span,))]
        options += [Option(shape(other.text), False, (other.span,)) for other in wrong]
        options.sort(key=lambda option: option.text.casefold())
        return SingleChoice(
            stem, tuple(options), shown(tied.sentence), spans_of(tied.sentence), quote=f"{_opening(tied)} …"
        )

    return with_wrong_options(pool, build)


def _ends(material: Material, tied: Tied) -> tuple[list[SourceSentence], list[SourceSentence]]:
    """What ends other sentences or is told elsewhere in the same way, and of these what is of the matter of its section."""
    common = {stem for stem, _ in material.weights.most_common(COMMON)}
    path = material.units[tied.unit].section.path
    # Of what leans on the sentences before it is not told of what it speaks: only under another heading it is something else.
    loose = [other for other in material.loose_ties if material.units[other.unit].section.path != path]
    others = [
        other.second
        for other in (*material.ties, *loose)
        if other is not tied
        and _shape(other) == _shape(tied)
        and not (other.first.stems & tied.first.stems) - common
        and owners(other.second) <= owners(tied.second)
    ]
    if tied.tie in CASES:
        others += _said_elsewhere(material, tied, common)
        told = _tells(tied.second)
        others = [other for other in others if _tells(other) == told]
    # What is of the matter that the section speaks of is a mistake that somebody could make.
    unit = material.units[tied.unit]
    about = tied.second.stems.union(*(sentence.stems for sentence in unit.sentences)) - common
    near = [other for other in others if shared_stems(other.stems, about)]
    return others, near


def _shape(tied: Tied) -> tuple[str, str]:
    """How an end is built: after a case and after an aim ("Om … te …", "To …") it is a whole clause."""
    return ("case" if tied.tie in CASES else tied.tie), tied.form


def _tells(sentence: SourceSentence) -> bool:
    return tells_to(capital(sentence.text), sentence.language)


def _said_elsewhere(material: Material, tied: Tied, common: set[str]) -> list[SourceSentence]:
    """What the text tells or says in the same way under other headings, about other things than this case."""
    path = material.units[tied.unit].section.path
    about = tied.sentence.stems - common
    elsewhere = (unit for unit in material.units if unit.section.path != path and unit.language == material.language)
    return [
        sentence.part(0, len(sentence.text.rstrip(" .")))
        for unit in elsewhere
        for sentence in unit.rules
        if sentence.text.endswith(".")
        and not sentence.code
        and SHORTEST <= count_words(sentence.text) <= LONGEST
        and _opens_alike(sentence, tied.second)
        and not shared_stems(about, sentence.stems)
        and not LIMITED.search(sentence.text)
        and owners(sentence) <= owners(tied.second)
    ]


def _opens_alike(sentence: SourceSentence, end: SourceSentence) -> bool:
    """Both tell somebody to do something; or, in English, both speak of "you", "we" or the like."""
    if _tells(end):
        return _tells(sentence)
    return end.language == "en" and end.words[:1] == sentence.words[:1] and end.words[0] in SPEAKS_OF


def _opening(tied: Tied) -> str:
    return tied.first.text + ("," if tied.tie in ("condition", "means") else "")
