"""When to answer, and when to say that nobody wrote it down yet.

What counts is how likely the answer is one, told by what the question's words find where it stands. A raw search score says nothing: the
best page for a question that nobody answered still has one. Words are weighed by how rare they are in the organisation's own texts and, as long
as those are few, in the language. What is found and what is not is measured by what one word weighs that nobody ever wrote: among many
texts more has to be found, because among many there is sooner one that says some of it by chance.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zwerm.assistant.rules.measures import is_told_by
from zwerm.assistant.rules.question import Kind, Question, Wanted, most_weight
from zwerm.assistant.rules.weighing import Weighed, share_of

# Log-odds: first fitted on questions with and without an answer, then rounded and set by hand (docs/develop/answers.md).
FOUND, MISSED, EACH_WORD, UNIT, HEADING, NEAR = 2.6, -1.3, 0.5, 1.8, 2.0, 4.2
MOST_WORDS = 4
SPOKEN = 0.3
# A word of the question that weighs so much, of the heaviest, is what is asked about or what is asked of it.
KEY, SAID = 0.6, 0.45
# Dutch writes in one word what English says in two or three, so that a word found says more.
ENOUGH = {"nl": 5.9, "en": 6.4}
# A "who" without anybody is none; a time or an amount may be said in words that we do not know.
LACKS = {
    Kind.WHO: -5.0,
    Kind.CALL: -5.0,
    Kind.CONTACT: -5.0,
    Kind.WHEN: -1.5,
    Kind.NUMBER: -1.5,
    Kind.HOW: -2.0,
    Kind.DO: -2.0,
    Kind.MAY: -2.0,
    Kind.MEANING: -4.0,
}
# What is said of the very thing that was asked after, and a number to call in the sentence about it, are hardly chance.
DEFINES, REACHES, TOLD = 2.0, 2.0, 1.0
# What says nothing of a question's own words answers the question before it once more; what was to be measured is no "how long" without a time.
AGAIN, UNMEASURED = -6.0, -1.5
# The whole list that is called what was asked for; and how near anything else comes, at most.
LISTED, UNLISTED = 2.0, -0.5
# Of one word or two, nearness in meaning is little more than the words once more, and each that is missing changes what was asked.
SHORT_WORDS, SHORT_MISSED, NEAR_FROM = 2, -3.0, 3
# What rests on less is told to be perhaps beside the point. In Dutch it must be shown by more else too; English pages say it in other words more often.
RESTS_ON_LESS = {"nl": -0.4}
# In English not where a lesser word is left out, but where the one that weighs most is, or nothing has the shape of what was asked; nor for a case that somebody tells of themselves, without a question.
ALL_LEFT_OUT, LEAVES_OUT, SHAPELESS, STATED = 0.95, {"en": -0.8}, {"en": -0.4}, {"en": -0.8}
# Told as the answer is only what says so much of the question, has more than the line, still more where a word that weighs so much of the heaviest is left out, and most where nothing
# shows what would answer it: things of a kind are asked, or the question does not tell what it asks for.
SAYS, CLOSE, LEFT_OUT, LITTLE_MORE, UNSHAPED = 1.0, 0.75, 0.35, 2.0, 3.5
# How near answers are to their question on average, for where meaning is not measured.
USUALLY_NEAR = 0.45


@dataclass(frozen=True)
class Evidence:
    """What speaks for an answer.

    `found`: what the question's words weigh that the best passage of its page says; `missed`: what those weigh that the answer does not speak of.
    Both in words of the heaviest kind. `words`: how many it does speak of. `unit`: the share of the question's weight that the best sentence says with what it stands under; `heading`:
    the share that its title and headings say. `near`: how near what it says is to what was asked, 0 to 1; None where that is not measured. `lacks`: the kind of thing that is asked for
    and that it does not name. `asked`: how many words were asked. `defines`: it says what the thing is that was asked after; `reaches`:
    it names the number or address that was asked for. `again`: it says nothing of what a question adds to the one before it, and only answers that one once more. `unmeasured`: it lacks an amount
    of the kind that was asked for. `unsaid`: the weight of the heaviest word of the question that no sentence of the answer says, nor its headings and title, as a share of
    the heaviest word that was asked. `once`: how it is was asked, and what happened once is told. `shapeless`: nothing of it has the shape of what was asked for: a "where" without a place.
    `told`: the sentence that fits best says in its own words nearly all that was asked, and what is asked for as well. `unknown`: nothing shows what would answer it: things of a kind are asked for, or the question does not tell what.
    `plain`: it names what was asked for, and that can be nothing else: a place, whom to call, an amount of which the kind is clear.
    `denied`: what may not be, or is not to be done, was asked, and no sentence denies anything; or it was asked of a thing that is off, and what is told holds while it is on.
    `listed`: a list was asked for, and it is the whole list that is called so, or `one_of_several`; `unlisted`: one was, by its number or as steps, and it is none.
    `stated`: nothing is asked: somebody tells what happened to them.
    """

    found: float
    missed: float
    words: int
    unit: float
    heading: float
    near: float | None = None
    lacks: Kind | None = None
    asked: int = NEAR_FROM
    defines: bool = False
    reaches: bool = False
    again: bool = False
    unmeasured: bool = False
    unsaid: float = 0.0
    once: bool = False
    shapeless: bool = False
    told: bool = False
    unknown: bool = False
    plain: bool = False
    denied: bool = False
    stated: bool = False
    listed: bool = False
    one_of_several: bool = False
    unlisted: bool = False

    @property
    def rests_on_less(self) -> bool:
        """Whether it may well be beside the point, however much else speaks for it."""
        return self.unsaid >= KEY or self.once or self.shapeless


def gather(
    question: Question,
    best: Weighed,
    spoken: Sequence[float],
    heading: frozenset[str],
    passages: Sequence[frozenset[str]],
    near: float | None,
    lacks: Kind | None = None,
    *,
    defines: bool = False,
) -> Evidence:
    """The evidence for an answer whose best unit is `best`, and that speaks so much of each word.

    `heading` and `passages` are terms of what it stands under and of the passages of its page, the one that it stands in first.
    """
    asked = question.asked
    words = [question.words[place] for place in asked]
    spoken = [spoken[place] for place in asked]
    found = [best.found[place] for place in asked]
    heaviest = most_weight(question.things)
    own = passages[0] if passages else frozenset()
    # In the passage itself, words that mean about the same count as well: who asks does not know how it was written.
    known = [max(share, word.meant_in(own)) for word, share in zip(words, spoken, strict=True)]
    fresh = [share for word, share in zip(words, spoken, strict=True) if word.fresh]
    said = (sum(word.weight * word.meant_in(terms) for word in words) for terms in passages)
    return Evidence(
        found=max(said, default=0.0) / heaviest,
        missed=sum(word.weight * (1 - share) for word, share in zip(words, known, strict=True)) / heaviest,
        words=sum(share > SPOKEN for share in known),
        unit=share_of(words, [max(share, word.meant_in(best.terms)) for word, share in zip(words, found, strict=True)]),
        heading=share_of(words, [word.found_in(heading) for word in words]),
        near=near,
        lacks=lacks,
        asked=len(words),
        defines=defines,
        reaches=question.kind is Kind.CONTACT and lacks is None,
        again=bool(fresh) and max(fresh) <= SPOKEN,
        unmeasured=bool(question.measure and lacks),
    )


def stand_apart(question: Question, passages: Sequence[frozenset[str]]) -> bool:
    """Whether no passage says together the words that carry the question: what is found of it are loose ends."""
    words = [question.words[place] for place in question.asked]
    heaviest = max((word.weight for word in words), default=0.0)
    carrying = [word for word in words if word.weight >= KEY * heaviest]
    return not any(all(word.meant_in(said) >= SAID for word in carrying) for said in passages)


# Sentences that answer together: of each how much of each word it and what it stands under say, and all their terms.
Told = Sequence[tuple[Sequence[float], frozenset[str]]]


def unsaid(question: Question, groups: Sequence[Told], *, measured: bool) -> float:
    """What the heaviest word weighs that the answer does not say, as a share of the heaviest that was asked; 0 when all are said. The best group counts.

    `measured`: it names an amount of the kind that was asked for.
    """
    words = [(place, question.words[place]) for place in question.asked]
    asked = [(place, word) for place, word in words if not (measured and is_told_by(word.text, question.measure))]
    heaviest = max((word.weight for _, word in asked), default=0.0)

    def missing(group: Told) -> float:
        return max((word.weight for place, word in asked if not _says(group, place, word)), default=0.0)

    return min(map(missing, groups), default=0.0) / heaviest if heaviest else 0.0


def _says(group: Told, place: int, word: Wanted) -> bool:
    alike = frozenset() if word.strict else word.alike
    return any(found[place] >= SAID or not alike.isdisjoint(terms) for found, terms in group)


def is_sure(evidence: Evidence, strong: float) -> bool:
    """Whether it may be told as the answer; else it is the closest that was found, and perhaps beside the point.

    Of a question of one word any sentence with that word says all: only what names the very thing that was asked for answers it for sure.
    """
    if evidence.rests_on_less or evidence.denied:
        return False
    if evidence.listed:
        return evidence.unsaid < LEFT_OUT and not evidence.one_of_several
    if evidence.plain or evidence.defines or evidence.reaches or (evidence.told and evidence.asked > 1):
        return True
    if evidence.asked <= 1 or evidence.found < SAYS:
        return False
    return strong >= (UNSHAPED if evidence.unknown else LITTLE_MORE if evidence.unsaid >= LEFT_OUT else CLOSE)


def strength(evidence: Evidence, language: str) -> float:
    """How much more speaks for the answer than is needed; below 0 it is better not shown."""
    odds = FOUND * evidence.found + MISSED * evidence.missed + EACH_WORD * min(evidence.words, MOST_WORDS)
    odds += UNIT * evidence.unit + HEADING * evidence.heading
    near = USUALLY_NEAR if evidence.near is None else evidence.near
    odds += NEAR * (USUALLY_NEAR + (near - USUALLY_NEAR) * min(1.0, evidence.asked / NEAR_FROM))
    odds += SHORT_MISSED * (1 - evidence.unit) if evidence.asked <= SHORT_WORDS else 0
    odds += (DEFINES if evidence.defines else 0) + (REACHES if evidence.reaches else TOLD if evidence.told else 0)
    odds += LISTED if evidence.listed else 0
    odds += (LACKS[evidence.lacks] if evidence.lacks else 0) + (AGAIN if evidence.again else 0)
    odds += (UNMEASURED if evidence.unmeasured else 0) + (
        RESTS_ON_LESS.get(language, 0.0) if evidence.rests_on_less else 0
    )
    odds += LEAVES_OUT.get(language, 0.0) if evidence.unsaid >= ALL_LEFT_OUT else 0
    odds += (SHAPELESS.get(language, 0.0) if evidence.shapeless else 0) + (
        STATED.get(language, 0.0) if evidence.stated else 0
    )
    strong = odds - ENOUGH.get(language, ENOUGH["en"])
    return min(strong, UNLISTED) if evidence.unlisted else strong
