"""How well each unit of a source answers a question.

A word of the question counts in full where it stands in the unit itself, and less where it stands in what the unit stands
under: the words that lead in to a list, the headings, the title, the sentences beside it. The score is the share of the
question's weight that is found so, raised by the shape of the unit (a date for "when"), its place, and how well its source
as a whole was found.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from zwerm.assistant.rules.cases import cases_of, is_denied, is_opposite
from zwerm.assistant.rules.doing import is_turned, only_modifies
from zwerm.assistant.rules.labelled import tells_by_label
from zwerm.assistant.rules.layers import ABOVE, AFTER, BEFORE, Layers
from zwerm.assistant.rules.measures import measures
from zwerm.assistant.rules.question import TO_DO, Kind, Question, Wanted
from zwerm.assistant.rules.sending_on import LINK, only_sends_on
from zwerm.assistant.rules.signs import TELLING, is_story, tells
from zwerm.assistant.rules.sources import Form, Source, Terms
from zwerm.assistant.rules.units import Unit, find_units
from zwerm.assistant.rules.ways import case_denied, keeps_from, names_a_task, only_limits
from zwerm.language.definitions import find_definition
from zwerm.language.narrative import heads_a_story, heads_what_was_rejected
from zwerm.language.salutations import is_salutation
from zwerm.language.stopwords import is_stop_word
from zwerm.language.words import count_words, find_words_folded, fold_line

OWN_SHARE = 0.4
SIGN, TELLING_SIGN, DEFINES, EXACTLY, FIRST, STEP = 0.25, 0.4, 0.5, 1.0, 0.08, 0.25
# Who asks for a number to call is not helped by a sentence without one.
NO_NUMBER = 0.1
NO_AMOUNT, NO_PLACE, SPOKEN_OF = 0.4, 0.6, 0.3
# What may not be, or by when, for "how"; and steps under what says so much of the task are it, whatever they say themselves.
LIMITS, TASK_SAID = 0.5, 0.75
SHORT, ASKS, ONLY_LINK, LEADS_IN, LEADS_NOWHERE = 0.55, 0.3, 0.4, 0.9, 0.5
# Search is better at telling which page answers than single sentences are.
SOURCE_POWER = 3.0
SHORTEST = 4
AGAIN = 0.5
# What stands as a quotation is an example, or what a speaker says along with a slide.
SAID_ALONG = 0.6
# An amount of another case than the one that was asked about.
UNNAMED = 0.7
# What holds while a thing is on, for one that is off.
OPPOSITE = 0.4
# What names another page that is about it helps who looks for a place or a person, and answers nobody else.
LED_ON = frozenset({Kind.WHERE, Kind.WHO, Kind.CALL, Kind.CONTACT})
POINTS_ON, LEFT = 0.6, 0.5
# What is asked in these ways is a rule or a habit, which a story only tells beside what happened.
RULES = TO_DO | {Kind.MAY, Kind.WHEN, Kind.NUMBER, Kind.WHO, Kind.CALL, Kind.WHERE}
FITS, TOLD_ONCE = {Form.HOWTO: 1.25, Form.LESSON: 0.8, Form.STORY: 0.5}, 0.9
NOT_DONE = 0.2


@dataclass(frozen=True, slots=True)
class Weighed:
    """A unit with its score; `found`: per word of the question how much of it was found, `own`: in the unit itself.

    `defines`: the question asks what something is, and the unit says it. `shown`: how much the unit has the shape of what is asked for, 0 to 1.
    `above`: of each word what the title, the headings and the words that lead in to it say. `case`: it says how much or when in a case that the question does not name.
    `opposed`: it holds in the opposite of the case that was asked about. `labelled`: it is told by the label that was asked for.
    """

    source: Source
    unit: Unit
    score: float
    found: tuple[float, ...]
    own: tuple[float, ...]
    terms: frozenset[str]
    defines: bool = False
    shown: float = 0.0
    above: tuple[float, ...] = ()
    case: bool = False
    opposed: bool = False
    labelled: bool = False


def weigh_units(question: Question, source: Source, terms: Terms) -> list[Weighed]:
    """Every unit of the source with its score, in order of the text."""
    units = find_units(source.text, source.seen, source.passages, source.language)
    reading = Layers(source, units, terms)
    weighed = []
    leads = {unit.lead for unit in units}
    for unit in units:
        said = reading.of_unit(unit.number)
        # "A founding member" founded nothing.
        beside = [only_modifies(word, question, unit.text, source.language, said) for word in question.words]
        words = list(zip(question.words, beside, strict=True))
        own = tuple(0.0 if no else word.found_in(said) for word, no in words)
        layers = [(1.0, said), *reading.around(unit)]
        over = reading.over(unit)
        above = tuple(word.meant_in(over) for word in question.words)
        # What means about the same counts in a title: it names its subject once, in the writer's word.
        found = tuple(
            max(word.found_among(layers[no:]), ABOVE * high) for (word, no), high in zip(words, above, strict=True)
        )
        if source.about and _says_what_is_new(question, own):
            # What the question before was about, its page is about.
            found = tuple(
                share if word.fresh else max(share, ABOVE) for word, share in zip(question.words, found, strict=True)
            )
        labelled = tells_by_label(question, unit.text, above, source.language, reading.terms)
        if labelled and unit.row:
            # The heading of its column only says again what the page is about.
            unit = replace(unit, text=unit.text.replace(f" – {source.title}: ", ": ", 1))
        exact = labelled or (question.kind is Kind.MEANING and says_what_is(unit.text, question.thing))
        if exact:
            own = found = (1.0,) * len(question.words)
        defines = question.kind is Kind.MEANING and (exact or _defines(question, unit, source.language, reading))
        shown = (
            1.0 if labelled else 0.0 if is_turned(question, unit.text) else tells(unit.text, question, source.language)
        )
        if question.kind in TO_DO and unit.numbered and _is_the_task(question, unit, above, source.language, reading):
            # "Kast openen": each step under it is how, though only the heading says so.
            own = found = tuple(map(max, found, above))
        score = _score(question, source, unit, found, own, shown, defines=defines, exact=exact)
        if unit.text.endswith(":"):
            score *= LEADS_IN if unit.number in leads else LEADS_NOWHERE
        if not labelled and question.kind not in LED_ON and _only_points_on(question, source, unit, own, reading):
            score *= POINTS_ON
        if question.kind in TO_DO and _is_for_who_does_not(question, unit, source.language, reading):
            score *= LIMITS
        score *= _adds(question, found) * (1.0 if labelled else _as_a_rule(question, source, unit))
        opposed = any(not word.against.isdisjoint(said) for word in question.words) or _holds_otherwise(
            question, unit, source.language, reading
        )
        score *= OPPOSITE if opposed else 1.0
        case = bool(shown) and question.measure is not None and _is_of_a_case(question, unit, source.language, reading)
        score *= UNNAMED if case else 1.0
        weighed.append(Weighed(source, unit, score, found, own, said, defines, shown, above, case, opposed, labelled))
    return weighed


def share_of(words: Sequence[Wanted], found: Sequence[float]) -> float:
    """The part of the words' weight that is found, 0 to 1."""
    weight = sum(word.weight for word in words)
    return sum(word.weight * share for word, share in zip(words, found, strict=True)) / weight if weight else 0.0


def _score(
    question: Question,
    source: Source,
    unit: Unit,
    found: Sequence[float],
    own: Sequence[float],
    shown: float,
    *,
    defines: bool,
    exact: bool,
) -> float:
    covered = (1 - OWN_SHARE) * share_of(question.words, found) + OWN_SHARE * share_of(question.words, own)
    sign = TELLING_SIGN if question.kind in TELLING else SIGN
    shape = 1 + sign * shown + (EXACTLY if exact else DEFINES if defines else 0)
    if question.kind is Kind.CONTACT and not shown:
        shape *= NO_NUMBER
    # The heading of its column says of a row what is counted.
    if question.measure and not (shown and _counts(question, found if unit.row else own)):
        shape *= NO_AMOUNT
    if question.kind is Kind.WHERE and not shown:
        shape *= NO_PLACE
    if question.kind in TO_DO and unit.numbered:
        shape += STEP
    if (
        question.kind is Kind.HOW
        and only_limits(unit.text, source.language)
        and not keeps_from(question.text, question.language)
    ):
        shape *= LIMITS
    if unit.place == 0:
        shape += FIRST
    if unit.quoted:
        shape *= SAID_ALONG
    # Search finds pages that say "telefoonnummer" before those that name one; and what defines a thing is what was asked for, wherever it stands.
    power = 1.0 if question.kind is Kind.CONTACT or exact else SOURCE_POWER
    fitness = _fitness(unit, source, whole=min(own, default=0.0) >= 1)
    return covered * shape * fitness * float(source.score**power)


def says_what_is(text: str, thing: str) -> bool:
    """Whether it begins with this very thing and says what that is: "Een bijna-incident is iets wat …", "dead letter: a message that …"."""
    return bool(thing) and bool(
        re.match(
            rf"(?:(?:een|de|het|an?|the) )?{re.escape(thing)}(?: \([^)]*\))?(?: (?:is|zijn|are|betekent|betekenen|means?|staat voor|stands? for|heet|houdt in)\b|: | – )",
            fold_line(text),
        )
    )


# "Als het regent, …": what holds then, holds in that case.
_CONDITION = re.compile(r"\W*(?:als|wanneer|indien|zodra|if|when)\b[^,;:]*,", re.IGNORECASE)


def _is_of_a_case(question: Question, unit: Unit, language: str, reading: Layers) -> bool:
    """Whether what it measures holds under a condition of which the question names nothing: the other cells of its row, or "als …"."""
    if unit.row:
        cells = re.split(r" – |; ", unit.text) if " – " in unit.text else unit.text.split(": ", 1)
        others = [cell for cell in cells if not measures(cell, question.measure, language)] if question.measure else []
        # The heading of a column is of every row.
        told = [cells[0], *(cell.partition(": ")[2] or cell for cell in others if cell != cells[0])]
        conditions = " ".join(told) if len(cells) > 1 else ""
    else:
        clause = _CONDITION.match(unit.text)
        conditions = clause.group() if clause else ""
    if not conditions:
        return False
    terms = frozenset(reading.terms(conditions))
    return not any(word.meant_in(terms) for word in question.words)


def _holds_otherwise(question: Question, unit: Unit, language: str, reading: Layers) -> bool:
    """Whether it holds in the opposite of the case that was asked: "zolang het lampje brandt", for when that does not burn."""
    said = reading.of_unit(unit.number)
    if not question.case or any(word.strict and word.found_in(said) for word in question.words):
        return False
    cases = [(case, frozenset(reading.terms(case))) for case in cases_of(unit.text, language)]
    words = [word for word in find_words_folded(question.case) if not is_stop_word(word, language)]
    same = [case for case, said in cases if words and all(_stands_in(said, word, question, reading) for word in words)]
    denied = is_denied(question.case, question.language)
    if any(is_denied(case, language) == denied for case in same):
        return False
    return bool(same) or any(is_opposite(case, question.case, language) for case, _ in cases)


def _stands_in(said: frozenset[str], text: str, question: Question, reading: Layers) -> bool:
    found = any(word.found_in(said) for word in question.words if word.text == text)
    return found or not said.isdisjoint(reading.terms(text))


def _counts(question: Question, own: Sequence[float]) -> bool:
    """Whether the unit speaks itself of what is counted, as far as the question names that: "drie stoelen" for "hoeveel stoelen"."""
    counted = [share for word, share in zip(question.words, own, strict=True) if word.text == question.counted]
    return not counted or max(counted) > SPOKEN_OF


def _only_points_on(question: Question, source: Source, unit: Unit, own: Sequence[float], reading: Layers) -> bool:
    """Whether its words for what is asked stand in the name of another page: "Read on: [Recognising phishing](…)." says nothing itself."""
    raw = source.text[unit.start : unit.end]
    if "](" not in raw or not any(own):
        return False
    rest = frozenset(reading.terms(LINK.sub(" ", raw)))
    left = share_of(question.words, [word.found_in(rest) for word in question.words])
    return left < LEFT * share_of(question.words, own)


def _is_for_who_does_not(question: Question, unit: Unit, language: str, reading: Layers) -> bool:
    """Whether it tells what holds for who does not do what is asked: "Zeg je niet af, dan betaal je toch" of "hoe zeg ik af?"."""
    case = case_denied(unit.text, language)
    if not case or keeps_from(question.text, question.language):
        return False
    terms = frozenset(reading.terms(case))
    return any(word.meant_in(terms) for word in question.words)


def _is_the_task(question: Question, unit: Unit, above: Sequence[float], language: str, reading: Layers) -> bool:
    """Whether what a step stands under says the task that is asked for; under a heading that names a task of its own, that one."""
    if share_of(question.words, above) < TASK_SAID:
        return False
    heading = unit.heading[-1] if unit.heading else ""
    terms = frozenset(reading.terms(heading))
    return not names_a_task(heading, language) or any(word.meant_in(terms) for word in question.words)


def _says_what_is_new(question: Question, own: Sequence[float]) -> bool:
    """Whether it says itself something of what a question adds to the one before it, if that adds any word."""
    fresh = [share for word, share in zip(question.words, own, strict=True) if word.fresh]
    return not fresh or max(fresh) > 0


def _adds(question: Question, found: Sequence[float]) -> float:
    """Less than 1 for what says nothing of what a question adds to the one before it, but for the sentences beside it: it would answer that one once more."""
    fresh = [share for word, share in zip(question.words, found, strict=True) if word.fresh]
    return AGAIN if fresh and max(fresh) <= max(BEFORE, AFTER) else 1.0


def _as_a_rule(question: Question, source: Source, unit: Unit) -> float:
    """Less than 1 for what happened once, when the question is how it is done; more for what says that by its kind."""
    if question.once or question.kind not in RULES:
        return 1.0
    if any(map(heads_what_was_rejected, unit.heading)):
        return NOT_DONE
    form = Form.STORY if any(map(heads_a_story, unit.heading)) else source.form
    fits = FITS.get(form, 1.0) if form is not Form.HOWTO or question.kind in TO_DO else 1.0
    return fits * (TOLD_ONCE if is_story(unit.text, source.language) else 1.0)


_MEANS = re.compile(
    r"(?:(?:een|de|het|an?|the) )?(?P<term>[^,.;:()]{2,60}?) "
    r"(?:betekent|staat voor|houdt in|is|zijn|heet|means?|stands? for|is short for|are)\b",
    re.IGNORECASE,
)
DEFINED = 0.6


def _defines(question: Question, unit: Unit, language: str, layers: Layers) -> bool:
    """Whether the unit says what the thing is that is asked about."""
    definition = find_definition(unit.text, language)
    means = _MEANS.match(unit.text)
    places = [definition.term] if definition else [means.span("term")] if means else []
    terms = frozenset(term for place in places for term in layers.terms(unit.text[slice(*place)]))
    return share_of(question.words, [word.found_in(terms) for word in question.words]) >= DEFINED


_LINK_ONLY = re.compile(r"\[[^\]]*\]\([^)\s]*\)[.,;]?|<?https?://\S+")


def _fitness(unit: Unit, source: Source, *, whole: bool) -> float:
    """Less than 1 for what can hardly answer anything: fragments, questions, bare links. `whole`: it says all that is asked by itself."""
    fitness = 1.0
    # A row says what its words are about by its columns, however few they are; "Kinderen tolken niet." says all in three.
    if count_words(unit.text) < SHORTEST and not unit.row and not (whole and unit.text.endswith(".")):
        fitness *= SHORT
    if unit.text.rstrip("\"'”’»)").endswith("?"):
        fitness *= ASKS
    if _LINK_ONLY.fullmatch(source.text, unit.start, unit.end):
        fitness *= ONLY_LINK
    if only_sends_on(unit, source) or is_salutation(unit.text):
        return 0.0
    return fitness
