"""From a question and what was found to an answer made of sentences that stand in the sources, or to none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby

from zwerm.assistant.rules.abstaining import SAID, Evidence, gather, stand_apart, unsaid
from zwerm.assistant.rules.choosing import POINTED, choose, with_what_stands_under
from zwerm.assistant.rules.counted import as_found, counts_up, the_listed, the_steps_headed
from zwerm.assistant.rules.doing import asks_when_it_was
from zwerm.assistant.rules.listing import ListAsked, list_asked
from zwerm.assistant.rules.measures import Measure
from zwerm.assistant.rules.nearest import Nearest, nearest_to
from zwerm.assistant.rules.question import TO_DO, Kind, Question, asks_the_meaning, tells_of_oneself, verb_of_what
from zwerm.assistant.rules.ruling import rules_first
from zwerm.assistant.rules.signs import TELLING, TOLD_AS_RULES, is_story
from zwerm.assistant.rules.sources import Form, Quoted, Source, Terms
from zwerm.assistant.rules.weighing import RULES, Weighed, share_of, weigh_units

# How near a text, in a language, is in meaning to the question; None where that is not measured.
Near = Callable[[str, str], float | None]

# Kinds of which the answer has a shape that shows.
SHAPED = TELLING | TO_DO | {Kind.WHERE, Kind.WHY, Kind.MAY}
# Of these kinds one sentence can say it all; who does something is sooner said of something else.
TOLD_BY_ONE = (TELLING | {Kind.WHERE}) - {Kind.WHO}
NEARLY_ALL = 0.75
# "Hoe lang" may ask for a length as well, and a number may be of anything.
OF_ONE_KIND = frozenset(Measure) - {Measure.DURATION, Measure.COUNT}
NEAR_BEST = 0.75
# So many steps are an answer to be followed; one alone only names what was asked.
FEWEST_STEPS = 2
# Where no passage says together what carries the question, so much is shown.
MOST_LOOSE = 2


@dataclass(frozen=True)
class Drafted:
    """`sentences` in reading order; `evidence` that they answer, None when there are none; `nearest`: what is shown instead where that is too little."""

    sentences: tuple[Quoted, ...]
    evidence: Evidence | None = None
    nearest: Callable[[], Nearest] | None = None


def draft_answer(question: Question, sources: Sequence[Source], terms: Terms, near: Near) -> Drafted:
    weighed = rules_first(question, [weigh_units(question, source, terms) for source in sources])
    asked = list_asked(question)
    listed = the_listed(question, asked, weighed, terms) if asked else None
    chosen = listed.told if listed else choose(question, weighed)
    if not chosen:
        return Drafted(())
    units = _of_source(chosen[0].source, weighed)
    headed = the_steps_headed(question, units, terms) if question.kind is Kind.HOW and not listed else None
    listed, chosen = headed or listed, headed.told if headed else chosen
    picked = as_found(listed, asked, question) if listed else _picked(chosen, units)
    best = max(picked if listed else units, key=lambda one: one.score)
    judged = picked if listed else _judged(question, picked, best)
    found = tuple(map(max, zip(*(one.found for one in judged), strict=True)))
    near_to_it = near(" ".join(quoted.unit.text for quoted in chosen), best.source.language)
    passages = _passages(best, terms)
    evidence = gather(
        question,
        best,
        found,
        _terms_above(best, terms),
        passages,
        near_to_it,
        None if listed else _lacks(question, picked),
        defines=best.defines and not listed,
    )
    evidence = replace(
        evidence,
        unsaid=_unsaid(question, judged, terms),
        once=_only_once(question, picked),
        shapeless=not listed and _is_shapeless(question, picked),
        told=_tells(question, best),
        unknown=question.kind in (Kind.OTHER, Kind.LIST),
        stated=tells_of_oneself(question),
        plain=_is_plain(question, best, picked),
        denied=_misses_the_denial(question, picked) or _says_the_opposite(picked),
        listed=bool(listed),
        one_of_several=bool(listed and listed.one_of_several),
        unlisted=bool(asked and not listed and asked.needed and not _is_counted_up(asked, picked)),
    )
    if not listed and question.kind not in TO_DO | {Kind.WHERE} and stand_apart(question, passages):
        chosen = _least(question, chosen, weighed)
    steps = sum(quoted.unit.numbered for quoted in chosen)
    brief = question.kind in POINTED and steps < FEWEST_STEPS and not listed
    sentences = tuple(chosen if brief else _explained(chosen, weighed, items=bool(listed)))
    return Drafted(sentences, evidence, partial(nearest_to, question, picked, units, sources, terms))


def _of_source(source: Source, weighed: Sequence[Sequence[Weighed]]) -> Sequence[Weighed]:
    return next(units for units in weighed if units and units[0].source is source)


def _picked(chosen: Sequence[Quoted], units: Sequence[Weighed]) -> list[Weighed]:
    """Those of the first source that was chosen from."""
    return [units[quoted.unit.number] for quoted in chosen if quoted.source is chosen[0].source]


def _least(question: Question, chosen: Sequence[Quoted], weighed: Sequence[Sequence[Weighed]]) -> list[Quoted]:
    """Of loose ends the best alone, with those that say something of the question too: no amount of something else."""
    scored = {(one.source.key, one.unit.number): one for units in weighed for one in units}
    told = [(quoted, scored[quoted.source.key, quoted.unit.number]) for quoted in chosen]
    best = sorted(told, key=lambda one: -one[1].score)
    most = MOST_LOOSE if question.kind not in POINTED else len(told)
    kept = [one for quoted, one in best if one is best[0][1] or quoted.lead or _speaks(question, one)][:most]
    return [quoted for quoted, one in told if one in kept]


def _speaks(question: Question, one: Weighed) -> bool:
    return any(one.own) or (question.measure is None and max(one.above, default=0.0) >= SAID)


def _is_counted_up(asked: ListAsked, picked: Sequence[Weighed]) -> bool:
    """Whether one sentence names as many as were asked for."""
    return any(asked.number and counts_up(one.unit.text, asked.number) for one in picked)


def _judged(question: Question, picked: Sequence[Weighed], best: Weighed) -> Sequence[Weighed]:
    """Those by which it is judged whether the answer speaks of what is asked: where it is to be measured, those with an amount.

    Steps are how something is done by what they stand under and those that say it best, and not because one of them happens to have a word of the question.
    """
    steps = sum(one.unit.numbered for one in picked) > FEWEST_STEPS
    if steps and not question.measure:
        return [one for one in picked if not one.unit.numbered or one.score >= NEAR_BEST * best.score] or [best]
    return (question.measure and [one for one in picked if one.shown]) or picked


def _explained(chosen: Sequence[Quoted], weighed: Sequence[Sequence[Weighed]], *, items: bool) -> Iterator[Quoted]:
    by_source = {units[0].source.key: [one.unit for one in units] for units in weighed if units}
    for key, quoted in groupby(chosen, key=lambda one: one.source.key):
        yield from with_what_stands_under(list(quoted), by_source[key], items=items)


def _unsaid(question: Question, picked: Sequence[Weighed], terms: Terms) -> float:
    told = [(one.found, one.terms | _terms_above(one, terms)) for one in picked]
    # One sentence says who or how much: two that each speak of half of it do not.
    groups = [[one] for one in told] if question.kind in POINTED else [told]
    return unsaid(question, groups, measured=any(one.shown for one in picked))


def _only_once(question: Question, picked: Sequence[Weighed]) -> bool:
    asks = question.kind in RULES and not question.once and not asks_when_it_was(question)
    return asks and all(_is_told_once(one, question.kind) for one in picked)


# What says what may or must be. A story tells much that is "not" or "always" so.
_RULE = {
    "nl": re.compile(r"\b(?:mag|mogen|moet|moeten|hoeft|hoeven|dient|dienen|verplicht\w*|verboden|toegestaan|kan|kun|kunnen)\b", re.IGNORECASE),
    "en": re.compile(r"\b(?:may|must|should|can|cannot|have to|has to|needs? to|allowed|permitted|required|mandatory|forbidden|prohibited)\b", re.IGNORECASE),
}  # fmt: skip


def _is_told_once(one: Weighed, kind: Kind) -> bool:
    """Whether it tells what happened, or what somebody said then: "Mijn moeder zegt dat het meevalt.", between quotation marks, in a story."""
    if one.labelled:
        return False
    if (
        kind is Kind.MAY
        and one.source.form is Form.STORY
        and not _RULE.get(one.source.language, _RULE["en"]).search(one.unit.text)
    ):
        return True
    said = (
        one.source.form in (Form.STORY, Form.LESSON) and one.unit.text[:1] in "\"“‘„'" and one.unit.text[-1:] in "\"”’'"
    )
    return said or is_story(one.unit.text, one.source.language)


def _is_shapeless(question: Question, picked: Sequence[Weighed]) -> bool:
    """Whether none of it has the shape of what is asked for: no place for "where", no rule for "may I", no amount but of a case that the question does not name, or of nothing that it names."""
    if question.measure and not any(any(one.own) for one in picked):
        return True
    if question.kind is Kind.MEANING:
        return bool(question.thing) and not any(one.defines for one in picked)
    verb = verb_of_what(question.text, question.language) if question.kind is Kind.DO else ""
    if verb and not _is_said(verb, question, picked):
        return True
    by_steps = question.kind in TO_DO and any(one.unit.numbered for one in picked)
    return question.kind in SHAPED and not by_steps and not any(one.shown and not one.case for one in picked)


def _is_said(text: str, question: Question, picked: Sequence[Weighed]) -> bool:
    """Whether one of them says this word of the question itself, or a word that means about the same."""
    words = [(place, word) for place, word in enumerate(question.words) if word.text == text]
    return not words or any(one.own[place] or word.meant_in(one.terms) for one in picked for place, word in words)


# "Waar mag ik niet …?": what may not be is asked. "… als de lift het niet doet" is when.
_ASKS_NOT = {
    "nl": re.compile(r"\b(?:mag|mogen|kan|kun|kunnen|moet|moeten|hoef|hoeft|hoeven|doe|doen)(?: (?!als|wanneer|die|dat|omdat)\w+){0,5} (?:niet|geen|nooit)\b", re.IGNORECASE),
    "en": re.compile(r"\b(?:may|can|must|should|do|does)(?: (?!if|when|that|who|because)\w+){0,5} (?:not|never|no)\b|\b(?:cannot|(?:ca|must|should|do|does)n['’]t)\b(?! work)", re.IGNORECASE),
}  # fmt: skip
_DENIES = {
    "nl": re.compile(r"\b(?:niet|geen|nooit|nergens|verboden|zonder)\b", re.IGNORECASE),
    "en": re.compile(r"\b(?:not|no|never|cannot|forbidden|prohibited|without|avoid)\b|n['’]t\b", re.IGNORECASE),
}


def _misses_the_denial(question: Question, picked: Sequence[Weighed]) -> bool:
    asks = _ASKS_NOT.get(question.language, _ASKS_NOT["en"]).search(question.text)
    told = (_DENIES.get(one.source.language, _DENIES["en"]).search(one.unit.text) for one in picked)
    return bool(asks) and not any(told)


def _says_the_opposite(picked: Sequence[Weighed]) -> bool:
    """Whether any of it holds in the opposite of the case that was asked: while a thing is on, for when that is off."""
    return any(one.opposed for one in picked)


def _tells(question: Question, best: Weighed) -> bool:
    """Whether the best sentence says by itself when, where, who or how much, and nearly all of what that was asked of."""
    asked = [(question.words[place], best.own[place]) for place in question.asked]
    said = share_of([word for word, _ in asked], [share for _, share in asked])
    return question.kind in TOLD_BY_ONE and best.shown == 1 and not best.case and said >= NEARLY_ALL


def _is_plain(question: Question, best: Weighed, picked: Sequence[Weighed]) -> bool:
    if question.measure:
        named = (one for one in picked if one.shown and not one.case and any(one.own))
        return question.measure in OF_ONE_KIND and any(named)
    if question.kind is Kind.WHERE:
        return _tells(question, best)
    return question.kind in (Kind.CALL, Kind.CONTACT) and any(one.shown for one in picked)


def _lacks(question: Question, picked: Sequence[Weighed]) -> Kind | None:
    kind = question.kind
    if asks_the_meaning(question.text, question.language):
        return None if any(one.defines for one in picked) else Kind.MEANING
    if kind in TOLD_AS_RULES:
        return kind if all(is_story(one.unit.text, one.source.language) for one in picked) else None
    # Somebody who is named in a sentence beside the one that speaks of it has nothing to do with it.
    speaks = [one for one in picked if kind not in (Kind.WHO, Kind.CALL) or any(one.own) or any(one.above)]
    return None if kind not in TELLING or any(one.shown for one in speaks) else kind


def _terms_above(one: Weighed, terms: Terms) -> frozenset[str]:
    above = (one.source.title, *one.unit.heading, one.unit.label)
    return frozenset(terms(" ".join(above), one.source.language))


def _passages(one: Weighed, terms: Terms) -> list[frozenset[str]]:
    """Terms of the passages of its source with their headings and its title, the one that it stands in first."""
    source = one.source
    ordered = sorted(source.passages, key=lambda each: not each.start <= one.unit.start < each.end)
    return [
        frozenset(
            terms(f"{source.seen[each.start : each.end]} {' '.join(each.heading)} {source.title}", source.language)
        )
        for each in ordered
    ]
