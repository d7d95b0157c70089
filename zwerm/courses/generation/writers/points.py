"""Sentences and lists of a bite that may be points to remember, with what each is worth."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from zwerm.courses.generation.draft import Sentence, Span
from zwerm.courses.generation.listing import count_named
from zwerm.courses.generation.material.facts import GOAL
from zwerm.courses.generation.material.units import REFERS, Unit
from zwerm.courses.generation.plan import BitePlan
from zwerm.courses.generation.questions.amounts import EXERCISE
from zwerm.courses.generation.questions.proposal import document_name
from zwerm.courses.generation.reading.blocks import ListBlock, block_sentences
from zwerm.courses.generation.reading.headings import clean_title
from zwerm.courses.generation.reading.sentence import SourceSentence, content_stems
from zwerm.courses.generation.writers.features import list_features
from zwerm.courses.generation.writers.listed import find_listed
from zwerm.courses.generation.writers.worth import Worth, worth_of
from zwerm.language.agents import names_agent
from zwerm.language.conditions import find_tied
from zwerm.language.narrative import tells_what_happened
from zwerm.language.standalone import lacks_subject, leans_on_context, stands_alone
from zwerm.language.stems import stem
from zwerm.language.summaries import Candidate
from zwerm.language.whole import lacks_verb
from zwerm.language.words import count_words, find_words, fold

# What cannot be read by itself, whatever it says: an address, what stands above or below, a template to fill in, marks that were left over, a label.
ELSEWHERE = re.compile(
    r"https?://|\bwww\.|@\w+\.\w|[{}]|\*\*|__"
    r"|\b(?:(?:above|below)(?!\s(?:the|an?|it|zero|average|\d))|hierboven|hieronder|bovenstaande|onderstaande|voornoemde)\b"
    r"|\bstaat in\s[‘'\"“]?[A-Z]|\b(?:is|are) (?:described|explained|listed) in\b"
    r"|\W*$(?<=[:?])|^[\"“‘'„]"
    # Where one is in a course of action, or which of several: told before.
    r"|\b(?:now|nu)\b|\b(?:moet(?:en)?|kan|kunt?|mag|wordt?|is|gaat?|komt?) (?:\w+ )?dan\b|\b(?:should|must|can|may|will) then\b|\b(?:both|beide)\W*$"
    r"|\bin (?:the|het|dat|that) (?:first|second|former|latter|last|eerste|tweede|laatste) (?:case|geval)\b|^In (?:most|some|those|these|such|other|de meeste|sommige|die|andere) (?:cases|gevallen)\b"
    # What some say, and what is to be judged.
    r"|^(?:Iemand|Someone|Somebody)\b|^(?:Volgens (?:sommige|enkele|veel)|According to (?:some|many)|Some (?:people )?(?:say|think|believe)|Waar of niet waar|True or false)\b",
)
# Below such headings stands what is not so, or when a page is of use.
NOT_SO = re.compile(
    r"\b(?:fabels?|mythes?|misverstanden|(?:veelgemaakte )?fouten|valkuilen|myths?|misconceptions|(?:common )?mistakes|pitfalls)\b"
    r"|\b(?:wanneer gebruik|when (?:do you |to )?use)\b",
    re.IGNORECASE,
)
# Longer sentences nobody can say again.
LONGEST = 45
# Two things that apply, or one of two.
SEVERAL = re.compile(r";|, (?:en|of|and|or|but|maar|dan|then|you|we|they|it|je|ze) ", re.IGNORECASE)
# With so many words a title says what it is about.
NAMING = 3
# What may go wrong, and words that say it may.
RISKS = re.compile(r"\W*(?:risico\w*|risks?|gevaren|dangers?|valkuilen|pitfalls|nadelen|drawbacks)\b", re.IGNORECASE)
SAYS_RISK = re.compile(
    r"\b(?:risico\w*|risks?|kan|kunnen|zou|could|may|might|can|leidt|wanneer|als|if|when|zonder|without)\b",
    re.IGNORECASE,
)
# What says little more than the title of the page.
REPEATS = 0.25
THIS = re.compile(r"(Dit|Deze|This|These)\s([\w-]+)\s")
NAMED = {"dit": "Het", "deze": "De", "this": "The", "these": "The"}
# "However, ask first": takes back in part what was said before it.
TAKES_BACK = re.compile(
    r"\W*(?:however|but|except|unless|although|that said|only|maar|echter|behalve|tenzij|toch|wel|alleen|uitzondering\w*|let wel)\b",
    re.IGNORECASE,
)
# What somebody hopes for, as of an invented person.
GOALS = re.compile(r"^\W*(?:goals?|motivations?|frustrations?|needs|wishes|doelen|motivaties?|frustraties?|wensen|behoeften)\W*$", re.IGNORECASE)  # fmt: skip
# So likely it is that a strict reader finds it worth remembering, of what stands in a course by itself: one poor point spoils the good
# ones. Steps, and lists of what was learned or will be done, are what a page is for, also where less is seen that says so (decision 0180).
LEAST, LEAST_CORE = 0.65, 0.5
# Of so many items one is no point by itself. A set of points names two things, and is of four in ten of the sections that say so much.
FEWEST_ITEMS, FEWEST_NAMED, LEAST_OF_SECTIONS, LEAST_SAID = 3, 2, 0.4, 25
# How many sentences back "Het overleg" can point.
BACK = 3
FINITE_WORDS = frozenset(["is", "zijn", "wordt", "worden", "kan", "kunnen", "moet", "moeten", "mag", "mogen", "heeft", "hebben", "are", "was", "were", "has", "have", "can", "may", "must", "should", "will"])  # fmt: skip


@dataclass(frozen=True)
class Point:
    """What may be remembered, and how likely it is that a strict reader finds it worth that, from 0 to 1."""

    sentence: Sentence
    candidate: Candidate
    worth: float
    is_core: bool = False
    is_item: bool = False

    @property
    def may_stand(self) -> bool:
        """Whether it stands in a course by itself; else its author is asked, as about one of several things that a list names."""
        return not self.is_item and self.worth >= (LEAST_CORE if self.is_core else LEAST)

    def worth_from(self, least: float) -> float:
        """Nothing where it is worth less than that."""
        return self.worth if self.worth >= least else 0.0


def find_points(plan: BitePlan) -> list[Point]:
    """In the order of the text; none of a story, for what somebody lived through is no point to remember."""
    if plan.is_story:
        return []
    listed = [one for one in plan.once(find_listed) if not (GOALS.search(one.led) or EXERCISE.search(one.led))]
    found = [
        (
            one.unit.number,
            one.start,
            Point(one.point, Candidate(one.stems, one.unit.number), worth_of(list_features(one, plan)), one.is_core),
        )
        for one in listed
    ]
    told = frozenset().union(*(one.told for one in listed))
    found += [(unit.number, place, point) for unit in plan.units for place, point in _sentences(unit, plan, told)]
    found = [one for one in found if not _says_the_title(one[2].sentence.text, plan)]
    found.sort(key=lambda one: one[:2])
    return [point for _, _, point in found]


def is_whole(plan: BitePlan, points: Sequence[Point]) -> bool:
    """Whether they can stand for what the bite tells: the list that it was written for, or two things and more out of enough of its
    sections. One sentence alone, or points of one section of three, say that nothing else matters."""
    if sum(count_named(point.sentence.text) for point in points) < FEWEST_NAMED:
        return False
    said: Counter[tuple[str, ...]] = Counter()
    for unit in plan.units:
        said[unit.section.path] += sum(count_words(sentence.text) for sentence in unit.sentences)
    paths = {unit.number: unit.section.path for unit in plan.units}
    told = {paths[point.candidate.section] for point in points}
    sections = {path for path, words in said.items() if words >= LEAST_SAID} | told
    every = [point for point in plan.once(find_points) if point.is_core]
    if every:
        # Of two lists of steps one is half of the work.
        return all(point in points for point in every)
    return len(told) >= LEAST_OF_SECTIONS * len(sections)


def _sentences(unit: Unit, plan: BitePlan, told: frozenset[Span]) -> Iterator[tuple[int, Point]]:
    title = unit.section.path[-1] if unit.section.path else ""
    if unit.is_story or any(one.search(title) for one in (GOALS, EXERCISE, NOT_SO)):
        return
    told |= _unsaid(unit)
    titled = {sentence.span for sentence in _of_the_title(unit, plan)}
    worth = plan.once(Worth)
    lists = [block for block in unit.taught if isinstance(block, ListBlock) and len(block.items) >= FEWEST_ITEMS]
    listed = {sentence.span for block in lists for sentence in block_sentences(block)}
    for sentence in unit.sentences:
        if sentence.span not in told and _can_stand(sentence, unit, plan, sentence.span in titled):
            candidate = Candidate(sentence.stems, unit.number)
            is_item = sentence.span in listed
            yield sentence.start, Point(_under_risk(sentence, unit), candidate, worth[sentence.span], is_item=is_item)


def _under_risk(sentence: SourceSentence, unit: Unit) -> Sentence:
    """What goes wrong says so: read without its heading it is told as how things are."""
    title = unit.section.title
    if title is None or not RISKS.match(title.text) or SAYS_RISK.search(sentence.text):
        return sentence.shown()
    return Sentence(f"{clean_title(title.text)}: {sentence.text}", (title.span, sentence.span))


def _says_the_title(text: str, plan: BitePlan) -> bool:
    title = {word.folded for word in find_words(document_name(plan.material, plan.inside.start))}
    words = [word.folded for word in find_words(text)]
    return sum(word not in title for word in words) <= REPEATS * len(words)


def _unsaid(unit: Unit) -> frozenset[Span]:
    """What is told only half by itself: what the next sentence takes back in part ("However, …"), and what explains an item of a
    list."""
    found: set[Span] = set()
    for block in unit.taught:
        texts = (
            [item.sentences for item in block.items]
            if isinstance(block, ListBlock)
            else [tuple(block_sentences(block))]
        )
        for sentences in texts:
            found.update(one.span for one, other in pairwise(sentences) if TAKES_BACK.match(other.text))
            found.update(one.span for one in sentences[1:] if isinstance(block, ListBlock))
    return frozenset(found)


def _of_the_title(unit: Unit, plan: BitePlan) -> Iterator[SourceSentence]:
    """Sentences that stand alone but for their first words, which are what the page or the part is called: "This framework is …"
    in "Framework for audits"."""
    titles = (document_name(plan.material, unit.number), *unit.section.path)
    known = frozenset().union(*(content_stems(" ".join(title.split()[:NAMING]), plan.language) for title in titles))
    told: frozenset[str] = frozenset()
    for sentence in () if unit.is_story else unit.sentences:
        found = THIS.match(sentence.text)
        noun = stem(fold(found[2]), sentence.language) if found else ""
        is_named = noun in known and noun not in told
        told |= sentence.stems
        if not found or not is_named:
            continue
        rest = f"{NAMED[found[1].lower()]} {sentence.text[found.start(2) :]}"
        if (
            sentence.start not in unit.repeated
            and stands_alone(rest, sentence.language)
            and not REFERS.search(rest)
            and not tells_what_happened(rest, sentence.language)
        ):
            yield sentence


def _is_told_of(sentence: SourceSentence, unit: Unit) -> bool:
    """Whether "Het overleg is …" is about what the sentences before it told of, and no heading names."""
    words = [word for word in sentence.words[:2] if word]
    if len(words) < 2 or words[0] not in ("de", "het", "the"):
        return False
    noun = frozenset([stem(words[1], sentence.language)])
    sentences = list(unit.sentences)
    place = sentences.index(sentence)
    before = frozenset().union(*(other.stems for other in sentences[max(0, place - BACK) : place]))
    known = frozenset().union(*(content_stems(title, sentence.language) for title in unit.section.path))
    follows = sentence.words[2] if len(sentence.words) > 2 else ""
    alone = follows in FINITE_WORDS
    return alone and bool(noun & before) and not noun & known and not names_agent(" ".join(words), sentence.language)


def _can_stand(sentence: SourceSentence, unit: Unit, plan: BitePlan, is_titled: bool) -> bool:
    """Whether it says by itself what it says there, however little that may be worth."""
    text = sentence.text
    if (
        sentence.language != plan.language
        or sentence.start in unit.repeated
        or (sentence.start, sentence.end) in unit.denied
    ):
        return False
    if count_words(text) > LONGEST or lacks_subject(text, sentence.language) or lacks_verb(text, sentence.language):
        return False
    if text.count("(") != text.count(")") or ELSEWHERE.search(text) or GOAL.match(text) or _ends_in_link(sentence):
        return False
    if (leans_on_context(text, sentence.language) and not is_titled) or _is_told_of(sentence, unit):
        return False
    tied = find_tied(text, sentence.language)
    # "If the site is down, a ward calls, or …": a list of cases.
    several = tied and tied.tie == "condition" and SEVERAL.search(text[slice(*tied.second)])
    return (sentence.source, sentence.start) not in plan.once(_described) and not several


def _described(plan: BitePlan) -> frozenset[tuple[str, int]]:
    """Where begins what is said of a label or heading above it."""
    entries = (entry.description for group in plan.material.groups for entry in group.entries)
    return frozenset((description.source, description.start) for description in entries)


def _ends_in_link(sentence: SourceSentence) -> bool:
    """Whether it sends the reader to the page that it names last: "How to do it: Checking the oven." """
    text = sentence.text.rstrip(" .")
    return any(end >= len(text) and text[:start].rstrip().endswith(":") for start, end in sentence.linked)
