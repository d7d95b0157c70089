"""Chooses the questions of one bite: of different kinds, about different places, none that answers another."""

from collections import Counter
from collections.abc import Callable, Iterator

import msgspec

from zwerm.courses.generation.draft import Question
from zwerm.courses.generation.flaws import Setting
from zwerm.courses.generation.flaws.interlock import gives_away
from zwerm.courses.generation.material.gather import Material
from zwerm.courses.generation.questions import (
    amounts,
    asked,
    entries,
    enumerations,
    gaps,
    keywords,
    meanings,
    oppositions,
    procedures,
    subjects,
    ties,
    topics,
)
from zwerm.courses.generation.questions.proposal import Proposal, nearby_texts, take_version
from zwerm.courses.generation.wording import BY_LANGUAGE, Wording

MAKERS: tuple[Callable[[Material, range], Iterator[Proposal]], ...] = (
    meanings.propose,
    entries.propose,
    enumerations.propose,
    procedures.propose,
    amounts.propose,
    ties.propose,
    asked.propose,
    subjects.propose,
    oppositions.propose,
    topics.propose,
    gaps.propose,
    keywords.propose,
)
SAME_KIND, SAME_UNIT = 0.8, 0.35
MOST_KEYWORDS, MOST_TOPICS = 3, 2
INTERLOCK = "interlock"


def choose_questions(
    material: Material, inside: range, limit: int, rejected: Counter[str], avoid: tuple[Question, ...] = ()
) -> tuple[Question, ...]:
    """At most `limit` questions about the units in `inside`, in the order of the text.

    Counts what the rules throw away in `rejected`. What asks the same as a question in `avoid` is not chosen.
    """
    sound = list(_sound(material, inside, rejected))
    chosen: list[tuple[Proposal, Question]] = []
    while len(chosen) < limit:
        open_ = [pair for pair in sound if all(pair[0] is not other[0] for other in chosen)]
        open_ = [
            pair for pair in open_ if not _clashes(pair[1], [q for _, q in chosen] + list(avoid), material.language)
        ]
        open_ = [pair for pair in open_ if not _enough(pair[1], [q for _, q in chosen], material.language)]
        if not open_:
            break
        chosen.append(max(open_, key=lambda pair: _gain(pair, chosen)))
    rejected[INTERLOCK] += sum(
        _clashes(question, [q for p, q in chosen if p is not proposal], material.language)
        for proposal, question in sound
        if all(proposal is not other for other, _ in chosen)
    )
    ordered = [question for _, question in sorted(chosen, key=lambda pair: pair[0].unit)]
    return tuple(_varied(ordered, BY_LANGUAGE[material.language]))


def _enough(question: Question, chosen: list[Question], language: str) -> bool:
    """A word to fill in or a heading to find is what is asked when there is nothing better: a few of them are enough."""
    wording = BY_LANGUAGE[language]
    if question.stem == wording.keyword:
        return sum(other.stem == question.stem for other in chosen) >= MOST_KEYWORDS
    topical = question.stem.startswith(wording.which_topic_of.split("‘")[0])
    return topical and sum(other.stem == question.stem for other in chosen) >= MOST_TOPICS


def _varied(questions: list[Question], wording: Wording) -> Iterator[Question]:
    """The same instruction in other words when it comes again."""
    asked: Counter[str] = Counter()
    for question in questions:
        ways = (question.stem, *wording.also.get(question.stem, ()))
        yield msgspec.structs.replace(question, stem=ways[asked[question.stem] % len(ways)])
        asked[question.stem] += 1


def _sound(material: Material, inside: range, rejected: Counter[str]) -> Iterator[tuple[Proposal, Question]]:
    """Every proposal that has a version without a flaw."""
    articles = {
        phrase.text.casefold(): phrase.article for phrase in material.phrases if phrase.article in ("de", "het")
    }
    for maker in MAKERS:
        for proposal in maker(material, inside):
            setting = Setting(material.language, nearby_texts(material, proposal.unit), articles)
            question, flaw = take_version(proposal, setting)
            if question is not None:
                yield proposal, question
            elif flaw is not None:
                rejected[flaw.rule] += 1


def _clashes(question: Question, others: list[Question], language: str) -> bool:
    return any(gives_away(question, other, language) for other in others)


def _gain(pair: tuple[Proposal, Question], chosen: list[tuple[Proposal, Question]]) -> float:
    """What it adds: less when its kind or its place has had its turn."""
    proposal, question = pair
    kinds = sum(other.kind == question.kind for _, other in chosen)
    units = sum(other.unit == proposal.unit for other, _ in chosen)
    return proposal.worth / (1 + SAME_KIND * kinds) / (1 + SAME_UNIT * units)
