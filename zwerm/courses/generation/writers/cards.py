"""Flashcards of a bite: one fact each, short enough to say aloud."""

import re
from collections import Counter
from collections.abc import Iterator

from zwerm.courses.generation.bites.titles import topic_of
from zwerm.courses.generation.draft import Card, Span
from zwerm.courses.generation.flaws.broken_text import LEFTOVER
from zwerm.courses.generation.material.facts import Enumeration
from zwerm.courses.generation.material.kinds import ANNOUNCE
from zwerm.courses.generation.plan import BitePlan
from zwerm.courses.generation.questions.amounts import ask_limit, subject_of
from zwerm.courses.generation.questions.entries import UNFINISHED, explains_words, groups_in
from zwerm.courses.generation.questions.meanings import ask_for
from zwerm.courses.generation.questions.placing import heading_of
from zwerm.courses.generation.questions.proposal import capital, spans_of
from zwerm.courses.generation.questions.ties import POINTS
from zwerm.courses.generation.reading.headings import clean_title
from zwerm.courses.generation.reading.sentence import content_stems
from zwerm.courses.generation.wording import BY_LANGUAGE
from zwerm.language.agents import find_actors
from zwerm.language.alike import telling_words, tells_of
from zwerm.language.imperatives import tells_to
from zwerm.language.standalone import CUT_OUT, is_open, leans_on_context, points_back
from zwerm.language.words import count_words

LONGEST_FRONT, LONGEST_BACK = 32, 34
# What can be said by heart.
MOST_ITEMS, MOST_WORDS = 4, 20
TELLING_LEAD, FEWEST_OF_LEAD = 4, 4
# A lead that says how many, or breaks off before what it names.
CALLS_FOR = re.compile(
    r"\b(?:twee|drie|vier|two|three|four)\b|\b(?:time|when|als|wanneer|it|ze|zij|they|het|is|zijn|are|moet|moeten|kan|mag|must|should|can|need|needs)$",
    re.IGNORECASE,
)
NO_ITEM = re.compile(r":|\?\s*$|^(?:step|stap)\s+\d|^\w+ \d+$", re.IGNORECASE)
# How much of what applies may stand in the case.
TOLD = 0.5
# How much of what belongs to a label may be its own words.
SAYS_AGAIN = 0.35
# Two things that apply, or one of two.
SEVERAL = re.compile(r";|, (?:en|of|and|or|but|maar|dan|then|you|we|they|it|je|ze) ", re.IGNORECASE)
# "It is important to …", "we may …", "hangt af van …": nothing that anybody could say by heart.
UNSURE = re.compile(
    r"(?:(?:is|wordt) (?:het|er)|wordt de kans|bestaat (?:het|er|de)|kan het|kun(?:nen)? (?:je|u|we|burgers)?\b.*\bbeter|hangt|hebben zij|heeft|zijn de|it(?:['’]s| is)|there (?:is|are|may)|we (?:may|might|are happy|will|can)|(?:we|you|they) have|that|this)\b",
    re.IGNORECASE,
)
# What must, may not or need not be done.
DUTY = re.compile(
    r"\b(?:moet(?:en)?|dient|dienen|mag(?: \w+)? niet|mogen(?: \w+)? niet|hoef(?:t|ven)?(?: \w+){0,2} niet|verplicht|must|needs? to|have to|has to|should|is required|are required|may not|cannot|do(?:es)? not need|need not)\b",
    re.IGNORECASE,
)
POSSIBLE = re.compile(r"\b(?:can|could|may|might|kan|kunnen|mag|mogen)\b", re.IGNORECASE)
# Whom to turn to, or where to read: everybody would say that.
TURNS_TO = re.compile(
    r"(?:please )?(?:feel free|contact|reach out|connect|send (?:a|an) (?:message|e-?mail)|start a discussion|let (?:us|me|them)|ask|refer|see|read|check|consult|talk|follow the|neem(?: \w+){0,2} contact|vraag|laat het|kijk|lees|bekijk|raadpleeg|overleg|volg de)\b",
    re.IGNORECASE,
)
# No case, but what comes before it.
COMES_AFTER = re.compile(
    r"(?:once|after|before|when you first|nadat|voordat|zodra je (?:klaar|begint))\b", re.IGNORECASE
)
NO_CASE = re.compile(r"\w+ (?:en|of|and|or) \w+ ", re.IGNORECASE)
ENGLISH_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|can|could|may|must|should|will|would|do|does|did|want|wants|need|needs|fails?|results?|exceeds?|changes?|occurs?|happens?|comes?|goes|leaves?|requires?|requests?|asks?|says?|shows?|starts?|ends?|runs?|works?|gets?|takes?|makes?|meets?|\w+ed(?=$| (?:to|by|in|on|at|for|from|with|the|a|an|as|into|off|up|out|not|that|and|or)\b)|you \w+|we \w+|they \w+|who \w+)\b(?! before| after)",
    re.IGNORECASE,
)


LONGEST_ABOUT = 6


def write_cards(plan: BitePlan) -> Iterator[Card]:
    """Cards in the order of worth: meanings, the document's own questions, limits, lists, rules, labelled entries."""
    taken: list[Span] = []
    fronts: set[str] = set()
    defined = {card.front for card in _meanings(plan)}
    for card in _all(plan):
        if any(_overlap(span, other) for span in card.spans for other in taken):
            continue
        front, back = count_words(card.front), count_words(card.back)
        if (
            not LEFTOVER.search(f"{card.front} {card.back}".replace("____", "x"))
            and front <= LONGEST_FRONT
            and 1 <= back <= LONGEST_BACK
            and card.front.casefold() not in fronts
            and (card.front in defined or not leans_on_context(card.back, plan.language))
        ):
            taken += card.spans
            fronts.add(card.front.casefold())
            yield card


def _overlap(one: Span, other: Span) -> bool:
    return one.source == other.source and one.start < other.end and other.start < one.end


def _all(plan: BitePlan) -> Iterator[Card]:
    yield from _meanings(plan)
    yield from _asked(plan)
    yield from _amounts(plan)
    yield from _lists(plan)
    yield from _rules(plan)
    yield from _entries(plan)


def _meanings(plan: BitePlan) -> Iterator[Card]:
    for meaning in plan.material.meanings:
        if meaning.unit in plan.inside:
            yield Card(ask_for(meaning, plan.language), capital(meaning.meaning.text) + ".", spans_of(meaning.sentence))


def _asked(plan: BitePlan) -> Iterator[Card]:
    for asked in plan.material.asked:
        if asked.unit in plan.inside and count_words(asked.answer.text) >= 4 and asked.is_answered:
            front = clean_title(asked.question.text).rstrip("?") + "?"
            yield Card(front, capital(asked.answer.text), spans_of(asked.question, asked.answer))


def _amounts(plan: BitePlan) -> Iterator[Card]:
    seen: set[int] = set()
    for amount in plan.material.amounts:
        question = ask_limit(plan.material, amount) if amount.unit in plan.inside else None
        if question and amount.sentence.start not in seen:
            seen.add(amount.sentence.start)
            subject = subject_of(plan.material, amount) or ""
            front = BY_LANGUAGE[plan.language].card_number.format(before=question.before, after=question.after)
            yield Card(subject + front, question.shown, spans_of(amount.sentence))


def _lists(plan: BitePlan) -> Iterator[Card]:
    for enumeration in plan.material.enumerations:
        if enumeration.unit in plan.inside and _can_be_named(plan, enumeration):
            lead = f"{_place(plan, enumeration)}{enumeration.lead.text.rstrip(': ')}"
            about = topic_of(plan.title, plan.course_title) or plan.course_title
            placed = _place(plan, enumeration) or tells_of(about, lead, plan.language)
            if not placed and count_words(about) <= LONGEST_ABOUT:
                lead = f"{about} – {lead}"
            items = enumeration.items
            front = BY_LANGUAGE[plan.language].card_list.format(count=len(items), lead=f"{lead} …")
            yield Card(front, "; ".join(item.text for item in items), spans_of(enumeration.lead, *items))


def _can_be_named(plan: BitePlan, enumeration: Enumeration) -> bool:
    """Whether its lead asks for exactly these few things: no "such as", no list of which some are labels and others not."""
    items, lead = enumeration.items, enumeration.lead.text
    labelled = sum(item.span in _labels(plan) for item in items)
    return (
        len(items) <= MOST_ITEMS
        and sum(count_words(item.text) for item in items) <= MOST_WORDS
        and not enumeration.above
        and enumeration.is_telling
        and not is_open(lead)
        and not points_back(lead.rstrip(": "), plan.language)
        and count_words(f"{_place(plan, enumeration)}{lead}") >= FEWEST_OF_LEAD
        and bool(CALLS_FOR.search(lead.rstrip(": ")) or ANNOUNCE.search(lead) or UNFINISHED.search(lead.rstrip(": ")))
        and labelled in (0, len(items))
        and sum(item.text[:1].isdigit() for item in items) * 2 <= len(items)
        and not any(item.code or is_open(item.text) or NO_ITEM.search(item.text) for item in items)
    )


def _labels(plan: BitePlan) -> set[Span]:
    return {entry.label.span for group in plan.material.groups for entry in group.entries}


def _place(plan: BitePlan, enumeration: Enumeration) -> str:
    """The heading above a list of which the lead says little: "Tasks: " before "Important ones are …"."""
    title = plan.material.units[enumeration.unit].section.title
    told = clean_title(title.text) if title else ""
    if len(enumeration.lead.stems) >= TELLING_LEAD or not told or told.endswith("?"):
        return ""
    return "" if title is enumeration.lead else f"{told}: "


def _rules(plan: BitePlan) -> Iterator[Card]:
    """What to do in a case: one thing, told for sure."""
    for tied in plan.material.ties:
        first, second = tied.first.text, tied.second.text
        told = len(tells_of(second, first, plan.language)) >= TOLD * max(1, len(telling_words(second, plan.language)))
        fits = not (
            told
            or POINTS.search(first)
            or CUT_OUT.search(second)
            or SEVERAL.search(second)
            or UNSURE.match(second)
            or COMES_AFTER.match(first)
            or not _tells_what_to_do(second, plan.language)
            or NO_CASE.match(first)
        )
        if tied.unit in plan.inside and tied.tie == "condition" and fits and _has_verb(first, plan.language):
            heading = heading_of(plan.material, tied.unit)
            named = f"‘{heading}’: " if heading and not tells_of(heading, first, plan.language) else ""
            front = BY_LANGUAGE[plan.language].card_goes_on.format(first=f"{named}{first},")
            yield Card(front, f"… {second}.", spans_of(tied.sentence))


def _goes_round(label: str, told: str, language: str) -> bool:
    """Whether a label is explained by itself: "Early access: the process of giving early access". A sentence that begins with it
    only says of what it tells."""
    rest = " ".join(told.split()[count_words(label) :])
    return content_stems(label, language) <= content_stems(rest, language)


def _tells_what_to_do(told: str, language: str) -> bool:
    """What to do, what must be, or what somebody with a role does then: of what happens, or is possible, anybody can think."""
    told = re.sub(r"^(?:please|dan)\s", "", told, flags=re.IGNORECASE)
    does = bool(find_actors(told, language)) and not POSSIBLE.search(told)
    return not TURNS_TO.match(told) and (does or tells_to(capital(told), language) or bool(DUTY.search(told)))


def _has_verb(case: str, language: str) -> bool:
    """Whether the clause is whole: "If a few days before the call" is not."""
    return language == "nl" or bool(ENGLISH_VERB.search(case))


def _entries(plan: BitePlan) -> Iterator[Card]:
    """Of lists that explain words, and of how-tos: what else belongs to a name mostly tells itself, or nobody needs it."""
    wording = BY_LANGUAGE[plan.language]
    defined = {meaning.term.text.casefold() for meaning in plan.material.meanings}
    about = topic_of(plan.title, plan.course_title) or plan.course_title
    for group, lead in groups_in(plan.material, plan.inside):
        if not tells_of(about, lead, plan.language) and count_words(about) <= LONGEST_ABOUT:
            lead = f"{about}: {lead}"
        if not (explains_words(plan.material, group) or plan.material.is_how_to(group.entries[0].unit)):
            continue
        told = Counter(entry.description.text.casefold() for entry in group.entries)
        for entry in group.entries:
            label, back = clean_title(entry.label.text), entry.description.text
            words = telling_words(back, plan.language)
            if (
                label.casefold() in defined
                or told[back.casefold()] > 1
                or len(tells_of(back, label, plan.language)) > SAYS_AGAIN * len(words)
                or _goes_round(label, back, plan.language)
            ):
                continue
            front = (wording.card_doer if group.doers else wording.card_label).format(lead=lead, label=label)
            if explains_words(plan.material, group):
                front = wording.what_means.format(article="", term=label)
            yield Card(front, capital(back), spans_of(entry.label, entry.description))
