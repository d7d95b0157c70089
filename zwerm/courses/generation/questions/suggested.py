"""Questions that are too doubtful to stand in a course by themselves: offered to its author, who takes or leaves each.

They come from ways of asking of which too many are poor to ask them unseen, and from questions with a flaw of form alone,
which a small change mends. What gives its answer away, has two right answers or is broken is never offered.
"""

from collections import Counter
from collections.abc import Sequence

from zwerm.courses.generation.draft import Doubt, Question, Suggestion
from zwerm.courses.generation.material.gather import Material
from zwerm.courses.generation.questions import (
    amounts,
    entries,
    enumerations,
    explained,
    meanings,
    oppositions,
    procedures,
    subjects,
    ties,
    topics,
)
from zwerm.courses.generation.questions.placing import with_heading
from zwerm.courses.generation.questions.proposal import Candidate
from zwerm.courses.generation.questions.quiz import Maker, candidates, choose_among

# A part with so many questions needs no more; another gets at most so many suggestions.
ENOUGH, MOST = 4, 4
WAYS: tuple[tuple[Maker, Doubt], ...] = (
    (entries.propose_rows, Doubt.named),
    (explained.propose_others, Doubt.named),
    (enumerations.propose, Doubt.named),
    (procedures.propose, Doubt.steps),
    (procedures.propose_numbered, Doubt.unordered),
    (topics.propose, Doubt.elsewhere),
    (amounts.propose, Doubt.detail),
    (ties.propose, Doubt.detail),
    (subjects.propose, Doubt.detail),
    (oppositions.propose, Doubt.detail),
    (entries.propose_amounts, Doubt.detail),
)
# Rules about how a question looks, and the ways of asking of which what they reject is mostly good otherwise.
BY_FORM = frozenset(["absolute_terms", "vague_terms", "longest_option", "gratuitous_information", "convergence"])
FORMED: tuple[Maker, ...] = (meanings.propose, entries.propose)


def suggest_questions(material: Material, inside: range, there: Sequence[Question]) -> tuple[Suggestion, ...]:
    """At most `MOST`, in the order of the text; none that says the same as a question that is `there`, or gives it away."""
    # An answer in own words holds all that matters: every question would stand in it.
    there = [question for question in there if question.is_marked]
    if len(there) >= ENOUGH:
        return ()
    why: dict[int, str] = {}
    found: list[Candidate] = []
    for maker, doubt in WAYS:
        for candidate in candidates([maker], material, inside, Counter()):
            why[id(candidate)] = doubt
            found.append(candidate)
    found += candidates(FORMED, material, inside, Counter(), BY_FORM)
    chosen: list[Candidate] = []
    choose_among(
        [one for one in found if id(one) in why or one.forgiven], chosen, MOST, Counter(), there, material.language
    )
    suggested = [
        (one.proposal.unit, Suggestion(with_heading(one.question, material, one.proposal.unit), reason))
        for one in chosen
        if one.question and (reason := why.get(id(one)) or one.forgiven)
    ]
    return tuple(suggestion for _, suggestion in sorted(suggested, key=lambda pair: pair[0]))
