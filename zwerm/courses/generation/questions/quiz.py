"""Chooses the questions of one bite: of different kinds, about different places, none that answers another."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

import msgspec

from zwerm.courses.generation.draft import Gap, Numeric, Question
from zwerm.courses.generation.flaws import Setting
from zwerm.courses.generation.flaws.interlock import gives_away
from zwerm.courses.generation.material.gather import Material
from zwerm.courses.generation.questions import (
    amounts,
    claims,
    entries,
    explained,
    meanings,
    opposites,
    oppositions,
    subjects,
    ties,
)
from zwerm.courses.generation.questions.placing import with_heading
from zwerm.courses.generation.questions.proposal import Candidate, Proposal, nearby_texts
from zwerm.courses.generation.wording import BY_LANGUAGE, Wording
from zwerm.language.oppositions import is_closed_set

Maker = Callable[[Material, range], Iterator[Proposal]]
MAKERS: tuple[Maker, ...] = (
    meanings.propose,
    entries.propose,
    explained.propose,
    opposites.propose,
    amounts.propose,
    ties.propose,
    claims.propose,
    subjects.propose,
    oppositions.propose,
)
SAME_KIND, SAME_UNIT = 0.8, 0.35
MOST_TOPICS, MOST_OPPOSED, MOST_NUMBERS, MOST_TERMS = 2, 2, 2, 3
INTERLOCK = "interlock"


def choose_questions(
    material: Material,
    inside: range,
    limit: int,
    rejected: Counter[str],
    avoid: tuple[Question, ...] = (),
    makers: Sequence[Maker] = MAKERS,
    leave: Callable[[Candidate], bool] = lambda candidate: False,
) -> tuple[Question, ...]:
    """At most `limit` questions about the units in `inside`, in the order of the text.

    Counts what the rules throw away in `rejected`. What asks the same as a question in `avoid` is not chosen, and what to `leave` neither.
    """
    chosen: list[Candidate] = []
    found = [one for one in candidates(makers, material, inside, rejected) if one.question and not leave(one)]
    choose_among(found, chosen, limit, rejected, avoid, material.language)
    ordered = sorted((c for c in chosen if c.question), key=lambda c: c.proposal.unit)
    varied = _varied([c.question for c in ordered if c.question], BY_LANGUAGE[material.language])
    return tuple(with_heading(q, material, c.proposal.unit) for q, c in zip(varied, ordered, strict=True))


def can_be_asked(material: Material, inside: range) -> bool:
    """Whether there is a question without a flaw about these units."""
    return any(True for _ in candidates(MAKERS, material, inside, Counter()))


def choose_among(
    candidates: Sequence[Candidate],
    chosen: list[Candidate],
    limit: int,
    rejected: Counter[str],
    avoid: Sequence[Question],
    language: str,
) -> None:
    """Adds to `chosen` what adds most, up to `limit`."""
    while len(chosen) < limit:
        before = [candidate.question for candidate in chosen if candidate.question]
        open_ = [candidate for candidate in candidates if candidate not in chosen]
        for candidate in open_:
            _find_fitting(candidate, before, avoid, language)
        open_ = [candidate for candidate in open_ if candidate.question is not None]
        if not open_:
            break
        chosen.append(max(open_, key=lambda candidate: _gain(candidate, chosen)))
    rejected[INTERLOCK] += sum(candidate.question is None for candidate in candidates)


def _find_fitting(candidate: Candidate, asked: list[Question], avoid: Sequence[Question], language: str) -> None:
    """Goes on to the first version that neither gives away nor is given away by what is asked; to none when there is none.

    What does not fit now never will, since questions are only added.
    """
    while candidate.question is not None:
        if _enough(candidate.question, asked, language):
            candidate.give_up()
        elif _clashes(candidate.question, [*asked, *avoid], language):
            candidate.take_next()
        else:
            return


def _enough(question: Question, chosen: list[Question], language: str) -> bool:
    """A number, a word that excludes others, or a heading to find: a few of them are enough."""
    wording = BY_LANGUAGE[language]
    if isinstance(question, Numeric):
        return sum(isinstance(other, Numeric) for other in chosen) >= MOST_NUMBERS
    if question.stem == wording.which_term:
        return sum(other.stem == wording.which_term for other in chosen) >= MOST_TERMS
    if _is_opposed(question, language):
        return sum(_is_opposed(other, language) for other in chosen) >= MOST_OPPOSED
    topical = question.stem.startswith(wording.which_topic_of.split("‘")[0])
    return topical and sum(other.stem == question.stem for other in chosen) >= MOST_TOPICS


def _is_opposed(question: Question, language: str) -> bool:
    return isinstance(question, Gap) and bool(question.choices) and is_closed_set(question.choices, language)


def _varied(questions: list[Question], wording: Wording) -> Iterator[Question]:
    """The same instruction in other words when it comes again."""
    asked: Counter[str] = Counter()
    for question in questions:
        ways = (question.stem, *wording.also.get(question.stem, ()))
        yield msgspec.structs.replace(question, stem=ways[asked[question.stem] % len(ways)])
        asked[question.stem] += 1


def candidates(
    makers: Sequence[Maker],
    material: Material,
    inside: range,
    rejected: Counter[str],
    forgiven: frozenset[str] = frozenset(),
) -> Iterator[Candidate]:
    """Every proposal that has a version without a flaw; those of the rules in `forgiven` don't count."""
    articles = {
        phrase.text.casefold(): phrase.article for phrase in material.phrases if phrase.article in ("de", "het")
    }
    for maker in makers:
        for proposal in maker(material, inside):
            setting = Setting(material.language, nearby_texts(material, proposal.unit), articles)
            candidate = Candidate(proposal, setting, forgiven)
            if candidate.question is not None:
                yield candidate
            elif candidate.flaw is not None:
                rejected[candidate.flaw.rule] += 1


def _clashes(question: Question, others: list[Question], language: str) -> bool:
    return any(gives_away(question, other, language) for other in others)


def _gain(candidate: Candidate, chosen: list[Candidate]) -> float:
    """What it adds: less when its kind or its place has had its turn."""
    proposal, question = candidate.proposal, candidate.question
    assert question is not None
    kinds = sum(other.question is not None and other.question.kind == question.kind for other in chosen)
    units = sum(other.proposal.unit == proposal.unit for other in chosen)
    return proposal.worth / (1 + SAME_KIND * kinds) / (1 + SAME_UNIT * units)
